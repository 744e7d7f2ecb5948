"""The action that writes: a report is published."""

from __future__ import annotations

import dataclasses
from typing import Any

import ckan.plugins.toolkit as tk

from ...catalogue.original import Original
from ...catalogue.publish import Submission, publish
from ...catalogue.stored import read_stored
from ...core import GovReportError
from ...core.analysis.totals import quality
from ...core.exports.reading import reading_to_dict
from ...core.reports.model import Reading
from ..language import refusal
from ..schema import publish_schema, validated
from ..submission import read_material, read_pushed

__all__ = ["govreport_report_publish"]


def govreport_report_publish(context: Any, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publish an annual report: make its dataset, or bring the one that is there up to date.

    There is one dataset for an agency, a year and a scope; publishing a report again
    never makes a second one. The same report again changes nothing. Another file for the
    same agency and year takes the place of the earlier one, which stays in the
    dataset, marked as superseded. Doubts about the figures do not stop a publication: they
    are published with it.

    Give the file as ``upload``, its text as ``text``, or a reading that was made
    elsewhere as ``reading`` (with the file it was made from as ``upload``). With ``id``
    alone the stored original of that dataset is read again by the present parser.

    You must be allowed to create datasets in the organization that will own the report,
    or to update the dataset that is there.

    :param upload: the file: HTML, Word, PDF, text … (multipart/form-data)
    :type upload: file
    :param text: the text of the report, when there is no file
    :type text: string
    :param reading: a reading as ``govreport_report_parse`` or ``govreport read --format jsonl``
        gives it; its sums are checked again
    :type reading: dictionary or JSON string
    :param name: what the file is called (default: the name it was sent with)
    :type name: string
    :param agency: the agency that the source names; used where the report itself names none
    :type agency: string
    :param year: the year reported on that the source names; used where the report itself names none
    :type year: integer
    :param id: the id or name of the dataset to bring up to date (default: the one of the
        report's agency, year and scope)
    :type id: string
    :param source_url: where the report was published
    :type source_url: string
    :param retrieved_at: when it was fetched from there, in ISO 8601
    :type retrieved_at: string
    :param owner_org: the id or name of the organization that owns the dataset (default: the
        agency's own, which is made if you may; or else the portal's default)
    :type owner_org: string
    :param private: whether only members of the organization see it (default: false, and later
        whatever it is)
    :type private: boolean

    :returns: ``status`` (``created``, ``updated`` or ``unchanged``), ``id``, ``name`` and ``url`` of
        the dataset, ``quality`` (``consistent``, ``incomplete``, ``inconsistent`` or ``unclear``),
        ``findings`` (a list of dictionaries: what is doubtful about the report), ``superseded``
        (whether an earlier original was replaced)
    :rtype: dictionary
    """
    tk.check_access("govreport_report_publish", context, data_dict)
    data = validated(context, data_dict, publish_schema())
    reading, original = _read(context, data)
    _refuse_nameless(reading)
    publication = publish(
        context,
        Submission(
            reading=reading,
            original=original,
            **{name: data.get(name) for name in ("id", "source_url", "retrieved_at", "owner_org", "private")},
        ),
    )
    return {
        **dataclasses.asdict(publication),
        "url": tk.url_for("govreport.read", id=publication.name, _external=True),
        "quality": quality(reading.report, reading.findings),
        "findings": reading_to_dict(reading)["findings"],
    }


def _read(context: Any, data: dict[str, Any]) -> tuple[Reading, Original | None]:
    if data.get("reading") is not None:
        return read_pushed(data)
    if data.get("id") and data.get("upload") is None and data.get("text") is None:
        try:
            return read_stored(context, data["id"])
        except GovReportError as error:
            raise refusal(error, "id") from error
    return read_material(data)


def _refuse_nameless(reading: Reading) -> None:
    """Refuse a report that cannot be told from others."""
    errors = {}
    if not reading.report.agency:
        errors["agency"] = [tk._("The report does not say which agency it is from: pass agency")]
    if not reading.report.year:
        errors["year"] = [tk._("The report does not say which year it is about: pass year")]
    if errors:
        raise tk.ValidationError(errors)
