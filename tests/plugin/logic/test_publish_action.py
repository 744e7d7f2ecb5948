"""govreport_report_publish: what may be handed in, by whom, and what is said when it is refused."""

from __future__ import annotations

import io
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.govreport.catalogue.resources import find_resource, load_reading_dict
from ckanext.govreport.core import read_report
from ckanext.govreport.core.exports.reading import reading_to_dict
from tests.plugin.conftest import PLAIN, SAMPLES, WRONG

pytestmark = pytest.mark.usefixtures("portal")

ADDRESS = "/api/3/action/govreport_report_publish"
TEXT = (SAMPLES / "muye_data_bureau_2021.txt").read_text(encoding="utf-8")
MAY_CREATE = "ckan.auth.user_create_organizations"


def call(user: str, **data: Any) -> dict[str, Any]:
    answer: dict[str, Any] = tk.get_action("govreport_report_publish")({"user": user}, data)
    model.Session.remove()
    return answer


def refused(user: str, **data: Any) -> dict[str, Any]:
    with pytest.raises(tk.ValidationError) as error:
        call(user, **data)
    assert model.Session.query(model.Package).count() == 0
    errors: dict[str, Any] = error.value.error_dict
    return errors


def original(name: str = PLAIN) -> FileStorage:
    return FileStorage(io.BytesIO((SAMPLES / name).read_bytes()), filename=name)


def finding(code: str) -> dict[str, Any]:
    return {"code": code, "severity": "error", "place": {}, "zh": "疑", "en": "?", "details": {}}


@pytest.fixture(scope="module")
def reading() -> str:
    """A reading as `govreport read --format jsonl` prints it."""
    return json.dumps(reading_to_dict(read_report((SAMPLES / PLAIN).read_bytes(), PLAIN), PLAIN))


