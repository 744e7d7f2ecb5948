"""govreport_report_parse: a file or text in, a reading out, nothing stored."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.govreport.core import read_report
from ckanext.govreport.core.exports.reading import reading_to_dict
from tests.plugin.conftest import PLAIN, SAMPLES

pytestmark = pytest.mark.usefixtures("portal")

ADDRESS = "/api/3/action/govreport_report_parse"
TEXT = (SAMPLES / "muye_data_bureau_2021.txt").read_text(encoding="utf-8")


def parse(user: str = "", **data: Any) -> dict[str, Any]:
    answer: dict[str, Any] = tk.get_action("govreport_report_parse")({"user": user}, data)
    return answer


def upload(path: Path | bytes, name: str = "") -> FileStorage:
    data = path if isinstance(path, bytes) else path.read_bytes()
    return FileStorage(io.BytesIO(data), filename=name or (path.name if isinstance(path, Path) else "x"))


def refused(user: str, **data: Any) -> dict[str, Any]:
    with pytest.raises(tk.ValidationError) as error:
        parse(user, **data)
    errors: dict[str, Any] = error.value.error_dict
    return errors


def test_a_file_comes_out_as_the_reader_reads_it(user):
    data = (SAMPLES / PLAIN).read_bytes()
    assert parse(user, upload=upload(SAMPLES / PLAIN)) == reading_to_dict(read_report(data, PLAIN), PLAIN)
    assert model.Session.query(model.Package).count() == 0


def test_text_is_read_like_a_file(user):
    answer = parse(user, text=TEXT, name="dump.txt")
    assert (answer["report"]["year"], answer["kind"], answer["file"]) == (2021, "text", "dump.txt")


def test_what_the_source_says_helps_where_the_report_is_silent(user):
    year = "2021"
    silent = TEXT.replace(year, "本")
    assert parse(user, text=silent, year=2021)["report"]["year"] == 2021


def test_it_is_called_over_http_with_a_file(app):
    token = factories.UserWithToken()["token"]
    answer = app.post(
        ADDRESS,
        data={"upload": upload(SAMPLES / PLAIN), "name": "年报.html"},
        headers={"Authorization": token},
        content_type="multipart/form-data",
    ).json
    assert answer["result"]["report"]["agency"] == "示例省青川市生态环境局"
    assert answer["result"]["file"] == "年报.html"


def test_a_visitor_is_refused_unless_the_setting_lets_him(app, ckan_config):
    assert app.post(ADDRESS, json={"text": TEXT}).status_code == 403
    ckan_config["ckanext.govreport.parse.allow_anonymous"] = True
    assert app.post(ADDRESS, json={"text": TEXT}).json["result"]["report"]["year"] == 2021


def test_a_visitor_is_refused_before_anything_is_read():
    with pytest.raises(tk.NotAuthorized):
        parse("", upload=upload(b""))


@pytest.mark.parametrize(
    ("name", "code"),
    [("empty.html", "empty_file"), ("encrypted.pdf", "encrypted"), ("mojibake.pdf", "mojibake")],
)
def test_a_file_that_cannot_be_read_is_refused_with_name_and_reason(user, name, code):
    errors = refused(user, upload=upload(SAMPLES / "bad" / name))
    assert errors["upload"][0].startswith(f"{name}: ")
    (refusal,) = errors["refusal"]
    assert refusal["code"] == code
    assert set(refusal) == {"code", "zh", "en", "details"}


@pytest.mark.parametrize(
    ("path", "said"), [("", "the file is empty"), ("/zh_Hans_CN", "文件是空的")], ids=["english", "chinese"]
)
def test_a_refusal_is_said_in_the_language_of_the_request(app, path, said):
    token = factories.UserWithToken()["token"]
    answer = app.post(
        path + ADDRESS,
        data={"upload": upload(b"", "a.html")},
        headers={"Authorization": token},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 409
    assert answer.json["error"]["upload"] == [f"a.html: {said}"]
    assert answer.json["error"]["refusal"][0]["code"] == "empty_file"


@pytest.mark.parametrize(("language", "said"), [("zh_Hans_CN", "文件是空的"), ("en", "the file is empty")])
def test_where_nobody_asks_the_language_of_the_site_is_used(user, ckan_config, language, said):
    ckan_config["ckan.locale_default"] = language
    assert said in refused(user, upload=upload(b"", "a.html"))["upload"][0]


@pytest.mark.ckan_config("ckanext.govreport.parse.max_size", 1)
def test_a_file_above_the_limit_is_refused_with_the_limit(user, ckan_config):
    large = b"x" * (1024 * 1024 + 1)
    for data in ({"upload": upload(large, "large.txt")}, {"upload": large}, {"text": large.decode()}):
        errors = refused(user, **data)
        assert errors["refusal"][0]["code"] == "too_large"
        assert errors["refusal"][0]["details"] == {"size": 1024 * 1024 + 1, "limit": 1024 * 1024}


def test_something_must_be_handed_in_and_only_once(user):
    assert "upload" in refused(user)
    assert "text" in refused(user, text=TEXT, upload=upload(SAMPLES / PLAIN))
    assert "upload" in refused(user, upload="not a file")


def test_an_unknown_parameter_is_refused_and_the_known_are_named(user):
    errors = refused(user, text=TEXT, agnecy="x")
    assert list(errors) == ["agnecy"]
    assert "agency" in errors["agnecy"][0]


def test_a_year_that_is_none_is_refused(user):
    assert list(refused(user, text=TEXT, year="last")) == ["year"]
