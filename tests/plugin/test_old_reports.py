"""Reports from before 2019, from the file to dataset, page, search and exports."""

from __future__ import annotations

import csv
import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup

from ckanext.govreport.catalogue.resources import find_resource
from ckanext.govreport.catalogue.storage import read_file
from tests.plugin.conftest import Publish

pytestmark = pytest.mark.usefixtures("portal")

COUNTY = "pingtan_county_2013.html"
CITY = "sample_qingchuan_city_2016.html"
WORDS = """示例省青川市2010年政府信息公开工作年度报告
一、概述
全年工作平稳有序，山茶花专栏按月更新。
二、主动公开政府信息的情况
主动公开政府信息84条。
三、存在的主要问题及改进情况
无。
"""


def page(app: Any, name: str, language: str = "zh_Hans_CN") -> BeautifulSoup:
    return BeautifulSoup(app.get(f"/{language}/govreport/{name}", status=200).body, "html.parser")


def texts(row: Any, cells: str = "th, td") -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in row.select(cells)]


def names(**params: Any) -> list[str]:
    found = tk.get_action("govreport_report_search")({"user": ""}, params)
    return [each["name"] for each in found["results"]]


def test_a_local_form_becomes_a_dataset_with_its_own_codes(publish: Publish, show: Any) -> None:
    dataset = show(publish(COUNTY)["name"])
    assert (dataset["agency"], dataset["year"], dataset["edition"]) == ("平潭县人民政府", 2013, "fujian_2011")
    assert dataset["quality"] == "consistent"
    assert dataset["figures"]["requests_accepted"] == 7
    assert dataset["figures"]["requests_accepted_cumulative"] == 28
    # What was accepted is not what was received: the key figure stays untold.
    assert "requests_received" not in dataset["figures"]
    assert not dataset.get("requests_received")
    rows = list(csv.DictReader(io.StringIO(read_file(find_resource(dataset, "figures")).decode("utf-8-sig"))))
    answers = next(row for row in rows if row["indicator"] == "answers_total_cumulative")
    assert (answers["value"], answers["unit"], answers["edition"]) == ("24", "条", "fujian_2011")


def test_the_national_form_of_2014_tells_how_many_requests_were_received(publish: Publish, show: Any) -> None:
    dataset = show(publish(CITY)["name"])
    assert dataset["edition"] == "2014"
    assert dataset["requests_received"] == dataset["figures"]["requests_received"] > 0


def test_the_page_shows_the_table_as_it_is_printed(publish: Publish, app: Any) -> None:
    soup = page(app, publish(COUNTY)["name"])
    table = soup.select_one("#govreport-table-statistics")
    rows = [texts(row) for row in table.select("tr")]

    assert texts(table, "caption") == ["政府信息公开情况统计表"]
    assert rows[0] == ["指标名称", "计量单位", "年度", "历年累计"]
    assert rows[1] == ["主动公开信息数", "条", "1,853", "5,395"]
    assert ["2.政府公报公开", "条", "0", "7"] in rows
    assert ["行政复议数", "条", "0", "0"] in rows
    assert "福建省2011年统计表" in soup.get_text()
    english = page(app, publish(COUNTY)["name"], "en").select_one("#govreport-table-statistics")
    assert texts(english.select("tr")[1]) == ["Information disclosed", "条", "1,853", "5,395"]


def test_groups_of_the_table_stand_under_their_headings(publish: Publish, app: Any) -> None:
    table = page(app, publish(CITY)["name"]).select_one("#govreport-table-statistics")
    groups = [texts(body.select_one("tr"))[0] for body in table.select("tbody")]
    assert groups[0] == "一、主动公开情况"
    assert "八、机构建设和保障经费情况" in groups


def test_old_reports_are_found_by_their_own_figures_and_edition(publish: Publish) -> None:
    county, city = (publish(sample)["name"] for sample in (COUNTY, CITY))
    assert names(edition="fujian_2011") == [county]
    assert names(edition="2014") == [city]
    assert names(requests_accepted_cumulative_min=28) == [county]
    assert names(requests_accepted_cumulative_min=29) == []
    assert names(information_disclosed_min=1853, information_disclosed_max=1853) == [county]
    assert names(requests_received_min=1) == [city]
    facets = tk.get_action("govreport_report_search")({"user": ""}, {"facets": "edition"})["facets"]
    assert {each["value"] for each in facets["edition"]} == {"2014", "fujian_2011"}


def test_a_report_in_words_alone_is_published_and_found(publish: Publish, show: Any, app: Any) -> None:
    answer = publish(WORDS.encode(), filename="report.txt")
    dataset = show(answer["name"])
    assert (dataset["year"], dataset.get("edition"), dataset.get("figures")) == (2010, None, None)
    assert dataset["findings_count"] == 1
    assert names(q="山茶花") == [answer["name"]]
    soup = page(app, answer["name"])
    assert "没有找到统计表" in soup.select_one("#govreport-findings").get_text()
    assert "主动公开政府信息84条" in soup.select_one("#govreport-narrative").get_text()
    assert not soup.select(".govreport-table")


def test_an_old_edition_can_be_chosen_when_a_report_is_entered_by_hand(sysadmin: str, show: Any) -> None:
    made = tk.get_action("package_create")(
        {"user": sysadmin},
        {
            "type": "govreport",
            "agency": "示例省青川市人民政府",
            "year": 2015,
            "edition": "fujian_2014",
            "figures": '{"documents_disclosed": 12, "requests_accepted": 3}',
        },
    )
    assert show(made["id"])["figures"] == {"documents_disclosed": 12, "requests_accepted": 3}


@pytest.mark.parametrize(
    ("code", "other", "relation"),
    [
        ("requests_accepted", "requests_received", "close"),
        ("requests_received", "requests_accepted", "close"),
        ("normative_documents_published_total", "normative_documents_in_force", "not_comparable"),
    ],
)
def test_the_list_of_indicators_says_what_compares(code: str, other: str, relation: str) -> None:
    listed = tk.get_action("govreport_indicator_list")({"user": ""}, {})
    comparable = next(each["comparable"] for each in listed if each["code"] == code)
    found = next(each for each in comparable if each["with"] == [other])
    assert (found["relation"], found["and"]) == (relation, [])
    assert found["zh"]
    assert found["en"]


def test_the_indicators_of_an_old_table_are_listed_with_those_it_shares() -> None:
    listed = tk.get_action("govreport_indicator_list")(
        {"user": ""}, {"edition": "2014", "table": "statistics"}
    )
    codes = [each["code"] for each in listed]
    assert len(codes) == 58
    assert "requests_received" in codes
