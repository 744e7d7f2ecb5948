"""The tables of a report laid out as the form prints them, for pages and terminals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..codebook import Edition, codebook, table_name
from ..codebook.forms import Label, RequestRow, StatisticsRow
from ..reports.model import Figure

__all__ = ["FormCell", "FormTable", "form_tables"]

#: Columns of labels before the figures of the table of requests.
LABEL_COLUMNS = 3
#: Stands before a label of the table of statistics for each row that it belongs to.
INDENT = "\u3000"


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a form: a label in both languages, or the place of a figure.

    ``figure`` is the figure (as given) or None where the report has none there;
    ``indicator`` is set for every place of a figure. ``unit`` marks a label that
    only says the unit of its row.
    """

    zh: str = ""
    en: str = ""
    row_span: int = 1
    column_span: int = 1
    header: bool = True
    indicator: str | None = None
    applicant: str | None = None
    figure: Any = None
    unit: bool = False


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table: its code (disclosure, requests, disputes, statistics), captions and rows, heads first."""

    code: str
    zh: str
    en: str
    head: tuple[tuple[FormCell, ...], ...]
    body: tuple[tuple[FormCell, ...], ...]


def form_tables(edition: str, figures: Sequence[Figure] | Sequence[Mapping[str, Any]]) -> list[FormTable]:
    """Return the tables of an edition with ``figures`` (Figure or its dict) in their places.

    A group that the report fills in as one row is laid out as one row; a row that
    not every copy of the form has is left out where the report has none.
    """
    form = codebook().editions[edition]
    by_name = {_name(figure): figure for figure in figures}
    tables = {
        "disclosure": (_no_heads, _disclosure),
        "requests": (_request_heads, _requests),
        "disputes": (_dispute_heads, _disputes),
        "statistics": (_statistics_heads, _statistics),
    }
    return [
        FormTable(code, *table_name(form, code), head=heads(form), body=body(form, by_name))
        for code, (heads, body) in ((code, tables[code]) for code in form.tables)
    ]


Rows = tuple[tuple[FormCell, ...], ...]
Figures = Mapping[tuple[str, str | None], Any]


def _name(figure: Figure | Mapping[str, Any]) -> tuple[str, str | None]:
    if isinstance(figure, Figure):
        return figure.indicator, figure.applicant
    return figure["indicator"], figure["applicant"]


def _no_heads(form: Edition) -> Rows:
    """Each block of the table of disclosure has heads of its own."""
    return ()


def _disclosure(form: Edition, figures: Figures) -> Rows:
    width = max(len(block.columns) for block in form.disclosure)
    rows: list[tuple[FormCell, ...]] = []
    for block in form.disclosure:
        spans = _spread(width, len(block.columns))
        rows.append((_head(block.caption, column_span=width + 1),))
        heads = [
            _head(column.label, column_span=span) for column, span in zip(block.columns, spans, strict=True)
        ]
        rows.append((_head(block.corner), *heads))
        for row in block.rows:
            cells = [
                _cell(code, None, figures, span) for code, span in zip(row.indicators, spans, strict=True)
            ]
            rows.append((_head(row.label), *cells))
    return tuple(rows)


def _spread(width: int, columns: int) -> list[int]:
    """Return how many of ``width`` columns each of ``columns`` takes; the last takes what is left."""
    return [width // columns] * (columns - 1) + [width - width // columns * (columns - 1)]


def _request_heads(form: Edition) -> Rows:
    names = [codebook().applicants[code] for code in form.applicants]
    person, *organisations, total = names
    return (
        (
            _head(form.requests_corner, row_span=3, column_span=LABEL_COLUMNS),
            _head(form.requests_head, column_span=len(names)),
        ),
        (
            FormCell(person.zh, person.en, row_span=2),
            _head(form.requests_organisations, column_span=len(organisations)),
            FormCell(total.zh, total.en, row_span=2),
        ),
        tuple(FormCell(each.zh, each.en) for each in organisations),
    )


def _requests(form: Edition, figures: Figures) -> Rows:
    rows: list[tuple[FormCell, ...]] = []

    def lay_out(row: RequestRow, depth: int, begun: tuple[FormCell, ...]) -> None:
        below = _rows_below(row, figures)
        if below:
            label = _head(row.label, row_span=sum(_height(each, figures) for each in below))
            for place, each in enumerate(below):
                lay_out(each, depth + 1, (*begun, label) if place == 0 else ())
            return
        label = _head(row.label, column_span=LABEL_COLUMNS - depth)
        cells = [_cell(row.indicator or "", code, figures) for code in form.applicants]
        rows.append((*begun, label, *cells))

    for row in form.requests:
        lay_out(row, 0, ())
    return tuple(rows)


def _rows_below(row: RequestRow, figures: Figures) -> tuple[RequestRow, ...]:
    """Return the rows of a group; none where the report fills in the group itself."""
    filled = row.indicator and any(indicator == row.indicator for indicator, _ in figures)
    return () if filled else row.rows


def _height(row: RequestRow, figures: Figures) -> int:
    below = _rows_below(row, figures)
    return sum(_height(each, figures) for each in below) if below else 1


def _dispute_heads(form: Edition) -> Rows:
    first: list[FormCell] = [FormCell()]
    second: list[FormCell] = []
    third: list[FormCell] = []
    for group in form.disputes:
        width = len(group.results)
        if group.within is None:
            first.append(_head(group.label, column_span=width))
            second += [_head(result.label, row_span=2) for result in group.results]
            continue
        if first[-1].zh != group.within.zh:
            inside = sum(len(other.results) for other in form.disputes if other.within == group.within)
            first.append(_head(group.within, column_span=inside))
        second.append(_head(group.label, column_span=width))
        third += [_head(result.label) for result in group.results]
    return (tuple(first[1:]), tuple(second), tuple(third))


def _disputes(form: Edition, figures: Figures) -> Rows:
    return (
        tuple(_cell(result.indicator, None, figures) for group in form.disputes for result in group.results),
    )


def _statistics_heads(form: Edition) -> Rows:
    table = form.statistics
    heads = (table.indicator, table.unit, *table.columns) if table else ()
    return (tuple(_head(label) for label in heads),)


def _statistics(form: Edition, figures: Figures) -> Rows:
    rows: list[tuple[FormCell, ...]] = []
    width = len(form.statistics.columns) if form.statistics else 0
    for above, row in form.statistics_rows():
        label = Label(INDENT * len(above) + row.label.zh, INDENT * len(above) + row.label.en)
        cells = [_cell(code, codebook().indicators[code].total_applicant, figures) for code in row.indicators]
        if not cells:
            rows.append((_head(label, column_span=width + 2),))
        elif not row.optional or any(cell.figure for cell in cells):
            rows.append((_head(label), _unit(row, cells), *cells))
    return tuple(rows)


def _unit(row: StatisticsRow, cells: Sequence[FormCell]) -> FormCell:
    """Return the unit as the report prints it, else as the form does."""
    figure = next((cell.figure for cell in cells if cell.figure), None)
    printed = figure.unit if isinstance(figure, Figure) else (figure or {}).get("unit")
    unit = printed or row.unit or ""
    return FormCell(unit, unit, unit=True)


def _head(label: Label, row_span: int = 1, column_span: int = 1) -> FormCell:
    return FormCell(label.zh, label.en, row_span, column_span)


def _cell(indicator: str, applicant: str | None, figures: Figures, column_span: int = 1) -> FormCell:
    return FormCell(
        column_span=column_span,
        header=False,
        indicator=indicator,
        applicant=applicant,
        figure=figures.get((indicator, applicant)),
    )
