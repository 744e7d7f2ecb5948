"""The head of a report: its title, the agency, the year reported on and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..documents.model import Document, Grid
from ..text.folding import fold_text, label_key
from ..text.years import YEAR, read_year

__all__ = ["Heading", "find_heading"]

#: So many paragraphs before the first part are looked at, and so many of them joined to one title.
OPENING = 40
TITLE_LINES = 3
TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a report says; ``year_source`` names where the year was found."""

    title: str
    agency: str | None
    year: int | None
    year_source: str
    published_on: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """One candidate for the title, as printed and as understood."""

    text: str
    agency: str | None
    year: int | None


def find_heading(document: Document, name: str = "") -> Heading | None:
    """Return the head of the report in ``document``, or None where no title is found.

    The body's own title comes first, then titles given outside the body, then the
    opening sentence, the metadata box and the file's ``name``.
    """
    opening = _opening(document)
    titles = [
        *_titles(opening),
        *(title for text in document.titles if (title := _read_title(text))),
    ]
    named = _read_title(re.sub(r"\.\w{2,5}$", "", re.split(r"[/\\!]", name)[-1]))
    if named:
        titles.append(named)
    if not titles:
        return None
    best = max(titles, key=lambda title: (title.agency is not None) + 2 * (title.year is not None))
    agency = best.agency or next((t.agency for t in titles if t.agency), None)
    agency = agency or _agency_in_opening(opening) or _agency_in_box(document)
    year, source = _year(best, titles, opening)
    return Heading(best.text, agency, year, source, _published(document, opening))


def _opening(document: Document) -> list[str]:
    """Return the lines before the first table, at most OPENING."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if lines and len(block.cells) > 20:
                break
            continue
        lines += [line for line in block.text.splitlines() if line.strip()]
        if len(lines) >= OPENING:
            break
    return lines[:OPENING]


def _titles(lines: Sequence[str]) -> Iterator[Title]:
    for count in range(1, TITLE_LINES + 1):
        for start in range(len(lines) - count + 1):
            title = _read_title("".join(line.strip() for line in lines[start : start + count]))
            if title:
                yield title


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
    text = text.strip("-_.,:·()[]<>\"'|")
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


def _year(best: Title, titles: Sequence[Title], opening: Sequence[str]) -> tuple[int | None, str]:
    if best.year:
        return best.year, "title"
    match = _patterns()["period"].search(fold_text("".join(opening)))
    if match:
        return read_year(match["year"]), "period"
    other = next((title.year for title in titles if title.year), None)
    return (other, "title") if other else (None, "")


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
    }
