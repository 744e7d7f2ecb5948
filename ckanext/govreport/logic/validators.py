"""What the fields of a report's dataset must be; ckanext-scheming's schema names these functions."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy import select

from ..catalogue.dataset import dataset_title, plain_number
from ..catalogue.names import dataset_name
from ..core.analysis.totals import key_figures
from ..core.codebook import Indicator, codebook
from ..core.reports.model import Figure, Report

__all__ = [
    "govreport_count",
    "govreport_date",
    "govreport_figures",
    "govreport_fill_in",
    "govreport_ignore_blank",
    "govreport_report_name",
    "govreport_sha256",
    "govreport_time",
    "govreport_year",
]

#: The first reports, on 2008, were due in spring 2009: the Regulations came into force on 1 May 2008.
FIRST_YEAR = 2008
SHA256 = re.compile(r"[0-9a-f]{64}")
EMPTY = (None, "", tk.missing)

Key = tuple[Any, ...]
Flat = dict[Key, Any]


def govreport_year(value: Any) -> str:
    """Return a year that a report can be about: 2008 up to next year."""
    last = datetime.date.today().year + 1
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= last:
        raise tk.Invalid(tk._("Must be a year from {first} to {last}").format(first=FIRST_YEAR, last=last))
    return text


def govreport_count(value: Any) -> str:
    """Return a whole number that is not negative."""
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]+", text):
        raise tk.Invalid(tk._("Must be a whole number, zero or more"))
    return str(int(text))


def govreport_date(value: Any) -> str:
    """Return a day as YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(str(value).strip()).isoformat()
    except ValueError as error:
        raise tk.Invalid(tk._("Must be a day written as YYYY-MM-DD")) from error


def govreport_time(value: Any) -> str:
    """Return a moment in ISO 8601 with its offset; without one it is taken for UTC."""
    try:
        moment = datetime.datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
    except ValueError as error:
        raise tk.Invalid(tk._("Must be a time in ISO 8601, like 2024-01-25T08:00:00+00:00")) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment.isoformat(timespec="seconds")


def govreport_sha256(value: Any) -> str:
    """Return a SHA-256 as 64 hexadecimal digits in lower case."""
    text = str(value).strip().lower()
    if not SHA256.fullmatch(text):
        raise tk.Invalid(tk._("Must be a SHA-256: 64 hexadecimal digits"))
    return text


def govreport_figures(value: Any) -> str:
    """Return figures as JSON in the codebook's order, each of its kind and under a code that is known."""
    figures = _read_figures(value)
    wrong = [said for code, number in figures.items() if (said := _what_is_wrong(code, number))]
    if wrong:
        raise tk.Invalid("; ".join(wrong))
    ordered = {code: plain_number(figures[code]) for code in codebook().indicators if code in figures}
    return json.dumps(ordered)


def govreport_fill_in(key: Key, data: Flat, errors: Any, context: Any) -> None:
    """Fill in what follows from the rest: the title, and the key figures where figures were entered by hand.

    A report that was read has the key figures that its reading tells: one that is
    missing there was left out for a reason that the totals alone do not show. A
    key figure that says something else than the figures is an error.
    """
    agency, year = data.get(("agency",)), data.get(("year",))
    if data.get(("title",)) in EMPTY and agency not in EMPTY and year not in EMPTY:
        data[("title",)] = dataset_title(str(agency).strip(), str(year).strip())
    if data.get(("figures",)) in EMPTY:
        return
    try:
        figures = _read_figures(data[("figures",)])
    except tk.Invalid:
        return  # its own validator says so
    was_read = data.get(("parser_version",)) not in EMPTY
    for name, number in key_figures(_report_of(figures)).items():
        given = data.get((name,))
        if given in EMPTY:
            if not was_read:
                data[(name,)] = str(number)
        elif str(given).strip() != str(number):
            errors[(name,)].append(
                tk._("The figures say {number}, not {given}").format(number=number, given=given)
            )


def govreport_ignore_blank(key: Key, data: Flat, errors: Any, context: Any) -> None:
    """Pass over a field that was left empty; 0 is not empty, as CKAN's own ``ignore_empty`` has it."""
    if data.get(key) in EMPTY:
        data.pop(key, None)
        raise tk.StopOnError


def govreport_report_name(key: Key, data: Flat, errors: Any, context: Any) -> None:
    """Set the name, which follows from agency, scope and year; it must be the only one.

    The database is asked and not the search index: that lags behind.
    """
    parts = [(name,) for name in ("agency", "year", "scope")]
    if any(errors.get(part) or data.get(part) in EMPTY for part in parts):
        return
    agency, year, scope = (data[part] for part in parts)
    name = dataset_name(agency, int(year), scope)
    data[("name",)] = name
    package = context.get("package")
    own_id = package.id if package else data.get(("id",))
    query = select(model.Package.id, model.Package.state).where(model.Package.name == name)
    other = next((row for row in model.Session.execute(query) if row.id != own_id), None)
    if other is None:
        return
    if other.state == model.State.DELETED:
        text = tk._("The report of this agency on this year was deleted: restore or purge “{name}” first")
    else:
        text = tk._("There already is a report of this agency on this year with this scope: “{name}”")
    errors[("year",)].append(text.format(name=name))


def _report_of(figures: Mapping[str, Decimal]) -> Report:
    """Return a report that has these totals and nothing else."""
    indicators = codebook().indicators
    return Report(
        agency=None,
        year=None,
        edition=None,
        title="",
        figures=tuple(
            Figure(code, indicators[code].total_applicant, number, "reported", "")
            for code, number in figures.items()
            if code in indicators
        ),
    )


def _read_figures(value: Any) -> dict[str, Decimal]:
    """Return the figures in an object or its JSON text, numbers exactly as written."""
    try:
        text = value if isinstance(value, str) else json.dumps(value)
        figures = json.loads(text, parse_float=Decimal)
    except (TypeError, ValueError, RecursionError) as error:
        raise tk.Invalid(tk._("Must be a JSON object of indicators and numbers")) from error
    if not isinstance(figures, Mapping):
        raise tk.Invalid(tk._("Must be a JSON object of indicators and numbers"))
    for code, number in figures.items():
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            raise tk.Invalid(tk._("{code}: must be a number").format(code=code))
    return {code: Decimal(number) for code, number in figures.items()}


def _what_is_wrong(code: str, number: Decimal) -> str | None:
    indicator: Indicator | None = codebook().indicators.get(code)
    if indicator is None:
        return tk._("{code}: there is no such indicator").format(code=code)
    if indicator.kind != "amount" and number != number.to_integral_value():
        return tk._("{code}: must be a whole number").format(code=code)
    if indicator.kind == "count" and number < 0:
        return tk._("{code}: cannot be negative").format(code=code)
    return None
