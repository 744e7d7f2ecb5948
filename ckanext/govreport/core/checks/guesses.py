"""Figures read from pictures: which count as reported, by the second reader and by the form's sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..codebook import Edition, codebook, printed_names, table_name
from ..reports.findings import make_finding
from ..reports.model import Figure, Finding, Report
from ..text.folding import fold_text, is_han
from ..text.numbers import read_count
from .arithmetic import Sum, closes, find_sums

__all__ = ["settle_guesses"]

#: Below this the recogniser is not sure of its least sure sign.
SURE = 0.6
#: No digit looks like a word: of one the recogniser itself is sure.
SURE_OF_WORD = 0.95
#: What the second reader says of signs that are no digits.
NO_DIGITS = {"?", "-"}
#: It sees neither commas nor points, and knows no plus.
UNSEEN = str.maketrans("+", "?", ",.")
#: So many cells are named in a finding.
NAMED = 5

Cell = tuple[str, str | None]
Figures = dict[Cell, Figure]


def settle_guesses(report: Report, findings: tuple[Finding, ...]) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report with each figure from a picture reported or unclear, and the doubts that are left.

    A figure counts where both readers see the same and no sum through it fails
    unless another closes. Where they differ, it counts only if the sums whose
    other figures all count leave exactly one of the two readings. Any other is
    ``unclear``, whatever was read.
    """
    guessed = {_cell(figure): figure for figure in report.figures if figure.guess}
    if not guessed:
        return report, findings
    counted = _count(report.figures)
    figures = tuple(_settled(figure, counted.get(_cell(figure))) for figure in report.figures)
    places = {figure.place for figure in counted.values()}
    left = tuple(each for each in findings if each.code != "cell_unclear" or each.place not in places)
    doubtful = [
        figure for cell, figure in guessed.items() if cell not in counted and figure.state != "unclear"
    ]
    return replace(report, figures=figures), (*left, *_doubts(doubtful, report.edition))


def _settled(figure: Figure, counted: Figure | None) -> Figure:
    if figure.guess is None:
        return figure
    if counted is None:
        return figure._replace(value=None, state="unclear", guess=None)
    vouched = counted.state == "reported" and _agree(counted)
    return counted._replace(guess=None, confirmed_by="second_reader" if vouched else None)


def _count(figures: Sequence[Figure]) -> Figures:
    """Return the figures that count: those from text, and the guesses that something vouches for."""
    counted = {
        _cell(figure): figure
        for figure in figures
        if (_agree(figure) if figure.guess else figure.state != "unclear")
    }
    sums = list(find_sums(figures))
    while contradicted := _contradicted(counted, sums):
        for cell in contradicted:
            del counted[cell]
    open_cells = [figure for figure in figures if figure.guess and _cell(figure) not in counted]
    while told := {_cell(one): one for figure in open_cells if (one := _told(figure, counted, sums))}:
        counted |= told
        open_cells = [figure for figure in open_cells if _cell(figure) not in counted]
    return counted


def _agree(figure: Figure) -> bool:
    """Whether both readers see the same in the cell."""
    guess = figure.guess
    if guess is None or guess.sure < SURE:
        return False
    if figure.state == "not_applicable" and is_han(guess.first):
        return guess.sure >= SURE_OF_WORD
    if figure.state == "not_applicable":
        return bool(guess.second) and set(guess.second or "") <= NO_DIGITS
    if figure.state == "reported":
        return fold_text(guess.first).translate(UNSEEN) == guess.second
    return figure.state == "blank" and guess.second == ""


def _contradicted(counted: Figures, sums: Sequence[Sum]) -> set[Cell]:
    """Return the guesses that stand in a sum that fails and in none that closes."""
    by_outcome: dict[bool, set[Cell]] = {True: set(), False: set()}
    for each in sums:
        outcome = _closes(each, counted)
        if outcome is not None:
            by_outcome[outcome].update(map(_cell, each.figures))
    return {cell for cell in by_outcome[False] - by_outcome[True] if counted[cell].guess}


def _closes(each: Sum, counted: Figures) -> bool | None:
    """Say whether a sum closes with the figures that count; None where one of its figures does not."""
    try:
        return closes(*([counted[_cell(figure)] for figure in side] for side in (each.left, each.right)))
    except KeyError:
        return None


def _told(figure: Figure, counted: Figures, sums: Sequence[Sum]) -> Figure | None:
    """Return the one reading of a guess that sums tell whose other figures all count."""
    cell = _cell(figure)
    mine = [
        each
        for each in sums
        if any(_cell(other) == cell for other in each.figures)
        and all(_cell(other) in counted or _cell(other) == cell for other in each.figures)
    ]
    fitting = [
        reading
        for reading in _readings(figure)
        if mine and all(_closes(each, counted | {cell: reading}) for each in mine)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _readings(figure: Figure) -> Iterator[Figure]:
    """Yield what either reader says the cell may be."""
    guess = figure.guess
    if figure.state == "reported":
        yield figure
    if guess and guess.second and guess.second.isdigit():
        value = read_count(guess.second).value
        if value is not None and value != figure.value:
            yield figure._replace(value=value, state="reported", raw=guess.second, note=None)


def _cell(figure: Figure) -> Cell:
    return figure.indicator, figure.applicant


def _doubts(doubtful: Sequence[Figure], edition: str | None) -> Iterator[Finding]:
    """Yield a finding for each table that names the cells nothing vouches for."""
    book = codebook()
    form: Edition | None = book.editions.get(edition or "")
    for table in dict.fromkeys(book.indicators[figure.indicator].table for figure in doubtful):
        mine = [figure for figure in doubtful if book.indicators[figure.indicator].table == table]
        if form is None or table == "text":
            continue
        names = [printed_names(form.code, figure.indicator, figure.applicant) for figure in mine[:NAMED]]
        more = " …" if len(mine) > NAMED else ""
        cells = tuple(
            "; ".join(f"{name.row[at]} / {name.column[at]}" for name in names) + more for at in (0, 1)
        )
        yield make_finding(
            "guess_unconfirmed",
            mine[0].place,
            table=table_name(form, table),
            count=len(mine),
            cells=(cells[0], cells[1]),
        )
