"""Years in titles and dates."""

from __future__ import annotations

from ckanext.govreport.core.text.years import find_years


def test_both_looks_of_the_chinese_zero_are_read() -> None:
    assert find_years("二〇一三年一月，二○一二年") == [2013, 2012]


def test_digits_of_a_longer_number_are_no_year() -> None:
    assert find_years("电话：87222023589，文号20235") == []
