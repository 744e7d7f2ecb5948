"""What stands on each page (runs of glyphs, rules, pictures) → paragraphs and grids in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import GovReportError
from . import limits
from .glyphs import Line, Run, group_lines, join_lines, split_run
from .model import Block, Box, Cell, Grid
from .page_join import Fragment, Part, join_fragments
from .page_numbers import PageLines, sort_out
from .page_words import page_words
from .paragraphs import Margins, PlacedLine, find_margins, merge_lines
from .ruling import RuledTable, build_tables
from .struck import mark_struck

__all__ = ["Page", "lay_out"]

#: What a cell says that holds a picture and no text (as in the other readers).
PICTURE = "\ufffc"
#: A box around text, or around the whole page, is no table.
TALLEST_SINGLE = 120.0
#: What begins further outside the page than this cannot be seen.
EDGE = 5.0
#: The widest margin that text keeps inside a cell.
CELL_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, in points from its top left corner, as it is held to be read.

    ``shapes`` are what may be rules, ``pictures`` where pictures are.
    """

    number: int
    width: float
    height: float
    runs: Sequence[Run]
    shapes: Sequence[Box]
    pictures: Sequence[Box] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: its fragment, where it begins, and its lines if it may turn out to be none."""

    fragment: Fragment
    page: int
    top: float
    lines: tuple[Line, ...] = ()


def lay_out(pages: Sequence[Page], kind: str) -> tuple[Block, ...]:
    """Return the paragraphs and grids of ``pages``; a table that goes on over pages is one grid.

    :raises GovReportError: ``too_complex`` beyond the limits on rules and cells.
    """
    tables: list[Table] = []
    loose: dict[int, list[Line]] = {}
    for page in pages:
        found, lines = _read_page(page, kind)
        tables += found
        loose[page.number] = lines
        if sum(len(table.fragment.parts) for table in tables) > limits.CELLS:
            raise GovReportError("too_complex", kind=kind, what=f"{limits.CELLS} cells")
    numbers, repeated = sort_out([PageLines(page.number, page.height, loose[page.number]) for page in pages])
    for number, lines in loose.items():
        loose[number] = [line for line in lines if id(line) not in numbers]
    found_margins = find_margins([(page.width, loose[page.number]) for page in pages])
    margins = dict(zip(loose, found_margins, strict=True))
    items: list[Table | PlacedLine] = []
    for number, lines in loose.items():
        items += _in_order(
            lines, [table for table in tables if table.page == number], number, margins[number]
        )
    passed_over = repeated | {
        id(item.line) for item in items if isinstance(item, PlacedLine) and _continues(item)
    }
    return tuple(_blocks(_dissolve(_join(items, passed_over), margins), repeated))


def _read_page(page: Page, kind: str) -> tuple[list[Table], list[Line]]:
    """Return the tables of a page and the lines outside them."""
    ruled = [table for table in build_tables(page.shapes, kind) if not _is_frame(table)]
    ruled.sort(key=lambda table: (table.box[2] - table.box[0]) * (table.box[3] - table.box[1]))
    homes: list[dict[int, list[Run]]] = [{} for _ in ruled]
    loose = []
    for run in mark_struck(page.runs, page.shapes):
        # Also where a broken file gives no number: it is neither more nor less.
        if not (-EDGE < run.left < page.width and 0.0 <= run.top + run.bottom <= 2 * page.height):
            continue
        for owner, home, part in _place_run(run, ruled):
            if owner is None or home is None:
                loose.append(part)
            else:
                homes[owner].setdefault(home, []).append(part)
    tables = [_make_table(table, runs, page) for table, runs in zip(ruled, homes, strict=True)]
    return sorted(tables, key=lambda table: table.top), group_lines(loose)


def _is_frame(table: RuledTable) -> bool:
    return len(table.cells) == 1 and table.box[3] - table.box[1] > TALLEST_SINGLE


def _place_run(run: Run, ruled: Sequence[RuledTable]) -> Iterator[tuple[int | None, int | None, Run]]:
    """Yield the parts of ``run`` with the table and the cell that they stand in; the smallest table wins."""
    middle = (run.top + run.bottom) / 2
    for owner, table in enumerate(ruled):
        left, top, right, bottom = table.box
        if not (top < middle < bottom and run.right > left and run.left < right):
            continue
        first, last = run.edges[0], run.edges[-1]
        home = table.find_cell((first[0] + first[1]) / 2, middle)
        if home is not None and (first is last or home == table.find_cell((last[0] + last[1]) / 2, middle)):
            yield owner, home, run
            return
        homes = [table.find_cell((start + end) / 2, middle) for start, end in run.edges]
        if all(home is None for home in homes):
            continue
        boxes = {home: table.cells[home].box for home in set(homes) if home is not None}
        for place, part in split_run(run, homes, boxes):
            yield owner, place, part
        return
    yield None, None, run


def _make_table(table: RuledTable, homes: dict[int, list[Run]], page: Page) -> Table:
    lines = {home: group_lines(runs) for home, runs in homes.items()}
    margin = min(
        (line.box[0] - table.cells[home].box[0] for home in lines for line in lines[home]), default=0.0
    )
    margin = max(0.0, min(margin, CELL_MARGIN))
    pictured = {
        table.find_cell((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in page.pictures
    }
    parts = []
    for number, cell in enumerate(table.cells):
        mine = lines.get(number, [])
        width = cell.box[2] - cell.box[0] - 2 * _margin(cell.box, mine, margin)
        text = join_lines(mine, width)
        if not text and cell.open:
            continue
        if not text and number in pictured:
            text = PICTURE
        room = width - mine[-1].width if mine else 0.0
        spans = cell.row, cell.column, cell.row_span, cell.column_span
        parts.append(Part(*spans, text, page.number, cell.box, room, mine[0].first_width if mine else 0.0))
    single = tuple(lines.get(0, ())) if len(table.cells) == 1 else ()
    return Table(Fragment(tuple(parts), table.columns), page.number, table.box[1], single)


def _margin(box: Box, lines: Sequence[Line], usual: float) -> float:
    """Return the margin of a cell: the table's narrowest, or its own where its lines begin at the left."""
    if len(lines) < 2:
        return usual
    left = min(line.box[0] for line in lines) - box[0]
    right = box[2] - max(line.box[2] for line in lines)
    return left if usual < left < min(right, CELL_MARGIN) else usual


