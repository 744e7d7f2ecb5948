"""A reading as JSON: what the command prints, report.json holds and the API takes and gives."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any, TypeVar, get_args

from ..codebook import codebook
from ..errors import GovReportError
from ..reports.model import (
    ConfirmedBy,
    Figure,
    Finding,
    Place,
    Reader,
    Reading,
    Report,
    Scope,
    Section,
    Source,
    State,
    Statement,
)
from ..reports.statements import statement_kinds

__all__ = ["reading_from_dict", "reading_to_dict", "refusal_to_dict"]

CONFIRMED_BY: tuple[ConfirmedBy, ...] = get_args(ConfirmedBy)
READERS: tuple[Reader, ...] = get_args(Reader)
Word = TypeVar("Word", bound=str)
HEAD = (
    *("agency", "agency_code", "year", "edition", "title", "level", "region", "scope", "published_on"),
    *("agency_source", "year_source"),
)


def reading_to_dict(reading: Reading, file: str = "") -> dict[str, Any]:
    """Return ``reading`` as plain values; amounts are numbers exactly as printed."""
    report = reading.report
    return {
        "file": file,
        "ok": True,
        "kind": reading.kind,
        "parser_version": reading.parser_version,
        "report": {name: getattr(report, name) for name in HEAD}
        | {
            "sections": [
                {"number": section.number, "heading": section.heading, "text": section.text}
                for section in report.sections
            ]
        },
        "figures": [_figure_to_dict(figure) for figure in report.figures],
        "statements": [
            {**asdict(statement), "value": _plain(statement.value)} for statement in report.statements
        ],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "place": finding.place.to_dict(),
                "zh": finding.zh,
                "en": finding.en,
                "details": {key: _plain(value) for key, value in finding.details.items()},
            }
            for finding in reading.findings
        ],
        "error": None,
    }


def refusal_to_dict(error: GovReportError, file: str = "") -> dict[str, Any]:
    """Return a refusal in the same shape, so that a program reads one kind of object."""
    return {
        "file": file,
        "ok": False,
        "kind": None,
        "parser_version": None,
        "report": None,
        "figures": [],
        "statements": [],
        "findings": [],
        "error": error.to_dict(),
    }


def reading_from_dict(data: dict[str, Any]) -> Reading:
    """Return the reading that ``data`` holds.

    :raises GovReportError: ``data`` is not of this shape, names an indicator or
        applicant that the codebook does not know, or a value its state forbids
        (``bad_reading``, with what and where)
    """
    try:
        head = data["report"]
        sections = tuple(
            Section(int(s["number"]), str(s["heading"]), str(s["text"])) for s in head["sections"]
        )
        report = Report(
            **{name: head.get(name) for name in HEAD},
            sections=sections,
            statements=tuple(_statement_from_dict(entry) for entry in data.get("statements") or ()),
            figures=tuple(_figure_from_dict(figure) for figure in data["figures"]),
        )
        findings = tuple(_finding_from_dict(finding) for finding in data["findings"])
        reading = Reading(report, findings, str(data["kind"]), str(data["parser_version"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GovReportError("bad_reading", what=f"{type(error).__name__}: {error}") from error
    _refuse_unknown(report)
    return reading


def _figure_to_dict(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "applicant": figure.applicant,
        "value": _plain(figure.value),
        "state": figure.state,
        "raw": figure.raw,
        "unit": figure.unit,
        "note": figure.note,
        "place": figure.place.to_dict(),
        "confirmed": figure.confirmed,
        "confirmed_by": figure.confirmed_by,
        "reader": figure.reader,
    }


def _plain(value: Any) -> Any:
    """Return a Decimal as an int or float that prints the same digits; other values as they are."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _figure_from_dict(entry: dict[str, Any]) -> Figure:
    value = entry["value"]
    kind = codebook().indicators[entry["indicator"]].kind
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(f"{entry['indicator']}: {value!r} is not a number")
    number = Decimal(str(value)) if value is not None else None
    if number is not None and kind != "amount" and number != number.to_integral_value():
        raise ValueError(f"{entry['indicator']}: {value!r} is not whole")
    if entry["state"] not in get_args(State) or (value is not None) != (entry["state"] == "reported"):
        raise ValueError(f"{entry['indicator']}: {value!r} cannot be {entry['state']!r}")
    return Figure(
        indicator=entry["indicator"],
        applicant=entry["applicant"],
        value=number if number is None or kind == "amount" else int(number),
        state=entry["state"],
        raw=str(entry["raw"]),
        place=_place_from_dict(entry.get("place") or {}),
        unit=entry.get("unit"),
        note=entry.get("note"),
        confirmed_by=_confirmed_by(entry),
        reader=_one_of(READERS, entry, "reader", "text"),
    )


def _statement_from_dict(entry: dict[str, Any]) -> Statement:
    value, year = entry["value"], entry.get("year")
    if entry["counts"] not in statement_kinds():
        raise ValueError(f"{entry['counts']!r} is no kind of statement")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{entry['counts']}: {value!r} is not a number")
    return Statement(
        counts=entry["counts"],
        value=value if isinstance(value, int) else Decimal(str(value)),
        unit=str(entry["unit"]),
        raw=str(entry["raw"]),
        section=int(entry["section"]),
        sentence=str(entry["sentence"]),
        year=None if year is None else int(year),
    )


def _confirmed_by(entry: dict[str, Any]) -> ConfirmedBy | None:
    """Return what vouches for a figure; earlier readings say only that something does, and it was sums."""
    if not entry.get("confirmed", False):
        return None
    return _one_of(CONFIRMED_BY, entry, "confirmed_by", "sums")


def _one_of(known: tuple[Word, ...], entry: dict[str, Any], name: str, usual: Word) -> Word:
    """Return the word that ``entry`` has for ``name``; the usual one where it has none."""
    for word in known:
        if word == (entry.get(name) or usual):
            return word
    raise ValueError(f"{entry['indicator']}: {name} {entry[name]!r}")


def _finding_from_dict(entry: dict[str, Any]) -> Finding:
    return Finding(
        code=entry["code"],
        severity=codebook().findings[entry["code"]].severity,
        place=_place_from_dict(entry.get("place") or {}),
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        details=dict(entry.get("details") or {}),
    )


def _place_from_dict(entry: dict[str, Any]) -> Place:
    box = entry.get("box")
    return Place(
        page=entry.get("page"),
        table=entry.get("table"),
        row=entry.get("row"),
        column=entry.get("column"),
        box=(float(box[0]), float(box[1]), float(box[2]), float(box[3])) if box else None,
    )


def _refuse_unknown(report: Report) -> None:
    book = codebook()
    if report.edition is not None and report.edition not in book.editions:
        raise GovReportError("bad_reading", what=f"edition {report.edition!r}")
    if report.scope is not None and report.scope not in get_args(Scope):
        raise GovReportError("bad_reading", what=f"scope {report.scope!r}")
    for source in (report.agency_source, report.year_source):
        if source not in (None, *get_args(Source)):
            raise GovReportError("bad_reading", what=f"source {source!r}")
    if report.year is not None and not isinstance(report.year, int):
        raise GovReportError("bad_reading", what=f"year {report.year!r}")
    seen = set()
    for figure in report.figures:
        name = (figure.indicator, figure.applicant)
        has_applicant = book.indicators[figure.indicator].total_applicant is not None
        if name in seen or has_applicant != (figure.applicant in book.applicants):
            raise GovReportError(
                "bad_reading", what=f"figure {figure.indicator}, applicant {figure.applicant}"
            )
        seen.add(name)
