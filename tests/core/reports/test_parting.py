from __future__ import annotations

from ckanext.govreport.core.documents.model import Cell, Document, Grid
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import Row, document, print_form

NUMBERS: dict[tuple[str, str | None], str] = {
    ("licences_decisions", None): "12",
    ("granted", "company"): "3",
    ("closed_other", "total"): "4",
    ("litigation_direct_total", None): "5",
}


def _in_one(printed: Document) -> Document:
    """Return the report with its three tables in one, each under its heading in a row of its own."""
    headings = [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    cells: list[Cell] = []
    row = 0
    for heading, table in zip(headings, printed.grids, strict=True):
        cells.append(Cell(row, 0, heading, 1, 15))
        row += 1
        cells += [
            Cell(row + each.row, each.column, each.text, each.row_span, each.column_span)
            for each in table.cells
        ]
        row += table.row_count
    title = printed.paragraphs[0].text
    return document(title, "一、总体情况", Grid(1, tuple(cells)), "六、其他需要报告的事项", "无。")


def test_three_tables_in_one_are_read_like_three() -> None:
    printed = print_form(NUMBERS)
    report, findings = parse_report(_in_one(printed))
    apart, _ = parse_report(printed)
    assert [(f.indicator, f.applicant, f.value, f.state) for f in report.figures] == [
        (f.indicator, f.applicant, f.value, f.state) for f in apart.figures
    ]
    assert findings == ()


def test_copies_of_a_merged_cell_are_one_number() -> None:
    def unmerge(tables: list[list[Row]]) -> None:
        for row in tables[0]:
            entries = [entry if isinstance(entry, tuple) else (entry, 1) for entry in row]
            row[:] = [entry[0] for entry in entries for _ in range(entry[1])]

    report, findings = parse_report(print_form(NUMBERS, change=unmerge))
    read = {figure.indicator: figure.value for figure in report.figures if figure.applicant is None}
    assert (read["licences_decisions"], read["penalties_decisions"], findings) == (12, 0, ())


def test_different_numbers_under_copies_of_a_head_are_unclear() -> None:
    def spoil(tables: list[list[Row]]) -> None:
        tables[0][5:7] = [["信息内容", *["本年处理决定数量"] * 3], ["行政许可", "1", "1", "2"]]

    report, _ = parse_report(print_form(change=spoil))
    assert [f.state for f in report.figures if f.indicator == "licences_decisions"] == ["unclear"]


def test_copies_of_merged_heads_are_no_columns_of_their_own() -> None:
    printed = print_form({("granted", "company"): "3", ("granted", "total"): "3"})
    requests = printed.grids[1]
    copies = tuple(
        Cell(cell.row + down, cell.column + right, cell.text)
        for cell in requests.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    )
    in_order = tuple(sorted(copies, key=lambda cell: (cell.row, cell.column)))
    flat = Grid(requests.number, in_order, aligned=False)
    blocks = [flat if block is requests else block for block in printed.blocks]
    report, _ = parse_report(Document("markdown", tuple(blocks)))
    read = {figure.applicant: figure.value for figure in report.figures if figure.indicator == "granted"}
    assert (read["natural_person"], read["company"], read["total"]) == (0, 3, 3)
