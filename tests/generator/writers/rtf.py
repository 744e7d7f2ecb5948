"""Rich text files: characters as Unicode escapes or in GBK, merged cells by flags or by width."""

from __future__ import annotations

from ..blocks import Cell, Page, Paragraph, Table, grid_of
from .look import Look

__all__ = ["STYLES", "write_rtf"]

STYLES = ("unicode", "gbk", "flags")


def write_rtf(page: Page, look: Look) -> bytes:
    """Return the report as an .rtf file."""
    body = "".join(
        _table(block, look) if isinstance(block, Table) else _paragraph(block, look) for block in page.blocks
    )
    head = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}"
        r"{\f1\froman Times New Roman;}}{\colortbl;\red0\green0\blue0;}"
        r"{\*\generator Riched20;}{\info{\title " + _text(page.title, look) + "}}\\viewkind4\\uc1\n"
    )
    return f"{head}{body}}}\n".encode("ascii")


def _paragraph(block: Paragraph, look: Look) -> str:
    align = {"title": r"\qc", "signed": r"\qr"}.get(block.kind, "")
    return f"\\pard{align}\\f0\\fs28 {_text(block.text, look)}\\par\n"


def _table(table: Table, look: Look) -> str:
    scale = 9000 / sum(table.widths)
    edges = [round(scale * sum(table.widths[: c + 1])) for c in range(len(table.widths))]
    grid = grid_of(table)
    return "".join(_row(grid, r, edges, look) for r in range(len(grid))) + "\\pard\\par\n"


def _row(grid: list[list[tuple[Cell, bool]]], r: int, edges: list[int], look: Look) -> str:
    definitions, contents = "", ""
    for c, (cell, _) in enumerate(grid[r]):
        first = c == 0 or grid[r][c - 1][0] is not cell
        above = r > 0 and grid[r - 1][c][0] is cell
        if not first and look.style != "flags":
            continue
        merge = ""
        if cell.rows > 1:
            merge += r"\clvmrg" if above else r"\clvmgf"
        if cell.columns > 1 and look.style == "flags":
            merge += r"\clmgf" if first else r"\clmrg"
        edge = edges[c] if look.style == "flags" else edges[c + cell.columns - 1]
        definitions += rf"{merge}\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx{edge}"
        inner = "" if above or not first else _inner(cell, look)
        contents += rf"\pard\intbl {inner}\cell" + "\n"
    return f"\\trowd\\trgaph108\\trleft0{definitions}\n{contents}\\row\n"


def _inner(cell: Cell, look: Look) -> str:
    pieces = look.pieces(cell)
    if len(pieces) > 1:
        return "".join(f"{{\\f1 {_text(piece, look)}}}" for piece in pieces)
    return "\\par ".join(_text(line, look) for line in cell.text.split("\n"))


def _text(text: str, look: Look) -> str:
    return "".join(_char(char, look) for char in text)


def _char(char: str, look: Look) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if ord(char) < 128:
        return char
    if char == "\xa0":
        return r"\~"
    if look.style == "gbk":
        try:
            return "".join(f"\\'{byte:02x}" for byte in char.encode("gbk"))
        except UnicodeEncodeError:
            pass
    code = ord(char)
    return f"\\u{code - 65536 if code > 32767 else code}?"
