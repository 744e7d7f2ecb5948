"""What only looks like a report, refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..discovery import judge_title
from ..documents.model import Document, Grid
from ..errors import GovReportError
from ..text.folding import HAN, fold_text
from ..text.numbers import read_count
from .tables import TableReading
from .titles import read_title

__all__ = [
    "holds_numbers",
    "refuse_altered_copy",
    "refuse_look_alike",
    "refuse_other_document",
    "refuse_several_reports",
]

#: With so many numbers in its tables, a document whose labels we do not know is another form.
NUMBERS_OF_A_FORM = 5
PARTS_OF_A_REPORT = 3
#: A page whose sentences have fewer characters says where a report is, and is none.
PROSE_OF_A_REPORT = 200
SENTENCE_LENGTH = 40
REPORTS_OF_A_LIST = 3
#: So many lines at the beginning may be the title of a document.
FIRST_LINES = 5
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

    :raises GovReportError: ``look_alike``, ``error_page``, ``list_page``, ``attachment_only``,
        ``title_only``, ``not_a_report`` or ``unknown_form``
    """
    lines = [line for paragraph in document.paragraphs for line in paragraph.text.splitlines()]
    # The name of a column says neither whose report it is nor of which year: 政府信息公开年报.
    found = read_title(title)
    is_named = found is not None and found.weight > 0
    sentence = _patterns()["sentence"]
    first = [] if is_named else [line for line in lines[:FIRST_LINES] if not sentence.search(line)]
    for name in (title, *document.titles, *first):
        if what := _look_alike(name):
            raise GovReportError("look_alike", what=what)
    if parts < PARTS_OF_A_REPORT and _prose(document, lines) < PROSE_OF_A_REPORT:
        _refuse_page(document, lines, is_named=is_named)
    if not is_named and parts < PARTS_OF_A_REPORT:
        raise GovReportError("not_a_report")
    if holds_numbers(document.grids) and (not is_named or parts < PARTS_OF_A_REPORT):
        raise GovReportError("unknown_form")


def refuse_look_alike(document: Document, title: str, *, is_filled: bool) -> None:
    """Refuse a document with the tables of a form that is called something else.

    With figures in it only what explains a report is none; without any, a notice or a
    specimen of the form is none either.

    :raises GovReportError: ``look_alike``
    """
    what = _look_alike(title) or next(filter(None, map(_look_alike, document.titles)), "")
    if what and (not is_filled or what in _words()["explains"]):
        raise GovReportError("look_alike", what=what)


def _refuse_page(document: Document, lines: Sequence[str], *, is_named: bool) -> None:
    """Refuse a web page that leads to a report, or to nothing, and holds none.

    :raises GovReportError: ``error_page``, ``list_page``, ``attachment_only`` or ``title_only``
    """
    error = next(filter(None, map(_patterns()["error_page"].search, (*document.titles, *lines))), None)
    if error and not is_named:
        raise GovReportError("error_page", what=error.group())
    listed = {read_title(line) for line in {*lines, *document.link_texts}} - {None}
    reports = {(each.agency, each.year) for each in listed if each and each.year}
    if len(reports) >= REPORTS_OF_A_LIST:
        raise GovReportError("list_page", count=len(reports))
    if document.links:
        raise GovReportError("attachment_only", link=document.links[0][0] or document.links[0][1])
    if is_named and not document.grids and not any(map(_patterns()["sentence"].search, lines)):
        raise GovReportError("title_only")


def _look_alike(name: str) -> str:
    """Return what a title names that only looks like a report, without what a website puts behind it."""
    own = _patterns()["website"].split(name)[0]
    judgement = judge_title(own)
    if judgement.verdict != "look_alike":
        return ""
    speaks = _patterns()["subject"].search(fold_text(own)) or judgement.what in _words()["plain"]
    return judgement.what if speaks else ""


def _prose(document: Document, lines: Sequence[str]) -> int:
    """Return how many characters stand in lines that are sentences, not links or labels."""
    elsewhere = document.link_texts
    return sum(len(line) for line in lines if len(line) >= SENTENCE_LENGTH and line not in elsewhere)


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
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_words()[name]) for name in ("error_page", "sentence", "subject", "website")}


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return words
