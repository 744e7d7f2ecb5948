"""Grids that hold several tables of the form, parted so that each holds one."""

from __future__ import annotations

from itertools import pairwise

from ..codebook import Edition
from .labels import FormLabels, Labels, form_labels
from .lines import Line
from .tables import PrintedGrid

__all__ = ["part_tables"]

#: A label must be at least this much like one of the form to say which table its line belongs to.
LABEL = 0.9
CELLS_AT_LEAST = 3
KEY_AT_LEAST = 4


def part_tables(lines: PrintedGrid, edition: Edition) -> list[PrintedGrid]:
    """Return the lines of a grid, cut where another table of the form begins.

    Spreadsheets and editors put all three tables into one. Where the tables do
    not follow each other whole, nothing is cut.
    """
    if len(edition.tables) == 1:
        return [lines]
    labels = form_labels(edition.code)
    known = [(at, table) for at, line in enumerate(lines) if (table := _table_of(line, labels))]
    changes = [(one, other) for one, other in pairwise(known) if one[1] != other[1]]
    if not changes or len(changes) != len({table for _, table in known}) - 1:
        return [lines]
    cuts = [0, *(before[0] + 1 for before, _ in changes), len(lines)]
    return [lines[start:end] for start, end in pairwise(cuts)]


def _table_of(line: Line, labels: FormLabels) -> str:
    """Return which table the line surely belongs to, ``""`` if it does not say."""
    if _names_any(line, labels.captions) or (
        len(line.cells) > 1 and _names_any(line, labels.disclosure_rows)
    ):
        return "disclosure"
    if _names_any(line, labels.request_marks) or (
        len(line.cells) >= CELLS_AT_LEAST and _names_any(line, labels.request_rows)
    ):
        return "requests"
    return "disputes" if _names_any(line, labels.dispute_groups) else ""


def _names_any(line: Line, names: Labels) -> bool:
    return any(len(key) >= KEY_AT_LEAST and names.find(key, LABEL) is not None for _, key in line.labels)
