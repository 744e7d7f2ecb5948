"""Plausible figures that balance, drawn from a seeded source of chance."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from .form import APPLICANTS, DISPUTE_GROUPS, FORMS, Row, rows_with_one_other
from .printed import Key, Number

__all__ = ["SIZES", "draw_figures", "is_balanced", "rows_of"]

#: About how many requests a year: none, a township's, a county's, a city's, a province's.
SIZES = {"none": 0, "small": 12, "county": 260, "city": 2900, "province": 15000}

_DECISIONS_A_REQUEST = {"licences": 120, "penalties": 40, "compulsory_measures": 3, "other_services": 15}
_SHARES = (0.93, 0.035, 0.004, 0.006, 0.018, 0.007)
_WEIGHTS = {
    "granted": 40,
    "partly_granted": 13,
    "refused_state_secret": 0.3,
    "refused_other_law": 0.9,
    "refused_security": 0.2,
    "refused_third_party": 0.7,
    "refused_internal_affairs": 1.2,
    "refused_deliberative": 1.1,
    "refused_enforcement_files": 1.6,
    "refused_inquiry_matters": 2.4,
    "unavailable_not_held": 22,
    "unavailable_not_compiled": 3,
    "unavailable_unclear": 1,
    "not_processed_petition": 4,
    "not_processed_repeat": 2,
    "not_processed_publication": 0.1,
    "not_processed_excessive": 0.3,
    "not_processed_reconfirmation": 0.2,
    "closed_not_corrected": 2,
    "closed_fee_unpaid": 0.3,
    "closed_other": 4,
    "closed_otherwise": 6,
}


def rows_of(edition: str, one_row_other: bool) -> tuple[Row, ...]:
    """Return the rows of table 3 in that edition, with （六） as one row where asked."""
    rows = FORMS[edition].rows
    return rows_with_one_other(rows) if one_row_other and edition == "2021" else rows


def draw_figures(
    chance: Random,
    edition: str,
    size: str,
    *,
    one_row_other: bool = False,
    carried_in: tuple[int, ...] | None = None,
    scale: float = 1.0,
) -> dict[Key, Number]:
    """Return one number for every cell of the form; all its sums close.

    ``carried_in`` are six numbers, one an applicant, that last year's report carried out.
    """
    figures: dict[Key, Number] = {}
    figures.update(_draw_disclosure(chance, edition, SIZES[size] * scale))
    figures.update(_draw_requests(chance, edition, SIZES[size] * scale, one_row_other, carried_in))
    figures.update(_draw_disputes(chance, SIZES[size] * scale))
    return figures


def is_balanced(figures: Mapping[Key, Number | None]) -> bool:
    """Return whether every sum of the form closes; blanks count as nothing here."""
    rows = sorted({code for code, applicant in figures if applicant})
    outcomes = [code for code in rows if code not in ("outcomes_total",) and not code.startswith("requests_")]

    def cell(code: str, applicant: str | None) -> Number:
        return figures.get((code, applicant)) or 0

    columns = all(
        cell("requests_received", who) + cell("requests_carried_in", who)
        == cell("outcomes_total", who) + cell("requests_carried_out", who)
        and sum(cell(code, who) for code in outcomes) == cell("outcomes_total", who)
        for who in APPLICANTS
    )
    lines = all(sum(cell(code, who) for who in APPLICANTS[:-1]) == cell(code, "total") for code in rows)
    disputes = all(
        sum(cell(f"{group}_{result}", None) for result in ("upheld", "corrected", "other", "pending"))
        == cell(f"{group}_total", None)
        for group in DISPUTE_GROUPS
    )
    return columns and lines and disputes


def _near(chance: Random, about: float) -> int:
    """Return a count around ``about``: often 0 when that is small."""
    if about < 1:
        return int(chance.random() < about)
    return max(0, round(about * (0.7 + 0.6 * chance.random())))


def _amount(chance: Random, about: float, places: int) -> Number:
    """Return an amount with so many decimals at most; whole ones print without a point."""
    text = f"{about * (0.5 + chance.random()):.{places}f}"
    value = Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
    return int(value) if value == int(value) else value


def _draw_disclosure(chance: Random, edition: str, requests: float) -> dict[Key, Number]:
    codes = [code for block in FORMS[edition].blocks for line in block.lines for code in line.codes]
    figures: dict[Key, Number] = {(code, None): _draw_one(chance, code, requests) for code in codes}
    for subject in ("rules", "normative_documents"):
        if (made := figures.get((f"{subject}_made", None))) is not None:
            newly: Key = (f"{subject}_newly_published", None)
            figures[newly] = min(figures[newly], made)
    return figures


def _draw_one(chance: Random, code: str, requests: float) -> Number:
    """Return a figure of table 2 that fits an agency with so many requests a year."""
    if code.startswith(("rules_", "normative_")):
        stock = code.endswith(("in_force", "published_total"))
        if code.startswith("normative_"):
            return _near(chance, (requests / 60 + 1) * (9 if stock else 1))
        count = _near(chance, 3) + (40 if stock else 0)
        return count if requests > 1000 else 0
    if code.endswith("_decisions"):
        weight = _DECISIONS_A_REQUEST[code.removesuffix("_decisions")]
        return _near(chance, requests * weight * (0.2 + chance.random()))
    if code.endswith("items_change"):
        return chance.randrange(-9, 13) if chance.random() < 0.5 else 0
    if code.endswith("_amount"):
        about = requests * 21 if code == "charges_amount" else 40 + requests * 3
        return _amount(chance, about, chance.randrange(0, 5))
    return _near(chance, 8 + requests / 9 if code.endswith("items_last_year") else 3 + requests / 20)


def _draw_requests(
    chance: Random,
    edition: str,
    requests: float,
    one_row_other: bool,
    carried_in: tuple[int, ...] | None,
) -> dict[Key, Number]:
    codes = [row.code for row in rows_of(edition, one_row_other)]
    outcomes = [code for code in codes if code in _WEIGHTS]
    weight = sum(_WEIGHTS[code] for code in outcomes)
    lively = chance.random() < 0.5
    table = {code: [0] * 7 for code in codes}
    for column, share in enumerate(_SHARES):
        absent = column > 0 and not lively and chance.random() < 0.6
        for code in outcomes:
            about = 0.0 if absent else requests * share * _WEIGHTS[code] / weight
            table[code][column] = _near(chance, about)
        done = sum(table[code][column] for code in outcomes)
        came_over = _near(chance, done * 0.04) if carried_in is None else carried_in[column]
        left_over = _near(chance, done * 0.05)
        left_over += max(0, came_over - done - left_over)
        table["outcomes_total"][column] = done
        table["requests_carried_in"][column] = came_over
        table["requests_carried_out"][column] = left_over
        table["requests_received"][column] = done + left_over - came_over
    for values in table.values():
        values[6] = sum(values[:6])
    return {(code, who): table[code][i] for code in codes for i, who in enumerate(APPLICANTS)}


def _draw_disputes(chance: Random, requests: float) -> dict[Key, Number]:
    figures: dict[Key, Number] = {}
    for group, share in zip(DISPUTE_GROUPS, (0.09, 0.02, 0.012), strict=True):
        parts = {
            "upheld": _near(chance, requests * share * 0.5),
            "corrected": _near(chance, requests * share * 0.1),
            "other": _near(chance, requests * share * 0.3),
            "pending": _near(chance, requests * share * 0.1),
        }
        for result, count in parts.items():
            figures[f"{group}_{result}", None] = count
        figures[f"{group}_total", None] = sum(parts.values())
    return figures
