"""YAML → codebook; contradictions are refused when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from .contradictions import CodebookError, refuse_contradictions
from .forms import (
    Block,
    Column,
    DisclosureRow,
    DisputeGroup,
    DisputeResult,
    Edition,
    Label,
    Part,
    RequestRow,
    Statistics,
    StatisticsRow,
    Table,
)
from .model import Applicant, Check, Codebook, Comparison, FindingTemplate, Indicator

__all__ = ["codebook", "load_codebook"]

HERE = Path(__file__).parent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def codebook() -> Codebook:
    """Return the codebook that ships with the package."""
    return load_codebook(HERE)


def load_codebook(folder: Path) -> Codebook:
    """Return the codebook in ``folder``.

    :raises CodebookError: a name is used that is not defined, a code is used twice
        in a form, or a form leaves an applicant out
    """
    indicators = {
        code: Indicator(code=code, table=cast("Table", table), **entry)
        for table, entries in _read(folder / "indicators.yaml").items()
        for code, entry in entries.items()
    }
    applicants = {
        code: Applicant(code=code, **entry) for code, entry in _read(folder / "applicants.yaml").items()
    }
    entries = {path.name: _read(path) for path in sorted((folder / "editions").glob("*.yaml"))}
    parts: dict[Any, Any] = {entry.get("code"): entry.get("parts") for entry in entries.values()}
    editions = {
        edition.code: edition
        for edition in (load_edition(entry, name, parts) for name, entry in entries.items())
    }
    checks = {
        code: Check(
            code=code,
            table=entry["table"],
            per=entry.get("per"),
            left=tuple(entry["left"]),
            right=tuple(entry["right"]),
            finding=entry["finding"],
        )
        for code, entry in _read(folder / "checks.yaml").items()
    }
    findings = {
        code: FindingTemplate(code=code, **entry) for code, entry in _read(folder / "findings.yaml").items()
    }
    compared = _read(folder / "crosswalk.yaml")
    crosswalk = tuple(_comparison(entry) for entry in compared["comparisons"])
    book = Codebook(indicators, applicants, editions, checks, findings, crosswalk)
    shared = tuple(
        _comparison({"one": [code], "other": [code], "relation": "same", **compared["shared"]})
        for code in indicators
        if len(book.editions_with(code)) > 1
    )
    book = replace(book, shared=shared)
    refuse_contradictions(book)
    return book


def load_edition(entry: dict[str, Any], name: str, parts: Mapping[str, Any] | None = None) -> Edition:
    """Return the edition that a YAML file describes; ``name`` is the file's, for errors.

    ``parts`` are those of every edition: an edition may name another one for its own.
    """
    try:
        own = entry["parts"] if isinstance(entry["parts"], list) else (parts or {})[entry["parts"]]
        return Edition(
            code=entry["code"],
            document=entry["document"],
            zh=entry["zh"],
            en=entry["en"],
            first_year=entry["first_year"],
            last_year=entry["last_year"],
            parts=tuple(_part(number, part) for number, part in enumerate(own, 1)),
            region=entry.get("region"),
            disclosure=tuple(_block(block) for block in entry.get("disclosure", ())),
            **(_requests(entry["requests"]) if "requests" in entry else {}),
            disputes=tuple(_dispute_group(group) for group in entry.get("disputes", ())),
            statistics=_statistics(entry["statistics"]) if "statistics" in entry else None,
        )
    except KeyError as missing:
        raise CodebookError(f"editions/{name}: {missing} is missing") from missing


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    return loaded


def _comparison(entry: dict[str, Any]) -> Comparison:
    one, other, relation = tuple(entry["one"]), tuple(entry["other"]), entry["relation"]
    return Comparison(one, other, relation, entry["zh"], entry["en"])


def _label(entry: dict[str, Any]) -> Label:
    return Label(entry["label"], entry["en"], tuple(entry.get("also", ())))


def _part(number: int, entry: dict[str, Any]) -> Part:
    return Part(number, _label(entry), entry.get("holds"))


def _requests(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "requests_corner": _label(entry["corner"]),
        "requests_head": _label(entry["head"]),
        "requests_organisations": _label(entry["organisations"]),
        "applicants": tuple(entry["applicants"]),
        "requests": tuple(_request_row(row) for row in entry["rows"]),
    }


def _block(entry: dict[str, Any]) -> Block:
    return Block(
        caption=_label(entry["caption"]),
        corner=_label(entry["corner"]),
        columns=tuple(Column(_label(column)) for column in entry["columns"]),
        rows=tuple(DisclosureRow(_label(row), tuple(row["indicators"])) for row in entry["rows"]),
    )


def _request_row(entry: dict[str, Any]) -> RequestRow:
    rows = tuple(_request_row(row) for row in entry.get("rows", ()))
    return RequestRow(_label(entry), entry.get("indicator"), rows)


def _dispute_group(entry: dict[str, Any]) -> DisputeGroup:
    results = tuple(
        DisputeResult(_label(column), f"{entry['prefix']}_{column['result']}") for column in entry["columns"]
    )
    within = _label(entry["within"]) if "within" in entry else None
    return DisputeGroup(_label(entry), within, results)


def _statistics(entry: dict[str, Any]) -> Statistics:
    return Statistics(
        label=_label(entry),
        indicator=_label(entry["indicator"]),
        unit=_label(entry["unit"]),
        columns=tuple(_label(column) for column in entry["columns"]),
        rows=tuple(_statistics_row(row) for row in entry["rows"]),
        around=tuple(entry.get("around", ())),
    )


def _statistics_row(entry: dict[str, Any]) -> StatisticsRow:
    return StatisticsRow(
        label=_label(entry),
        unit=entry.get("unit"),
        indicators=tuple(entry.get("indicators", ())),
        optional=entry.get("optional", False),
        rows=tuple(_statistics_row(row) for row in entry.get("rows", ())),
    )
