"""The tables of a report as a page shows them: words, marks, and links to findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import ckan.plugins.toolkit as tk

from ..core.codebook import codebook
from ..core.exports.form import FormCell, FormTable, form_tables
from ..search.labels import reader_language

__all__ = ["Cell", "Table", "report_tables", "show_number"]

Scope = Literal["col", "colgroup", "row", "rowgroup"]
Findings = Mapping[tuple[Any, ...], list[int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as HTML needs it.

    ``text`` is what is seen; ``sign`` stands before a doubtful one, ``remark``
    says in words what sign or emptiness mean. ``findings`` are the numbers of
    the findings about it.
    """

    text: str
    scope: Scope | None = None
    row_span: int = 1
    column_span: int = 1
    state: str = ""
    sign: str = ""
    remark: str = ""
    note: str = ""
    title: str = ""
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: head, and bodies that each begin with their own headings."""

    code: str
    caption: str
    head: tuple[tuple[Cell, ...], ...]
    bodies: tuple[tuple[tuple[Cell, ...], ...], ...]
    findings: tuple[int, ...]


def report_tables(
    edition: str, figures: Sequence[Mapping[str, Any]], findings: Sequence[Mapping[str, Any]]
) -> list[Table]:
    """Return the tables of a report; findings are numbered from 1 in the order given."""
    by_place: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        place = _place(finding)
        if place:
            by_place[place].append(number)
    return [_table(table, by_place) for table in form_tables(edition, figures)]


def show_number(value: Any, unit: str | None = None) -> str:
    """Return a number with its digits in groups of three and nothing rounded.

    >>> show_number(3119), show_number(59237.2449, "万元")
    ('3,119', '59,237.2449 万元')
    """
    number = value if isinstance(value, (int, Decimal)) else Decimal(str(value))
    return f"{number:,} {unit}" if unit else f"{number:,}"


def _table(table: FormTable, findings: Findings) -> Table:
    bodies: list[list[tuple[Cell, ...]]] = []
    for row in table.body:
        if not bodies or (len(row) == 1 and row[0].header):
            bodies.append([])
        bodies[-1].append(_row(row, findings))
    cells = [cell for body in bodies for row in body for cell in row]
    return Table(
        table.code,
        getattr(table, reader_language()),
        tuple(_row(row, findings) for row in table.head),
        tuple(tuple(body) for body in bodies),
        tuple(sorted({number for cell in cells for number in cell.findings})),
    )


def _row(row: Sequence[FormCell], findings: Findings) -> tuple[Cell, ...]:
    heads_only = all(cell.header for cell in row)
    width = len(row)
    return tuple(_head(cell, heads_only, width) if cell.header else _figure(cell, findings) for cell in row)


def _head(cell: FormCell, heads_only: bool, width: int) -> Cell:
    scope: Scope
    if heads_only:
        scope = "rowgroup" if width == 1 else "colgroup" if cell.column_span > 1 else "col"
    else:
        scope = "rowgroup" if cell.row_span > 1 else "row"
    return Cell(getattr(cell, reader_language()), scope, cell.row_span, cell.column_span)


def _figure(cell: FormCell, findings: Findings) -> Cell:
    figure = cell.figure
    if figure is None:
        return Cell(
            "", column_span=cell.column_span, state="absent", sign="—", remark=tk._("not in this report")
        )
    state, raw = figure["state"], figure.get("raw") or ""
    numbers = tuple(findings.get(_place(figure), ()))
    text, sign, remark = "", "", ""
    if state == "reported":
        text = show_number(figure["value"], _unit(figure))
    elif state == "blank":
        remark = tk._("left blank")
    elif state == "not_applicable":
        text, remark = raw, tk._("not applicable")
    else:
        text, sign, remark = raw, "?", tk._("not read surely")
    return Cell(
        text,
        column_span=cell.column_span,
        state=state,
        sign=sign,
        remark=remark,
        note=figure.get("note") or "",
        title=_title(figure, raw if raw != text.replace(",", "") else ""),
        findings=numbers,
    )


def _unit(figure: Mapping[str, Any]) -> str | None:
    """Return the unit of an amount; the form prints that of a count in the table's head."""
    indicator = codebook().indicators.get(figure["indicator"])
    return figure.get("unit") if indicator and indicator.kind == "amount" else None


def _title(figure: Mapping[str, Any], raw: str) -> str:
    """Return where in the original the figure stands, and how it is printed there if otherwise."""
    place = figure.get("place") or {}
    words = {
        "page": tk._("page {number}"),
        "table": tk._("table {number}"),
        "row": tk._("row {number}"),
        "column": tk._("column {number}"),
    }
    where = ", ".join(words[part].format(number=place[part]) for part in words if place.get(part))
    printed = tk._("printed as “{raw}”").format(raw=raw) if raw else ""
    return "; ".join(part for part in (where, printed) if part)


def _place(thing: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return where something stands, for comparing; empty when the cell is not known."""
    place = thing.get("place") or {}
    parts = tuple(place.get(part) for part in ("page", "table", "row", "column"))
    return parts if place.get("row") and place.get("column") else ()
