"""OFD files (GB/T 33190, the state's own page format) → Document."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .archive import Archive
from .image_frames import show_frame
from .model import Box, Document
from .ocr_extra import mark_hidden, read_scans
from .ofd_page import PageReader, find, find_all
from .page_text import check_text, is_picture
from .pages import Page, lay_out
from .properties import find_properties
from .xmlparts import parse_xml

__all__ = ["read_ofd"]

_ENTRY = "OFD.xml"
_PAGES = 200
#: Signs, objects and lines on all pages.
_DRAWN = 1_500_000
#: Points in an inch.
INCH = 72.0


def read_ofd(data: bytes) -> Document:
    """Return the paragraphs and ruled tables of an OFD file, in reading order; pictures by OCR.

    :raises GovReportError: ``damaged``, ``encrypted``, ``too_complex``,
        ``no_text`` where the pages are pictures, ``mojibake``.
    """
    package = _Package(data)
    entry = package.parse(_ENTRY)
    bodies = find_all(entry, "DocBody")
    roots = dict.fromkeys(_place(_ENTRY, _text(body, "DocRoot")) for body in bodies)
    read: list[tuple[Page, bool]] = []
    shown: dict[int, tuple[str, Box]] = {}
    for reader, resources in _limited(each for root in roots for each in _pages(package, root)):
        page, guessed = reader.page(len(read) + 1)
        read.append((page, guessed))
        picture = reader.largest_picture
        if is_picture(page) and picture and (place := resources.find_picture(picture[0])):
            shown[page.number] = place, picture[1]
    pages = [page for page, _ in read]
    scans = read_scans(pages, shown, lambda number: package.show(*shown[number]), "ofd")
    check_text(scans.pages, "ofd", scans.read)
    hidden = [page.number for page, guessed in read if guessed]
    blocks = mark_hidden(scans.mark(lay_out(scans.pages, "ofd")), hidden)
    named = (_text(info, "Title").strip() for body in bodies for info in find_all(body, "DocInfo"))
    titles = tuple(title for title in named if title)
    by_ocr = bool(hidden or scans.read)
    properties = find_properties(blocks)
    return Document("ofd", blocks, titles, properties=properties, by_ocr=by_ocr, unread_pages=scans.unread)


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
        return parse_xml(self.read(place), "ofd")

    def show(self, place: str, box: Box) -> tuple[Any, float]:
        """Return the picture in a part as pixels, and how many are an inch if it fills ``box``."""
        pixels, dpi = show_frame(self.read(place))
        return pixels, pixels.shape[1] * INCH / (box[2] - box[0]) if box[2] > box[0] else dpi

    def read(self, place: str) -> bytes:
        """Return the bytes of a part."""
        return self._archive.read(self._names.get(place.lower(), place))


def _pages(package: _Package, place: str) -> Iterator[tuple[PageReader, _Resources]]:
    """Yield the pages of one document, each with what its templates draw, and the document's resources."""
    document = package.parse(place)
    common = find(document, "CommonData")
    resources = _Resources(package, [_place(place, part) for part in _resource_parts(common)])
    templates = {
        template.get("ID", ""): package.parse(_place(place, template.get("BaseLoc", "")))
        for template in find_all(common, "TemplatePage")
    }
    pages = find_all(find(document, "Pages"), "Page")
    for page in pages:
        content = package.parse(_place(place, page.get("BaseLoc", "")))
        used = [use.get("TemplateID", "") for use in find_all(content, "Template")]
        reader = PageReader(find(content, "Area"), find(common, "PageArea"), resources.find)
        for part in (*(templates[identifier] for identifier in used if identifier in templates), content):
            reader.read(find(part, "Content"))
        yield reader, resources


def _limited(
    readers: Iterator[tuple[PageReader, _Resources]],
) -> Iterator[tuple[PageReader, _Resources]]:
    """Yield the pages of all documents in the file; refuse more than a report could have."""
    drawn = 0
    for number, (reader, resources) in enumerate(readers):
        drawn += reader.size
        if number >= _PAGES:
            raise GovReportError("too_complex", kind="ofd", what=f"{_PAGES} pages")
        if drawn > _DRAWN:
            raise GovReportError("too_complex", kind="ofd", what=f"{_DRAWN} signs and lines")
        yield reader, resources


def _resource_parts(common: Element | None) -> list[str]:
    named = (*find_all(common, "PublicRes"), *find_all(common, "DocumentRes"))
    return [place for element in named if (place := (element.text or "").strip())]


class _Resources:
    """The drawings and pictures that the resources of a document hold; opened when a page asks for one."""

    def __init__(self, package: _Package, parts: list[str]) -> None:
        self._package = package
        self._parts = parts
        self._units: dict[str, Element] | None = None

    def find(self, identifier: str) -> Element | None:
        """Return the drawing with that identifier."""
        if self._units is None:
            self._units = {
                unit.get("ID", ""): unit
                for _, unit in self._all("CompositeGraphicUnits", "CompositeGraphicUnit")
            }
        return self._units.get(identifier)

    def find_picture(self, identifier: str) -> str | None:
        """Return the part that holds the picture with that identifier."""
        media = (pair for pair in self._all("MultiMedias", "MultiMedia") if pair[1].get("ID") == identifier)
        return next((_place(place, _text(element, "MediaFile")) for place, element in media), None)

    def _all(self, group: str, name: str) -> Iterator[tuple[str, Element]]:
        """Yield the resources of that name, each with where the files it names begin."""
        for part in self._parts:
            root = self._package.parse(part)
            base = root.get("BaseLoc", "").strip()
            place = _place(part, f"{base}/{part.rsplit('/', 1)[-1]}") if base else part
            for parent in find_all(root, group):
                yield from ((place, element) for element in find_all(parent, name))


def _place(base: str, place: str) -> str:
    """Return where a part stands that the part ``base`` names: from the root, or from its own folder."""
    place = place.strip().replace("\\", "/")
    if not place:
        raise GovReportError("damaged", kind="ofd", reason=f"{base} names no part")
    return normpath(place.lstrip("/") if place.startswith("/") else join(dirname(base), place))


def _text(parent: Element, name: str) -> str:
    element = find(parent, name)
    return "" if element is None else element.text or ""
