"""What somebody hands in, as bytes and as a reading."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from .. import config
from ..catalogue.original import Original, read_original
from ..core import GovReportError, read_report
from ..core.checks import check_report, confirm_figures
from ..core.codebook import codebook
from ..core.exports.reading import reading_from_dict, reading_to_dict
from ..core.reports.model import Reading
from .language import refusal

__all__ = ["read_bytes", "read_material", "read_pushed"]

#: What a report's head says in words.
HEAD = ("agency", "agency_code", "edition", "title", "level", "region", "scope", "published_on")
#: Doubts that an agency or a year given beside the reading takes away.
ANSWERED = {"agency": "agency_unknown", "year": "year_unknown"}


def read_bytes(data: Mapping[str, Any]) -> tuple[bytes, str, str] | None:
    """Return the file or text handed in: its bytes, its name, and the parameter it came by.

    :raises ckan.plugins.toolkit.ValidationError: both were given, it is too large,
        or ``upload`` is no file
    """
    upload, text = data.get("upload"), data.get("text")
    if upload is not None and text is not None:
        raise tk.ValidationError({"text": [tk._("Give either upload or text")]})
    if text is not None:
        return _limited(text.encode(errors="replace"), "text", data), data.get("name") or "", "text"
    if upload is None:
        return None
    if isinstance(upload, bytes):
        return _limited(upload, "upload", data), data.get("name") or "", "upload"
    if not hasattr(upload, "read"):
        raise tk.ValidationError({"upload": [tk._("Must be a file, sent as multipart/form-data")]})
    name = data.get("name") or getattr(upload, "filename", None) or ""
    limit = config.max_size()
    upload.seek(0, 2)
    size = upload.tell()
    if size > limit:
        raise refusal(GovReportError("too_large", name=name, size=size, limit=limit), "upload")
    upload.seek(0)
    return upload.read(), name, "upload"


def read_material(data: Mapping[str, Any]) -> tuple[Reading, Original | None]:
    """Return the reading of what was handed in and its original.

    :raises ckan.plugins.toolkit.ValidationError: nothing was handed in, or no report came out
    """
    material = read_bytes(data)
    if material is None:
        raise tk.ValidationError({"upload": [tk._("Give a file as upload, or its text as text")]})
    contents, name, parameter = material
    try:
        return read_report(contents, name, **_said(data)), read_original(contents, name, **_said(data))
    except GovReportError as error:
        raise refusal(error, parameter) from error


def read_pushed(data: Mapping[str, Any]) -> tuple[Reading, Original | None]:
    """Return a reading that was made elsewhere, its sums checked here, and the original sent with it.

    :raises ckan.plugins.toolkit.ValidationError: it is no well-formed reading
    """
    pushed = data["reading"]
    try:
        loaded = json.loads(pushed) if isinstance(pushed, str) else pushed
    except (ValueError, RecursionError) as error:
        raise tk.ValidationError({"reading": [tk._("Must be a JSON object")]}) from error
    if not isinstance(loaded, dict):
        raise tk.ValidationError({"reading": [tk._("Must be a JSON object")]})
    try:
        reading = reading_from_dict(loaded)
    except GovReportError as error:
        raise refusal(error, "reading") from error
    material = read_bytes(data)
    try:
        original = read_original(material[0], material[1], **_said(data)) if material else None
    except GovReportError as error:
        raise refusal(error, "upload") from error
    return _check_again(reading, data), original


def _check_again(reading: Reading, data: Mapping[str, Any]) -> Reading:
    """Return a reading whose sums were checked by us, whatever it says of them itself."""
    report = reading.report
    _refuse_unstorable(reading)
    said = {name: data[name] for name in ANSWERED if data.get(name) and not getattr(report, name)}
    report = confirm_figures(dataclasses.replace(report, **said))
    settled = {check.finding for check in codebook().checks.values()} | {ANSWERED[name] for name in said}
    others = tuple(finding for finding in reading.findings if finding.code not in settled)
    return dataclasses.replace(reading, report=report, findings=(*others, *check_report(report)))


def _refuse_unstorable(reading: Reading) -> None:
    """Refuse what JSON lets through and no portal can keep."""
    head = {name: getattr(reading.report, name) for name in HEAD}
    wrong = [f"{name} {value!r}" for name, value in head.items() if not _is_plain(value)]
    try:
        json.dumps(reading_to_dict(reading), ensure_ascii=False, allow_nan=False).encode()
    except (OverflowError, ValueError) as error:  # a number without end, half a character
        wrong.append(str(error))
    if wrong:
        raise refusal(GovReportError("bad_reading", what=wrong[0]), "reading")


def _is_plain(value: object) -> bool:
    """Return whether a value is text that a database can keep, or none."""
    return value is None or (isinstance(value, str) and "\0" not in value)


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the source says of agency and year."""
    return {"agency": data.get("agency"), "year": data.get("year")}


def _limited(contents: bytes, parameter: str, data: Mapping[str, Any]) -> bytes:
    limit = config.max_size()
    if len(contents) > limit:
        name = data.get("name") or ""
        raise refusal(GovReportError("too_large", name=name, size=len(contents), limit=limit), parameter)
    return contents
