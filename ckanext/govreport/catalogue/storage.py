"""Bytes into CKAN's storage and out of it, whatever the portal keeps its files in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import uploader
from werkzeug.datastructures import FileStorage

__all__ = ["drop_file", "has_file", "read_file", "store_file"]

#: The uploaders compare with a limit in megabytes; ours was checked before.
NO_LIMIT = 1024


def store_file(resource_id: str, data: bytes, file_name: str) -> None:
    """Keep ``data`` as the file of the resource with that id, which need not exist yet.

    :raises ckan.plugins.toolkit.ValidationError: the portal has no storage
    :raises OSError: the storage does not take it
    """
    if not _has_storage():
        raise tk.ValidationError(
            {
                "upload": [
                    tk._("This portal keeps no files: ckan.storage_path and ckan.uploads_enabled must be set")
                ]
            }
        )
    resource = {
        "id": resource_id,
        "url": file_name,
        "url_type": "upload",
        "upload": FileStorage(io.BytesIO(data), filename=file_name),
    }
    uploader.get_resource_uploader(resource).upload(resource_id, NO_LIMIT)


def read_file(resource: Mapping[str, Any]) -> bytes:
    """Return the bytes of an uploaded resource.

    :raises FileNotFoundError: the storage has lost it
    """
    storage, location = _locate(resource)
    if storage is None:
        return Path(location).read_bytes()
    if not storage.exists(_file_data(location)):
        raise FileNotFoundError(location)
    content: bytes = storage.content(_file_data(location))
    return content


def has_file(resource: Mapping[str, Any]) -> bool:
    """Return whether the storage has the file of an uploaded resource."""
    storage, location = _locate(resource)
    return Path(location).is_file() if storage is None else bool(storage.exists(_file_data(location)))


def drop_file(resource_id: str) -> None:
    """Forget the file of a resource that no dataset has any more."""
    uploader.get_resource_uploader({"id": resource_id, "clear_upload": True}).upload(resource_id, NO_LIMIT)


def _locate(resource: Mapping[str, Any]) -> tuple[Any, str]:
    """Return the storage that CKAN keeps a resource's file in and where; None is the file system.

    CKAN 2.11 knows the file system only.
    """
    upload = uploader.get_resource_uploader(dict(resource))
    return getattr(upload, "storage", None), upload.get_path(resource["id"])


def _file_data(location: str) -> Any:
    from ckan.lib import files  # noqa: PLC0415 - CKAN 2.11 has no such module

    return files.FileData(location)


def _has_storage() -> bool:
    """Return whether the portal keeps files: without, CKAN would take them and lose them."""
    if tk.check_ckan_version(min_version="2.12"):
        return bool(tk.h.uploads_enabled("resource"))
    return bool(tk.h.uploads_enabled())
