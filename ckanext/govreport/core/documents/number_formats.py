"""Numbers of a spreadsheet → what the cell prints."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

__all__ = ["BUILT_IN", "is_plain", "print_number"]

#: Formats that every workbook has without defining them; those left out print a number as it is.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy-m-d h:mm",
    31: "yyyy-m-d",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    57: "yyyy-m",
    58: "m-d",
}
#: What in a format is printed as it stands, or is no part of the number.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"\.([0#?]+)")
_DATE = re.compile(r"[yd]|m.*d|h.*m", re.IGNORECASE)
#: Spreadsheets take no longer format.
_LONGEST = 255
_EPOCH = datetime(1899, 12, 30)
#: A spreadsheet keeps so many digits of a number.
_DIGITS = 15
#: The first of January of the year 10000.
_LAST_DAY = 2_958_466


@lru_cache(maxsize=1000)
def _section(form: str) -> str:
    """Return what a format says of positive numbers, without what is printed as it stands."""
    return _LITERAL.sub("", form[:_LONGEST].split(";", maxsplit=1)[0])


def is_plain(form: str) -> bool:
    """Return whether a whole number under this format prints as its digits."""
    section = _section(form)
    return "%" not in section and not _DATE.search(section)


def print_number(value: float, form: str = "") -> str:
    """Return the digits that a cell with this value and number format prints.

    Rounding and percent are the format's, so ``7730.2799`` under ``0.00`` is
    ``7730.28``; a date comes in ISO form. Thousands are not separated, zeros
    behind the last decimal are left out, and a zero is always ``0``, however
    the format disguises it.

    >>> print_number(59237.244899999998), print_number(7730.2799, "#,##0.00"), print_number(0.5, "0%")
    ('59237.2449', '7730.28', '50%')
    >>> print_number(44927, 'yyyy"年"m"月"d"日"')
    '2023-01-01'
    """
    section = _section(form)
    exact = Decimal(format(value, f".{_DIGITS}g"))
    if not exact.is_finite():
        return str(value)
    if _DATE.search(section) and 0 < value < _LAST_DAY:
        return (_EPOCH + timedelta(days=value)).strftime("%Y-%m-%d")
    percent = "%" if "%" in section else ""
    if percent:
        exact *= 100
    if any(sign in section for sign in "0#?"):
        decimals = _DECIMALS.search(section)
        shown = Decimal(1).scaleb(-len(decimals.group(1)) if decimals else 0)
        exact = exact.quantize(shown, ROUND_HALF_UP) if abs(exact) < 10**_DIGITS else exact
    digits = f"{exact:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + percent
