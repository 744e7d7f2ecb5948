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

#: What stands between the numeral of a part and its words.
GAP = tuple(signs()["gap"])
ALIKE_AT_LEAST = 0.7
HEADING_LENGTH = 40
NUMERALS = "".join(signs()["digits"]) + signs()["ten"]
#: Before and behind the numeral of a part: 第六部分; a line from a drawn frame or a converter's mark.
ORDINAL, PARTS = signs()["ordinal"], "|".join(signs()["part_words"])
NUMERAL = re.compile(rf"^[#*lI|]*[(\[]?{ORDINAL}?[{NUMERALS}\d]{{1,2}}(?:{PARTS})?[)\]]?[,.:]?")
#: A heading without its numeral is known by so many signs at least, all of them.
TELLING = 8


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
            for piece in _cut_at_headings(line, edition):
                part = recognise_part(piece, edition)
                if part:
                    current = part.number
                    headings.setdefault(current, piece)
                elif current:
                    texts.setdefault(current, []).append(piece)
    return tuple(Section(number, headings[number], "\n".join(texts.get(number, ()))) for number in headings)


def recognise_part(line: str, edition: Edition) -> Part | None:
    """Return the part of the form whose heading the line is, if any."""
    folded = fold_text(line)
    numeral = NUMERAL.match(folded)
    if len(folded) > HEADING_LENGTH:
        return None
    if not numeral:
        key = label_key(folded)
        place = _part_labels(edition.code).find(key, 1.0) if len(key) >= TELLING else None
        return None if place is None else edition.parts[place]
    place = _part_labels(edition.code).find(label_key(folded[numeral.end() :]), ALIKE_AT_LEAST)
    return None if place is None else edition.parts[place]


def _cut_at_headings(line: str, edition: Edition) -> list[str]:
    """Return a line in pieces: the headings that ran together with sentences, and what stands around them."""
    pieces = []
    done = 0
    for match in _run_together(edition.code).finditer(line):
        pieces += [line[done : match.start("heading")], match["heading"]]
        done = match.end("heading")
    return [piece.strip() for piece in (*pieces, line[done:]) if piece.strip()]


@cache
def _run_together(edition: str) -> re.Pattern[str]:
    """Return how a heading looks in the words of the form, where a line begins or a sentence ends."""
    words = sorted(
        {
            NUMERAL.sub("", wording)
            for part in codebook().editions[edition].parts
            for wording in part.label.wordings
        },
        key=len,
        reverse=True,
    )
    spaced = "|".join(
        r"\s*".join(map(re.escape, word)) for word in (word.strip("".join(GAP)) for word in words)
    )
    gap = re.escape("".join(GAP))
    return re.compile(
        rf"(?:^|(?<=[{re.escape(''.join(signs()['sentence_ends']))}])|\s)"
        rf"(?P<heading>[#*lI|\s]*[{NUMERALS}\d]{{1,2}}\s*[{gap}]\s*(?:{spaced})[:：]?)(?=\s*\S|$)"
    )


@cache
def _part_labels(edition: str) -> Labels:
    """Return the headings of the parts without their numerals."""
    folded = [
        [fold_text(wording) for wording in part.label.wordings] for part in codebook().editions[edition].parts
    ]
    return Labels([[NUMERAL.sub("", wording) for wording in wordings] for wordings in folded])
