"""The page of variations names only what is there, and every trap."""

from __future__ import annotations

import re

from tests.generator.traps import TRAPS
from tests.generator.writers import WRITERS
from tests.readme import ROOT

PAGE = (ROOT / "tests" / "generator" / "variations.md").read_text("utf-8")
COVERED = [line.rsplit("|", 2)[1] for line in PAGE.splitlines() if line.startswith("|")]
NAMES = [name for cell in COVERED for name in re.findall(r"`([^`]+)`", cell)]


def test_every_name_on_the_page_of_variations_is_there() -> None:
    samples = {path.name for path in (ROOT / "tests" / "samples").rglob("*")}
    styles = {style for writer in WRITERS.values() for style in writer.styles}
    known = {*TRAPS, *samples, *styles}
    assert [name for name in NAMES if name not in known and not (ROOT / name).exists()] == []
    assert len(NAMES) > len(TRAPS)


def test_every_trap_is_on_the_page_of_variations() -> None:
    assert [trap for trap in TRAPS if trap not in NAMES] == []
