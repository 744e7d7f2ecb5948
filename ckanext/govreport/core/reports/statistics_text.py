"""Tables of statistics that lost their cells: label, unit and digits one behind the other in running text.

Labels are looked for whole, with their unit behind them, so that the number of
the next label is no digit of this row. Digits of two columns that ran together
are cut only where the form's sums leave exactly one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from ..codebook import Edition, codebook
from ..codebook.forms import StatisticsRow
from ..codebook.model import Check
from ..text.folding import HAN, fold_text, label_key
from ..text.numbers import DIGITS_AT_MOST, read_amount, read_count
from .alignment import PrintedRow
from .model import Figure
from .running import Run, RunningText
from .splitting import Row, every_split, solve_rows
from .statistics import match_statistics, row_cells
from .statistics_rows import UNITS

__all__ = ["RunningRow", "find_statistics", "parse_running_statistics"]

KEY = re.compile(rf"[^{HAN}0-9]")
#: What may stand between a unit and the next label: digits, their signs, white space, an opening bracket.
NUMBERS = re.compile(r"\s*(\d[\d,.]*(?:\s+\d[\d,.]*)*)\s*\(?")

ORDINAL = re.compile(r"\d\s*[^\w\s]")

#: No form has as many rows and headings.
ROWS_AT_MOST = 200
#: Where a label with its unit begins and ends in the text, and what was found.
Span = tuple[int, int, re.Match[str]]


@dataclass(frozen=True, slots=True)
class RunningRow:
    """A row found in the text: which one it is, the unit printed and the numbers behind it."""

    row: StatisticsRow
    unit: str
    run: Run


def find_statistics(running: RunningText, edition: Edition) -> list[RunningRow]:
    """Return the rows of an edition's table that stand in a text behind the heads of its columns."""
    if edition.statistics is None:
        return []
    heads = running.spans(_head_pattern(edition.code))
    if not heads:
        return []
    spans = [each for each in running.spans(_row_pattern(edition.code)) if each[0] >= heads[0][1]]
    spans = spans[:ROWS_AT_MOST]
    rows = [(span, following) for span, following in zip_longest(spans, spans[1:]) if span[2]["label"]]
    whole = _label_keys(edition.code)
    matches = match_statistics([PrintedRow(whole[span[2]["label"]]) for span, _ in rows], edition)
    return [
        RunningRow(row, span[2]["unit"], _run(running.text, span, following))
        for row, (span, following) in zip(matches, rows, strict=True)
        if row is not None
    ]


def parse_running_statistics(running: RunningText, edition: Edition) -> dict[tuple[str, str | None], Figure]:
    """Return the figures of the rows in the text, by indicator and applicant; what stays open is unclear."""
    rows = [each for each in find_statistics(running, edition) if each.run.raw]
    columns = len(edition.statistics.columns) if edition.statistics else 0
    candidates = {each.row.indicators[0]: _candidates(each, columns) for each in rows}
    solved = _solve({name: list(splits) for name, splits in candidates.items()}, edition)
    figures: dict[tuple[str, str | None], Figure] = {}
    for each in rows:
        values = solved.get(each.row.indicators[0])
        for place, cell in enumerate(row_cells(each.row)):
            figures[cell] = _figure(each, cell, values[place] if values else None)
    return figures


def _figure(found: RunningRow, cell: tuple[str, str | None], value: int | None) -> Figure:
    known = codebook().indicators[cell[0]]
    if known.kind == "amount" and len(found.run.pieces) == len(found.row.indicators):
        number = read_amount(found.run.pieces[found.row.indicators.index(cell[0])])
        if number.value is not None:
            raw = str(number.value)
            return Figure(*cell, number.value, "reported", raw, unit=found.unit)
    if value is None:
        return Figure(*cell, None, "unclear", found.run.raw)
    kept = read_amount(str(value)).value if known.kind == "amount" else value
    return Figure(*cell, kept, "reported", str(value), unit=found.unit)


def _candidates(found: RunningRow, columns: int) -> list[Row]:
    """Return the ways to read a row's numbers: as printed where spaces part them, else every cut."""
    pieces = found.run.pieces
    if len(pieces) == columns:
        counts = [read_count(piece).value for piece in pieces]
        return [] if None in counts else [tuple(int(count) for count in counts if count is not None)]
    if not all(piece.isdigit() and piece.isascii() for piece in pieces):
        return []
    return [row for row in every_split(pieces, columns) if max(row) < 10**DIGITS_AT_MOST]


