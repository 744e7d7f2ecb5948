"""What a harvest source's configuration says, checked key by key."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import Any

from ckan import model

from .refusals import HarvestRefusal

__all__ = ["SourceConfig", "check_config", "parse_config"]

_KINDS: dict[str, type] = {
    "agency": str,
    "year": int,
    "reports_owner_org": str,
    "reports_private": bool,
    "encoding": str,
}
_WRONG_KIND = {str: "config_not_text", int: "config_not_a_number", bool: "config_not_true_or_false"}


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """The options of one source; None where it says nothing.

    The names of what reports get begin with ``reports_``: ckanext-harvest writes
    every key over the source's own field of that name.
    """

    agency: str | None = None
    year: int | None = None
    reports_owner_org: str | None = None
    reports_private: bool | None = None
    encoding: str | None = None


def parse_config(text: str | None) -> SourceConfig:
    """Return the options in a source's JSON text; no text means no options.

    :raises HarvestRefusal: not an object, an unknown key, a value of the wrong kind
    """
    try:
        said = json.loads(text or "{}")
    except ValueError as error:
        raise HarvestRefusal("config_not_json", reason=error) from error
    if not isinstance(said, dict):
        raise HarvestRefusal("config_not_json", reason=type(said).__name__)
    for key, value in said.items():
        _check_kind(key, value)
    return SourceConfig(**said)


def check_config(text: str | None) -> None:
    """Check what :func:`parse_config` checks, and that the things named exist.

    :raises HarvestRefusal: says which key is wrong
    """
    config = parse_config(text)
    if config.encoding is not None:
        try:
            codecs.lookup(config.encoding)
        except LookupError as error:
            raise HarvestRefusal("config_unknown_encoding", name=config.encoding) from error
    if config.reports_owner_org is not None:
        group = model.Group.get(config.reports_owner_org)
        if group is None or not group.is_organization or group.state != model.State.ACTIVE:
            raise HarvestRefusal("config_unknown_organization", name=config.reports_owner_org)


def _check_kind(key: str, value: Any) -> None:
    if key not in _KINDS:
        raise HarvestRefusal("config_unknown_key", key=key, keys=", ".join(_KINDS))
    # To isinstance, True is a whole number.
    if type(value) is not _KINDS[key]:
        raise HarvestRefusal(_WRONG_KIND[_KINDS[key]], key=key)
