"""Numbers in sentences: what they count, and the many that count nothing or not the whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.govreport.core.reports.model import Section
from ckanext.govreport.core.reports.statements import find_statements

TABLE = Path(__file__).with_suffix(".yaml").with_name("statements.yaml")
SENTENCES = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:30])
def test_a_sentence_says_this_and_nothing_else(case: dict[str, Any]) -> None:
    found = find_statements([Section(1, "一、总体情况", case["text"])])
    said = {(statement.counts, Decimal(str(statement.value))) for statement in found}
    assert said == {(counts, Decimal(str(value))) for counts, value in case["says"]}
    for name in ("year", "unit"):
        if name in case:
            assert {getattr(statement, name) for statement in found} == {case[name]}


def test_a_statement_has_its_sentence_its_part_and_the_number_as_printed() -> None:
    text = "（一）主动公开。全年主动公开政府信息1，205条。\n（二）依申请公开。共收到政府信息公开申请９件。"
    items, requests = find_statements([Section(1, "一、总体情况", text)])
    assert (items.raw, items.value, items.unit, items.section) == ("1,205", 1205, "条", 1)
    assert items.sentence == "全年主动公开政府信息1，205条。"
    assert (requests.value, requests.sentence) == (9, "共收到政府信息公开申请９件。")


def test_a_sentence_that_goes_on_in_the_next_line_is_one() -> None:
    text = "2023年，我局依法依规做好依申请公开工作，全年共收到政府信\n息公开申请17件，办结17件。"
    assert [each.value for each in find_statements([Section(1, "", text)])] == [17, 17]
