"""Word files (.docx) → Document."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .archive import Archive
from .docx_body import BodyReader
from .docx_looks import Looks, read_looks
from .docx_names import MAIN, STRICT, name
from .docx_numbering import Numbering, read_numbering
from .layout import settle
from .model import Document
from .properties import find_properties
from .xmlparts import parse_xml

__all__ = ["read_docx"]

_MAIN_PART = "word/document.xml"
_OFFICE_DOCUMENT = re.compile(rb'<[^>]*/officeDocument"[^>]*>')
_TARGET = re.compile(rb'Target="/?([^"]+)"')
#: Without one of these in it, the style sheet hides and raises nothing.
_MARKS = (b"vanish", b"strike", b"superscript")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HAN = re.compile(r"[\u4e00-\u9fff]{4}")


def read_docx(data: bytes) -> Document:
    """Return a Word file's paragraphs and grids; its title property if it has a meaningful one.

    Merged cells come as one cell with its spans. Tracked deletions, hidden
    text and hidden rows are left out, tracked insertions read. Of two
    renderings of the same thing the newer is read.
    """
    archive = Archive(data, "docx")
    main = _main_part(archive)
    body = _parse(archive, main).find(name("body"))
    if body is None:
        raise GovReportError("damaged", kind="docx", reason="no body")
    folder = main.rpartition("/")[0]
    content, _ = BodyReader(_numbering(archive, folder), _looks(archive, folder)).read(body)
    blocks = settle(content, "docx")
    return Document("docx", blocks, titles=_titles(archive), properties=find_properties(blocks))


def _main_part(archive: Archive) -> str:
    if _MAIN_PART in archive:
        return _MAIN_PART
    relation = _OFFICE_DOCUMENT.search(archive.read("_rels/.rels"))
    target = _TARGET.search(relation.group()) if relation else None
    if target is None:
        raise GovReportError("damaged", kind="docx", reason="no main part")
    return target.group(1).decode("utf-8", "replace")


def _numbering(archive: Archive, folder: str) -> Numbering:
    numbering, styles = f"{folder}/numbering.xml", f"{folder}/styles.xml"
    if numbering not in archive:
        return Numbering({}, {})
    return read_numbering(
        _parse(archive, numbering), _parse(archive, styles) if styles in archive else Element("none")
    )


def _looks(archive: Archive, folder: str) -> Looks:
    styles = f"{folder}/styles.xml"
    said = archive.read(styles) if styles in archive else b""
    return read_looks(_parse(archive, styles)) if any(mark in said for mark in _MARKS) else Looks()


def _parse(archive: Archive, part: str) -> Element:
    data = archive.read(part)
    return parse_xml(
        data.replace(STRICT.encode(), MAIN.encode()) if STRICT.encode() in data else data, "docx"
    )


def _titles(archive: Archive) -> tuple[str, ...]:
    if "docProps/core.xml" not in archive:
        return ()
    try:
        title = (parse_xml(archive.read("docProps/core.xml"), "docx").findtext(_TITLE) or "").strip()
    except GovReportError:
        return ()
    return (title,) if _HAN.search(title) else ()