def _in_order(
    lines: Sequence[Line], tables: Sequence[Table], page: int, margins: Margins
) -> list[Table | PlacedLine]:
    items: list[tuple[float, Table | PlacedLine]] = [
        (table.top, table) for table in tables if table.fragment.parts
    ]
    items += [((line.box[1] + line.box[3]) / 2, PlacedLine(line, page, margins)) for line in lines]
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _continues(item: PlacedLine) -> bool:
    """Whether a line only says that a table goes on."""
    text = item.line.text.strip("()\uff08\uff09 ")
    return len(text) < 8 and any(text.startswith(word) for word in page_words()["continued"])


def _join(items: Sequence[Table | PlacedLine], passed_over: set[int]) -> list[Table | PlacedLine]:
    """Join the tables that go on over a page break; only lines that are passed over may stand between."""
    joined: list[Table | PlacedLine] = []
    last: int | None = None
    page = 0
    for item in items:
        if isinstance(item, PlacedLine):
            if id(item.line) not in passed_over:
                last = None
            joined.append(item)
            continue
        before = joined[last] if last is not None else None
        if isinstance(before, Table) and item.page == page + 1:
            one = join_fragments(before.fragment, item.fragment)
            if one is not None:
                joined[last or 0] = replace(before, fragment=one, lines=())
                page = item.page
                continue
        last, page = len(joined), item.page
        joined.append(item)
    return joined


def _dissolve(
    items: Sequence[Table | PlacedLine], margins: dict[int, Margins]
) -> Iterator[Table | PlacedLine]:
    """Give back the lines of boxes that stayed alone: a box around text is no table."""
    for item in items:
        if isinstance(item, Table) and len(item.fragment.parts) == 1:
            yield from (PlacedLine(line, item.page, margins[item.page]) for line in item.lines)
        else:
            yield item


def _blocks(items: Iterator[Table | PlacedLine], repeated: set[int]) -> Iterator[Block]:
    pending: list[PlacedLine] = []
    number = 0
    for item in items:
        if isinstance(item, PlacedLine):
            if id(item.line) not in repeated:
                pending.append(item)
            continue
        yield from merge_lines(pending)
        pending = []
        number += 1
        yield Grid(number, tuple(_to_cell(part) for part in item.fragment.parts), item.page)
    yield from merge_lines(pending)


def _to_cell(part: Part) -> Cell:
    row, column, row_span, column_span, text, page, (left, top, right, bottom), _, _ = part
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Cell(row, column, text, row_span, column_span, page, box)
