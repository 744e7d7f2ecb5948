"""Whose a report is: the organization named, the agency's own, or the portal's default."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories

from ckanext.govreport.catalogue.organization import find_owner

pytestmark = pytest.mark.usefixtures("portal")

AGENCY = "示例省青川市生态环境局"
DEFAULT = "ckanext.govreport.publish.default_organization"
CREATE = "ckanext.govreport.publish.create_organizations"
MAY_CREATE = "ckan.auth.user_create_organizations"


def owner(user: str, named: str | None = None) -> Any:
    return model.Group.get(find_owner({"user": user}, AGENCY, named))


def test_an_agency_without_an_organization_gets_one(sysadmin):
    made = owner(sysadmin)
    assert made.title == AGENCY
    assert made.is_organization
    assert owner(sysadmin).id == made.id


def test_who_created_the_organization_may_publish_in_it(user):
    made = owner(user)
    tk.check_access("package_create", {"user": user}, {"owner_org": made.id})


def test_an_organization_that_is_called_like_the_agency_is_the_agencys(sysadmin):
    existing = factories.Organization(name="environment", title=AGENCY)
    assert owner(sysadmin).id == existing["id"]


def test_a_named_organization_comes_first(organization):
    factories.Organization(title=AGENCY)
    assert owner(organization["editor"], organization["name"]).id == organization["id"]


def test_a_named_organization_must_exist(sysadmin):
    with pytest.raises(tk.ValidationError) as refused:
        owner(sysadmin, "nowhere")
    assert refused.value.error_dict == {"owner_org": ["There is no organization “nowhere”"]}


def test_a_group_is_no_organization(sysadmin):
    group = factories.Group()
    with pytest.raises(tk.ValidationError):
        owner(sysadmin, group["name"])


def test_a_deleted_organization_is_none(sysadmin):
    gone = factories.Organization()
    tk.get_action("organization_delete")({"user": sysadmin}, {"id": gone["id"]})
    with pytest.raises(tk.ValidationError):
        owner(sysadmin, gone["name"])


def test_nobody_publishes_in_an_organization_where_he_may_only_read(organization, user):
    for name in (organization["member"], user):
        with pytest.raises(tk.NotAuthorized):
            owner(name, organization["name"])


@pytest.mark.ckan_config(MAY_CREATE, False)
def test_an_editor_publishes_in_the_agencys_own_organization():
    editor = factories.User()
    own = factories.Organization(title=AGENCY, users=[{"name": editor["name"], "capacity": "editor"}])
    assert owner(editor["name"]).id == own["id"]


@pytest.mark.ckan_config(MAY_CREATE, False)
def test_the_default_owns_what_nobody_else_does(organization, ckan_config):
    ckan_config[DEFAULT] = organization["name"]
    assert owner(organization["editor"]).id == organization["id"]


@pytest.mark.ckan_config(CREATE, False)
def test_no_organization_is_made_where_the_setting_forbids_it(sysadmin):
    with pytest.raises(tk.ValidationError) as refused:
        owner(sysadmin)
    assert "pass owner_org" in refused.value.error_dict["owner_org"][0]
    assert model.Session.query(model.Group).count() == 0


@pytest.mark.ckan_config(MAY_CREATE, False)
def test_without_any_organization_it_says_which_agency_has_none(user):
    with pytest.raises(tk.ValidationError) as refused:
        owner(user)
    assert AGENCY in refused.value.error_dict["owner_org"][0]


@pytest.mark.ckan_config(MAY_CREATE, False)
def test_who_may_not_publish_for_the_agency_is_told_where_it_belongs(organization):
    factories.Organization(title=AGENCY)
    with pytest.raises(tk.ValidationError) as refused:
        owner(organization["editor"])
    assert f"the organization “{AGENCY}”" in refused.value.error_dict["owner_org"][0]