class TestWhatIsHandedIn:
    def test_a_file_over_http(self, app, show):
        token = factories.SysadminWithToken()["token"]
        said = {"source_url": "https://example.org/2023.pdf", "private": "false"}
        answer = app.post(
            ADDRESS,
            data={"upload": original(WRONG), **said},
            headers={"Authorization": token},
            content_type="multipart/form-data",
        ).json["result"]
        dataset = show(answer["id"])
        assert answer["status"] == "created"
        assert answer["quality"] == "inconsistent"
        assert (dataset["source_url"], dataset["private"]) == ("https://example.org/2023.pdf", False)

    def test_text(self, sysadmin, show):
        answer = call(sysadmin, text=TEXT)
        dataset = show(answer["id"])
        assert find_resource(dataset, "original")["format"] == "TXT"
        assert call(sysadmin, text=TEXT)["status"] == "unchanged"

    @pytest.mark.parametrize("as_text", [True, False], ids=["json", "object"])
    def test_a_reading_with_its_file_is_what_the_file_alone_is(self, sysadmin, reading, as_text):
        pushed = reading if as_text else json.loads(reading)
        answer = call(sysadmin, reading=pushed, upload=original())
        assert answer["status"] == "created"
        assert call(sysadmin, upload=original())["status"] == "unchanged"

    def test_a_reading_alone(self, sysadmin, reading, show):
        answer = call(sysadmin, reading=reading)
        dataset = show(answer["id"])
        assert find_resource(dataset, "original") is None
        assert dataset.get("sha256") is None
        assert call(sysadmin, reading=reading)["status"] == "unchanged"

    def test_a_reading_alone_of_a_file_that_is_there_changes_nothing(self, sysadmin, reading):
        call(sysadmin, upload=original())
        assert call(sysadmin, reading=reading)["status"] == "unchanged"

    def test_another_reading_alone_no_longer_claims_to_come_from_the_file(self, sysadmin, reading, show):
        answer = call(sysadmin, upload=original())
        other = json.loads(reading)
        other["report"]["sections"][0]["text"] += "。"
        assert call(sysadmin, reading=other)["superseded"] is True
        dataset = show(answer["id"])
        assert [each["role"] for each in dataset["resources"]][-1] == "superseded"
        assert dataset.get("sha256") is None

    def test_the_sums_of_a_pushed_reading_are_checked_here(self, sysadmin, reading, show):
        pushed = json.loads(reading)
        for figure in pushed["figures"]:
            if (figure["indicator"], figure["applicant"]) == ("outcomes_total", "total"):
                figure.update(value=figure["value"] + 1, raw="?", confirmed=True)
        answer = call(sysadmin, reading=pushed)
        assert answer["quality"] == "inconsistent"
        assert {finding["code"] for finding in answer["findings"]} >= {"outcomes_sum"}
        stored = load_reading_dict(show(answer["id"]))
        total = next(
            figure
            for figure in stored["figures"]
            if (figure["indicator"], figure["applicant"]) == ("outcomes_total", "total")
        )
        assert total["confirmed"] is False

    def test_a_claim_that_sums_are_wrong_is_not_taken_over(self, sysadmin, reading):
        pushed = json.loads(reading)
        pushed["findings"] = [finding("outcomes_sum")]
        answer = call(sysadmin, reading=pushed)
        assert (answer["quality"], answer["findings"]) == ("consistent", [])

    def test_the_readers_own_doubts_are_taken_over(self, sysadmin, reading):
        pushed = json.loads(reading)
        pushed["findings"] = [finding("year_doubtful")]
        assert [each["code"] for each in call(sysadmin, reading=pushed)["findings"]] == ["year_doubtful"]

    def test_an_id_alone_reads_the_stored_original_again(self, sysadmin, show):
        answer = call(sysadmin, upload=original(), agency="示例省生态环境厅")
        assert {finding["code"] for finding in answer["findings"]} == {"agency_differs"}
        assert call(sysadmin, id=answer["name"])["status"] == "unchanged"
        stale = load_reading_dict(show(answer["id"])) | {"parser_version": "0.0.1"}
        call(sysadmin, reading=stale, upload=original(), agency="示例省生态环境厅")
        assert show(answer["id"])["parser_version"] == "0.0.1"
        again = call(sysadmin, id=answer["id"])
        assert again["status"] == "updated"
        assert again["superseded"] is False
        assert show(answer["id"])["parser_version"] != "0.0.1"


