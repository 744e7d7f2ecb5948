"""Tables that lost their cells: numbers that follow their labels in running text.

Only what row, column and dispute arithmetic leave exactly one reading of is
reported; every other cell is unclear. Printed totals may themselves be wrong, so
no row needs the columns when its own sum has one reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from ..codebook import Edition, codebook
from ..codebook.forms import RequestRow
from ..text.numbers import DIGITS_AT_MOST, read_amount
from .model import Figure
from .running import Run, RunningText
from .splitting import Row, count_splits, fitting_splits, sole_split, solve_rows
from .statistics_text import parse_running_statistics

__all__ = ["Flattened", "parse_flattened"]

Cell = tuple[str, str | None]
Flattened = dict[Cell, Figure]


def parse_flattened(text: str, edition: Edition, *, laid_out: bool = False) -> dict[str, Flattened]:
    """Return for each table the figures that ``text`` gives, by indicator and applicant.

    Where its lines are those of a page (``laid_out``), the numbers of several
    lines may be out of order: then only their sums tell what they are.

    Rows whose labels are not found are not there; cells that stay open are
    ``unclear`` with the digits as printed.
    """
    running = RunningText(text, laid_out=laid_out)
    # One behind the other, as they are printed: the search moves on through the text.
    tables = {
        "disclosure": _disclosure,
        "requests": _requests,
        "disputes": _disputes,
        "statistics": parse_running_statistics,
    }
    return {table: tables[table](running, edition) for table in edition.tables}


def _disclosure(running: RunningText, edition: Edition) -> Flattened:
    """No sum helps here: one column is sure, several only where the digits can be cut in one way."""
    found: list[tuple[tuple[str, ...], int, int]] = []
    for block in edition.disclosure:
        if not all(running.find(column.label.wordings) is not None for column in block.columns):
            continue
        for row in block.rows:
            start = running.find(row.label.wordings)
            if start is not None:
                found.append((row.indicators, start, running.position))
    figures: Flattened = {}
    last = running.find_ahead(edition.requests[0].label.wordings)
    for (indicators, _, begin), following in zip_longest(found, found[1:]):
        run = running.numbers(begin, following[1] if following else last)
        figures |= _one_column(indicators[0], run) if len(indicators) == 1 else _columns(indicators, run)
    return figures


def _one_column(indicator: str, run: Run) -> Flattened:
    known = codebook().indicators[indicator]
    number = read_amount(run.pieces[0]) if len(run.pieces) == 1 else None
    whole = number is not None and number.value is not None and (known.kind == "amount" or "." not in run.raw)
    if number is None or number.value is None or not whole:
        return {(indicator, None): _unclear(indicator, None, run)}
    value = number.value if known.kind == "amount" else int(number.value)
    return {(indicator, None): Figure(indicator, None, value, "reported", run.raw, unit=known.unit)}


def _columns(indicators: Sequence[str], run: Run) -> Flattened:
    counts = all(codebook().indicators[code].kind == "count" for code in indicators)
    # A blank leaves no trace in running text: fewer numbers than columns are a reading too.
    fewer = any(count_splits(run.pieces, count) for count in range(1, len(indicators)))
    splits = _splits(run, len(indicators)) if counts and not fewer else []
    return _figures([(code, None) for code in indicators], splits[0] if len(splits) == 1 else None, run)


def _requests(running: RunningText, edition: Edition) -> Flattened:
    in_order = _heads_in_order(running, edition)
    runs = _runs(running, edition)
    width = len(edition.applicants)
    candidates = {indicator: _splits(run, width, width) for indicator, run in runs.items()}
    solved = solve_rows(candidates, _columns_add_up) if in_order else {}
    if len(solved) < len(runs) and not _columns_add_up(solved):
        # Numbers that stand before their labels would all be one row off, and every row would still add up.
        solved = {}
    figures: Flattened = {}
    for indicator, run in runs.items():
        cells = [(indicator, code) for code in edition.applicants]
        figures |= _figures(cells, solved.get(indicator), run)
    return figures


def _heading_after(edition: Edition, table: str) -> Sequence[str]:
    """Return the wordings of the heading of the part behind the one that holds a table."""
    part = edition.part_of(table)
    return edition.parts[part.number].label.wordings if part else ()


def _heads_in_order(running: RunningText, edition: Edition) -> bool:
    """Whether the heads before the first row name the person before the total, as the form does."""
    first_row = running.find_ahead(edition.requests[0].label.wordings)
    person, *_, total = (codebook().applicants[code].zh for code in edition.applicants)
    return running.find_ahead([person]) <= min(running.find_ahead([total]), first_row)


def _runs(running: RunningText, edition: Edition) -> dict[str, Run]:
    """Return the numbers behind each row's label, up to the next label or the next part."""
    end = running.find_ahead(_heading_after(edition, "requests"))
    found: list[tuple[str, int, int]] = []
    for _, row in edition.request_rows():
        if row.rows and not _carries_figures(running, row, end):
            continue
        start = running.find(row.label.wordings, before=end)
        if start is not None:
            found.append((row.indicator or "", start, running.position))
    runs = {
        indicator: running.numbers(begin, following[1] if following else end)
        for (indicator, _, begin), following in zip_longest(found, found[1:])
    }
    return {indicator: run for indicator, run in runs.items() if run.raw}


