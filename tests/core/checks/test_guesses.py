"""Figures read from pictures: reported where both readers agree or sums tell, otherwise unclear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.govreport.core.checks import confirm_figures, settle_guesses
from ckanext.govreport.core.documents.model import Guess
from ckanext.govreport.core.reports.model import Figure, Report

from .balanced import balanced_report

Cell = tuple[str, str | None]
TABLE_2 = ("rules_issued", None)
PERSON, COMPANY, ALL = "natural_person", "company", "total"


def guessed(readings: dict[Cell, tuple[str, str | None]]) -> Report:
    """The balanced report as read from a picture; ``readings`` are what the two saw that is not printed."""
    report = balanced_report()
    figures = [*report.figures, Figure("rules_issued", None, 7, "reported", "7")]
    return replace(report, figures=tuple(_guess(figure, readings) for figure in figures))


def _guess(figure: Figure, readings: dict[Cell, tuple[str, str | None]]) -> Figure:
    first, second = readings.get((figure.indicator, figure.applicant), (figure.raw, figure.raw))
    value = int(first) if first.isdigit() else None
    state = "reported" if first.isdigit() else "blank" if not first else "unclear"
    return figure._replace(value=value, state=state, raw=first, reader="ocr", guess=Guess(first, second, 1.0))


def settled(readings: dict[Cell, tuple[str, str | None]]) -> dict[Cell, Figure]:
    report, _ = settle_guesses(guessed(readings), ())
    return {(figure.indicator, figure.applicant): figure for figure in confirm_figures(report).figures}


def test_what_both_readers_see_is_reported_and_says_what_vouches_for_it() -> None:
    figures = settled({})
    assert all(figure.state == "reported" and figure.guess is None for figure in figures.values())
    assert figures["granted", PERSON].confirmed_by == "sums"
    assert figures[TABLE_2].confirmed_by == "second_reader"


@pytest.mark.parametrize("second", ["1", "", "?", None])
def test_a_figure_without_sums_is_unclear_unless_both_readers_see_it(second: str | None) -> None:
    figure = settled({TABLE_2: ("7", second)})[TABLE_2]
    assert (figure.state, figure.value, figure.raw, figure.confirmed) == ("unclear", None, "7", False)


@pytest.mark.parametrize("readings", [("6", "5"), ("5", "6"), ("5", None), ("S", "5")])
def test_where_the_readers_differ_sums_tell_which_is_right(readings: tuple[str, str | None]) -> None:
    figure = settled({("granted", PERSON): readings})["granted", PERSON]
    assert (figure.state, figure.value, figure.confirmed_by) == ("reported", 5, "sums")


def test_where_neither_reading_closes_the_sums_nothing_is_reported() -> None:
    assert settled({("granted", PERSON): ("6", "8")})["granted", PERSON].state == "unclear"


def test_a_number_that_sums_ask_for_but_nobody_saw_is_never_put_in() -> None:
    assert settled({("granted", PERSON): ("", None)})["granted", PERSON].state == "unclear"


def test_a_sign_misread_wherever_it_stands_is_not_confirmed_by_its_own_misreadings() -> None:
    fives = [
        (indicator, applicant)
        for indicator in ("requests_received", "granted", "outcomes_total")
        for applicant in (PERSON, ALL)
    ]
    figures = settled(dict.fromkeys(fives, ("6", "5")))
    assert {figures[cell].state for cell in fives} == {"unclear"}
    figures = settled(dict.fromkeys(fives, ("6", None)))
    assert {figures[cell].state for cell in fives} == {"unclear"}


def test_two_readings_that_break_every_sum_through_them_are_unclear() -> None:
    figures = settled({("granted", COMPANY): ("3", "3")})
    assert figures["granted", COMPANY].state == "unclear"
    assert figures["granted", PERSON].value == 5


def test_a_blank_is_blank_only_if_neither_reader_sees_ink() -> None:
    assert settled({TABLE_2: ("", "")})[TABLE_2].state == "blank"
    assert settled({TABLE_2: ("", "1")})[TABLE_2].state == "unclear"


def test_a_finding_counts_what_nothing_vouches_for() -> None:
    _, findings = settle_guesses(guessed({TABLE_2: ("7", "1")}), ())
    assert [(finding.code, finding.details["count"]) for finding in findings] == [("guess_unconfirmed", 1)]


def test_figures_from_text_stay_as_they_are() -> None:
    report = balanced_report(granted__total=6)
    assert settle_guesses(report, ()) == (report, ())
