"""Labels that mean the same compare equal."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.text.folding import fold_text, label_key, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第二十条  第（一）项", "第二十条第(一)项"),
        ("3.危及“三安全一稳定”", '3、危及"三安全一稳定"'),
        ("商 业 企\n业", "商业企业"),
        ("其它", "其他"),
        ("１．属于国家秘密", "1.属于国家秘密"),
    ],
)
def test_two_writings_of_a_label_have_one_key(one: str, other: str) -> None:
    assert label_key(one) == label_key(other)


def test_folding_takes_out_invisible_signs() -> None:
    assert fold_text("\ufeff总\u200b 计\u00ad") == "总计"


def test_likeness_is_symmetric_and_bounded() -> None:
    assert similarity("七总计", "总计") == similarity("总计", "七总计") < 1
    assert similarity("", "") == 0
