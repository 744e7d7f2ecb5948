"""The form of 2021 and a small table as PDF files, and what must come out of them."""

from __future__ import annotations

import random

from ckanext.govreport.core.documents.model import Grid
from ckanext.govreport.core.documents.pdf import read_pdf
from tests.core.documents.drawn_pdf import Placed, Sheet, Spec, Style, Table, draw_pdf, place
from tests.core.documents.form_2021 import (
    DISCLOSURE_WIDTHS,
    DISPUTE_WIDTHS,
    REQUEST_WIDTHS,
    disclosure_rows,
    dispute_rows,
    request_rows,
)

CHANCE = random.Random(2021)
VALUES = [[str(CHANCE.choice((0, 7, 36, 1205, 88283))) for _ in range(7)] for _ in range(25)]
TENTHS = ["1", "0", "11", "8", "26", "66", "447228", "3985758", "88283", "96171.6"]
DISPUTES = [str(CHANCE.choice((0, 3, 72, 351))) for _ in range(15)]
#: Two small tables of the form's kind, enough where the whole form is not the point.
SMALL: list[list[Spec]] = [
    [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("现行有效件数", 1, 1)],
    [("规章", 1, 1), ("1", 1, 1), ("11", 1, 1)],
    [("行政规范性文件", 1, 1), ("8", 1, 1), ("66", 1, 1)],
]


def placed(grid: Grid) -> list[Placed]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def expected(rows: list[list[Spec]], width: int) -> list[Placed]:
    return sorted((*cell[:4], cell[4].replace("\n", "")) for cell in place(rows, width))


def small(style: Style = Style()) -> Table:  # noqa: B008
    return Table(SMALL, (160.0, 100.0, 100.0), style)


def report(style: Style, breaks: tuple[float, ...] = (), shift: float = 0.0) -> bytes:
    """The whole form; the table of requests is cut where ``breaks`` say."""
    sheet = Sheet()
    sheets = [sheet]
    sheet.write("一、总体情况", 40)
    below = Table(disclosure_rows(TENTHS), DISCLOSURE_WIDTHS, style).draw(sheet, 60)
    sheet.write("三、收到和处理政府信息公开申请情况", below + 20)
    requests = Table(request_rows(VALUES), REQUEST_WIDTHS, style)
    ends = [*breaks, requests.tops[-1]]
    below = requests.draw(sheet, below + 40, 0, ends[0]) if breaks else below
    start = ends[0] if breaks else 0.0
    for number, end in enumerate(ends[1:] if breaks else ends, 2):
        sheets[-1].write(f"- {number - 1} -", 970, 280)
        sheet = Sheet()
        sheets.append(sheet)
        below = requests.draw(sheet, 50, start, end, 60 + shift)
        start = end
    sheet = Sheet()
    sheets.append(sheet)
    sheet.write("四、政府信息公开行政复议、行政诉讼情况", 40)
    Table(dispute_rows(DISPUTES), DISPUTE_WIDTHS, style).draw(sheet, 60)
    return draw_pdf(sheets, style, size=(595, 1000))


def assert_whole_form(data: bytes) -> None:
    grids = read_pdf(data).grids
    assert [placed(grid) for grid in grids] == [
        expected(disclosure_rows(TENTHS), 4),
        expected(request_rows(VALUES), 10),
        expected(dispute_rows(DISPUTES), 15),
    ]
