"""Excel files (.xlsx, .et saved as such) → Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .archive import Archive
from .layout import RawTable, settle
from .model import Document
from .number_formats import BUILT_IN, is_plain, print_number
from .properties import find_properties
from .sheets import Range, Sheet, lay_out
from .xmlparts import parse_xml

__all__ = ["read_xlsx"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION = re.compile(r"\}id$")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_ROW, _CELL, _VALUE, _INLINE = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}v", f"{_MAIN}is"
_FORMULA = f"{_MAIN}f"
_TEXT, _RUN, _MERGE, _COLUMN = f"{_MAIN}t", f"{_MAIN}r", f"{_MAIN}mergeCell", f"{_MAIN}col"

#: More columns than any sheet has.
_LAST_COLUMN = 16_384


class _Style(NamedTuple):
    """How cells of one style look: their number format, and whether they have a border."""

    form: str
    is_ruled: bool


_PLAIN = _Style("", False)


def read_xlsx(data: bytes) -> Document:
    """Return a workbook's paragraphs and grids, sheet by sheet; hidden sheets, rows and columns left out.

    Numbers come as the cell prints them.
    """
    archive = Archive(data, "xlsx")
    strings = _shared_strings(archive)
    styles = _cell_styles(archive)
    content: list[str | RawTable] = []
    for part in _sheet_parts(archive):
        content += lay_out(_read_sheet(_parse(archive, part), strings, styles), "xlsx")
    blocks = settle(content, "xlsx")
    return Document("xlsx", blocks, properties=find_properties(blocks))


def _parse(archive: Archive, part: str) -> Element:
    return parse_xml(archive.read(part).replace(_STRICT, _MAIN[1:-1].encode()), "xlsx")


def _sheet_parts(archive: Archive) -> Iterator[str]:
    """Yield the parts of the sheets that are shown, in the workbook's order."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive:
        for relation in parse_xml(archive.read("xl/_rels/workbook.xml.rels"), "xlsx"):
            target = relation.get("Target", "")
            targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for sheet in _parse(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if sheet.get("state", "visible") != "visible":
            continue
        identifier = next((value for key, value in sheet.items() if _RELATION.search(key)), "")
        part = targets.get(identifier, "")
        if part.startswith("xl/worksheets/"):
            yield part


def _shared_strings(archive: Archive) -> list[str]:
    if "xl/sharedStrings.xml" not in archive:
        return []
    return [_rich_text(item) for item in _parse(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _rich_text(item: Element) -> str:
    """Return a string's own text and that of its runs; how it is pronounced is left out."""
    pieces = [
        child.text or "" if child.tag == _TEXT else child.findtext(_TEXT) or ""
        for child in item
        if child.tag in (_TEXT, _RUN)
    ]
    return "".join(pieces)


def _cell_styles(archive: Archive) -> list[_Style]:
    if "xl/styles.xml" not in archive:
        return []
    styles = _parse(archive, "xl/styles.xml")
    own = {form.get("numFmtId", ""): form.get("formatCode", "") for form in styles.iter(f"{_MAIN}numFmt")}
    known = {str(number): form for number, form in BUILT_IN.items()} | own
    borders = [
        any(side.get("style", "none") != "none" for side in border)
        for border in styles.iter(f"{_MAIN}border")
    ]
    return [
        _Style(known.get(style.get("numFmtId", ""), ""), borders[border] if border < len(borders) else False)
        for style in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
        for border in [_count(style.get("borderId"))]
    ]


def _read_sheet(root: Element, strings: list[str], styles: list[_Style]) -> Sheet:
    sheet = Sheet(hidden_columns=_hidden_columns(root))
    looks = {str(number): style for number, style in enumerate(styles)}
    number = -1
    for row in root.iter(_ROW):
        number = _count(row.get("r")) - 1 if row.get("r") else number + 1
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(number)
            continue
        column = -1
        for cell in row:
            if cell.tag != _CELL:
                continue
            place = cell.get("r")
            column = _column(place.rstrip("0123456789")) if place else column + 1
            style = looks.get(cell.get("s", "0"), _PLAIN)
            if style.is_ruled:
                sheet.ruled.add((number, column))
            text = _cell_text(cell, strings, style.form) if len(cell) else ""
            if text:
                sheet.cells[number, column] = text
    sheet.merged = [area for merge in root.iter(_MERGE) if (area := _area(merge.get("ref", "")))]
    return sheet


def _hidden_columns(root: Element) -> set[int]:
    return {
        column
        for element in root.iter(_COLUMN)
        if element.get("hidden") in ("1", "true")
        for column in range(_count(element.get("min")) - 1, min(_count(element.get("max")), _LAST_COLUMN))
    }


def _cell_text(cell: Element, strings: list[str], form: str) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(_INLINE)
        return "" if inline is None else _rich_text(inline)
    value = cell.findtext(_VALUE)
    if value is None:
        # A formula that no program has worked out yet is not blank, and nobody knows what it will say.
        formula = cell.find(_FORMULA)
        return "" if formula is None else f"={formula.text or ''}"
    if kind == "s" and value:
        index = int(value) if value.isdecimal() else -1
        if not 0 <= index < len(strings):
            raise GovReportError("damaged", kind="xlsx", reason=f"string {value}")
        return strings[index]
    return _number_text(value, form) if kind == "n" and value else value


def _number_text(value: str, form: str) -> str:
    if value.isdecimal() and value.isascii() and len(value) < 15 and (not form or is_plain(form)):
        return value
    try:
        return print_number(float(value), form)
    except ValueError:
        return value


def _count(digits: str | None) -> int:
    return int(digits) if digits and digits.isascii() and digits.isdecimal() and len(digits) < 9 else 0


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters[-3:]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Range | None:
    ends = _PLACE.findall(reference)
    if len(ends) != 2:
        return None
    (left, top), (right, bottom) = ends
    return int(top) - 1, _column(left), int(bottom) - 1, _column(right)
