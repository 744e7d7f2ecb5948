"""What a report is once it was read: agency, year, narrative and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ..agencies.model import Scope
from ..documents.model import Box, Guess

__all__ = [
    "ConfirmedBy", "Figure", "Finding", "Place", "Reader", "Reading", "Report", "Scope", "Section",
    "Severity", "Source", "State", "Statement",
]  # fmt: skip

#: ``blank``: the cell stands there empty. ``not_applicable``: it says so (``/``, ``-`` …).
#: ``unclear``: we could not read it surely; the reader's doubt, never the agency's.
State = Literal["reported", "blank", "not_applicable", "unclear"]
Severity = Literal["error", "warning", "notice"]
#: ``ocr``: a machine read the cell from a picture.
Reader = Literal["text", "ocr"]
#: ``sums``: a sum of the form through the figure closes. ``second_reader``: read from a picture, and a
#: second reader of another kind read the same there; no sum says otherwise.
ConfirmedBy = Literal["sums", "second_reader"]
#: Where agency or year was found: the title; the sign-off; a sentence of the opening; the statistics period;
#: the page's own title; a metadata box; the way to the page; the file's name; or it was given with the file.
Source = Literal["title", "sign_off", "opening", "period", "page", "box", "column", "file_name", "given"]


class Place(NamedTuple):
    """Where something stands in the original; every part may be unknown.

    ``page``, ``table``, ``row`` and ``column`` count from 1, rows and columns
    on the table with its spans expanded.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the known parts."""
        parts = {
            "page": self.page,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "box": list(self.box) if self.box else None,
        }
        return {key: value for key, value in parts.items() if value is not None}


class Figure(NamedTuple):
    """One number of a form, or the fact that there is none.

    ``value`` is set only where ``state`` is ``reported``: an ``int`` for counts,
    a ``Decimal`` for amounts, in ``unit`` as printed. ``note`` is what else the
    cell says (``其中修订16件``). ``confirmed`` says that something else vouches
    for the figure, ``confirmed_by`` what: above all a sum of the form through
    it that closes. ``guess`` is how it was read from a picture, while it is not
    yet settled whether that counts.

    A tuple, as places and cells are: a report has two hundred, and each is made anew when it is confirmed.
    """

    indicator: str
    applicant: str | None
    value: int | Decimal | None
    state: State
    raw: str
    place: Place = Place()
    unit: str | None = None
    note: str | None = None
    confirmed_by: ConfirmedBy | None = None
    reader: Reader = "text"
    guess: Guess | None = None

    @property
    def confirmed(self) -> bool:
        """Whether something else than the reader vouches for the figure."""
        return self.confirmed_by is not None

    @property
    def is_missing(self) -> bool:
        """Whether its row, column or table was not found."""
        return self.state == "unclear" and not self.raw and self.place.table is None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report: its number on the form (0: the text has no parts), heading and narrative."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A number in a sentence of the narrative, and what it counts (a kind of statements.yaml).

    ``raw`` is the number as printed, ``unit`` the word behind it (``件``, ``万条``,
    ``元``), ``year`` the one that the sentence names before it, if any.
    """

    counts: str
    value: int | Decimal
    unit: str
    raw: str
    section: int
    sentence: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about a report that did come out; ``code`` is one of findings.yaml."""

    code: str
    severity: Severity
    place: Place
    zh: str
    en: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report on one year.

    ``year`` is the year reported on, never that of publication. ``edition`` is
    the code of the national form, recognised by its labels. ``agency_source`` and
    ``year_source`` say where the two were found.
    """

    agency: str | None
    year: int | None
    edition: str | None
    title: str
    agency_code: str | None = None
    level: str | None = None
    region: str | None = None
    scope: Scope | None = None
    published_on: str | None = None
    agency_source: Source | None = None
    year_source: Source | None = None
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and what is doubtful about it."""

    report: Report
    findings: tuple[Finding, ...]
    kind: str
    parser_version: str
