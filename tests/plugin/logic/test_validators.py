"""What the fields of a report's dataset must be."""

from __future__ import annotations

import datetime
import json

import ckan.plugins.toolkit as tk
import pytest

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.logic import validators

NEXT_YEAR = datetime.date.today().year + 1


@pytest.mark.parametrize("year", [2008, "2021", " 2021 ", NEXT_YEAR])
def test_a_year_from_2008_to_next_year_is_a_year(year):
    assert validators.govreport_year(year) == str(year).strip()


@pytest.mark.parametrize(
    "year", [2007, NEXT_YEAR + 1, "21", "二〇二一", "2021年", "２０２１", 2021.5, True, [2021]]
)
def test_anything_else_is_no_year(year):
    with pytest.raises(tk.Invalid, match="2008"):
        validators.govreport_year(year)


def test_a_count_is_whole_and_not_negative():
    assert validators.govreport_count("007") == "7"
    for wrong in (-1, "1.5", 1.5, "many", True, "1,205"):
        with pytest.raises(tk.Invalid):
            validators.govreport_count(wrong)


def test_a_day_is_a_day_of_the_calendar():
    assert validators.govreport_date("2024-01-25") == "2024-01-25"
    for wrong in ("2024-02-30", "25.1.2024", "2024"):
        with pytest.raises(tk.Invalid):
            validators.govreport_date(wrong)


def test_a_time_without_an_offset_is_taken_for_utc():
    assert validators.govreport_time("2024-01-25T08:00:00") == "2024-01-25T08:00:00+00:00"
    assert validators.govreport_time("2024-01-25T08:00:00Z") == "2024-01-25T08:00:00+00:00"
    assert validators.govreport_time("2024-01-25 08:00:00+08:00") == "2024-01-25T08:00:00+08:00"
    with pytest.raises(tk.Invalid):
        validators.govreport_time("yesterday")


def test_a_hash_is_sixty_four_hexadecimal_digits():
    assert validators.govreport_sha256("A" * 64) == "a" * 64
    for wrong in ("a" * 63, "g" * 64, ""):
        with pytest.raises(tk.Invalid):
            validators.govreport_sha256(wrong)


def test_figures_are_kept_as_written_in_the_order_of_the_codebook():
    given = '{"requests_received": 59, "charges_amount": 59237.2449, "rules_issued": 0}'
    kept = validators.govreport_figures(given)
    assert kept == '{"rules_issued": 0, "charges_amount": 59237.2449, "requests_received": 59}'
    assert validators.govreport_figures(json.loads(given)) == kept


def test_every_indicator_of_the_codebook_may_be_a_figure():
    figures = dict.fromkeys(codebook().indicators, 1)
    assert json.loads(validators.govreport_figures(figures)) == figures


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"requests_recieved": 1}, "requests_recieved: there is no such indicator"),
        ({"requests_received": 1.5}, "requests_received: must be a whole number"),
        ({"requests_received": -1}, "requests_received: cannot be negative"),
        ({"requests_received": "59"}, "requests_received: must be a number"),
        ({"requests_received": True}, "requests_received: must be a number"),
        ({"requests_received": None}, "requests_received: must be a number"),
        ("{", "JSON object"),
        ("[1]", "JSON object"),
        ('{"charges_amount": NaN}', "charges_amount: must be a number"),
        ("[" * 100_000, "JSON object"),
    ],
)
def test_figures_of_the_wrong_kind_are_refused(figures, said):
    with pytest.raises(tk.Invalid, match=said):
        validators.govreport_figures(figures)


def test_changes_may_be_negative_and_amounts_may_have_decimals():
    kinds = {indicator.kind: code for code, indicator in codebook().indicators.items()}
    figures = {kinds["amount"]: 1.25} | ({kinds["change"]: -3} if "change" in kinds else {})
    assert json.loads(validators.govreport_figures(figures)) == figures
