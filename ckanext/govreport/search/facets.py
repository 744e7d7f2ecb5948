"""The facets of the report pages: which there are, their labels, and years and bands in natural order."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from .. import config
from .bands import bands
from .labels import LABELS, facet_label, facet_titles
from .names import BANDED, REGIONS, band_field

__all__ = ["choose_facets", "label_facets", "order_facet_items", "sort_items"]

TYPE = "govreport"
YEARS = "govreport_year"
BANDS = frozenset(band_field(figure) for figure in BANDED)
#: How far a division is set in below the one it lies in.
INDENT = "\u3000"

Items = list[dict[str, Any]]


def choose_facets(facets: OrderedDict[str, str], package_type: str) -> OrderedDict[str, str]:
    """Return the facets of a search page: those of reports, or for another type what was there."""
    return OrderedDict(facet_titles()) if package_type == TYPE else facets


def label_facets(results: dict[str, Any]) -> dict[str, Any]:
    """Return search results whose facets of reports say what their codes mean."""
    for field, facet in results.get("search_facets", {}).items():
        if field in LABELS:
            for item in facet["items"]:
                item["display_name"] = facet_label(field, item["name"])
    return results


def order_facet_items(
    found: Callable[..., Items],
    facet: str,
    search_facets: Any = None,
    limit: int | None = None,
    exclude_active: bool = False,
) -> Items:
    """Return a facet's items as CKAN does, but years and bands in their order and divisions as a tree."""
    if facet not in (YEARS, REGIONS, *BANDS):
        return found(facet, search_facets, limit, exclude_active)
    items = sort_items(facet, found(facet, search_facets, 0, exclude_active))
    if limit is None:
        limit = tk.h.get_param_int(f"_{facet}_limit", config.facet_length())
    items = items[:limit] if limit else items
    return _as_tree(items) if facet == REGIONS else items


def sort_items(facet: str, items: Items) -> Items:
    """Return years newest first, bands lowest first, everything else most frequent first."""
    if facet == YEARS:
        return sorted(items, key=lambda item: str(item["name"]), reverse=True)
    if facet in BANDS:
        order = list(bands())
        return sorted(
            items, key=lambda item: order.index(item["name"]) if item["name"] in order else len(order)
        )
    return sorted(items, key=lambda item: (-item["count"], item["name"].split("/")))


def _as_tree(items: Items) -> Items:
    """Return divisions below the one they lie in, set in by depth; none counts more than one above it."""
    paths = {item["name"] for item in items}
    for item in items:
        above = [link for link in _above(item["name"]) if link in paths]
        item["display_name"] = INDENT * len(above) + item["display_name"]
    return sorted(items, key=lambda item: str(item["name"]).split("/"))


def _above(path: str) -> list[str]:
    links = path.split("/")
    return ["/".join(links[:count]) for count in range(1, len(links))]
