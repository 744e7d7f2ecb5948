"""What `govreport` prints: readings, made where they are read, and the codebook."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from .batch import Outcome, expand_archives, read_files
from .codebook import codebook
from .errors import GovReportError
from .exports import (
    CROSSWALK_COLUMNS,
    INDICATOR_COLUMNS,
    crosswalk_rows,
    figures_csv,
    indicator_row,
    reading_to_dict,
    refusal_to_dict,
    rows_csv,
    summary,
)
from .exports.summary import Language
from .progress import say, show_progress

__all__ = ["Printed", "print_codebook", "print_readings"]

READ, REFUSED, FINDINGS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of one file, why it was refused, and whether a finding is of severity error."""

    text: str
    refusal: str | None = None
    is_wrong: bool = False


def print_readings(options: argparse.Namespace) -> int:
    """Read the files of ``options``, print what they report and return the exit status.

    A refusal is said on stderr at once and reading goes on.
    """
    names = expand_archives(options.files)
    read = read_files(
        names,
        partial(_print, form=options.format, language=options.lang),
        agency=options.agency,
        year=options.year,
        jobs=options.jobs,
        seconds=options.timeout,
    )
    statuses = {READ}
    texts = _texts(show_progress(read, len(names)), statuses)
    whole = _as_list(texts) if options.format == "json" and len(names) > 1 else texts
    if options.format == "csv":
        whole = _with_one_head(texts)
    for text in whole:
        print(text, end="", flush=options.format == "jsonl")
    return REFUSED if REFUSED in statuses else max(statuses) if options.strict else READ


def _print(outcome: Outcome, form: str, language: Language) -> Printed:
    """Return what is printed of an outcome; this is done by the process that read the file."""
    result = outcome.result
    if isinstance(result, GovReportError):
        refused = refusal_to_dict(result, outcome.name)
        text = _json(refused, form) if form in ("json", "jsonl") else ""
        return Printed(text, f"{outcome.name}: {getattr(result, language)}")
    if form == "text":
        text = f"== {outcome.name}\n{summary(result, language)}\n\n"
    elif form == "csv":
        text = figures_csv(result)
    else:
        text = _json(reading_to_dict(result, outcome.name), form)
    return Printed(text, is_wrong=any(finding.severity == "error" for finding in result.findings))


def _json(value: dict[str, Any], form: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1 if form == "json" else None) + "\n"


def _texts(printed: Iterable[Printed], statuses: set[int]) -> Iterator[str]:
    """Yield what is to be printed on stdout; note the exit status that each file asks for."""
    for each in printed:
        if each.refusal:
            statuses.add(REFUSED)
            say(each.refusal)
        elif each.is_wrong:
            statuses.add(FINDINGS)
        yield each.text


def _as_list(texts: Iterable[str]) -> Iterator[str]:
    """Yield JSON objects as the items of one list."""
    start = "[\n"
    for text in texts:
        yield start + textwrap.indent(text.rstrip("\n"), " ")
        start = ",\n"
    yield "\n]\n"


def _with_one_head(texts: Iterable[str]) -> Iterator[str]:
    """Yield tables with the header of the first alone."""
    is_first = True
    for text in texts:
        yield text if is_first else text.partition("\n")[2]
        is_first = is_first and not text


def print_codebook(options: argparse.Namespace) -> int:
    """Print every indicator, or the crosswalk, and return the exit status."""
    book = codebook()
    columns = CROSSWALK_COLUMNS if options.crosswalk else INDICATOR_COLUMNS
    indicators = (indicator_row(each, book) for each in book.indicators.values())
    rows = crosswalk_rows(book) if options.crosswalk else list(indicators)
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(rows_csv(columns, rows), end="")
    return READ
