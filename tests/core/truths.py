"""The truth files of the corpus, as figures: what a reading is held against."""

from __future__ import annotations

from typing import Any

from ckanext.govreport.core.codebook import Edition, codebook
from ckanext.govreport.core.reports.model import Figure
from ckanext.govreport.core.text.folding import label_key

__all__ = ["difference", "expected_figures"]

Cell = tuple[str, str | None]


def expected_figures(truth: dict[str, Any], edition: str) -> dict[Cell, Any]:
    """Return what each cell of a truth file holds: a number, None for a blank, or the text printed."""
    form = codebook().editions[edition]
    figures: dict[Cell, Any] = {}
    if "stat_table" in truth:
        return _expected_statistics(truth["stat_table"], form)
    for block in form.disclosure:
        for row in block.rows:
            printed = next(truth["table2"][word] for word in row.label.wordings if word in truth["table2"])
            values = printed if isinstance(printed, list) else [printed]
            figures |= {(code, None): value for code, value in zip(row.indicators, values, strict=True)}
    rows = {label_key(label.split("/")[-1]): values for label, values in truth["table3"].items()}
    for _, row in form.request_rows():
        values = rows.pop(label_key(row.label.zh), None)
        if values is not None:
            figures |= {
                (row.indicator, code): value for code, value in zip(form.applicants, values, strict=True)
            }
    assert not rows, f"rows of the truth file that the form does not have: {list(rows)}"
    disputes = [result.indicator for group in form.disputes for result in group.results]
    figures |= {(code, None): value for code, value in zip(disputes, truth["table4"], strict=True)}
    return figures


def _expected_statistics(table: dict[str, list[Any]], form: Edition) -> dict[Cell, Any]:
    rows = {label_key(word): row for _, row in form.statistics_rows() for word in row.label.wordings}
    return {
        (code, codebook().indicators[code].total_applicant): value
        for label, values in table.items()
        for code, value in zip(rows[label_key(label)].indicators, values, strict=True)
    }


def difference(expected: dict[Cell, Any], figures: tuple[Figure, ...]) -> list[str]:
    """Return a line for each cell that was not read as it is printed."""
    read = {(figure.indicator, figure.applicant): figure for figure in figures}
    lines = []
    for cell, value in expected.items():
        figure = read.get(cell)
        if figure is None:
            lines.append(f"{cell}: {value!r} was not read")
        elif isinstance(value, str):
            if figure.raw != value:
                lines.append(f"{cell}: {value!r} was read as {figure.raw!r}")
        elif value is None:
            if figure.state != "blank":
                lines.append(f"{cell}: a blank was read as {figure.state} {figure.value}")
        elif figure.state != "reported" or str(figure.value) != str(value):
            lines.append(f"{cell}: {value!r} was read as {figure.state} {figure.value}")
    return lines
