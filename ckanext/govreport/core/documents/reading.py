"""Bytes → Document, with the reader of their kind."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from importlib import import_module

from ..errors import GovReportError
from . import limits
from .model import Block, Document, Grid
from .mojibake import is_mojibake
from .sniff import recognise_kind, unknown_kind

__all__ = ["READERS", "read_document"]

#: Kind of file → the module here and its function; imported when such a file comes.
READERS = {
    "html": "html:read_html",
    "mhtml": "mhtml:read_mhtml",
    "docx": "docx:read_docx",
    "doc": "doc:read_doc",
    "pdf": "pdf:read_pdf",
    "xlsx": "xlsx:read_xlsx",
    "xls": "xls:read_xls",
    "rtf": "rtf:read_rtf",
    "ofd": "ofd:read_ofd",
    "odt": "odt:read_odt",
    "ods": "ods:read_ods",
    "markdown": "markdown:read_markdown",
    "text": "text:read_text",
    "image": "image:read_image",
}

_GZIP = b"\x1f\x8b\x08"

#: So many characters are enough to tell whether a text is garbled.
_SAMPLE = 500


def read_document(data: bytes) -> Document:
    """Return the paragraphs and grids of a file, whatever kind it is.

    :raises GovReportError: whenever no readable text comes out; the code says why.
    """
    data = _unpacked(data)
    kind = recognise_kind(data)
    if kind not in READERS:
        raise unknown_kind()
    module, function = READERS[kind].split(":")
    try:
        document: Document = getattr(import_module(f".{module}", __package__), function)(data)
    except (GovReportError, ImportError):
        # A library that is not installed is no fault of the file.
        raise
    except (RecursionError, MemoryError) as error:
        raise GovReportError("too_complex", kind=kind, what="nesting or memory") from error
    except Exception as error:
        # Whatever a library says of a broken file, the caller gets one kind of refusal.
        reason = f"{type(error).__name__}: {error}"
        raise GovReportError("damaged", kind=kind, reason=reason) from error
    _check_size(document)
    _check_text(document)
    return document


def _unpacked(data: bytes) -> bytes:
    """Return what a page says that was saved as the server sent it, packed with gzip."""
    if not data.startswith(_GZIP):
        return data
    packed = zlib.decompressobj(wbits=31)
    try:
        page = packed.decompress(data, limits.FILE_SIZE)
    except zlib.error as error:
        raise GovReportError("damaged", kind="gzip", reason=str(error)) from error
    if not packed.eof:
        raise GovReportError("damaged", kind="gzip", reason="cut short or too large")
    return page


def _check_size(document: Document) -> None:
    """Refuse a document so long that judging it would take long."""
    if len(document.blocks) > limits.BLOCKS:
        raise _too_long(document, f"{limits.BLOCKS} paragraphs")
    signs = 0
    for block in document.blocks:
        signs += sum(len(cell.text) for cell in block.cells) if isinstance(block, Grid) else len(block.text)
    if signs > limits.TEXT:
        raise _too_long(document, f"{limits.TEXT} characters")


def _too_long(document: Document, what: str) -> GovReportError:
    return GovReportError("too_complex", kind=document.kind, what=what)


def _check_text(document: Document) -> None:
    """Refuse a document without text, or whose text is garbled where it begins or ends."""
    beginning = _sample(document.blocks)
    if not beginning.strip() and not document.links:
        raise GovReportError("no_text", kind=document.kind)
    if is_mojibake(beginning) or (
        len(beginning) > _SAMPLE and is_mojibake(_sample(document.blocks[::-1])[-_SAMPLE:])
    ):
        raise GovReportError("mojibake")


def _sample(blocks: Sequence[Block]) -> str:
    """Return the text of the first blocks until there is enough of it to judge by."""
    pieces: list[str] = []
    length = 0
    for block in blocks:
        texts = [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
        pieces += texts
        length += sum(map(len, texts))
        if length > _SAMPLE:
            break
    return "".join(pieces)[: 2 * _SAMPLE]
