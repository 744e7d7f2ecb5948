"""What the actions take; a parameter that an action does not know is refused, not passed over."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

__all__ = ["indicator_list_schema", "parse_schema", "publish_schema", "show_schema", "validated"]

Schema = dict[str, Any]


def validated(context: Any, data_dict: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """Return the parameters of an action as its schema makes them.

    :raises ckan.plugins.toolkit.ValidationError: says what is wrong with which
    """
    unknown = sorted(set(data_dict) - set(schema))
    if unknown:
        text = tk._("There is no such parameter; known are: {known}").format(known=", ".join(schema))
        raise tk.ValidationError({name: [text] for name in unknown})
    data, errors = tk.navl_validate(dict(data_dict), schema, tk.fresh_context(context))
    if errors:
        raise tk.ValidationError(errors)
    return data


def parse_schema() -> Schema:
    """Return what govreport_report_parse takes."""
    return {"upload": _optional(), "text": _text(), "name": _text(), **_hints()}


def publish_schema() -> Schema:
    """Return what govreport_report_publish takes."""
    return {
        **parse_schema(),
        "reading": _optional(),
        "id": _text(),
        "source_url": _optional("unicode_safe", "strip_value", "url_validator"),
        "retrieved_at": _optional("govreport_time"),
        "owner_org": _text(),
        "private": _optional("boolean_validator"),
    }


def show_schema() -> Schema:
    """Return what govreport_report_show takes."""
    return {"id": [tk.get_validator("not_empty"), tk.get_validator("unicode_safe")]}


def indicator_list_schema() -> Schema:
    """Return what govreport_indicator_list takes."""
    return {"edition": _text(), "table": _text()}


def _hints() -> Schema:
    """Return what the place that a report comes from says of it."""
    return {
        "agency": _optional("unicode_safe", "strip_value"),
        "year": _optional("govreport_year", "int_validator"),
    }


def _text() -> list[Any]:
    return _optional("unicode_safe")


def _optional(*names: str) -> list[Any]:
    return [tk.get_validator(name) for name in ("ignore_missing", *names)]
