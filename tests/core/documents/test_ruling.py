"""Rules → tables, cell by cell: spans, missing sides, dots, double lines."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents.model import Box
from ckanext.govreport.core.documents.ruling import RuledTable, build_tables
from ckanext.govreport.core.errors import GovReportError


def across(y: float, start: float, end: float) -> Box:
    return (start, y, end, y)


def down(x: float, start: float, end: float) -> Box:
    return (x, start, x, end)


def spans(table: RuledTable) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


#: Two rows and three columns of 100 by 20.
GRID = [*(across(y, 0, 300) for y in (0, 20, 40)), *(down(x, 0, 40) for x in (0, 100, 200, 300))]
SIX = [(row, column, 1, 1) for row in (0, 1) for column in (0, 1, 2)]


def only(shapes: list[Box]) -> RuledTable:
    (table,) = build_tables(shapes, "pdf")
    return table


def test_crossing_rules_make_cells() -> None:
    table = only(GRID)
    assert spans(table) == SIX
    assert table.cells[4].box == (100, 20, 200, 40)
    assert table.box == (0, 0, 300, 40)


def test_a_missing_piece_of_rule_joins_two_cells() -> None:
    shapes = [shape for shape in GRID if shape != across(20, 0, 300)]
    assert spans(only([*shapes, across(20, 100, 300)]))[0] == (0, 0, 2, 1)
    shapes = [shape for shape in GRID if shape != down(100, 0, 40)]
    assert spans(only([*shapes, down(100, 20, 40)]))[0] == (0, 0, 1, 2)


def test_a_merged_block_covers_rows_and_columns() -> None:
    shapes = [across(0, 0, 300), across(20, 200, 300), across(40, 0, 300)]
    shapes += [down(0, 0, 40), down(200, 0, 40), down(300, 0, 40)]
    assert spans(only(shapes)) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_thin_rectangles_are_rules_and_thick_ones_are_not() -> None:
    thin = [(x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3) for x0, y0, x1, y1 in GRID]
    assert spans(only([*thin, (10, 2, 90, 18)])) == SIX


def test_borders_drawn_cell_by_cell_with_corners_are_one_rule() -> None:
    shapes = []
    for row in (0, 1):
        for column in (0, 1, 2):
            x, y = 100 * column, 20 * row
            shapes += [across(y, x + 0.5, x + 99.5), across(y + 20, x + 0.5, x + 99.5)]
            shapes += [down(x, y + 0.5, y + 19.5), down(x + 100, y + 0.5, y + 19.5)]
            shapes += [(x - 0.25, y - 0.25, x + 0.25, y + 0.25)]
    assert spans(only(shapes)) == SIX


@pytest.mark.parametrize(("piece", "gap"), [(0.6, 1.8), (3.0, 2.0)], ids=["dots", "dashes"])
def test_dotted_and_dashed_rules_are_rules(piece: float, gap: float) -> None:
    shapes = []
    for x0, y0, x1, y1 in GRID:
        step = piece + gap
        for at in range(int(max(x1 - x0, y1 - y0) / step) + 1):
            x, y = (x0 + at * step, y0) if y0 == y1 else (x0, y0 + at * step)
            wide, high = (piece, 0.6) if y0 == y1 else (0.6, piece)
            shapes.append((x, y, x + wide, y + high))
    assert spans(only(shapes)) == SIX


def test_double_rules_are_one() -> None:
    shapes = (
        GRID + [across(y + 1.8, 0, 300) for y in (0, 20, 40)] + [down(x + 1.8, 0, 41.8) for x in (0, 300)]
    )
    assert spans(only(shapes)) == SIX


def test_columns_that_differ_by_rounding_are_one() -> None:
    shapes = [shape for shape in GRID if shape != down(100, 0, 40)]
    assert spans(only([*shapes, down(100, 0, 20), down(101.6, 20, 40)])) == SIX


def test_open_sides_are_closed_where_the_rules_end() -> None:
    shapes = [shape for shape in GRID if shape not in (down(0, 0, 40), down(300, 0, 40))]
    assert spans(only(shapes)) == SIX


def test_a_table_cut_by_the_page_is_closed_where_its_columns_end() -> None:
    shapes = [*(across(y, 0, 300) for y in (0, 20)), *(down(x, 0, 40) for x in (0, 100, 200, 300))]
    assert spans(only(shapes)) == SIX
    shapes = [*(across(y, 0, 300) for y in (20, 40)), *(down(x, 0, 40) for x in (0, 100, 200, 300))]
    assert spans(only(shapes)) == SIX


def test_sides_and_end_may_both_be_open() -> None:
    shapes = [*(across(y, 0, 300) for y in (0, 20)), *(down(x, 0, 40) for x in (100, 200))]
    assert spans(only(shapes)) == SIX


def test_a_cell_whose_top_is_not_drawn_is_a_cell() -> None:
    shapes = [shape for shape in GRID if shape != across(0, 0, 300)]
    assert spans(only([*shapes, across(0, 100, 300)])) == SIX


def test_what_lies_beside_a_narrower_table_is_no_cell() -> None:
    narrow = [*(across(y, 0, 200) for y in (60, 80)), *(down(x, 40, 80) for x in (0, 200))]
    table = only([*GRID, *narrow])
    assert (2, 2, 1, 1) not in spans(table)
    assert table.find_cell(250, 70) is None


def test_a_notch_in_the_side_is_an_open_cell() -> None:
    shapes = [*(across(y, 0, 300) for y in (0, 20, 60, 80)), across(40, 0, 200)]
    shapes += [down(0, 0, 80), down(200, 0, 80), down(300, 0, 20), down(300, 60, 80)]
    table = only(shapes)
    notch = table.cells[table.find_cell(250, 40) or 0]
    assert notch.open
    assert sum(cell.open for cell in table.cells) == 1


def test_a_point_is_found_in_its_cell() -> None:
    table = only(GRID)
    assert [table.find_cell(x, y) for x, y in ((50, 10), (250, 30), (-5, 10), (50, 90))] == [0, 5, None, None]


def test_rules_that_cross_nothing_make_no_table() -> None:
    assert build_tables([across(10, 0, 100), across(20, 0, 100), down(300, 0, 50)], "pdf") == []


def test_tables_apart_are_two_and_come_from_the_top() -> None:
    below = [(x0, y0 + 100, x1, y1 + 100) for x0, y0, x1, y1 in GRID]
    assert [table.box[1] for table in build_tables([*below, *GRID], "pdf")] == [0, 100]


def test_a_box_is_a_table_of_one_cell() -> None:
    assert spans(only([across(0, 0, 90), across(20, 0, 90), down(0, 0, 20), down(90, 0, 20)])) == [
        (0, 0, 1, 1)
    ]


def test_too_many_rules_are_refused() -> None:
    shapes = [across(at * 4.0, 0, 5000) for at in range(1200)] + [
        down(at * 4.0, 0, 5000) for at in range(1200)
    ]
    with pytest.raises(GovReportError) as caught:
        build_tables(shapes, "ofd")
    assert (caught.value.code, caught.value.details["kind"]) == ("too_complex", "ofd")
