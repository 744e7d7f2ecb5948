"""Names of files that lie beside reports and are none."""

from __future__ import annotations

import fnmatch
import re
from functools import cache
from pathlib import Path

import yaml

__all__ = ["is_clutter"]


def is_clutter(name: str) -> bool:
    """Return whether a file or folder of this name is passed over.

    >>> is_clutter("~$报告.docx"), is_clutter("Thumbs.db"), is_clutter("README.md"), is_clutter("报告.docx")
    (True, True, True, False)
    """
    return name not in (".", "..") and _pattern().fullmatch(name.lower()) is not None


@cache
def _pattern() -> re.Pattern[str]:
    text = Path(__file__).with_name("skipped.yaml").read_text(encoding="utf-8")
    return re.compile("|".join(map(fnmatch.translate, yaml.safe_load(text))))
