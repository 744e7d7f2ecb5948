"""What every reader gives: a document of paragraphs and grids, text left as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Block", "Box", "Cell", "Document", "Grid", "Guess", "Paragraph"]

_COLUMN = attrgetter("column")

#: Left, top, right, bottom in points from the top left corner of the page.
Box = tuple[float, float, float, float]


class Guess(NamedTuple):
    """How a machine came to the text of a cell that is only a picture.

    ``first`` is what the recogniser of lines read, without white space, and
    ``sure`` how sure it was, from 0 to 1. ``second`` is what the second reader,
    of another kind, saw there: digits and dashes, ``?`` for any other sign,
    nothing where it saw no ink; None where it could not tell.
    """

    first: str
    second: str | None
    sure: float = 0.0


class Cell(NamedTuple):
    """One printed cell of a table; ``text`` is raw, an empty cell is ``""``.

    A tuple, for a report has three hundred of them and a data class takes four times as long to make.

    ``row`` and ``column`` are those of the upper left corner, from 0, on the
    grid with all spans expanded. A position that a span covers has no cell.
    ``guess`` is set where the text was read from a picture.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    guess: Guess | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as printed: its cells in reading order.

    ``number`` counts the tables of the document from 1 and is what findings
    and places name; ``page`` is where the table begins, from 1, if known.
    ``aligned`` is false where the file lost the column spans (text dumps):
    then the order of a row's cells is sure, their column numbers are not.
    """

    number: int
    cells: tuple[Cell, ...]
    page: int | None = None
    aligned: bool = True

    @property
    def row_count(self) -> int:
        """Number of rows, spans included."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """Number of columns, spans included."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row's number and the cells that *begin* in it, left to right."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in sorted(by_row):
            yield row, sorted(by_row[row], key=_COLUMN)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside the tables, raw, with its page from 1 if known."""

    text: str
    page: int | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader got out of a file, in reading order.

    ``kind`` is the kind of file (``html``, ``docx``, ``pdf``, ``text`` …).
    ``titles`` are names given outside the body (an HTML ``<title>``, document
    properties), best first. ``properties`` is what metadata boxes say
    (label → value, as printed). ``by_ocr`` says that a machine read some of it
    from pictures; the cells so read have a ``guess``. ``unread_pages`` are pages
    that are pictures and were not read. ``links`` are the document's attachments: (text, address).
    ``link_texts`` are the texts of all links: what leads elsewhere is not the
    document's own title.
    """

    kind: str
    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    link_texts: frozenset[str] = frozenset()
    by_ocr: bool = False
    unread_pages: tuple[int, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs alone."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
