"""What the pages call the dataset type."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

__all__ = ["name_type"]


def name_type(purpose: str) -> str:
    """Return the words for one of CKAN's purposes; see ``ckan.lib.helpers.humanize_entity_type``."""
    return {
        "add link": tk._("Add report"),
        "breadcrumb": tk._("Disclosure reports"),
        "content tab": tk._("Disclosure reports"),
        "create label": tk._("Add report"),
        "create title": tk._("Add report"),
        "delete confirmation": tk._("Are you sure you want to delete this report?"),
        "description placeholder": tk._("One or two sentences about this report"),
        "edit label": tk._("Edit report"),
        "facet label": tk._("Disclosure reports"),
        "form label": tk._("Report"),
        "main nav": tk._("Disclosure reports"),
        "my label": tk._("My reports"),
        "view label": tk._("View report"),
        "no any objects": tk._("There are no reports yet."),
        "no associated label": tk._("No reports belong to this."),
        "no description": tk._("This report has no summary."),
        "page title": tk._("Disclosure reports"),
        "save label": tk._("Save report"),
        "search placeholder": tk._("Search reports: agency, region, words of the text"),
        "update label": tk._("Save report"),
    }.get(purpose, tk._("Disclosure report"))
