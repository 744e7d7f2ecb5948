"""Whose report: agency, level and administrative division."""

from .comparison import may_sign_for, same_agency
from .divisions import find_division, find_divisions
from .model import Agency, Division
from .recognition import recognise_agency

__all__ = [
    "Agency",
    "Division",
    "find_division",
    "find_divisions",
    "may_sign_for",
    "recognise_agency",
    "same_agency",
]
