"""A list of reports in CSV: where each one is, whose it is and of which year."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import yaml

from ..documents.charset import decode
from ..errors import GovReportError
from ..text.folding import strip_spaces
from ..text.years import find_years
from .model import Candidate
from .paths import find_path
from .reading import read_location

__all__ = ["discover_manifest", "read_manifest"]

DELIMITERS = ",\t;"
#: There are not so many agencies in a province, for all years together.
ROWS = 300_000
UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: the line that it begins on, and its cells."""

    line: int
    cells: tuple[str, ...]


def discover_manifest(
    path: str | Path, allowed: Iterable[str | Path], encoding: str | None = None
) -> list[Candidate]:
    """Return a candidate for every row of the list at ``path``.

    :raises GovReportError: those of :func:`read_manifest` and of reading a file.
    """
    return read_manifest(read_location(str(path), allowed), str(path), encoding)


def read_manifest(data: bytes, location: str, encoding: str | None = None) -> list[Candidate]:
    """Return a candidate for every row of a list, in its order.

    ``location`` is where the list is, a path or an address: relative locations in it
    start from there. A row that says something impossible becomes a candidate
    that is refused, with its line number; the others stay good.

    :raises GovReportError: ``manifest_encoding``, ``manifest_damaged``, ``manifest_columns``, ``too_complex``

    >>> rows = "文件,机构,年度\\n青山乡.docx,东至县青山乡人民政府,2021年".encode("gbk")
    >>> [(c.location, c.agency, c.year) for c in read_manifest(rows, "/srv/list.csv")]
    [('/srv/青山乡.docx', '东至县青山乡人民政府', 2021)]
    """
    rows = _rows(_text(data, encoding))
    header = next(rows, Row(1, ()))
    columns = _columns(header)
    seen: dict[str, int] = {}
    candidates: list[Candidate] = []
    for row in rows:
        if len(candidates) >= ROWS:
            raise GovReportError("too_complex", kind="csv", what=f"{ROWS} rows")
        candidate = _candidate(row, columns, len(header.cells), location)
        first = seen.setdefault(candidate.location, row.line)
        if first != row.line:
            twice = GovReportError("manifest_twice", line=row.line, first=first)
            candidate = replace(candidate, location=f"{location}#{row.line}", refusal=twice)
        candidates.append(candidate)
    return candidates


def _text(data: bytes, encoding: str | None) -> str:
    if encoding is None:
        text = decode(data)
        if UNREADABLE in text:
            raise GovReportError("manifest_encoding", encoding="UTF-8 / GB18030")
    else:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise GovReportError("manifest_encoding", encoding=encoding) from error
    return text.removeprefix("\ufeff")


def _rows(text: str) -> Iterator[Row]:
    """Yield the rows that are not blank."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                yield Row(line, stripped)
            line = reader.line_num + 1
    except csv.Error as error:
        raise GovReportError("manifest_damaged", line=line, reason=str(error)) from error


def _columns(header: Row) -> dict[str, list[int]]:
    """Return the columns that hold each thing, left to right."""
    names = [strip_spaces(cell).casefold() for cell in header.cells]
    columns = {
        what: [at for at, name in enumerate(names) if name in known] for what, known in _names().items()
    }
    if not columns["location"]:
        raise GovReportError("manifest_columns", names=", ".join(_names()["location"]))
    return columns


def _candidate(row: Row, columns: dict[str, list[int]], width: int, list_location: str) -> Candidate:
    def cell(what: str) -> str:
        cells = (row.cells[at] for at in columns[what] if at < len(row.cells))
        return next((text for text in cells if text), "")

    no_place = f"{list_location}#{row.line}"
    if any(row.cells[width:]):
        excess = GovReportError("manifest_row", line=row.line, cells=len(row.cells), columns=width)
        return Candidate(no_place, refusal=excess)
    if not cell("location"):
        return Candidate(no_place, refusal=GovReportError("manifest_location", line=row.line))
    year, refusal = _year(cell("year"), row.line)
    return Candidate(
        _resolve(cell("location"), list_location),
        agency=cell("agency") or None,
        year=year,
        title=cell("title") or None,
        refusal=refusal,
    )


def _year(text: str, line: int) -> tuple[int | None, GovReportError | None]:
    years = find_years(text)
    if len(years) == 1 or not text:
        return (years[0] if years else None), None
    return None, GovReportError("manifest_year", line=line, value=text)


def _resolve(location: str, list_location: str) -> str:
    """Return where a row's file is, seen from where its list is."""
    if location.startswith(("http://", "https://")):
        return location
    if list_location.startswith(("http://", "https://")):
        return urljoin(list_location, location)
    folder = os.path.dirname(list_location)
    path = os.path.normpath(os.path.join(folder, location))
    if "\\" in location and not os.path.lexists(find_path(path)):
        # Lists are written on Windows.
        path = os.path.normpath(os.path.join(folder, location.replace("\\", "/")))
    return path


@cache
def _names() -> dict[str, list[str]]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    names: dict[str, list[str]] = yaml.safe_load(text)
    return names
