"""The dataset type without a report: package_create by hand, through the API and the form."""

from __future__ import annotations

from typing import Any, get_args

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests import factories

from ckanext.govreport.catalogue.names import dataset_name
from ckanext.govreport.core.analysis.totals import KEY_FIGURES, QUALITIES
from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.reports.model import Scope

pytestmark = pytest.mark.usefixtures("portal")

AGENCY = "示例省青川市水务局"
FIGURES = {"requests_received": 12, "requests_carried_in": 1, "granted": 13, "outcomes_total": 13}


@pytest.fixture
def create(sysadmin):
    """Create a report by hand."""
    owner = factories.Organization()["id"]

    def call(**fields: Any) -> dict[str, Any]:
        data = {"type": "govreport", "agency": AGENCY, "year": 2023, "owner_org": owner, **fields}
        made: dict[str, Any] = tk.get_action("package_create")({"user": sysadmin}, data)
        return made

    return call


def errors_of(call: Any, **fields: Any) -> dict[str, Any]:
    with pytest.raises(tk.ValidationError) as refused:
        call(**fields)
    errors: dict[str, Any] = refused.value.error_dict
    return errors


def test_agency_and_year_make_a_report(create):
    made = create()
    assert made["name"] == dataset_name(AGENCY, 2023)
    assert made["title"] == f"{AGENCY}2023年政府信息公开工作年度报告"
    assert made["scope"] == "own_agency"
    assert made["year"] == 2023
    assert made.get("figures") is None


def test_key_figures_follow_from_the_figures(create):
    made = create(figures=FIGURES)
    assert made["figures"] == FIGURES
    assert {name: made[name] for name in KEY_FIGURES if name in made} == {
        "requests_received": 12,
        "requests_carried_in": 1,
        "granted": 13,
        "outcomes_total": 13,
    }


def test_key_figures_may_be_given_without_figures(create):
    assert create(requests_received="12", disputes=0)["requests_received"] == 12


def test_a_key_figure_that_contradicts_the_figures_is_refused(create):
    assert errors_of(create, figures=FIGURES, granted=8) == {"granted": ["The figures say 13, not 8"]}


def test_a_total_that_its_parts_contradict_makes_no_key_figure(create):
    figures = {
        "reconsideration_upheld": 10,
        "reconsideration_corrected": 1,
        "reconsideration_other": 0,
        "reconsideration_pending": 0,
        "reconsideration_total": 0,
        "litigation_direct_total": 0,
        "litigation_after_reconsideration_total": 0,
    }
    made = create(figures=figures)
    assert made["figures"] == figures
    assert made.get("disputes") is None


def test_there_is_one_report_for_agency_year_and_scope(create):
    made = create()
    errors = errors_of(create, name="another-name", agency=f" {AGENCY}　")
    assert made["name"] in errors["year"][0]
    assert create(scope="government_aggregate")["name"] != made["name"]
    assert create(year=2022)["name"] != made["name"]


def test_a_report_that_was_deleted_is_named_as_such(create, sysadmin):
    made = create()
    tk.get_action("package_delete")({"user": sysadmin}, {"id": made["id"]})
    assert "was deleted" in errors_of(create)["year"][0]


def test_the_name_follows_a_corrected_agency(create, sysadmin):
    made = create()
    changed = tk.get_action("package_patch")(
        {"user": sysadmin}, {"id": made["id"], "agency": "示例省水利厅", "name": "as-i-like"}
    )
    assert changed["id"] == made["id"]
    assert changed["name"] == dataset_name("示例省水利厅", 2023)


def test_a_report_can_be_changed_without_becoming_its_own_double(create, sysadmin):
    made = create()
    changed = tk.get_action("package_patch")({"user": sysadmin}, {"id": made["id"], "notes": "new"})
    assert changed["notes"] == "new"


def test_a_wrong_value_is_refused_under_its_own_name(create):
    wrong = {
        "year": 1999,
        "scope": "everything",
        "level": "galaxy",
        "edition": "1949",
        "quality": "splendid",
        "published_on": "last week",
        "source_url": "not an address",
        "sha256": "abc",
        "figures": {"nonsense": 1},
        "requests_received": -1,
    }
    for field, value in wrong.items():
        assert list(errors_of(create, **{field: value})) == [field]
    assert model.Session.query(model.Package).count() == 0


def test_zero_is_not_empty(create):
    made = create(disputes=0, granted="0", findings_count=0, refused="")
    assert (made["disputes"], made["granted"], made["findings_count"]) == (0, 0, 0)
    assert made.get("refused") is None


def test_agency_and_year_must_be_given(create):
    assert set(errors_of(create, agency="", year="")) >= {"agency", "year"}


