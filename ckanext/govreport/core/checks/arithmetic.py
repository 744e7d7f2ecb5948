"""The sums of a form, checked: which close, which do not, and which cannot be checked."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..codebook import codebook, printed_names
from ..codebook.model import Check
from ..reports.findings import make_finding
from ..reports.model import ConfirmedBy, Figure, Finding, Report

__all__ = ["Sum", "check_report", "closes", "confirm_figures", "find_sums"]


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of a report: its two sides as printed, and whether it closes.

    ``closes`` is None where it cannot be checked: a side has no number at all,
    or a figure on it is unclear.
    """

    check: Check
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    closes: bool | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure on either side."""
        return (*self.left, *self.right)


def check_report(report: Report, sums: Iterable[Sum] | None = None) -> tuple[Finding, ...]:
    """Return a finding for each printed sum that does not close; ``sums`` are the report's, if known."""
    if not report.edition:
        return ()
    sums = find_sums(report.figures) if sums is None else sums
    return tuple(_finding(each, report) for each in sums if each.closes is False)


def confirm_figures(report: Report, sums: Iterable[Sum] | None = None) -> Report:
    """Return ``report`` with each figure marked as confirmed that stands in a closing sum.

    ``sums`` are the report's, if known.
    """
    sums = find_sums(report.figures) if sums is None else sums
    closing = {
        (figure.indicator, figure.applicant) for each in sums if each.closes for figure in each.figures
    }
    figures = tuple(
        figure._replace(confirmed_by=witness)
        if figure.state == "reported" and figure.confirmed_by != (witness := _witness(figure, closing))
        else figure
        for figure in report.figures
    )
    return replace(report, figures=figures)


def _witness(figure: Figure, closing: Container[tuple[str, str | None]]) -> ConfirmedBy | None:
    """Return what vouches for a figure: a sum, or else the second reader of a picture, if one did."""
    if (figure.indicator, figure.applicant) in closing:
        return "sums"
    return figure.confirmed_by if figure.reader == "ocr" and figure.confirmed_by == "second_reader" else None


def find_sums(figures: Sequence[Figure]) -> Iterator[Sum]:
    """Yield every sum that the form asks for and ``figures`` have a place in."""
    by_name: dict[tuple[str | None, str | None], Figure] = {
        (figure.indicator, figure.applicant): figure for figure in figures
    }
    for check in codebook().checks.values():
        for left, right in _sides(check, by_name):
            if left and right:
                yield Sum(check, left, right, closes(left, right))


def _sides(
    check: Check, figures: Mapping[tuple[str | None, str | None], Figure]
) -> Iterator[tuple[tuple[Figure, ...], tuple[Figure, ...]]]:
    def side(names: Sequence[str], along: str | None) -> tuple[Figure, ...]:
        found = [figures.get(_cell(check, name, along)) for name in names]
        return tuple([figure for figure in found if figure is not None])

    along: Iterable[str | None] = (None,)
    if check.per == "indicator":
        along = dict.fromkeys(indicator for indicator, applicant in figures if applicant)
    elif check.per == "applicant":
        along = codebook().applicants
    for each in along:
        yield side(check.left, each), side(check.right, each)


def _cell(check: Check, name: str, along: str | None) -> tuple[str | None, str | None]:
    """Return the indicator and applicant that a name of a check stands for."""
    if check.per == "indicator":
        return along, name
    return name, along if check.per else codebook().indicators[name].total_applicant


def closes(left: Sequence[Figure], right: Sequence[Figure]) -> bool | None:
    """Say whether two sides are equal; None where blanks leave it open.

    A blank may stand for nothing or hide a number, but never a negative one: a
    side with blanks is at least what is printed on it.
    """
    for side in (left, right):
        states = {figure.state for figure in side}
        if "unclear" in states or "reported" not in states:
            return None
    difference = _total(left) - _total(right)
    if difference == 0:
        return True
    smaller = left if difference < 0 else right
    return None if any(figure.state != "reported" for figure in smaller) else False


def _total(side: Sequence[Figure]) -> int | Decimal:
    return sum([figure.value for figure in side if figure.value is not None])


def _finding(broken: Sum, report: Report) -> Finding:
    last = broken.right[0]
    names = printed_names(report.edition or "", last.indicator, last.applicant)
    return make_finding(
        broken.check.finding,
        last.place,
        table=names.table,
        row=names.row,
        column=names.column,
        left=_total(broken.left),
        right=_total(broken.right),
        check=broken.check.code,
        indicators=sorted({figure.indicator for figure in broken.figures}),
        applicants=sorted({figure.applicant for figure in broken.figures if figure.applicant}),
    )
