"""What the reader sees instead of a code, in his language."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from flask import has_request_context

from .. import config
from ..core.codebook import codebook
from .bands import bands
from .names import BANDED, REGIONS, band_field

__all__ = [
    "LABELS",
    "choice_label",
    "edition_label",
    "facet_label",
    "facet_titles",
    "figure_label",
    "quality_label",
    "reader_language",
]


def reader_language() -> str:
    """Return ``zh`` or ``en``, the languages of the codebook; the site's where nobody reads."""
    language = (tk.h.lang() if has_request_context() else None) or config.site_language()
    return "zh" if language.startswith("zh") else "en"


def figure_label(code: str) -> str:
    """Return what a figure counts: short for a key figure, as the form has it for another indicator."""
    short = {
        "requests_received": tk._("Requests received"),
        "granted": tk._("Granted"),
        "partly_granted": tk._("Partly granted"),
        "refused": tk._("Refused"),
        "disputes": tk._("Reconsiderations and lawsuits"),
    }
    if code in short:
        return short[code]
    label: str = getattr(codebook().indicators[code], reader_language())
    return label


def edition_label(code: str) -> str:
    """Return the name of an edition of the form, an unknown code as it is."""
    edition = codebook().editions.get(code)
    label: str = getattr(edition, reader_language()) if edition else code
    return label


def quality_label(code: str) -> str:
    """Return in two or three words how far a report's figures can be trusted."""
    return {
        "consistent": tk._("Sums add up"),
        "incomplete": tk._("Partly checkable"),
        "inconsistent": tk._("Sums do not add up"),
        "unclear": tk._("Not read surely"),
    }.get(code, code)


def choice_label(field: str, value: str) -> str:
    """Return what the schema of the dataset type calls a value of a field."""
    schema = tk.h.scheming_get_dataset_schema("govreport") or {"dataset_fields": [], "resource_fields": []}
    fields = [*schema["dataset_fields"], *schema["resource_fields"]]
    found = tk.h.scheming_field_by_name(fields, field) or {}
    label: str = tk.h.scheming_choices_label(tk.h.scheming_field_choices(found) or [], value)
    return label


def band_label(code: str) -> str:
    """Return a band in figures."""
    return bands()[code].label if code in bands() else code


def region_label(path: str) -> str:
    """Return the last division of a path; what is above it stands above it in the list."""
    return path.rsplit("/", 1)[-1]


def facet_titles() -> dict[str, str]:
    """Return the title of each facet by its field, in the order of the page.

    In English each is one word: the newer theme of CKAN 2.12 makes an HTML id of it.
    """
    return {
        "govreport_agency": tk._("Agency"),
        REGIONS: tk._("Region"),
        "govreport_year": tk._("Year"),
        band_field("requests_received"): tk._("Requests"),
        band_field("granted"): tk._("Granted"),
        band_field("refused"): tk._("Refused"),
        band_field("disputes"): tk._("Disputes"),
        "govreport_quality": tk._("Quality"),
        "govreport_edition": tk._("Edition"),
    }


#: Facets whose labels are words, and so depend on who reads.
WORDED = ("govreport_quality", "govreport_edition")
LABELS: dict[str, Callable[[str], str]] = {
    REGIONS: region_label,
    "govreport_quality": quality_label,
    "govreport_edition": edition_label,
    **{band_field(figure): band_label for figure in BANDED},
}


def facet_label(field: str, value: str) -> str:
    """Return what a facet shows for one of its values; the code where nobody reads, in a job or a script."""
    if field not in LABELS or (field in WORDED and not has_request_context()):
        return value
    return LABELS[field](value)
