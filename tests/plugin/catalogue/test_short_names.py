"""Agencies of one short name in different places: a dataset each, or a refusal that says what to do."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from tests.plugin.conftest import PLAIN, SAMPLES

pytestmark = pytest.mark.usefixtures("portal")


def named(agency: str, other_words: str = "群众查询更加方便") -> bytes:
    """Return a sample in which another agency reports."""
    text = (SAMPLES / PLAIN).read_text(encoding="utf-8").replace("群众查询更加方便", other_words)
    return text.replace("示例省青川市生态环境局", agency).encode()


def test_two_agencies_of_one_short_name_do_not_share_a_dataset(publish, show, datasets):
    first = publish(named("鼓楼区生态环境局"))
    before = show(first["id"])
    assert "place_ambiguous" in {finding["code"] for finding in first["findings"]}
    with pytest.raises(tk.ValidationError) as refusal:
        publish(named("鼓楼区生态环境局", "另一个鼓楼区"))
    (sentence,) = refusal.value.error_dict["agency"]
    assert first["name"] in sentence
    assert "full name" in sentence
    assert show(first["id"]) == before
    full = publish(named("鼓楼区生态环境局", "另一个鼓楼区"), agency="徐州市鼓楼区生态环境局")
    assert (full["status"], len(datasets())) == ("created", 2)


def test_a_short_name_is_enough_for_the_same_file_the_same_address_and_a_dataset_that_is_named(publish, show):
    address = "https://example.org/report.html"
    first = publish(named("鼓楼区生态环境局"), source_url=address)
    assert publish(named("鼓楼区生态环境局"))["status"] == "unchanged"
    moved = publish(named("鼓楼区生态环境局"), source_url="https://example.org/moved.html")
    assert moved["status"] == "updated"
    again = publish(named("鼓楼区生态环境局", "改过一次"), source_url="https://example.org/moved.html")
    assert again["superseded"] is True
    by_id = publish(named("鼓楼区生态环境局", "改过两次"), id=first["id"])
    assert (by_id["status"], by_id["id"]) == ("updated", first["id"])
