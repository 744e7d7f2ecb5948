"""The narrative of a report, cut at its six parts."""

from __future__ import annotations

import re
from functools import cache

from ..codebook import Edition, codebook
from ..codebook.forms import Part
from ..documents.model import Document, Paragraph
from ..text.folding import fold_text, label_key
from ..text.signs import signs
from .labels import Labels
from .model import Section

__all__ = ["parse_sections", "recognise_part"]

ALIKE_AT_LEAST = 0.7
HEADING_LENGTH = 40
NUMERALS = "".join(signs()["digits"]) + signs()["ten"]
NUMERAL = re.compile(rf"^[#*]*[(\[]?[{NUMERALS}\d]{{1,2}}[)\]]?[,.]?")


def parse_sections(document: Document, edition: Edition) -> tuple[Section, ...]:
    """Return the parts that have a heading, in printed order, with what is written under each.

    Headings are known by their words: numbering restarts and shifts in real
    reports. Tables are left out; a part that is printed twice is one.
    """
    headings: dict[int, str] = {}
    texts: dict[int, list[str]] = {}
    current = 0
    for paragraph in document.blocks:
        if not isinstance(paragraph, Paragraph):
            continue
        for line in paragraph.text.splitlines():
            part = recognise_part(line, edition)
            if part:
                current = part.number
                headings.setdefault(current, line.strip())
            elif current and line.strip():
                texts.setdefault(current, []).append(line.strip())
    return tuple(Section(number, headings[number], "\n".join(texts.get(number, ()))) for number in headings)


def recognise_part(line: str, edition: Edition) -> Part | None:
    """Return the part of the form whose heading the line is, if any."""
    folded = fold_text(line)
    numeral = NUMERAL.match(folded)
    if not numeral or len(folded) > HEADING_LENGTH:
        return None
    place = _part_labels(edition.code).find(label_key(folded[numeral.end() :]), ALIKE_AT_LEAST)
    return None if place is None else edition.parts[place]


@cache
def _part_labels(edition: str) -> Labels:
    """Return the headings of the parts without their numerals."""
    folded = [
        [fold_text(wording) for wording in part.label.wordings] for part in codebook().editions[edition].parts
    ]
    return Labels([[NUMERAL.sub("", wording) for wording in wordings] for wordings in folded])
