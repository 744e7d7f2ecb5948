"""Lists as sources: rows that name files and addresses, and say whose report they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ckan.tests.helpers import call_action

from tests.plugin.harvesters.conftest import MakeSource, Published, Put, Site

pytestmark = pytest.mark.usefixtures("portal")

MUYE = "muye_data_bureau_2021.txt"
SHANGHAI = "shanghai_general_office_2019.html"
PRIVATE = "ckanext.govreport.harvest.private_addresses"


@pytest.fixture
def near(ckan_config: dict[str, Any]) -> None:
    """Allow addresses of this machine."""
    ckan_config[PRIVATE] = True


def findings_of(dataset: dict[str, Any]) -> set[str]:
    """Return the codes of a published report's findings."""
    shown = call_action("govreport_report_show", id=dataset["id"])
    return {finding["code"] for finding in shown["findings"]}


def test_a_list_in_gbk_with_chinese_headers_is_read(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE, "牧野/年报.txt")
    put(SHANGHAI)
    rows = f"文件,机构名称,年度\n牧野/年报.txt,新乡市牧野区政务服务和大数据管理局,2021年\n{SHANGHAI},,\n"
    (reports / "清单.csv").write_bytes(rows.encode("gbk"))
    source = make_source(reports / "清单.csv")
    outcome = source.run()
    assert outcome.counts == {"added": 2}
    assert {int(each["year"]) for each in published()} == {2021, 2019}
    assert source.run().counts == {"not modified": 2}


def test_a_wrong_year_in_the_list_gives_a_finding_and_the_reports_own_year_stays(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    (reports / "right.csv").write_text(f"file,year\n{MUYE},2021\n")
    make_source(reports / "right.csv").run()
    (right,) = published()
    expected = findings_of(right)
    (reports / "wrong.csv").write_text(f"file,year\n{MUYE},2020\n")
    make_source(reports / "wrong.csv").run()
    (wrong,) = published()
    assert int(wrong["year"]) == 2021
    assert len(findings_of(wrong) - expected) == 1


def test_an_impossible_row_is_an_error_and_the_others_go_on(
    reports: Path, put: Put, make_source: MakeSource
) -> None:
    put(MUYE)
    (reports / "list.csv").write_text(f"file,year\n{MUYE},2021\ngone.docx,2022\n{MUYE},2021\n,2020\n")
    outcome = make_source(reports / "list.csv").run()
    assert outcome.counts == {"added": 1, "errored": 3}
    said = "\n".join(outcome.errors)
    assert "gone.docx" in said
    assert "line 4 of the list names the same file as line 2" in said
    assert "line 5 of the list names no file" in said


def test_a_list_cannot_name_files_outside_the_setting(
    reports: Path, samples: Path, make_source: MakeSource, published: Published
) -> None:
    (reports / "list.csv").write_text(f"file\n{samples / MUYE}\n../../../etc/passwd\n")
    outcome = make_source(reports / "list.csv").run()
    assert outcome.counts == {"errored": 2}
    assert all("ckanext.govreport.harvest.folders" in message for message in outcome.errors)
    assert published() == []


@pytest.mark.usefixtures("near")
def test_addresses_are_fetched_and_only_sent_again_when_they_changed(
    reports: Path, samples: Path, make_source: MakeSource, published: Published, site: Site
) -> None:
    site.pages["/2021.txt"] = (samples / MUYE).read_bytes()
    (reports / "list.csv").write_text(f"url\n{site.url('/2021.txt')}\n{site.url('/gone.html')}\n")
    source = make_source(reports / "list.csv")
    outcome = source.run()
    assert outcome.counts == {"added": 1, "errored": 1}
    assert "404" in outcome.errors[0]
    (dataset,) = published()
    assert dataset["source_url"] == site.url("/2021.txt")
    assert source.run().counts == {"not modified": 1, "errored": 1}
    assert [status for path, status in site.asked if path == "/2021.txt"] == [200, 304]


def test_an_address_in_the_own_network_is_refused(
    reports: Path, samples: Path, make_source: MakeSource, site: Site
) -> None:
    site.pages["/2021.txt"] = (samples / MUYE).read_bytes()
    (reports / "list.csv").write_text(f"url\n{site.url('/2021.txt')}\n")
    outcome = make_source(reports / "list.csv").run()
    assert outcome.counts == {"errored": 1}
    assert PRIVATE in outcome.errors[0]
    assert site.asked == []


@pytest.mark.usefixtures("near")
def test_a_list_may_stand_at_an_address_itself(
    reports: Path, samples: Path, make_source: MakeSource, published: Published, site: Site
) -> None:
    site.pages["/lists/all.csv"] = b"file\n../2021.txt\nfile:///etc/passwd\n/etc/passwd\n"
    site.pages["/2021.txt"] = (samples / MUYE).read_bytes()
    outcome = make_source(site.url("/lists/all.csv")).run()
    assert outcome.counts == {"added": 1, "errored": 2}
    assert published()[0]["source_url"] == site.url("/2021.txt")


@pytest.mark.usefixtures("near")
def test_the_job_report_leads_to_the_address(reports: Path, make_source: MakeSource, site: Site) -> None:
    site.pages["/a.html"] = b"<p>no report</p>"
    (reports / "list.csv").write_text(f"url\n{site.url('/a.html')}\n")
    source = make_source(reports / "list.csv")
    source.run()
    status = call_action("harvest_source_show", id=source.id)["status"]
    report = call_action("harvest_job_report", id=status["last_job"]["id"])
    assert [each["original_url"] for each in report["object_errors"].values()] == [site.url("/a.html")]
