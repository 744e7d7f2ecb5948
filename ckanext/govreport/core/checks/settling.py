"""Numbers that were broken in print, put together where the form's own sums leave no doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from ..reports.model import Figure, Finding, Report
from ..text.numbers import join_thousands, read_count
from .arithmetic import find_sums

__all__ = ["settle_broken_numbers"]

#: Digits parted by white space and nothing else: 579⏎2, 2 282 356.
BROKEN = re.compile(r"\d[\d,\s]*\s[\d,\s]*\d")

Cell = tuple[str, str | None]


def settle_broken_numbers(
    report: Report, findings: tuple[Finding, ...]
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report with each broken number whole that sums confirm, and the doubts that are left.

    A number is put together only if a sum of the form through it then closes and
    none fails; every other stays ``unclear``.
    """
    whole = {_cell(figure): joined for figure in report.figures if (joined := _join(figure))}
    if not whole:
        return report, findings
    tried = tuple(whole.get(_cell(figure), figure) for figure in report.figures)
    sums = [(each.closes, {_cell(figure) for figure in each.figures}) for each in find_sums(tried)]
    settled = {
        cell
        for cell, figure in whole.items()
        if not any(closes is False for closes, cells in sums if cell in cells)
        and any(closes and _tells(figure, cells & whole.keys()) for closes, cells in sums if cell in cells)
    }
    figures = tuple(whole[_cell(figure)] if _cell(figure) in settled else figure for figure in report.figures)
    places = {whole[cell].place for cell in settled}
    left = tuple(
        finding for finding in findings if finding.code != "cell_unclear" or finding.place not in places
    )
    return replace(report, figures=figures), left


def _tells(figure: Figure, broken: set[Cell]) -> bool:
    """Whether a sum that closes tells that ``figure`` is one number; ``broken`` are the broken ones in it.

    A footnote's mark stands a space behind its number, and behind the total of the
    same row another: two numbers with a space in them do not vouch for each other,
    unless it stands where that of thousands does.
    """
    return "\n" in figure.raw or len(broken) == 1 or read_count(join_thousands(figure.raw)).value is not None


def _cell(figure: Figure) -> Cell:
    return figure.indicator, figure.applicant


def _join(figure: Figure) -> Figure | None:
    """Return the figure with its pieces put together; None when it is not a broken number."""
    if figure.state != "unclear" or figure.place.column is None or not BROKEN.fullmatch(figure.raw):
        return None
    number = read_count("".join(figure.raw.split()))
    if number.value is None:
        return None
    return figure._replace(value=number.value, state="reported")
