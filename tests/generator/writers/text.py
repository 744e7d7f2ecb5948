"""Plain text as other programs leave it: one cell a line, tabs, Markdown, columns, or no borders at all."""

from __future__ import annotations

from collections.abc import Callable

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .look import Look
from .text_sheets import drawn_table, padded_markdown, write_commas, write_sheet

__all__ = ["BORDERLESS", "STYLES", "write_text"]

_LINE = 92
#: After so many rows of a table a page ends, and its number stands between the rows.
_PAGE_ROWS = 15
_PAGE_END = "\n- 3 -\n\n"


def write_text(page: Page, look: Look) -> bytes:
    """Return the report as a text dump in the look's style."""
    if look.style in _WHOLE:
        return _WHOLE[look.style](page).encode()
    write = _STYLES[look.style]
    if look.style == "flattened":
        joined = "".join(_flat(block) for block in page.blocks)
        return f"\n{joined}\n".encode()
    parts = [write(block) if isinstance(block, Table) else _paragraph(block, look) for block in page.blocks]
    end = "\r\n" if look.style in ("tabs", "reading") else "\n"
    start = "\n" if look.style.startswith("tika") else ""
    return (start + "".join(parts)).replace("\n", end).encode()


def _paragraph(block: Paragraph, look: Look) -> str:
    if look.style.startswith("markdown") and block.kind in ("title", "heading"):
        return f"{'#' if block.kind == 'title' else '##'} {block.text}\n\n"
    if look.style in ("layout", "reading"):
        width = 46
        lines = [block.text[i : i + width] for i in range(0, len(block.text), width)]
        indent = "    " if look.style == "layout" else ""
        return "".join(f"{indent}{line}\n" for line in lines)
    return f"{block.text}\n\n"


def _flat(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return f"{block.text} " if block.kind in ("title", "text", "preface") else block.text
    return "".join(cell.text.replace("\n", "") for line in block.lines for cell in line)


def _row_cells(table: Table) -> list[list[tuple[Cell, bool]]]:
    """Return for each row its cells left to right, each once, with whether it begins in this row."""
    begun: set[int] = set()
    rows = []
    for grid_row in grid_of(table):
        row: list[tuple[Cell, bool]] = []
        for cell, _ in grid_row:
            if not row or row[-1][0] is not cell:
                row.append((cell, id(cell) not in begun))
        begun.update(id(cell) for cell, _ in row)
        rows.append(row)
    return rows


def _tika(table: Table) -> str:
    rows = ("".join(f"\t{cell.text if new else ''}\n" for cell, new in row) for row in _row_cells(table))
    return "\n".join(rows) + "\n\n"


def _tabs(table: Table) -> str:
    rows = (
        "\t".join(cell.text.replace("\n", " ") if new else "" for cell, new in row)
        for row in _row_cells(table)
    )
    return "\n".join(rows) + "\n\n"


def _markdown(table: Table) -> str:
    rows = [
        "| " + " | ".join(cell.text.replace("\n", "<br>") if begins else "" for cell, begins in row) + " |"
        for row in grid_of(table)
    ]
    return "\n".join([rows[0], "|" + " --- |" * len(table.widths), *rows[1:]]) + "\n\n"


def _fragments(table: Table) -> str:
    """Return the table as converters of PDF leave it: in pieces, each with its first row made a head."""
    lines = []
    for r, line in enumerate(table.lines):
        lines.append("| " + " | ".join(cell.text.replace("\n", " ") for cell in line) + " |")
        if r == 0 or len(line) != len(table.lines[r - 1]):
            lines.insert(-1, "")
            lines.append("|" + "---|" * len(line))
    return "\n".join(lines) + "\n\n"


def _row_pipes(table: Table) -> str:
    rows = (" | ".join(cell.text.replace("\n", " ") for cell in line) + " |" for line in table.lines)
    return "\n".join(rows) + "\n\n"


def _tika_odt(table: Table) -> str:
    rows = ("".join(f"\t{cell.text}\n" for cell in line) for line in table.lines)
    return "\n".join(rows) + "\n\n"


def _cell_pipes(table: Table) -> str:
    """Return a cell a line; bars fill the row up for columns that other cells cover, and for blank cells."""
    lines = []
    for line in table.lines:
        printed = [cell for cell in line if cell.text.strip()]
        lines += [f"{cell.text} |" for cell in printed]
        spare = len(table.widths) - len(printed)
        lines += ["|" * spare] if spare else []
    return "\n".join(lines) + "\n\n"


def _lines(table: Table) -> str:
    """Return a cell a line, as LibreOffice does; a cell that another covers is an empty line."""
    rows = ("".join(f"{cell.text if new else ''}\n" for cell, new in row) for row in _row_cells(table))
    return "".join(rows) + "\n"


def _reading(table: Table) -> str:
    text = ""
    for r, line in enumerate(table.lines):
        text += "".join(f"{part}\n" for cell in line for part in _broken(cell))
        text += _PAGE_END if r == _PAGE_ROWS else ""
    return text


def _broken(cell: Cell) -> list[str]:
    """Return a cell's text as a narrow column breaks it."""
    if cell.kind == "value":
        return [cell.text]
    width = 4 if cell.columns == 1 and cell.kind == "head" else 14 * cell.columns
    return [cell.text[i : i + width] for i in range(0, len(cell.text), width)]


def _layout(table: Table) -> str:
    """Return the table with its columns lined up by spaces, labels broken over several lines."""
    scale = _LINE / sum(table.widths)
    starts = [round(sum(table.widths[:c]) * scale) for c in range(len(table.widths) + 1)]
    text = ""
    for r, grid_row in enumerate(grid_of(table)):
        columns: dict[int, list[str]] = {}
        for c, (cell, begins) in enumerate(grid_row):
            if begins:
                room = max(4, (starts[c + cell.columns] - starts[c]) // 2 - 1)
                value = cell.text.replace("\n", "")
                columns[starts[c]] = (
                    [value]
                    if cell.kind == "value"
                    else [value[i : i + room] for i in range(0, len(value), room)]
                )
        height = max((len(lines) for lines in columns.values()), default=1)
        for i in range(height):
            line = ""
            for start, lines in sorted(columns.items()):
                at = i - (height - len(lines)) // 2
                if 0 <= at < len(lines) and lines[at]:
                    line += " " * max(2, start - _print_width(line)) + lines[at]
            text += line.rstrip() + "\n"
        text += _PAGE_END if r == _PAGE_ROWS else ""
    return text + "\n"


def _print_width(line: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in line)


_STYLES: dict[str, Callable[[Table], str]] = {
    "tika": _tika,
    "tika_odt": _tika_odt,
    "tabs": _tabs,
    "markdown": _markdown,
    "markdown_padded": padded_markdown,
    "markdown_fragments": _fragments,
    "drawn": drawn_table,
    "row_pipes": _row_pipes,
    "cell_pipes": _cell_pipes,
    "lines": _lines,
    "layout": _layout,
    "reading": _reading,
    "flattened": _lines,
}
_WHOLE: dict[str, Callable[[Page], str]] = {"tika_sheet": write_sheet, "commas": write_commas}
STYLES = (*_STYLES, *_WHOLE)
#: Where the borders of the cells are lost: a reader may say that it is not sure, never a wrong number.
BORDERLESS = ("markdown_fragments", "row_pipes", "cell_pipes", "lines", "layout", "reading", "flattened")
