"""Glyphs on a page → runs → lines → the text of a cell or line; spaces only where the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .model import Box

__all__ = ["ABOVE", "BELOW", "Line", "Run", "RunBuilder", "group_lines", "join_lines", "split_run"]

#: How far a run reaches above and below its base line, in parts of the size of its font.
ABOVE, BELOW = 0.88, 0.14
#: Parts of the height of the text, which stands for the size of its font.
WORD_GAP = 0.15
WIDE_GAP = 0.9
SAME_PLACE = 0.15
SMALL = 0.8
RAISED = 0.25
OVERLAP = 0.6
#: Glyphs whose boxes differ less in height than this stand on one line (points).
SAME_LINE = 1.0
NOWHERE = -1e9
#: Signs from here on are as wide as high.
WIDE = "\u2e80"
#: A glyph may reach this far over a rule and still belong to its own cell (points).
OVERHANG = 0.6


class Run(NamedTuple):
    """Glyphs that follow each other closely on one line; ``edges`` has each glyph's left and right."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    edges: Sequence[tuple[float, float]]


class RunBuilder:
    """Puts glyphs together into runs, in the order in which they were drawn."""

    __slots__ = ("edges", "high", "low", "near", "runs", "signs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.signs: list[str] = []
        self.edges: list[tuple[float, float]] = []
        self.high = self.low = NOWHERE
        self.near = 0.0

    def add(self, sign: str, left: float, top: float, right: float, bottom: float) -> None:
        """Add a glyph: to the run before, if it follows closely on the same line, or to a new one."""
        if self.signs and abs(bottom - self.low) < SAME_LINE and abs(top - self.high) < SAME_LINE:
            last_left, last_right = self.edges[-1]
            height = self.low - self.high
            if (
                sign == self.signs[-1]
                and abs(left - last_left) < SAME_PLACE * height
                and abs(right - last_right) < SAME_LINE
            ):
                return
            if last_left < left and -OVERLAP * height < left - last_right < self.near:
                if left < last_right:
                    self.edges[-1] = last_left, left
                self.signs.append(sign)
                self.edges.append((left, right))
                return
        self.end_run()
        self.signs, self.edges = [sign], [(left, right)]
        self.high, self.low, self.near = top, bottom, WORD_GAP * (bottom - top)

    def end_run(self) -> None:
        """Close the run: what comes next stands elsewhere."""
        if self.signs:
            left, right = self.edges[0][0], self.edges[-1][1]
            self.runs.append(Run("".join(self.signs), left, self.high, right, self.low, self.edges))
            self.signs, self.edges = [], []
            self.low = self.high = NOWHERE


class Line(NamedTuple):
    """One printed line: its text and box without spaces at the ends, and the size of its font.

    ``start`` and ``width`` are where it begins and how much it takes with
    those spaces; ``first_width`` is the width of its first glyph.
    """

    text: str
    box: Box
    size: float
    start: float
    width: float
    first_width: float


def group_lines(runs: Iterable[Run]) -> list[Line]:
    """Return the printed lines that ``runs`` make, from the top; what is only space is no line."""
    inked = [run for run in runs if not run.text.isspace()]
    if len(inked) == 1:
        return [_line_of(inked[0])]
    groups: list[list[Run]] = []
    for run in sorted(inked, key=lambda run: run.top + run.bottom):
        if groups and _shares_line(groups[-1][0], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        _line_of(group[0]) if len(group) == 1 else _make_line(sorted(group, key=lambda run: run.left))
        for group in groups
    ]


def _line_of(run: Run) -> Line:
    """Return the line that one run makes."""
    text, left, top, right, bottom, _ = run
    edges = _inked_edges(run)
    first_left, first_right = edges[0]
    box = (first_left, top, edges[-1][1], bottom)
    size = (bottom - top) / (ABOVE + BELOW)
    return Line(text.strip(), box, size, left, right - left, first_right - first_left)


def _shares_line(first: Run, run: Run) -> bool:
    apart = abs((first.top + first.bottom) - (run.top + run.bottom)) / 2
    return apart < 0.5 * min(first.bottom - first.top, run.bottom - run.top)


def _make_line(runs: list[Run]) -> Line:
    kept = [runs[0]]
    text = runs[0].text
    top, bottom = runs[0].top, runs[0].bottom
    for run in runs[1:]:
        if not _is_double(kept[-1], run):
            text += _space_between(kept[-1], run) + run.text
            top, bottom = min(top, run.top), max(bottom, run.bottom)
            kept.append(run)
    first, last = _inked_edges(kept[0]), _inked_edges(kept[-1])
    box = (first[0][0], top, last[-1][1], bottom)
    width = kept[-1].right - kept[0].left
    return Line(text.strip(), box, _size(kept), kept[0].left, width, first[0][1] - first[0][0])


def _size(runs: Sequence[Run]) -> float:
    """Return the size of the font of the first run in Chinese, or else the largest size."""
    heights = [run.bottom - run.top for run in runs]
    chinese = (height for run, height in zip(runs, heights, strict=True) if not run.text.isascii())
    return next(chinese, max(heights)) / (ABOVE + BELOW)


def _inked_edges(run: Run) -> Sequence[tuple[float, float]]:
    """Return the edges of the run's glyphs without the spaces at its ends."""
    if not run.text[0].isspace() and not run.text[-1].isspace():
        return run.edges
    start = len(run.text) - len(run.text.lstrip())
    return run.edges[start : start + len(run.text.strip())]


def _is_double(one: Run, other: Run) -> bool:
    """Whether ``other`` is ``one`` drawn again to make it bold."""
    near = SAME_PLACE * (one.bottom - one.top)
    return (
        one.text == other.text and abs(one.left - other.left) < near and abs(one.right - other.right) < near
    )


def _space_between(one: Run, other: Run) -> str:
    """Return a space where the page leaves one that counts: between words, numbers, or a wide one."""
    last, first = one.text[-1], other.text[0]
    if last.isspace() or first.isspace():
        return ""
    gap = other.left - one.right
    size = min(one.bottom - one.top, other.bottom - other.top)
    if last.isdigit() and first.isdigit() and (_is_raised(one, other) or _is_raised(other, one)):
        return " "
    if _is_latin(last) and _is_latin(first):
        return " " if gap > WORD_GAP * size else ""
    return " " if gap > WIDE_GAP * size else ""


def _is_raised(one: Run, other: Run) -> bool:
    """Whether ``one`` is small and stands high beside ``other``, as the mark of a footnote does."""
    height = other.bottom - other.top
    return one.bottom - one.top < SMALL * height and other.bottom - one.bottom > RAISED * height


def _is_latin(sign: str) -> bool:
    return sign < WIDE and (sign.isalnum() or sign in ".,%")


def split_run(
    run: Run, homes: Sequence[int | None], boxes: Mapping[int, Box]
) -> list[tuple[int | None, Run]]:
    """Cut ``run`` where its glyphs go to different cells: their numbers in ``homes``, the cells' ``boxes``.

    A border between two cells must run between two glyphs. Where it cuts
    through one, the text has outgrown its cell: that part stays whole and
    belongs where its middle is.
    """
    starts = [0]
    for at in range(1, len(homes)):
        if homes[at] != homes[at - 1] and _runs_clear(run, at, homes[at - 1], homes[at], boxes):
            starts.append(at)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(homes)], strict=True):
        edges = run.edges[start:end]
        middle = (edges[0][0] + edges[-1][1]) / 2
        nearest = min(range(start, end), key=lambda at: abs(sum(run.edges[at]) / 2 - middle))
        part = Run(run.text[start:end], edges[0][0], run.top, edges[-1][1], run.bottom, edges)
        parts.append((homes[nearest], part))
    return parts


def _runs_clear(run: Run, at: int, before: int | None, after: int | None, boxes: Mapping[int, Box]) -> bool:
    if run.text[at - 1].isspace() or run.text[at].isspace():
        return True
    ends = [boxes[before][2]] if before is not None else []
    starts = [boxes[after][0]] if after is not None else []
    return all(
        run.edges[at - 1][1] <= border + OVERHANG and run.edges[at][0] >= border - OVERHANG
        for border in ends + starts
    )


def join_lines(lines: Sequence[Line], width: float) -> str:
    """Return the text of a cell ``width`` wide (its margins taken off): its lines without a space between.

    Two lines whose digits would run together are kept apart unless the first
    has no room for another digit: only then is it one number that was wrapped.
    """
    text = ""
    for number, line in enumerate(lines):
        if number:
            text += _joint(lines[number - 1], line, width)
        text += line.text
    return text


def _joint(line: Line, following: Line, width: float) -> str:
    last, first = line.text[-1], following.text[0]
    if last.isdigit() and first.isdigit() and width - line.width > following.first_width + 1.0:
        return "\n"
    return " " if _is_letter(last) and _is_letter(first) else ""


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