def _carries_figures(running: RunningText, row: RequestRow, end: int) -> bool:
    """Whether a group is printed as one row: its numbers follow at once, its own rows do not."""
    behind = running.behind_next(row.label.zh)
    return behind is not None and behind < end and running.follows_at_once(behind, end)


def _columns_add_up(rows: Mapping[str, Row]) -> bool:
    """Whether every column's outcomes add up to the printed total and balance with what came in."""
    checks = [check for check in codebook().checks.values() if check.per == "applicant"]
    return all(
        left == right
        for check in checks
        for left, right in zip(_column_sums(rows, check.left), _column_sums(rows, check.right), strict=True)
    )


def _column_sums(rows: Mapping[str, Row], names: Iterable[str]) -> list[int]:
    width = max((len(row) for row in rows.values()), default=0)
    return [sum(rows[name][place] for name in names if name in rows) for place in range(width)]


def _disputes(running: RunningText, edition: Edition) -> Flattened:
    if not all(running.find(group.label.wordings) is not None for group in edition.disputes[1:]):
        return {}
    run = running.numbers(running.position, running.find_ahead(_heading_after(edition, "disputes")))
    cells: list[Cell] = [(result.indicator, None) for group in edition.disputes for result in group.results]
    width = len(edition.disputes[0].results)
    splits = _splits(run, len(cells), width) if run.raw else []
    return _figures(cells, splits[0] if len(splits) == 1 else None, run) if run.raw else {}


def _splits(run: Run, count: int, width: int = 0) -> list[Row]:
    """Return the readings of a run: as printed where spaces part the numbers, else what fits.

    Every ``width``-th number is a sum; with no width, only what can be cut in one way fits.
    """
    if not all(piece.isdigit() and piece.isascii() for piece in run.pieces):
        return []
    if any(len(piece) > DIGITS_AT_MOST for piece in run.pieces if len(run.pieces) == count):
        return []
    if len(run.pieces) == count and not any(piece.startswith("0") and piece != "0" for piece in run.pieces):
        printed = tuple(map(int, run.pieces))
        return [printed] if run.ordered or _adds_up(printed, width) else []
    if not run.ordered and not width:
        return []
    return fitting_splits(run.pieces, count, width) if width else sole_split(run.pieces, count)


def _adds_up(row: Row, width: int) -> bool:
    """Whether every ``width``-th number is the sum of those before it; with no width nothing tells."""
    ends = range(width, len(row) + 1, width) if width else ()
    return bool(ends) and all(sum(row[end - width : end - 1]) == row[end - 1] for end in ends)


def _figures(cells: Sequence[Cell], row: Row | None, run: Run) -> Flattened:
    if row is None or max(row) >= 10**DIGITS_AT_MOST:
        return {cell: _unclear(*cell, run) for cell in cells}
    return {
        (indicator, applicant): Figure(
            indicator, applicant, value, "reported", str(value), unit=codebook().indicators[indicator].unit
        )
        for (indicator, applicant), value in zip(cells, row, strict=True)
    }


def _unclear(indicator: str, applicant: str | None, run: Run) -> Figure:
    return Figure(indicator, applicant, None, "unclear", run.raw)
