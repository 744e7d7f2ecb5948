"""Pages that are pictures, read by OCR where the extra [ocr] is installed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.util import find_spec
from typing import Any

from ..errors import GovReportError
from . import limits
from .model import Block, Box, Cell, Grid, Guess
from .pages import Page

__all__ = ["Scans", "is_installed", "mark_hidden", "read_scans"]

#: What the extra brings, as it is imported.
PACKAGES = ("cv2", "numpy", "onnxruntime", "rapidocr")

#: Where a cell stands: page and box.
CellPlace = tuple[int, Box]
#: Gives the picture of a page, grey or colour, and its pixels per inch.
Show = Callable[[int], tuple[Any, float]]


@dataclass(frozen=True)
class Scans:
    """The pages of a file, those that are pictures read; and those that were not, for want of the extra."""

    pages: Sequence[Page]
    guesses: dict[CellPlace, Guess] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    read: tuple[int, ...] = ()

    def mark(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return ``blocks`` with the cells marked that were read from pictures."""
        return _mark(blocks, self.guesses, self.read)


@cache
def is_installed() -> bool:
    """Say whether the extra [ocr] is installed."""
    return all(find_spec(package) for package in PACKAGES)


def read_scans(pages: Sequence[Page], numbers: Iterable[int], show: Show, kind: str) -> Scans:
    """Return ``pages`` with those of the given ``numbers`` read from the pictures that ``show`` gives.

    :raises GovReportError: ``too_complex`` if there are more than a report's.
    """
    wanted = tuple(numbers)
    if not wanted or not is_installed():
        return Scans(pages, unread=wanted)
    if len(wanted) > limits.PICTURES:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.PICTURES} pages without text")
    from .ocr import read_picture  # noqa: PLC0415 (heavy: only who reads a picture pays for it)

    read = {number: read_picture(*show(number), number) for number in wanted}
    guesses = {place: guess for one in read.values() for place, guess in one.guesses.items()}
    return Scans(
        [read[page.number].page if page.number in read else page for page in pages], guesses, (), wanted
    )


def mark_hidden(blocks: tuple[Block, ...], pages: Collection[int]) -> tuple[Block, ...]:
    """Return ``blocks`` with the cells of ``pages`` marked, whose text some program put under a picture."""
    return _mark(blocks, {}, pages)


def _mark(
    blocks: tuple[Block, ...], guesses: Mapping[CellPlace, Guess], pages: Collection[int]
) -> tuple[Block, ...]:
    if not pages:
        return blocks
    return tuple(
        replace(block, cells=tuple(_mark_cell(cell, guesses, pages) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in blocks
    )


def _mark_cell(cell: Cell, guesses: Mapping[CellPlace, Guess], pages: Collection[int]) -> Cell:
    if cell.page is None or cell.page not in pages or cell.box is None:
        return cell
    guess = guesses.get((cell.page, cell.box))
    text = "".join(cell.text.split())
    # Put together of two pages, or laid out otherwise than it was read: nothing vouches for it.
    return cell._replace(guess=guess if guess and guess.first == text else Guess(text, None))
