"""`govreport`: the reader from a shell, without CKAN.

Each command loads what it needs when it runs: `--version` and `--help` load no part of the reader.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__

__all__ = ["main"]

READ, INTERRUPTED = 0, 130
#: A file that takes longer to read is given up; the longest real reports take a second.
SECONDS = 120


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
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED
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
    read.add_argument(
        "--timeout",
        type=_seconds,
        default=SECONDS,
        metavar="SECONDS",
        help="give a file up after so long, where several are read (default: %(default)s)",
    )
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
    push.set_defaults(timeout=SECONDS)
    push.add_argument("--organization", help="name or id of the organization that will own the datasets")
    push.set_defaults(run=_push)
    return parser


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a report, or a ZIP archive of reports")
    parser.add_argument("--agency", help="the agency, where the report itself does not say")
    parser.add_argument("--year", type=int, help="the year, where the report itself does not say")
    parser.add_argument("--lang", choices=("zh", "en"), default=_language(), help="language of sentences")


def _language() -> str:
    """Return the language of the person at the terminal."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((value for value in named if value), "").startswith("zh") else "en"


def _read(options: argparse.Namespace) -> int:
    from .printing import print_readings  # noqa: PLC0415

    return print_readings(options)


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds


def _codebook(options: argparse.Namespace) -> int:
    from .printing import print_codebook  # noqa: PLC0415

    return print_codebook(options)


def _push(options: argparse.Namespace) -> int:
    from .push import push_files  # noqa: PLC0415

    return push_files(options)


if __name__ == "__main__":
    sys.exit(main())
