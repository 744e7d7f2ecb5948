"""The labels of a form, and which of them a printed label is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..codebook import Edition, codebook
from ..text.folding import label_key, similarity

__all__ = ["Labels", "form_labels"]

#: Printed labels repeat from one report to the next; so many are remembered.
REMEMBERED = 4096


class Labels:
    """Labels in a fixed order, each with its wordings, compared by their keys."""

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        self._keys = [[label_key(wording) for wording in wordings] for wordings in labels]
        self._nearest = {
            key: (1.0, place) for place, keys in reversed(list(enumerate(self._keys))) for key in keys if key
        }
        self._nearest[""] = (0.0, -1)

    def nearest(self, key: str) -> tuple[float, int]:
        """Return how alike the nearest label is to a key, 0 to 1, and its place; -1 where none is at all."""
        known = self._nearest.get(key)
        if known is None:
            scores = [max(similarity(key, wording) for wording in keys) for keys in self._keys]
            best = max(scores, default=0.0)
            known = (best, scores.index(best)) if best else (0.0, -1)
            if len(self._nearest) < REMEMBERED:
                self._nearest[key] = known
        return known

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
