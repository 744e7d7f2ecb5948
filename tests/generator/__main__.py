"""``python -m tests.generator samples`` writes tests/samples anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from .shipping import FOLDER, ship


def main() -> None:
    """Run one of the generator's commands."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    samples = commands.add_parser("samples", help="write the samples that ship")
    samples.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    written = ship(options.folder)
    print(f"{len(written)} files, {sum(path.stat().st_size for path in written):,} bytes")


if __name__ == "__main__":
    main()
