"""The pages of codes: indicators, findings, refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from ckanext.govreport.core.analysis.totals import KEY_FIGURES
from ckanext.govreport.core.codebook import Codebook, Indicator

from .markdown import Rows, code, page, table

__all__ = ["findings_page", "indicators_page"]

PACKAGE = Path(__file__).resolve().parents[2] / "ckanext" / "govreport"

INDICATORS = """
<!-- Made by `python -m docs.made` from ckanext/govreport/core/codebook: change that and run it again. -->

# Indicators

One code is one quantity. Codes are API: they stand in `figures.csv`, `report.json`, the dataset, the
search and the web addresses, and never change their meaning. Quantities that only look alike have
different codes. 每个代码只有一个含义，永不改变。

`kind` says what a cell can hold: a `count` is whole and never negative, a `change` is whole and signed,
an `amount` is decimal. Numbers stand as printed, in the unit printed. A figure without a number is
`blank`, `not_applicable` or `unclear`, never 0.
"""
APPLICANTS = """
The columns of the table of requests. Every figure of that table has one of them; every other figure has
none.
"""
KEYS = """
What reports are found and compared by: made from the totals, and left out where one of their parts is
not reported, or is a printed total that its own parts contradict.
"""
CROSSWALK = """
The forms changed in 2014, 2019 and 2021, and provinces had their own. An indicator that stands in several
editions above is one quantity under one code. The others compare as follows; where a side has several
indicators, they are added up. **same**: one series. **close**: one series, with the reason beside it.
**not_comparable**: it only looks alike. `govreport codebook --crosswalk` prints all of it as CSV or JSON;
`govreport_indicator_list` says it of each indicator (`comparable`).

The number of all requests received is one quantity on the forms of 2014 (收到申请数), 2019 and 2021, and
has one code, in old reports with the applicant `total` alone. The forms of Fujian count requests accepted
(受理), which is another. So reports on those have no key figures of requests; they are found by the codes
of their own form.
"""
SUMS = """
The form's own arithmetic. A sum that does not close becomes a [finding](findings.md); the printed
numbers stay as they are. Where a blank leaves a sum open, nothing is said.
"""
FINDINGS = """
<!-- Made by `python -m docs.made` from findings.yaml, errors.yaml and refusals.yaml. -->

# Findings and refusals

There are two channels for trouble. A **finding** says that a report came out and something about it is
doubtful; a **refusal** says why no report came out. Both have a stable code and one sentence in Chinese
and in English. Words in braces are filled in.

## Findings

`origin` tells whose doubt it is. **agency**: what the agency printed is unusual or does not agree with
itself; it is kept as printed. **reader**: we could not read something surely; it is said to be unclear.
Nothing is repaired and nothing is guessed. 机关印错的照样保留，读不准的如实说明，都不改动。

`severity`: an `error` makes figures unusable as they stand (`govreport read --strict` ends with 2), a
`warning` should be looked at, a `notice` is good to know.
"""
REFUSALS = """
From the reader: on stderr of `govreport read`, as `error` in JSON, as `refusal` in a validation error
of the API, as an error in the report of a harvest job.
"""
HARVESTER = """
Why a source, or one place of it, was not harvested.
"""

TABLES = {
    "disclosure": "Proactive disclosure (主动公开政府信息情况)",
    "requests": "Requests (收到和处理政府信息公开申请情况)",
    "disputes": "Reconsideration and litigation (政府信息公开行政复议、行政诉讼情况)",
    "statistics": "Statistics, before 2019 (政府信息公开情况统计表)",
    "text": "Said in words, not in a table",
}
ALONG = {"applicant": "in every column", "indicator": "in every row", None: "once"}


def indicators_page(book: Codebook) -> str:
    """Return docs/indicators.md: every code that figures, files and the API use."""
    return page(
        INDICATORS,
        "## Editions of the form",
        table(("code", "中文", "English", "reports on", "issued as"), _editions(book)),
        "## Applicants",
        APPLICANTS,
        table(
            ("code", "中文", "English"),
            ((code(each.code), each.zh, each.en) for each in book.applicants.values()),
        ),
        *(part for name, heading in TABLES.items() for part in (f"## {heading}", _indicators(book, name))),
        "## Key figures",
        KEYS,
        table(("name", "what it is"), ((code(name), _sum(codes)) for name, codes in KEY_FIGURES.items())),
        "## Sums that must close",
        SUMS,
        table(("check", "where", "left", "right", "finding"), _checks(book)),
        "## What compares with what",
        CROSSWALK,
        table(("indicator", "relation", "indicator", "中文", "English"), _comparisons(book)),
    )


def findings_page(book: Codebook) -> str:
    """Return docs/findings.md: everything that can be doubtful, and every refusal."""
    findings = (
        (code(each.code), each.severity, each.origin, each.zh, each.en) for each in book.findings.values()
    )
    return page(
        FINDINGS,
        table(("code", "severity", "origin", "中文", "English"), findings),
        "## Refusals",
        REFUSALS,
        _sentences(PACKAGE / "core" / "errors.yaml"),
        "## Refusals of the harvester",
        HARVESTER,
        _sentences(PACKAGE / "harvesters" / "refusals.yaml"),
    )


def _editions(book: Codebook) -> Rows:
    for each in book.editions.values():
        years = f"{each.first_year}–{each.last_year}" if each.last_year else f"{each.first_year} and later"
        yield code(each.code), each.zh, each.en, years, each.document or each.region or ""


def _indicators(book: Codebook, name: str) -> str:
    mine = [each for each in book.indicators.values() if each.table == name]
    heads = ("code", "中文", "English", "unit", "kind", "editions", "note")
    return table(heads, (_indicator(book, each) for each in mine))


def _indicator(book: Codebook, indicator: Indicator) -> Sequence[str]:
    editions = book.editions_with(indicator.code)
    return (
        code(indicator.code),
        indicator.zh,
        indicator.en,
        indicator.unit or "",
        indicator.kind,
        ", ".join(editions),
        indicator.note or "",
    )


def _checks(book: Codebook) -> Rows:
    for each in book.checks.values():
        where = f"{each.table}, {ALONG[each.per]}"
        yield code(each.code), where, _sum(each.left), _sum(each.right), code(each.finding)


def _comparisons(book: Codebook) -> Rows:
    for each in book.crosswalk:
        yield _sum(each.one), each.relation, _sum(each.other), each.zh, each.en


def _sentences(path: Path) -> str:
    said: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = ((code(name), each["zh"], each["en"]) for name, each in said.items())
    return table(("code", "中文", "English"), rows)


def _sum(codes: Iterable[str]) -> str:
    return " + ".join(map(code, codes))
