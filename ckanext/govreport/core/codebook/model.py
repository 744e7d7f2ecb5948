"""The codebook's shapes: what may be counted, who asks, how a form is laid out, what must add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Applicant",
    "Block",
    "Check",
    "Codebook",
    "Column",
    "DisputeGroup",
    "DisputeResult",
    "Edition",
    "FindingTemplate",
    "Indicator",
    "Kind",
    "Label",
    "Part",
    "RequestRow",
    "Table",
]

Kind = Literal["count", "change", "amount"]
Table = Literal["disclosure", "requests", "disputes", "text"]


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


@dataclass(frozen=True, slots=True)
class Applicant:
    """One column of the table of requests."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, in English, and its other wordings."""

    zh: str
    en: str
    also: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording, the official one first."""
        return (self.zh, *self.also)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts of a report, numbered from 1."""

    number: int
    label: Label


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block of the disclosure table."""

    label: Label


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One row of the disclosure table: an indicator for each column of its block."""

    label: Label
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One captioned block of the disclosure table."""

    caption: Label
    corner: Label
    columns: tuple[Column, ...]
    rows: tuple[DisclosureRow, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One row or group of the table of requests; a group may carry figures itself."""

    label: Label
    indicator: str | None
    rows: tuple[RequestRow, ...] = ()

    @property
    def leaves(self) -> tuple[RequestRow, ...]:
        """The printed rows below this one, or itself."""
        if not self.rows:
            return (self,)
        return tuple(leaf for row in self.rows for leaf in row.leaves)


@dataclass(frozen=True, slots=True)
class DisputeResult:
    """One column of the dispute table and the indicator that stands there."""

    label: Label
    indicator: str


@dataclass(frozen=True, slots=True)
class DisputeGroup:
    """Five columns of the dispute table; ``within`` is the printed heading above."""

    label: Label
    within: Label | None
    results: tuple[DisputeResult, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the national form, laid out as it is printed."""

    code: str
    document: str
    zh: str
    en: str
    first_year: int
    last_year: int | None
    parts: tuple[Part, ...]
    disclosure: tuple[Block, ...]
    requests_corner: Label
    requests_head: Label
    requests_organisations: Label
    applicants: tuple[str, ...]
    requests: tuple[RequestRow, ...]
    disputes: tuple[DisputeGroup, ...]

    def request_rows(self) -> Iterator[tuple[tuple[RequestRow, ...], RequestRow]]:
        """Yield every row that may carry figures, in printed order, with the groups above it."""

        def walk(
            rows: tuple[RequestRow, ...], above: tuple[RequestRow, ...]
        ) -> Iterator[tuple[tuple[RequestRow, ...], RequestRow]]:
            for row in rows:
                if row.indicator:
                    yield above, row
                yield from walk(row.rows, (*above, row))

        yield from walk(self.requests, ())

    def part_of(self, table: str) -> Part:
        """Return the part under which ``table`` is printed."""
        return self.parts[{"disclosure": 1, "requests": 2, "disputes": 3}[table]]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator of the form's tables, in printed order."""
        disclosure = [code for block in self.disclosure for row in block.rows for code in row.indicators]
        requests = [row.indicator for _, row in self.request_rows() if row.indicator]
        disputes = [result.indicator for group in self.disputes for result in group.results]
        return (*disclosure, *requests, *disputes)


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
class Codebook:
    """Everything the state asks for and we say about it."""

    indicators: dict[str, Indicator]
    applicants: dict[str, Applicant]
    editions: dict[str, Edition]
    checks: dict[str, Check]
    findings: dict[str, FindingTemplate]
