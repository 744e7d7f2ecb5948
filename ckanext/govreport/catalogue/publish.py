"""The one gate: a reading becomes a dataset, or brings the dataset that is there up to date."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from ..core.reports.model import Reading
from .dataset import READ_FIELDS, TYPE, build_dataset
from .locking import exclusive
from .names import dataset_id
from .organization import find_owner
from .original import Original
from .resources import File, arrange, file_name, find_original, find_resource, make_files
from .storage import drop_file, store_file
from .succession import refuse_stranger

__all__ = ["Publication", "Submission", "publish"]

log = logging.getLogger(__name__)

Status = Literal["created", "updated", "unchanged"]
#: What a publisher may say beside the report; a new time of retrieval alone changes nothing.
SAID = ("source_url", "owner_org", "private")
#: What every update sets anew; CKAN 2.12 would keep the time of the last change if it was handed in.
RENEWED = ("sha256", "metadata_modified")


@dataclass(frozen=True, slots=True)
class Submission:
    """A reading to publish and what its publisher says of it; None is left as it is.

    ``id`` names the dataset to bring up to date; without it the report's agency,
    scope and year say which it is.
    """

    reading: Reading
    original: Original | None = None
    id: str | None = None
    source_url: str | None = None
    retrieved_at: str | None = None
    owner_org: str | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of a submission; ``superseded`` says that an earlier original was replaced."""

    status: Status
    id: str
    name: str
    superseded: bool = False


def publish(context: dict[str, Any], submission: Submission) -> Publication:
    """Make the dataset of a report, or bring it up to date; nothing when it says this already.

    Files come first and the dataset, whole and with all its files, in one step after
    them: what fails on the way leaves nothing that anybody sees, and the next run
    finds the dataset missing or as it was. Two who publish the same report at once
    do so one after the other.

    :raises ckan.plugins.toolkit.ValidationError: what is wrong with it
    :raises ckan.plugins.toolkit.NotAuthorized: the user may not
    """
    fields = build_dataset(submission.reading)
    with exclusive(fields["name"]):
        existing = _find(context, submission.id or fields["name"])
        if existing is not None:
            tk.check_access("package_update", tk.fresh_context(context), {"id": existing["id"]})
            return _update(context, submission, fields, existing)
        if submission.id:
            raise tk.ObjectNotFound(tk._("There is no report “{id}”").format(id=submission.id))
        return _create(context, submission, fields)


def _create(context: dict[str, Any], submission: Submission, fields: dict[str, Any]) -> Publication:
    owner = find_owner(context, fields["agency"], submission.owner_org)
    tk.check_access("package_create", tk.fresh_context(context), {"owner_org": owner})
    resources, to_store = _arrange(submission, ())
    dataset = fields | _said(submission) | {"owner_org": owner, "resources": resources}
    own_id = dataset_id(fields["name"])
    # Taken when the dataset made for this name was given another agency, and so another name, by hand.
    if model.Package.get(own_id) is None:
        dataset["id"] = own_id
    with _stored(to_store):
        made = tk.get_action("package_create")(_writing(context), dataset)
    return Publication("created", made, fields["name"])


def _update(
    context: dict[str, Any], submission: Submission, fields: dict[str, Any], existing: dict[str, Any]
) -> Publication:
    resources, to_store = _arrange(submission, existing["resources"])
    said = _said(submission)
    if submission.owner_org and submission.owner_org != existing["owner_org"]:
        said["owner_org"] = find_owner(context, fields["agency"], submission.owner_org)
    if not to_store and _says_so_already(existing, resources, said):
        return Publication("unchanged", existing["id"], existing["name"])
    if not submission.id:
        refuse_stranger(submission.reading, said.get("sha256"), submission.source_url, existing)
    kept = {name: value for name, value in existing.items() if name not in (*READ_FIELDS, *RENEWED)}
    original = find_resource({"resources": resources}, "original")
    traced = {"sha256": original["hash"]} if original else {}
    dataset = {**kept, **fields, **said, **traced, "state": "active", "resources": resources}
    with _stored(to_store):
        tk.get_action("package_update")(_writing(context), dataset)
    left = {each["id"] for each in resources}
    _drop(each["id"] for each in existing["resources"] if each["id"] not in left)
    before = find_resource(existing, "original")
    replaced = before is not None and (original is None or before["id"] != original["id"])
    return Publication("updated", existing["id"], fields["name"], superseded=replaced)


