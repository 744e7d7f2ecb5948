"""The harvester `govreport_folder`: a folder, an archive or a list of reports as a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins as p

from ckanext.govreport import config as settings
from ckanext.govreport.core.discovery import Candidate, discover_place, read_candidate, read_manifest
from ckanext.govreport.core.errors import GovReportError

from . import repairs
from .base import ReportHarvester, Retrieved
from .fetching import Fetched, fetch
from .refusals import HarvestRefusal
from .source_config import SourceConfig

__all__ = ["FolderHarvester"]

FOLDERS = "ckanext.govreport.harvest.folders"


class FolderHarvester(ReportHarvester):
    """Publishes what lies in a folder or an archive on this machine, or what a list names."""

    p.implements(p.IActions)
    p.implements(p.IConfigurable)

    def info(self) -> dict[str, str]:
        """Return what the form for sources says of this kind."""
        return {
            "name": "govreport_folder",
            "title": p.toolkit._("Disclosure annual reports"),
            "description": p.toolkit._("A folder, a ZIP archive or a CSV list of annual reports"),
        }

    def discover(self, url: str, config: SourceConfig) -> list[Candidate]:
        """Return every file of a folder or an archive, or what the rows of a list name."""
        if Candidate(url).is_remote:
            return read_manifest(_fetch(url, {}).data, url, config.encoding)
        folders = settings.harvest_folders()
        if not folders:
            raise HarvestRefusal("no_folders", setting=FOLDERS)
        try:
            return discover_place(url, folders, config.encoding)
        except GovReportError as refusal:
            raise _with_setting(refusal) from refusal

    def retrieve(self, candidate: Candidate, known: Mapping[str, str]) -> Retrieved | None:
        """Return a file from its folder, its archive or its address."""
        if candidate.refusal:
            raise _with_setting(candidate.refusal)
        if candidate.is_remote:
            found = fetch(candidate.location, known=known, **_limits())
            return Retrieved(found.data, candidate.location, found.headers) if found else None
        try:
            return Retrieved(read_candidate(candidate, settings.harvest_folders(), settings.max_size()))
        except GovReportError as refusal:
            raise _with_setting(refusal) from refusal

    # IActions

    def get_actions(self) -> dict[str, Callable[..., Any]]:
        """Return the action of ckanext-harvest that needs a repair."""
        return {"harvest_source_reindex": repairs.harvest_source_reindex}

    # IConfigurable

    def configure(self, config: Any) -> None:
        """Tell of a setting under which the harvest would stand still."""
        repairs.warn_of_short_patience()


def _fetch(url: str, known: Mapping[str, str]) -> Fetched:
    found = fetch(url, known=known, **_limits())
    assert found is not None, "only a file asked for again can be unchanged"
    return found


def _limits() -> dict[str, Any]:
    return {"private": settings.harvest_private_addresses(), "limit": settings.max_size()}


def _with_setting(refusal: GovReportError) -> GovReportError | HarvestRefusal:
    """Return the refusal with the name of the setting, which core does not know."""
    if refusal.code == "outside_folders":
        return HarvestRefusal("outside_folders", setting=FOLDERS)
    return refusal
