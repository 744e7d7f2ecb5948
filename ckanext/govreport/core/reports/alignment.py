"""Printed rows matched with the rows of the form, in order, by their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..text.folding import label_key, similarity

__all__ = ["FormRow", "PrintedRow", "align_rows"]

#: Below this, two labels are not the same row: misprints stay above 0.7, other rows below 0.45.
ALIKE_AT_LEAST = 0.55
#: What a row of numbers without any label is worth: it may stand for a form row, but never pushes one out.
NO_LABEL = 0.01
GROUP = 0.2


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form: its wordings and those of the group it stands in.

    ``instead`` marks a group's own row, printed only where its rows are not.
    """

    wordings: tuple[str, ...]
    group: tuple[str, ...] = ()
    instead: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed row: its own label, and the group labels that stand before or above it."""

    label: str
    groups: tuple[str, ...] = ()


def align_rows(printed: Sequence[PrintedRow], form: Sequence[FormRow]) -> list[int | None]:
    """Return for each printed row the index of the form row it is, or None.

    The order of the form is kept: the pairing with the greatest likeness in all
    wins (dynamic programming), so one damaged label is carried by its neighbours.
    Rows without a label are matched only where as many of them stand between two
    recognised rows as the form has there.
    """
    exact = _exact_matches(printed, form)
    if exact is not None:
        return exact
    gains = _gains(printed, form)
    best = [[0.0] * (len(form) + 1) for _ in range(len(printed) + 1)]
    for row in range(len(printed) - 1, -1, -1):
        for place in range(len(form) - 1, -1, -1):
            skip = max(best[row + 1][place], best[row][place + 1])
            gain = gains[row][place]
            best[row][place] = max(skip, gain + best[row + 1][place + 1]) if gain > 0 else skip
    matches: list[int | None] = [None] * len(printed)
    row = place = 0
    while row < len(printed) and place < len(form):
        gain = gains[row][place]
        if gain > 0 and best[row][place] == gain + best[row + 1][place + 1]:
            matches[row] = place
            row, place = row + 1, place + 1
        elif best[row][place] == best[row + 1][place]:
            row += 1
        else:
            place += 1
    return _keep_sure(printed, matches, form)


def _exact_matches(printed: Sequence[PrintedRow], form: Sequence[FormRow]) -> list[int | None] | None:
    """Return the matches of rows that are labelled to the letter and in order; None where one is not."""
    places = {label_key(wording): place for place, row in enumerate(form) for wording in row.wordings}
    found = [places.get(label_key(row.label)) for row in printed]
    known = [place for place in found if place is not None]
    in_order = all(one < other for one, other in pairwise(known))
    return list(found) if len(known) == len(found) and in_order else None


def _gains(printed: Sequence[PrintedRow], form: Sequence[FormRow]) -> list[list[float]]:
    keys = [[label_key(wording) for wording in row.wordings] for row in form]
    groups = [[label_key(wording) for wording in row.group] for row in form]
    gains = []
    for row in printed:
        label = label_key(row.label)
        row_groups = [label_key(group) for group in row.groups]
        if not label:
            gains.append([NO_LABEL] * len(form))
            continue
        line = []
        for wordings, group in zip(keys, groups, strict=True):
            alike = max([similarity(label, wording) for wording in wordings])
            if alike < ALIKE_AT_LEAST:
                line.append(0.0)
                continue
            in_group = max((similarity(one, two) for one in row_groups for two in group), default=0.0)
            line.append(alike + GROUP * in_group)
        gains.append(line)
    return gains


def _keep_sure(
    printed: Sequence[PrintedRow], matches: list[int | None], form: Sequence[FormRow]
) -> list[int | None]:
    """Keep unlabelled rows only where as many stand between two recognised ones as the form has there."""
    known = [match if row.label else None for row, match in zip(printed, matches, strict=True)]
    anchors = [-1, *(at for at, match in enumerate(known) if match is not None), len(printed)]
    places = [-1, *(match for match in known if match is not None), len(form)]
    for (start, end), (before, after) in zip(pairwise(anchors), pairwise(places), strict=True):
        between = [place for place in range(before + 1, after) if not form[place].instead]
        gap = printed[start + 1 : end]
        if gap and len(between) == len(gap) and not any(row.label for row in gap):
            known[start + 1 : end] = between
    return known
