"""Publishing a report: created, updated, unchanged, superseded; one dataset, however often."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories

from ckanext.govreport.catalogue.resources import find_resource, load_reading, load_reading_dict
from ckanext.govreport.catalogue.storage import read_file
from tests.plugin.conftest import PLAIN, SAMPLES, WRONG

pytestmark = pytest.mark.usefixtures("portal")

ROLES = ["original", "figures", "report", "findings"]


def corrected(sample: str = PLAIN) -> bytes:
    """Return a sample as its agency issues it again: some words of the narrative are others."""
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    assert "群众查询更加方便" in text
    return text.replace("群众查询更加方便", "群众获取信息更加方便", 1).encode()


def roles(dataset):
    return [resource["role"] for resource in dataset["resources"]]


def test_a_report_becomes_a_dataset_with_its_files(publish, show):
    answer = publish(source_url="https://example.org/report.html", retrieved_at="2023-02-01T08:00:00+08:00")
    dataset = show(answer["name"])
    assert answer["status"] == "created"
    assert answer["id"] == dataset["id"]
    assert answer["url"] == f"http://test.ckan.net/govreport/{dataset['name']}"
    assert roles(dataset) == ROLES
    said = {
        "type": "govreport",
        "state": "active",
        "private": False,
        "title": "示例省青川市生态环境局2022年政府信息公开工作年度报告",
        "agency": "示例省青川市生态环境局",
        "year": 2022,
        "edition": "2021",
        "scope": "own_agency",
        "level": "department",
        "quality": "consistent",
        "requests_received": 13,
        "granted": 5,
        "refused": 1,
        "disputes": 3,
        "findings_count": 0,
        "source_url": "https://example.org/report.html",
        "retrieved_at": "2023-02-01T08:00:00+08:00",
        "sha256": hashlib.sha256((SAMPLES / PLAIN).read_bytes()).hexdigest(),
    }
    assert {name: dataset[name] for name in said} == said
    assert dataset["figures"]["requests_received"] == 13
    assert dataset["figures"]["charges_amount"] == 293.31


def test_the_original_comes_back_byte_for_byte(publish, show):
    dataset = show(publish()["id"])
    original = find_resource(dataset, "original")
    assert read_file(original) == (SAMPLES / PLAIN).read_bytes()
    assert original["hash"] == dataset["sha256"]
    assert original["name"] == PLAIN
    assert original["url"].endswith("/report-2022.html")


def test_files_are_served_and_a_page_from_elsewhere_is_not_shown_as_ours(publish, show, app):
    dataset = show(publish()["id"])
    got = {
        each["role"]: app.get(each["url"].replace("http://test.ckan.net", ""))
        for each in dataset["resources"]
    }
    assert got["original"].data == (SAMPLES / PLAIN).read_bytes()
    assert got["original"].content_type == "application/octet-stream"
    rows = list(csv.DictReader(io.StringIO(got["figures"].data.decode("utf-8-sig"))))
    assert {row["indicator"]: row["value"] for row in rows if row["applicant"] in ("total", "")}[
        "requests_received"
    ] == "13"
    assert json.loads(got["report"].data)["report"]["year"] == 2022


def test_report_json_holds_the_whole_reading(publish, show):
    dataset = show(publish()["id"])
    data = load_reading_dict(dataset)
    assert data["file"] == "report-2022.html"
    assert len(data["figures"]) > len(dataset["figures"])
    assert len(data["report"]["sections"]) == 6
    assert load_reading(dataset).report.agency == dataset["agency"]


def test_the_same_report_again_changes_nothing(publish, show):
    first = publish(retrieved_at="2023-02-01T08:00:00Z")
    before = show(first["id"])
    again = publish(retrieved_at="2024-02-01T08:00:00Z", filename="another name.html")
    assert again["status"] == "unchanged"
    assert again["id"] == first["id"]
    assert again["superseded"] is False
    assert show(first["id"]) == before


def test_what_an_editor_corrected_by_hand_stays_while_the_report_is_the_same(publish, show, sysadmin):
    answer = publish()
    dataset = show(answer["id"])
    tk.get_action("package_patch")({"user": sysadmin}, {"id": dataset["id"], "region": "示例省"})
    model.Session.remove()
    assert publish()["status"] == "unchanged"
    assert show(answer["id"])["region"] == "示例省"


def test_a_corrected_issue_takes_the_place_of_the_earlier_one_which_stays(publish, show):
    first = publish()
    before = show(first["id"])
    second = publish(corrected(), filename="corrected.html")
    after = show(first["id"])
    assert (second["status"], second["superseded"], second["id"]) == ("updated", True, first["id"])
    assert roles(after) == [*ROLES, "superseded"]
    assert after["metadata_modified"] > before["metadata_modified"]
    assert after["sha256"] == hashlib.sha256(corrected()).hexdigest()
    earlier = find_resource(after, "superseded")
    assert earlier["id"] == find_resource(before, "original")["id"]
    assert read_file(earlier) == (SAMPLES / PLAIN).read_bytes()
    assert read_file(find_resource(after, "original")) == corrected()


def test_a_file_that_did_not_change_keeps_its_address(publish, show):
    before = show(publish()["id"])
    publish(corrected())
    after = show(before["id"])
    kept = {
        role: find_resource(before, role)["id"] == find_resource(after, role)["id"]
        for role in ("figures", "report", "findings")
    }
    assert kept == {"figures": True, "report": False, "findings": True}


def test_publishing_the_earlier_issue_again_makes_it_the_original_again(publish, show):
    first = publish()
    publish(corrected())
    publish()
    dataset = show(first["id"])
    assert roles(dataset) == [*ROLES, "superseded"]
    assert dataset["sha256"] == hashlib.sha256((SAMPLES / PLAIN).read_bytes()).hexdigest()
    publish(corrected())
    assert roles(show(first["id"])) == [*ROLES, "superseded"]


def test_files_that_were_replaced_are_removed_from_the_storage(publish, show):
    report = find_resource(show(publish()["id"]), "report")
    publish(corrected())
    with pytest.raises(FileNotFoundError):
        read_file(report)


def test_a_figure_that_is_no_longer_told_goes(publish, show, sysadmin):
    answer = publish()
    reading = load_reading_dict(show(answer["id"]))
    for figure in reading["figures"]:
        if (figure["indicator"], figure["applicant"]) == ("requests_received", "total"):
            figure.update(value=None, state="not_applicable", raw="/")
    again = tk.get_action("govreport_report_publish")({"user": sysadmin}, {"reading": reading})
    dataset = show(answer["id"])
    assert again["status"] == "updated"
    assert "requests_received" not in dataset["figures"]
    assert dataset.get("requests_received") is None


def test_what_others_attached_to_a_report_stays(publish, show, sysadmin):
    answer = publish()
    attached = tk.get_action("resource_create")(
        {"user": sysadmin}, {"package_id": answer["id"], "url": "https://example.org/press", "name": "press"}
    )
    tk.get_action("package_patch")({"user": sysadmin}, {"id": answer["id"], "tags": [{"name": "环境"}]})
    model.Session.remove()
    publish(corrected())
    dataset = show(answer["id"])
    assert attached["id"] in [resource["id"] for resource in dataset["resources"]]
    assert [tag["name"] for tag in dataset["tags"]] == ["环境"]


def test_reports_of_other_years_and_scopes_are_other_datasets(publish, datasets):
    publish(PLAIN)
    publish("sample_qingchuan_environment_2023.pdf")
    publish("sample_qingchuan_environment_2024.txt")
    publish(WRONG)
    found = {(each["agency"], each["year"], each["scope"]) for each in datasets()}
    assert len(found) == 4


def test_a_wrong_printed_sum_is_published_as_printed_with_a_doubt(publish, show):
    answer = publish(WRONG)
    dataset = show(answer["id"])
    assert answer["quality"] == dataset["quality"] == "inconsistent"
    assert dataset["findings_count"] == len(answer["findings"]) > 0
    assert all(finding["zh"] and finding["en"] for finding in answer["findings"])


def test_a_key_figure_that_the_reading_leaves_out_is_not_made_up_from_the_totals(publish, show, sysadmin):
    answer = publish()
    reading = load_reading_dict(show(answer["id"]))
    for figure in reading["figures"]:
        if (figure["indicator"], figure["applicant"]) == ("requests_received", "company"):
            figure.update(value=figure["value"] + 7, raw="7")
    tk.get_action("govreport_report_publish")({"user": sysadmin}, {"reading": reading})
    dataset = show(answer["id"])
    assert dataset["quality"] == "inconsistent"
    assert dataset["figures"]["requests_received"] == 13
    assert dataset.get("requests_received") is None
    tk.get_action("package_patch")({"user": sysadmin}, {"id": answer["id"], "notes": "edited"})
    model.Session.remove()
    assert show(answer["id"]).get("requests_received") is None


def test_what_the_publisher_says_of_it_alone_is_an_update(publish, show):
    answer = publish()
    again = publish(source_url="https://example.org/moved.html")
    assert again["status"] == "updated"
    assert show(answer["id"])["source_url"] == "https://example.org/moved.html"
    assert roles(show(answer["id"])) == ROLES
    assert publish(source_url="https://example.org/moved.html")["status"] == "unchanged"


def test_a_private_report_stays_private_when_it_is_published_again(publish, sysadmin, user):
    answer = publish(private=True)
    publish(corrected())
    shown = tk.get_action("package_show")({"user": sysadmin}, {"id": answer["id"]})
    assert shown["private"] is True
    with pytest.raises(tk.NotAuthorized):
        tk.get_action("govreport_report_show")({"user": user}, {"id": answer["id"]})


def test_a_deleted_report_comes_back_when_it_is_published(publish, show, sysadmin, datasets):
    answer = publish()
    tk.get_action("package_delete")({"user": sysadmin}, {"id": answer["id"]})
    model.Session.remove()
    assert publish()["status"] == "updated"
    assert show(answer["id"])["state"] == "active"
    assert len(datasets()) == 1


def test_a_purged_report_is_published_anew(publish, sysadmin, datasets):
    answer = publish()
    tk.get_action("dataset_purge")({"user": sysadmin}, {"id": answer["id"]})
    model.Session.remove()
    assert publish()["status"] == "created"
    assert len(datasets()) == 1


def test_a_name_is_free_again_when_a_report_was_given_another_agency(publish, sysadmin, datasets):
    answer = publish()
    tk.get_action("package_patch")({"user": sysadmin}, {"id": answer["id"], "agency": "示例省生态环境厅"})
    model.Session.remove()
    again = publish()
    assert again["status"] == "created"
    assert again["id"] != answer["id"]
    assert {each["agency"] for each in datasets()} == {"示例省生态环境厅", "示例省青川市生态环境局"}


def test_a_report_can_be_published_onto_a_named_dataset(publish, show, sysadmin, datasets):
    answer = publish()
    tk.get_action("package_patch")({"user": sysadmin}, {"id": answer["id"], "agency": "misread"})
    model.Session.remove()
    again = publish(corrected(), id=answer["id"])
    assert again["id"] == answer["id"]
    assert again["name"] == answer["name"]
    assert show(answer["id"])["agency"] == "示例省青川市生态环境局"
    assert len(datasets()) == 1


def test_a_report_is_not_published_onto_the_dataset_of_another(publish):
    first = publish(PLAIN)
    publish("sample_qingchuan_environment_2023.pdf")
    with pytest.raises(tk.ValidationError) as refused:
        publish("sample_qingchuan_environment_2023.pdf", id=first["id"])
    assert "already is a report" in refused.value.error_dict["year"][0]


def test_a_publication_costs_at_most_two_of_ckans_own_calls(publish):
    calls: list[str] = []

    def count(sender, **said):
        calls.append(sender)

    owner = factories.Organization()["id"]
    with tk.signals.action_succeeded.connected_to(count):
        publish(owner_org=owner)
        created = [call for call in calls if call.startswith("package_") and "default" not in call]
        calls.clear()
        publish(corrected())
        updated = [call for call in calls if call in ("package_create", "package_update", "package_patch")]
    assert created.count("package_create") == 1
    assert "package_update" not in created
    assert updated == ["package_update"]


def test_a_summary_says_no_more_than_the_report_tells(publish, show):
    assert show(publish(PLAIN)["id"])["notes"].startswith("新收申请")
    # A form of Fujian asks for none of the key figures, but it has its figures.
    assert (
        show(publish("pingtan_zone_2014.docx")["id"])["notes"] == "主要数字未载明或未读准，其余数字见统计表。"
    )
