"""The tests of the pages look at one library of published reports."""

from __future__ import annotations

from tests.plugin.library import library

__all__ = ["library"]
