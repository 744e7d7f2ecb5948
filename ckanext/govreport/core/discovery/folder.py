"""The files in a folder and in the folders below it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from ..errors import GovReportError
from .archive import ARCHIVE_SIZE, discover_archive, is_archive
from .clutter import is_clutter
from .model import Candidate
from .paths import is_inside, readable_path
from .reading import read_location

__all__ = ["discover_folder"]


def discover_folder(path: str | Path, allowed: Iterable[str | Path] = ()) -> list[Candidate]:
    """Return a candidate for every file below a folder, sorted by location; archives are opened.

    What operating systems and editors leave behind is passed over, and so are
    lists about reports. Links to folders are not followed. A link that leads out of
    ``allowed`` (the folder itself, where nothing is given) is a candidate that is refused.

    :raises GovReportError: ``unreadable_file``
    """
    folders = list(allowed) or [path]
    return sorted(_walk(str(path), folders), key=lambda candidate: candidate.location)


def _walk(folder: str, allowed: list[str | Path]) -> Iterator[Candidate]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise _unreadable(error) from error
    for entry in entries:
        location = readable_path(entry.path)
        if is_clutter(os.path.basename(location)):
            continue
        try:
            yield from _look_at(entry, location, allowed)
        except GovReportError as refusal:
            yield Candidate(location, refusal=refusal)
        except OSError as error:
            yield Candidate(location, refusal=_unreadable(error))


def _look_at(entry: os.DirEntry[str], location: str, allowed: list[str | Path]) -> Iterator[Candidate]:
    if entry.is_symlink() and not is_inside(entry.path, allowed):
        raise GovReportError("outside_folders")
    if entry.is_dir(follow_symlinks=False):
        yield from _walk(entry.path, allowed)
    elif not entry.is_dir():
        yield from _file(entry, location, allowed)


def _file(entry: os.DirEntry[str], location: str, allowed: list[str | Path]) -> Iterator[Candidate]:
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return
    modified = datetime.fromtimestamp(status.st_mtime, timezone.utc).isoformat(timespec="seconds")
    if location.lower().endswith(".zip"):
        data = read_location(entry.path, allowed, ARCHIVE_SIZE)
        if is_archive(data):
            yield from discover_archive(data, location)
            return
    yield Candidate(location, modified=modified)


def _unreadable(error: OSError) -> GovReportError:
    return GovReportError("unreadable_file", reason=error.strerror or str(error))
