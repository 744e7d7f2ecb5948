"""Chinese search without a Chinese tokenizer."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.text.bigrams import bigram_query, bigrams


def _finds(query: str, text: str) -> bool:
    """What a search engine does: every phrase of the query stands in the indexed words."""
    words = f" {bigrams(text)} "
    parts = bigram_query(query).replace('"', "|").split("|")
    return all(f" {part.strip()} " in words for part in parts if part.strip())


@pytest.mark.parametrize("query", ["政府信息公开", "政务服务", "牧野", "牧", "牧野区 2021", "2021"])
def test_a_query_finds_the_title_that_has_it(query: str) -> None:
    assert _finds(query, "新乡市牧野区政务服务和大数据管理局2021年政府信息公开工作年度报告")


@pytest.mark.parametrize("query", ["公开信息", "水利", "务和数", "野牧", "2022"])
def test_a_query_finds_nothing_that_is_not_there(query: str) -> None:
    assert not _finds(query, "新乡市牧野区政务服务和大数据管理局2021年政府信息公开工作年度报告")


def test_words_of_other_scripts_are_left_alone() -> None:
    assert bigram_query("title:report AND 2021") == "title:report AND 2021"
