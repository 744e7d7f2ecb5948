"""`govreport`: the reader from a shell, without CKAN."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import __version__
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

__all__ = ["main"]

READ, REFUSED, FINDINGS = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 read, 1 refused, 2 strict and error findings."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has had enough, as `head` does. What is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govreport",
        description="Read China's government information disclosure annual reports, exactly.",
    )
    parser.add_argument("--version", action="version", version=f"govreport {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    read = commands.add_parser(
        "read",
        help="read files and print what they report",
        description="Exit status: 0 every file was read; 1 a file was refused (why is on stderr); "
        "2 with --strict, when a finding of severity error was made.",
    )
    _add_files(read)
    read.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "csv"),
        default="text",
        help="a summary (the default); the whole reading as one document, or as an object a line; "
        "a row for each figure",
    )
    read.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="read with N processes")
    read.add_argument("--strict", action="store_true", help="exit with 2 on findings of severity error")
    read.set_defaults(run=_read)

    book = commands.add_parser(
        "codebook", help="print every indicator, or how those of different editions compare"
    )
    book.add_argument("--crosswalk", action="store_true", help="what is the same, close or not comparable")
    book.add_argument("--format", choices=("json", "csv"), default="csv")
    book.set_defaults(run=_codebook)

    push = commands.add_parser("push", help="read files here and publish them in a portal")
    _add_files(push)
    push.add_argument("--url", required=True, help="address of the portal")
    push.add_argument("--token-file", required=True, type=Path, help="file that holds an API token")
    push.add_argument("--organization", help="name or id of the organization that will own the datasets")
    push.set_defaults(run=_push)
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a report, or a ZIP archive of reports")
    parser.add_argument("--agency", help="the agency, where the report itself does not say")
    parser.add_argument("--year", type=int, help="the year, where the report itself does not say")
    parser.add_argument("--lang", choices=("zh", "en"), default=_language(), help="language of sentences")


def _language() -> Language:
    """Return the language of the person at the terminal."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((value for value in named if value), "").startswith("zh") else "en"


def _read(options: argparse.Namespace) -> int:
    statuses = {READ}
    outcomes = _checked(_outcomes(options), options.strict, statuses)
    {"text": _print_text, "json": _print_json, "jsonl": _print_jsonl, "csv": _print_csv}[options.format](
        outcomes, options.lang
    )
    return REFUSED if REFUSED in statuses else max(statuses)


def _checked(outcomes: Iterable[Outcome], strict: bool, statuses: set[int]) -> Iterator[Outcome]:
    """Pass ``outcomes`` on and note the exit status that each asks for."""
    for outcome in outcomes:
        if isinstance(outcome.result, GovReportError):
            statuses.add(REFUSED)
        elif strict and any(finding.severity == "error" for finding in outcome.result.findings):
            statuses.add(FINDINGS)
        yield outcome


def _outcomes(options: argparse.Namespace) -> Iterator[Outcome]:
    """Read every file; a refusal is said on stderr at once and reading goes on."""
    names = expand_archives(options.files)
    on_terminal = sys.stderr.isatty() and not sys.stdout.isatty() and len(names) > 1
    outcomes = read_files(names, agency=options.agency, year=options.year, jobs=getattr(options, "jobs", 1))
    for number, outcome in enumerate(outcomes, 1):
        if on_terminal:
            print(f"\r[{number}/{len(names)}]", end="", file=sys.stderr, flush=True)
        if isinstance(outcome.result, GovReportError):
            print(f"{outcome.name}: {getattr(outcome.result, options.lang)}", file=sys.stderr)
        yield outcome


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)


def _print_text(outcomes: Iterable[Outcome], language: Language) -> None:
    for outcome in outcomes:
        if not isinstance(outcome.result, GovReportError):
            print(f"== {outcome.name}\n{summary(outcome.result, language)}\n")


def _print_json(outcomes: Iterable[Outcome], _language: Language) -> None:
    objects = [_to_dict(outcome) for outcome in outcomes]
    print(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1))


def _print_jsonl(outcomes: Iterable[Outcome], _language: Language) -> None:
    for outcome in outcomes:
        print(json.dumps(_to_dict(outcome), ensure_ascii=False), flush=True)


def _print_csv(outcomes: Iterable[Outcome], _language: Language) -> None:
    heads = True
    for outcome in outcomes:
        if not isinstance(outcome.result, GovReportError):
            print(figures_csv(outcome.result, heads=heads), end="")
            heads = False


def _codebook(options: argparse.Namespace) -> int:
    book = codebook()
    columns = CROSSWALK_COLUMNS if options.crosswalk else INDICATOR_COLUMNS
    indicators = (indicator_row(each, book) for each in book.indicators.values())
    rows = crosswalk_rows(book) if options.crosswalk else list(indicators)
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(rows_csv(columns, rows), end="")
    return READ


def _to_dict(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome.result, GovReportError):
        return refusal_to_dict(outcome.result, outcome.name)
    return reading_to_dict(outcome.result, outcome.name)


def _push(options: argparse.Namespace) -> int:
    from .push import push_files  # noqa: PLC0415 - ckanapi takes longer to load than a report to read

    return push_files(_outcomes(options), options)


if __name__ == "__main__":
    sys.exit(main())
