"""XML parts of office files, parsed with care."""

from __future__ import annotations

from xml.etree import ElementTree

from ..errors import GovReportError
from . import limits

__all__ = ["parse_xml"]


def parse_xml(data: bytes, kind: str) -> ElementTree.Element:
    """Return the root element of an XML part.

    A document type is refused: office files have none, and entities are how
    XML reads other files or grows without end.

    :raises GovReportError: ``damaged``, or ``too_complex`` beyond the limit on tags.
    """
    source: bytes | str = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        source = data.decode("utf-16", "replace")
        data = source.encode("utf-8", "replace")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise GovReportError("damaged", kind=kind, reason="the XML declares a document type")
    if data.count(b"<") > limits.XML_TAGS:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.XML_TAGS} tags")
    try:
        return ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise GovReportError("damaged", kind=kind, reason=f"XML: {error}") from error
