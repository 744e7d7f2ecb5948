"""Documents as an agency would print them, for tests: the official form with chosen numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.documents.model import Block, Cell, Document, Grid, Paragraph

__all__ = ["Row", "document", "grid", "print_form"]

#: One printed row: texts, or (text, column span) or (text, column span, row span).
Row = Sequence[str | tuple[str, int] | tuple[str, int, int]]


def grid(rows: Sequence[Row], number: int = 1, *, aligned: bool = True) -> Grid:
    """Return a grid of these rows, spans laid out as a browser does."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for at, row in enumerate(rows):
        column = 0
        for entry in row:
            text, width, height = (*((entry,) if isinstance(entry, str) else entry), 1, 1)[:3]
            while (at, column) in taken:
                column += 1
            cells.append(Cell(at, column, str(text), int(height), int(width)))
            taken |= {
                (at + down, column + right) for down in range(int(height)) for right in range(int(width))
            }
            column += int(width)
    return Grid(number, tuple(cells), aligned=aligned)


def document(*blocks: Block | str, kind: str = "html") -> Document:
    """Return a document; strings are paragraphs."""
    return Document(kind, tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks))


def print_form(
    numbers: dict[tuple[str, str | None], str] | None = None,
    *,
    edition: str = "2021",
    title: str = "示例省青川市人民政府2023年政府信息公开工作年度报告",
    change: Callable[[list[list[Row]]], None] = lambda tables: None,
) -> Document:
    """Return a report on the official form, every cell "0" but those in ``numbers``.

    ``change`` may alter the rows of the three tables before they are printed.
    """
    tables: list[list[Row]] = [
        _disclosure(edition, numbers or {}),
        _requests(edition, numbers or {}),
        _disputes(edition, numbers or {}),
    ]
    change(tables)
    grids = [grid(rows, number) for number, rows in enumerate(tables, 1)]
    return document(
        title,
        "一、总体情况",
        "本机关依法公开。",
        "二、主动公开政府信息情况",
        grids[0],
        "三、收到和处理政府信息公开申请情况",
        grids[1],
        "四、政府信息公开行政复议、行政诉讼情况",
        grids[2],
        "五、存在的主要问题及改进情况",
        "无。",
        "六、其他需要报告的事项",
        "无其他事项。",
    )


Numbers = dict[tuple[str, str | None], str]


def _disclosure(edition: str, numbers: Numbers) -> list[Row]:
    rows: list[Row] = []
    for block in codebook().editions[edition].disclosure:
        span = 3 // len(block.columns) if len(block.columns) != 2 else 1
        rows.append([(block.caption.zh, 4)])
        rows.append([block.corner.zh, *((column.label.zh, span) for column in block.columns)])
        for row in block.rows:
            rows.append([row.label.zh, *((numbers.get((code, None), "0"), span) for code in row.indicators)])
    return rows


def _requests(edition: str, numbers: Numbers) -> list[Row]:
    form = codebook().editions[edition]
    rows: list[Row] = [
        [(form.requests_corner.zh, 3, 3), (form.requests_head.zh, 7)],
        [("自然人", 1, 2), (form.requests_organisations.zh, 5), ("总计", 1, 2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    begun: set[str] = set()
    for above, row in form.request_rows():
        if row.rows:
            continue
        labels: list[str | tuple[str, int] | tuple[str, int, int]] = []
        for group in above:
            if group.label.zh not in begun:
                begun.add(group.label.zh)
                labels.append((group.label.zh, 1, len(group.leaves)))
        labels.append((row.label.zh, 3 - len(above)))
        values = [numbers.get((row.indicator or "", code), "0") for code in form.applicants]
        rows.append([*labels, *values])
    return rows


def _disputes(edition: str, numbers: Numbers) -> list[Row]:
    groups = codebook().editions[edition].disputes
    results = [result.label.zh for result in groups[0].results]
    return [
        [("行政复议", 5), ("行政诉讼", 10)],
        [*((result, 1, 2) for result in results), ("未经复议直接起诉", 5), ("复议后起诉", 5)],
        [*results, *results],
        [numbers.get((result.indicator, None), "0") for group in groups for result in group.results],
    ]
