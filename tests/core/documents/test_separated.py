"""Sheets saved as text: commas, tabs, and what pandas makes of them."""

from __future__ import annotations

from ckanext.govreport.core.documents.markdown import read_markdown
from ckanext.govreport.core.documents.model import Document
from ckanext.govreport.core.documents.text import read_text

ROWS = [
    ["示例市2023年政府信息公开工作年度报告", "", "", ""],
    ["二、主动公开", "", "", ""],
    ["信息内容", "制发", "废止", "现行"],
    ["规章", "", "0", "1,234"],
    *(["行政许可", "1", "2", "3"] for _ in range(8)),
]


def _rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for _, row in document.grids[-1].rows()]


def test_a_sheet_with_commas_is_a_table_and_its_title_a_paragraph() -> None:
    text = "\r\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in ROWS)
    document = read_text(text.encode())
    assert document.paragraphs[0].text == ROWS[0][0]
    assert _rows(document)[:2] == ROWS[2:4]


def test_a_sheet_of_tika_is_a_table_under_its_name() -> None:
    text = "年度报告\n" + "".join("\t" + "\t".join(row).rstrip("\t") + "\n" for row in ROWS)
    document = read_text(text.encode())
    assert [paragraph.text for paragraph in document.paragraphs][:2] == ["年度报告", ROWS[0][0]]
    assert _rows(document)[:2] == ROWS[2:4]


def test_what_pandas_writes_for_an_empty_cell_is_empty() -> None:
    lines = [f"| {' | '.join(cell or 'NaN' for cell in row)} |" for row in ROWS]
    lines[1:1] = ["| --- | --- | --- | --- |"]
    lines[0] = f"| {ROWS[0][0]} | Unnamed: 1 | Unnamed: 2 | Unnamed: 3 |"
    document = read_markdown("\n".join(lines).encode())
    assert document.paragraphs[0].text == ROWS[0][0]
    assert _rows(document)[:2] == ROWS[2:4]


def test_prose_with_commas_is_no_sheet() -> None:
    lines = ["a,b,c,d" if at % 2 else "一句话。" for at in range(40)]
    document = read_text("\n".join(lines).encode())
    assert document.grids == ()


def test_a_column_of_prose_between_bars_is_read() -> None:
    text = "| 示例市2023年政府信息公开工作年度报告 |\n| --- |\n| 一、总体情况 |\n"
    assert [p.text for p in read_markdown(text.encode()).paragraphs] == [
        "示例市2023年政府信息公开工作年度报告",
        "一、总体情况",
    ]
