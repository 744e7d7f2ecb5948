"""Draws PDF files as offices do: the test says what stands where, and how it is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LEFT = 60.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
#: Text, columns, rows.
Spec = tuple[str, int, int]
#: Row, column, row span, column span, text.
Placed = tuple[int, int, int, int, str]


@dataclass(frozen=True)
class Style:
    """How a file is drawn. ``rules``: strokes, rectangles, path (all in one) or form (an XObject)."""

    rules: str = "strokes"
    open_sides: bool = False
    single_glyphs: bool = False
    rotation: int = 0
    sideways: bool = False
    size: float = 9.0
    padding: float = 3.0
    closed: bool = True


@dataclass
class Sheet:
    """One page: texts (x, baseline, size, text) and rules (x0, y0, x1, y1), from the top left corner."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    #: Watermarks: text, left, top, degrees.
    marks: list[tuple[str, float, float, float]] = field(default_factory=list)

    def write(self, text: str, top: float, left: float = LEFT, size: float = 9.0) -> None:
        """Put a line of text under ``top``."""
        self.texts.append((left, top + 0.86 * size, size, text))


class Table:
    """A table set in columns: where its cells and lines of text are, from its own top."""

    def __init__(self, rows: Sequence[Sequence[Spec]], widths: Sequence[float], style: Style) -> None:
        self.style = style
        self.edges = [sum(widths[:at]) for at in range(len(widths) + 1)]
        self.cells = list(place(rows, len(widths)))
        self.leading = 1.2 * style.size
        heights = [self.leading + 2 * style.padding] * len(rows)
        for row, _, height, _, lines in self._lines():
            if height == 1:
                heights[row] = max(heights[row], len(lines) * self.leading + 2 * style.padding)
        self.tops = [sum(heights[:at]) for at in range(len(heights) + 1)]

    def _lines(self) -> Iterable[tuple[int, int, int, int, list[str]]]:
        for row, column, height, width, text in self.cells:
            room = self.edges[column + width] - self.edges[column] - 2 * self.style.padding
            yield row, column, height, width, break_lines(text, room, self.style.size)

    def draw(
        self, sheet: Sheet, top: float, start: float = 0.0, end: float | None = None, left: float = LEFT
    ) -> float:
        """Draw what lies between ``start`` and ``end`` of the table at ``top``; return where it ends."""
        end = self.tops[-1] if end is None else end
        for row, column, height, width, lines in self._lines():
            box = self.edges[column], self.tops[row], self.edges[column + width], self.tops[row + height]
            self._draw_rules(sheet, box, (start, end), (left, top - start))
            first = (box[1] + box[3]) / 2 - len(lines) * self.leading / 2
            for number, line in enumerate(lines):
                middle = first + (number + 0.5) * self.leading
                if start <= middle < end:
                    # Offices never cut a line in two: it moves as a whole.
                    middle = min(max(middle, start + self.leading / 2), end - self.leading / 2)
                    wide = measure(line, self.style.size)
                    x = (box[0] + box[2] - wide) / 2 if len(lines) == 1 else box[0] + self.style.padding
                    sheet.texts.append(
                        (left + x, top - start + middle + 0.36 * self.style.size, self.style.size, line)
                    )
        return top + end - start

    def _draw_rules(
        self,
        sheet: Sheet,
        box: tuple[float, float, float, float],
        window: tuple[float, float],
        origin: tuple[float, float],
    ) -> None:
        high, low = max(box[1], window[0]), min(box[3], window[1])
        if high >= low:
            return
        x, y = origin
        levels = [level for level in (high, low) if self.style.closed or level in {box[1], box[3]}]
        sheet.rules += [(x + box[0], y + level, x + box[2], y + level) for level in levels]
        outer = (self.edges[0], self.edges[-1]) if self.style.open_sides else ()
        sheet.rules += [
            (x + side, y + high, x + side, y + low) for side in (box[0], box[2]) if side not in outer
        ]


def place(rows: Sequence[Sequence[Spec]], width: int) -> Iterable[Placed]:
    """Yield each cell with its place, spans reckoned in."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        column = 0
        for text, columns, height in line:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + along) for down in range(height) for along in range(columns)}
            yield row, column, height, columns, text
            column += columns
        assert all((row, column) in taken for column in range(width)), (row, line)


def measure(text: str, size: float) -> float:
    """Return the width of a text as PDF readers reckon it."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def break_lines(text: str, room: float, size: float) -> list[str]:
    """Return the lines that ``text`` takes, broken where it is full; a line break stays one."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for sign in paragraph:
            if line and measure(line + sign, size) > room:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return lines if text else []


def draw_pdf(
    sheets: Sequence[Sheet],
    style: Style = Style(),
    title: str = "",
    size: tuple[float, float] = (595, 842),
    **options: str,
) -> bytes:
    """Return the file of these pages."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    canvas.setTitle(title)
    for sheet in sheets:
        draw_sheet(canvas, sheet, style, size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_sheet(canvas: Canvas, sheet: Sheet, style: Style, size: tuple[float, float]) -> None:
    """Draw one page, turned as the style says."""
    width, height = size
    if style.rotation or style.sideways:
        canvas.setPageSize((height, width) if style.sideways else size)
        canvas.setPageRotation(style.rotation)
        canvas.rotate(270 if style.rotation == 270 else 90)
        canvas.translate(*((-width, 0) if style.rotation == 270 else (0, -height)))
    if style.rules == "form":
        canvas.beginForm(f"rules{id(sheet)}")
    draw_rules(canvas, sheet, style, height)
    if style.rules == "form":
        canvas.endForm()
        canvas.doForm(f"rules{id(sheet)}")
    for text, x, y, degrees in sheet.marks:
        canvas.saveState()
        canvas.setFont(FONT, 30)
        canvas.translate(x, height - y)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    for x, y, font_size, text in sheet.texts:
        canvas.setFont(FONT, font_size)
        for sign in text if style.single_glyphs else [text]:
            canvas.drawString(x, height - y, sign)
            x += measure(sign, font_size)  # noqa: PLW2901


def draw_rules(canvas: Canvas, sheet: Sheet, style: Style, height: float) -> None:
    """Draw the rules of a page in the style's way."""
    canvas.setLineWidth(0.5)
    path = canvas.beginPath()
    for x0, y0, x1, y1 in sheet.rules:
        if style.rules == "rectangles":
            canvas.rect(x0, height - y1, max(x1 - x0, 0.48), max(y1 - y0, 0.48), stroke=0, fill=1)
        elif style.rules == "path":
            path.moveTo(x0, height - y0)
            path.lineTo(x1, height - y1)
        else:
            canvas.line(x0, height - y0, x1, height - y1)
    canvas.drawPath(path)
