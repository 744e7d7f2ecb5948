"""Printed rows and the rows of the form."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.reports.alignment import FormRow, PrintedRow, align_rows

FORM = [FormRow((label,)) for label in ("予以公开", "部分公开", "属于国家秘密", "重复申请", "总计")]


def _align(*labels: str) -> list[int | None]:
    return align_rows([PrintedRow(label) for label in labels], FORM)


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (("予以公开", "部分公开", "属于国家秘密", "重复申请", "总计"), [0, 1, 2, 3, 4]),
        (("予以公开", "重复申请"), [0, 3]),
        (("予以公开", "部份公开", "属于国家机密", "重复申请", "总计"), [0, 1, 2, 3, 4]),
        (("予以公开", "", "", "重复申请"), [0, 1, 2, 3]),
        (("予以公开", "", "重复申请"), [0, None, 3]),
        (("予以公开", "", "", "", "重复申请"), [0, None, None, None, 3]),
        (("予以公开", "约49余", "", "重复申请"), [0, None, None, 3]),
        (("附：网上申请", "予以公开", "总计"), [None, 0, 4]),
        (("总计", "予以公开"), [None, 0]),
        ((), []),
    ],
)
def test_rows_are_matched_in_order_or_not_at_all(labels: tuple[str, ...], places: list[int | None]) -> None:
    assert _align(*labels) == places


def test_two_rows_alike_are_told_apart_by_their_groups() -> None:
    form = [FormRow(("其他",), ("行政复议",)), FormRow(("其他",), ("行政诉讼",))]
    assert align_rows([PrintedRow("其它", ("行政诉讼",))], form) == [1]


def test_a_groups_own_row_takes_no_place_among_rows_without_labels() -> None:
    form = [
        FormRow(("重复申请",)),
        FormRow(("其他处理",), instead=True),
        FormRow(("逾期不补正",)),
        FormRow(("总计",)),
    ]
    assert align_rows([PrintedRow("重复申请"), PrintedRow(""), PrintedRow("总计")], form) == [0, 2, 3]
