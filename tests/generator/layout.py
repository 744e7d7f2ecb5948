"""From a report's content to its printed shape: title, six parts, and the official tables."""

from __future__ import annotations

from itertools import groupby

from .amounts import rows_of
from .blocks import Cell, Page, Paragraph, Table
from .form import (
    APPLICANT_LABELS,
    APPLICANTS,
    DISPUTE_GROUPS,
    DISPUTE_WORDS,
    DISPUTES,
    FORMS,
    HEADINGS,
    Block,
    Row,
)
from .printed import Content, Key
from .statistics import STATISTICS, lay_out_statistics

__all__ = ["lay_out"]

_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_NUMERALS = "一二三四五六"


def lay_out(content: Content) -> Page:
    """Return the report as the official form prints it."""
    if content.edition in STATISTICS:
        return lay_out_statistics(content)
    title = content.title or (f"{content.agency}{content.year}年政府信息公开工作年度报告",)
    tables = {
        1: _disclosure_table(content),
        2: _requests_table(content),
        3: _disputes_table(content),
    }
    blocks: list[Paragraph | Table] = [Paragraph(line, "title") for line in title]
    if content.narrative.preface:
        blocks.append(Paragraph(content.narrative.preface, "preface"))
    for number, (heading, part) in enumerate(zip(HEADINGS, content.narrative.parts, strict=True)):
        blocks.append(Paragraph(f"{_NUMERALS[number]}、{heading}", "heading"))
        blocks.extend(Paragraph(text) for text in part)
        if number in tables:
            blocks.append(tables[number])
    blocks.extend(Paragraph(line, "signed") for line in content.narrative.signed)
    return Page(tuple(blocks), "".join(title), _properties(content, "".join(title)))


def _properties(content: Content, title: str) -> dict[str, str]:
    code = sum(map(ord, content.agency)) * 7919 % 100_000_000
    return {
        "索引号": f"{code:08d}{content.year}-0000{content.year % 7 + 1}",
        "发布机构": content.agency,
        "发文日期": content.published,
        "名称": title,
        "文号": "",
        "有效性": "有效",
    }


def _value(content: Content, key: Key, columns: int = 1) -> Cell:
    return Cell(content.figures[key].raw, "value", 1, columns, key)


def _disclosure_table(content: Content) -> Table:
    lines: list[tuple[Cell, ...]] = []
    for block in FORMS[content.edition].blocks:
        lines.append((Cell(block.caption, "caption", 1, 4),))
        lines.append((Cell("信息内容", "head"), *_heads(block)))
        for line in block.lines:
            last = 4 - len(line.codes)
            values = [
                _value(content, (code, None), last if i == len(line.codes) - 1 else 1)
                for i, code in enumerate(line.codes)
            ]
            lines.append((Cell(line.label, "label"), *values))
    return Table("disclosure", tuple(lines), (34, 22, 22, 22))


def _heads(block: Block) -> list[Cell]:
    last = 4 - len(block.headers)
    return [
        Cell(text, "head", 1, last if i == len(block.headers) - 1 else 1)
        for i, text in enumerate(block.headers)
    ]


def _requests_table(content: Content) -> Table:
    lines: list[tuple[Cell, ...]] = [
        (Cell(_NOTE, "head", 3, 3), Cell("申请人情况", "head", 1, 7)),
        (Cell("自然人", "head", 2), Cell("法人或其他组织", "head", 1, 5), Cell("总计", "head", 2)),
        tuple(Cell(label, "head") for label in APPLICANT_LABELS[1:6]),
    ]
    rows = rows_of(content.edition, content.one_row_other)
    results = sum(row.group is not None for row in rows)
    begun = False
    for group, members in groupby(rows, key=lambda row: row.group):
        for i, row in enumerate(listed := list(members)):
            opening = [] if begun or group is None else [Cell("三、本年度办理结果", "label", results)]
            begun = begun or group is not None
            labels = _labels(row, len(listed) if i == 0 else 0)
            values = [_value(content, (row.code, who)) for who in APPLICANTS]
            lines.append((*opening, *labels, *values))
    return Table("requests", tuple(lines), (7, 12, 27, 8, 8, 8, 8, 8, 6, 8), 3)


def _labels(row: Row, group_rows: int) -> list[Cell]:
    if row.group is None:
        return [Cell(row.label, "label", 1, 3)]
    if not row.group:
        return [Cell(row.label, "label", 1, 2)]
    group = [Cell(row.group, "label", group_rows)] if group_rows else []
    return [*group, Cell(row.label, "label")]


def _disputes_table(content: Content) -> Table:
    lines = (
        (Cell("行政复议", "head", 1, 5), Cell("行政诉讼", "head", 1, 10)),
        (
            *(Cell(word, "head", 2) for word in DISPUTE_WORDS),
            Cell("未经复议直接起诉", "head", 1, 5),
            Cell("复议后起诉", "head", 1, 5),
        ),
        tuple(Cell(word, "head") for word in DISPUTE_WORDS * 2),
        tuple(_value(content, (code, None)) for code in DISPUTES),
    )
    return Table("disputes", lines, (7,) * len(DISPUTE_GROUPS) * 5, 3)
