"""What the metadata boxes around a report say: index number, publisher, dates, document number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from .model import Block, Grid

__all__ = ["find_properties"]

#: A box is short; a paragraph or table beyond this is the report itself.
_LONGEST_LINE = 300
_LARGEST_BOX = 60
_LONGEST_VALUE = 120
_LONGEST_LABEL = 16
#: A line that belongs to a box has its first colon or bracket within so many characters.
_FIRST_MARK = 24
_MARK = re.compile(r"[:：】\]]")
_SPACE = re.compile(r"\s+")


def find_properties(blocks: Iterable[Block]) -> dict[str, str]:
    """Return label → value, the label without its inner spaces, the value as printed.

    Boxes come as ``label：value`` in a line (several to a line, too), as a
    label and the line after it, or as a table of labels and values. Where a
    label occurs twice, the first wins: it stands nearer the title.
    """
    labelled, labels = _labels()
    found: dict[str, str] = {}
    waiting = ""
    for text in _lines(blocks):
        if not text:
            waiting = ""
            continue
        mark = _MARK.search(text, 0, _FIRST_MARK)
        pairs = list(labelled.finditer(text)) if mark else []
        alone = _bare(text).rstrip(":：") if len(text) <= _LONGEST_LABEL else ""
        if waiting and not mark and alone not in labels:
            _keep(found, waiting, text)
        waiting = alone if alone in labels else ""
        ends = [pair.start() for pair in pairs[1:]] + [len(text)]
        for pair, end in zip(pairs, ends, strict=False):
            label, value = pair.group(1) or pair.group(2), text[pair.end() : end]
            _keep(found, _bare(label), value)
    return found


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield lines and cells that may belong to a box; an empty one stands between two boxes."""
    for block in blocks:
        if not isinstance(block, Grid):
            text = block.text.strip()
            yield text if len(text) <= _LONGEST_LINE else ""
        elif len(block.cells) <= _LARGEST_BOX and _begins_box(block):
            yield from (cell.text.strip() for cell in block.cells)
            yield ""
        else:
            yield ""


def _begins_box(grid: Grid) -> bool:
    """Return whether a label stands among the first cells; no form begins with one."""
    labelled, labels = _labels()
    first = [cell.text.strip() for cell in grid.cells[:4]]
    return any(_bare(text).rstrip(":：") in labels or labelled.match(text) for text in first)


def _keep(found: dict[str, str], label: str, value: str) -> None:
    value = value.strip().strip("|[]【】").strip()
    if value and len(value) <= _LONGEST_VALUE:
        found.setdefault(label, value)


def _bare(label: str) -> str:
    return _SPACE.sub("", label)


@cache
def _labels() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return how a label looks that is marked as one, and the labels that may stand alone."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    facts: dict[str, list[str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    marked = _spaced(facts["labels"] + facts["with_colon"])
    pattern = rf"(?<![^\W\d])(?:[【\[]\s*({marked})\s*[】\]]\s*[:：]?|({marked})\s*[:：])"
    return re.compile(pattern), frozenset(facts["labels"])


def _spaced(labels: list[str]) -> str:
    """Return a pattern for any of the labels, the longest first, spaces allowed inside."""
    return "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))
