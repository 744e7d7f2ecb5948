"""Rows of a dump whose numbers stand apart, one a cell: whether each is where it seems to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, islice

from ..text.numbers import read_count
from .running import Run

__all__ = ["Tokens", "rows_apart"]

Tokens = tuple[str, ...]

#: Where fewer of the rows have a number for every column, blanks left no trace.
WHOLE_AT_LEAST = 0.8
#: Two words that may be one number.
THOUSANDS = re.compile(r"\d{1,3} \d{3}")
TRIED_AT_MOST = 1000
#: So many rows must add up for each that does not: an agency slips here and there, not everywhere.
CLOSING_FOR_EACH = 3


def rows_apart(runs: dict[str, Run], orders: Sequence[Tokens], total: str) -> dict[str, Mapping[str, str]]:
    """Return the rows that are sure, each applicant's token; ``orders`` are those that the heads allow.

    The order is the one in which the rows add up. A row that does not add up is
    kept only where no row lacks a number, so that none can have moved up, and never
    if it is the last, behind which anything may stand.
    """
    width = len(orders[0])
    whole = {
        name: tokens for name, run in runs.items() if len(tokens := _whole(run, orders[0], total)) == width
    }
    if not whole or len(whole) < WHOLE_AT_LEAST * len(runs):
        return {}
    tried = []
    for order in orders:
        rows = {name: dict(zip(order, tokens, strict=True)) for name, tokens in whole.items()}
        verdicts = {name: _adds_up(row, total) for name, row in rows.items()}
        closing, failing = (list(verdicts.values()).count(verdict) for verdict in (True, False))
        if CLOSING_FOR_EACH * failing <= closing:
            tried.append((failing - closing, rows, verdicts))
    tried.sort(key=lambda each: each[0])
    if not tried or (len(tried) > 1 and tried[0][0] == tried[1][0] and tried[0][0] < 0):
        return {}
    _, rows, verdicts = tried[0]
    nothing_moved = len(whole) == len(runs)
    last = next(reversed(runs), "")
    return {
        name: row
        for name, row in rows.items()
        if verdicts[name]
        or (runs[name].ordered and ((nothing_moved and name != last) or verdicts[name] is not False))
        or len(set(row.values())) == 1
    }


def _whole(run: Run, order: Tokens, total: str) -> Tokens:
    """Return the row's tokens, those put together that blanks part as they part thousands, if sums tell."""
    surplus = len(run.tokens) - len(order)
    if not 0 < surplus <= len(order):
        return run.tokens
    behind = [
        at for at in range(1, len(run.tokens)) if THOUSANDS.fullmatch(" ".join(run.tokens[at - 1 : at + 1]))
    ]
    found = set()
    for chosen in islice(combinations(behind, surplus), TRIED_AT_MOST):
        joined: list[str] = []
        for at, token in enumerate(run.tokens):
            if at in chosen:
                joined[-1] += token
            else:
                joined.append(token)
        if _adds_up(dict(zip(order, joined, strict=True)), total):
            found.add(tuple(joined))
    return found.pop() if len(found) == 1 else run.tokens


def _adds_up(row: Mapping[str, str], total: str) -> bool | None:
    """Say whether a row adds up; None where it has no numbers or one that cannot be read."""
    counts = {code: read_count(text) for code, text in row.items()}
    if any(count.state == "unclear" for count in counts.values()):
        return None
    values = {code: int(count.value or 0) for code, count in counts.items()}
    if not any(values.values()):
        return None
    return 2 * values[total] == sum(values.values())
