"""Whose report on which year: heads and sign-offs of every kind of agency, from a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.govreport.core.documents.model import Block, Document, Paragraph
from ckanext.govreport.core.documents.properties import find_properties
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import print_form

TABLE = Path(__file__).with_name("heads.yaml")
HEADS = [
    pytest.param(head, id=f"{group}: {head['head'][0]}"[:60])
    for group, heads in yaml.safe_load(TABLE.read_text(encoding="utf-8")).items()
    for head in heads
]
FORM = print_form({("granted", "total"): "1"}, title="").blocks[1:]
ABOUT_THE_HEAD = ("agency_", "year_", "place_", "scope_")


def printed(head: dict[str, Any]) -> Document:
    """Return a report on the official form with this head and this end."""
    blocks: list[Block] = [
        *map(Paragraph, head["head"]),
        *FORM,
        *map(Paragraph, head.get("end", ())),
    ]
    return Document("html", tuple(blocks), tuple(head.get("page", ())), find_properties(blocks))


@pytest.mark.parametrize("head", HEADS)
def test_a_head_says_whose_report_on_which_year_it_is(head: dict[str, Any]) -> None:
    report, findings = parse_report(printed(head), head.get("file", ""))
    found = [report.agency, report.year, report.level, report.region, report.scope]
    doubts = [finding.code for finding in findings if finding.code.startswith(ABOUT_THE_HEAD)]
    assert (found, sorted(doubts)) == (head["is"], sorted(head.get("doubts", [])))
