"""Numbers that were broken in print, put together where the form's own sums leave no doubt."""

from __future__ import annotations

import re
from dataclasses import replace

from ..reports.model import Figure, Finding, Report
from ..text.numbers import read_count
from .arithmetic import find_sums

__all__ = ["settle_broken_numbers"]

#: Digits parted by white space and nothing else: 579⏎2, 2 282 356.
BROKEN = re.compile(r"\d[\d,\s]*\s[\d,\s]*\d")

Cell = tuple[str, str | None]


def settle_broken_numbers(
    report: Report, findings: tuple[Finding, ...]
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report with each broken number whole that sums confirm, and the doubts that are left.

    A number is put together only if at least one sum of the form through it then
    closes and none fails; every other stays ``unclear``.
    """
    whole = {_cell(figure): joined for figure in report.figures if (joined := _join(figure))}
    if not whole:
        return report, findings
    tried = tuple(whole.get(_cell(figure), figure) for figure in report.figures)
    closes: dict[Cell, set[bool | None]] = {}
    for each in find_sums(tried):
        for figure in each.figures:
            closes.setdefault(_cell(figure), set()).add(each.closes)
    settled = {cell for cell in whole if True in closes.get(cell, ()) and False not in closes[cell]}
    figures = tuple(whole[_cell(figure)] if _cell(figure) in settled else figure for figure in report.figures)
    places = {whole[cell].place for cell in settled}
    left = tuple(
        finding for finding in findings if finding.code != "cell_unclear" or finding.place not in places
    )
    return replace(report, figures=figures), left


def _cell(figure: Figure) -> Cell:
    return figure.indicator, figure.applicant


def _join(figure: Figure) -> Figure | None:
    """Return the figure with its pieces put together; None when it is not a broken number."""
    if figure.state != "unclear" or figure.place.column is None or not BROKEN.fullmatch(figure.raw):
        return None
    number = read_count("".join(figure.raw.split()))
    if number.value is None:
        return None
    return replace(figure, value=number.value, state="reported")
