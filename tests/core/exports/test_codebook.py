"""The codebook as tables, the crosswalk among them."""

from __future__ import annotations

import csv
import io

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.exports import (
    CROSSWALK_COLUMNS,
    INDICATOR_COLUMNS,
    crosswalk_rows,
    indicator_row,
    rows_csv,
)


def test_every_comparison_of_the_crosswalk_is_exported_after_the_shared_codes() -> None:
    book = codebook()
    rows = crosswalk_rows(book)
    shared = [row for row in rows if row["one"] == row["other"]]
    assert len(rows) == len(book.shared) + len(book.crosswalk)
    assert rows[: len(shared)] == shared
    received = next(row for row in shared if row["one"] == ["requests_received"])
    assert (received["relation"], received["one_editions"]) == ("same", ["2014", "2019", "2021"])


def test_a_sum_of_indicators_names_the_forms_that_have_all_of_them() -> None:
    rows = crosswalk_rows(codebook())
    litigation = next(row for row in rows if row["one"] == ["lawsuits_upheld"])
    assert litigation["other"] == ["litigation_direct_upheld", "litigation_after_reconsideration_upheld"]
    assert litigation["relation"] == "same"
    assert (litigation["one_editions"], litigation["other_editions"]) == (["2014"], ["2019", "2021"])


def test_an_indicator_says_what_must_be_added_before_it_compares() -> None:
    book = codebook()
    row = indicator_row(book.indicators["litigation_direct_upheld"], book)
    (comparison,) = row["comparable"]
    assert (comparison["relation"], comparison["with"], comparison["and"]) == (
        "same",
        ["lawsuits_upheld"],
        ["litigation_after_reconsideration_upheld"],
    )


def test_as_csv_each_comparison_is_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(rows_csv(CROSSWALK_COLUMNS, crosswalk_rows(codebook())))))
    never = [row for row in rows if row["one"] == "normative_documents_in_force"]
    assert [(row["relation"], row["other"]) for row in never] == [
        ("not_comparable", "normative_documents_published_total")
    ]
    assert never[0]["one_editions"] == "2021"


def test_as_csv_every_indicator_is_a_row() -> None:
    book = codebook()
    indicators = [indicator_row(each, book) for each in book.indicators.values()]
    rows = list(csv.DictReader(io.StringIO(rows_csv(INDICATOR_COLUMNS, indicators))))
    assert [row["code"] for row in rows] == list(book.indicators)
    received = next(row for row in rows if row["code"] == "requests_received")
    assert received["editions"] == "2014 2019 2021"
