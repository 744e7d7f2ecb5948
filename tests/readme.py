"""The code blocks of a README as examples: `sh` and `python` run, what follows them is what they print."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["ADDRESS", "ROOT", "Example", "blocks", "examples"]

ROOT = Path(__file__).resolve().parents[1]
#: Where the portal stands in the README: an example that names it needs one.
ADDRESS = "http://127.0.0.1:5700"
GAP = "…"

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: A block that runs, and one right after it with nothing between.
PAIR = re.compile(r"^```(sh|python)\n(.*?)^```$(?:\n\n```(text|json)\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A block that runs: its language, its code, and what it prints, if the README says so."""

    language: str
    code: str
    kind: str | None
    output: str

    @property
    def needs_portal(self) -> bool:
        """Whether it talks to a portal."""
        return ADDRESS in self.code

    def command(self, python: str, address: str = ADDRESS) -> list[str]:
        """Return the command that runs it against the portal at ``address``."""
        code = self.code.replace(ADDRESS, address)
        return [python, "-c", code] if self.language == "python" else ["sh", "-ec", code]

    def check(self, printed: str) -> None:
        """Assert that ``printed`` is what the README says; gaps and left out keys may be anything."""
        if self.kind == "json":
            _check_json(json.loads(self.output), json.loads(printed), "")
        elif self.kind == "text":
            _check_text(self.output, printed)


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the language and content of every fenced block."""
    return FENCE.findall(text)


def examples(text: str) -> list[Example]:
    """Return every block that runs."""
    return [
        Example(language, code, kind or None, output) for language, code, kind, output in PAIR.findall(text)
    ]


def _check_text(expected: str, printed: str) -> None:
    """Assert that the lines between the gaps are printed in this order, and that nothing else is."""
    lines = [re.escape(line) for line in expected.splitlines()]
    gap = re.escape(GAP)
    pattern = "".join(r"(?:.*\n)*?" if line == gap else rf"{line} *\n" for line in lines)
    assert re.fullmatch(pattern, printed), f"the README says:\n{expected}\nprinted is:\n{printed}"


def _check_json(expected: Any, printed: Any, where: str) -> None:
    if isinstance(expected, dict):
        for key, value in expected.items():
            assert key in printed, f"{where}.{key} is missing"
            _check_json(value, printed[key], f"{where}.{key}")
    elif isinstance(expected, list):
        for index, value in enumerate(expected):
            _check_json(value, printed[index], f"{where}[{index}]")
    else:
        assert expected == printed, f"{where}: the README says {expected!r}, printed is {printed!r}"
