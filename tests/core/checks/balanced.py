"""A report that adds up, to be changed cell by cell."""

from __future__ import annotations

from ckanext.govreport.core.codebook import codebook
from ckanext.govreport.core.reports.model import Figure, Report

__all__ = ["APPLICANTS", "balanced_report"]

APPLICANTS = tuple(codebook().applicants)


def balanced_report(**changes: int | str | None) -> Report:
    """A report on five granted requests of natural persons; changes name cells: indicator__applicant."""
    figures = []
    for _, row in codebook().editions["2021"].request_rows():
        if row.rows:
            continue
        counted = row.indicator in ("requests_received", "granted", "outcomes_total")
        for applicant in APPLICANTS:
            value = 5 if counted and applicant in ("natural_person", "total") else 0
            figures.append(_figure(row.indicator or "", applicant, value, changes))
    for group in codebook().editions["2021"].disputes:
        figures += [_figure(result.indicator, None, 0, changes) for result in group.results]
    return Report("示例市人民政府", 2023, "2021", "", figures=tuple(figures))


def _figure(
    indicator: str, applicant: str | None, value: int, changes: dict[str, int | str | None]
) -> Figure:
    name = f"{indicator}__{applicant}" if applicant else indicator
    said = changes.get(name, value)
    if isinstance(said, int):
        return Figure(indicator, applicant, said, "reported", str(said))
    return Figure(indicator, applicant, None, said or "blank", "")  # type: ignore[arg-type]
