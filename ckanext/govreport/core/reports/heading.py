"""The head of a report: its title, the agency, the year reported on and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ..documents.model import Document, Grid
from ..text.folding import HAN, fold_text, is_han, label_key
from ..text.years import YEAR, read_year

__all__ = ["Heading", "find_heading"]

#: So many paragraphs before the first part are looked at, and so many of them joined to one title.
OPENING = 40
TITLE_LINES = 3
TITLE_LENGTH = 90
#: A line that a long name of an agency was broken off: Han characters only, and many of them.
BROKEN_NAME = re.compile(rf"[{HAN}]{{8,}}$")


#: The title is sure; the opening sentence, the statistics period and the metadata box may speak of another.
Source = Literal["title", "opening", "period", "box"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a report says, and where agency and year were found."""

    title: str
    agency: str | None
    agency_source: Source | None
    year: int | None
    year_source: Source | None
    published_on: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """One candidate for the title, as printed and as understood."""

    text: str
    agency: str | None
    year: int | None


def find_heading(document: Document, name: str = "") -> Heading:
    """Return the head of the report in ``document``; its title is empty where none is found.

    The body's own title comes first, then titles given outside the body, then the
    file's ``name``, the opening sentence and the metadata box.
    """
    opening = _opening(document)
    file_name = re.sub(r"\.\w{2,5}$", "", re.split(r"[/\\!]", name)[-1])
    outside = [title for text in (*document.titles, file_name) if (title := _read_title(text))]
    inside = list(_titles(opening))
    titles = [*inside, *outside]
    best = _choose_title(inside, outside, _year_of_period(opening))
    best = _with_line_above(best, opening)
    agency, agency_source = _agency_and_source(best, titles, opening, document)
    year, year_source = _year_and_source(best, titles, opening)
    return Heading(best.text, agency, agency_source, year, year_source, _published(document, opening))


def _weight(title: Title) -> int:
    """A title that names the year is worth most, then one that names the agency; the first of equals wins."""
    return 2 * (title.year is not None) + (title.agency is not None)


def _choose_title(inside: Sequence[Title], outside: Sequence[Title], period: int | None) -> Title:
    """Return the title that says most; of equals the one that the page or the file itself bears, too.

    A page lists other reports beside its own, and often before it.
    """
    heaviest = max(map(_weight, (*inside, *outside)), default=0)

    def support(title: Title) -> tuple[bool, bool]:
        return any(_is_same_report(title, other) for other in outside), title.year == period

    ranked = sorted(inside, key=support, reverse=True)
    return next((title for title in (*ranked, *outside) if _weight(title) == heaviest), Title("", None, None))


def _is_same_report(title: Title, other: Title) -> bool:
    """Whether a title given outside the body names the same year, and the same agency if any."""
    if title.year != other.year:
        return False
    one, two = title.agency or "", other.agency or ""
    return bool(two) and (one.endswith(two) or two.endswith(one))


def _with_line_above(title: Title, lines: Sequence[str]) -> Title:
    """Return the title with the line above it, where an agency's name was broken there.

    A line that ends as names of agencies or sentences do is complete in itself.
    """
    for start in range(1, len(lines)):
        above = fold_text(lines[start - 1])
        if title.agency is None or not fold_text(title.text).startswith(fold_text(lines[start])):
            continue
        complete = above.endswith((*_words()["agency_endings"], *_words()["sentence_endings"]))
        joined = None if complete or not is_han(above) else _read_title(lines[start - 1].strip() + title.text)
        if joined and joined.agency and joined.year == title.year and BROKEN_NAME.match(above):
            return joined
        return title
    return title


def _opening(document: Document) -> list[str]:
    """Return the lines before the first table, at most OPENING, without links to other pages."""
    elsewhere = document.link_texts - set(document.titles)
    around = _patterns()["around_link"]
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            is_form = lines and len(block.cells) > 20
            lines += _lines_above(block)
            if is_form:
                break
            continue
        lines += [
            line for line in block.text.splitlines() if line.strip() and around.sub("", line) not in elsewhere
        ]
        if len(lines) >= OPENING:
            break
    return lines[:OPENING]


