"""What all our harvesters share: three stages, hashes before they write, sentences where they fail."""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ckan import model
from ckan.lib import search

from ckanext.govreport.core import PARSER_VERSION
from ckanext.govreport.core.discovery import Candidate
from ckanext.harvest.harvesters.base import HarvesterBase
from ckanext.harvest.model import HarvestGatherError, HarvestJob, HarvestObject, HarvestObjectError

from . import records
from .publishing import explain, find_publisher, publish
from .refusals import HarvestRefusal, say
from .source_config import SourceConfig, check_config, parse_config

__all__ = ["ReportHarvester", "Retrieved"]

log = logging.getLogger(__name__)

#: When these are as they were at the last publication, there is nothing to do.
_MARKS = ("sha256", "said", "parser_version")


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The bytes of one file; ``url`` where the public finds it, ``headers`` to ask for it again."""

    data: bytes
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class ReportHarvester(HarvesterBase):
    """The stages of ckanext-harvest; a kind of source says only what there is and how to get it."""

    #: ckanext-harvest sets it for `ckan harvester import`.
    force_import = False

    def discover(self, url: str, config: SourceConfig) -> Iterable[Candidate]:
        """Return every file of a source; each location is the identity of its file from run to run."""
        raise NotImplementedError

    def retrieve(self, candidate: Candidate, known: Mapping[str, str]) -> Retrieved | None:
        """Return a file, or None when it is still the one whose headers are ``known``."""
        raise NotImplementedError

    def validate_config(self, config: str | None) -> str | None:
        """Return the configuration as it is, when nothing in it is wrong."""
        check_config(config)
        return config

    def get_original_url(self, harvest_object_id: str) -> str | None:
        """Return where the public finds the file, when that is known."""
        harvest_object = HarvestObject.get(harvest_object_id)
        url: str | None = records.load_content(harvest_object).get("url") if harvest_object else None
        return url

    def gather_stage(self, harvest_job: HarvestJob) -> list[str]:
        """Return the ids of the objects to fetch: one for every file of the source."""
        if known := records.known_objects(harvest_job):
            # ckanext-harvest sends a job again that took long or whose consumer died.
            return [each.id for each in known if each.state == "WAITING"]
        source = harvest_job.source
        try:
            candidates = list(self.discover(source.url, parse_config(source.config)))
            if not candidates:
                raise HarvestRefusal("no_reports")
        except Exception as error:
            model.Session.rollback()
            HarvestGatherError.create(say(_refusal(error), source.url), harvest_job)
            return []
        return records.add_objects(harvest_job, candidates)

    def fetch_stage(self, harvest_object: HarvestObject) -> bool | str:
        """Return True when there is something to import, "unchanged", or False with an error written."""
        if harvest_object.current:
            return True
        content = records.load_content(harvest_object)
        try:
            return self._fetch(harvest_object, content)
        except Exception as error:
            _write_error(error, content, harvest_object, "Fetch")
            return False

    def import_stage(self, harvest_object: HarvestObject) -> bool | str:
        """Return True when the report was created or updated, "unchanged", or False with an error written."""
        if harvest_object.current and not self._is_forced(harvest_object):
            return True
        content = records.load_content(harvest_object)
        try:
            return self._import(harvest_object, content)
        except Exception as error:
            _write_error(error, content, harvest_object, "Import")
            return False

    def _fetch(self, harvest_object: HarvestObject, content: dict[str, Any]) -> bool | str:
        source = harvest_object.source
        last = records.find_current(harvest_object)
        before = records.load_content(last) if last and not self._is_forced(harvest_object) else {}
        content["said"] = _what_is_said(content, parse_config(source.config))
        content["parser_version"] = PARSER_VERSION
        is_asked_again = all(before.get(mark) == content[mark] for mark in ("said", "parser_version"))
        known = before.get("headers", {}) if is_asked_again else {}
        found = self.retrieve(records.load_candidate(content), known)
        if found is None:
            return "unchanged"
        content |= _describe(found)
        records.save_content(harvest_object, content)
        if all(before.get(mark) == content[mark] for mark in _MARKS):
            return "unchanged"
        # Import follows at once and in the same process; the row itself holds text only.
        harvest_object.fetched = found.data
        return True

    def _import(self, harvest_object: HarvestObject, content: dict[str, Any]) -> bool | str:
        data = getattr(harvest_object, "fetched", None)
        if data is None:
            data = self._fetch_again(harvest_object, content)
        said = {**content["said"], "source_url": content["url"], "retrieved_at": content["retrieved_at"]}
        answer = publish(find_publisher(harvest_object), data, records.load_candidate(content).name, said)
        rivals = records.find_rivals(harvest_object, answer["id"]) if answer["superseded"] else []
        records.make_current(harvest_object, answer["id"])
        # A source lists its datasets by what the index says of them, and that was written before. It is
        # not committed at once, for that costs as much again: the next report's commit does it, or the
        # one of the source's own status at the end of the job.
        search.rebuild(package_ids=[answer["id"]])
        for rival in rivals:
            _write_error(HarvestRefusal("same_report", other=rival), content, harvest_object, "Import")
        return "unchanged" if answer["status"] == "unchanged" else True

    def _fetch_again(self, harvest_object: HarvestObject, content: dict[str, Any]) -> bytes:
        found = self.retrieve(records.load_candidate(content), {})
        if found is None or hashlib.sha256(found.data).hexdigest() != content["sha256"]:
            raise HarvestRefusal("changed_since")
        return found.data

    def _is_forced(self, harvest_object: HarvestObject) -> bool:
        return self.force_import or getattr(harvest_object, "force_import", False)


def _what_is_said(content: Mapping[str, Any], config: SourceConfig) -> dict[str, Any]:
    """Return what goes with the bytes to the gate; a list's own row comes before the source's options."""
    return {
        "agency": content["agency"] or config.agency,
        "year": content["year"] or config.year,
        "owner_org": config.reports_owner_org,
        "private": config.reports_private,
    }


def _describe(found: Retrieved) -> dict[str, Any]:
    return {
        "url": found.url,
        "headers": dict(found.headers),
        "sha256": hashlib.sha256(found.data).hexdigest(),
        "retrieved_at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    }


def _write_error(
    error: Exception, content: Mapping[str, Any], harvest_object: HarvestObject, stage: str
) -> None:
    """Put into the job's report why a file was not published, so that the rest can go on."""
    model.Session.rollback()
    place = content["location"].removeprefix(harvest_object.source.url).lstrip("/!#")
    HarvestObjectError.create(say(_refusal(error), place or content["location"]), harvest_object, stage)


def _refusal(error: Exception) -> Any:
    if refusal := explain(error):
        return refusal
    log.error("A fault while harvesting", exc_info=error)
    return HarvestRefusal("unexpected", reason=repr(error))
