"""Bands of counts."""

from __future__ import annotations

import pytest

from ckanext.govreport.search.bands import bands, find_band


@pytest.mark.parametrize(
    ("count", "code"),
    [
        (0, "0"),
        (1, "1-9"),
        (9, "1-9"),
        (10, "10-99"),
        (999, "100-999"),
        (1000, "1000-9999"),
        (9999, "1000-9999"),
        (10_000, "10000+"),
        (10**9, "10000+"),
    ],
)
def test_every_count_falls_into_one_band(count: int, code: str) -> None:
    assert find_band(count) == code


def test_a_negative_number_falls_into_no_band() -> None:
    assert find_band(-1) is None


def test_labels_are_figures_that_every_reader_can_read() -> None:
    assert [band.label for band in bands().values()] == [
        "0",
        "1–9",
        "10–99",
        "100–999",
        "1,000–9,999",
        "10,000+",
    ]
