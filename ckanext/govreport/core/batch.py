"""Many files read side by side; one that is refused, kills its process or hangs does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from .discovery import read_location
from .discovery.archive import discover_archive, is_archive
from .errors import GovReportError
from .reading import read_report
from .reports.model import Reading

__all__ = ["EVERYWHERE", "Outcome", "expand_archives", "read_files"]

T = TypeVar("T")

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
    names: Sequence[str],
    then: Callable[[Outcome], T],
    *,
    agency: str | None = None,
    year: int | None = None,
    jobs: int = 1,
    seconds: float,
) -> Iterator[T]:
    """Yield ``then(outcome)`` of every file in ``names``, in their order.

    Several files are read by ``jobs`` processes, which do ``then`` as well: what it
    returns is all that comes back. A file that ends its process, or takes more than
    ``seconds``, is refused, and the rest is read.
    """
    read = partial(_read_file, then=then, agency=agency, year=year)
    if len(names) < 2:
        yield from map(read, names)
        return
    from .workers import work_side_by_side  # noqa: PLC0415 (who reads one file needs no processes)

    yield from work_side_by_side(read, names, partial(_lost, then=then), jobs=jobs, seconds=seconds)


def _read_file(name: str, then: Callable[[Outcome], T], agency: str | None, year: int | None) -> T:
    try:
        data = read_location(name, EVERYWHERE)
        outcome = Outcome(name, read_report(data, name, agency=agency, year=year))
    except GovReportError as error:
        outcome = Outcome(name, error.named(name))
    return then(outcome)


def _lost(name: str, error: GovReportError, then: Callable[[Outcome], T]) -> T:
    return then(Outcome(name, error.named(name)))
