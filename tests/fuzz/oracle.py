"""What must hold for any bytes: a reading or a refusal, soon, consistent, and twice the same."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.govreport.core import GovReportError, Reading, read_report
from ckanext.govreport.core.discovery.archive import discover_archive
from ckanext.govreport.core.discovery.manifest import read_manifest
from ckanext.govreport.core.documents import Document, Grid, read_document
from ckanext.govreport.core.documents.archive import Archive
from ckanext.govreport.core.exports.reading import reading_from_dict, reading_to_dict

__all__ = ["MEMORY", "SECONDS", "Broken", "Outcome", "examine"]

SECONDS = 10.0
MEMORY = 1 << 30


class Broken(Exception):
    """Something that must hold does not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``read`` or the code of the refusal, and the processor's seconds it took."""

    result: str
    seconds: float


def examine(data: bytes, kind: str, *, whole: bool = True, twice: bool = False) -> Outcome:
    """Return what came of ``data``; whatever else is raised is a fault of the reader.

    Not ``whole`` stops at the document: most of what is damaged shows there already.
    """
    read = {"zip": _read_archive, "manifest": _read_manifest}.get(kind, _read if whole else _read_document)
    begun = time.process_time()
    result = read(data)
    seconds = time.process_time() - begun
    if seconds > SECONDS:
        raise Broken(f"took {seconds:.0f} s")
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MEMORY:
        raise Broken("took more than 1 GB")
    if twice and result != read(data):
        raise Broken("two readings differ")
    return Outcome(result.partition(" ")[0], seconds)


def _read_document(data: bytes) -> str:
    try:
        document = read_document(data)
    except GovReportError as error:
        _check_words(error.zh, error.en)
        return error.code
    _check_words(*_texts(document))
    return f"document {document!r}"


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from (cell.text for cell in block.cells) if isinstance(block, Grid) else [block.text]
    yield from document.titles
    yield from document.properties.values()
    yield from (part for link in document.links for part in link)


def _read(data: bytes) -> str:
    try:
        reading = read_report(data, "x")
    except GovReportError as error:
        json.dumps(error.to_dict(), allow_nan=False).encode()
        _check_words(error.zh, error.en)
        return error.code
    _check_figures(reading)
    written = json.dumps(reading_to_dict(reading), ensure_ascii=False, allow_nan=False)
    _check_words(written)
    if reading_from_dict(json.loads(written)) != reading:
        raise Broken("a reading is another one after its journey through JSON")
    _check_words(reading.report.title, reading.report.agency or "")
    return f"read {written}"


def _check_figures(reading: Reading) -> None:
    seen = set()
    for figure in reading.report.figures:
        if (figure.value is not None) != (figure.state == "reported"):
            raise Broken(f"{figure.indicator}: {figure.value} is {figure.state}")
        if figure.confirmed and figure.state != "reported":
            raise Broken(f"{figure.indicator}: confirmed, but {figure.state}")
        if (figure.indicator, figure.applicant) in seen:
            raise Broken(f"{figure.indicator} twice")
        seen.add((figure.indicator, figure.applicant))


def _check_words(*texts: str) -> None:
    """Nothing that no database, index or page takes: halves of a pair of surrogates, zeros."""
    for text in texts:
        text.encode("utf-8")
        if "\0" in text:
            raise Broken("a zero byte in the text")


def _read_archive(data: bytes) -> str:
    """Read what an archive of reports holds, as the harvester does."""
    try:
        candidates = discover_archive(data, "x.zip")
        archive = Archive(data)
    except GovReportError as error:
        return error.code
    found = []
    for candidate in candidates[:20]:
        if candidate.refusal:
            found.append(candidate.refusal.code)
            continue
        try:
            found.append(_read(archive.read(candidate.location.partition("!")[2])))
        except GovReportError as error:
            found.append(error.code)
    return f"read {found}"


def _read_manifest(data: bytes) -> str:
    try:
        candidates = read_manifest(data, "manifest.csv")
    except GovReportError as error:
        return error.code
    for candidate in candidates:
        _check_words(*(str(value) for value in (candidate.location, candidate.title) if value))
    return f"read {len(candidates)}"
