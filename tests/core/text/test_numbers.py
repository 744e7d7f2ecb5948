"""What a cell says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ckanext.govreport.core.text.numbers import read_amount, read_change, read_count


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("　　0", 0),
        ("0\u00a0", 0),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("11398889", 11398889),
        ("11,398,889", 11398889),
        ("12件", 12),
        ("22（其中修订16件）", 22),
        ("55（含自然失效 29 件）", 55),
        ("\n5\n", 5),
        ("\u200b7\ufeff", 7),
    ],
)
def test_a_count_is_read_as_printed(text: str, value: int) -> None:
    assert (read_count(text).state, read_count(text).value) == ("reported", value)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000\u3000", "\n\t"])
def test_a_blank_is_not_zero(text: str) -> None:
    assert (read_count(text).state, read_count(text).value) == ("blank", None)


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "无", "不适用", "－"])
def test_a_cell_that_says_nothing_is_neither_blank_nor_zero(text: str) -> None:
    assert (read_count(text).state, read_count(text).value) == ("not_applicable", None)


@pytest.mark.parametrize(
    "text",
    [
        "1 2",
        "1\n2",
        "12,34",
        "1,2345",
        "-3",
        "3.5",
        "007",
        "约20",
        "2-3",
        "1.",
        "O",
        "?",
        "1234567890123456",
        "5元",
        "其中5",
        "5（其中2",
        "1.属于国家秘密",
        "+3",
        "３％",
    ],
)
def test_what_is_not_surely_a_count_is_unclear(text: str) -> None:
    assert (read_count(text).state, read_count(text).value) == ("unclear", None)


def test_the_note_of_a_cell_is_kept() -> None:
    assert read_count("22（其中修订16件）").note == "其中修订16件"


@pytest.mark.parametrize(
    ("text", "value"), [("-185", -185), ("+2", 2), ("减4", -4), ("增加3", 3), ("－1", -1), ("6", 6)]
)
def test_a_change_has_a_sign(text: str, value: int) -> None:
    assert read_change(text).value == value


@pytest.mark.parametrize("text", ["--253", "+-2", "-1.5", "减"])
def test_a_doubtful_sign_is_unclear(text: str) -> None:
    assert read_change(text).state == "unclear"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("59237.2449", "59237.2449", None),
        ("7730.28", "7730.28", None),
        ("4166.241619", "4166.241619", None),
        ("251000元", "251000", "元"),
        ("75394432.52元", "75394432.52", "元"),
        ("160.5964万元", "160.5964", "万元"),
        ("0.00", "0.00", None),
        ("1,025.50", "1025.50", None),
    ],
)
def test_an_amount_keeps_its_digits_and_its_unit(text: str, value: str, unit: str | None) -> None:
    amount = read_amount(text)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["-5", "1.2.3", "5件", "约3万元", "12 34"])
def test_what_is_not_surely_an_amount_is_unclear(text: str) -> None:
    assert read_amount(text).state == "unclear"
