"""What the search for reports can be narrowed by, as Solr filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ..core.analysis.totals import QUALITIES
from ..core.codebook import codebook
from .names import REGION_NAMES, REGIONS
from .parameters import BadParameter, list_values, read_year

__all__ = ["FILTERS", "find_filters"]

LEVELS = ("ministry", "province", "city", "county", "township", "department")
SCOPES = ("own_agency", "government_aggregate", "vertical_system")
#: Filters by a code, and the codes there are.
CODES: dict[str, Callable[[], tuple[str, ...]]] = {
    "level": lambda: LEVELS,
    "edition": lambda: tuple(codebook().editions),
    "quality": lambda: QUALITIES,
    "scope": lambda: SCOPES,
}
NAMES = ("agency", "agency_code")
YEARS = "govreport_year"
#: Every parameter that is read here.
FILTERS = (*NAMES, "region", *CODES, "year", "year_from", "year_to")


def find_filters(params: Mapping[str, Any]) -> Iterator[str]:
    """Yield the filters that ``params`` ask for by agency, region, level, year, edition, quality and scope.

    Several values of one filter widen it, several filters narrow the search.

    :raises BadParameter: a code does not exist, or a year is none
    """
    for name in NAMES:
        values = list_values(params, name)
        if values:
            yield _any_of(f"govreport_{name}", values)
    regions = list_values(params, "region")
    if regions:
        yield f"{_any_of(REGIONS, regions)} OR {_any_of(REGION_NAMES, regions)}"
    for name, known in CODES.items():
        values = list_values(params, name)
        for value in values:
            if value not in known():
                raise BadParameter(
                    name, tk._("“{value}” is none of {known}").format(value=value, known=", ".join(known()))
                )
        if values:
            yield _any_of(f"govreport_{name}", values)
    years = [read_year(value, "year") for value in list_values(params, "year")]
    if years:
        yield _any_of(YEARS, years)
    first, last = (_first(params, name) for name in ("year_from", "year_to"))
    if first or last:
        yield f"{YEARS}:[{first or '*'} TO {last or '*'}]"


def _first(params: Mapping[str, Any], name: str) -> str | None:
    values = list_values(params, name)
    return read_year(values[0], name) if values else None


def _any_of(field: str, values: list[str]) -> str:
    """Return a filter for any of ``values``, each taken as it is written."""
    return f"{field}:({' OR '.join(_quoted(value) for value in values)})"


def _quoted(value: str) -> str:
    # The colon and the brace, too: CKAN looks for the beginnings of Solr's own language even inside quotes.
    escaped = re.sub(r'[\\":{]', r"\\\g<0>", value)
    return f'"{escaped}"'
