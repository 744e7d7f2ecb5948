"""What page templates may call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from .core.codebook import codebook
from .search.facets import order_facet_items
from .search.labels import choice_label, edition_label, quality_label
from .views.filters import Bound, RangeForm, active_bounds, range_form, sort_choices
from .views.report import KeyFigure, ReportPage, key_figures, report_page
from .views.wording import name_type

__all__ = [
    "get_facet_items_dict",
    "govreport_active_bounds",
    "govreport_choice_label",
    "govreport_edition_choices",
    "govreport_edition_label",
    "govreport_key_figures",
    "govreport_quality_label",
    "govreport_range_form",
    "govreport_report_page",
    "govreport_sort_choices",
    "humanize_entity_type",
]


@tk.chained_helper
def get_facet_items_dict(
    next_helper: Callable[..., list[dict[str, Any]]],
    facet: str,
    search_facets: Any = None,
    limit: int | None = None,
    exclude_active: bool = False,
) -> list[dict[str, Any]]:
    """Return a facet's items; those of reports in their natural order."""
    return order_facet_items(next_helper, facet, search_facets, limit, exclude_active)


@tk.chained_helper
def humanize_entity_type(
    next_helper: Callable[..., str | None], entity_type: str, object_type: str, purpose: str
) -> str | None:
    """Return what pages call the dataset type; CKAN would make a word of its code."""
    if entity_type in ("package", "dataset") and object_type == "govreport":
        return name_type(purpose)
    return next_helper(entity_type, object_type, purpose)


def govreport_active_bounds() -> list[Bound]:
    """Return the least and most values that the page's address asks for."""
    return active_bounds()


def govreport_choice_label(field: str, value: str) -> str:
    """Return what the dataset type's schema calls a value."""
    return choice_label(field, value)


def govreport_edition_choices(field: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the editions of the form, for the dataset type's schema."""
    return [
        {"value": code, "label": {"en": edition.en, "zh_Hans_CN": edition.zh}}
        for code, edition in codebook().editions.items()
    ]


def govreport_edition_label(code: str) -> str:
    """Return the name of an edition of the form."""
    return edition_label(code)


def govreport_key_figures(dataset: Mapping[str, Any]) -> list[KeyFigure]:
    """Return the figures by which reports are compared."""
    return key_figures(dataset)


def govreport_quality_label(code: str) -> str:
    """Return in a few words how far a report's figures can be trusted."""
    return quality_label(code)


def govreport_range_form(facet: str) -> RangeForm | None:
    """Return the boxes for a least and a most that stand below a facet, if any."""
    return range_form(facet)


def govreport_report_page(dataset: Mapping[str, Any]) -> ReportPage:
    """Return tables, findings, narrative and files of a report."""
    return report_page(dataset)


def govreport_sort_choices() -> list[tuple[str, str]]:
    """Return what reports can be sorted by."""
    return sort_choices()
