"""The rows that ckanext-harvest keeps of each place: which one counts, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ckan import model

from ckanext.govreport.core.discovery import Candidate
from ckanext.govreport.core.errors import GovReportError
from ckanext.harvest.model import HarvestJob, HarvestObject

__all__ = [
    "add_objects",
    "find_current",
    "find_rivals",
    "known_objects",
    "load_candidate",
    "load_content",
    "make_current",
    "save_content",
]


def known_objects(job: HarvestJob) -> list[HarvestObject]:
    """Return the objects that the job has already."""
    return model.Session.query(HarvestObject).filter_by(harvest_job_id=job.id).all()


def add_objects(job: HarvestJob, candidates: Iterable[Candidate]) -> list[str]:
    """Return the ids of new objects, one for each candidate, saved all at once."""
    objects = [
        HarvestObject(guid=f"{job.source.id}:{each.location}", job=job, content=_dump(_to_content(each)))
        for each in candidates
    ]
    model.Session.add_all(objects)
    model.Session.commit()
    return [each.id for each in objects]


def load_candidate(content: dict[str, Any]) -> Candidate:
    """Return the candidate that a content speaks of."""
    refused = content["refusal"]
    refusal = GovReportError(refused["code"], **refused["details"]) if refused else None
    return Candidate(content["location"], content["agency"], content["year"], refusal=refusal)


def find_current(harvest_object: HarvestObject) -> HarvestObject | None:
    """Return the object by which the same place was published last, if it was."""
    return (
        model.Session.query(HarvestObject)
        .filter_by(harvest_source_id=harvest_object.harvest_source_id, guid=harvest_object.guid, current=True)
        .filter(HarvestObject.package_id.isnot(None))
        .order_by(HarvestObject.import_finished.desc().nulls_last())
        .first()
    )


def find_rivals(harvest_object: HarvestObject, package_id: str) -> list[str]:
    """Return the other places of the same job by which the same dataset was published."""
    others = (
        model.Session.query(HarvestObject)
        .filter_by(harvest_source_id=harvest_object.harvest_source_id, package_id=package_id, current=True)
        .filter(HarvestObject.guid != harvest_object.guid)
    )
    of_this_job = {each.guid for each in known_objects(harvest_object.job)}
    return [load_content(other)["location"] for other in others if other.guid in of_this_job]


def make_current(harvest_object: HarvestObject, package_id: str) -> None:
    """Let this object stand for its place from now on; nothing is committed.

    Other sources keep theirs: the same report may come from two places, and each
    needs to know what it saw last.
    """
    model.Session.query(HarvestObject).filter_by(
        harvest_source_id=harvest_object.harvest_source_id, guid=harvest_object.guid, current=True
    ).update({"current": False})
    harvest_object.package_id = package_id
    harvest_object.current = True
    model.Session.flush()


def load_content(harvest_object: HarvestObject) -> dict[str, Any]:
    """Return what is known of the place: location, hints, and after fetching its hash and headers."""
    content: dict[str, Any] = json.loads(harvest_object.content or "{}")
    return content


def save_content(harvest_object: HarvestObject, content: dict[str, Any]) -> None:
    """Write down what is known of the place."""
    harvest_object.content = _dump(content)
    harvest_object.save()


def _to_content(candidate: Candidate) -> dict[str, Any]:
    return {
        "location": candidate.location,
        "agency": candidate.agency,
        "year": candidate.year,
        "refusal": candidate.refusal.to_dict() if candidate.refusal else None,
    }


def _dump(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