def _arrange(
    submission: Submission, existing: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, File]]:
    """Return the resources of the report's dataset, and the files to store for them."""
    reading, original = submission.reading, submission.original
    if original:
        known = find_original(existing, original.sha256)
        original_name = file_name(known) if known else f"report-{reading.report.year}.{original.ending}"
        return arrange(make_files(reading, original, original_name), existing)
    # A reading alone: when it is the one that is published, it came from the original that is there.
    present = find_resource({"resources": existing}, "original")
    if present:
        files = make_files(reading, None, file_name(present))
        resources, to_store = arrange(files, [each for each in existing if each is not present])
        if not to_store:
            return [dict(present), *resources], to_store
    return arrange(make_files(reading, None, ""), existing)


def _find(context: dict[str, Any], reference: str) -> dict[str, Any] | None:
    """Return the dataset of a report by id or name, a deleted one too, as the database has it."""
    package = model.Package.get(reference)
    if package is None or package.type != TYPE:
        return None
    shown: dict[str, Any] = tk.get_action("package_show")(
        tk.fresh_context(context, ignore_auth=True, use_cache=False), {"id": package.id}
    )
    return shown


def _said(submission: Submission) -> dict[str, Any]:
    said = {name: getattr(submission, name) for name in ("source_url", "retrieved_at", "private")}
    if submission.original:
        said["sha256"] = submission.original.sha256
    return {name: value for name, value in said.items() if value is not None}


def _says_so_already(
    existing: Mapping[str, Any], resources: Sequence[Mapping[str, Any]], said: Mapping[str, Any]
) -> bool:
    """Return whether a dataset has the same files in the same roles and all that is said.

    The files hold the whole reading, so its fields need no look; what somebody
    corrected in them by hand stays until the report itself changes.
    """
    roles = {each["id"]: each.get("role") for each in existing["resources"]}
    return (
        existing["state"] == "active"
        and roles == {each["id"]: each.get("role") for each in resources}
        and all(existing.get(name) == said[name] for name in SAID if name in said)
    )


@contextmanager
def _stored(files: Mapping[str, File]) -> Iterator[None]:
    """Keep files in the storage by resource id; they go again when the block fails."""
    begun: list[str] = []
    try:
        for resource_id, file in files.items():
            begun.append(resource_id)
            store_file(resource_id, file.data, file.file_name)
        yield
    except BaseException:
        _drop_unused(begun)
        raise


def _drop_unused(resource_ids: Sequence[str]) -> None:
    """Forget files that no dataset has; when the database cannot say so, they stay."""
    try:
        model.Session.rollback()
        used = set(
            model.Session.scalars(select(model.Resource.id).where(model.Resource.id.in_(resource_ids)))
        )
    except DBAPIError as error:
        log.warning("files may be left over, for the database is away: %s", error)
        return
    _drop(each for each in resource_ids if each not in used)


def _drop(resource_ids: Iterable[str]) -> None:
    """Forget files; one that cannot be removed is waste on the disk, not a fault of the report."""
    for resource_id in resource_ids:
        try:
            drop_file(resource_id)
        except Exception as error:
            log.warning("the file of %s could not be removed: %s", resource_id, error)


def _writing(context: dict[str, Any]) -> dict[str, Any]:
    """Return a context for CKAN's own actions, after what the user may do was checked.

    Only with ``ignore_auth`` may a dataset be made with the id that follows from its name.
    """
    return dict(tk.fresh_context(context, ignore_auth=True, return_id_only=True))
