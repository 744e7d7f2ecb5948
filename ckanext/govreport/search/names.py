"""What the index calls a report's fields, and what URLs and the API call the figures."""

from __future__ import annotations

from ..core.analysis.totals import KEY_FIGURES
from ..core.codebook import codebook

__all__ = [
    "BANDED",
    "BIGRAMS",
    "FACETS",
    "HEADING_BIGRAMS",
    "LABELS",
    "NUMBERS",
    "REGIONS",
    "REGION_NAMES",
    "band_field",
    "figures",
    "number_field",
]

#: Bigrams of title and agency, weighed like a title; and of everything else that can be read.
HEADING_BIGRAMS = "extras_govreport_heading"
BIGRAMS = "extras_govreport_bigrams"
#: A report lies in its division and in all divisions above: their paths and their bare names.
REGIONS = "vocab_govreport_region"
REGION_NAMES = "vocab_govreport_region_name"
#: Fields of a dataset that are facets or filters as they stand.
LABELS = ("agency", "agency_code", "level", "year", "edition", "quality", "scope")
#: Key figures that are counted in bands.
BANDED = ("requests_received", "granted", "refused", "disputes")

NUMBERS = "govreport_n_"


def number_field(figure: str) -> str:
    """Return the field of a figure's sortable number."""
    return NUMBERS + figure


def band_field(figure: str) -> str:
    """Return the field of a key figure's band."""
    return f"govreport_{figure}_band"


#: What the API calls a facet, and its field; in the order of the page.
FACETS: dict[str, str] = {
    "agency": "govreport_agency",
    "region": REGIONS,
    "year": "govreport_year",
    "requests_received": band_field("requests_received"),
    "granted": band_field("granted"),
    "refused": band_field("refused"),
    "disputes": band_field("disputes"),
    "quality": "govreport_quality",
    "edition": "govreport_edition",
}


def figures() -> frozenset[str]:
    """Return the code of every figure that reports are filtered and sorted by."""
    return frozenset((*codebook().indicators, *KEY_FIGURES))
