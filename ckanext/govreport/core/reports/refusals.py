"""What only looks like a report, refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from ..discovery import judge_title
from ..documents.model import Document, Grid
from ..errors import GovReportError
from ..text.folding import HAN, fold_text
from ..text.numbers import read_count
from .tables import TableReading
from .titles import read_title

__all__ = ["holds_numbers", "refuse_altered_copy", "refuse_other_document", "refuse_several_reports"]

#: With so many numbers in its tables, a document whose labels we do not know is another form.
NUMBERS_OF_A_FORM = 5
PARTS_OF_A_REPORT = 3
#: So many characters of a page must be altered before it is taken for a copy: a name may be written oddly.
ALTERED_AT_LEAST = 3
#: A syllable in brackets behind a Han character, as copies on hijacked sites have them: 報(bào)告.
SYLLABLE = re.compile(rf"[{HAN}]\([a-z\u00e0-\u01dc\u0101\u0113\u012b\u014d\u016b]{{1,6}}\)")


def refuse_altered_copy(text: str) -> None:
    """Refuse a page whose characters were altered: its figures may be as well.

    :raises GovReportError: ``clone_page``, naming a place where it shows
    """
    folded = fold_text(text)
    for altered in (SYLLABLE.findall(folded), _traditional().findall(folded)):
        if len(altered) >= ALTERED_AT_LEAST:
            raise GovReportError("clone_page", what=altered[0])


def refuse_other_document(document: Document, title: str, parts: int) -> None:
    """Refuse a document without the tables of a known form, unless it is a report in words alone.

    :raises GovReportError: ``look_alike``, ``attachment_only``, ``not_a_report`` or ``unknown_form``
    """
    for name in (title, *document.titles):
        judgement = judge_title(name)
        if judgement.verdict == "look_alike" and _words()["subject"] in fold_text(name):
            raise GovReportError("look_alike", what=judgement.what)
    if document.links and parts < PARTS_OF_A_REPORT:
        raise GovReportError("attachment_only", link=document.links[0][0] or document.links[0][1])
    # The name of a column says neither whose report it is nor of which year: 政府信息公开年报.
    found = read_title(title)
    is_named = found is not None and found.weight > 0
    if not is_named and parts < PARTS_OF_A_REPORT:
        raise GovReportError("not_a_report")
    if holds_numbers(document.grids) and (not is_named or parts < PARTS_OF_A_REPORT):
        raise GovReportError("unknown_form")


def refuse_several_reports(readings: Mapping[str, TableReading]) -> None:
    """Refuse a file in which more than one table stands several times with different figures.

    :raises GovReportError: ``several_reports``
    """
    counts = [
        finding.details["count"]
        for reading in readings.values()
        for finding in reading.findings
        if finding.code == "table_repeated"
    ]
    if len(counts) > 1:
        raise GovReportError("several_reports", count=max(counts))


def holds_numbers(grids: Sequence[Grid]) -> bool:
    """Whether there are enough numbers in the tables to make them those of a form."""
    numbers = sum(read_count(cell.text).state == "reported" for grid in grids for cell in grid.cells)
    return numbers >= NUMBERS_OF_A_FORM


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_words()['traditional'])}]")


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return words
