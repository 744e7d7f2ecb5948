"""Numbers as strings that sort as the numbers do, and ranges of them as filters.

The stock Solr schema has no field for numbers: an unknown field is a string. So a
number is written with a fixed count of digits and a sign that sorts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk

from .labels import figure_label
from .names import figures, number_field
from .parameters import BadParameter, read_number

__all__ = ["LARGEST", "Range", "encode", "find_ranges"]

#: Digits before the point. The largest amount a report can name is far below.
DIGITS = 18
LARGEST = Decimal("9" * DIGITS)
COMPLEMENT = str.maketrans("0123456789", "9876543210")
#: Sorts after every digit and the point, so that of two negative numbers the longer sorts first.
END = "z"
SIDES = ("min", "max")


def encode(number: Decimal | int) -> str:
    """Return ``number`` as a string that sorts among others as the number does.

    >>> encode(1205), encode(Decimal("59237.2449"))
    ('p000000000000001205', 'p000000000000059237.2449')
    >>> encode(-12) > encode(Decimal("-12.5")) > encode(-13)
    True

    :raises ValueError: the number has more than 18 digits before the point
    """
    value = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    whole, _, fraction = f"{abs(value):f}".partition(".")
    if len(whole) > DIGITS:
        raise ValueError(f"{number} is too large to be indexed")
    fraction = fraction.rstrip("0")
    text = whole.zfill(DIGITS) + (f".{fraction}" if fraction else "")
    return f"n{text.translate(COMPLEMENT)}{END}" if value < 0 else f"p{text}"


@dataclass(frozen=True, slots=True)
class Range:
    """The bounds for one figure, both within; None is open."""

    figure: str
    low: Decimal | None
    high: Decimal | None

    @property
    def filter(self) -> str:
        """The range as a Solr filter; a report whose figure is not known is outside of every range."""
        low, high = (f'"{encode(bound)}"' if bound is not None else "*" for bound in (self.low, self.high))
        return f"{number_field(self.figure)}:[{low} TO {high}]"


def find_ranges(params: Mapping[str, Any], prefix: str = "") -> Iterator[Range]:
    """Yield the ranges that ``params`` ask for by ``<prefix><figure>_min`` and ``<prefix><figure>_max``.

    Other parameters are somebody else's and stay untouched.

    :raises BadParameter: a bound is no number, or the lower one is above the upper one
    """
    asked = {name[len(prefix) : -4] for name in params if name[-4:] in ("_min", "_max")}
    for figure in sorted(asked & figures()):
        low, high = (_bound(params, figure, prefix, side) for side in SIDES)
        if low is not None and high is not None and low > high:
            raise BadParameter(
                f"{prefix}{figure}_min",
                tk._("{figure}: at least {low} and at most {high} exclude each other").format(
                    figure=figure_label(figure), low=low, high=high
                ),
            )
        if low is not None or high is not None:
            yield Range(figure, low, high)


def _bound(params: Mapping[str, Any], figure: str, prefix: str, side: str) -> Decimal | None:
    name = f"{prefix}{figure}_{side}"
    given = params.get(name)
    if given is None or given == "":
        return None
    number = None if isinstance(given, (list, tuple, dict)) else read_number(given)
    if number is None:
        raise BadParameter(
            name,
            tk._("{figure}: “{given}” is not a number").format(figure=figure_label(figure), given=given),
        )
    if abs(number) > LARGEST:
        raise BadParameter(
            name, tk._("{figure}: {given} is too large").format(figure=figure_label(figure), given=given)
        )
    return number
