"""The bytes of a candidate, from allowed folders only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..documents.archive import Archive
from ..documents.limits import FILE_SIZE
from ..errors import GovReportError
from .archive import ARCHIVE_SIZE
from .model import MEMBER, Candidate
from .paths import find_path, is_inside

__all__ = ["read_candidate", "read_location"]


def read_candidate(candidate: Candidate, allowed: Iterable[str | Path], limit: int = FILE_SIZE) -> bytes:
    """Return what a local candidate holds.

    :raises GovReportError: its own refusal, or those of :func:`read_location`.
    """
    if candidate.refusal:
        raise candidate.refusal
    return read_location(candidate.location, allowed, limit)


def read_location(location: str, allowed: Iterable[str | Path], limit: int = FILE_SIZE) -> bytes:
    """Return the bytes at a path or of ``archive.zip!member``, at most ``limit`` of them.

    Nothing outside the ``allowed`` folders is opened, wherever a link or ``..`` leads,
    and only files: no devices, no pipes.

    :raises GovReportError: ``outside_folders``, ``unreadable_file``, ``too_large``;
        for members also those of an archive.
    """
    path, *members = _split(location)
    data = _read_file(path, list(allowed), ARCHIVE_SIZE if members else limit)
    for member in members:
        data = Archive(data).read(member)
    if len(data) > limit:
        raise GovReportError("too_large", size=len(data), limit=limit)
    return data


def _split(location: str) -> list[str]:
    """Return the path of a file, and the names that lead to the member of archives in it."""
    parts = location.split(MEMBER)
    # A mark may also be a part of a name: the file that is there decides.
    for count in range(len(parts), 1, -1):
        path = find_path(MEMBER.join(parts[:count]))
        if os.path.isfile(path):
            return [path, *_members(parts[count:])]
    return [find_path(parts[0]), *_members(parts[1:])]


def _members(parts: list[str]) -> list[str]:
    """Return the names of nested members; only an archive has members of its own."""
    names: list[str] = []
    for part in parts:
        if names and not names[-1].lower().endswith(".zip"):
            names[-1] += MEMBER + part
        else:
            names.append(part)
    return names


def _read_file(path: str, allowed: list[str | Path], limit: int) -> bytes:
    if not is_inside(path, allowed):
        raise GovReportError("outside_folders")
    try:
        # Opening a pipe would wait for its other end; a link put there meanwhile is not followed.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with _opened(os.path.realpath(path), flags) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise GovReportError("unreadable_file", reason="not a file")
            if status.st_size > limit:
                raise GovReportError("too_large", size=status.st_size, limit=limit)
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(limit + 1)
    except OSError as error:
        raise GovReportError("unreadable_file", reason=error.strerror or str(error)) from error


@contextmanager
def _opened(path: str, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
