"""Traps of rows, columns and tables that are not the form's: reading by position alone goes wrong."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from ..blocks import Cell, Page, Paragraph, Table, TableKind, grid_of
from .tables import Block, Change, on_table

__all__ = ["STRANGER_TRAPS"]


def _covering(table: Table, row: int) -> set[int]:
    """Return the ids of the merged cells that cover a row."""
    return {id(cell) for cell, _ in grid_of(table)[row] if cell.rows > 1}


def _stretched(table: Table, row: int, by: int) -> list[tuple[Cell, ...]]:
    """Return the lines with every merged cell over that row longer or shorter."""
    covering = _covering(table, row)
    return [
        tuple(replace(cell, rows=cell.rows + by) if id(cell) in covering else cell for cell in line)
        for line in table.lines
    ]


def _leaf_rows(table: Table) -> list[int]:
    """Return the rows that hold nothing but one label and their numbers."""
    return [
        r
        for r, line in enumerate(table.lines)
        if r > table.head and line[0].kind == "label" and line[0].columns == 1 and line[1].kind == "value"
    ]


def _missing_row(table: Table, chance: Random) -> list[Block]:
    rows = _leaf_rows(table)
    row = rows[chance.randrange(len(rows))]
    lines = _stretched(table, row, -1)
    return [replace(table, lines=(*lines[:row], *lines[row + 1 :]))]


def _repeated_row(table: Table, chance: Random) -> list[Block]:
    rows = _leaf_rows(table)
    row = rows[chance.randrange(len(rows))]
    lines = _stretched(table, row, 1)
    again = tuple(replace(cell, key=None) for cell in lines[row])
    return [replace(table, lines=(*lines[: row + 1], again, *lines[row + 1 :]))]


def _subtotal_row(table: Table, chance: Random) -> list[Block]:
    """Put a row of sums below one of the groups."""
    starts = [r for r, line in enumerate(table.lines) if any(2 < cell.rows < 20 for cell in line) and r > 3]
    start = starts[chance.randrange(len(starts))]
    last = start + next(cell.rows for cell in table.lines[start] if 2 < cell.rows < 20) - 1
    width = sum(cell.kind == "value" for cell in table.lines[last])
    sums = tuple(Cell(str(chance.randrange(0, 60)), "value") for _ in range(width))
    lines = _stretched(table, last, 1)
    line = (Cell("小计", "label"), *sums)
    return [replace(table, lines=(*lines[: last + 1], line, *lines[last + 1 :]))]


def _subtotal_column(table: Table, chance: Random) -> list[Block]:
    """Put a column of sums of the organisations before that of the totals."""
    first, second, third, *rest = table.lines
    lines = [
        (first[0], replace(first[1], columns=8)),
        (second[0], replace(second[1], columns=6), second[2]),
        (*third, Cell("小计", "head")),
    ]
    for line in rest:
        lines.append((*line[:-1], Cell(str(chance.randrange(0, 9)), "value"), line[-1]))
    return [replace(table, lines=tuple(lines), widths=(*table.widths[:-1], 7, table.widths[-1]))]


def _total_first(table: Table, chance: Random) -> list[Block]:
    """Put the column of totals before those of the applicants."""
    del chance
    first, second, third, *rest = table.lines
    lines = [first, (second[2], second[0], second[1]), third]
    for line in rest:
        labels = [cell for cell in line if cell.kind != "value"]
        values = [cell for cell in line if cell.kind == "value"]
        lines.append((*labels, values[-1], *values[:-1]))
    return [replace(table, lines=tuple(lines))]


def _second_table(table: Table, chance: Random) -> list[Block]:
    """Print last year's table below this year's."""

    def older(cell: Cell) -> Cell:
        changed = cell.kind == "value"
        return replace(cell, text=str(chance.randrange(0, 50)), key=None) if changed else replace(cell)

    lines = tuple(tuple(older(cell) for cell in line) for line in table.lines)
    return [
        table,
        Paragraph("附：上一年度收到和处理政府信息公开申请情况"),
        Table("other", lines, table.widths, table.head),
    ]


def _comparison_table(page: Page, chance: Random) -> Page:
    """Print a small table of two years among the prose, in the words of the form."""
    words = (
        "本年新收政府信息公开申请数量",
        "予以公开",
        "部分公开",
        "行政复议",
        "行政许可",
        "结转下年度继续办理",
    )
    head = tuple(Cell(text, "head") for text in ("指标", "上一年", "本年", "增减"))
    rows = tuple(
        (Cell(word, "label"), *(Cell(str(chance.randrange(0, 400)), "value") for _ in range(3)))
        for word in words
    )
    table = Table("other", (head, *rows), (40, 20, 20, 20), 1)
    at = next(
        i for i, block in enumerate(page.blocks) if isinstance(block, Paragraph) and block.kind == "text"
    )
    return replace(page, blocks=(*page.blocks[: at + 1], table, *page.blocks[at + 1 :]))


def _swapped_tables(page: Page, chance: Random) -> Page:
    """Print table 3 where table 4 belongs, and the other way round."""
    del chance
    kinds: dict[TableKind, TableKind] = {"requests": "disputes", "disputes": "requests"}
    tables = {table.kind: table for table in page.tables()}
    if len(tables) != len(list(page.tables())):
        return page
    blocks = tuple(
        tables[kinds[block.kind]] if isinstance(block, Table) and block.kind in kinds else block
        for block in page.blocks
    )
    return replace(page, blocks=blocks)


STRANGER_TRAPS: dict[str, Change] = {
    "missing_row": on_table("requests", _missing_row),
    "repeated_row": on_table("requests", _repeated_row),
    "subtotal_row": on_table("requests", _subtotal_row),
    "subtotal_column": on_table("requests", _subtotal_column),
    "total_first": on_table("requests", _total_first),
    "second_table": on_table("requests", _second_table),
    "comparison_table": _comparison_table,
    "swapped_tables": _swapped_tables,
}
