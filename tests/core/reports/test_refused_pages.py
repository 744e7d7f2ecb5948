"""Pages that only look like reports are refused with the reason; reports that mention such words are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.govreport.core.documents.model import Block, Document, Grid, Paragraph
from ckanext.govreport.core.errors import GovReportError
from ckanext.govreport.core.reports.parsing import parse_report
from tests.core.reports.printing import print_form

PAGES = yaml.safe_load(Path(__file__).with_name("refused_pages.yaml").read_text(encoding="utf-8"))


def page(case: dict[str, Any]) -> Document:
    """Return the page that a line of the table describes."""
    blocks: list[Block] = [Paragraph(line) for line in case["lines"]]
    if "form" in case:
        blocks += [_emptied(block) if case["form"] == "blank" else block for block in print_form().blocks[1:]]
    links = tuple((text, address) for text, address in case.get("links", ()))
    return Document("html", tuple(blocks), (case["page"],), links=links)


def _emptied(block: Block) -> Block:
    if not isinstance(block, Grid):
        return block
    cells = tuple(cell._replace(text="") if cell.text == "0" else cell for cell in block.cells)
    return replace(block, cells=cells)


@pytest.mark.parametrize(
    "case", [case for case in PAGES if "code" in case], ids=lambda case: f"{case['code']} {case['page'][:20]}"
)
def test_what_is_no_report_is_refused_with_the_reason(case: dict[str, Any]) -> None:
    with pytest.raises(GovReportError) as refusal:
        parse_report(page(case))
    assert refusal.value.code == case["code"]
    assert "{" not in refusal.value.zh + refusal.value.en


@pytest.mark.parametrize(
    "case", [case for case in PAGES if "code" not in case], ids=lambda case: case["page"][:30]
)
def test_a_report_that_mentions_such_words_is_read(case: dict[str, Any]) -> None:
    report, _ = parse_report(page(case))
    assert (report.agency is not None, report.edition) == (True, "2021")


def test_a_page_that_only_links_to_a_report_names_the_link() -> None:
    name = "沭阳县水利局2023年政府信息公开工作年度报告"
    linked = Document("html", (Paragraph(name),), (name,), links=((f"{name}.pdf", "P0202401.pdf"),))
    with pytest.raises(GovReportError, match=f"{name}.pdf"):
        parse_report(linked)


def test_a_report_in_words_alone_is_read_though_a_file_is_attached() -> None:
    words = "2008年，我局按照要求主动公开政府信息，包括机构职能、工作动态、行政许可和办事指南，方便群众查询。"
    name = "沭阳县水利局2008年政府信息公开年度报告"
    blocks = tuple(map(Paragraph, (name, *[words] * 6)))
    report, findings = parse_report(Document("html", blocks, (name,), links=(("附表.xls", "a.xls"),)))
    assert (report.agency, report.year) == ("沭阳县水利局", 2008)
    assert findings
