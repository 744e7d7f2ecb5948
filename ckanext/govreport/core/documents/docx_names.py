"""The element names of WordprocessingML that the reader of .docx asks for."""

from __future__ import annotations

from xml.etree.ElementTree import Element

__all__ = ["MAIN", "STRICT", "is_on", "name"]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: The same vocabulary in files that were saved as "Strict Open XML".
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def name(local: str) -> str:
    """Return the full name of an element or attribute.

    >>> name("tbl")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl'
    """
    return f"{{{MAIN}}}{local}"


def is_on(mark: Element | None) -> bool:
    """Return whether a toggle such as ``<w:vanish/>`` is there and not switched off."""
    return mark is not None and mark.get(name("val")) not in ("0", "false", "off", "none")
