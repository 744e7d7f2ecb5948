"""`govreport push`: readings made here, published in a portal through its Action API."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ckanapi
import requests

from .errors import GovReportError
from .exports import reading_to_dict
from .reports.model import Reading

__all__ = ["push_files"]

ACTION = "govreport_report_publish"


def push_files(outcomes: Iterable[tuple[str, Reading | GovReportError]], options: argparse.Namespace) -> int:
    """Publish every reading and print a line for each file; return 0, or 1 when one was refused.

    ``options`` has ``url``, ``token_file``, ``organization``, ``lang`` and ``files``.
    """
    try:
        token = options.token_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        print(f"{options.token_file}: {error.strerror}", file=sys.stderr)
        return 1
    counts: dict[str, int] = {}
    with ckanapi.RemoteCKAN(options.url, apikey=token, user_agent="govreport") as portal:
        for number, (name, outcome) in enumerate(outcomes, 1):
            status, said = _publish(portal, name, outcome, options)
            counts[status] = counts.get(status, 0) + 1
            print(f"[{number}/{len(options.files)}] {status} {name} {said}".rstrip(), flush=True)
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if "refused" in counts else 0


def _publish(
    portal: Any, name: str, outcome: Reading | GovReportError, options: argparse.Namespace
) -> tuple[str, str]:
    """Return what became of one file and what there is to say of it."""
    if isinstance(outcome, GovReportError):
        return "refused", str(getattr(outcome, options.lang))
    data = {"reading": json.dumps(reading_to_dict(outcome, Path(name).name), ensure_ascii=False)}
    if options.organization:
        data["owner_org"] = options.organization
    try:
        with Path(name).open("rb") as original:
            answer = portal.call_action(ACTION, data, files={"upload": (Path(name).name, original)})
    except ckanapi.NotAuthorized:
        return "refused", "the portal does not let this token publish"
    except ckanapi.ValidationError as error:
        return "refused", _sentences(error.error_dict)
    except (ckanapi.CKANAPIError, requests.RequestException) as error:
        return "refused", f"the portal did not answer as expected: {str(error)[:200]}"
    return str(answer["status"]), str(answer.get("url", ""))


def _sentences(errors: dict[str, Any]) -> str:
    """Return CKAN's validation errors in one line."""
    said = [
        f"{field}: {' '.join(map(str, messages)) if isinstance(messages, list) else messages}"
        for field, messages in errors.items()
        if not field.startswith("__")
    ]
    return "; ".join(said)
