"""The labels of a form, and which of them a printed label is nearest to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..codebook import Edition, codebook
from ..text.folding import label_key, pairs_of

__all__ = ["Labels", "form_labels"]

#: Printed labels repeat from one report to the next; so many are remembered.
REMEMBERED = 4096


class Labels:
    """Labels in a fixed order, each with its wordings, compared by their keys."""

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        keys = [(place, label_key(wording)) for place, label in enumerate(labels) for wording in label]
        self._sizes = [(place, len(pairs_of(key))) for place, key in keys]
        #: Pair of neighbours → the wordings that have it, so that only those like a key are compared.
        self._having: dict[str, list[int]] = defaultdict(list)
        for wording, (_, key) in enumerate(keys):
            for pair in pairs_of(key):
                self._having[pair].append(wording)
        self._nearest = {key: (1.0, place) for place, key in reversed(keys) if key}
        self._nearest[""] = (0.0, -1)

    def nearest(self, key: str) -> tuple[float, int]:
        """Return how alike the nearest label is to a key, 0 to 1, and its place; -1 where none is at all."""
        known = self._nearest.get(key)
        if known is None:
            known = self._compare(key)
            if len(self._nearest) < REMEMBERED:
                self._nearest[key] = known
        return known

    def _compare(self, key: str) -> tuple[float, int]:
        """Return the likeness and the place of the nearest label, the first of equals."""
        return max(self.scores(key), key=lambda found: (found[0], -found[1]), default=(0.0, -1))

    def scores(self, key: str) -> Iterator[tuple[float, int]]:
        """Yield how alike each wording is that shares anything with a key, and the place of its label."""
        pairs = pairs_of(key)
        shared = Counter(wording for pair in pairs for wording in self._having.get(pair, ()))
        for wording, count in shared.items():
            place, size = self._sizes[wording]
            yield 2 * count / (len(pairs) + size), place

    def find(self, key: str, at_least: float) -> int | None:
        """Return the place of the label that ``key`` is, or None where none is alike enough."""
        score, place = self.nearest(key)
        return place if score >= at_least else None


class FormLabels:
    """The labels of one edition, by what they name."""

    def __init__(self, edition: Edition) -> None:
        rows = list(edition.request_rows())
        groups = dict.fromkeys(group.label for above, _ in rows for group in above)
        applicants = [codebook().applicants[code] for code in edition.applicants]
        marks = (edition.requests_corner, edition.requests_head, edition.requests_organisations)
        disputes = [group.label for group in edition.disputes]
        within = [group.within for group in edition.disputes if group.within]
        self.request_rows = Labels([row.label.wordings for _, row in rows])
        self.request_groups = Labels([label.wordings for label in groups])
        self.applicants = Labels([[applicant.zh] for applicant in applicants])
        self.request_marks = Labels([mark.wordings for mark in marks])
        self.captions = Labels([block.caption.wordings for block in edition.disclosure])
        self.disclosure_rows = Labels(
            [row.label.wordings for block in edition.disclosure for row in block.rows]
        )
        self.block_columns = [
            Labels([column.label.wordings for column in block.columns]) for block in edition.disclosure
        ]
        self.dispute_groups = Labels([label.wordings for label in disputes])
        self.results = Labels([result.label.wordings for result in edition.disputes[0].results])
        self.dispute_heads = Labels(
            [label.wordings for label in (*disputes, *within)]
            + [result.label.wordings for result in edition.disputes[0].results]
        )


@cache
def form_labels(edition: str) -> FormLabels:
    """Return the labels of the edition with this code."""
    return FormLabels(codebook().editions[edition])
