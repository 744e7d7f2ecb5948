"""The codebook's shapes: what may be counted, who asks, what must add up, what compares with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .forms import Edition, Table

__all__ = [
    "Applicant",
    "Check",
    "Codebook",
    "Comparison",
    "FindingTemplate",
    "Indicator",
    "Kind",
    "Relation",
]

Kind = Literal["count", "change", "amount"]
Relation = Literal["same", "close", "not_comparable"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One quantity: its code is API; ``unit`` is None where the form fixes none."""

    code: str
    table: Table
    zh: str
    en: str
    unit: str | None
    kind: Kind = "count"
    note: str | None = None

    @property
    def total_applicant(self) -> str | None:
        """The applicant under which the number of all applicants stands; None where no form splits it."""
        return "total" if self.table == "requests" else None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One column of the table of requests."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that must close: the figures of ``left`` together equal those of ``right``.

    ``per`` says along what: for each ``applicant`` the names are indicators, for
    each ``indicator`` they are applicants, for ``None`` they are indicators.
    """

    code: str
    table: Table
    per: Literal["applicant", "indicator"] | None
    left: tuple[str, ...]
    right: tuple[str, ...]
    finding: str


@dataclass(frozen=True, slots=True)
class FindingTemplate:
    """What a finding of one code says; ``origin`` tells the agency's error from the reader's doubt."""

    code: str
    severity: Literal["error", "warning", "notice"]
    origin: Literal["agency", "reader"]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the quantities of two editions compare: each side is an indicator, or several added up.

    ``same`` may be put in one series, ``close`` needs the reason beside it,
    ``not_comparable`` only looks alike.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    relation: Relation
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything the state asks for and we say about it.

    ``crosswalk`` compares different indicators; ``shared`` are those that several
    editions ask for, each compared with itself.
    """

    indicators: dict[str, Indicator]
    applicants: dict[str, Applicant]
    editions: dict[str, Edition]
    checks: dict[str, Check]
    findings: dict[str, FindingTemplate]
    crosswalk: tuple[Comparison, ...] = ()
    shared: tuple[Comparison, ...] = ()

    def editions_with(self, indicator: str) -> tuple[str, ...]:
        """Return the codes of the editions that ask for an indicator."""
        return tuple(code for code, edition in self.editions.items() if indicator in edition.indicators)

    def comparisons_of(self, indicator: str) -> tuple[Comparison, ...]:
        """Return how an indicator compares with those of other editions."""
        return tuple(each for each in self.crosswalk if indicator in (*each.one, *each.other))

    def national_edition(self, year: int | None) -> Edition:
        """Return the national form of a year: the first one for the years before, the newest for None."""
        national = sorted(
            (edition for edition in self.editions.values() if edition.region is None),
            key=lambda edition: edition.first_year,
        )
        if year is None:
            return national[-1]
        begun = [edition for edition in national if edition.first_year <= year]
        return begun[-1] if begun else national[0]
