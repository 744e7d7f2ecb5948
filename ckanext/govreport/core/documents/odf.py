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
_DISPLAY, _STRUCK = name("text:display"), name("style:text-line-through-style")
_POSITION, _TABLE_DISPLAY = name("style:text-position"), name("table:display")
_BORDERS = tuple(name(f"fo:border{side}") for side in ("", "-left", "-right", "-top", "-bottom"))
_LOOKS = frozenset((_DISPLAY, _STRUCK, _POSITION, _TABLE_DISPLAY, *_BORDERS))
_MOST_ANCESTORS = 20
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a file that change what is read, by name."""

    hidden: frozenset[str]
    raised: frozenset[str]
    ruled: frozenset[str]
    undisplayed: frozenset[str]


def open_body(archive: Archive, kind: str) -> tuple[list[Element], Element, Looks]:
    """Return the parts of a file that define styles, the last of them with its body in it, and its looks.

    :raises GovReportError: ``encrypted`` for a file with a password, ``damaged``.
    """
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive else b""
    if b"encryption-data" in manifest:
        raise GovReportError("encrypted", kind=kind)
    root = parse_xml(archive.read("content.xml"), kind)
    body = root.find(name("office:body"))
    if body is None or not len(body):
        raise GovReportError("damaged", kind=kind, reason="no body")
    shared = [parse_xml(archive.read("styles.xml"), kind)] if "styles.xml" in archive else []
    return [*shared, root], body[0], read_looks(*shared, root)


def read_looks(*roots: Element) -> Looks:
    """Return the looks that styles define, themselves or by the style that they are based on."""
    parents: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    for style in (style for root in roots for style in root.iter(name("style:style"))):
        identifier = style.get(name("style:name"), "")
        parents[identifier] = style.get(name("style:parent-style-name"), "")
        own = said.setdefault(identifier, {})
        for properties in style:
            own.update({key: value for key, value in properties.items() if key in _LOOKS})
    hidden, raised, ruled, undisplayed = set(), set(), set(), set()
    for identifier in parents:
        get = _inherited(identifier, parents, said).get
        if get(_DISPLAY) == "none" or get(_STRUCK, "none") != "none":
            hidden.add(identifier)
        if get(_POSITION, "").startswith("super"):
            raised.add(identifier)
        if get(_TABLE_DISPLAY) == "false":
            undisplayed.add(identifier)
        if any(get(border, "none") != "none" for border in _BORDERS):
            ruled.add(identifier)
    return Looks(frozenset(hidden), frozenset(raised), frozenset(ruled), frozenset(undisplayed))


def _inherited(style: str, parents: dict[str, str], said: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return what holds for a style: what it says itself, else what the nearest of its ancestors says."""
    found: dict[str, str] = {}
    for _ in range(_MOST_ANCESTORS):
        found = {**said.get(style, {}), **found}
        style = parents.get(style, "")
        if not style:
            break
    return found


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
