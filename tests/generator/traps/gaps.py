"""Traps of what is not there: labels, columns, cells and heads that copies of the form lost on their way."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from ..blocks import Cell, Page, Paragraph, Table, map_cells
from .tables import Block, Change, cut_table, on_table

__all__ = ["GAP_TRAPS"]

_HEAD_ROWS = 3


def _no_row_labels(table: Table, chance: Random) -> list[Block]:
    """Leave the labels of all rows inside groups empty: the groups' own stand alone."""
    del chance

    def emptied(line: tuple[Cell, ...]) -> tuple[Cell, ...]:
        last = max((i for i, cell in enumerate(line) if cell.kind == "label"), default=-1)
        inner = last >= 0 and line[last].columns == 1
        return tuple(replace(cell, text="") if inner and i == last else cell for i, cell in enumerate(line))

    return [replace(table, lines=tuple(map(emptied, table.lines)))]


def _one_column(table: Table, chance: Random) -> list[Block]:
    """Keep the column of totals alone."""
    del chance
    first, second, _, *rest = table.lines
    lines = [(replace(first[0], rows=1), replace(second[2], rows=1))]
    for line in rest:
        lines.append((*(cell for cell in line if cell.kind != "value"), line[-1]))
    return [replace(table, lines=tuple(lines), widths=(*table.widths[:3], 40), head=1)]


def _last_cell_missing(table: Table, chance: Random) -> list[Block]:
    """Drop the last cell of one of the last rows; some number may stand below the table instead."""
    row = len(table.lines) - 1 - chance.randrange(2)
    lines = [line[:-1] if r == row else line for r, line in enumerate(table.lines)]
    number = chance.randrange(11, 19)
    lost = table.lines[row][-1].text == str(number)
    stray = [Paragraph(str(number))] if chance.random() < 0.5 and not lost else []
    return [replace(table, lines=tuple(lines)), *stray]


def _invented_head(table: Table, chance: Random) -> list[Block]:
    """Put a head in the form's place that some program made up."""
    words = ("项目", "本年新收件数", "上年结转件数", "办理结果", "公开件数", "其他件数", "备注", "合计件数")
    names = words if chance.random() < 0.5 else ("项目", *(f"列{number}" for number in range(1, 8)))
    head = (Cell(names[0], "head", 1, 3), *(Cell(name, "head") for name in names[1:]))
    return [replace(table, lines=(head, *table.lines[_HEAD_ROWS:]), head=1)]


def _page_number_row(table: Table, chance: Random) -> list[Block]:
    """Put a page's number into a row of its own, where no merged cell is in the way."""
    number = ("-3-", "— 5 —", "- 4 -")[chance.randrange(3)]
    row = (Cell(number, "note", 1, len(table.widths)),)
    at = _HEAD_ROWS + 1 + chance.randrange(2)
    return [replace(table, lines=(*table.lines[:at], row, *table.lines[at:]))]


def _requests_in_many(table: Table, chance: Random) -> list[Block]:
    """Cut the table wherever a group begins."""
    parts: list[Block] = []
    rest = table
    starts = [
        r
        for r, line in enumerate(table.lines)
        if r > _HEAD_ROWS and any(cell.kind == "label" and 1 < cell.rows < 20 for cell in line)
    ]
    behind = 0
    for start in starts:
        upper, rest = cut_table(rest, start - behind, chance)
        parts.append(upper)
        behind = start
    return [*parts, rest]


def _cut_heads(page: Page, chance: Random) -> Page:
    """Lose the second line of two heads of 2019, which then say the same."""
    del chance
    cut = {"本年新制作数量": "本年新", "本年新公开数量": "本年新"}
    return map_cells(page, lambda cell: replace(cell, text=cut.get(cell.text, cell.text)))


def _lost_headings(page: Page, chance: Random) -> Page:
    """Lose one heading of a part without a table, and misprint the last one."""
    lost = chance.randrange(2)
    blocks: list[Block] = []
    headings = 0
    for block in page.blocks:
        if isinstance(block, Paragraph) and block.kind == "heading":
            headings += 1
            if headings == (5 if lost else 1):
                continue
            if headings == 6:
                block = replace(block, text=("l" if lost else "## ") + block.text)  # noqa: PLW2901
        blocks.append(block)
    return replace(page, blocks=tuple(blocks))


#: Laid after what looks for a whole table, before what cuts it.
GAP_TRAPS: dict[str, Change] = {
    "cut_heads": _cut_heads,
    "lost_headings": _lost_headings,
    "no_row_labels": on_table("requests", _no_row_labels),
    "one_column": on_table("requests", _one_column),
    "last_cell_missing": on_table("requests", _last_cell_missing),
    "invented_head": on_table("requests", _invented_head),
    "page_number_row": on_table("requests", _page_number_row),
    "requests_in_many": on_table("requests", _requests_in_many),
}
