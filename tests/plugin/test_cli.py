"""`ckan govreport …`, as it is typed."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import search

from ckanext.govreport.catalogue.resources import load_reading_dict
from ckanext.govreport.cli import govreport
from ckanext.govreport.core import PARSER_VERSION
from tests.plugin.conftest import PLAIN, SAMPLES, WRONG

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture
def run(cli):
    """Type a command."""

    def call(*words: str):
        return cli.invoke(govreport, list(words))

    return call


def test_files_are_published_and_the_refused_named(run, datasets):
    bad = SAMPLES / "bad" / "empty.html"
    outcome = run("publish", str(SAMPLES / PLAIN), str(bad), str(SAMPLES / WRONG))
    lines = outcome.stdout.splitlines()
    assert outcome.exit_code == 1
    assert lines[0].startswith(f"[1/3] created {SAMPLES / PLAIN} http://test.ckan.net/")
    assert lines[1].startswith(f"[2/3] refused {bad} empty.html: the file is empty")
    assert lines[2].endswith("(inconsistent)")
    assert lines[3] == "2 created, 1 refused"
    assert len(datasets()) == 2
    again = run("publish", str(SAMPLES / PLAIN))
    assert again.exit_code == 0
    assert again.stdout.splitlines()[-1] == "1 unchanged"


def test_it_publishes_in_the_name_of_a_user(run, organization, datasets):
    editor = organization["editor"]
    outcome = run(
        "publish", str(SAMPLES / PLAIN), "--user", editor, "--organization", organization["name"], "--private"
    )
    assert outcome.exit_code == 0, outcome.output
    (dataset,) = datasets()
    assert (dataset["owner_org"], dataset["private"]) == (organization["id"], True)


@pytest.mark.ckan_config("ckan.auth.user_create_organizations", False)
@pytest.mark.ckan_config("ckan.auth.create_unowned_dataset", False)
def test_it_can_do_no_more_than_that_user(run, organization, datasets):
    outcome = run("publish", str(SAMPLES / PLAIN), "--user", organization["member"])
    assert outcome.exit_code == 1
    assert "not authorized" in outcome.stdout
    assert datasets() == []


def test_stored_originals_are_read_again_by_the_present_parser(run, publish, show):
    first, second = publish(PLAIN), publish(WRONG)
    stale = load_reading_dict(show(first["id"])) | {"parser_version": "0.0.1"}
    publish(PLAIN, reading=json.dumps(stale))
    assert show(first["id"])["parser_version"] == "0.0.1"
    assert run("read-again").stdout.splitlines()[-1] in ("1 updated, 1 unchanged", "1 unchanged, 1 updated")
    assert show(first["id"])["parser_version"] == PARSER_VERSION
    assert run("read-again", second["name"]).stdout.splitlines()[-1] == "1 unchanged"


def test_a_report_without_a_stored_original_is_named(run, sysadmin, organization):
    made = tk.get_action("package_create")(
        {"user": sysadmin},
        {"type": "govreport", "agency": "某局", "year": 2020, "owner_org": organization["id"]},
    )
    outcome = run("read-again")
    assert outcome.exit_code == 1
    assert f"No original is stored with “{made['name']}”" in outcome.stdout


def test_reports_are_put_into_the_index_again(run, publish, datasets):
    publish(PLAIN)
    publish(WRONG)
    search.clear_all()
    assert datasets() == []
    outcome = run("reindex")
    assert outcome.stdout.splitlines()[-1] == "2 of 2"
    assert len(datasets()) == 2


def test_without_reports_there_is_nothing_to_do(run):
    assert run("read-again").stdout.splitlines()[-1] == "nothing to do"
    assert run("reindex").exit_code == 0
