"""Numbers in the sentences of a report, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..text.folding import fold_text
from ..text.numbers import blank_note_signs
from ..text.years import YEAR, find_years
from .model import Section, Statement

__all__ = ["find_statements", "statement_kinds"]

#: A line of so many signs was broken where the page ends and goes on in the next one.
BROKEN_LINE = 15
#: So many signs at the beginning of a paragraph say what it is about.
BEGINNING = 20
#: Where a clause begins: at a comma that parts no thousands.
CLAUSE = re.compile(r",(?!\d{3}(?!\d))|[:(]")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    patterns: tuple[re.Pattern[str], ...]
    is_plain: bool
    may_be_part: bool
    needs_request: bool


def find_statements(sections: Sequence[Section]) -> tuple[Statement, ...]:
    """Return what the narrative counts, in printed order; only what it says clearly.

    Comparisons, rough numbers, parts of a whole by channel or applicant and numbers
    of two things together are left out. What a sentence counts may still be something
    else than a table does: it may include what was carried over, or leave out others
    that the report sums.
    """
    found: dict[tuple[Any, ...], Statement] = {}
    for section in sections:
        for paragraph in _paragraphs(section.text):
            before = paragraph[:BEGINNING]
            for sentence in _words()["sentence"].findall(paragraph):
                near = fold_text(before + sentence)
                subject = section.number == 4 or _words()["subject"].search(near) is not None
                for statement in _in_sentence(sentence.strip(), section.number, subject):
                    key = statement.counts, statement.value, statement.sentence
                    found.setdefault(key, statement)
                before = paragraph[:BEGINNING] + sentence
    return tuple(found.values())


def statement_kinds() -> tuple[str, ...]:
    """Return every kind of thing that a statement can count."""
    return tuple(_load()["kinds"])


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, lines that were broken on paper joined."""
    ends = tuple(_load()["line_ends"])
    waiting = ""
    for line in text.splitlines():
        waiting += line.strip()
        if len(line.strip()) < BROKEN_LINE or waiting.endswith(ends):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _in_sentence(sentence: str, section: int, subject: bool) -> Iterator[Statement]:
    if not re.search(r"\d", fold_text(sentence)):
        return
    folded = fold_text(blank_note_signs(sentence).replace(*_load()["and"]))
    asks = _words()["request_word"].search(folded) is not None
    hits = [
        (match.start("n"), kind.name, match)
        for kind in _kinds()
        if (subject or kind.is_plain) and (not kind.needs_request or asks)
        for pattern in kind.patterns
        for match in pattern.finditer(folded)
        if _is_whole(folded, match, kind)
    ]
    for _, counts, match in sorted(hits, key=lambda hit: hit[:2]):
        number = match["n"] + (match["f"] or "")
        amount = Decimal(number.replace(",", ""))
        years = find_years(folded[: match.start("n")])
        yield Statement(
            counts=counts,
            value=int(amount) if amount == int(amount) else amount,
            unit=match["unit"],
            raw=number,
            section=section,
            sentence=sentence,
            year=years[-1] if years else None,
        )


def _is_whole(folded: str, match: re.Match[str], kind: _Kind) -> bool:
    """Return whether a number counts all of something: no comparison, no part, no two things together."""
    words = _words()
    before = folded[: match.start("n")]
    begins = max((comma.end() for comma in CLAUSE.finditer(before)), default=0)
    clause = folded[min(begins, match.start()) : match.end()]
    if words["not_the_whole"].search(clause) or words["rough"].match(folded[match.end("unit") :]):
        return False
    if words["together"].search(folded[: match.start()]):
        return False
    return kind.may_be_part or not words["part_of"].search(before)


@cache
def _kinds() -> tuple[_Kind, ...]:
    words = _load()

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, text in (
            ("n", f"{words['number']}(?P<unit>{words['units']})"),
            ("money", f"{words['number']}(?P<unit>{words['money']})"),
            ("request", f"(?:{words['request']})"),
            ("few", words["few"]),
            ("year", YEAR),
        ):
            pattern = pattern.replace(f"{{{name}}}", text)
        return re.compile(pattern)

    return tuple(
        _Kind(
            name,
            tuple(map(compiled, patterns)),
            is_plain=name in words["plain"],
            may_be_part=name in words["after_part"],
            needs_request=name in words["needs_request"],
        )
        for name, patterns in words["kinds"].items()
    )


@cache
def _words() -> dict[str, re.Pattern[str]]:
    names = ("sentence", "subject", "not_the_whole", "part_of", "rough", "together", "request_word")
    return {name: re.compile(_load()[name]) for name in names}


@cache
def _load() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
