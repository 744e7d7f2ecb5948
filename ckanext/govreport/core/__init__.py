"""Reads and judges reports; never imports CKAN. The front door is :func:`read_report`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import GovReportError
    from .reading import PARSER_VERSION, read_report
    from .reports.model import Reading

__all__ = ["PARSER_VERSION", "GovReportError", "Reading", "read_report"]

#: Where each name comes from. It is loaded when it is asked for: a command that reads nothing starts at once.
_HOMES = {
    "PARSER_VERSION": "reading",
    "GovReportError": "errors",
    "Reading": "reports.model",
    "read_report": "reading",
}


def __getattr__(name: str) -> Any:
    """Return one of the names above, loaded from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return value
