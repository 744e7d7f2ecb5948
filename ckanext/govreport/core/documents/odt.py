"""OpenDocument text (.odt) → Document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from . import limits
from .archive import Archive
from .layout import RawCell, RawTable, settle
from .model import Document
from .odf import Looks, OdfText, name, open_body, read_titles
from .odt_lists import Lists
from .properties import find_properties

__all__ = ["read_odt"]

_LIST, _LIST_ITEM = name("text:list"), name("text:list-item")
_PARAGRAPHS = frozenset((name("text:p"), name("text:h")))
_TABLE, _ROW, _CELL, _COVERED = (
    name("table:table"),
    name("table:table-row"),
    name("table:table-cell"),
    name("table:covered-table-cell"),
)
_ROW_GROUPS = frozenset(map(name, ("table:table-header-rows", "table:table-rows", "table:table-row-group")))
_DROPPED = frozenset(
    map(name, ("text:tracked-changes", "office:forms", "text:sequence-decls", "text:variable-decls"))
)
_DOWN, _ACROSS = name("table:number-rows-spanned"), name("table:number-columns-spanned")
_REPEATED, _ROWS_REPEATED = name("table:number-columns-repeated"), name("table:number-rows-repeated")
_STYLE = name("text:style-name")
_VISIBILITY = name("table:visibility")
#: Paragraphs and cells, counted as often as they are repeated.
_MOST = 500_000


def read_odt(data: bytes) -> Document:
    """Return a text's paragraphs and grids; hidden and struck text and tracked deletions left out."""
    archive = Archive(data, "odt")
    parts, body, looks = open_body(archive, "odt")
    blocks = settle(_Reader(looks, Lists(*parts)).read(body)[0], "odt")
    return Document("odt", blocks, titles=read_titles(archive, "odt"), properties=find_properties(blocks))


class _Item(NamedTuple):
    """A list item: of which list, in which style, how deep, and whether its number is still to come."""

    identifier: str
    style: str
    level: int
    is_numbered: bool


class _Reader:
    """Reads what stands in a body, a cell or a frame."""

    def __init__(self, looks: Looks, lists: Lists) -> None:
        self._looks = looks
        self._lists = lists
        self._taken = 0

    def read(self, parent: Element, item: _Item | None = None) -> tuple[list[str | RawTable], bool]:
        """Return paragraphs and tables in order, and whether a picture stands among them.

        ``item`` is the list item that ``parent`` is, whose first paragraph is numbered.
        """
        content: list[str | RawTable] = []
        has_picture = False
        for child in parent:
            if child.tag in _PARAGRAPHS:
                has_picture |= self._read_paragraph(child, content, item)
                item = item and item._replace(is_numbered=False)
            elif child.tag == _LIST:
                has_picture |= self._read_list(child, content, item)
            elif child.tag == _TABLE:
                content.append(self._read_table(child))
            elif child.tag not in _DROPPED:
                # Sections, lists, indexes and whatever else stands around paragraphs.
                inner, inner_picture = self.read(child)
                content += inner
                has_picture |= inner_picture
        return content, has_picture

    def _read_list(self, element: Element, content: list[str | RawTable], outer: _Item | None) -> bool:
        identifier, style = (outer.identifier, outer.style) if outer else self._lists.begin(element, "")
        level = outer.level + 1 if outer else 0
        has_picture = False
        for child in element:
            inner, inner_picture = self.read(child, _Item(identifier, style, level, child.tag == _LIST_ITEM))
            content += inner
            has_picture |= inner_picture
        return has_picture

    def _read_paragraph(self, paragraph: Element, content: list[str | RawTable], item: _Item | None) -> bool:
        self._count()
        text = OdfText(self._looks)
        is_hidden = paragraph.get(_STYLE) in self._looks.hidden
        if len(paragraph) and not is_hidden:
            text.take(paragraph)
        joined = "".join(text.pieces) if len(paragraph) or is_hidden else paragraph.text or ""
        if item and item.is_numbered and joined.strip():
            joined = self._lists.label(item.identifier, item.level, joined) + joined
        content += [line for line in joined.split("\n") if line]
        for frame in text.frames:
            content += self.read(frame)[0]
        return text.has_picture

    def _count(self) -> None:
        """Count a paragraph or cell as often as it is repeated."""
        self._taken += 1
        if self._taken > _MOST:
            raise GovReportError("too_complex", kind="odt", what=f"{_MOST} paragraphs and cells")

    def _read_table(self, table: Element) -> RawTable:
        cells: list[RawCell] = []
        number = 0
        for row in _rows(table):
            for _ in range(_count(row.get(_ROWS_REPEATED), limits.ROWS + 1)):
                if number >= limits.ROWS:
                    raise GovReportError("too_complex", kind="odt", what=f"{limits.ROWS} rows")
                cells += self._read_row(row, number)
                number += 1
        _cut_spans(cells, number)
        return RawTable(cells)

    def _read_row(self, row: Element, number: int) -> Iterator[RawCell]:
        column = 0
        for cell in row:
            times = _count(cell.get(_REPEATED), limits.SPAN)
            if cell.tag == _CELL:
                down, across = _count(cell.get(_DOWN), limits.SPAN), _count(cell.get(_ACROSS), limits.SPAN)
                for offset in range(times):
                    self._count()
                    content, has_picture = self.read(cell)
                    yield RawCell(number, column + offset, content, down, across, has_picture)
            if cell.tag in (_CELL, _COVERED):
                column += times


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == _ROW:
            if child.get(_VISIBILITY, "visible") == "visible":
                yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cut_spans(cells: list[RawCell], row_count: int) -> None:
    for cell in cells:
        cell.row_span = min(cell.row_span, row_count - cell.row)


def _count(digits: str | None, most: int) -> int:
    return max(1, min(int(digits[:9]), most)) if digits and digits.isascii() and digits.isdecimal() else 1
