"""The actions that only look: reading a report, showing one, searching, the codebook."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...catalogue.dataset import TYPE
from ...catalogue.resources import load_reading_dict
from ...core import GovReportError
from ...core.codebook import codebook
from ...core.exports.codebook import indicator_row
from ...core.exports.reading import reading_to_dict
from ...search.reports import build_search, shape_result
from ..language import refusal
from ..schema import indicator_list_schema, parse_schema, show_schema, validated
from ..submission import read_material

__all__ = [
    "govreport_indicator_list",
    "govreport_report_parse",
    "govreport_report_search",
    "govreport_report_show",
]

#: What report.json says that the dataset does not.
READING = ("kind", "parser_version", "report", "figures", "statements", "findings")


def govreport_report_parse(context: Any, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Read an annual report and return what stands in it. Nothing is stored.

    You must be logged in, unless the portal lets everybody read reports.

    A file that cannot be read, or is no such report, is a validation error: its
    ``upload`` (or ``text``) is the sentence, its ``refusal`` holds ``code``, ``zh``, ``en`` and ``details``.

    :param upload: the file: HTML, Word, PDF, text … (multipart/form-data)
    :type upload: file
    :param text: the text of the report, when there is no file
    :type text: string
    :param name: what the file is called (default: the name it was sent with)
    :type name: string
    :param agency: the agency that the source names; used where the report itself names none
    :type agency: string
    :param year: the year reported on that the source names; used where the report itself names none
    :type year: integer

    :returns: ``report`` (agency, agency_code, year, edition, title, level, region, scope,
        published_on, agency_source, year_source, sections), ``figures`` (a list: indicator,
        applicant, value, state, raw, unit, note, place, confirmed, confirmed_by, reader), ``statements``
        (numbers in sentences: counts, value, unit, raw, section, sentence, year), ``findings`` (a list: code,
        severity, place, zh, en, details), ``kind`` (of file), ``parser_version``, ``file``
    :rtype: dictionary
    """
    tk.check_access("govreport_report_parse", context, data_dict)
    data = validated(context, data_dict, parse_schema())
    reading, original = read_material(data)
    return reading_to_dict(reading, original.name if original else "")


