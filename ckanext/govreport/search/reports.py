"""The search of the action ``govreport_report_search``: what it takes, and the small answer it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ..core.analysis.totals import KEY_FIGURES
from .bands import bands
from .facets import sort_items
from .filters import FILTERS, find_filters
from .labels import facet_label
from .names import FACETS, figures, number_field
from .parameters import BadParameter, list_values, read_count, read_flag
from .ranges import find_ranges

__all__ = ["build_search", "shape_result"]

#: What a report found says of itself, beside its key figures and the figures that were asked for.
SHOWN = (
    "id", "name", "title", "agency", "agency_code", "level", "region", "year", "edition", "scope", "quality",
    "published_on", "source_url", "sha256", "findings_count", "private",
)  # fmt: skip
OTHER_PARAMETERS = ("q", "sort", "start", "rows", "facets", "facet_limit", "figures", "include_private")
SORTS = {"relevance": "score", "year": "govreport_year", "agency": "govreport_agency"}
#: Where nothing is asked: what fits best comes first, or else what is newest.
BEST_FIRST = "relevance desc, year desc, agency asc"
NEWEST_FIRST = "year desc, agency asc"
ROWS = 20
MOST_ROWS = 1000
LAST_START = 10_000_000
FACET_VALUES = 50
MOST_FACET_VALUES = 10_000


def build_search(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ``package_search`` that answers ``params`` (those of ``govreport_report_search``).

    :raises tk.ValidationError: a parameter cannot be understood; says which and why in the reader's language
    """
    try:
        _refuse_unknown(params)
        _asked_figures(params)
        facets = _facets(params)
        return {
            "q": str(params.get("q") or ""),
            "fq_list": [
                "+dataset_type:govreport",
                *find_filters(params),
                *(each.filter for each in find_ranges(params)),
            ],
            "sort": ", ".join(f"{_sort_field(name)} {way}" for name, way in _sorts(params)),
            "start": read_count(params, "start", 0, LAST_START),
            "rows": read_count(params, "rows", ROWS, MOST_ROWS),
            "facet": "true" if facets else "false",
            "facet.field": [FACETS[name] for name in facets],
            "facet.limit": read_count(params, "facet_limit", FACET_VALUES, MOST_FACET_VALUES),
            "include_private": read_flag(params, "include_private"),
        }
    except BadParameter as error:
        raise tk.ValidationError({error.name: [str(error)]}) from error


def shape_result(result: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``package_search`` found: each report in a few lines, facets labelled, in natural order."""
    asked = _asked_figures(params)
    return {
        "count": result["count"],
        "sort": ", ".join(f"{name} {way}" for name, way in _sorts(params)),
        "results": [_shape_report(dataset, asked) for dataset in result["results"]],
        "facets": {
            name: _shape_facet(FACETS[name], result["search_facets"].get(FACETS[name], {}).get("items", []))
            for name in _facets(params)
        },
    }


def _shape_report(dataset: Mapping[str, Any], asked: list[str]) -> dict[str, Any]:
    numbers = dataset.get("figures") or {}
    if isinstance(numbers, str):
        numbers = json.loads(numbers)
    key_figures = {name: dataset.get(name) for name in KEY_FIGURES}
    return {
        **{name: dataset.get(name) for name in SHOWN},
        "url": tk.url_for("govreport.read", id=dataset["name"], _external=True),
        "key_figures": key_figures,
        "figures": {name: key_figures.get(name, numbers.get(name)) for name in asked},
    }


def _shape_facet(field: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"value": item["name"], "label": facet_label(field, item["name"]), "count": item["count"]}
        | _bounds(item["name"] if field.endswith("_band") else "")
        for item in sort_items(field, items)
    ]


def _bounds(code: str) -> dict[str, Any]:
    band = bands().get(code)
    return {"min": band.first, "max": band.last} if band else {}


def _refuse_unknown(params: Mapping[str, Any]) -> None:
    known = {
        *OTHER_PARAMETERS,
        *FILTERS,
        *(f"{name}_{side}" for name in figures() for side in ("min", "max")),
    }
    for name in params:
        if name not in known:
            raise BadParameter(name, tk._("There is no such parameter"))


def _sorts(params: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is sorted by and which way; figures and years begin with the highest."""
    default = BEST_FIRST if params.get("q") else NEWEST_FIRST
    sorts = []
    for part in str(params.get("sort") or default).split(","):
        name, _, way = part.strip().partition(" ")
        way = way.strip().lower() or ("asc" if name == "agency" else "desc")
        if name not in SORTS and name not in figures():
            raise BadParameter("sort", tk._("Reports cannot be sorted by “{name}”").format(name=name))
        if way not in ("asc", "desc"):
            raise BadParameter("sort", tk._("“{way}” is neither asc nor desc").format(way=way))
        sorts.append((name, way))
    return sorts


def _sort_field(name: str) -> str:
    return SORTS.get(name) or number_field(name)


def _asked_figures(params: Mapping[str, Any]) -> list[str]:
    """Return the figures to show: those named, filtered by and sorted by."""
    named = list_values(params, "figures")
    for name in named:
        if name not in figures():
            raise BadParameter("figures", tk._("There is no figure “{name}”").format(name=name))
    filtered = [each.figure for each in find_ranges(params)]
    by = [name for name, _ in _sorts(params) if name not in SORTS]
    return list(dict.fromkeys((*named, *filtered, *by)))


def _facets(params: Mapping[str, Any]) -> list[str]:
    """Return the facets to count, every one unless some are named."""
    if params.get("facets") is None:
        return list(FACETS)
    named = list_values(params, "facets")
    for name in named:
        if name not in FACETS:
            raise BadParameter(
                "facets", tk._("“{value}” is none of {known}").format(value=name, known=", ".join(FACETS))
            )
    return named
