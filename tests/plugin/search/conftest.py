"""The tests of the search look at one library of published reports."""

from __future__ import annotations

from tests.plugin.library import find, library, search

__all__ = ["find", "library", "search"]
