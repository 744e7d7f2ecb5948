"""Writes the pages that are made: `python -m docs.made`."""

from __future__ import annotations

from . import pages

for path, text in pages().items():
    path.write_text(text, encoding="utf-8")
