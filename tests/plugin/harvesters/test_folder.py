"""Folders and archives as sources: what is published, what is left alone, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action
from ckanext.harvest import queue
from ckanext.harvest.model import HarvestObject

from ckanext.govreport.core.documents import limits
from ckanext.govreport.harvesters import base, records
from tests.plugin.harvesters.conftest import MakeSource, Published, Put

pytestmark = pytest.mark.usefixtures("portal")

MUYE = "muye_data_bureau_2021.txt"
SHANGHAI = "shanghai_general_office_2019.html"
PINGTAN = "pingtan_zone_2023.docx"
HUAIAN = "huaian_city_2024.pdf"


def test_every_kind_of_file_in_a_folder_is_published(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    put(SHANGHAI, "2019/上海/年报.html")
    put(PINGTAN)
    put(HUAIAN)
    outcome = make_source(reports).run()
    assert outcome.errors == []
    assert outcome.gather_errors == []
    assert outcome.counts == {"added": 4}
    found = {(each["agency"], int(each["year"])) for each in published()}
    assert found == {
        ("新乡市牧野区政务服务和大数据管理局", 2021),
        ("上海市人民政府办公厅", 2019),
        ("平潭综合实验区管委会", 2023),
        ("淮安市人民政府", 2024),
    }


def test_the_source_lists_what_it_published(reports: Path, put: Put, make_source: MakeSource) -> None:
    put(MUYE)
    source = make_source(reports)
    source.run()
    found = call_action("package_search", fq=f'harvest_source_id:"{source.id}"')
    assert found["count"] == 1
    assert call_action("harvest_source_show", id=source.id)["status"]["total_datasets"] == 1


def test_a_second_run_writes_nothing(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    put(SHANGHAI)
    source = make_source(reports)
    source.run()
    before = published()
    activities = (
        model.Session.execute(model.Activity.__table__.select()).fetchall() if _has_activity() else []
    )
    outcome = source.run()
    assert outcome.counts == {"not modified": 2}
    assert published() == before
    if _has_activity():
        assert model.Session.execute(model.Activity.__table__.select()).fetchall() == activities


def _has_activity() -> bool:
    return hasattr(model, "Activity")


def test_a_changed_file_updates_its_dataset(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    path = put(MUYE)
    put(SHANGHAI)
    source = make_source(reports)
    source.run()
    path.write_text(path.read_text("utf-8") + "\n更正说明。\n", "utf-8")
    outcome = source.run()
    assert outcome.counts == {"not modified": 1, "updated": 1}
    assert len(published()) == 2
    assert source.run().counts == {"not modified": 2}


def test_a_file_that_is_gone_keeps_its_dataset(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    path = put(MUYE)
    put(SHANGHAI)
    source = make_source(reports)
    source.run()
    path.unlink()
    assert source.run().counts == {"not modified": 1}
    assert len(published()) == 2


def test_a_file_that_cannot_be_read_is_an_error_and_the_others_go_on(
    reports: Path,
    samples: Path,
    put: Put,
    make_source: MakeSource,
    published: Published,
) -> None:
    bad = {
        "damaged.docx",
        "encrypted.pdf",
        "empty.html",
        "not_a_report.html",
        "mojibake.pdf",
        "unknown_form.html",
    }
    for name in bad:
        put(f"bad/{name}", name)
    put(MUYE)
    put(SHANGHAI)
    outcome = make_source(reports).run()
    assert {message.split(": ")[0] for message in outcome.errors} == bad
    assert outcome.counts == {"added": 2, "errored": len(bad)}
    assert len(published()) == 2
    (said,) = (message for message in outcome.errors if message.startswith("empty.html"))
    assert "文件是空的" in said
    assert "the file is empty" in said


def test_a_file_of_200_megabytes_is_an_error_and_the_others_go_on(
    reports: Path, put: Put, make_source: MakeSource
) -> None:
    put(MUYE)
    with (reports / "huge.html").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    outcome = make_source(reports).run()
    assert outcome.counts == {"added": 1, "errored": 1}
    assert str(200 * 1024 * 1024) in outcome.errors[0]
    assert str(limits.FILE_SIZE) in outcome.errors[0]


def test_a_folder_that_is_not_there_is_said(reports: Path, make_source: MakeSource) -> None:
    outcome = make_source(reports / "gone").run()
    assert outcome.counts == {}
    assert "gone" in outcome.gather_errors[0]


def test_an_empty_folder_is_said(reports: Path, make_source: MakeSource) -> None:
    outcome = make_source(reports).run()
    assert "holds no file" in outcome.gather_errors[0]


def test_an_archive_is_harvested_like_a_folder(
    reports: Path, samples: Path, make_source: MakeSource, published: Published
) -> None:
    with zipfile.ZipFile(reports / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(samples / MUYE, f"2021/{MUYE}")
        archive.write(samples / SHANGHAI, "年报.html")
        archive.writestr("broken.docx", b"PK\x03\x04 not whole")
    source = make_source(reports / "all.zip")
    outcome = source.run()
    assert outcome.counts == {"added": 2, "errored": 1}
    assert len(published()) == 2
    assert source.run().counts == {"not modified": 2, "errored": 1}


def test_a_bomb_in_an_archive_is_not_unpacked_and_the_others_go_on(
    reports: Path, samples: Path, make_source: MakeSource, published: Published
) -> None:
    with zipfile.ZipFile(reports / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"0" * (100 * 1024 * 1024))
        archive.write(samples / MUYE, MUYE)
    outcome = make_source(reports / "all.zip").run()
    assert outcome.counts == {"added": 1, "errored": 1}
    assert "bomb.html" in outcome.errors[0]
    assert "unpacks to too much" in outcome.errors[0]
    assert len(published()) == 1


def test_a_damaged_archive_is_said(reports: Path, make_source: MakeSource) -> None:
    (reports / "all.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    outcome = make_source(reports / "all.zip").run()
    assert outcome.counts == {}
    assert "all.zip" in outcome.gather_errors[0]


def test_two_sources_with_the_same_report_make_one_dataset(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE, "a/report.txt")
    put(MUYE, "b/copy.txt")
    first, second = make_source(reports / "a"), make_source(reports / "b")
    assert first.run().counts == {"added": 1}
    before = published()
    assert second.run().counts == {"not modified": 1}
    assert published()[0]["id"] == before[0]["id"]
    assert len(published()) == 1
    assert first.run().counts == second.run().counts == {"not modified": 1}
    shown = call_action("harvest_source_show", id=second.id)
    assert shown["status"]["total_datasets"] == 1


def test_the_options_reach_the_datasets(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    organization = factories.Organization()
    make_source(reports, {"reports_owner_org": organization["name"], "reports_private": True}).run()
    (dataset,) = published()
    assert dataset["owner_org"] == organization["id"]
    assert dataset["private"] is True


def test_a_new_option_reaches_files_that_did_not_change(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    source = make_source(reports)
    source.run()
    shown = call_action("harvest_source_show", id=source.id)
    shown["config"] = '{"reports_private": true}'
    call_action("harvest_source_update", context={"user": factories.Sysadmin()["name"]}, **shown)
    source.run()
    (dataset,) = published()
    assert dataset["private"] is True


def test_an_editors_source_publishes_only_where_the_editor_may(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    editor = factories.User()
    mine = factories.Organization(users=[{"name": editor["name"], "capacity": "editor"}])
    theirs = factories.Organization()
    config = {"reports_owner_org": theirs["name"]}
    outcome = make_source(reports, config, user=editor["name"], owner=mine["id"]).run()
    assert outcome.counts == {"errored": 1}
    assert published() == []
    config = {"reports_owner_org": mine["name"]}
    outcome = make_source(reports, config, user=editor["name"], owner=mine["id"]).run()
    assert outcome.counts == {"added": 1}


def test_two_files_that_claim_to_be_the_same_report_are_told_of(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    path = put(MUYE, "a.txt")
    (reports / "b.txt").write_text(path.read_text("utf-8") + "\n更正说明。\n", "utf-8")
    source = make_source(reports)
    outcome = source.run()
    assert outcome.counts == {"added": 1, "updated": 1}
    (said,) = outcome.errors
    assert said.startswith("b.txt: ")
    assert str(path) in said
    assert len(published()) == 1
    assert source.run().counts == {"not modified": 2}
    # A file that was moved and corrected is no rival of itself.
    (reports / "c.txt").write_text(path.read_text("utf-8") + "\n再次更正。\n", "utf-8")
    path.unlink()
    (reports / "b.txt").unlink()
    outcome = source.run()
    assert outcome.counts == {"updated": 1}
    assert outcome.errors == []


def test_a_deleted_dataset_stays_deleted_until_its_file_changes(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    path = put(MUYE)
    source = make_source(reports)
    source.run()
    admin = {"user": factories.Sysadmin()["name"]}
    call_action("package_delete", context=admin, id=published()[0]["id"])
    assert source.run().counts == {"not modified": 1}
    assert published() == []
    path.write_text(path.read_text("utf-8") + "\n更正说明。\n", "utf-8")
    source.run()
    assert len(published()) == 1


def test_a_purged_dataset_is_published_anew(
    reports: Path, put: Put, make_source: MakeSource, published: Published
) -> None:
    put(MUYE)
    source = make_source(reports)
    source.run()
    call_action("dataset_purge", context={"user": factories.Sysadmin()["name"]}, id=published()[0]["id"])
    assert source.run().counts == {"added": 1}
    assert len(published()) == 1


def test_a_new_parser_reads_unchanged_files_again(
    reports: Path, put: Put, make_source: MakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(MUYE)
    source = make_source(reports)
    source.run()
    monkeypatch.setattr(base, "PARSER_VERSION", "next")
    source.run()
    (current,) = HarvestObject.filter(harvest_source_id=source.id, current=True).all()
    assert records.load_content(current)["parser_version"] == "next"


def test_what_was_imported_can_be_imported_again(
    reports: Path, put: Put, make_source: MakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(MUYE)
    source = make_source(reports)
    source.run()
    # ckanext-harvest sets it for good.
    monkeypatch.setattr(queue.get_harvester("govreport_folder"), "force_import", False)
    admin = {"user": factories.Sysadmin()["name"], "session": model.Session}
    assert call_action("harvest_objects_import", context=dict(admin), source_id=source.id) == 1
    (current,) = HarvestObject.filter(harvest_source_id=source.id, current=True).all()
    assert current.errors == []
    path.write_text("no longer the same", "utf-8")
    call_action("harvest_objects_import", context=dict(admin), source_id=source.id)
    assert "has changed since it was fetched" in current.errors[0].message


def test_the_source_of_somebody_who_was_deleted_says_so(
    reports: Path, put: Put, make_source: MakeSource, published: Published, ckan_config: dict[str, Any]
) -> None:
    put(MUYE)
    gone, other = factories.Sysadmin()["name"], factories.Sysadmin()["name"]
    source = make_source(reports, user=gone)
    call_action("user_delete", id=gone)
    outcome = source.run()
    assert outcome.counts == {"errored": 1}
    assert gone in outcome.errors[0]
    ckan_config["ckanext.harvest.user_name"] = other
    assert source.run().counts == {"added": 1}
    assert published()[0]["creator_user_id"] == model.User.get(other).id
