"""The narrative of a report, cut at its six parts."""

from __future__ import annotations

import re

from ..codebook import Edition
from ..codebook.forms import Part
from ..documents.model import Document, Paragraph
from ..text.folding import fold_text, label_key, similarity
from ..text.signs import signs
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
    key = label_key(folded[numeral.end() :])
    scores = [
        (max(_likeness(key, wording) for wording in part.label.wordings), part) for part in edition.parts
    ]
    best, part = max(scores, key=lambda each: each[0])
    return part if best >= ALIKE_AT_LEAST else None


def _likeness(key: str, wording: str) -> float:
    folded = fold_text(wording)
    numeral = NUMERAL.match(folded)
    return similarity(key, label_key(folded[numeral.end() :] if numeral else folded))
