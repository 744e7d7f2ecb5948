"""What a division is and what an agency is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Agency", "Division", "DivisionLevel", "Doubt", "Level", "Naming", "Scope"]

DivisionLevel = Literal["province", "city", "county", "township"]
Level = Literal["ministry", "province", "city", "county", "township", "department"]
#: Whose figures a report sums: the agency's own, those of all parts of a government, those of a whole
#: vertically managed system. Sums never mix them.
Scope = Literal["own_agency", "government_aggregate", "vertical_system"]

#: What could not be told surely from the name and the text around it:
#:
#: - ``unknown_division``: no division is named
#: - ``unlisted_division``: one is named that no table has: an invented one, a misprint, a new one
#: - ``several_divisions``: the name fits several; the region is what they have in common
#: - ``division_from_context``: the place is not in the name, it is the only one that the text names
#: - ``division_from_table``: the only township of this name today; the text does not name its county
#: - ``division_not_in_year``: the division had another name or code in the year reported on
#: - ``unknown_level``: what kind of body it is cannot be told
#: - ``zone_scope``: a development zone may report for itself or for its parts
#: - ``system_scope``: a vertical body may report for itself or for its system
Doubt = Literal[
    "unknown_division",
    "unlisted_division",
    "several_divisions",
    "division_from_context",
    "division_from_table",
    "division_not_in_year",
    "unknown_level",
    "zone_scope",
    "system_scope",
]

_LEVELS: dict[int, DivisionLevel] = {2: "province", 4: "city", 6: "county", 9: "township"}


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division under one code (GB/T 2260: 6 digits; townships: 9) and one name.

    ``valid_from`` and ``valid_to`` are the years in which it got and lost this
    code and name; None: before 2004, and still in force. ``successor`` is the
    code of what it became or was merged into.
    """

    code: str
    name: str
    shorts: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str | None = None

    @property
    def stem(self) -> str:
        """The digits that the codes of everything inside begin with."""
        if len(self.code) > 6:
            return self.code
        return self.code[:2] if self.code[2:] == "0000" else self.code.removesuffix("00")

    @property
    def level(self) -> DivisionLevel:
        """Province, city (prefecture), county or township."""
        return _LEVELS[len(self.stem)]

    def lies_in(self, other: Division) -> bool:
        """Return whether this division is a part of ``other``."""
        return self.code != other.code and self.code.startswith(other.stem)


@dataclass(frozen=True, slots=True)
class Naming:
    """One way to read the divisions at the beginning of a name.

    ``printed`` are those that the name prints, ``chain`` all from the province
    down to the last of them, ``length`` the number of characters they take.
    ``short`` says that the last one is printed without the word for its kind.
    """

    chain: tuple[Division, ...]
    printed: tuple[Division, ...]
    length: int
    short: bool = False

    @property
    def last(self) -> Division:
        """The smallest division named."""
        return self.chain[-1]


@dataclass(frozen=True, slots=True)
class Agency:
    """Who reports.

    ``region`` is the chain of divisions that the agency belongs to, joined by
    ``/``, ``division_code`` and ``division_level`` are those of its last link.
    ``own_name`` is the name without divisions: with the code it says whether two
    reports are from one agency when only one of them prints the city.
    """

    name: str
    level: Level | None
    region: str | None
    division_code: str | None
    division_level: DivisionLevel | None
    scope: Scope | None
    own_name: str
    doubts: tuple[Doubt, ...] = ()
