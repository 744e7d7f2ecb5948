"""Traps in the tables: cut in two, heads repeated, notes, extra rows, columns that are not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..blocks import Cell, Page, Paragraph, Table, grid_of

__all__ = ["TABLE_TRAPS", "Block", "Change", "cut_table", "on_table"]

Change = Callable[[Page, Random], Page]
Block = Paragraph | Table


def on_table(kind: str, change: Callable[[Table, Random], list[Block]]) -> Change:
    """Return a trap that puts other blocks in place of the table of that kind."""

    def apply(page: Page, chance: Random) -> Page:
        blocks: list[Block] = []
        for block in page.blocks:
            hit = isinstance(block, Table) and block.kind == kind
            blocks += change(block, chance) if hit and isinstance(block, Table) else [block]
        return replace(page, blocks=tuple(blocks))

    return apply


def _by_caption(table: Table, chance: Random) -> list[Block]:
    starts = [i for i, line in enumerate(table.lines) if line[0].kind == "caption"]
    between = chance.random() < 0.5
    blocks: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(table.lines)], strict=True):
        blocks.append(replace(table, lines=table.lines[start:end]))
        if between and end < len(table.lines):
            blocks.append(Paragraph(""))
    return blocks


def cut_table(table: Table, at: int, chance: Random) -> tuple[Table, Table]:
    """Return the table as two; merged cells that the cut goes through are cut, the label repeated or not."""
    grid = grid_of(table)
    repeated = chance.random() < 0.5
    upper: list[tuple[Cell, ...]] = []
    for r, line in enumerate(table.lines[:at]):
        upper.append(tuple(replace(cell, rows=min(cell.rows, at - r)) for cell in line))
    opening: list[Cell] = []
    for c, (cell, begins) in enumerate(grid[at]):
        if begins:
            opening.append(cell)
        elif at > 0 and grid[at - 1][c][0] is cell and (c == 0 or grid[at][c - 1][0] is not cell):
            rest = next(i for i in range(at, len(grid) + 1) if i == len(grid) or grid[i][c][0] is not cell)
            opening.append(replace(cell, rows=rest - at, text=cell.text if repeated else ""))
    lower = (tuple(opening), *table.lines[at + 1 :])
    return replace(table, lines=tuple(upper)), replace(table, lines=lower, head=0)


def _in_two(table: Table, chance: Random) -> list[Block]:
    upper, lower = cut_table(table, chance.randrange(5, len(table.lines) - 2), chance)
    return [upper, lower] if chance.random() < 0.5 else [upper, Paragraph(""), lower]


def _repeated_head(table: Table, chance: Random) -> list[Block]:
    upper, lower = cut_table(table, chance.randrange(5, len(table.lines) - 2), chance)
    again = tuple(tuple(replace(cell) for cell in line) for line in table.lines[: table.head])
    if chance.random() < 0.5:
        return [replace(table, lines=upper.lines + again + lower.lines)]
    return [upper, replace(lower, lines=again + lower.lines)]


def _note_row(table: Table, chance: Random) -> list[Block]:
    notes = (
        "注：本表数据统计截至2023年12月31日，共涉及12个部门。",
        "备注：1.数据由各单位填报；2.其他处理含申请人撤回3件。",
        "填表人：张三　　联系电话：12345678　　填报日期：2024年1月10日",
    )
    note = Cell(notes[chance.randrange(3)], "note", 1, len(table.widths))
    return [replace(table, lines=(*table.lines, (note,)))]


def _notes_around(table: Table, chance: Random) -> list[Block]:
    before = Paragraph("该部分以表格形式报告。全年共收到申请12件、办结11件，表格如下：")
    after = Paragraph("注：行政复议、行政诉讼数量含上年度结转数量3件。")
    return [before, table, after] if chance.random() < 0.5 else [before, Paragraph("单位：件"), table]


def _empty_head_note(table: Table, chance: Random) -> list[Block]:
    del chance
    first = replace(table.lines[0][0], text="")
    return [replace(table, lines=((first, *table.lines[0][1:]), *table.lines[1:]))]


def _empty_head_cells(table: Table, chance: Random) -> list[Block]:
    """Leave empty cells in the head's last row where the form has cells merged downwards."""
    del chance
    first, second, third, *rest = table.lines
    flat = tuple(replace(cell, rows=1) for cell in second)
    lines = (first, flat, (Cell("", "head"), *third, Cell("", "head")), *rest)
    return [replace(table, lines=lines)]


def _lost_labels(table: Table, chance: Random) -> list[Block]:
    """Empty the labels of every row below one of the merged cells, as some copies of the form do."""
    starts = [r for r, line in enumerate(table.lines) if r > 3 and any(2 < cell.rows < 20 for cell in line)]
    start = starts[chance.randrange(len(starts))]
    rows = next(cell.rows for cell in table.lines[start] if 2 < cell.rows < 20)
    lines = list(table.lines)
    for r in range(start, start + rows):
        last = max(i for i, cell in enumerate(lines[r]) if cell.kind == "label")
        lines[r] = tuple(replace(cell, text="") if i == last else cell for i, cell in enumerate(lines[r]))
    return [replace(table, lines=tuple(lines))]


def _no_total_column(table: Table, chance: Random) -> list[Block]:
    del chance
    heads = [list(line) for line in table.lines[:3]]
    heads[0][1] = replace(heads[0][1], columns=6)
    heads[1].pop()
    lines = (*map(tuple, heads), *(line[:-1] for line in table.lines[3:]))
    return [replace(table, lines=lines, widths=table.widths[:-1])]


def _uneven_columns(table: Table, chance: Random) -> list[Block]:
    """Give heads and numbers spans that do not stand under one another, as editors of web pages do."""
    patterns = ((1, 1, 2, 1), (1, 2, 1, 1))
    lines = []
    for line in table.lines:
        spans: tuple[int, ...]
        if len(line) == 4:
            spans = patterns[0] if line[1].kind == "head" else patterns[chance.randrange(2)]
        else:
            spans = tuple(cell.columns for cell in line)
            spans = (*spans[:-1], spans[-1] + 1)
        lines.append(tuple(replace(cell, columns=span) for cell, span in zip(line, spans, strict=True)))
    return [replace(table, lines=tuple(lines), widths=(34, 18, 9, 17, 22))]


def _extra_row(table: Table, chance: Random) -> list[Block]:
    extra = tuple(Cell(str(chance.randrange(1, 400)), "value") for _ in range(3))
    line = (Cell("其他主动公开文件（含以本单位名义签发的文件）", "label"), *extra)
    return [replace(table, lines=(*table.lines[:4], line, *table.lines[4:]))]


def _lost_caption(table: Table, chance: Random) -> list[Block]:
    del chance
    return [replace(table, lines=table.lines[1:])]


#: In the order in which they are laid: what looks for a whole table first, what cuts it last.
TABLE_TRAPS: dict[str, Change] = {
    "extra_row": on_table("disclosure", _extra_row),
    "uneven_columns": on_table("disclosure", _uneven_columns),
    "lost_caption": on_table("disclosure", _lost_caption),
    "disclosure_in_four": on_table("disclosure", _by_caption),
    "empty_head_note": on_table("requests", _empty_head_note),
    "empty_head_cells": on_table("requests", _empty_head_cells),
    "no_total_column": on_table("requests", _no_total_column),
    "lost_labels": on_table("requests", _lost_labels),
    "note_row": on_table("requests", _note_row),
    "notes_around": on_table("requests", _notes_around),
    "requests_in_two": on_table("requests", _in_two),
    "repeated_head": on_table("requests", _repeated_head),
}
