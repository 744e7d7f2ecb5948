"""What stands above a table: whether it says that the table is of another year."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.model import Document, Grid, Paragraph
from ..text.folding import fold_text, is_han
from ..text.signs import signs
from ..text.years import find_years

__all__ = ["grids_of_other_years"]

#: A longer paragraph is narrative, no caption.
CAPTION_LENGTH = 40
LAST_YEAR = tuple(signs()["last_year"])
#: What ends a sentence once its signs are folded.
SENTENCE_END = (".", ";")


def grids_of_other_years(document: Document, year: int | None) -> frozenset[int]:
    """Return the numbers of the grids whose own caption names another year and not the report's."""
    return frozenset(grid.number for grid, caption in _captions(document) if _names_other(caption, year))


def _captions(document: Document) -> Iterator[tuple[Grid, str]]:
    """Yield each grid with the last words above it; the parts of one table stand under the same ones."""
    caption = ""
    for block in document.blocks:
        if isinstance(block, Grid):
            yield block, caption
        elif isinstance(block, Paragraph) and is_han(block.text):
            caption = fold_text(block.text.strip().splitlines()[-1])


def _names_other(caption: str, year: int | None) -> bool:
    if len(caption) > CAPTION_LENGTH or caption.endswith(SENTENCE_END):
        return False
    years = find_years(caption)
    named = year is not None and bool(years) and year not in years
    return named or (not years and any(word in caption for word in LAST_YEAR))
