"""What stands below a report: whose it is and on which day it was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..documents.model import Document, Paragraph
from ..text.folding import fold_text
from ..text.years import read_month, read_year
from .head_words import head_words, read_agency

__all__ = ["SignOff", "find_sign_off"]

#: So many lines at the end are looked at: behind the sign-off stands the footer of the website.
ENDING = 40


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed a report, and in which year and month; each None where it does not say."""

    agency: str | None = None
    year: int | None = None
    month: int | None = None


def find_sign_off(document: Document) -> SignOff:
    """Return the last agency that stands over a date, or alone at the very end.

    An agency without a date may be the owner of the website: it counts only where
    nothing but tools for reading the page follows it.
    """
    lines = _ending(document)
    for at in range(len(lines) - 1, -1, -1):
        date = head_words().patterns["signed_on"].search(lines[at])
        if date:
            agency = _signed_by(lines[at][: date.start()]) or (_signed_by(lines[at - 1]) if at else None)
            if agency or not lines[at][: date.start()]:
                return SignOff(agency, read_year(date["year"]), read_month(date["month"]))
    return SignOff(_last_line(lines))


def _ending(document: Document) -> list[str]:
    """Return the last lines behind the last table, folded."""
    lines: list[str] = []
    for block in reversed(document.blocks):
        if not isinstance(block, Paragraph) or len(lines) >= ENDING:
            break
        folded = (fold_text(line) for line in reversed(block.text.splitlines()))
        lines += [line for line in folded if line]
    return lines[:ENDING][::-1]


def _last_line(lines: Sequence[str]) -> str | None:
    patterns = head_words().patterns
    if any(patterns["footer"].search(line) for line in lines):
        return None
    own = [line for line in lines if not patterns["below"].search(line)]
    return _signed_by(own[-1]) if own else None


def _signed_by(line: str) -> str | None:
    match = head_words().patterns["signed_by"].match(line)
    return read_agency(match["agency"]) if match else None
