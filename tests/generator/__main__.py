"""The commands: ``samples`` and ``make`` write reports, ``score`` measures, ``accuracy`` fills the README."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .shipping import FOLDER, ship
from .specimens import Specimen, generate
from .writers import WRITERS


def main() -> None:
    """Run one of the generator's commands."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    samples = commands.add_parser("samples", help="write the samples that ship")
    samples.add_argument("--folder", type=Path, default=FOLDER)
    make = commands.add_parser("make", help="write specimens and what must be read from them")
    make.add_argument("folder", type=Path)
    measure = commands.add_parser("score", help="read specimens and print how many cells came out right")
    measure.add_argument("--show", type=int, default=10, help="failing documents to name")
    measure.add_argument("--unsure", action="store_true", help="name the unclear cells too")
    measure.add_argument("--keep", type=Path, help="write the failing specimens into this folder")
    commands.add_parser("pictures", help="write the small pictures that the core tests read")
    commands.add_parser("accuracy", help="measure, and write the tables into the READMEs")
    for command in (make, measure):
        command.add_argument("--count", type=int, default=200)
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--format", action="append", choices=list(WRITERS), default=[])
    options = parser.parse_args()
    run = {"samples": _samples, "make": _make, "score": _score, "accuracy": _accuracy}
    run["pictures"] = _pictures
    run[options.command](options)


def _samples(options: argparse.Namespace) -> None:
    written = ship(options.folder)
    print(f"{len(written)} files, {sum(path.stat().st_size for path in written):,} bytes")


def _make(options: argparse.Namespace) -> None:
    for specimen in generate(options.seed, options.count, options.format):
        _write(options.folder, specimen)


def _write(folder: Path, specimen: Specimen) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / specimen.name).write_bytes(specimen.data)
    expected = json.dumps(specimen.expected, ensure_ascii=False, default=float)
    (folder / f"{specimen.name}.expected.json").write_text(f"{expected}\n", encoding="utf-8")


def _score(options: argparse.Namespace) -> None:
    from .score import score, table

    tallies, outcomes = score(generate(options.seed, options.count, options.format))
    for title, group in tallies.items():
        print("\n".join(table(dict(sorted(group.items())), title)), end="\n\n")
    failing = [o for o in outcomes if o.notes or (options.unsure and o.unsure)]
    for outcome in failing[: options.show]:
        notes = outcome.notes + (outcome.unsure if options.unsure else ())
        print(f"{outcome.specimen.name} [{' '.join(outcome.specimen.expected['traps'])}]")
        print("".join(f"    {note}\n" for note in notes[:6]), end="")
    print(f"{len(failing)} documents with something wrong{' or unclear' if options.unsure else ''}")
    if options.keep:
        for outcome in failing:
            _write(options.keep, outcome.specimen)


def _pictures(options: argparse.Namespace) -> None:
    from .pictures import write_pictures

    write_pictures()


def _accuracy(options: argparse.Namespace) -> None:
    from .accuracy import write_blocks

    write_blocks()


if __name__ == "__main__":
    main()
