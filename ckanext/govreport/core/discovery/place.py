"""Any place that holds reports: a folder, an archive, a list."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import GovReportError
from .archive import ARCHIVE_SIZE, discover_archive, is_archive
from .folder import discover_folder
from .manifest import read_manifest
from .model import Candidate
from .paths import find_path, is_inside
from .reading import read_location

__all__ = ["discover_place"]

LISTS = (".csv", ".tsv", ".txt")


def discover_place(
    path: str | Path, allowed: Iterable[str | Path], encoding: str | None = None
) -> list[Candidate]:
    """Return the candidates at a path inside the ``allowed`` folders.

    ``encoding`` is that of a list whose bytes do not tell.

    :raises GovReportError: ``outside_folders``, ``unreadable_file``, ``not_a_source``, or what is wrong
        with the archive or the list.
    """
    folders = list(allowed)
    found = find_path(str(path))
    if not is_inside(found, folders):
        raise GovReportError("outside_folders")
    if os.path.isdir(found):
        return discover_folder(found, folders)
    data = read_location(found, folders, ARCHIVE_SIZE)
    if is_archive(data):
        return discover_archive(data, str(path))
    if str(path).lower().endswith(LISTS):
        return read_manifest(data, str(path), encoding)
    raise GovReportError("not_a_source")
