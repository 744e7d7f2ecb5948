"""The files of a report: the original, its figures, the whole reading and the findings."""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core import GovReportError
from ..core.exports.reading import reading_from_dict, reading_to_dict
from ..core.exports.table import figures_csv, findings_csv
from ..core.reports.model import Reading
from .original import Original
from .storage import has_file, read_file

__all__ = [
    "File",
    "arrange",
    "file_name",
    "find_original",
    "find_resource",
    "load_reading",
    "load_reading_dict",
    "make_files",
]

log = logging.getLogger(__name__)

#: What a file can be to its report: received, or made from the reading.
ORIGINALS = ("original", "superseded")
MADE = ("figures", "report", "findings")
#: Fields of an original's resource: what its source said.
SAID = ("source_agency", "source_year")
#: Excel takes a CSV file for a local code page unless it begins so.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a report before it is a resource; ``role`` is what it is to the report.

    ``said`` is what the source of an original said of it.
    """

    role: str
    file_name: str
    data: bytes
    format: str
    mimetype: str
    label: str
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The SHA-256 of its content."""
        return hashlib.sha256(self.data).hexdigest()

    def to_resource(self, resource_id: str) -> dict[str, Any]:
        """Return the resource with that id which holds this file."""
        return {
            "id": resource_id,
            "role": self.role,
            "name": self.label,
            "url": self.file_name,
            "url_type": "upload",
            "format": self.format,
            "mimetype": self.mimetype,
            "size": len(self.data),
            "hash": self.hash,
            **self.said,
        }


def make_files(reading: Reading, original: Original | None, original_name: str) -> list[File]:
    """Return the files of a report; ``original_name`` is what its original is called in the portal.

    They are the same bytes whenever the reading is the same.
    """
    whole = json.dumps(reading_to_dict(reading, original_name), ensure_ascii=False, indent=1)
    files = [
        _csv("figures", "figures.csv", figures_csv(reading)),
        File("report", "report.json", whole.encode(), "JSON", "application/json", "report.json"),
        _csv("findings", "findings.csv", findings_csv(reading)),
    ]
    if original:
        label = original.name or original_name
        form = original.ending.upper()
        said = {"source_agency": original.agency, "source_year": original.year}
        said = {name: value for name, value in said.items() if value is not None}
        files.insert(0, File("original", original_name, original.data, form, original.mimetype, label, said))
    return files


def arrange(
    files: Iterable[File], existing: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, File]]:
    """Return a report's resources with ``files`` among them, and those to store by resource id.

    What is there already with the same content stays as it is. A file's content never
    changes under its id: whoever holds a link gets what it was, or nothing. Another
    original stays, marked as superseded, for the figures do not come from it; it becomes
    the original again when it is published again. What else is attached is left alone.
    """
    current: list[dict[str, Any]] = []
    to_store: dict[str, File] = {}
    for file in files:
        known = next((each for each in existing if _holds(each, file)), None)
        resource_id = known["id"] if known else str(uuid.uuid4())
        current.append(_kept(known, file) if known else file.to_resource(resource_id))
        if not known or not has_file(known):
            to_store[resource_id] = file
    taken = {resource["id"] for resource in current}
    left = [each for each in existing if each["id"] not in taken and each.get("role") not in MADE]
    others = [dict(each) for each in left if each.get("role") not in ORIGINALS]
    earlier = [{**each, "role": "superseded"} for each in left if each.get("role") in ORIGINALS]
    return [*current, *others, *earlier], to_store


def find_original(existing: Sequence[Mapping[str, Any]], sha256: str) -> Mapping[str, Any] | None:
    """Return the resource that holds the original with this hash, superseded or not."""
    return next(
        (each for each in existing if each.get("role") in ORIGINALS and each.get("hash") == sha256), None
    )


def find_resource(package: Mapping[str, Any], role: str) -> dict[str, Any] | None:
    """Return the resource of a dataset that has this role, if there is one."""
    return next((each for each in package.get("resources", ()) if each.get("role") == role), None)


def file_name(resource: Mapping[str, Any]) -> str:
    """Return what an uploaded resource's file is called."""
    return str(resource.get("url") or "").rsplit("/", 1)[-1]


def load_reading_dict(package: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a dataset's report.json says; None where there is none, or its file is lost.

    :raises GovReportError: it is no JSON object; somebody replaced it by hand
    """
    resource = find_resource(package, "report")
    if resource is None or resource.get("url_type") != "upload":
        return None
    try:
        reading = json.loads(read_file(resource))
    except FileNotFoundError as error:
        log.error("%s: the file of report.json is lost: %s", package.get("name"), error)
        return None
    except ValueError as error:
        raise GovReportError("bad_reading", what=str(error)) from error
    if not isinstance(reading, dict):
        raise GovReportError("bad_reading", what=type(reading).__name__)
    return reading


def load_reading(package: Mapping[str, Any]) -> Reading | None:
    """Return the reading that a dataset was made from; None where there is none, or its file is lost.

    :raises GovReportError: it is no reading; somebody replaced it by hand
    """
    data = load_reading_dict(package)
    return reading_from_dict(data) if data is not None else None


def _csv(role: str, file_name: str, text: str) -> File:
    return File(role, file_name, BYTE_ORDER_MARK + text.encode(), "CSV", "text/csv", file_name)


def _kept(resource: Mapping[str, Any], file: File) -> dict[str, Any]:
    """Return a resource that holds this file already, with what is said of it now."""
    kept = {name: value for name, value in resource.items() if name not in SAID}
    return {**kept, **file.said, "role": file.role}


def _holds(resource: Mapping[str, Any], file: File) -> bool:
    roles = ORIGINALS if file.role == "original" else (file.role,)
    return (
        resource.get("role") in roles
        and resource.get("hash") == file.hash
        and resource.get("url_type") == "upload"
    )