def _lines_above(grid: Grid) -> list[str]:
    """Return the rows of one cell with which a grid begins: a spreadsheet has its title there."""
    lines = []
    for _, cells in grid.rows():
        if len(cells) > 1:
            break
        lines += [line for line in cells[0].text.splitlines() if line.strip()]
    return lines


def _titles(lines: Sequence[str]) -> Iterator[Title]:
    """Yield what may be a title: one to three lines, or a word of a line that ran together."""
    for count in range(1, TITLE_LINES + 1):
        for start in range(len(lines) - count + 1):
            title = _read_title("".join(line.strip() for line in lines[start : start + count]))
            if title:
                yield title
    for line in lines:
        if len(line) > TITLE_LENGTH:
            yield from (title for word in line.split() if (title := _read_title(word)))


def _read_title(text: str) -> Title | None:
    folded = fold_text(text)
    if not folded or len(folded) > TITLE_LENGTH:
        return None
    for pattern in _patterns()["titles"]:
        match = pattern.search(folded)
        if match:
            found = match.groupdict()
            agency = _agency(found.get("agency") or "")
            year = read_year(found["year"]) if found.get("year") else None
            return Title(text.strip(), agency, year)
    return None


def _agency(text: str) -> str | None:
    """Return the agency's name in ``text`` if it ends as such names do."""
    for pattern in _patterns()["before_agency"]:
        text = pattern.sub("", text)
    text = text.strip("-_.,:·()[]<>\"'|#*")
    endings = tuple(_words()["agency_endings"])
    return text if len(label_key(text)) >= 2 and text.endswith(endings) else None


def _agency_in_opening(lines: Sequence[str]) -> str | None:
    text = fold_text("".join(lines))
    for pattern in _patterns()["opening"]:
        match = pattern.search(text)
        agency = _agency(match["agency"]) if match else None
        if agency:
            return agency
    return None


def _agency_in_box(document: Document) -> str | None:
    labels = _words()["agency_labels"]
    named = (
        _agency(fold_text(value))
        for label, value in document.properties.items()
        if fold_text(label) in labels
    )
    return next((agency for agency in named if agency), None)


def _agency_and_source(
    best: Title, titles: Sequence[Title], opening: Sequence[str], document: Document
) -> tuple[str | None, Source | None]:
    found: list[tuple[str | None, Source]] = [
        *((title.agency, "title") for title in (best, *titles)),
        (_agency_in_opening(opening), "opening"),
        (_agency_in_box(document), "box"),
    ]
    return next(((agency, source) for agency, source in found if agency), (None, None))


def _year_and_source(
    best: Title, titles: Sequence[Title], opening: Sequence[str]
) -> tuple[int | None, Source | None]:
    found: list[tuple[int | None, Source]] = [
        (best.year, "title"),
        (_year_of_period(opening), "period"),
        *((title.year, "title") for title in titles),
    ]
    return next(((year, source) for year, source in found if year), (None, None))


def _year_of_period(opening: Sequence[str]) -> int | None:
    match = _patterns()["period"].search(fold_text("".join(opening)))
    return read_year(match["year"]) if match else None


def _published(document: Document, opening: Sequence[str]) -> str | None:
    labels = _words()["published_labels"]
    boxed = {fold_text(label): value for label, value in document.properties.items()}
    texts = [boxed[label] for label in labels if label in boxed]
    texts += [line for line in opening if fold_text(line).startswith(tuple(f"{label}:" for label in labels))]
    for text in texts:
        match = _patterns()["date"].search(fold_text(text))
        if match:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                continue
    return None


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@cache
def _patterns() -> dict[str, Any]:
    words = _words()
    year = f"(?P<year>{YEAR})"
    return {
        "titles": [
            re.compile(pattern.format(year=year, words=words["report_words"])) for pattern in words["titles"]
        ],
        "before_agency": [re.compile(pattern.format()) for pattern in words["before_agency"]],
        "opening": [re.compile(pattern) for pattern in words["opening"]],
        "period": re.compile(words["period"].format(year=year)),
        "date": re.compile(words["date"]),
        "around_link": re.compile(words["around_link"]),
    }
