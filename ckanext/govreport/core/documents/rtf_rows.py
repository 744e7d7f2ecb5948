"""The row definitions of RTF: edges and merges of the cells that follow."""

from __future__ import annotations

from .row_tables import CellShape, Merge

__all__ = ["RowShapes"]

_DOWN: dict[str, Merge] = {"clvmgf": "first", "clvmrg": "on"}
_ACROSS: dict[str, Merge] = {"clmgf": "first", "clmrg": "on"}
#: No row has more cells than this.
_MOST = 1000


class RowShapes:
    """Takes the control words of a row definition; ``shapes`` are the cells defined so far."""

    def __init__(self) -> None:
        self.shapes: list[CellShape] = []
        self._left = 0
        self._down: Merge = ""
        self._across: Merge = ""

    def take(self, word: str, number: int) -> bool:
        """Take in a control word; return whether it belongs to a row definition."""
        if word == "trowd":
            # The shapes of the row before may still be in use.
            self.shapes = []
            self._left, self._down, self._across = 0, "", ""
        elif word == "trleft":
            self._left = number
        elif word in _DOWN:
            self._down = _DOWN[word]
        elif word in _ACROSS:
            self._across = _ACROSS[word]
        elif word == "cellx" and len(self.shapes) < _MOST:
            self.shapes.append(CellShape(self._left, number, self._down, self._across))
            self._left, self._down, self._across = number, "", ""
        else:
            return False
        return True
