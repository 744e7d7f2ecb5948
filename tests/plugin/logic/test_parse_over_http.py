"""Who may have a report read over HTTP, where a visitor who is not logged in is an object as well."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

ACTION = "/api/3/action/govreport_report_parse"

pytestmark = pytest.mark.usefixtures("portal")


def test_a_visitor_who_is_not_logged_in_is_sent_away(app: Any) -> None:
    assert app.post(ACTION, json={"text": "x"}).status_code == 403


@pytest.mark.ckan_config("ckanext.govreport.parse.allow_anonymous", True)
def test_a_visitor_is_served_where_the_setting_says_so(app: Any) -> None:
    answer = app.post(ACTION, json={"text": "x"})
    assert answer.status_code == 409
    assert answer.json["error"]["refusal"][0]["code"] == "not_a_report"


def test_whoever_has_a_token_is_served(app: Any) -> None:
    user = factories.UserWithToken()
    answer = app.post(ACTION, json={"text": "x"}, headers={"Authorization": user["token"]})
    assert answer.status_code == 409
