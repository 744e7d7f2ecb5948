"""A form as it is printed: its parts, and the tables of one edition with an indicator in every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Block",
    "Column",
    "DisclosureRow",
    "DisputeGroup",
    "DisputeResult",
    "Edition",
    "Label",
    "Part",
    "RequestRow",
    "Statistics",
    "StatisticsRow",
    "Table",
]

Table = Literal["disclosure", "requests", "disputes", "statistics", "text"]


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
    """One of the parts of a report, numbered from 1; ``holds`` is what stands there beside the narrative."""

    number: int
    label: Label
    holds: Table | None = None


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
class StatisticsRow:
    """One row of a table of statistics: an indicator for each column; none where it only heads a group.

    ``optional`` says that not every copy of the form has the row.
    """

    label: Label
    unit: str | None
    indicators: tuple[str, ...]
    optional: bool = False
    rows: tuple[StatisticsRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """A table of one indicator a row: its heads and rows, and what stands around them on the sheet."""

    label: Label
    indicator: Label
    unit: Label
    columns: tuple[Label, ...]
    rows: tuple[StatisticsRow, ...]
    around: tuple[str, ...] = ()


NO_LABEL = Label("", "")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a form, laid out as it is printed; a table that it does not have is empty.

    ``region`` is where a local form was in use, None for a national one.
    """

    code: str
    document: str | None
    zh: str
    en: str
    first_year: int
    last_year: int | None
    parts: tuple[Part, ...]
    region: str | None = None
    disclosure: tuple[Block, ...] = ()
    requests_corner: Label = NO_LABEL
    requests_head: Label = NO_LABEL
    requests_organisations: Label = NO_LABEL
    applicants: tuple[str, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    disputes: tuple[DisputeGroup, ...] = ()
    statistics: Statistics | None = None
    #: Every indicator of the form's tables, in printed order.
    indicators: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        indicators = tuple(code for table in self.tables for code in self.indicators_of(table))
        object.__setattr__(self, "indicators", indicators)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the form has, in printed order."""
        known: tuple[tuple[Table, object], ...] = (
            ("disclosure", self.disclosure),
            ("requests", self.requests),
            ("disputes", self.disputes),
            ("statistics", self.statistics),
        )
        return tuple(table for table, content in known if content)

    def in_use(self, year: int) -> bool:
        """Whether reports on ``year`` are written on this form."""
        return self.first_year <= year <= (self.last_year or year)

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

    def statistics_rows(self) -> Iterator[tuple[tuple[StatisticsRow, ...], StatisticsRow]]:
        """Yield every row of the table of statistics, in printed order, with the rows above it."""

        def walk(
            rows: tuple[StatisticsRow, ...], above: tuple[StatisticsRow, ...]
        ) -> Iterator[tuple[tuple[StatisticsRow, ...], StatisticsRow]]:
            for row in rows:
                yield above, row
                yield from walk(row.rows, (*above, row))

        yield from walk(self.statistics.rows if self.statistics else (), ())

    def part_of(self, table: str) -> Part | None:
        """Return the part under which ``table`` is printed; None for a table that is a sheet of its own."""
        return next((part for part in self.parts if part.holds == table), None)

    def indicators_of(self, table: str) -> tuple[str, ...]:
        """Return every indicator of one of the form's tables, in printed order."""
        if table == "disclosure":
            return tuple(code for block in self.disclosure for row in block.rows for code in row.indicators)
        if table == "requests":
            return tuple(row.indicator for _, row in self.request_rows() if row.indicator)
        if table == "disputes":
            return tuple(result.indicator for group in self.disputes for result in group.results)
        if table == "statistics":
            return tuple(code for _, row in self.statistics_rows() for code in row.indicators)
        return ()
