"""Chinese words find what contains them, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

Find = Callable[..., set[str]]


@pytest.fixture
def texts(library: dict[str, str]) -> dict[str, str]:
    """Everything that is to be found of each report, by the dataset's name."""
    return {name: "\n".join(_text(name)) for name in library.values() if not _is_private(name)}


def _is_private(name: str) -> bool:
    return bool(tk.get_action("package_show")({"ignore_auth": True}, {"id": name})["private"])


def _text(name: str) -> Iterator[str]:
    shown = tk.get_action("govreport_report_show")({"ignore_auth": True}, {"id": name})
    dataset = shown["dataset"]
    yield from (dataset["title"], dataset["agency"], dataset["region"], dataset["notes"])
    yield dataset["organization"]["title"]
    for section in shown["report"]["sections"]:
        yield from (section["heading"], section["text"])


@pytest.mark.parametrize(
    "word",
    [
        "政府信息公开",
        "政务服务",
        "牧野",
        "牧野区",
        "大数据管理局",
        "依申请公开",
        "行政复议",
        "公开信息",
        "青川市",
        "淮安",
        "洪泽区人民政府",
        "生态环境局",
        "水利",
        "公开政府",
        "税",
        "泽",
    ],
)
def test_a_word_finds_the_reports_that_contain_it_and_no_other(
    find: Find, texts: dict[str, str], word: str
) -> None:
    wanted = {name for name, text in texts.items() if word in text}

    assert find(word, fq="dataset_type:govreport") == wanted


def test_the_three_words_of_the_acceptance_are_not_found_by_accident(
    find: Find, library: dict[str, str]
) -> None:
    muye = library["muye_data_bureau_2021.txt"]

    assert find("政府信息公开", fq="dataset_type:govreport") >= {muye, library["huaian_city_2024.pdf"]}
    assert find("政务服务", fq="dataset_type:govreport") == {muye}
    assert find("牧野", fq="dataset_type:govreport") == {muye}


def test_words_parted_by_a_space_must_all_occur(find: Find, library: dict[str, str]) -> None:
    both = find("平潭 2021", fq="dataset_type:govreport")

    assert library["pingtan_zone_2021.html"] in both
    assert find("平潭 牧野", fq="dataset_type:govreport") == set()
    assert find("政府信息公开 工作 年度 报告 牧野", fq="dataset_type:govreport") == {
        library["muye_data_bureau_2021.txt"]
    }


def test_a_district_and_a_year_find_its_report_first(search: Any, library: dict[str, str]) -> None:
    found = search(q="平潭 2021")["results"]

    assert found[0]["name"] == library["pingtan_zone_2021.html"]


def test_a_quoted_phrase_must_occur_just_so(find: Find, library: dict[str, str]) -> None:
    muye = {library["muye_data_bureau_2021.txt"]}

    assert find('"牧野区政务服务"', fq="dataset_type:govreport") == muye
    assert find('"政务服务牧野区"', fq="dataset_type:govreport") == set()


def test_a_word_can_be_excluded(find: Find, library: dict[str, str]) -> None:
    pingtan = {library["pingtan_zone_2019.html"], library["pingtan_zone_2021.html"]}

    assert find("平潭", fq="dataset_type:govreport") == pingtan
    assert find("平潭 -实验区", fq="dataset_type:govreport") == set()


def test_full_width_punctuation_never_breaks_a_search(find: Find, library: dict[str, str]) -> None:
    assert find("牧野：政务服务？（“大数据”）", fq="dataset_type:govreport") == {
        library["muye_data_bureau_2021.txt"]
    }


def test_datasets_of_other_types_are_found_in_chinese_too(find: Find) -> None:
    assert "bus-stops" in find("公交站点")
    assert "bus-stops" in find("牧野", fq="dataset_type:dataset")
    assert "bus-stops" not in find("站点青川")


def test_a_query_with_a_colon_is_solrs_own_and_stays_as_it_is(find: Find, library: dict[str, str]) -> None:
    assert find("govreport_year:2024") == {
        library["huaian_city_2024.pdf"],
        library["sample_qingchuan_environment_2024.txt"],
        library["sample_qingchuan_tax_2024.html"],
    }


def test_what_the_narrative_says_is_searched_but_not_stored(library: dict[str, str]) -> None:
    found = tk.get_action("package_search")(
        {}, {"q": "政府信息公开", "fq": "dataset_type:govreport", "rows": 100}
    )

    for dataset in found["results"]:
        assert "govreport_bigrams" not in dataset
        assert "extras" not in dataset or not dataset["extras"]


def test_a_private_report_is_found_by_nobody_outside(find: Find, library: dict[str, str]) -> None:
    private = library["sample_qingchuan_police_2023.html"]

    assert private not in find("公安局") | find("公安局", include_private=True)
    inside = tk.get_action("package_search")(
        {"user": "librarian"}, {"q": "公安局", "include_private": True, "fq": "dataset_type:govreport"}
    )
    assert [each["name"] for each in inside["results"]] == [private]
