"""Numbers as strings that sort, and bounds as people type them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from ckanext.govreport.search.parameters import BadParameter
from ckanext.govreport.search.ranges import LARGEST, Range, encode, find_ranges


def test_encoded_numbers_sort_as_the_numbers_do() -> None:
    draw = random.Random(3)
    numbers = [Decimal(draw.randint(-(10**6), 10**6)).scaleb(-draw.randint(0, 5)) for _ in range(2000)]
    numbers += [
        Decimal(text) for text in ("0", "-12", "-12.5", "-12.45", "-0.5", "0.5", "12.45", "12.5", "12")
    ]
    numbers += [LARGEST, -LARGEST]

    assert sorted(numbers, key=encode) == sorted(numbers)


def test_equal_numbers_are_encoded_alike_however_they_are_written() -> None:
    assert encode(Decimal("12.500")) == encode(Decimal("12.5")) == encode(12.5)
    assert encode(Decimal("-0")) == encode(0)


def test_a_number_too_large_to_sort_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        encode(LARGEST + 1)


def test_a_bound_is_read_in_full_width_and_with_separators() -> None:
    asked = {"ext_requests_received_min": "１,２００", "ext_requests_received_max": " 3000 "}

    assert list(find_ranges(asked, "ext_")) == [Range("requests_received", Decimal(1200), Decimal(3000))]


def test_a_change_may_be_negative_and_an_amount_decimal() -> None:
    asked = {"licences_items_change_min": "-3", "charges_amount_max": "59237.2449"}

    assert [each.filter for each in find_ranges(asked)] == [
        f'govreport_n_charges_amount:[* TO "{encode(Decimal("59237.2449"))}"]',
        f'govreport_n_licences_items_change:["{encode(-3)}" TO *]',
    ]


def test_the_parameters_of_other_extensions_are_left_alone() -> None:
    assert (
        list(find_ranges({"ext_bbox_min": "1", "ext_timerange": "x", "requests_received_min": "1"}, "ext_"))
        == []
    )


def test_an_empty_bound_is_no_bound() -> None:
    assert list(find_ranges({"granted_min": "", "granted_max": None})) == []


@pytest.mark.parametrize(
    "given", ["many", "1 TO *", "1e3", "[1]", '"', "--1", "1..2", "0x10", ["1", "2"], True]
)
def test_what_is_no_number_is_refused_by_name(given: object) -> None:
    with pytest.raises(BadParameter) as refusal:
        list(find_ranges({"ext_granted_min": given}, "ext_"))

    assert refusal.value.name == "ext_granted_min"
    assert str(given) in str(refusal.value)


def test_a_least_above_the_most_is_refused() -> None:
    with pytest.raises(BadParameter, match="exclude each other"):
        list(find_ranges({"granted_min": "10", "granted_max": "9"}))


def test_a_bound_too_large_for_the_index_is_refused() -> None:
    with pytest.raises(BadParameter, match="too large"):
        list(find_ranges({"granted_min": "1" + "0" * 18}))
