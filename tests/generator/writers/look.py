"""How a document is to look: its style, and the marks that only a file format can make."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from ..blocks import Cell

__all__ = ["Look"]


@dataclass(frozen=True)
class Look:
    """One document's looks. ``marks`` are traps of the format; ``chance`` decides where they fall."""

    style: str
    chance: Random
    marks: frozenset[str] = field(default_factory=frozenset)

    def pieces(self, cell: Cell) -> list[str]:
        """Return the text of a cell cut into runs: numbers fall apart under ``split_digits``."""
        text = cell.text
        if cell.kind != "value" or "split_digits" not in self.marks or len(text.strip()) < 2:
            return [text]
        cut = 1 + self.chance.randrange(len(text) - 1)
        return [text[:cut], text[cut:]]

    def wraps(self, cell: Cell) -> int:
        """Return where a narrow column breaks the number in a cell, 0 for nowhere."""
        if "wrapped_digits" not in self.marks or cell.kind != "value":
            return 0
        return 4 if cell.text.isdigit() and len(cell.text) > 4 else 0

    def marked(self, cell: Cell, mark: str) -> bool:
        """Return whether this number of table 2 or a total gets that mark; about every third does."""
        chosen = mark in self.marks and cell.kind == "value" and cell.text.strip().isdecimal()
        return chosen and self.chance.random() < 0.3
