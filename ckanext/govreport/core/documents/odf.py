"""What OpenDocument text and sheets share: opening, styles, the text of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..errors import GovReportError
from .archive import Archive
from .xmlparts import parse_xml

__all__ = ["Looks", "OdfText", "name", "open_body", "read_looks", "read_titles"]

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}


def name(short: str) -> str:
    """Return the full name of an element or attribute that is written with the usual prefix."""
    prefix, _, local = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_SPACES, _COUNT = name("text:s"), name("text:c")
_SIGNS = {name("text:tab"): "\t", name("text:line-break"): "\n"}
_SPAN, _STYLE_NAME = name("text:span"), name("text:style-name")
_NOTE, _CITATION = name("text:note"), name("text:note-citation")
_FRAMES = frozenset((name("draw:frame"), name("draw:text-box"), name("draw:custom-shape"), name("draw:g")))
_PICTURES = frozenset((name("draw:image"), name("draw:object"), name("draw:object-ole")))
_DROPPED = frozenset(
    map(name, ("office:annotation", "office:annotation-end", "text:ruby-text", "text:hidden-text"))
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a file that change what is read, by name."""

    hidden: frozenset[str]
    raised: frozenset[str]
    ruled: frozenset[str]
    undisplayed: frozenset[str]


def open_body(archive: Archive, kind: str) -> tuple[Element, Element, Looks]:
    """Return the content of a file, the body in it, and its looks.

    :raises GovReportError: ``encrypted`` for a file with a password, ``damaged``.
    """
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive else b""
    if b"encryption-data" in manifest:
        raise GovReportError("encrypted", kind=kind)
    root = parse_xml(archive.read("content.xml"), kind)
    body = root.find(name("office:body"))
    if body is None or not len(body):
        raise GovReportError("damaged", kind=kind, reason="no body")
    return root, body[0], read_looks(root)


def read_looks(root: Element) -> Looks:
    """Return the looks that the file's own styles define."""
    hidden, raised, ruled, undisplayed = set(), set(), set(), set()
    for style in root.iter(name("style:style")):
        identifier = style.get(name("style:name"), "")
        for properties in style:
            get = properties.get
            struck = get(name("style:text-line-through-style"), "none") != "none"
            if get(name("text:display")) == "none" or struck:
                hidden.add(identifier)
            if get(name("style:text-position"), "").startswith("super"):
                raised.add(identifier)
            if get(name("table:display")) == "false":
                undisplayed.add(identifier)
            borders = (value for key, value in properties.items() if key.startswith(name("fo:border")))
            if any(value != "none" for value in borders):
                ruled.add(identifier)
    return Looks(frozenset(hidden), frozenset(raised), frozenset(ruled), frozenset(undisplayed))


def read_titles(archive: Archive, kind: str) -> tuple[str, ...]:
    """Return the title that the file's properties give, if any."""
    if "meta.xml" not in archive:
        return ()
    found = parse_xml(archive.read("meta.xml"), kind).iter(_TITLE)
    return tuple(title for element in found if (title := (element.text or "").strip()))


class OdfText:
    """Gathers the text of one paragraph; ``frames`` are the text boxes that are anchored in it."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.pieces: list[str] = []
        self.frames: list[Element] = []
        self.has_picture = False

    def take(self, element: Element) -> None:
        """Take in what stands in a paragraph or in an element within it."""
        self.pieces.append(element.text or "")
        for child in element:
            self._take_child(child)
            self.pieces.append(child.tail or "")

    def _take_child(self, child: Element) -> None:
        tag = child.tag
        if tag == _SPAN:
            style = child.get(_STYLE_NAME, "")
            if style in self._looks.raised:
                # A note's mark must not join the number it stands behind.
                self.pieces.append("[")
                self.take(child)
                self.pieces.append("]")
            elif style not in self._looks.hidden:
                self.take(child)
        elif tag == _SPACES:
            digits = child.get(_COUNT, "1")
            self.pieces.append(" " * min(int(digits), 100) if digits.isdecimal() else " ")
        elif tag in _SIGNS:
            self.pieces.append(_SIGNS[tag])
        elif tag == _NOTE:
            self.pieces.append(f"[{child.findtext(_CITATION) or ''}]")
        elif tag in _FRAMES:
            self._take_frame(child)
        elif tag not in _DROPPED:
            self.take(child)

    def _take_frame(self, frame: Element) -> None:
        inside = list(_frames_with_text(frame))
        self.frames += inside
        self.has_picture = self.has_picture or any(child.tag in _PICTURES for child in frame)


def _frames_with_text(frame: Element) -> Iterator[Element]:
    """Yield the frame, or those in it, that have paragraphs or tables of their own."""
    if any(child.tag.startswith((name("text:"), name("table:"))) for child in frame):
        yield frame
    for child in frame:
        if child.tag in _FRAMES:
            yield from _frames_with_text(child)
