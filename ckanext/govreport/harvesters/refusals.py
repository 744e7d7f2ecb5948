"""Why something was not harvested, in sentences of both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["HarvestRefusal", "say"]


class HarvestRefusal(Exception):
    """A source, a place or a configuration that the harvester does not take, and why.

    ``code`` is one of refusals.yaml; ``details`` holds what its sentences name.
    """

    def __init__(self, code: str, **details: Any) -> None:
        sentences = _sentences()[code]
        self.code = code
        self.zh: str = sentences["zh"].format(**details)
        self.en: str = sentences["en"].format(**details)
        super().__init__(say(self))


def say(refusal: Any, name: str = "") -> str:
    """Return both sentences of a refusal in one line, said of ``name``.

    A job's errors are written by a program that serves no reader in particular, so
    they cannot be put into the reader's language later.
    """
    said = f"{refusal.zh} / {refusal.en}"
    return f"{name}: {said}" if name else said


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    sentences: dict[str, dict[str, str]] = yaml.safe_load(text)
    return sentences
