"""Which edition of the national form a report was written on: recognised by labels, never by the year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from ..codebook import Edition, codebook
from ..text.folding import label_key, similarity

__all__ = ["recognise_edition"]

ALIKE_AT_LEAST = 0.85
#: Shorter labels also stand in ordinary sentences.
RUNNING_LENGTH = 5
#: So many rows that all editions have make a form, whichever it is.
SHARED_AT_LEAST = 3


def recognise_edition(cells: Iterable[str], text: str, year: int | None) -> Edition | None:
    """Return the edition whose own labels stand among the ``cells`` of the tables, or None.

    Only labels that no other edition has can decide. Where none stands there
    but rows that the editions share, the year of the report settles it. Tables
    that ran together have no cells: then the labels are looked for in ``text``.
    """
    keys = {key for key in map(label_key, cells) if key}
    running = label_key(text)
    return (
        _recognise(keys.__contains__, None)
        or _recognise(lambda label: _stands_there(label, keys), year)
        or _recognise(lambda label: len(label) >= RUNNING_LENGTH and label in running, year)
    )


def _recognise(stands_there: Callable[[str], bool], year: int | None) -> Edition | None:
    scores = {code: sum(map(stands_there, labels)) for code, labels in _own_labels().items()}
    best = max(scores.values(), default=0)
    winners = [code for code, score in scores.items() if score == best]
    if best and len(winners) == 1:
        return codebook().editions[winners[0]]
    if sum(map(stands_there, _shared_labels())) < SHARED_AT_LEAST:
        return None
    return next((edition for edition in codebook().editions.values() if _in_use(edition, year)), None)


def _stands_there(label: str, keys: set[str]) -> bool:
    return label in keys or any(similarity(label, key) >= ALIKE_AT_LEAST for key in keys)


def _in_use(edition: Edition, year: int | None) -> bool:
    return year is not None and edition.first_year <= year <= (edition.last_year or year)


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(map(label_key, _wordings(edition))) for code, edition in codebook().editions.items()
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
