"""The search page of reports, in both languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.usefixtures("library")


def page(app: Any, url: str, status: int = 200) -> BeautifulSoup:
    return BeautifulSoup(app.get(url, status=status).body, "html.parser")


def facet(soup: BeautifulSoup, field: str) -> list[str]:
    """Return what a facet offers, in the order of the page."""
    links = soup.select(f'.nav-facet a[href*="{field}="]')
    return [link.select_one(".item-label").get_text(strip=True) for link in links]


def test_facets_stand_in_the_sidebar_in_natural_order(app: Any) -> None:
    soup = page(app, "/zh_Hans_CN/govreport/")
    titles = [title.get_text(strip=True) for title in soup.select(".filters h2")]

    assert titles == [
        "机关",
        "地区",
        "年度",
        "新收申请",
        "予以公开",
        "不予公开",
        "复议诉讼",
        "可信程度",
        "表式",
    ]
    assert facet(soup, "govreport_year") == ["2024", "2023", "2021", "2020", "2019"]
    assert facet(soup, "govreport_requests_received_band") == ["0", "10–99", "100–999", "1,000–9,999"]
    assert set(facet(soup, "govreport_quality")) == {"勾稽一致", "合计不符", "部分无法核对"}
    assert set(facet(soup, "govreport_edition")) == {"2021年版", "2019年试行版"}


def test_a_division_stands_below_the_one_it_lies_in(app: Any) -> None:
    soup = page(app, "/zh_Hans_CN/govreport/?_vocab_govreport_region_limit=0")
    regions = [label.get_text() for label in soup.select('a[href*="region="] .item-label')]

    assert regions.index("江苏省") + 1 == regions.index("\u3000淮安市")
    assert regions.index("\u3000淮安市") + 1 == regions.index("\u3000\u3000洪泽区")


def test_the_page_of_another_type_keeps_its_facets(app: Any) -> None:
    soup = page(app, "/en/dataset/")

    assert not soup.select('a[href*="govreport_"]')
    assert not soup.select(".govreport-range")
    assert "Groups" in soup.select_one(".filters").get_text()
    assert soup.h1.get_text(strip=True) == "10 datasets found"


def test_the_boxes_keep_every_other_filter(app: Any) -> None:
    url = "/govreport/?q=公开&govreport_year=2024&sort=title_string+desc&ext_refused_max=9999&page=1"
    form = page(app, url).select_one("form.govreport-range")
    kept = {(each["name"], each["value"]) for each in form.select("input[type=hidden]")}

    assert kept == {
        ("q", "公开"),
        ("govreport_year", "2024"),
        ("sort", "title_string desc"),
        ("ext_refused_max", "9999"),
    }
    assert [each["name"] for each in form.select("label input")] == [
        "ext_requests_received_min",
        "ext_requests_received_max",
    ]


def test_a_least_and_a_most_narrow_the_results_and_can_be_removed(app: Any) -> None:
    soup = page(app, "/en/govreport/?ext_requests_received_min=100&ext_requests_received_max=1000")
    counts = [
        int(each.get_text(strip=True).replace(",", ""))
        for each in soup.select(".govreport-figures > div:first-child dd")
    ]
    pills = soup.select(".filter-list .pill")

    assert counts
    assert all(100 <= count <= 1000 for count in counts)
    assert [" ".join(pill.get_text().split()) for pill in pills] == ["≥ 100", "≤ 1000"]
    left = dict(parse_qsl(urlsplit(pills[0].select_one("a")["href"]).query))
    assert left == {"ext_requests_received_max": "1000"}
    assert soup.select_one('#dataset-search-form input[name="ext_requests_received_min"]')["value"] == "100"


def test_a_bound_that_is_no_number_is_refused_in_the_readers_language(app: Any) -> None:
    chinese = page(app, "/zh_Hans_CN/govreport/?ext_requests_received_min=abc", 400)
    english = page(app, "/en/govreport/?ext_requests_received_min=abc", 400)

    assert "新收申请：“abc”不是数字" in chinese.get_text()
    assert "Requests received: “abc” is not a number" in english.get_text()


def test_a_bound_that_is_no_number_is_refused_by_the_api_of_ckan_too(app: Any) -> None:
    answer = app.get("/api/3/action/package_search?ext_requests_received_min=abc", status=400)

    assert "is not a number" in answer.json["error"]["message"]


def test_a_result_shows_agency_year_quality_and_key_figures(app: Any) -> None:
    soup = page(
        app,
        "/zh_Hans_CN/govreport/?govreport_agency=淮安市人民政府",
    )
    item = " ".join(soup.select_one(".dataset-item").get_text(" ").split())

    for said in (
        "淮安市人民政府",
        "2024",
        "江苏省 › 淮安市",
        "勾稽一致",
        "新收申请 3,119",
        "予以公开 1,362",
        "不予公开 178",
    ):
        assert said in item


def test_a_figure_that_a_report_does_not_tell_is_not_shown_as_zero(app: Any) -> None:
    soup = page(app, "/en/govreport/?govreport_quality=incomplete")
    figures = {
        each.dt.get_text(): each.dd.get_text(strip=True) for each in soup.select(".govreport-figures > div")
    }

    assert figures["Requests received"] == "859"
    assert figures["Granted"] == "not told"


def test_reports_are_sorted_by_what_the_menu_says(app: Any) -> None:
    soup = page(app, "/en/govreport/")
    offered = {each.get_text(strip=True): each["value"] for each in soup.select("#field-order-by option")}

    assert list(offered) == ["Newest year", "Most requests received", "Most refused", "Relevance"]
    assert soup.select_one("#field-order-by option[selected]").get_text(strip=True) == "Newest year"
    first = page(app, "/en/govreport/?sort=" + offered["Most requests received"]).select_one(".dataset-item")
    assert "3,119" in first.get_text()


def test_an_empty_result_says_what_to_do(app: Any) -> None:
    soup = page(app, "/zh_Hans_CN/govreport/?q=火星")
    advice = soup.select_one(".govreport-nothing")

    assert soup.h1.get_text(strip=True) == "没有找到与“火星”相符的报告"
    assert "减少或更换词语" in advice.get_text()
    assert advice.a["href"] == "/zh_Hans_CN/govreport/"


def test_the_page_has_its_own_title_in_both_languages(app: Any) -> None:
    chinese, english = page(app, "/zh_Hans_CN/govreport/"), page(app, "/en/govreport/")

    assert chinese.title.get_text().strip().startswith("政府信息公开年报")
    assert english.title.get_text().strip().startswith("Disclosure reports")
    assert chinese.h1.get_text(strip=True) == "共 9 份政府信息公开年报"
    assert english.h1.get_text(strip=True) == "9 disclosure reports"


def test_a_chinese_search_through_the_page_finds_the_report(app: Any) -> None:
    soup = page(app, "/zh_Hans_CN/govreport/?q=政务服务")

    assert soup.h1.get_text(strip=True) == "找到 1 份与“政务服务”相符的报告"
    assert "牧野区政务服务和大数据管理局" in soup.select_one(".dataset-item").get_text()


def test_a_private_report_is_on_no_page(app: Any) -> None:
    assert "公安局" not in page(app, "/zh_Hans_CN/govreport/").get_text()


def test_the_header_leads_to_the_reports(app: Any) -> None:
    assert (
        page(app, "/en/dataset/").select_one('.navbar-nav a[href="/en/govreport/"]').get_text()
        == "Disclosure reports"
    )


def test_nothing_is_loaded_from_another_site(app: Any) -> None:
    soup = page(app, "/en/govreport/")
    sources = [
        each.get("src") or each.get("href") for each in soup.select("script[src], link[rel=stylesheet], img")
    ]

    assert sources
    assert all(source.startswith("/") and not source.startswith("//") for source in sources)
