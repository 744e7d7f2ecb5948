"""The head of a report: its title, and every place that names the agency and the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..documents.model import Document, Grid
from ..text.folding import fold_text
from ..text.years import read_year
from .clues import Clue, Places, agency_clues, surest, year_clues
from .head_words import head_words
from .sign_off import SignOff, find_sign_off
from .titles import Title, best_title, is_borne_outside, read_title, titles_in

__all__ = ["Heading", "find_heading"]

#: So many paragraphs before the first part are looked at.
OPENING = 40
#: A table of no more cells only lays the page out; of a larger one, the first rows may hold the title.
LAYOUT_CELLS = 20
HEAD_ROWS = 2
#: In and after this month a report on the running year can be out.
YEAR_END = 11


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a report says: the clues to agency and year, the best first."""

    title: str
    agencies: tuple[Clue, ...]
    years: tuple[Clue, ...]
    published_on: str | None
    signed: SignOff

    @property
    def agency_clue(self) -> Clue | None:
        """The surest clue to the agency."""
        return surest(self.agencies)

    @property
    def year_clue(self) -> Clue | None:
        """The surest clue to the year."""
        return surest(self.years)

    @property
    def agency(self) -> str | None:
        """The agency as it is printed."""
        return self.agency_clue.said if self.agency_clue else None

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return int(self.year_clue.said) if self.year_clue else None

    @property
    def latest_year(self) -> int | None:
        """The last year that the report can be on, by the day it was signed or published; None: unknown."""
        signed = self.signed
        days = [(signed.year, signed.month or 1)] if signed.year else []
        if self.published_on:
            days.append((int(self.published_on[:4]), int(self.published_on[5:7])))
        return min((year - (month < YEAR_END) for year, month in days), default=None)


def find_heading(document: Document, name: str = "") -> Heading:
    """Return the head of the report in ``document``; its title is empty where none is found.

    The body's own title comes first, then titles given outside the body, then the
    file's ``name``.
    """
    opening = _opening(document)
    pages = [title for text in document.titles if (title := read_title(text, tail=False))]
    named = read_title(re.sub(r"\.\w{2,5}$", "", re.split(r"[/\\!]", name)[-1]))
    files = [named] if named else []
    outside = [*pages, *files]
    inside = [*titles_in(opening), *_titles_in_tables(document)]
    period = _year_of_period(opening)
    best = best_title(inside, outside, period, opening)
    places = Places(
        own=[best, *_others(inside, best, outside)],
        pages=pages,
        files=files,
        signed=find_sign_off(document),
        opening=opening,
        period=period,
        document=document,
        text=fold_text("".join(paragraph.text for paragraph in document.paragraphs)),
    )
    shown = max((best, *outside), key=lambda title: title.weight)
    published = _published(document, opening)
    return Heading(shown.text, agency_clues(places), year_clues(places), published, places.signed)


def _opening(document: Document) -> list[str]:
    """Return the lines before the first table, at most OPENING, without links to other pages."""
    elsewhere = document.link_texts - set(document.titles)
    around = head_words().patterns["around_link"]
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            is_form = lines and len(block.cells) > LAYOUT_CELLS
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


def _others(inside: Sequence[Title], best: Title, outside: Sequence[Title]) -> Iterator[Title]:
    """Yield the other titles of the body; none where page or file bear out which one counts."""
    if not is_borne_outside(best, outside):
        shortest = fold_text(best.text)
        yield from (title for title in inside if shortest not in fold_text(title.text))


def _lines_above(grid: Grid) -> list[str]:
    """Return the rows of one cell with which a grid begins: a spreadsheet has its title there."""
    lines = []
    for _, cells in grid.rows():
        if len(cells) > 1:
            break
        lines += [line for line in cells[0].text.splitlines() if line.strip()]
    return lines


def _titles_in_tables(document: Document) -> Iterator[Title]:
    """Yield the titles in the first rows of the first table: pages and sheets are laid out with them."""
    for grid in document.grids[:1]:
        rows = [cell.text for cell in grid.cells if cell.row < HEAD_ROWS]
        yield from (title for text in rows if (title := read_title(text)))


def _year_of_period(lines: Sequence[str]) -> int | None:
    match = head_words().patterns["period"].search(fold_text("".join(lines)))
    return read_year(match["year"]) if match else None


def _published(document: Document, opening: Sequence[str]) -> str | None:
    words = head_words()
    boxed = {fold_text(label): value for label, value in document.properties.items()}
    labels = tuple(f"{label}:" for label in words.published_labels)
    texts = [boxed[label] for label in words.published_labels if label in boxed]
    texts += [line for line in opening if fold_text(line).startswith(labels)]
    for text in texts:
        match = words.patterns["date"].search(fold_text(text))
        if match:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                continue
    return None
