"""The accuracy tables of the README: real reports file by file, generated ones format by format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ckanext.govreport.core import GovReportError, read_report
from ckanext.govreport.core.reports.model import Figure
from tests.core.truths import expected_figures

from .score import score
from .specimens import generate
from .writers import ON_REQUEST, WRITERS

__all__ = ["accuracy_blocks", "write_blocks"]

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
BEGIN, END = "<!-- accuracy: begin -->", "<!-- accuracy: end -->"
#: What text dumps are called among the writers.
DUMPS = "txt"
#: So many specimens of each format and of each kind of dump, of this seed.
EACH, EACH_DUMP, SEED = 15, 6, 2026
#: What the corpus calls a form, and its edition.
EDITIONS = {
    "2019": "2019",
    "2021": "2021",
    "pre2019-fujian-a": "fujian_2011",
    "pre2019-fujian-b": "fujian_2014",
}
#: What the columns are called in each README.
HEADS = {
    "README.md": (
        ("real report", "file", "cells", "exact", "unclear", "wrong"),
        ("generated", "documents", "cells", "exact", "unclear", "wrong"),
    ),
    "README.zh.md": (
        ("真实报告", "文件", "格数", "准确", "存疑", "错误"),
        ("生成的报告", "份数", "格数", "准确", "存疑", "错误"),
    ),
}

Row = tuple[str, str, Counter[str]]


def accuracy_blocks() -> dict[Path, str]:
    """Return what stands between the marks of each README, measured now."""
    real, made = list(_real_reports()), list(_generated_reports())
    return {
        ROOT / name: f"{_table(heads[0], real)}\n\n{_table(heads[1], made)}" for name, heads in HEADS.items()
    }


def write_blocks() -> None:
    """Put what is measured now between the marks of each README."""
    for path, block in accuracy_blocks().items():
        before, rest = path.read_text("utf-8").split(BEGIN)
        path.write_text(f"{before}{BEGIN}\n{block}\n{END}{rest.split(END)[1]}", "utf-8")


def _real_reports() -> Iterable[Row]:
    """Yield each whole report of the corpus that has a truth file and a form that is known."""
    for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        edition = EDITIONS.get(entry["template_version"])
        if entry.get("truth") and edition:
            truth = json.loads((CORPUS / entry["truth"]).read_text("utf-8"))
            name = f"{entry['agency'].split(' (')[0]} {entry['year']}"
            yield name, entry["file"], _compare(CORPUS / entry["file"], truth, edition)


def _compare(path: Path, truth: dict[str, Any], edition: str) -> Counter[str]:
    expected = expected_figures(truth, edition)
    try:
        figures = read_report(path.read_bytes(), path.name).report.figures
    except GovReportError:
        figures = ()
    read = {(figure.indicator, figure.applicant): figure for figure in figures}
    verdicts = Counter(_verdict(value, read.get(cell)) for cell, value in expected.items())
    return verdicts + Counter(cells=len(expected))


def _verdict(printed: Any, figure: Figure | None) -> str:
    """Return exact, unclear (the reader says so, or has nothing) or wrong (it says something else).

    Where a cell holds more than a number, the truth file has its text.
    """
    if figure is not None and isinstance(printed, str) and figure.raw == printed:
        return "exact"
    if figure is None or figure.state == "unclear":
        return "unclear"
    found = None if figure.state == "blank" else str(figure.value)
    return "exact" if found == (None if printed is None else str(printed)) else "wrong"


def _generated_reports() -> Iterable[Row]:
    """Yield the kinds of file by the names that they have, then the dumps of text by what makes them."""
    formats = [kind for kind in WRITERS if kind not in (*ON_REQUEST, DUMPS)]
    of_files, _ = score(generate(SEED, EACH * len(formats), formats))
    of_dumps, _ = score(generate(SEED, EACH_DUMP * len(WRITERS[DUMPS].styles), [DUMPS]))
    rows: dict[str, Counter[str]] = {}
    for name, tally in {**of_files["style"], **of_dumps["style"]}.items():
        kind, style = name.split(" ")
        row = f"txt: {style.replace('_', ' ')}" if kind == DUMPS else WRITERS[kind].suffix_of(style)[1:]
        rows.setdefault(row, Counter()).update(tally.counts)
    for row, counts in rows.items():
        yield row, str(counts["documents"]), counts


def _table(heads: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [heads, ("---", "---", *["---:"] * 4)]
    for name, second, counts in rows:
        numbers = (f"{counts[column]:,}" for column in ("cells", "exact", "unclear", "wrong"))
        lines.append((name, second, *numbers))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