def test_the_choices_are_those_of_the_codebook():
    schema = tk.get_action("scheming_dataset_schema_show")({"ignore_auth": True}, {"type": "govreport"})
    fields = {field["field_name"]: field for field in schema["dataset_fields"]}

    def values(name: str) -> set[str]:
        return {choice["value"] for choice in tk.h.scheming_field_choices(fields[name])}

    assert values("edition") == set(codebook().editions)
    assert values("scope") == set(get_args(Scope))
    assert values("quality") == set(QUALITIES)
    assert set(KEY_FIGURES) <= set(fields)


class TestForm:
    """The form and the page, in both languages."""

    @pytest.fixture
    def headers(self) -> dict[str, str]:
        return {"Authorization": factories.SysadminWithToken()["token"]}

    @pytest.mark.parametrize(
        ("address", "label"),
        [("/govreport/new", "Year reported on"), ("/zh_Hans_CN/govreport/new", "报告年度")],
    )
    def test_the_form_asks_for_the_fields_in_the_readers_language(self, app, headers, address, label):
        page = BeautifulSoup(app.get(address, headers=headers).body, "html.parser")
        assert label in page.find("label", {"for": "field-year"}).text
        names = {each.get("name") for each in page.find_all(["input", "select", "textarea"])}
        assert {"title", "agency", "year", "scope", "figures", "requests_received", "owner_org"} <= names
        editions = page.find("select", {"name": "edition"}).find_all("option")
        assert set(codebook().editions) <= {option["value"] for option in editions}

    @pytest.mark.parametrize("figures", ["", '{"requests_received": 12}'], ids=["no-figures", "figures"])
    def test_a_report_is_entered_shown_and_edited_by_hand(self, app, headers, show, figures):
        form = filled_form(app.get("/govreport/new", headers=headers).body)
        form |= {"agency": AGENCY, "year": "2023", "figures": figures, "private": "False"}
        form["owner_org"] = factories.Organization()["id"]
        post(app, "/govreport/new", form, headers)
        name = dataset_name(AGENCY, 2023)
        file = {"id": "", "url": "https://example.org/report.html", "save": "go-metadata"}
        post(app, f"/govreport/{name}/resource/new", file, headers)
        page = app.get(f"/zh_Hans_CN/govreport/{name}").body
        assert AGENCY in page
        assert "报告年度" in page
        form = filled_form(app.get(f"/govreport/edit/{name}", headers=headers).body)
        post(app, f"/govreport/edit/{name}", form | {"notes": "摘要一句", "quality": "incomplete"}, headers)
        shown = show(name)
        assert shown["state"] == "active"
        assert shown["notes"] == "摘要一句"
        assert shown["quality"] == "incomplete"
        assert shown.get("requests_received") == (12 if figures else None)

    def test_an_edit_in_the_form_loses_nothing_of_a_published_report(self, app, headers, publish, show):
        answer = publish(source_url="https://example.org/r.html", retrieved_at="2024-01-25T08:00:00Z")
        before = show(answer["id"])
        address = f"/govreport/edit/{answer['name']}"
        form = filled_form(app.get(address, headers=headers).body)
        post(app, address, form | {"notes": "摘要一句"}, headers)
        after = show(answer["id"])
        assert after["notes"] == "摘要一句"
        # CKAN's own form always chooses a license.
        changing = ("metadata_modified", "notes", "license_id", "license_title")
        assert {name: after.get(name) for name in before if name not in changing} == {
            name: before[name] for name in before if name not in changing
        }

    def test_a_wrong_value_is_said_in_the_form(self, app, headers):
        form = filled_form(app.get("/govreport/new", headers=headers).body)
        page = app.post("/govreport/new", headers=headers, data=form | {"agency": AGENCY, "year": "1999"})
        assert "Must be a year from 2008" in page.body


def filled_form(page: str) -> dict[str, str]:
    """Return what a browser would send of a dataset's form as it stands."""
    form = {"save": ""}
    fields = BeautifulSoup(page, "html.parser").find(id="field-agency").find_parent("form").select("[name]")
    for field in fields:
        if field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            form[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            form[field["name"]] = field.text.strip()
        elif field.get("type") not in ("submit", "file"):
            form[field["name"]] = field.get("value", "")
    return form


def post(app: Any, address: str, form: dict[str, str], headers: dict[str, str]) -> None:
    answer = app.post(address, headers=headers, data=form, follow_redirects=False)
    errors = BeautifulSoup(answer.body, "html.parser").select(".error-explanation, .error-block")
    assert answer.status_code == 302, [error.text for error in errors]
    model.Session.remove()