class TestWhatIsRefused:
    def test_a_file_that_is_no_report(self, sysadmin):
        errors = refused(sysadmin, upload=FileStorage(io.BytesIO(b"<html>news</html>"), filename="news.html"))
        assert errors["refusal"][0]["code"] == "not_a_report"
        assert model.Session.query(model.Group).count() == 0

    def test_a_report_without_agency_and_year_names_what_to_pass(self, sysadmin, reading):
        pushed = json.loads(reading)
        pushed["report"]["agency"] = pushed["report"]["year"] = None
        errors = refused(sysadmin, reading=pushed)
        assert "pass agency" in errors["agency"][0]
        assert "pass year" in errors["year"][0]
        answer = call(sysadmin, reading=pushed, agency="示例省生态环境厅", year=2022)
        assert answer["status"] == "created"

    def test_a_report_on_a_year_that_cannot_be(self, sysadmin, reading):
        pushed = json.loads(reading)
        pushed["report"]["year"] = 1998
        assert list(refused(sysadmin, reading=pushed)) == ["year"]

    def test_what_is_no_reading(self, sysadmin):
        wrongs = ("{", "[]", "null", "[" * 100_000, {}, {"report": {}})
        for wrong in (*wrongs, {"report": None, "figures": [], "findings": []}):
            assert "reading" in refused(sysadmin, reading=wrong), wrong

    def test_a_reading_whose_head_is_of_the_wrong_kind(self, sysadmin, reading):
        wrong = {"agency": ["a"], "year": "2022", "edition": "1949", "scope": "all", "title": {}, "region": 1}
        for name, value in wrong.items():
            pushed = json.loads(reading)
            pushed["report"][name] = value
            assert "reading" in refused(sysadmin, reading=pushed), name

    def test_what_no_portal_can_keep(self, sysadmin, reading):
        def refuse(change):
            pushed = json.loads(reading)
            change(pushed)
            assert refused(sysadmin, reading=pushed)["refusal"][0]["code"] == "bad_reading"

        amount = next(
            number
            for number, figure in enumerate(json.loads(reading)["figures"])
            if figure["indicator"] == "charges_amount"
        )
        refuse(lambda pushed: pushed["report"].update(agency="某局\0"))
        refuse(lambda pushed: pushed["report"]["sections"][0].update(text="\ud800"))
        refuse(lambda pushed: pushed["figures"][amount].update(value=float("inf")))
        refuse(lambda pushed: pushed["figures"][amount].update(value=float("nan")))

    def test_a_figure_that_the_codebook_does_not_know(self, sysadmin, reading):
        pushed = json.loads(reading)
        pushed["figures"][0]["indicator"] = "bribes_total"
        errors = refused(sysadmin, reading=pushed)
        assert "bribes_total" in errors["reading"][0]

    def test_a_parameter_of_the_wrong_kind(self, sysadmin):
        for name, wrong in {"source_url": "nowhere", "retrieved_at": "now", "year": 1}.items():
            assert list(refused(sysadmin, upload=original(), **{name: wrong})) == [name]

    def test_an_id_that_nobody_has(self, sysadmin):
        with pytest.raises(tk.ObjectNotFound):
            call(sysadmin, id="nobody", upload=original())

    def test_an_id_without_a_stored_original(self, sysadmin, reading):
        answer = call(sysadmin, reading=reading)
        with pytest.raises(tk.ValidationError) as error:
            call(sysadmin, id=answer["id"])
        assert "No original" in error.value.error_dict["id"][0]


class TestWhoMay:
    def test_a_visitor_may_not(self, app):
        with pytest.raises(tk.NotAuthorized):
            call("", text=TEXT)
        assert app.post(ADDRESS, json={"text": TEXT}).status_code == 403

    @pytest.mark.ckan_config(MAY_CREATE, False)
    @pytest.mark.ckan_config("ckan.auth.create_unowned_dataset", False)
    def test_a_user_without_an_organization_may_not(self, user):
        with pytest.raises(tk.NotAuthorized):
            call(user, text=TEXT)

    def test_an_editor_may_in_his_organization(self, organization, show):
        answer = call(organization["editor"], text=TEXT, owner_org=organization["name"])
        assert show(answer["id"])["owner_org"] == organization["id"]
        assert call(organization["editor"], text=TEXT)["status"] == "unchanged"

    def test_a_member_who_may_only_read_may_not(self, organization):
        with pytest.raises(tk.NotAuthorized):
            call(organization["member"], text=TEXT, owner_org=organization["name"])

    def test_a_report_of_another_organization_may_not_be_changed(self, publish, organization, show):
        answer = publish()
        before = show(answer["id"])
        with pytest.raises(tk.NotAuthorized):
            call(organization["editor"], upload=original(), source_url="https://example.org/")
        with pytest.raises(tk.NotAuthorized):
            call(organization["editor"], id=answer["id"], text=TEXT)
        model.Session.remove()
        assert show(answer["id"]) == before

    def test_a_report_is_not_moved_into_an_organization_where_one_may_not_publish(self, organization):
        answer = call(organization["editor"], text=TEXT, owner_org=organization["name"])
        other = factories.Organization()
        with pytest.raises(tk.NotAuthorized):
            call(organization["editor"], text=TEXT, owner_org=other["name"])
        assert model.Package.get(answer["id"]).owner_org == organization["id"]

    def test_a_private_report_is_not_told_of_to_others(self, publish, organization):
        publish(private=True)
        with pytest.raises(tk.NotAuthorized):
            call(organization["editor"], upload=original())
