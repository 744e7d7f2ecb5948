"""Pieces of a table on two pages → one: what is joined and, above all, what is not."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.documents.page_join import Fragment, Part, join_fragments

WIDTH = 100.0
ROOM = 50.0


def fragment(*rows: str, page: int, columns: tuple[float, ...] = (0, 100, 200, 300)) -> Fragment:
    """A fragment of single cells, parted by bars; ``_`` after a text says that it fills its line."""
    parts = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            room = 0.0 if text.endswith("_") else ROOM
            box = (columns[column], 20.0 * row, columns[column + 1], 20.0 * row + 20)
            first = 5.0 if text[:1].isdigit() else 10.0
            parts.append(Part(row, column, 1, 1, text.strip().rstrip("_"), page, box, room, first))
    return Fragment(tuple(parts), columns)


def rows(joined: Fragment | None) -> list[str]:
    assert joined is not None
    return [
        "|".join(part.text for part in joined.parts if part.row == row) for row in range(joined.row_count)
    ]


def test_rows_of_the_same_columns_follow_each_other() -> None:
    joined = join_fragments(fragment("规章|1|2", page=1), fragment("行政规范性文件|3|4", page=2))
    assert rows(joined) == ["规章|1|2", "行政规范性文件|3|4"]
    assert joined is not None
    assert [part.page for part in joined.parts] == [1, 1, 1, 2, 2, 2]


def test_a_repeated_head_is_dropped_and_a_repeated_row_of_figures_is_not() -> None:
    joined = join_fragments(
        fragment("信息内容|本年|总数", "规章|1|2", page=1), fragment("信息内容|本年|总数", "文件|3|4", page=2)
    )
    assert rows(joined) == ["信息内容|本年|总数", "规章|1|2", "文件|3|4"]
    joined = join_fragments(fragment("规章|1|2", page=1), fragment("规章|1|2", page=2))
    assert rows(joined) == ["规章|1|2", "规章|1|2"]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("1.申请人逾期不_|5|6", "补正| | ", "1.申请人逾期不补正|5|6"),
        ("1.申请人逾期不_| | ", "补正|5|6", "1.申请人逾期不补正|5|6"),
        ("1.申请人逾期| | ", "不补正|5|6", "1.申请人逾期不补正|5|6"),
        (" |5|6", "3.其他| | ", "3.其他|5|6"),
        ("3.其他| | ", " |5|6", "3.其他|5|6"),
        ("3.其他|38_|6", " |45| ", "3.其他|3845|6"),
        ("3.其他|1-|6_", " |2333|9", "3.其他|1-2333|69"),
        ("1.申请人_|约6_|6", "无正当|余件| ", "1.申请人无正当|约6余件|6"),
        ("3.其他|5|6", " | | ", "3.其他|5|6"),
        (" | | ", "3.其他|5|6", "3.其他|5|6"),
        ("行政规范性_| | ", "文件|5|6", "行政规范性文件|5|6"),
        ("72_|6_|3", "00|4| ", "7200|64|3"),
    ],
)
def test_the_halves_of_a_row_are_one_row(upper: str, lower: str, whole: str) -> None:
    assert rows(join_fragments(fragment(upper, page=1), fragment(lower, page=2))) == [whole]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("1.国家秘密| | ", "2.其他| | "),
        ("1.国家秘密_| | ", "2.其他|5|6"),
        ("行政处罚|5|6", "行政强制| | "),
        ("行政处罚| | ", "行政强制|5|6"),
        ("行政处罚_|5|6", "行政强制|7|8"),
        ("结果维持_|总计_|其他_", "8|6|5"),
        ("结果维持_|总计_|其他_", "约8件|约6余件|5"),
        ("3.其他|5|6", " |7|8"),
        ("3.其他|38|6", " |45| "),
        ("无|无|无", " | | 5"),
    ],
)
def test_two_rows_stay_two(upper: str, lower: str) -> None:
    joined = join_fragments(fragment(upper, page=1), fragment(lower, page=2))
    assert len(rows(joined)) == 2


def grouped(group: str, label: str, page: int, room: float = ROOM) -> Fragment:
    columns = (0.0, 30.0, 130.0, 200.0)
    texts = ((group, room), (label, ROOM), ("5", ROOM))
    return Fragment(
        tuple(
            Part(0, at, 1, 1, text, page, (columns[at], 0, columns[at + 1], 20), space, 10.0)
            for at, (text, space) in enumerate(texts)
        ),
        columns,
    )


@pytest.mark.parametrize(
    ("upper", "lower", "room", "whole"),
    [
        ("（四）无", "法提供", 0.0, "（四）无法提供"),
        ("（四）无法提供", "", ROOM, "（四）无法提供"),
        ("", "（四）无法提供", ROOM, "（四）无法提供"),
        ("（四）无法提供", "（四）无法提供", ROOM, "（四）无法提供"),
    ],
)
def test_a_group_label_goes_on_over_the_page(upper: str, lower: str, room: float, whole: str) -> None:
    joined = join_fragments(grouped(upper, "1.不掌握", 1, room), grouped(lower, "2.没有", 2))
    assert joined is not None
    assert [(part.row_span, part.text) for part in joined.parts if part.column == 0] == [(2, whole)]


def test_the_next_group_is_another() -> None:
    joined = join_fragments(
        grouped("（四）无法提供", "3.不明确", 1, 0.0), grouped("（五）不予处理", "1.信访", 2)
    )
    assert joined is not None
    assert [part.text for part in joined.parts if part.column == 0] == ["（四）无法提供", "（五）不予处理"]


def test_both_halves_are_told_on_the_columns_of_both() -> None:
    upper = fragment("第二十条第（六）项", page=1, columns=(0, 300))
    lower = fragment("行政处罚|5|6", page=2)
    joined = join_fragments(upper, lower)
    assert joined is not None
    assert joined.columns == (0, 100, 200, 300)
    assert [(part.column, part.column_span) for part in joined.parts] == [(0, 3), (0, 1), (1, 1), (2, 1)]


def test_columns_may_be_off_by_rounding_and_the_table_by_the_margin() -> None:
    lower = fragment("文件|3|4", page=2, columns=(20.0, 121.5, 219.0, 324.0))
    joined = join_fragments(fragment("规章|1|2", page=1), lower)
    assert joined is not None
    assert joined.columns == (0, 100, 200, 300)


@pytest.mark.parametrize("columns", [(0, 60, 240, 300), (0, 100, 200, 400), (90, 190, 290, 390)])
def test_other_columns_are_another_table(columns: tuple[float, ...]) -> None:
    assert join_fragments(fragment("规章|1|2", page=1), fragment("文件|3|4", page=2, columns=columns)) is None


def test_two_boxes_are_no_table() -> None:
    upper = fragment("文字", page=1, columns=(0, 300))
    assert join_fragments(upper, fragment("文字", page=2, columns=(0, 300))) is None
