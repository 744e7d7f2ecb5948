"""Writes tests/samples: the reports, their manifest, what must be read from them, and the bad files."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from .bad import write_bad_files
from .printed import Content, Number
from .samples import SAMPLES, build_content, write_sample

__all__ = ["FOLDER", "sample_files", "ship"]

FOLDER = Path(__file__).parents[1] / "samples"


def sample_files() -> dict[str, bytes]:
    """Return every generated file of tests/samples, by its path there."""
    files = {sample.file: write_sample(sample) for sample in SAMPLES}
    files["manifest.csv"] = _manifest().encode()
    files["expected.jsonl"] = "".join(
        json.dumps({"file": sample.file, **_expected(build_content(sample))}, ensure_ascii=False) + "\n"
        for sample in SAMPLES
    ).encode()
    files.update({f"bad/{name}": content for name, content in write_bad_files().items()})
    return files


def ship(folder: Path = FOLDER) -> list[Path]:
    """Write every generated file below the folder and return their paths."""
    written = []
    for name, content in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def _manifest() -> str:
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(("file", "agency", "year", "note"))
    for sample in SAMPLES:
        rows.writerow((sample.file, build_content(sample).agency, sample.year, sample.note))
    return buffer.getvalue()


def _expected(content: Content) -> dict[str, Any]:
    """Return agency, year, edition and ``figures``: indicator, then applicant where split; null is blank."""
    figures: dict[str, Any] = {}
    for (code, applicant), printed in content.figures.items():
        value = _number(printed.value)
        if applicant is None:
            figures[code] = value
        else:
            figures.setdefault(code, {})[applicant] = value
    return {
        "agency": content.agency,
        "year": content.year,
        "edition": content.edition,
        "processing_fee_amount": _number(content.processing_fee),
        "figures": figures,
    }


def _number(value: Number | None) -> int | float | None:
    """Return a number that JSON prints with the very digits of the original."""
    if not isinstance(value, Decimal):
        return value
    if str(float(value)) != str(value):
        raise ValueError(f"{value} has more digits than a JSON number keeps")
    return float(value)
