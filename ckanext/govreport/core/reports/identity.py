"""Who reports on which year, and every doubt about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..agencies import Agency, may_sign_for, recognise_agency, same_agency
from ..documents.model import Document
from .clues import Clue
from .findings import make_finding
from .heading import Heading
from .model import Finding, Report

__all__ = ["identify"]

#: Doubts about the place of an agency, and the finding that says each.
PLACE_FINDINGS = {
    "several_divisions": "place_ambiguous",
    "unknown_division": "place_missing",
    "unlisted_division": "place_unlisted",
    "division_from_context": "place_doubtful",
    "division_from_table": "place_doubtful",
}
#: What names the agency itself; a box or a column often names the one above.
NAMES_THE_AGENCY = ("title", "sign_off", "opening", "page", "file_name")
#: What speaks of the year reported on and of no other.
NAMES_THE_YEAR = ("title", "period", "page", "file_name")


def identify(
    heading: Heading, document: Document, agency: str | None, year: int | None
) -> tuple[Report, list[Finding]]:
    """Return a report that has only its head, and the doubts about it.

    ``agency`` and ``year`` are what the place it came from says; the report's own
    words come first.
    """
    own_year = heading.year or year
    known, expected = _recognise(heading, document, agency, own_year)
    findings = [
        *_about_agency(heading, document, known, expected, agency, own_year),
        *(_about_place(known, own_year) if known else ()),
        *_about_year(heading, year),
    ]
    report = Report(
        agency=known.name if known else None,
        agency_code=known.division_code if known else None,
        year=own_year,
        edition=None,
        title=heading.title,
        level=known.level if known else None,
        region=known.region if known else None,
        scope=known.scope if known else None,
        published_on=heading.published_on,
        agency_source=heading.agency_clue.source if heading.agency_clue else "given" if agency else None,
        year_source=heading.year_clue.source if heading.year_clue else "given" if year else None,
    )
    return report, findings


def _recognise(
    heading: Heading, document: Document, agency: str | None, year: int | None
) -> tuple[Agency | None, Agency | None]:
    """Return the agency that reports and the one that was given with the file."""
    context = _context(heading, document)
    expected = recognise_agency(agency, year, context) if agency else None
    if not heading.agency:
        return expected, expected
    known = recognise_agency(heading.agency, year, context)
    if not _is_vague(known):
        return known, expected
    others = (recognise_agency(clue.said, year, context) for clue in heading.agencies)
    for other in (*filter(None, (expected,)), *others):
        if not _is_vague(other) and same_agency(known, other):
            return other, expected
    return known, expected


def _is_vague(agency: Agency) -> bool:
    return any(doubt in PLACE_FINDINGS for doubt in agency.doubts)


def _context(heading: Heading, document: Document) -> str:
    """Return all that names a place: the page's titles, its box, the sign-off, the text."""
    text = (paragraph.text for paragraph in document.paragraphs)
    named = (clue.said for clue in heading.agencies)
    return "\n".join((*document.titles, *document.properties.values(), *named, *text))


def _about_agency(
    heading: Heading,
    document: Document,
    known: Agency | None,
    expected: Agency | None,
    agency: str | None,
    year: int | None,
) -> Iterator[Finding]:
    found = heading.agency_clue
    if known is None:
        yield make_finding("agency_unknown")
    elif found and expected and not same_agency(known, expected):
        yield make_finding("agency_differs", printed=found.said, expected=agency)
    elif found and not expected:
        if not found.sure:
            yield make_finding("agency_doubtful", agency=known.name, source=_source(found))
        other = _other_agency(heading, document, known, year)
        if other:
            yield make_finding(
                "agency_contradicted",
                agency=known.name,
                source=_source(found),
                other=other.said,
                other_source=_source(other),
            )


def _other_agency(heading: Heading, document: Document, known: Agency, year: int | None) -> Clue | None:
    """Return the first clue to an agency that can have nothing to do with this report."""
    for clue in heading.agencies:
        if clue.source not in NAMES_THE_AGENCY or (clue.source == "page" and not clue.sure):
            continue
        other = recognise_agency(clue.said, year, _context(heading, document))
        is_agency = other.level is not None and "unlisted_division" not in other.doubts
        if is_agency and not may_sign_for(other, known):
            return clue
    return None


def _about_place(known: Agency, year: int | None) -> Iterator[Finding]:
    codes = dict.fromkeys(PLACE_FINDINGS[doubt] for doubt in known.doubts if doubt in PLACE_FINDINGS)
    for code in codes:
        if code == "place_unlisted" and known.region and not known.division_code:
            # A province that does not exist: an example, which no table can have.
            continue
        yield make_finding(code, agency=known.name, region=known.region or "")
    if "division_not_in_year" in known.doubts:
        yield make_finding("place_not_in_year", agency=known.name, year=year)
    if "zone_scope" in known.doubts or "system_scope" in known.doubts:
        yield make_finding("scope_doubtful", agency=known.name)


def _about_year(heading: Heading, year: int | None) -> Iterator[Finding]:
    found = heading.year_clue
    if not found:
        if not year:
            yield make_finding("year_unknown")
        return
    own = int(found.said)
    if year and own != year:
        yield make_finding("year_differs", printed=own, expected=year)
    elif not year and not found.sure:
        yield make_finding("year_doubtful", year=own, source=_source(found))
    others = [clue for clue in heading.years if clue.said != found.said and clue.source in NAMES_THE_YEAR]
    if year == own:
        others = [clue for clue in others if clue.source == "period"]
    latest = heading.latest_year
    if others:
        yield _contradicted(found, others[0].said, _source(others[0]))
    elif latest and own > latest and year != own:
        before: tuple[str, str] = tuple(text.format(year=latest) for text in _words()["before"])
        yield _contradicted(found, before, tuple(_words()["days"]))


def _contradicted(found: Clue, other: str | tuple[str, ...], other_source: tuple[str, ...]) -> Finding:
    return make_finding(
        "year_contradicted",
        year=int(found.said),
        source=_source(found),
        other=other,
        other_source=other_source,
    )


def _source(clue: Clue) -> tuple[str, ...]:
    return tuple(_words()["sources"][clue.source])


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return words
