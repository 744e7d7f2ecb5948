"""What a report is meant to say: its figures as printed, and what must be read from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

__all__ = ["BLANK", "Content", "Key", "Narrative", "Number", "Printed", "State", "number"]

Number = int | Decimal
State = Literal["reported", "blank", "not_applicable", "unclear"]
#: An indicator's code, and the applicant's where the form splits by applicant.
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Printed:
    """A cell: the text that stands there and what it says.

    ``unclear`` is expected where no reader may be sure (``--253``).
    """

    raw: str
    state: State
    value: Number | None = None


BLANK = Printed("", "blank")


@dataclass(frozen=True)
class Narrative:
    """The prose of the six parts, each a tuple of paragraphs, and the line below the title."""

    parts: tuple[tuple[str, ...], ...]
    preface: str = ""
    signed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """One report before it has a shape: whose, on which year, in which form, with which figures."""

    agency: str
    year: int
    edition: str
    figures: dict[Key, Printed]
    narrative: Narrative
    one_row_other: bool = False
    processing_fee: Number | None = None
    title: tuple[str, ...] = ()
    published: str = ""

    def printing(self, changes: dict[Key, Printed]) -> Content:
        """Return the report with some of its cells printed otherwise."""
        return replace(self, figures={**self.figures, **changes})

    def amount(self, code: str, applicant: str | None = None) -> Number:
        """Return the number in a cell, 0 where there is none."""
        printed = self.figures.get((code, applicant))
        return printed.value if printed and printed.value is not None else 0


def number(value: Number) -> Printed:
    """Return a cell that says ``value`` in plain digits."""
    return Printed(str(value), "reported", value)
