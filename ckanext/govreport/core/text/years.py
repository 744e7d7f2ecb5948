"""Years as they are written in titles and dates."""

from __future__ import annotations

import re

from .folding import strip_spaces
from .signs import signs

__all__ = ["YEAR", "find_years", "read_month", "read_year"]

DIGITS = {sign: str(digit) for digit, looks in enumerate(signs()["digits"]) for sign in looks}
_ZERO, _TWO = signs()["digits"][0], signs()["digits"][2]
_ANY = "".join(DIGITS)
#: A year between 2000 and 2099 in a folded text, in Arabic or Chinese numerals, not part of a longer number.
YEAR = rf"(?:(?<!\d)20\d\d(?!\d)|{_TWO}[{_ZERO}][{_ANY}]{{2}})"
_YEAR = re.compile(YEAR)


def read_year(text: str) -> int | None:
    """Return the year that ``text`` is, or None.

    >>> read_year("2021"), read_year("二〇二一"), read_year("二○一二"), read_year("二十")
    (2021, 2021, 2012, None)
    """
    digits = "".join(DIGITS.get(sign, sign) for sign in strip_spaces(text))
    return int(digits) if re.fullmatch(r"20\d\d", digits) else None


def read_month(text: str) -> int | None:
    """Return the month that ``text`` is, 1 to 12, or None.

    >>> read_month("01"), read_month("十二"), read_month("九"), read_month("13")
    (1, 12, 9, None)
    """
    stripped = strip_spaces(text)
    tens, ten, ones = stripped.rpartition(signs()["ten"])
    digits = DIGITS.get(ones, ones) if ones or not ten else "0"
    month = int(digits) + (10 if ten else 0) if digits.isdecimal() and not tens else 0
    return month if 1 <= month <= 12 else None


def find_years(text: str) -> list[int]:
    """Return every year named in ``text``, in order.

    >>> find_years("2023 年 1 月 1 日起至 2023 年 12 月 31 日，二○二四年一月")
    [2023, 2023, 2024]
    """
    found = [read_year(match.group()) for match in _YEAR.finditer(strip_spaces(text))]
    return [year for year in found if year is not None]
