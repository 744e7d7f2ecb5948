"""The titles of a report: what a line, a page's own name or a file's name says of agency and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..text.folding import HAN, fold_text, is_han
from ..text.years import read_year
from .head_words import head_words, read_agency

__all__ = ["Title", "best_title", "is_borne_outside", "read_title", "titles_in"]

#: So many lines are joined to one title.
TITLE_LINES = 3
TITLE_LENGTH = 90
#: A line that a long name of an agency was broken off: Han characters only, and many of them.
BROKEN_NAME = re.compile(rf"[{HAN}]{{8,}}$")


@dataclass(frozen=True, slots=True)
class Title:
    """One candidate for the title, as printed and as understood.

    ``apart``: the agency stands apart from the rest, so it may be the name of the
    website. ``spans``: it names two years.
    """

    text: str
    agency: str | None = None
    year: int | None = None
    apart: bool = False
    spans: bool = False

    @property
    def weight(self) -> int:
        """How much it says."""
        return 2 * (self.year is not None) + (self.agency is not None)


def read_title(text: str, *, tail: bool = True) -> Title | None:
    """Return what a title says, or None where ``text`` is none.

    ``tail``: what follows the title proper may be the agency; behind a page's own
    title it is the website's name.

    >>> read_title("二○一二年芜湖市卫生局政府信息公开年度报告").year
    2012
    >>> read_title("2023年政府信息公开工作年度报告-沭阳县发改局").agency
    '沭阳县发改局'
    >>> read_title("通知公告") is None
    True
    """
    folded = fold_text(text)
    if not folded or len(folded) > TITLE_LENGTH:
        return None
    for pattern in head_words().titles:
        match = pattern.search(folded)
        if match:
            found = match.groupdict()
            agency = read_agency(found.get("agency") or "")
            year = read_year(found["year"]) if found.get("year") else None
            title = Title(text.strip(), agency, year, spans=bool(found.get("from")))
            title = replace(title, apart=agency is not None and _stands_apart(text, agency))
            return _with_tail(title, folded[match.end() :], tail)
    return None


def titles_in(lines: Sequence[str]) -> Iterator[Title]:
    """Yield what may be a title: one to three lines, or a word of a line that ran together."""
    around = head_words().patterns["around"]
    for count in range(1, TITLE_LINES + 1):
        for start in range(len(lines) - count + 1):
            joined = [line.strip() for line in lines[start : start + count]]
            if count > 1 and any(around.search(fold_text(line)) for line in joined):
                continue
            followed = fold_text(lines[start + count]) if start + count < len(lines) else ""
            title = read_title("".join(joined), tail=count == 1 or not around.search(followed))
            if title:
                yield title
    for line in lines:
        if len(line) > TITLE_LENGTH:
            yield from (title for word in line.split() if (title := read_title(word)))


def best_title(
    inside: Sequence[Title], outside: Sequence[Title], period: int | None, lines: Sequence[str]
) -> Title:
    """Return the title in the body that says most, with a line above it that belongs to it.

    One that names the year is worth most, then one that names the agency. Of equals the
    one counts that the page or the file itself bears, too, or whose year the statistics
    are of: a page lists other reports beside its own, and often before it.
    """

    def rank(title: Title) -> tuple[int, bool, bool]:
        return title.weight, is_borne_outside(title, outside), title.year == period

    return _with_line_above(max(inside, key=rank, default=Title("")), lines)


def is_borne_outside(title: Title, outside: Sequence[Title]) -> bool:
    """Return whether a title given outside the body names the same year and the same agency."""
    named = [other for other in outside if other.year == title.year and other.agency and title.agency]
    ends = [((title.agency or ""), (other.agency or "")) for other in named]
    return any(one.endswith(two) or two.endswith(one) for one, two in ends)


def _with_tail(title: Title, rest: str, is_tail: bool) -> Title:
    """Return the title with the year and the agency that stand behind it."""
    match = head_words().patterns["after_title"].match(rest)
    if not match:
        return title
    year = read_year(match["year"]) if match["year"] else None
    agency = read_agency(match["agency"]) if match["agency"] and is_tail else None
    return replace(title, year=title.year or year, agency=title.agency or agency)


def _stands_apart(text: str, agency: str) -> bool:
    pieces = head_words().patterns["apart"].split(text.strip())
    return len(pieces) > 1 and any(fold_text(piece) == agency for piece in pieces)


def _with_line_above(title: Title, lines: Sequence[str]) -> Title:
    """Return the title with the line above it, where an agency's name was broken there.

    A line that ends as names of agencies or sentences do is complete in itself.
    """
    words = head_words()
    for start in range(1, len(lines)):
        above = fold_text(lines[start - 1])
        if title.agency is None or not fold_text(title.text).startswith(fold_text(lines[start])):
            continue
        complete = above.endswith((*words.agency_endings, *words.sentence_endings))
        joined = None if complete or not is_han(above) else read_title(lines[start - 1].strip() + title.text)
        if joined and joined.agency and joined.year == title.year and BROKEN_NAME.match(above):
            return joined
        return title
    return title
