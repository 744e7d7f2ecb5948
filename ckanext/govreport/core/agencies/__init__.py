"""Whose report: agency, level and administrative division."""

from .divisions import find_division, find_divisions
from .model import Agency, Division
from .recognition import recognise_agency

__all__ = ["Agency", "Division", "find_division", "find_divisions", "recognise_agency"]
