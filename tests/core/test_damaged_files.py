"""A sample of each kind, cut off or with bits flipped: a reading that holds together, or a refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.govreport.core import GovReportError, read_report
from ckanext.govreport.core.exports import reading_from_dict, reading_to_dict
from ckanext.govreport.core.text.folding import fold_text, label_key
from ckanext.govreport.core.text.numbers import read_amount, read_change, read_count
from ckanext.govreport.core.text.years import find_years, read_year

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = Path(__file__).parent / "documents" / "files"
DAMAGED = [
    SAMPLES / "sample_linjiang_district_2022.docx",
    SAMPLES / "sample_qingchuan_market_2021.html",
    SAMPLES / "sample_qingchuan_city_2024.pdf",
    SAMPLES / "sample_qingchuan_environment_2024.txt",
    *(FILES / f"form.{ending}" for ending in ("doc", "xls", "ods", "odt", "rtf")),
]
fixed = settings(
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
few = settings(fixed, max_examples=12)


def check(data: bytes) -> None:
    """Fail unless ``data`` is refused or read, and the reading survives JSON unchanged."""
    try:
        reading = read_report(data, "x")
    except GovReportError as refusal:
        json.dumps(refusal.to_dict(), allow_nan=False)
        return
    for figure in reading.report.figures:
        assert (figure.value is not None) == (figure.state == "reported")
    written = json.dumps(reading_to_dict(reading), ensure_ascii=False, allow_nan=False).encode()
    assert reading_from_dict(json.loads(written)) == reading


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.suffix)
@few
@given(part=st.floats(0, 1))
def test_a_file_cut_off_is_read_or_refused(path: Path, part: float) -> None:
    data = path.read_bytes()
    check(data[: int(part * len(data))])


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.suffix)
@few
@given(
    places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=20)
)
def test_a_file_with_flipped_bits_is_read_or_refused(path: Path, places: list[tuple[float, int]]) -> None:
    data = bytearray(path.read_bytes())
    for place, bit in places:
        data[int(place * len(data))] ^= 1 << bit
    check(bytes(data))


@fixed
@given(st.integers(0, 10**15 - 1))
def test_a_count_is_read_as_it_is_printed(number: int) -> None:
    full_width = str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    for printed in (str(number), f"{number:,}", full_width, f"　{number} 件"):
        assert read_count(printed).value == number


@fixed
@given(st.text(max_size=40))
def test_any_cell_is_a_number_or_says_why_not(text: str) -> None:
    for read in (read_count, read_change, read_amount):
        number = read(text)
        assert (number.value is not None) == (number.state == "reported")


@fixed
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert label_key(label_key(text)) == label_key(text)


@fixed
@given(st.integers(2000, 2099))
def test_a_year_is_read_in_digits_and_in_numerals(year: int) -> None:
    numerals = str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert read_year(str(year)) == read_year(numerals) == year
    assert find_years(f"{year}年1月1日，{numerals}年") == [year, year]
