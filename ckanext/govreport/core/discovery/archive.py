"""The files in a ZIP archive of reports."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents import recognise_kind
from ..documents.archive import Archive
from ..documents.limits import ARCHIVE_TOTAL, FILE_SIZE
from ..errors import GovReportError
from .clutter import is_clutter
from .model import MEMBER, Candidate

__all__ = ["ARCHIVE_SIZE", "discover_archive", "is_archive"]

#: An archive as a place of its own may be larger than any report.
ARCHIVE_SIZE = ARCHIVE_TOTAL
_ZIP = b"PK\x03\x04"


def is_archive(data: bytes) -> bool:
    """Return whether ``data`` is a ZIP of files and not one document that is packed as a ZIP."""
    if not data.startswith(_ZIP):
        return False
    if len(data) > FILE_SIZE:
        return True
    try:
        return recognise_kind(data) == "zip"
    except GovReportError:
        return False


def discover_archive(data: bytes, location: str, *, depth: int = 1) -> list[Candidate]:
    """Return a candidate for every file in an archive, sorted; archives in it are opened one level deep.

    :raises GovReportError: when the archive itself cannot be opened.
    """
    return sorted(_discover(data, location, depth), key=lambda candidate: candidate.location)


def _discover(data: bytes, location: str, depth: int) -> Iterator[Candidate]:
    archive = Archive(data)
    for name in archive.names:
        if any(map(is_clutter, name.split("/"))):
            continue
        here = f"{location}{MEMBER}{name}"
        if not (depth and name.lower().endswith(".zip")):
            yield Candidate(here)
            continue
        try:
            inner = archive.read(name)
            found = list(_discover(inner, here, depth - 1)) if is_archive(inner) else [Candidate(here)]
        except GovReportError as refusal:
            found = [Candidate(here, refusal=refusal.named(name))]
        yield from found
