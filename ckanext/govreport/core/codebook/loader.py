"""YAML → codebook; contradictions are refused when it is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from .model import (
    Applicant,
    Block,
    Check,
    Codebook,
    Column,
    DisclosureRow,
    DisputeGroup,
    DisputeResult,
    Edition,
    FindingTemplate,
    Indicator,
    Label,
    Part,
    RequestRow,
    Table,
)

__all__ = ["CodebookError", "codebook", "load_codebook"]

HERE = Path(__file__).parent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CodebookError(ValueError):
    """The YAML contradicts itself; says which file and entry."""


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
    editions = {
        edition.code: edition
        for edition in (
            load_edition(_read(path), path.name) for path in sorted((folder / "editions").glob("*.yaml"))
        )
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
    book = Codebook(indicators, applicants, editions, checks, findings)
    _refuse_contradictions(book)
    return book


def load_edition(entry: dict[str, Any], name: str) -> Edition:
    """Return the edition that a YAML file describes; ``name`` is the file's, for errors."""
    requests = entry["requests"]
    try:
        return Edition(
            code=entry["code"],
            document=entry["document"],
            zh=entry["zh"],
            en=entry["en"],
            first_year=entry["first_year"],
            last_year=entry["last_year"],
            parts=tuple(Part(number, _label(part)) for number, part in enumerate(entry["parts"], 1)),
            disclosure=tuple(_block(block) for block in entry["disclosure"]),
            requests_corner=_label(requests["corner"]),
            requests_head=_label(requests["head"]),
            requests_organisations=_label(requests["organisations"]),
            applicants=tuple(requests["applicants"]),
            requests=tuple(_request_row(row) for row in requests["rows"]),
            disputes=tuple(_dispute_group(group) for group in entry["disputes"]),
        )
    except KeyError as missing:
        raise CodebookError(f"editions/{name}: {missing} is missing") from missing


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    return loaded


def _label(entry: dict[str, Any]) -> Label:
    return Label(entry["label"], entry["en"], tuple(entry.get("also", ())))


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


def _refuse_contradictions(book: Codebook) -> None:
    for edition in book.editions.values():
        where = f"editions/{edition.code}.yaml"
        _refuse_unknown(where, edition.indicators, book.indicators)
        _refuse_unknown(where, edition.applicants, book.applicants)
        if len(set(edition.indicators)) != len(edition.indicators):
            raise CodebookError(f"{where}: an indicator stands in two places")
        if set(edition.applicants) != set(book.applicants):
            raise CodebookError(f"{where}: not every applicant has a column")
        for block in edition.disclosure:
            for row in block.rows:
                if len(row.indicators) != len(block.columns):
                    raise CodebookError(f"{where}: {row.label.zh} needs {len(block.columns)} indicators")
    for check in book.checks.values():
        known: Iterable[str] = book.applicants if check.per == "indicator" else book.indicators
        _refuse_unknown("checks.yaml", (*check.left, *check.right), known)
        _refuse_unknown("checks.yaml", (check.finding,), book.findings)


def _refuse_unknown(where: str, names: Iterable[str], known: Iterable[str]) -> None:
    unknown = set(names) - set(known)
    if unknown:
        raise CodebookError(f"{where}: not defined: {', '.join(sorted(unknown))}")