def _solve(candidates: Mapping[str, Sequence[Row]], edition: Edition) -> dict[str, Row]:
    """Return the rows that are sure by themselves, or that one sum in every column leaves one reading of."""
    solved = {name: rows[0] for name, rows in candidates.items() if len(rows) == 1}
    for total, parts in _sums(edition):
        group = {name: candidates[name] for name in (total, *parts) if name in candidates}
        needed = {total, *(name for name in parts if not _rows(edition)[name].optional)}
        if not needed <= group.keys() or not all(group.values()):
            continue

        def adds_up(rows: Mapping[str, Row], total: str = total, parts: Iterable[str] = parts) -> bool:
            there = [rows[name] for name in parts if name in rows]
            return [sum(column) for column in zip(*there, strict=True)] == list(rows[total])

        solved |= solve_rows(group, adds_up)
    return solved


def _sums(edition: Edition) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield each sum between rows of the form: the row of the total and those of its parts."""
    rows = _rows(edition)
    for check in codebook().checks.values():
        if check.table == "statistics" and check.right[0] in rows:
            yield check.right[0], _parts(check, rows)


def _parts(check: Check, rows: Mapping[str, StatisticsRow]) -> tuple[str, ...]:
    return tuple(name for name in check.left if name in rows)


def _rows(edition: Edition) -> dict[str, StatisticsRow]:
    """Return the rows of the form by the indicator of their first column."""
    return {row.indicators[0]: row for _, row in edition.statistics_rows() if row.indicators}


def _run(text: str, label: Span, following: Span | None) -> Run:
    """Return the numbers between a label's unit and the next label, if there is nothing else.

    The number of the next label must have a sign behind it (``2.``), or nobody can
    tell it from this row's. Behind the last row only white space can.
    """
    end = following[0] if following else len(text)
    match = NUMBERS.match(text, label[1], end)
    if match is None:
        return Run("", ())
    is_whole = match.end() == end
    if following is None:
        is_whole = is_whole or match.group()[-1].isspace()
    elif following[2].group()[0].isdigit():
        is_whole = is_whole and ORDINAL.match(text, end) is not None
    raw = match.group(1)
    return Run(raw, tuple(piece.replace(",", "") for piece in raw.split()) if is_whole else ())


@cache
def _row_pattern(code: str) -> re.Pattern[str]:
    """A row's label with its unit, or the heading of a group."""
    labels = _longest_first(_label_keys(code))
    return re.compile(
        f"(?P<label>{labels})(?P<unit>{'|'.join(UNITS)})|(?P<heading>{_headings(codebook().editions[code])})"
    )


@cache
def _label_keys(code: str) -> dict[str, str]:
    """Return how each label of a row may stand in a text, and its label key, which leaves out a remark."""
    rows = [row for _, row in codebook().editions[code].statistics_rows() if row.indicators]
    return {key: label_key(word) for row in rows for word in row.label.wordings for key in _keys(word)}


@cache
def _head_pattern(code: str) -> re.Pattern[str]:
    """The heads as they must stand before the first row or the heading of a group."""
    edition = codebook().editions[code]
    form = edition.statistics
    unit = _any_of([form.unit.wordings] if form else [])
    columns = "".join(f"[0-9]*(?:{_any_of([column.wordings])})" for column in (form.columns if form else ()))
    row = _row_pattern(code).pattern.replace("?P<", "?P<first_")
    return re.compile(f"(?:{unit}){columns}(?={row})")


def _headings(edition: Edition) -> str:
    """Return a pattern for any heading without figures; one that matches nothing where the form has none."""
    return _any_of(row.label.wordings for _, row in edition.statistics_rows() if not row.indicators) or "(?!)"


def _any_of(labels: Iterable[Sequence[str]]) -> str:
    """Return a pattern for any of these labels."""
    return _longest_first(key for wordings in labels for wording in wordings for key in _keys(wording))


def _keys(wording: str) -> tuple[str, str]:
    """Return a label's Han characters and digits, with and without the remark at its end."""
    return KEY.sub("", fold_text(wording)), label_key(wording)


def _longest_first(keys: Iterable[str]) -> str:
    return "|".join(sorted(set(keys), key=len, reverse=True))
