"""Which edition of the form a report was written on: recognised by labels, never by the year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from ..codebook import Edition, codebook
from ..text.folding import label_key
from .labels import Labels
from .running import RunningText
from .statistics_text import find_statistics

__all__ = ["recognise_edition"]

ALIKE_AT_LEAST = 0.85
#: Shorter labels also stand in ordinary sentences.
RUNNING_LENGTH = 5
#: No form has so many different cells: of a file with more, only exact labels are asked.
MOST_KEYS = 20_000
#: So many rows that all editions have make a form, whichever it is.
SHARED_AT_LEAST = 3
#: So much of a table of statistics must stand there.
HALF = 0.5


def recognise_edition(cells: Iterable[str], text: str, year: int | None) -> Edition | None:
    """Return the edition whose labels stand among the ``cells`` of the tables, or None.

    Of the forms with three tables only labels that no other edition has can
    decide. Where none stands there but rows that the editions share, the year of
    the report settles it. A table of statistics is known by its rows and by the
    heads of its columns. Tables that ran together have no cells: then all of it is
    looked for in ``text``.
    """
    keys = {key for key in map(label_key, cells) if key}
    known = (
        _recognise(keys.__contains__, None)
        or _recognise_statistics(keys)
        or _recognise(_alike(keys).__contains__, year)
    )
    if known:
        return known
    running = label_key(text)
    return _recognise(
        lambda label: len(label) >= RUNNING_LENGTH and label in running, year
    ) or _recognise_running_statistics(text)


def _recognise(stands_there: Callable[[str], bool], year: int | None) -> Edition | None:
    scores = {code: sum(map(stands_there, labels)) for code, labels in _own_labels().items()}
    best = max(scores.values(), default=0)
    winners = [code for code, score in scores.items() if score == best]
    if best and len(winners) == 1:
        return codebook().editions[winners[0]]
    if year is None or sum(map(stands_there, _shared_labels())) < SHARED_AT_LEAST:
        return None
    editions = (codebook().editions[code] for code in scores)
    return next((edition for edition in editions if edition.in_use(year)), None)


def _recognise_statistics(keys: set[str]) -> Edition | None:
    """Return the form most of whose rows stand among the cells, and every head of several columns."""
    heads = {label_key(re.sub(r"\d{4}", "", key)) for key in keys}
    found = {}
    for edition in codebook().editions.values():
        if edition.statistics is None:
            continue
        columns = edition.statistics.columns
        if len(columns) == 1 or all(heads & set(map(label_key, each.wordings)) for each in columns):
            rows = [row for _, row in edition.statistics_rows() if row.indicators]
            there = [row for row in rows if keys & set(map(label_key, row.label.wordings))]
            found[edition.code] = _share([row.optional for row in rows], len(there))
    return _fullest(found)


def _recognise_running_statistics(text: str) -> Edition | None:
    running = RunningText(text)
    found = {}
    for edition in codebook().editions.values():
        rows = find_statistics(running, edition)
        optional = [row.optional for _, row in edition.statistics_rows() if row.indicators]
        found[edition.code] = _share(optional, len(rows))
    return _fullest(found)


def _share(optional: Sequence[bool], there: int) -> float:
    """Return how much of a form stands there; a row that not every copy has is not asked for."""
    needed = sum(not each for each in optional)
    return there / needed if needed else 0.0


def _fullest(shares: Mapping[str, float]) -> Edition | None:
    best = max(shares.values(), default=0.0)
    winners = [code for code, share in shares.items() if share == best]
    return codebook().editions[winners[0]] if best >= HALF and len(winners) == 1 else None


def _alike(keys: set[str]) -> set[str]:
    """Return the labels of the forms that stand among the ``keys``, a misprint allowed."""
    if len(keys) > MOST_KEYS:
        return keys
    labels, index = _all_labels()
    return {labels[place] for key in keys for score, place in index.scores(key) if score >= ALIKE_AT_LEAST}


@cache
def _all_labels() -> tuple[list[str], Labels]:
    labels = sorted(frozenset().union(*_labels().values()))
    return labels, Labels([[label] for label in labels])


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(map(label_key, _wordings(edition)))
        for code, edition in codebook().editions.items()
        if edition.requests
    }


@cache
def _own_labels() -> dict[str, frozenset[str]]:
    labels = _labels()
    return {
        code: own - frozenset().union(*(other for name, other in labels.items() if name != code))
        for code, own in labels.items()
    }


@cache
def _shared_labels() -> frozenset[str]:
    return frozenset.intersection(*_labels().values())


def _wordings(edition: Edition) -> Iterable[str]:
    for block in edition.disclosure:
        yield from block.caption.wordings
        for column in block.columns:
            yield from column.label.wordings
        for row in block.rows:
            yield from row.label.wordings
    for _, request in edition.request_rows():
        yield from request.label.wordings
