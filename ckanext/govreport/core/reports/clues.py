"""Every place that names an agency or a year, and how sure it speaks of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..documents.model import Document
from ..text.folding import fold_text
from ..text.years import read_year
from .head_words import head_words, read_agency
from .model import Source
from .sign_off import SignOff
from .titles import Title

__all__ = ["Clue", "Places", "agency_clues", "surest", "year_clues"]

#: Up to this month a report is on the year before; later it may be on any.
REPORTING_SEASON = 6


@dataclass(frozen=True, slots=True)
class Clue:
    """One place that names an agency or a year; ``sure`` where it speaks of nothing else."""

    said: str
    source: Source
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """Where agency and year may stand: titles of the body, the best first, of the page, of the file …

    ``opening`` are the lines before the first table, ``period`` is the year of the
    statistics, ``text`` everything, folded.
    """

    own: Sequence[Title]
    pages: Sequence[Title]
    files: Sequence[Title]
    signed: SignOff
    opening: Sequence[str]
    period: int | None
    document: Document
    text: str


def agency_clues(places: Places) -> tuple[Clue, ...]:
    """Return every clue to the agency, the best first, each thing once from each source."""
    text = places.text
    return _each_once(
        (
            *_named(places.own, "title", lambda title: True),
            *_signed(places.signed),
            *_in_opening(places.opening),
            *_named(places.pages, "page", lambda title: not title.apart or _names(text, title)),
            *_in_box(places.document),
            *_on_the_way(places.opening),
            *_named(places.files, "file_name", lambda title: _names(text, title)),
        )
    )


def year_clues(places: Places) -> tuple[Clue, ...]:
    """Return every clue to the year, the best first, each thing once from each source."""
    period = [Clue(str(places.period), "period", False)] if places.period else []
    return _each_once(
        (
            *_dated(places.own[:1], "title", lambda title: not title.spans),
            *period,
            *_dated(places.pages, "page", lambda title: not title.spans),
            *_dated(places.own[1:], "title", lambda title: not title.spans),
            *_year_in_opening(places.opening),
            *_dated(places.files, "file_name", lambda title: f"{title.year}" in places.text),
            *_year_before(places.signed),
        )
    )


def surest(clues: Sequence[Clue]) -> Clue | None:
    """Return the first sure clue, else the first; two that say the same make one sure."""
    for clue in clues:
        agree = {each.source for each in clues if each.said == clue.said}
        if clue.sure or (len(agree) > 1 and not _is_of_government(clue.said)):
            return replace(clue, sure=True)
    return clues[0] if clues else None


def _is_of_government(name: str) -> bool:
    """Return whether a name may stand around the report of somebody else."""
    return head_words().patterns["government"].search(name) is not None


def _names(text: str, title: Title) -> bool:
    return title.agency is not None and title.agency in text


def _named(titles: Sequence[Title], source: Source, sure: Callable[[Title], bool]) -> Iterator[Clue]:
    for title in titles:
        if title.agency:
            yield Clue(title.agency, source, sure(title))


def _dated(titles: Sequence[Title], source: Source, sure: Callable[[Title], bool]) -> Iterator[Clue]:
    for title in titles:
        if title.year:
            yield Clue(str(title.year), source, sure(title))


def _signed(signed: SignOff) -> Iterator[Clue]:
    """A government's office signs for the government as well as for itself."""
    if signed.agency:
        office = head_words().patterns["government_office"].search(signed.agency)
        yield Clue(signed.agency, "sign_off", not office)


def _in_opening(lines: Sequence[str]) -> Iterator[Clue]:
    """Yield the agencies that sentences of the opening name; one that announces the report is sure."""
    texts = [fold_text("".join(lines)), *map(fold_text, lines)]
    announcing = head_words().openings[0]
    for pattern in head_words().openings:
        matches = (match for text in texts if (match := pattern.search(text)))
        agency = next((agency for match in matches if (agency := read_agency(match["agency"]))), None)
        if agency:
            yield Clue(agency, "opening", pattern is announcing)


def _in_box(document: Document) -> Iterator[Clue]:
    labels = head_words().agency_labels
    for label, value in document.properties.items():
        agency = read_agency(fold_text(value)) if fold_text(label) in labels else None
        if agency:
            yield Clue(agency, "box", False)


def _on_the_way(lines: Sequence[str]) -> Iterator[Clue]:
    """Yield the last agency that the way to the page leads through."""
    patterns = head_words().patterns
    for line in map(fold_text, lines):
        if patterns["way"].match(line):
            steps = [read_agency(step) for step in patterns["steps"].split(line)]
            yield from [Clue(step, "column", False) for step in steps if step][-1:]


def _year_in_opening(lines: Sequence[str]) -> Iterator[Clue]:
    announced = head_words().openings[0].search(fold_text("".join(lines)))
    if announced:
        yield Clue(str(read_year(announced["year"])), "opening")
    for line in lines:
        match = head_words().patterns["opening_year"].match(fold_text(line))
        if match:
            yield Clue(str(read_year(match["year"])), "opening", False)
            return


def _year_before(signed: SignOff) -> Iterator[Clue]:
    """A report signed in the first half of a year is on the year before, as the law has it."""
    if signed.year and (signed.month or 1) <= REPORTING_SEASON:
        yield Clue(str(signed.year - 1), "sign_off", False)


def _each_once(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    """Return the clues, each thing said once by each source."""
    found: dict[tuple[str, Source], Clue] = {}
    for clue in clues:
        found.setdefault((clue.said, clue.source), clue)
    return tuple(found.values())
