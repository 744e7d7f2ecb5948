"""Tables that lost their cells: numbers that follow their labels in running text.

Where numbers stand apart, each is a cell's, if there are as many as the row has
columns. Where they ran together, only what row, column and dispute arithmetic
leave exactly one reading of is reported. Every other cell is unclear. Printed
totals may themselves be wrong, so no row needs the columns when its own sum has
one reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from ..codebook import Edition, codebook
from ..codebook.forms import RequestRow
from ..text.numbers import DIGITS_AT_MOST, read_amount
from .apart import rows_apart
from .cells import figure_of_text
from .model import Figure
from .running import Run, RunningText
from .splitting import Row, count_splits, fitting_splits, sole_split, solve_rows
from .statistics_text import parse_running_statistics

__all__ = ["Flattened", "parse_flattened"]

Cell = tuple[str, str | None]
Flattened = dict[Cell, Figure]
#: So many numbers in a row before the first label belong to a row: labels come last there.
NUMBERS_BEFORE = 4


def parse_flattened(text: str, edition: Edition, *, laid_out: bool = False) -> dict[str, Flattened]:
    """Return for each table the figures that ``text`` gives, by indicator and applicant.

    Where its lines are those of a page (``laid_out``), the numbers of several
    lines may be out of order: then only their sums tell what they are.

    Rows whose labels are not found are not there; cells that stay open are
    ``unclear`` with the digits as printed.
    """
    running = RunningText(text, laid_out=laid_out)
    parsers = {
        "disclosure": _disclosure,
        "requests": _requests,
        "disputes": _disputes,
        "statistics": parse_running_statistics,
    }
    figures: dict[str, Flattened] = {}
    for table in edition.tables:
        behind = running.place
        figures[table] = parsers[table](running, edition)
        if table == "requests":
            # The last two tables may stand in either order.
            running.place = behind
    return figures


def _disclosure(running: RunningText, edition: Edition) -> Flattened:
    """No sum helps here: one column is sure, several where they stand apart or can be cut in one way."""
    found: list[tuple[tuple[str, ...], int, int]] = []
    for block in edition.disclosure:
        if not all(running.find(column.label.wordings) is not None for column in block.columns):
            continue
        for row in block.rows:
            start = running.find(row.label.wordings)
            if start is not None:
                found.append((row.indicators, start, running.position))
    figures: Flattened = {}
    last = min(running.find_ahead(edition.requests[0].label.wordings), _heading(running, edition, "requests"))
    for (indicators, _, begin), following in zip_longest(found, found[1:]):
        run = running.numbers(begin, following[1] if following else last)
        if len(run.tokens) == len(indicators) and run.ordered:
            cells = zip(indicators, run.tokens, strict=True)
            figures |= {(code, None): figure_of_text(text, code) for code, text in cells}
        elif len(indicators) == 1:
            figures |= _one_column(indicators[0], run)
        else:
            figures |= _columns(indicators, run)
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
    splits = _splits(run, len(indicators)) if counts and not fewer and len(run.tokens) < 2 else []
    return _figures([(code, None) for code in indicators], splits[0] if len(splits) == 1 else None, run)


def _requests(running: RunningText, edition: Edition) -> Flattened:
    first_row = running.find_ahead(edition.requests[0].label.wordings)
    heads = [codebook().applicants[code].zh for code in edition.applicants]
    if running.count_between(heads, first_row) >= NUMBERS_BEFORE:
        return {}
    orders = _orders(running, edition, first_row)
    runs = _runs(running, edition)
    apart = rows_apart(runs, orders, edition.applicants[-1])
    solved = {} if apart or orders[0] != edition.applicants else _solve(runs, edition)
    figures: Flattened = {}
    for indicator, run in runs.items():
        if indicator in apart:
            row = apart[indicator]
            figures |= {(indicator, code): figure_of_text(row[code], indicator, code) for code in row}
        else:
            cells = [(indicator, code) for code in edition.applicants]
            figures |= _figures(cells, solved.get(indicator), run)
    return figures


def _solve(runs: Mapping[str, Run], edition: Edition) -> dict[str, Row]:
    if 2 * sum(len(run.tokens) > 1 for run in runs.values()) > len(runs):
        # Where numbers stand apart and one is not there, none of the others may be cut in two.
        return {}
    width = len(edition.applicants)
    candidates = {indicator: _splits(run, width, width) for indicator, run in runs.items()}
    solved = solve_rows(candidates, _columns_add_up)
    if len(solved) < len(runs) and not _columns_add_up(solved):
        # Numbers that stand before their labels would all be one row off, and every row would still add up.
        return {}
    return solved


def _orders(running: RunningText, edition: Edition, first_row: int) -> list[tuple[str, ...]]:
    """Return the orders of columns that the heads before the first row allow, the likeliest first.

    They name the person before the total, as the form does, or the total before the person.
    """
    person, *_, total = (codebook().applicants[code].zh for code in edition.applicants)
    form = edition.applicants
    total_at = running.find_ahead([total])
    if total_at < first_row and total_at < running.find_ahead([person]):
        return [(form[-1], *form[:-1]), form]
    return [form]


def _runs(running: RunningText, edition: Edition) -> dict[str, Run]:
    """Return the numbers behind each row's label, up to the next label or the next part."""
    end = _heading(running, edition, "disputes", behind=1)
    found: list[tuple[str, int, int, int]] = []
    for _, row in edition.request_rows():
        if row.rows and not _carries_figures(running, row, end):
            continue
        start = running.find(row.label.wordings, before=end)
        if start is not None:
            stop = min(end, _heading(running, edition, "disputes"), _disputes_head(running, edition))
            found.append((row.indicator or "", start, running.position, stop))
    runs = {
        indicator: running.numbers(begin, min(stop, following[1] if following else stop))
        for (indicator, _, begin, stop), following in zip_longest(found, found[1:])
    }
    return {indicator: run for indicator, run in runs.items() if run.raw}


def _heading(running: RunningText, edition: Edition, table: str, behind: int = 0) -> int:
    """Return where the next heading of a table's part stands, or of a later one, whatever its ordinal is."""
    part = edition.part_of(table)
    heading = edition.parts[part.number - 1 + behind] if part else None
    return running.find_ahead([wording[1:] for wording in heading.label.wordings] if heading else ())


def _disputes_head(running: RunningText, edition: Edition) -> int:
    return running.find_ahead(edition.disputes[0].results[0].label.wordings)


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
    end = min(
        _heading(running, edition, "disputes", behind=1),
        running.find_ahead(edition.requests[0].label.wordings),
    )
    run = running.numbers(running.position, end)
    cells: list[Cell] = [(result.indicator, None) for group in edition.disputes for result in group.results]
    width = len(edition.disputes[0].results)
    if len(run.tokens) == len(cells) and run.ordered:
        return {cell: figure_of_text(text, *cell) for cell, text in zip(cells, run.tokens, strict=True)}
    splits = _splits(run, len(cells), width) if len(run.tokens) in (0, 1, len(cells)) else []
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
