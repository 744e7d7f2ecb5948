"""One writer a kind of file; each takes a page and a look and returns bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from ..blocks import Page
from .look import Look

__all__ = ["ON_REQUEST", "WRITERS", "Look", "Writer"]


@dataclass(frozen=True)
class Writer:
    """A kind of file. ``name`` is both its module and its styles' owner, loaded when first used."""

    name: str
    suffix: str

    def suffix_of(self, style: str) -> str:
        """Return how the name of a file of that style ends."""
        return _SUFFIXES.get((self.name, style), self.suffix)

    @property
    def styles(self) -> tuple[str, ...]:
        """Every style it knows."""
        styles: tuple[str, ...] = import_module(f"{__name__}.{self.name}").STYLES
        return styles

    def write(self, page: Page, look: Look) -> bytes:
        """Return the page as a file of this kind."""
        write: Callable[[Page, Look], bytes] = getattr(
            import_module(f"{__name__}.{self.name}"), f"write_{self.name}"
        )
        return write(page, look)


WRITERS = {
    "html": Writer("html", ".html"),
    "txt": Writer("text", ".txt"),
    "docx": Writer("docx", ".docx"),
    "pdf": Writer("pdf", ".pdf"),
    "xlsx": Writer("xlsx", ".xlsx"),
    "odt": Writer("odt", ".odt"),
    "ods": Writer("ods", ".ods"),
    "rtf": Writer("rtf", ".rtf"),
    "ofd": Writer("ofd", ".ofd"),
    "mhtml": Writer("mhtml", ".mhtml"),
    "zip": Writer("zip", ".zip"),
    "doc": Writer("doc", ".doc"),
    "xls": Writer("xls", ".xls"),
    "scan": Writer("scan", ".pdf"),
    "png": Writer("png", ".png"),
    "office_doc": Writer("office_doc", ".doc"),
    "office_xls": Writer("office_xls", ".xls"),
}
#: Made only when asked for: pictures need a font, conversions LibreOffice.
ON_REQUEST = ("scan", "png", "office_doc", "office_xls")
#: WPS has names of its own for the files of Word and Excel.
_SUFFIXES = {("doc", "wps"): ".wps", ("xls", "et"): ".et"}
