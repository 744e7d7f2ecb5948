"""Measures the reader on generated reports: cells exact, unclear and wrong, by format, style and trap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ckanext.govreport.core import GovReportError, Reading, read_report
from ckanext.govreport.core.documents.archive import Archive

from .specimens import Specimen

__all__ = ["Outcome", "Tally", "judge", "score", "table"]


@dataclass(frozen=True)
class Outcome:
    """How the reader did on one specimen; ``notes`` name each wrong thing."""

    specimen: Specimen
    counts: Counter[str]
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass
class Tally:
    """The sum of outcomes of one format, style or trap."""

    counts: Counter[str] = field(default_factory=Counter)
    failing: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one more document."""
        self.counts["documents"] += 1
        self.counts.update(outcome.counts)
        if outcome.notes:
            self.failing.append(outcome)


def judge(specimen: Specimen) -> Outcome:
    """Return the outcome of reading one specimen; anything but a refusal counts as a crash."""
    figures = specimen.expected["figures"]
    try:
        reading = read_report(_unpacked(specimen), specimen.name)
    except GovReportError as refusal:
        counts = Counter({"cells": len(figures), "unclear": len(figures), "refused": 1})
        return Outcome(specimen, counts, (), (f"refused: {refusal.code}",))
    except Exception as fault:
        counts = Counter({"cells": len(figures), "unclear": len(figures), "crashed": 1})
        return Outcome(specimen, counts, (f"crashed: {type(fault).__name__}: {fault}",))
    return _compare(specimen, reading)


def _unpacked(specimen: Specimen) -> bytes:
    """Return the report itself: the command opens archives, the reader what is in them."""
    if specimen.expected["format"] != "zip":
        return specimen.data
    archive = Archive(specimen.data)
    return archive.read(archive.names[0])


def _compare(specimen: Specimen, reading: Reading) -> Outcome:
    got = {(f.indicator, f.applicant): (f.state, f.value) for f in reading.report.figures}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    unsure: list[str] = []
    for figure in specimen.expected["figures"]:
        key = figure["indicator"], figure["applicant"]
        wanted = figure["state"], figure["value"]
        found = got.pop(key, ("missing", None))
        verdict = _verdict(wanted, found)
        counts["cells"] += 1
        counts[verdict] += 1
        line = f"{key[0]}/{key[1] or ''}: {figure['raw']!r} read as {found[0]} {found[1]}"
        if verdict == "wrong":
            wrong.append(line)
        elif verdict == "unclear":
            unsure.append(line)
    for key, found in got.items():
        if found[0] == "reported" and not key[0].startswith("processing_fee_"):
            counts["wrong"] += 1
            wrong.append(f"{key[0]}/{key[1] or ''}: not printed, read as {found[1]}")
    fee = got.get(("processing_fee_amount", None), ("missing", None))
    if fee[0] == "reported" and fee[1] != specimen.expected["processing_fee_amount"]:
        wrong.append(f"processing fee {specimen.expected['processing_fee_amount']} read as {fee[1]}")
    for name in ("agency", "year", "edition"):
        if (value := getattr(reading.report, name)) != specimen.expected[name]:
            counts[name] += 1
            wrong.append(f"{name} {specimen.expected[name]} read as {value}")
    return Outcome(specimen, counts, tuple(wrong), tuple(unsure))


def _verdict(wanted: tuple[str, Any], found: tuple[str, Any]) -> str:
    """Return exact, unclear (the reader says so, or has nothing) or wrong (it says something else)."""
    if wanted == found:
        return "exact"
    return "unclear" if found[0] in ("unclear", "missing") else "wrong"


def score(specimens: Iterable[Specimen]) -> tuple[dict[str, dict[str, Tally]], list[Outcome]]:
    """Return tallies by format, by style and by trap, and every outcome."""
    tallies: dict[str, dict[str, Tally]] = {
        "format": defaultdict(Tally),
        "style": defaultdict(Tally),
        "trap": defaultdict(Tally),
    }
    outcomes = []
    for specimen in specimens:
        outcome = judge(specimen)
        outcomes.append(outcome)
        expected = specimen.expected
        tallies["format"][expected["format"]].add(outcome)
        tallies["style"][f"{expected['format']} {expected['style']}"].add(outcome)
        for trap in expected["traps"] or ("none",):
            tallies["trap"][trap].add(outcome)
    return tallies, outcomes


def table(tallies: dict[str, Tally], title: str) -> Iterator[str]:
    """Yield the lines of one table."""
    columns = (
        "documents",
        "cells",
        "exact",
        "unclear",
        "wrong",
        "refused",
        "crashed",
        "agency",
        "year",
        "edition",
    )
    yield f"{title:28}" + "".join(f"{name:>10}" for name in columns) + f"{'exact %':>9}"
    for name, tally in tallies.items():
        share = 100 * tally.counts["exact"] / max(1, tally.counts["cells"])
        yield f"{name:28}" + "".join(f"{tally.counts[c]:>10}" for c in columns) + f"{share:>9.2f}"
