"""Names that follow from agency, scope and year alone."""

from __future__ import annotations

import doctest
import re

from ckanext.govreport.catalogue import dataset, names, original


def test_the_examples_in_the_code_are_right():
    for module in (names, dataset, original):
        result = doctest.testmod(module)
        assert result.attempted > 0
        assert result.failed == 0


def test_a_name_is_what_ckan_takes_for_one_however_long_the_agency_is():
    for agency in (
        "局",
        "（）",
        "新疆维吾尔自治区" * 20,
        "Bureau" * 40,
        "国家税务总局上海市税务局第三稽查局",
    ):
        for scope in (None, "government_aggregate", "vertical_system"):
            name = names.dataset_name(agency, 2023, scope)
            assert re.fullmatch(r"[a-z0-9-]{2,100}", name)
        assert re.fullmatch(r"[a-z0-9-]{2,100}", names.organization_name(agency))


def test_agencies_that_sound_alike_have_different_names():
    alike = [names.dataset_name(agency, 2023) for agency in ("市水务局", "市税务局", "市水物局")]
    assert len(set(alike)) == 3


def test_the_id_of_a_name_is_always_the_same():
    assert names.dataset_id("a-report") == "3223de41-c7db-5cfa-9bb8-2f759f5a52b7"
