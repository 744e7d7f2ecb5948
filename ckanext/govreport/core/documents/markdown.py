"""Markdown and pipe-separated text → Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby
from math import gcd

from ..errors import GovReportError
from . import limits
from .charset import decode
from .drawn import split_drawn
from .html import build_page
from .layout import RawTable, settle
from .model import Document
from .properties import find_properties
from .separated import lay_out_rows
from .text import Row, split_text, to_table

__all__ = ["read_markdown"]

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")
_MARKUP = re.compile(r"^\s*(?:#{1,6}|>)\s+")
_EMPHASIS = re.compile(r"\*\*|</?(?:b|strong|u|font|span)\b[^<>]*>")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACED_BAR = re.compile(r"[^\s|] \||\| [^\s|]")
#: Bars that follow each other directly are columns that a merged cell covers, not cells.
_PADDING = re.compile(r"\|{2,}")
#: What pandas writes for an empty cell of a sheet.
_OF_SHEET = re.compile(r"NaN|Unnamed: \d+")
_HTML_TABLE = re.compile(r"(<table\b.*?</table>)", re.IGNORECASE | re.DOTALL)
#: A number set as a formula is a number.
_FORMULA = re.compile(r"\$\s*([+-]?\d[\d.,]*)\s*\$")
_ESCAPED = "\\|"
_STAND_IN = "\ue000"


def read_markdown(data: bytes) -> Document:
    """Return paragraphs, and grids from lines that are divided by ``|``.

    Tables come with a row on a line, with or without a bar before the first
    cell. Bars that follow each other directly stand for the columns that a
    merged cell covers, so their number is known but not which cell covers them:
    the grids are not aligned. Where every cell has a line of its own, rows are
    told by their number of bars, and only if all rows come out even. Tables in
    HTML among the lines are read as such.
    """
    content: list[str | RawTable] = []
    text = decode(data)
    if text.count("\n") > limits.LINES or text.count("|") > 2 * limits.CELLS:
        raise GovReportError("too_complex", kind="markdown", what=f"{limits.CELLS} cells")
    for piece in _HTML_TABLE.split(text.replace("\r\n", "\n")):
        if _HTML_TABLE.match(piece):
            content += build_page(_FORMULA.sub(r"\1", piece), reads_hidden=False).content
            continue
        for part in split_drawn(piece.replace(_ESCAPED, _STAND_IN).split("\n")):
            content += [part] if isinstance(part, RawTable) else _read_lines(part)
    blocks = settle(content, "markdown")
    return Document("markdown", blocks, properties=find_properties(blocks))


def _read_lines(lines: list[str]) -> Iterator[str | RawTable]:
    for has_bars, group in groupby(_join_split_rows(lines), key=lambda line: "|" in line):
        block = list(group)
        if has_bars:
            yield from _read_table(block)
        else:
            yield from split_text("\n".join(_EMPHASIS.sub("", _MARKUP.sub("", line)) for line in block))


def _join_split_rows(lines: list[str]) -> Iterator[str]:
    """Yield the lines, a bar on a line of its own put behind the cell above it."""
    kept: str | None = None
    for line in lines:
        if line.strip() == "|" and kept is not None and kept.strip() and "|" not in kept:
            yield f"{kept} |"
            kept = None
            continue
        if kept is not None:
            yield kept
        kept = line
    if kept is not None:
        yield kept


def _read_table(lines: list[str]) -> list[str | RawTable]:
    by_line = any("|" in line.strip(" |\t") for line in lines)
    rows = _rows_by_line(lines) if by_line else _rows_by_count(lines)
    # One line with bars is more likely the page's navigation, unless a rule says that it is a table.
    if not rows or (len(rows) < 2 and not any(_RULE.fullmatch(line) for line in lines)):
        said = [line for line in lines if not _RULE.fullmatch(line)]
        return [_plain(cell) for line in said for cell in map(str.strip, line.split("|")) if cell]
    if any(_OF_SHEET.fullmatch(cell) for row in rows for cell in row):
        return lay_out_rows(
            [["" if _OF_SHEET.fullmatch(cell) else _plain(cell) for cell in row] for row in rows]
        )
    return [to_table([[_plain(cell) for cell in row] for row in rows])]


def _rows_by_line(lines: list[str]) -> list[Row]:
    spaced = any(_SPACED_BAR.search(line) for line in lines)
    rows = []
    for line in lines:
        if _RULE.fullmatch(line):
            continue
        text = line.strip(" \t")
        if spaced:
            text = _PADDING.sub("|", _drop_padding(text))
        cells = text.removeprefix("|").removesuffix("|").split("|")
        rows.append([cell.strip(" \t") for cell in cells])
    return rows


def _drop_padding(text: str) -> str:
    """Return a row without the bars at its end that stand for covered columns."""
    inner = text.rstrip("|")
    before = inner.rstrip(" \t")
    return before if len(text) - len(inner) > 1 and before.endswith("|") else text


def _rows_by_count(lines: list[str]) -> list[Row]:
    """Return the rows of a table with one cell a line: each row has the same number of bars.

    A run of bars fills a row up, so rows end behind it; of the numbers of
    columns that allow this, the smallest that has room for the longest run is
    taken. Without two such runs the rows are not known, and none are given.
    """
    cells = [line.strip(" \t") for line in lines]
    runs = [cell.count("|") for cell in cells]
    ends = list(accumulate(runs))
    filled = [end for end, run in zip(ends, runs, strict=True) if run > 1]
    if len(filled) < 2:
        return []
    common = gcd(*filled)
    columns = next((n for n in range(max(runs) + 1, common + 1) if common % n == 0), 0)
    if not columns:
        return []
    rows: list[Row] = [[]]
    for cell, run, end in zip(cells, runs, ends, strict=True):
        if (end - run) // columns != (end - 1) // columns:
            return []
        if run == 1:
            rows[-1].append(cell.removesuffix("|").strip(" \t"))
        if end % columns == 0:
            # A last bar on its own is a blank or fills the row up: who wants every cell must not count it.
            rows[-1] = rows[-1][:-1] if rows[-1][-1:] == [""] else rows[-1]
            rows.append([])
    return [row for row in rows if row]


def _plain(cell: str) -> str:
    text = _EMPHASIS.sub("", _LINE_BREAK.sub("\n", cell)).replace(_STAND_IN, "|")
    return _FORMULA.sub(r"\1", text) if "$" in text else text
