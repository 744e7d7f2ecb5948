"""Which kind of file some bytes are, told by their content and never by a name."""

from __future__ import annotations

import re

from ..errors import GovReportError
from . import limits
from .cfb import SIGNATURE as OLE
from .cfb import CompoundFile
from .charset import decode, decode_as_is

__all__ = ["KINDS", "recognise_kind"]

KINDS = (
    "html", "mhtml", "docx", "doc", "pdf", "xlsx", "xls", "ods", "odt", "rtf", "ofd", "zip",
    "image", "markdown", "text",
)  # fmt: skip

#: This holds what is read.
_CONTAINERS = ("zip",)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: The part that each kind of packed document is known by.
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
)
_FOLDERS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"OFD.xml", "ofd"), (b"opendocument.text", "odt"))
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_STREAMS = (("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"))
_PICTURE = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|GIF8[79]a|BM.{4}\0{4}", re.DOTALL)
_PDF_WITHIN = 1024
_HEAD = 4096
#: So much of a text shows whether it has bars between cells.
_BODY = 200_000

_MAIL_HEADER = re.compile(r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}", re.MULTILINE)
_MAIL_TYPE = re.compile(r"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|table|tbody|tr|t[dh]|div|p|span|br|h[1-6]|a|ul|li|font"
    r"|center|strong|b|script|style|section|article|link)(?=[\s/>]))",
    re.IGNORECASE,
)
#: The line below the heads of a table in Markdown.
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def recognise_kind(data: bytes) -> str:
    """Return the kind of file that ``data`` is, one of :data:`KINDS`.

    A ``.wps`` is ``doc`` and an ``.et`` is ``xls``: they are told apart by name only.

    :raises GovReportError: ``empty_file``, ``too_large``, ``encrypted``,
        ``damaged``, or ``unknown_kind`` for anything that is no text and no
        known file.

    >>> recognise_kind(b"{\\\\rtf1}")
    'rtf'
    """
    if len(data) > limits.FILE_SIZE:
        raise GovReportError("too_large", size=len(data), limit=limits.FILE_SIZE)
    head = data[:_HEAD]
    if not head.strip(b"\0 \t\r\n") and not data.strip(b"\0 \t\r\n"):
        raise GovReportError("empty_file")
    if head.startswith(_ZIP):
        return _packed_kind(data)
    if head.startswith(OLE):
        return _compound_kind(data)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if _PICTURE.match(head):
        return "image"
    return _text_kind(data)


def _packed_kind(data: bytes) -> str:
    # Only to name what is damaged: the names of the first members stand at the beginning.
    likely = next((kind for folder, kind in _FOLDERS if folder in data[:_HEAD]), "zip")
    from .archive import Archive  # noqa: PLC0415 (zipfile is slow to import: only who opens one pays for it)

    archive = Archive(data, likely)
    for part, kind in _PARTS:
        if part in archive:
            return kind
    if "mimetype" in archive:
        mimetype = archive.read("mimetype")
        for start, kind in _OPEN_DOCUMENTS:
            if mimetype.startswith(start):
                return kind
    if "EncryptedPackage" in archive:
        raise GovReportError("encrypted", kind="zip")
    if "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml")
        for mark, kind in (
            (b"wordprocessingml.document.main", "docx"),
            (b"spreadsheetml.sheet.main", "xlsx"),
        ):
            if mark in types:
                return kind
    return "zip"


def _compound_kind(data: bytes) -> str:
    names = CompoundFile(data).names
    if "encryptedpackage" in names:
        raise GovReportError("encrypted", kind="Office")
    for stream, kind in _STREAMS:
        if stream in names:
            return kind
    raise unknown_kind()


def _text_kind(data: bytes) -> str:
    head = decode_as_is(data[:_HEAD])
    # A page put on the web by hand may begin with a few stray bytes, a program does not stop at a few.
    if len(_CONTROL.findall(head)) * 20 > len(head):
        raise unknown_kind()
    start = head.lstrip("\ufeff \t\r\n")
    if _MAIL_HEADER.match(start) and _MAIL_TYPE.search(start):
        return "mhtml"
    if start.startswith("<?xml") and not _TAG.search(start):
        raise unknown_kind()
    if _TAG.match(start):
        return "html"
    if len(_TAG.findall(decode(data) if len(data) > _HEAD else head)) >= 3:
        return "markdown" if _RULE.search(decode(data[:_BODY])) else "html"
    if start.startswith(("<!--", "<?xml")) and _TAG.search(decode(data)):
        return "html"
    lines = decode(data[:_BODY]).split("\n")
    barred = sum("|" in line for line in lines)
    return "markdown" if barred > 1 and barred > sum("\t" in line for line in lines) else "text"


def unknown_kind() -> GovReportError:
    """Return the refusal of a file that nothing here reads."""
    return GovReportError(
        "unknown_kind", readable=", ".join(kind for kind in KINDS if kind not in _CONTAINERS)
    )
