"""The fixed parts of generated files: a site's page around a report, the small members of a package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

__all__ = ["part"]


def part(path: str, **words: object) -> str:
    """Return the part with its ``${…}`` filled in."""
    return _template(path).substitute(words)


@cache
def _template(path: str) -> Template:
    return Template((Path(__file__).parent / path).read_text(encoding="utf-8"))
