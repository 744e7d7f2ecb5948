"""Many files read one after the other or side by side; one that is refused does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from . import read_report
from .discovery import read_location
from .discovery.archive import discover_archive, is_archive
from .errors import GovReportError
from .reports.model import Reading

__all__ = ["EVERYWHERE", "Outcome", "expand_archives", "read_files"]

#: Whoever runs the command may read what they may read.
EVERYWHERE = ("/",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one file: a reading, or why there is none. ``name`` is its path, or archive!member."""

    name: str
    result: Reading | GovReportError


def expand_archives(names: Sequence[str]) -> list[str]:
    """Return ``names`` with each ZIP archive of files replaced by its members (``archive.zip!member``)."""
    expanded: list[str] = []
    for name in names:
        try:
            data = read_location(name, EVERYWHERE) if name.lower().endswith(".zip") else b""
            members = [each.location for each in discover_archive(data, name)] if is_archive(data) else []
        except GovReportError:
            members = []
        expanded += members or [name]
    return expanded


def read_files(
    names: Sequence[str], *, agency: str | None = None, year: int | None = None, jobs: int = 1
) -> Iterator[Outcome]:
    """Yield the outcome of every file in ``names``, in their order, read by ``jobs`` processes."""
    read = partial(_read_file, agency=agency, year=year)
    if jobs == 1 or len(names) < 2:
        yield from map(read, names)
        return
    with ProcessPoolExecutor(min(jobs, len(names))) as processes:
        yield from processes.map(read, names, chunksize=max(1, min(16, len(names) // (4 * jobs))))


def _read_file(name: str, agency: str | None, year: int | None) -> Outcome:
    try:
        return Outcome(name, read_report(read_location(name, EVERYWHERE), name, agency=agency, year=year))
    except GovReportError as error:
        return Outcome(name, error.named(name))
