"""OFD files (GB/T 33190, the state's own page format) → Document."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .archive import Archive
from .model import Document
from .ofd_page import PageReader, find, find_all
from .page_text import check_text
from .pages import lay_out
from .properties import find_properties
from .xmlparts import parse_xml

__all__ = ["read_ofd"]

_ENTRY = "OFD.xml"
_PAGES = 200
#: Signs, objects and lines on all pages.
_DRAWN = 1_500_000


def read_ofd(data: bytes) -> Document:
    """Return the paragraphs and ruled tables of an OFD file, in reading order.

    :raises GovReportError: ``damaged``, ``encrypted``, ``too_complex``,
        ``no_text`` where the pages are pictures, ``mojibake``.
    """
    package = _Package(data)
    entry = package.parse(_ENTRY)
    bodies = find_all(entry, "DocBody")
    roots = dict.fromkeys(_place(_ENTRY, _text(body, "DocRoot")) for body in bodies)
    read = [
        reader.page(number)
        for number, reader in enumerate(
            _limited(reader for root in roots for reader in _pages(package, root)), 1
        )
    ]
    pages = [page for page, _ in read]
    check_text(pages, "ofd")
    blocks = lay_out(pages, "ofd")
    named = (_text(info, "Title").strip() for body in bodies for info in find_all(body, "DocInfo"))
    titles = tuple(title for title in named if title)
    by_ocr = any(guessed for _, guessed in read)
    return Document("ofd", blocks, titles=titles, properties=find_properties(blocks), by_ocr=by_ocr)


class _Package:
    """The parts of the archive, parsed; each is named by where it stands."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data, "ofd")
        # Some writers do not keep to upper and lower case.
        self._names = {name.lower(): name for name in self._archive.names}
        if any(name.endswith("encryptions.xml") for name in self._names):
            raise GovReportError("encrypted", kind="ofd")

    def parse(self, place: str) -> Element:
        """Return the root of a part."""
        return parse_xml(self._archive.read(self._names.get(place.lower(), place)), "ofd")


def _pages(package: _Package, place: str) -> Iterator[PageReader]:
    """Yield the pages of one document, each with what its templates draw."""
    document = package.parse(place)
    common = find(document, "CommonData")
    drawings = _Drawings(package, [_place(place, part) for part in _resources(common)])
    templates = {
        template.get("ID", ""): package.parse(_place(place, template.get("BaseLoc", "")))
        for template in find_all(common, "TemplatePage")
    }
    pages = find_all(find(document, "Pages"), "Page")
    for page in pages:
        content = package.parse(_place(place, page.get("BaseLoc", "")))
        used = [use.get("TemplateID", "") for use in find_all(content, "Template")]
        reader = PageReader(find(content, "Area"), find(common, "PageArea"), drawings.find)
        for part in (*(templates[identifier] for identifier in used if identifier in templates), content):
            reader.read(find(part, "Content"))
        yield reader


def _limited(readers: Iterator[PageReader]) -> Iterator[PageReader]:
    """Yield the pages of all documents in the file; refuse more than a report could have."""
    drawn = 0
    for number, reader in enumerate(readers):
        drawn += reader.size
        if number >= _PAGES:
            raise GovReportError("too_complex", kind="ofd", what=f"{_PAGES} pages")
        if drawn > _DRAWN:
            raise GovReportError("too_complex", kind="ofd", what=f"{_DRAWN} signs and lines")
        yield reader


def _resources(common: Element | None) -> list[str]:
    named = (*find_all(common, "PublicRes"), *find_all(common, "DocumentRes"))
    return [place for element in named if (place := (element.text or "").strip())]


class _Drawings:
    """The drawings that the resources of a document hold; opened when a page asks for one."""

    def __init__(self, package: _Package, parts: list[str]) -> None:
        self._package = package
        self._parts = parts
        self._units: dict[str, Element] | None = None

    def find(self, identifier: str) -> Element | None:
        """Return the drawing with that identifier."""
        if self._units is None:
            groups = (
                group
                for part in self._parts
                for group in find_all(self._package.parse(part), "CompositeGraphicUnits")
            )
            self._units = {
                unit.get("ID", ""): unit
                for group in groups
                for unit in find_all(group, "CompositeGraphicUnit")
            }
        return self._units.get(identifier)


def _place(base: str, place: str) -> str:
    """Return where a part stands that the part ``base`` names: from the root, or from its own folder."""
    place = place.strip().replace("\\", "/")
    if not place:
        raise GovReportError("damaged", kind="ofd", reason=f"{base} names no part")
    return normpath(place.lstrip("/") if place.startswith("/") else join(dirname(base), place))


def _text(parent: Element, name: str) -> str:
    element = find(parent, name)
    return "" if element is None else element.text or ""
