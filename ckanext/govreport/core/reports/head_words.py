"""How titles, signatures and dates are written: the patterns of heading.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..text.folding import label_key
from ..text.years import YEAR

__all__ = ["HeadWords", "head_words", "read_agency"]

#: What may stand around a name and is none of it.
EDGES = "-_.,:·[]<>《》\"'|#*"


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What heading.yaml says, ready for matching; ``patterns`` are those known by their name alone."""

    patterns: dict[str, re.Pattern[str]]
    titles: tuple[re.Pattern[str], ...]
    before_agency: tuple[re.Pattern[str], ...]
    openings: tuple[re.Pattern[str], ...]
    agency_endings: tuple[str, ...]
    sentence_endings: tuple[str, ...]
    published_labels: tuple[str, ...]
    agency_labels: tuple[str, ...]


@cache
def head_words() -> HeadWords:
    """Return the patterns and words of heading.yaml, read once."""
    text = Path(__file__).with_name("heading.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{year}", YEAR).replace("{words}", words["report_words"]))

    return HeadWords(
        patterns={name: compiled(pattern) for name, pattern in words["patterns"].items()},
        titles=tuple(map(compiled, words["titles"])),
        before_agency=tuple(map(compiled, words["before_agency"])),
        openings=tuple(map(compiled, words["openings"])),
        agency_endings=tuple(words["agency_endings"]),
        sentence_endings=tuple(words["sentence_endings"]),
        published_labels=tuple(words["published_labels"]),
        agency_labels=tuple(words["agency_labels"]),
    )


def read_agency(text: str) -> str | None:
    """Return the agency's name in a folded text if it ends as such names do.

    >>> read_agency("附件1:沭阳县水利局"), read_agency("我局"), read_agency("通知公告")
    ('沭阳县水利局', None, None)
    >>> read_agency("海关总署(本级机关)"), read_agency("<沭阳县水利局")
    ('海关总署(本级机关)', '沭阳县水利局')
    """
    words = head_words()
    for pattern in words.before_agency:
        text = pattern.sub("", text)
    text = text.strip(EDGES)
    bare = words.patterns["remark"].sub("", text)
    if text.count("(") != text.count(")"):
        text = bare = text.strip("()")
    known = bare.endswith(words.agency_endings) and not words.patterns["no_agency"].search(bare)
    return text if known and len(label_key(bare)) >= 2 else None