@tk.side_effect_free
def govreport_report_show(context: Any, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Return a published report whole: its dataset, and every figure, section and finding.

    ``package_show`` and ``package_search`` give the totals only. You must be allowed to see
    the dataset.

    :param id: the id or name of the dataset
    :type id: string

    :returns: ``id``, ``name``, ``url``, ``dataset`` (as ``package_show`` gives it), and as in
        ``govreport_report_parse`` ``kind``, ``parser_version``, ``report``, ``figures``,
        ``statements`` and ``findings``. Of a dataset that was made by hand, without a report,
        ``report`` is null and the lists are empty.
    :rtype: dictionary
    """
    data = validated(context, data_dict, show_schema())
    tk.check_access("govreport_report_show", context, data)
    dataset = tk.get_action("package_show")(tk.fresh_context(context), {"id": data["id"]})
    if dataset["type"] != TYPE:
        raise tk.ObjectNotFound(tk._("There is no report “{id}”").format(id=data["id"]))
    lists = {"figures", "statements", "findings"}
    empty = {name: [] if name in lists else None for name in READING}
    try:
        reading = load_reading_dict(dataset) or {}
    except GovReportError as error:
        raise refusal(error, "id") from error
    return {
        "id": dataset["id"],
        "name": dataset["name"],
        "url": tk.url_for("govreport.read", id=dataset["name"], _external=True),
        "dataset": dataset,
        **{name: reading.get(name, empty[name]) for name in READING},
    }


@tk.side_effect_free
def govreport_indicator_list(context: Any, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the indicators that reports are made of, in the order of the form.

    :param edition: only those of this edition of the form (``2014``, ``2019``, ``2021``, ``fujian_2011`` …)
    :type edition: string
    :param table: only those of this table (``disclosure``, ``requests``, ``disputes``, ``statistics`` or
        ``text``)
    :type table: string

    :returns: for each its ``code``, ``table``, ``zh`` and ``en`` (what it counts), ``unit``, ``kind``
        (``count``: whole, never negative; ``change``: whole, signed; ``amount``: decimal), ``note``,
        the ``editions`` it stands in, and ``comparable``: how it compares with indicators of other
        editions, each with ``relation`` (``same``, ``close`` or ``not_comparable``), ``with`` (their codes;
        several are added up), ``and`` (codes to add to this one first), ``zh`` and ``en`` (why)
    :rtype: list of dictionaries
    """
    tk.check_access("govreport_indicator_list", context, data_dict)
    data = validated(context, data_dict, indicator_list_schema())
    book = codebook()
    edition, table = data.get("edition"), data.get("table")
    tables = dict.fromkeys(indicator.table for indicator in book.indicators.values())
    _refuse_unknown("edition", edition, list(book.editions))
    _refuse_unknown("table", table, list(tables))
    if edition:
        form = book.editions[edition]
        codes = form.indicators_of(table) if table else form.indicators
    else:
        codes = tuple(code for code, each in book.indicators.items() if table in (None, each.table))
    return [indicator_row(book.indicators[code], book) for code in codes]


@tk.side_effect_free
def govreport_report_search(context: Any, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Search the published reports by words, agency, year, region and any figure.

    Several values of one filter (a list, or separated by commas) widen it, several
    filters narrow the search. Any indicator or key figure can be filtered by
    ``<code>_min`` and ``<code>_max`` (both within) and sorted by: ``requests_received_min=100``.

    :param q: words to look for, Chinese or other
    :type q: string
    :param agency: names of agencies
    :type agency: string or list of strings
    :param agency_code: codes of divisions (GB/T 2260)
    :type agency_code: string or list of strings
    :param region: names or paths of divisions, everything inside them included: ``江苏省``,
        ``江苏省/淮安市``
    :type region: string or list of strings
    :param level: ``ministry``, ``province``, ``city``, ``county``, ``township``, ``department``
    :type level: string or list of strings
    :param scope: ``own_agency``, ``government_aggregate``, ``vertical_system``
    :type scope: string or list of strings
    :param edition: editions of the form (``2021``, ``2014``, ``fujian_2014`` …)
    :type edition: string or list of strings
    :param quality: ``consistent``, ``incomplete``, ``inconsistent``, ``unclear``
    :type quality: string or list of strings
    :param year: years reported on
    :type year: integer or list of integers
    :param year_from: the first year
    :type year_from: integer
    :param year_to: the last year
    :type year_to: integer
    :param sort: ``relevance``, ``year``, ``agency`` or the code of a figure, each followed by ``asc`` or
        ``desc`` (default: newest first; with ``q``, what fits best first)
    :type sort: string
    :param figures: codes of figures to show with each report, beside the key figures
    :type figures: string or list of strings
    :param facets: the facets to count (default: all): ``agency``, ``region``, ``year``,
        ``requests_received``, ``granted``, ``refused``, ``disputes``, ``quality``, ``edition``
    :type facets: string or list of strings
    :param facet_limit: how many values of each facet (default: 50)
    :type facet_limit: integer
    :param start: how many reports to pass over (default: 0)
    :type start: integer
    :param rows: how many reports to return (default: 20, at most 1000)
    :type rows: integer
    :param include_private: whether private reports that you may see are searched too (default: false)
    :type include_private: boolean

    :returns: ``count``, ``sort``, ``results`` (for each report its id, name, url, title, agency, year,
        region …, ``key_figures``, and the ``figures`` asked for, filtered or sorted by), ``facets`` (for
        each its values with ``value``, ``label``, ``count``; bands of counts with ``min`` and ``max``)
    :rtype: dictionary
    """
    tk.check_access("govreport_report_search", context, data_dict)
    found = tk.get_action("package_search")(tk.fresh_context(context), build_search(data_dict))
    return shape_result(found, data_dict)


def _refuse_unknown(name: str, value: str | None, known: list[str]) -> None:
    if value is not None and value not in known:
        text = tk._("“{value}” is none of {known}").format(value=value, known=", ".join(known))
        raise tk.ValidationError({name: [text]})
