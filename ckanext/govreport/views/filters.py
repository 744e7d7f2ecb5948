"""What a search page has beside CKAN's facets: boxes for a least and a most, and how results are sorted."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ..search.labels import figure_label
from ..search.names import band_field, figures, number_field

__all__ = ["Bound", "RangeForm", "active_bounds", "range_form", "sort_choices"]

#: The figure with boxes of its own, below its facet of bands.
BOXED = "requests_received"


@dataclass(frozen=True, slots=True)
class RangeForm:
    """The boxes of one figure; ``kept`` are the other parameters of the page."""

    figure: str
    label: str
    low: str
    high: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that narrows this search: in words, and the parameter that sets it."""

    label: str
    sign: str
    value: str
    name: str


def range_form(facet: str) -> RangeForm | None:
    """Return the boxes that stand below ``facet``, None where there are none."""
    if facet != band_field(BOXED):
        return None
    low, high = (f"ext_{BOXED}_{side}" for side in ("min", "max"))
    kept = tuple(
        (name, value)
        for name, value in tk.request.args.items(multi=True)
        if name not in (low, high, "page") and value
    )
    args = tk.request.args
    return RangeForm(BOXED, figure_label(BOXED), args.get(low, ""), args.get(high, ""), kept)


def active_bounds() -> list[Bound]:
    """Return the bounds that the page's address sets."""
    signs = {"_min": "≥", "_max": "≤"}
    return [
        Bound(figure_label(name[4:-4]), signs[name[-4:]], value, name)
        for name, value in tk.request.args.items()
        if name.startswith("ext_") and name[-4:] in signs and name[4:-4] in figures() and value
    ]


def sort_choices() -> list[tuple[str, str]]:
    """Return what reports can be sorted by: what the reader sees, and what Solr is told."""
    newest = "govreport_year desc, title_string asc"
    return [
        (tk._("Newest year"), newest),
        (tk._("Most requests received"), f"{number_field('requests_received')} desc, {newest}"),
        (tk._("Most refused"), f"{number_field('refused')} desc, {newest}"),
        (tk._("Relevance"), "score desc, metadata_modified desc"),
    ]
