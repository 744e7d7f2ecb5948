"""What becomes of the words that a reader types."""

from __future__ import annotations

import pytest

from ckanext.govreport.search.words import chinese_query


def test_a_run_of_han_characters_becomes_one_phrase() -> None:
    assert chinese_query("政府信息公开") == '"政府 府信 信息 息公 公开"'


def test_a_single_character_is_looked_for_as_it_is() -> None:
    assert chinese_query("牧") == '"牧"'


def test_han_characters_and_figures_written_together_are_two_words() -> None:
    assert chinese_query("牧野区2021年") == '"牧野 野区" 2021 "年"'


def test_quotes_of_the_reader_are_kept() -> None:
    assert chinese_query('"牧野区 政务" 2021') == '"牧野 野区 政务" 2021'


def test_a_quote_that_is_never_closed_is_no_quote() -> None:
    assert chinese_query('"牧野 政务') == '"牧野" "政务"'


def test_a_word_can_be_excluded() -> None:
    assert chinese_query("政府 -统计局") == '"政府" -"统计 计局"'


@pytest.mark.parametrize(
    "query", ["牧野：政务", "“牧野”，政务", "（牧野）政务？", "牧野－政务", "牧野＂政务"]
)
def test_full_width_signs_are_punctuation_and_never_operators(query: str) -> None:
    assert chinese_query(query) == '"牧野" "政务"'


@pytest.mark.parametrize("query", ["title:牧野", "annual report", "2021", "", "*:*"])
def test_a_query_of_solr_or_without_chinese_stays_as_it_is(query: str) -> None:
    assert chinese_query(query) is None
