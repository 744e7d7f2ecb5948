"""The page of one report: tables, findings, narrative, and where it comes from."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories, helpers

WRONG = "hongze_district_2023.pdf"
BLANKS = "shanghai_general_office_2019.html"


def page(app: Any, name: str, language: str = "zh_Hans_CN") -> BeautifulSoup:
    return BeautifulSoup(app.get(f"/{language}/govreport/{name}", status=200).body, "html.parser")


def words(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def test_the_tables_stand_as_in_the_official_form(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library["huaian_city_2024.pdf"])
    captions = [words(each) for each in soup.select(".govreport-table caption")]
    requests = soup.select_one("#govreport-table-requests")
    row = next(each for each in requests.select("tr") if "1.属于国家秘密" in words(each))

    assert captions == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    assert [words(each) for each in row.select("td")] == ["2", "0", "0", "0", "0", "0", "2"]
    assert words(requests.select("tbody tr")[0]).startswith("一、本年新收政府信息公开申请数量 3,001 53")
    assert requests.select_one('th[rowspan="8"]').get_text(strip=True) == "（三）不予公开"


def test_every_figure_of_the_reading_stands_on_the_page(app: Any, library: dict[str, str]) -> None:
    reading = tk.get_action("govreport_report_show")({}, {"id": library["huaian_city_2024.pdf"]})
    wanted = sorted(
        str(figure["value"])
        for figure in reading["figures"]
        if figure["state"] == "reported" and not figure["indicator"].startswith("processing_fee")
    )
    cells = page(app, library["huaian_city_2024.pdf"]).select(".govreport-reported")

    assert sorted(words(cell).replace(",", "").split(" ")[0] for cell in cells) == wanted


def test_tables_can_be_read_aloud(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library["huaian_city_2024.pdf"])

    for table in soup.select(".govreport-table"):
        assert table.caption
        assert all(head["scope"] in ("col", "colgroup", "row", "rowgroup") for head in table.select("th"))
        assert table.find_parent(attrs={"role": "region"})["aria-labelledby"] == table.caption["id"]


def test_a_wrong_total_is_marked_and_leads_to_its_finding_and_back(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library[WRONG])
    marked = soup.select("td.govreport-found-fault")
    reference = marked[0].select_one("a.govreport-reference")
    finding = soup.select_one(reference["href"])

    assert [words(cell) for cell in marked] == ["0 ⚠2 见问题 2", "0 ⚠3 见问题 3"]
    assert "行政复议" in finding.get_text()
    assert "错误 · 报告本身" in words(finding)
    assert soup.select_one(finding.select_one("a")["href"]) == reference


def test_findings_are_said_in_the_readers_language(app: Any, library: dict[str, str]) -> None:
    english = words(page(app, library[WRONG], "en").select_one("#govreport-findings"))

    assert "Error · in the report" in english
    assert "the results add up to 11, but “Total” is printed as 0" in english


def test_a_report_without_doubts_says_so(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library["huaian_city_2024.pdf"])

    assert "没有发现这份报告有可疑之处" in words(soup.select_one("#govreport-findings"))


def test_a_blank_cell_is_empty_to_see_and_said_to_hear(app: Any, library: dict[str, str]) -> None:
    blanks = page(app, library[BLANKS]).select("td.govreport-blank")

    assert len(blanks) > 20
    for cell in blanks:
        assert words(cell) == "未填写"
        assert cell.select_one(".visually-hidden").get_text(strip=True) == "未填写"


def test_the_six_parts_are_told(app: Any, library: dict[str, str]) -> None:
    narrative = page(app, library["muye_data_bureau_2021.txt"]).select_one("#govreport-narrative")
    heads = [words(each) for each in narrative.select("h3")]

    assert len(heads) == 6
    assert heads[0] == "一、总体情况"
    assert len(words(narrative)) > 300
    assert narrative.select_one('a[href="#govreport-table-requests"]')


def test_the_report_can_be_traced_to_its_bytes(app: Any, library: dict[str, str]) -> None:
    name = library[WRONG]
    dataset = tk.get_action("package_show")({}, {"id": name})
    trace = page(app, name).select_one("#govreport-trace")

    assert dataset["sha256"] in words(trace)
    assert dataset["parser_version"] in words(trace)
    assert trace.find("a", string=WRONG)
    for file in ("report.json", "figures.csv", "findings.csv"):
        assert trace.find("a", string=file)
    api = next(a["href"] for a in trace.select("a") if "/api/" in a["href"])
    assert app.get(api[api.index("/api/") :]).json["result"]["name"] == name


def test_the_english_page_names_the_rows_in_english(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library["huaian_city_2024.pdf"], "en")

    assert words(soup.select_one("#govreport-table-requests tbody tr")).startswith(
        "1. Requests received in the year 3,001"
    )
    assert "Where this comes from" in words(soup)


def test_the_page_has_one_heading_of_the_first_order(app: Any, library: dict[str, str]) -> None:
    assert [words(each) for each in page(app, library[WRONG]).select("[role=main] h1")] == [
        "淮安市洪泽区人民政府2023年政府信息公开工作年度报告"
    ]


def test_every_anchor_of_the_page_leads_somewhere(app: Any, library: dict[str, str]) -> None:
    soup = page(app, library[WRONG])
    report = soup.select_one(".govreport-report")
    targets = [link["href"] for link in report.select('a[href^="#"]')]
    identities = [each["id"] for each in soup.select("[id]")]
    ours = [each for each in identities if each.startswith("govreport-")]

    assert len(targets) > 8
    assert all(target[1:] in identities for target in targets)
    assert len(ours) == len(set(ours))


def test_a_report_made_by_hand_shows_its_totals_and_says_so(
    app: Any, with_plugins: Any, clean_db: Any, clean_index: Any
) -> None:
    dataset = helpers.call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        type="govreport",
        agency="洪泽区统计局",
        year=2024,
        edition="2021",
        figures='{"requests_received": 12, "rules_issued": 3}',
        owner_org=factories.Organization()["id"],
    )

    soup = page(app, dataset["name"], "en")

    assert "This report was entered by hand" in words(soup)
    assert [words(cell) for cell in soup.select("td.govreport-reported")] == ["3", "12"]
    assert soup.select("td.govreport-absent")


def test_a_private_report_has_no_page_for_visitors(app: Any, library: dict[str, str]) -> None:
    app.get(f"/govreport/{library['sample_qingchuan_police_2023.html']}", status=404)


def test_text_of_a_report_cannot_run_as_a_script(
    app: Any, with_plugins: Any, clean_db: Any, clean_index: Any
) -> None:
    dataset = helpers.call_action(
        "package_create",
        {"user": factories.Sysadmin()["name"]},
        type="govreport",
        agency="<script>alert(1)</script>局",
        region='"><img src=x onerror=alert(1)>',
        year=2024,
        owner_org=factories.Organization()["id"],
    )

    for url in (f"/govreport/{dataset['name']}", "/govreport/"):
        body = app.get(url).body
        assert "<script>alert(1)" not in body
        assert "<img src=x" not in body


@pytest.mark.parametrize("page_of", ["new", "edit"])
def test_the_forms_carry_the_token_against_forgery(app: Any, library: dict[str, str], page_of: str) -> None:
    url = "/govreport/new" if page_of == "new" else f"/govreport/edit/{library[WRONG]}"
    user = factories.SysadminWithToken()
    body = app.get(url, headers={"Authorization": user["token"]}).body

    forms = BeautifulSoup(body, "html.parser").select('form[method="post" i]')
    assert forms
    assert all(form.select_one('input[name="_csrf_token"]') for form in forms)
