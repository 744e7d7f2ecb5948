"""Whether a report may take the place of one that is published under the same name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ..core.reports.model import Reading

__all__ = ["refuse_stranger"]

#: Doubts that leave open whose report it is: two agencies of different places may be called alike.
VAGUE = frozenset(("place_ambiguous", "place_missing", "agency_doubtful"))


def refuse_stranger(
    reading: Reading, sha256: str | None, source_url: str | None, existing: Mapping[str, Any]
) -> None:
    """Refuse a report that may be another agency's than the dataset of the same name.

    The same file and the same address are of the same agency; a full name from its
    source leaves no such doubt in the reading.

    :raises ckan.plugins.toolkit.ValidationError: it does not say whose it is
    """
    if not any(finding.code in VAGUE for finding in reading.findings):
        return
    issued = {each.get("hash") for each in existing["resources"]} - {None, ""}
    address = existing.get("source_url")
    if (sha256 and sha256 in issued) or (source_url and source_url == address):
        return
    text = tk._(
        "Another report of “{agency}” on {year} is published as “{name}”, and this one does not say surely "
        "whose it is: it may be of another place. Nothing was changed. Give the agency’s full name with "
        "it, or the id of the dataset when it is the same agency’s"
    )
    report = reading.report
    raise tk.ValidationError(
        {"agency": [text.format(agency=report.agency, year=report.year, name=existing["name"])]}
    )
