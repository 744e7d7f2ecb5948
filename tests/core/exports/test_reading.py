"""A reading as JSON, there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ckanext.govreport.core import GovReportError, read_report
from ckanext.govreport.core.exports import reading_from_dict, reading_to_dict

SAMPLES = Path(__file__).parents[2] / "samples"


def _reading(name: str = "hongze_district_2023.pdf") -> dict[str, Any]:
    return json.loads(json.dumps(reading_to_dict(read_report((SAMPLES / name).read_bytes(), name), name)))


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*.*ml")) + sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.name
)
def test_a_reading_comes_back_as_it_was(path: Path) -> None:
    reading = read_report(path.read_bytes(), path.name)
    again = reading_from_dict(json.loads(json.dumps(reading_to_dict(reading))))
    assert again.report == reading.report
    assert [finding.code for finding in again.findings] == [finding.code for finding in reading.findings]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"indicator": "requests_recieved"}, "requests_recieved"),
        ({"applicant": "alien"}, "alien"),
        ({"value": "21"}, "not a number"),
        ({"value": 2.5}, "not whole"),
        ({"value": True}, "not a number"),
        ({"value": None}, "reported"),
        ({"state": "guessed"}, "guessed"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(change: dict[str, Any], said: str) -> None:
    data = _reading()
    figure = next(figure for figure in data["figures"] if figure["indicator"] == "requests_received")
    figure.update(change)
    with pytest.raises(GovReportError, match=said) as refusal:
        reading_from_dict(data)
    assert refusal.value.code == "bad_reading"


def test_a_figure_cannot_be_there_twice() -> None:
    data = _reading()
    data["figures"].append(data["figures"][0])
    with pytest.raises(GovReportError, match="figure"):
        reading_from_dict(data)


@pytest.mark.parametrize("key", ["report", "figures", "findings", "kind"])
def test_a_part_that_is_missing_is_named(key: str) -> None:
    data = _reading()
    del data[key]
    with pytest.raises(GovReportError, match=key):
        reading_from_dict(data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"counts": "visitors"}, "visitors"),
        ({"value": "12"}, "not a number"),
        ({"value": True}, "not a number"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(change: dict[str, Any], said: str) -> None:
    data = _reading()
    assert data["statements"]
    data["statements"][0].update(change)
    with pytest.raises(GovReportError, match=said):
        reading_from_dict(data)


def test_a_reading_from_before_there_were_statements_is_read() -> None:
    data = _reading()
    del data["statements"]
    assert reading_from_dict(data).report.statements == ()
