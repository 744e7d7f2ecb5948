"""govreport_report_show, govreport_indicator_list, and how small a report is in a search answer."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import pytest

from ckanext.govreport.catalogue.resources import load_reading_dict
from ckanext.govreport.core.codebook import codebook
from tests.plugin.conftest import WRONG

pytestmark = pytest.mark.usefixtures("portal")


def test_a_report_is_shown_whole_to_everybody(publish, show, app):
    answer = publish(WRONG)
    shown = app.get(f"/api/3/action/govreport_report_show?id={answer['name']}").json["result"]
    dataset = show(answer["id"])
    stored = load_reading_dict(dataset)
    assert shown["dataset"] == dataset
    assert {name: shown[name] for name in ("report", "figures", "findings")} == {
        name: stored[name] for name in ("report", "figures", "findings")
    }
    assert len(shown["figures"]) > len(dataset["figures"])
    assert len(shown["report"]["sections"]) == 6
    assert shown["url"] == answer["url"]


def test_a_report_made_by_hand_has_no_reading(sysadmin, organization):
    made = tk.get_action("package_create")(
        {"user": sysadmin},
        {"type": "govreport", "agency": "某局", "year": 2020, "owner_org": organization["id"]},
    )
    shown = tk.get_action("govreport_report_show")({"user": ""}, {"id": made["id"]})
    assert (shown["report"], shown["figures"], shown["findings"]) == (None, [], [])


def test_a_dataset_of_another_type_is_no_report(sysadmin, organization):
    made = tk.get_action("package_create")(
        {"user": sysadmin}, {"name": "x-x", "owner_org": organization["id"]}
    )
    with pytest.raises(tk.ObjectNotFound):
        tk.get_action("govreport_report_show")({"user": ""}, {"id": made["id"]})


def test_nothing_is_shown_that_the_dataset_does_not_show(publish, user):
    answer = publish(private=True)
    for name in ("", user):
        with pytest.raises(tk.NotAuthorized):
            tk.get_action("govreport_report_show")({"user": name}, {"id": answer["id"]})


def test_what_does_not_exist_is_not_found(app):
    assert app.get("/api/3/action/govreport_report_show?id=nothing").status_code == 404
    assert app.get("/api/3/action/govreport_report_show").status_code == 409


def test_a_report_takes_about_six_kilobytes_of_a_search_answer(publish, app):
    publish(WRONG, source_url="https://www.example.gov.cn/zwgk/2024/01/25/content_1234567.html")
    found = app.get("/api/3/action/package_search?fq=dataset_type:govreport").json["result"]["results"]
    (dataset,) = found
    assert len(json.dumps(dataset, ensure_ascii=False).encode()) < 6_500
    assert "sections" not in dataset


class TestIndicatorList:
    def call(self, **data):
        return tk.get_action("govreport_indicator_list")({"user": ""}, data)

    def test_it_is_the_codebook(self):
        listed = self.call()
        assert [each["code"] for each in listed] == list(codebook().indicators)
        received = next(each for each in listed if each["code"] == "requests_received")
        assert (received["table"], received["kind"], received["editions"]) == (
            "requests",
            "count",
            ["2014", "2019", "2021"],
        )

    @pytest.mark.parametrize("edition", list(codebook().editions))
    def test_an_edition_lists_its_form_in_its_order(self, edition):
        listed = [each["code"] for each in self.call(edition=edition)]
        assert listed == list(codebook().editions[edition].indicators)

    def test_a_table_narrows_it(self):
        assert {each["table"] for each in self.call(table="disputes", edition="2021")} == {"disputes"}

    @pytest.mark.parametrize("wrong", [{"edition": "1949"}, {"table": "chairs"}, {"editoin": "2021"}])
    def test_what_does_not_exist_is_refused(self, wrong):
        with pytest.raises(tk.ValidationError) as error:
            self.call(**wrong)
        assert list(error.value.error_dict) == list(wrong)

    def test_everybody_may_get_it(self, app):
        answer = app.get("/api/3/action/govreport_indicator_list?table=requests").json
        assert answer["success"]
