"""`govreport push`: readings made here, published in a portal through its Action API."""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import Any

import ckanapi
import requests

from .batch import EVERYWHERE, Outcome, expand_archives, read_files
from .discovery import read_location
from .errors import GovReportError
from .exports import reading_to_dict
from .progress import show_progress

__all__ = ["push_files"]

ACTION = "govreport_report_publish"


def push_files(options: argparse.Namespace) -> int:
    """Read files, publish every reading, print a line for each file; return 0, or 1 when one was refused.

    ``options`` has ``files``, ``url``, ``token_file``, ``organization``, ``agency``, ``year`` and ``lang``.
    """
    try:
        token = options.token_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        refusal = GovReportError("unreadable_file", reason=error.strerror or str(error))
        print(f"{options.token_file}: {getattr(refusal, options.lang)}", file=sys.stderr)
        return 1
    counts: dict[str, int] = {}
    names = expand_archives(options.files)
    outcomes = read_files(names, _itself, agency=options.agency, year=options.year, seconds=options.timeout)
    with ckanapi.RemoteCKAN(options.url, apikey=token, user_agent="govreport") as portal:
        for outcome in show_progress(outcomes, len(names)):
            status, said = _publish(portal, outcome, options)
            counts[status] = counts.get(status, 0) + 1
            print(f"{status:9} {outcome.name} {said}".rstrip(), flush=True)
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if "refused" in counts else 0


def _itself(outcome: Outcome) -> Outcome:
    return outcome


def _publish(portal: Any, outcome: Outcome, options: argparse.Namespace) -> tuple[str, str]:
    """Return what became of one file, and its address or why it was refused."""
    if isinstance(outcome.result, GovReportError):
        return "refused", str(getattr(outcome.result, options.lang))
    name = re.split(r"[/!]", outcome.name)[-1]
    data = {"reading": json.dumps(reading_to_dict(outcome.result, name), ensure_ascii=False)}
    said = {"owner_org": options.organization, "agency": options.agency, "year": options.year}
    data |= {key: value for key, value in said.items() if value is not None}
    try:
        original = read_location(outcome.name, EVERYWHERE)
        answer = portal.call_action(ACTION, data, files={"upload": (name, original)})
    except GovReportError as error:
        refusal = error
    except ckanapi.NotAuthorized:
        refusal = GovReportError("token_refused")
    except ckanapi.ValidationError as error:
        refusal = GovReportError("portal_refused", reason=_sentences(error.error_dict))
    except (ckanapi.CKANAPIError, requests.RequestException) as error:
        refusal = GovReportError("portal_away", reason=str(error)[:200])
    else:
        return str(answer["status"]), str(answer.get("url", ""))
    return "refused", str(getattr(refusal, options.lang))


def _sentences(errors: dict[str, Any]) -> str:
    """Return CKAN's validation errors in one line."""
    said = [
        f"{field}: {' '.join(map(str, messages)) if isinstance(messages, list) else messages}"
        for field, messages in errors.items()
        if not field.startswith("__") and field != "refusal"  # the same once more, for programs
    ]
    return "; ".join(said)
