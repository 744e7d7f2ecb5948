"""Traps in the cells: the same figures printed in the ways agencies print them, and their slips."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from ..form import APPLICANTS, DISPUTE_GROUPS
from ..printed import BLANK, Content, Key, Printed

__all__ = ["NUMBER_TRAPS"]

Change = Callable[[Content, Random], Content]

_FULL_WIDTH = str.maketrans("0123456789.-+,", "０１２３４５６７８９．－＋，")
_SPACES = (" ", "\xa0", "　", "  ", "　　")


def _each(content: Content, change: Callable[[Key, Printed], Printed | None]) -> Content:
    """Return the report with every cell printed as ``change`` says; ``None`` leaves it."""
    changed = {key: change(key, printed) for key, printed in content.figures.items()}
    return content.printing({key: printed for key, printed in changed.items() if printed})


def _full_width_digits(content: Content, chance: Random) -> Content:
    share = (0.1, 1.0)[chance.randrange(2)]
    return _each(
        content,
        lambda _, p: (
            Printed(p.raw.translate(_FULL_WIDTH), p.state, p.value) if chance.random() < share else None
        ),
    )


def _padding(content: Content, chance: Random) -> Content:
    def pad(_: Key, printed: Printed) -> Printed:
        left, right = (_SPACES[chance.randrange(5)] if chance.random() < 0.5 else "" for _ in range(2))
        return Printed(f"{left}{printed.raw}{right}", printed.state, printed.value)

    return _each(content, pad)


def _thousands(mark: str) -> Change:
    def separate(content: Content, chance: Random) -> Content:
        del chance

        def group(_: Key, printed: Printed) -> Printed | None:
            if printed.value is None or -1000 < printed.value < 1000 or str(printed.value) != printed.raw:
                return None
            return Printed(f"{printed.value:,}".replace(",", mark), printed.state, printed.value)

        return _each(content, group)

    return separate


def _instead_of_zero(printed: Printed) -> Change:
    def replace_zeros(content: Content, chance: Random) -> Content:
        share = (0.3, 1.0)[chance.randrange(2)]
        return _each(
            content,
            lambda _, p: printed if p.value == 0 and p.raw == "0" and chance.random() < share else None,
        )

    return replace_zeros


def _blank_row_totals(content: Content, chance: Random) -> Content:
    del chance
    kept = ("requests_received", "requests_carried_in", "outcomes_total", "requests_carried_out")
    return _each(content, lambda key, _: BLANK if key[1] == "total" and key[0] not in kept else None)


def _total_column_only(content: Content, chance: Random) -> Content:
    del chance
    return _each(content, lambda key, _: BLANK if key[1] in APPLICANTS[:-1] else None)


def _note_in_cell(content: Content, chance: Random) -> Content:
    notes = ("（其中修订{}件）", "（含自然失效 {} 件）", "(其中修订{}件)")
    note = notes[chance.randrange(3)].format(chance.randrange(1, 40))
    noted = ("normative_documents_issued", "normative_documents_repealed", "normative_documents_made")
    return _each(
        content,
        lambda key, p: Printed(f"{p.raw}{note}", p.state, p.value) if key[0] in noted and p.value else None,
    )


def _unit_in_cell(content: Content, chance: Random) -> Content:
    units = {"procurement_amount": ("元", "万元")[chance.randrange(2)], "charges_amount": "万元"}
    counts = chance.random() < 0.5

    def unit(key: Key, printed: Printed) -> Printed | None:
        word = units.get(key[0]) or ("件" if counts and key[0].endswith("_decisions") else "")
        return (
            Printed(f"{printed.raw}{word}", printed.state, printed.value) if word and printed.value else None
        )

    return _each(content, unit)


def _wrong_printed_total(content: Content, chance: Random) -> Content:
    places: list[Key] = [
        ("outcomes_total", "total"),
        ("outcomes_total", "natural_person"),
        ("requests_received", "total"),
        ("granted", "total"),
        *((f"{group}_total", None) for group in DISPUTE_GROUPS),
    ]
    place = places[chance.randrange(len(places))]
    right = int(content.amount(*place))
    wrong = 0 if right and chance.random() < 0.3 else right + (1, 1, 2, 10, 18)[chance.randrange(5)]
    return content.printing({place: Printed(str(wrong), "reported", wrong)})


def _zero_width(content: Content, chance: Random) -> Content:
    def part(_: Key, printed: Printed) -> Printed | None:
        if len(printed.raw) < 2 or chance.random() < 0.4:
            return None
        mark = "\u200b\ufeff\u00ad\u2060"[chance.randrange(4)]
        return Printed(f"{printed.raw[:1]}{mark}{printed.raw[1:]}", printed.state, printed.value)

    return _each(content, part)


def _doubtful(pattern: str) -> Change:
    """Return a trap that makes a few cells say what no reader may take for a number."""

    def spoil(content: Content, chance: Random) -> Content:
        def doubt(_: Key, printed: Printed) -> Printed | None:
            if not printed.value or chance.random() < 0.7:
                return None
            return Printed(pattern.format(printed.raw, chance.randrange(1, 9)), "unclear")

        return _each(content, doubt)

    return spoil


def _letters_for_digits(content: Content, chance: Random) -> Content:
    def swap(_: Key, printed: Printed) -> Printed | None:
        raw = printed.raw.replace("0", "O").replace("1", "l")
        if raw == printed.raw or not printed.raw.isdigit() or chance.random() < 0.8:
            return None
        return Printed(raw, "unclear")

    return _each(content, swap)


def _many_decimals(content: Content, chance: Random) -> Content:
    places = chance.randrange(1, 7)
    digits = f"{chance.random() * 10 ** chance.randrange(1, 6):.{places}f}"
    code = "charges_amount" if content.edition == "2021" else "procurement_amount"
    return content.printing({(code, None): Printed(digits, "reported", Decimal(digits))})


def _eight_digits(content: Content, chance: Random) -> Content:
    codes = [key for key in content.figures if key[0].endswith("_decisions")]
    counts = [chance.randrange(10_000_000, 99_999_999) for _ in codes]
    return content.printing(
        {key: Printed(str(n), "reported", n) for key, n in zip(codes, counts, strict=True)}
    )


def _signed_changes(content: Content, chance: Random) -> Content:
    def sign(key: Key, _: Printed) -> Printed | None:
        if not key[0].endswith("_items_change"):
            return None
        count = chance.randrange(1, 260)
        return (
            Printed(f"+{count}", "reported", count),
            Printed(f"-{count}", "reported", -count),
            Printed(f"减{count}", "reported", -count),
            Printed(f"增{count}", "reported", count),
            Printed(f"--{count}", "unclear"),
        )[chance.randrange(5)]

    return _each(content, sign)


#: Changes to what the cells say. Those of zeros never meet one another.
NUMBER_TRAPS: dict[str, Change] = {
    "full_width_digits": _full_width_digits,
    "padding": _padding,
    "thousands": _thousands(","),
    "thousands_full_width": _thousands("，"),
    "thousands_space": _thousands(" "),
    "zero_width": _zero_width,
    "blank_for_zero": _instead_of_zero(BLANK),
    "slash_for_zero": _instead_of_zero(Printed("/", "not_applicable")),
    "hyphen_for_zero": _instead_of_zero(Printed("-", "not_applicable")),
    "dash_for_zero": _instead_of_zero(Printed("—", "not_applicable")),
    "word_for_zero": _instead_of_zero(Printed("无", "not_applicable")),
    "blank_row_totals": _blank_row_totals,
    "total_column_only": _total_column_only,
    "note_in_cell": _note_in_cell,
    "unit_in_cell": _unit_in_cell,
    "wrong_printed_total": _wrong_printed_total,
    "many_decimals": _many_decimals,
    "eight_digits": _eight_digits,
    "signed_changes": _signed_changes,
    "letters_for_digits": _letters_for_digits,
    "two_numbers": _doubtful("{}/{}"),
    "approximate": _doubtful("约{}余件"),
}
