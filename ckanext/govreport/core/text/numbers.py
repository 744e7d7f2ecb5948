"""What a table cell says: a number, a blank, nothing to say, or something unclear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from .folding import ZERO_WIDTH, fold_text, strip_spaces
from .signs import signs

__all__ = [
    "MONEY_UNITS",
    "Number",
    "blank_note_signs",
    "is_value",
    "join_thousands",
    "read_amount",
    "read_change",
    "read_count",
]

#: More digits than any agency ever counted; also as many as a JSON number keeps exactly.
DIGITS_AT_MOST = 15
#: Cells repeat, zeros above all; what this many of them say is remembered.
REMEMBERED = 4096
NOTHING = frozenset(signs()["nothing"])
COUNT_UNITS = tuple(signs()["count_units"])
MONEY_UNITS = tuple(signs()["money_units"])
MORE = ("+", *signs()["more"])
LESS = ("-", *signs()["less"])


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


NUMBER = re.compile(
    rf"""(?P<sign>{_any_of(MORE + LESS)})?
         (?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)
         (?P<fraction>\.\d+)?
         (?P<unit>{_any_of(COUNT_UNITS + MONEY_UNITS)})?
         (?P<note>[(\[].*[)\]])?""",
    re.VERBOSE,
)


#: Blanks that part thousands: three digits behind each, and no other blank.
THOUSANDS = re.compile(r"(?<![\d.])([1-9]\d{0,2})((?:[^\S\n]\d{3})+)(?!\d|[^\S\n]+\d)")


WITHOUT_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
#: Raised and circled digits are marks of notes: folded, they would look like digits of the number.
NOTE_SIGNS = re.compile(
    r"(?<![(\[\uff08])"
    r"[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f]+"
)
#: What programs print behind a whole number that they keep as a fraction.
WHOLE = (None, ".0", ".00")


def blank_note_signs(text: str) -> str:
    """Return ``text`` with a blank for each mark of a note, so that folding makes no digit of it.

    >>> blank_note_signs("收到申请12①件")
    '收到申请12 件'
    """
    return NOTE_SIGNS.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says. ``value`` is set only where ``state`` is ``reported``."""

    value: int | Decimal | None
    state: Literal["reported", "blank", "not_applicable", "unclear"]
    unit: str | None = None
    note: str | None = None


@lru_cache(maxsize=REMEMBERED)
def read_count(text: str) -> Number:
    """Return the count that a cell says: whole and never negative.

    Full width digits, separators of thousands, a unit and a bracketed note are
    understood. Anything else is ``unclear`` rather than guessed at, and a blank
    is never a zero.

    >>> read_count("　１，２０５ 件")
    Number(value=1205, state='reported', unit='件', note=None)
    >>> read_count("22（其中修订16件）")
    Number(value=22, state='reported', unit=None, note='其中修订16件')
    >>> read_count("12①"), read_count("12.0").value, read_count("12.5").state
    (Number(value=12, state='reported', unit=None, note='1'), 12, 'unclear')
    >>> read_count("\\u00a0").state, read_count("/").state, read_count("1 2").state, read_count("-3").state
    ('blank', 'not_applicable', 'unclear', 'unclear')
    """
    found = _split(text)
    if isinstance(found, Number):
        return found
    if found["sign"] or found["fraction"] not in WHOLE or found["unit"] in MONEY_UNITS:
        return UNCLEAR
    return _number(found, int(_digits(found)))


@lru_cache(maxsize=REMEMBERED)
def read_change(text: str) -> Number:
    """Return the signed change that a cell says.

    >>> read_change("-185").value, read_change("减4").value, read_change("+2").value, read_change("3").value
    (-185, -4, 2, 3)
    >>> read_change("--253").state
    'unclear'
    """
    found = _split(text)
    if isinstance(found, Number):
        return found
    if found["fraction"] not in WHOLE or found["unit"] in MONEY_UNITS:
        return UNCLEAR
    value = int(_digits(found))
    return _number(found, -value if found["sign"] in LESS else value)


@lru_cache(maxsize=REMEMBERED)
def read_amount(text: str) -> Number:
    """Return the amount of money that a cell says, exactly as printed, in the unit printed.

    >>> read_amount("59237.2449").value
    Decimal('59237.2449')
    >>> read_amount("251000元")
    Number(value=Decimal('251000'), state='reported', unit='元', note=None)
    """
    found = _split(text)
    if isinstance(found, Number):
        return found
    if found["sign"] or found["unit"] in COUNT_UNITS:
        return UNCLEAR
    return _number(found, Decimal(_digits(found) + (found["fraction"] or "")))


@lru_cache(maxsize=REMEMBERED)
def is_value(text: str) -> bool:
    """Whether a cell is a number, blank or says nothing: no label, whatever Han characters it has.

    >>> is_value("22（其中修订16件）"), is_value("无"), is_value("251000元"), is_value("规章")
    (True, True, True, False)
    """
    found = _split(join_thousands(text))
    return not isinstance(found, Number) or found.state != "unclear"


def join_thousands(text: str) -> str:
    """Return the text of one cell without the blanks that part its thousands.

    >>> join_thousands("1 652"), join_thousands("2 282 356件"), join_thousands("46 190.24")
    ('1652', '2282356件', '46190.24')
    >>> join_thousands("12 3"), join_thousands("0 123"), join_thousands("1652 1"), join_thousands("1 652 1")
    ('12 3', '0 123', '1652 1', '1 652 1')
    """
    visible = WITHOUT_WIDTH.sub("", text.strip())
    return THOUSANDS.sub(lambda found: found[1] + re.sub(r"\s", "", found[2]), visible)


BLANK = Number(None, "blank")
UNCLEAR = Number(None, "unclear")


def _split(text: str) -> Number | dict[str, str | None]:
    folded = fold_text(text)
    if not folded:
        return BLANK
    if folded in NOTHING:
        return Number(None, "not_applicable")
    if not text.isascii():
        text = NOTE_SIGNS.sub(r"[\g<0>]", text)
    match = NUMBER.fullmatch(_keep_inner_spaces(text))
    if not match:
        return UNCLEAR
    found = match.groupdict()
    digits = _digits(found) + (found["fraction"] or "").lstrip(".")
    leading_zero = len(_digits(found)) > 1 and _digits(found).startswith("0")
    return UNCLEAR if leading_zero or len(digits) > DIGITS_AT_MOST else found


def _keep_inner_spaces(text: str) -> str:
    """Fold ``text``, but leave a mark where white space parts two digits: ``1 2`` is not 12."""
    pieces = [fold_text(piece) for piece in re.split(r"\s+", text.strip())]
    joined = ""
    for piece in pieces:
        parted = joined and piece and joined[-1].isdigit() and piece[0].isdigit()
        joined += (" " if parted else "") + piece
    return joined


def _digits(found: dict[str, str | None]) -> str:
    return (found["digits"] or "").replace(",", "")


def _number(found: dict[str, str | None], value: int | Decimal) -> Number:
    note = strip_spaces(found["note"][1:-1]) if found["note"] else None
    return Number(value, "reported", found["unit"], note)
