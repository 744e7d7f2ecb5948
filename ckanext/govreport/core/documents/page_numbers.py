"""Lines that belong to the paper and not to the text: page numbers, repeated heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..text.folding import strip_spaces
from .glyphs import Line
from .page_words import page_words

__all__ = ["PageLines", "sort_out"]

#: The part of the page's height at its top and bottom where its number may stand.
MARGIN = 0.12
DASHES = r"[-\u2010-\u2015\u2212\u2500\u30fb\u00b7.~_|\u4e00]*"
#: What a browser prints in the margins: when the page was printed, and its address.
BROWSER = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[^\d:]{0,2}\d{1,2}:\d{2}(?!\d)|(?:https?|file)://", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page outside its tables, from the top, and the page's height."""

    number: int
    height: float
    lines: Sequence[Line]


@cache
def _page_number() -> re.Pattern[str]:
    words = "|".join(map(re.escape, page_words()["page_words"]))
    return re.compile(
        rf"(?P<before>{DASHES})(?P<core>(?:{words})*(?P<number>\d{{1,4}})(?:{words})*"
        rf"(?:(?:[/,]|{words})+\d{{1,4}}(?:{words})*)?)(?P<after>{DASHES})",
        re.IGNORECASE,
    )


def sort_out(pages: Sequence[PageLines]) -> tuple[set[int], set[int]]:
    """Return which lines (by ``id``) are page numbers, and which repeat the head or foot of an earlier page.

    What a browser prints in the margins counts as a page number.

    A bare number is a page number only if it counts on with the pages, since
    a figure may stand alone at the end of a page; so may a change (``-185``).
    """
    numbers: set[int] = set()
    bare: dict[int, list[Line]] = defaultdict(list)
    repeated: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for line in _outer_lines(page):
            text = strip_spaces(line.text)
            match = _page_number().fullmatch(text)
            if BROWSER.match(text):
                numbers.add(id(line))
            elif match is None or bool(match["before"]) != bool(match["after"]):
                repeated[text].append(line)
            elif match["before"] or match["core"] != match["number"]:
                numbers.add(id(line))
            else:
                bare[int(text) - page.number].append(line)
    for offset, lines in bare.items():
        if offset == 0 or len(lines) > 1:
            numbers.update(map(id, lines))
    return numbers, {id(line) for lines in repeated.values() for line in lines[1:]}


def _outer_lines(page: PageLines) -> list[Line]:
    """Return the two first and two last lines of a page that stand in its margins."""
    head, foot = MARGIN * page.height, (1 - MARGIN) * page.height
    outer = [line for line in page.lines[:2] if line.box[1] < head]
    return outer + [line for line in page.lines[-2:] if line.box[3] > foot and line not in outer]
