"""The narrative cut at its six parts, however their headings are printed."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.reports.sections import parse_sections
from tests.core.reports.printing import document


def cut(*lines: str) -> list[tuple[int, str]]:
    """Return number and text of each part."""
    sections = parse_sections(document(*lines), codebook().editions["2021"])
    return [(section.number, section.text) for section in sections]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("l六、其他需要报告的事项", 6),
        ("## 四、政府信息公开行政复议、行政诉讼情况", 4),
        ("四、政府信息公开行政法复议、行政诉讼情况", 4),
        ("五、存在问题及改进情况", 5),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5),
        ("五、工作中存在的主要问题及改进措施", 5),
        ("五、存在的不足及下一步打算", 5),
        ("二、主动公开政府信息的情况", 2),
        ("第六部分 其他需要报告的事项", 6),
        ("其他需要报告的事项", 6),
        ("主动公开政府信息情况", 2),
        ("（五）存在的主要问题及改进情况", 5),
        ("三、其他需要报告的事项", 6),
    ],
)
def test_a_heading_is_known_in_many_writings(heading: str, number: int) -> None:
    assert cut(heading, "内容。") == [(number, "内容。")]


@pytest.mark.parametrize(
    "line", ["（一）基本情况", "（二）依申请公开情况", "总体情况", "其他", "一、本年新收政府信息公开申请数量"]
)
def test_what_stands_inside_a_part_begins_none(line: str) -> None:
    assert cut("一、总体情况", line) == [(1, line)]


def test_a_heading_that_ran_together_with_its_paragraph_is_cut_off() -> None:
    assert cut("六、其他需要报告的事项：按规定收取信息处理费100元。") == [(6, "按规定收取信息处理费100元。")]
    assert cut("一、总体情况2023年，我局扎实推进工作。") == [(1, "2023年，我局扎实推进工作。")]


def test_a_heading_behind_the_last_sentence_of_a_part_begins_the_next() -> None:
    lines = ("五、存在的主要问题及改进情况", "持续改进。六、其他需要报告的事项", "无。")
    assert cut(*lines) == [(5, "持续改进。"), (6, "无。")]
    assert cut("二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况") == [(2, ""), (3, "")]


def test_a_sentence_that_names_the_parts_is_no_heading() -> None:
    text = "本报告由总体情况、主动公开政府信息情况和其他需要报告的事项组成。"
    assert cut("一、总体情况", text) == [(1, text)]
