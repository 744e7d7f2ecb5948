"""Tables in plain text as spreadsheets, converters and text browsers leave them."""

from __future__ import annotations

import csv
import io
import unicodedata

from ..blocks import Cell, Page, Paragraph, Table, grid_of

__all__ = ["drawn_table", "padded_markdown", "write_commas", "write_sheet"]

Grid = list[list[tuple[Cell, bool]]]


def _rows(page: Page) -> list[list[str]]:
    """Return the page as the rows of one sheet."""
    rows: list[list[str]] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            rows.append([block.text])
        else:
            rows += [[cell.text if begins else "" for cell, begins in row] for row in grid_of(block)] + [[]]
    return rows


def write_commas(page: Page) -> str:
    """Return the page as a sheet saved with commas: every row as wide as the widest."""
    rows = _rows(page)
    width = max(map(len, rows))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return text.getvalue()


def write_sheet(page: Page) -> str:
    """Return the page as Apache Tika writes down a sheet: a tab before each cell, no empty row."""
    lines = ("\t" + "\t".join(" ".join(cell.split("\n")) for cell in row).rstrip("\t") for row in _rows(page))
    return "年度报告\n" + "\n".join(line for line in lines if line.strip()) + "\n\n\n"


def padded_markdown(table: Table) -> str:
    """Return the table as markitdown does: columns that a cell is merged over are empty, rows are not."""
    lines = []
    for line in table.lines:
        cells = [[cell.text.replace("\n", " "), *[""] * (cell.columns - 1)] for cell in line]
        lines.append("| " + " | ".join(text for texts in cells for text in texts) + " |")
    return "\n".join([lines[0], "|" + " --- |" * len(table.widths), *lines[1:]]) + "\n\n"


def drawn_table(table: Table) -> str:
    """Return the table drawn as pandoc does, every border where the form has one."""
    grid = grid_of(table)
    height, width = len(grid), len(table.widths)
    room = [10] * width
    for row in grid:
        for at, (cell, begins) in enumerate(row):
            if begins:
                wanted = max(map(_width, cell.text.split("\n"))) + 2
                room[at] = max(room[at], wanted - sum(room[at + 1 : at + cell.columns]))
    lines: list[str] = []
    for r in range(height + 1):
        lines.append(_rule(grid, r, room))
        if r < height:
            deep = max(cell.text.count("\n") + 1 for cell, begins in grid[r] if begins)
            lines += [_texts(grid, r, at, room) for at in range(deep)]
    return "\n".join(lines) + "\n\n"


def _rule(grid: Grid, r: int, room: list[int]) -> str:
    above = grid[r - 1] if r else None
    below = grid[r] if r < len(grid) else None
    closed = [above is None or below is None or above[c][0] is not below[c][0] for c in range(len(room))]
    line = "+" if closed[0] else "|"
    for c, wide in enumerate(room):
        line += ("-" if closed[c] else " ") * wide
        following = c + 1 < len(room) and closed[c + 1]
        rows = [row for row in (above, below) if row is not None]
        crossed = c + 1 == len(room) or any(row[c][0] is not row[c + 1][0] for row in rows)
        line += "+" if crossed and (closed[c] or following) else "|" if crossed else "-"
    return line


def _texts(grid: Grid, r: int, at: int, room: list[int]) -> str:
    line, c = "|", 0
    while c < len(room):
        cell, begins = grid[r][c]
        wide = sum(room[c : c + cell.columns]) + cell.columns - 1
        texts = cell.text.split("\n") if begins else []
        text = f" {texts[at]}" if at < len(texts) else ""
        line += text + " " * (wide - _width(text)) + "|"
        c += cell.columns
    return line


def _width(text: str) -> int:
    seen = [sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn")]
    return len(seen) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in seen)
