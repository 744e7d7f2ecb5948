"""What a source may not read: folders that no setting names, and links that lead out of those it names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.plugin.harvesters.conftest import FOLDERS, MakeSource, Published, Put

pytestmark = pytest.mark.usefixtures("portal")

MUYE = "muye_data_bureau_2021.txt"
SHANGHAI = "shanghai_general_office_2019.html"


def test_a_folder_outside_the_setting_is_refused(
    reports: Path, tmp_path: Path, samples: Path, make_source: MakeSource, published: Published
) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / MUYE).write_bytes((samples / MUYE).read_bytes())
    for place in (outside, f"{reports}/../elsewhere", outside / MUYE, "/etc/passwd"):
        outcome = make_source(place).run()
        assert outcome.counts == {}
        assert FOLDERS in outcome.gather_errors[0]
    assert published() == []


def test_no_folder_is_read_where_the_setting_names_none(
    reports: Path,
    put: Put,
    make_source: MakeSource,
    ckan_config: dict[str, Any],
) -> None:
    put(MUYE)
    ckan_config[FOLDERS] = ""
    outcome = make_source(reports).run()
    assert outcome.counts == {}
    assert FOLDERS in outcome.gather_errors[0]


def test_a_link_that_leads_out_is_not_followed(
    reports: Path,
    tmp_path: Path,
    samples: Path,
    put: Put,
    make_source: MakeSource,
    published: Published,
) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "secret.txt").write_bytes((samples / MUYE).read_bytes())
    os.symlink(outside / "secret.txt", reports / "link.txt")
    os.symlink(outside, reports / "linked")
    put(SHANGHAI)
    outcome = make_source(reports).run()
    assert outcome.counts == {"added": 1, "errored": 2}
    assert all(FOLDERS in message for message in outcome.errors)
    assert [each["agency"] for each in published()] == ["上海市人民政府办公厅"]


def test_a_file_swapped_for_a_link_before_import_is_not_read(
    reports: Path,
    tmp_path: Path,
    samples: Path,
    put: Put,
    make_source: MakeSource,
    published: Published,
) -> None:
    path = put(MUYE)
    source = make_source(reports)
    source.run()
    outside = tmp_path / "secret.txt"
    outside.write_bytes((samples / SHANGHAI).read_bytes())
    path.unlink()
    os.symlink(outside, path)
    source.run()
    assert [each["agency"] for each in published()] == ["新乡市牧野区政务服务和大数据管理局"]
