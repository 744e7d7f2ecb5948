"""The files in a ZIP archive of reports, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import GovReportError
from .archive import Archive
from .sniff import recognise_kind

__all__ = ["iterate_members"]

_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", "/._")


def iterate_members(data: bytes, *, depth: int = 1) -> Iterator[tuple[str, bytes | GovReportError]]:
    """Yield name and bytes of every file in a ZIP; archives inside are opened ``depth`` levels deep.

    A member that cannot be unpacked comes as its refusal, so that the others
    are still read. What operating systems leave in archives is passed over.

    :raises GovReportError: when the archive itself cannot be opened.
    """
    archive = Archive(data)
    for name in archive.names:
        if any(mark in f"/{name}" for mark in _CLUTTER):
            continue
        try:
            content = archive.read(name)
        except GovReportError as error:
            yield name, error.named(name)
            continue
        if depth and _is_archive(content):
            yield from _iterate_inner(name, content, depth)
        else:
            yield name, content


def _iterate_inner(outer: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes | GovReportError]]:
    try:
        for name, inner in iterate_members(content, depth=depth - 1):
            full_name = f"{outer}/{name}"
            yield full_name, inner.named(full_name) if isinstance(inner, GovReportError) else inner
    except GovReportError as error:
        yield outer, error.named(outer)


def _is_archive(content: bytes) -> bool:
    try:
        return recognise_kind(content) == "zip"
    except GovReportError:
        return False
