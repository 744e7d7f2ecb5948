"""What a report comes to: its totals, a handful of key figures, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ..checks import find_sums
from ..codebook import codebook
from ..reports.model import Figure, Finding, Report

__all__ = ["KEY_FIGURES", "QUALITIES", "Quality", "key_figures", "quality", "totals"]

#: What a report is found and compared by: a name, and the totals that add up to it.
KEY_FIGURES: dict[str, tuple[str, ...]] = {
    "requests_received": ("requests_received",),
    "requests_carried_in": ("requests_carried_in",),
    "granted": ("granted",),
    "partly_granted": ("partly_granted",),
    "refused": tuple(code for code in codebook().indicators if code.startswith("refused_")),
    "outcomes_total": ("outcomes_total",),
    "requests_carried_out": ("requests_carried_out",),
    "disputes": (
        "reconsideration_total",
        "litigation_direct_total",
        "litigation_after_reconsideration_total",
    ),
}

Quality = Literal["consistent", "incomplete", "inconsistent", "unclear"]
QUALITIES: tuple[Quality, ...] = ("consistent", "incomplete", "inconsistent", "unclear")


def totals(report: Report) -> dict[str, int | Decimal]:
    """Return each indicator's reported number: the column of all applicants, or the only one."""
    return {
        figure.indicator: figure.value
        for figure in report.figures
        if figure.state == "reported" and figure.value is not None and figure.applicant in (None, "total")
    }


def key_figures(report: Report) -> dict[str, int]:
    """Return the key figures that can be told.

    One is left out when a part of it is not reported, or is a printed total that
    its own parts contradict: then nobody knows how many there were.
    """
    contested = {
        figure.indicator
        for each in find_sums(report.figures)
        if each.closes is False and len(each.right) == 1
        for figure in each.right
        if figure.applicant in (None, "total")
    }
    numbers = {code: number for code, number in totals(report).items() if code not in contested}
    return {
        name: int(sum(numbers[part] for part in parts))
        for name, parts in KEY_FIGURES.items()
        if all(part in numbers for part in parts)
    }


def quality(report: Report, findings: Sequence[Finding]) -> Quality:
    """Return how far the figures can be trusted, the gravest doubt first.

    ``unclear``: something could not be read surely. ``inconsistent``: printed sums
    do not close. ``incomplete``: nothing contradicts, but not every sum could be
    checked. ``consistent``: every sum of the form was checked and closes.
    """
    origins = {
        codebook().findings[finding.code].origin for finding in findings if finding.severity == "error"
    }
    if "reader" in origins or any(figure.state == "unclear" for figure in report.figures):
        return "unclear"
    if "agency" in origins:
        return "inconsistent"
    sums = [each.closes for each in find_sums(report.figures)]
    return "consistent" if sums and all(sums) and not _has_gaps(report.figures) else "incomplete"


def _has_gaps(figures: Sequence[Figure]) -> bool:
    return any(figure.state in ("blank", "not_applicable") for figure in figures)
