"""Tables drawn with signs come out with their spans."""

from __future__ import annotations

from ckanext.govreport.core.documents.markdown import read_markdown
from ckanext.govreport.core.documents.model import Document
from ckanext.govreport.core.documents.text import read_text

OF_PANDOC = """\
+----------+----------------+
| 三、结果 | （一）予以公开 |
|          +-------+--------+
|          | 1.涉密| +3     |
|          |       | 件     |
+==========+=======+========+
| 四、结转         |        |
+------------------+--------+
"""
OF_BROWSER = """\
一、总体情况
┌────┬───────┐
│    │ 行政  │
│规章├───┬───┤
│    │ 0 │ 1 │
├────┴───┴───┤
│   第一项   │
└────────────┘
二、其他
"""


def _cells(document: Document) -> list[tuple[int, int, str, int, int]]:
    return [
        (cell.row, cell.column, cell.text, cell.row_span, cell.column_span)
        for grid in document.grids
        for cell in grid.cells
    ]


def test_a_table_of_pandoc_keeps_its_merged_cells() -> None:
    assert _cells(read_markdown(OF_PANDOC.encode())) == [
        (0, 0, "三、结果", 2, 1),
        (0, 1, "（一）予以公开", 1, 2),
        (1, 1, "1.涉密", 1, 1),
        (1, 2, "+3\n件", 1, 1),
        (2, 0, "四、结转", 1, 2),
        (2, 2, "", 1, 1),
    ]


def test_a_table_of_a_text_browser_keeps_its_merged_cells_and_what_stands_around_it() -> None:
    document = read_text(OF_BROWSER.encode())
    assert _cells(document) == [
        (0, 0, "规章", 2, 1),
        (0, 1, "行政", 1, 2),
        (1, 1, "0", 1, 1),
        (1, 2, "1", 1, 1),
        (2, 0, "第一项", 1, 3),
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == ["一、总体情况", "二、其他"]


def test_a_box_around_tables_is_no_table_of_its_own() -> None:
    inner = ["二、主动公开", "+------+---+", "| 规章 | 0 |", "+------+---+"]
    width = 14
    boxed = ["+" + "-" * width + "+", *(f"| {line} |" for line in inner), "+" + "-" * width + "+"]
    document = read_markdown("\n".join(boxed).encode())
    assert [cell.text for cell in document.grids[0].cells] == ["规章", "0"]


def test_lines_that_do_not_fit_together_are_no_drawn_table() -> None:
    document = read_text("+----+---+\n| 规章 | 0\n+----+---+\n".encode())
    assert all(cell.text != "规章 | 0" for grid in document.grids for cell in grid.cells)
    assert "规章" in "".join(paragraph.text for paragraph in document.paragraphs)
