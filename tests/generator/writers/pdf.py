"""PDF files with a text layer, painted as Word, WPS and LibreOffice paint them."""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ..blocks import Cell, Page, map_cells
from .geometry import Sheet, Text, Typesetting, measure, typeset
from .look import Look

__all__ = ["STYLES", "write_pdf"]

STYLES = (
    "rectangles",
    "strokes",
    "open_sides",
    "glyphs",
    "repeated_heads",
    "rotated",
    "landscape",
    "cut_rows",
    "ascii85",
)

_FONT = "STSong-Light"
_THIN = 0.48
#: Stand in a cell's text for small raised digits, 1 to 3.
_RAISED = "\ue001\ue002\ue003"


def write_pdf(page: Page, look: Look) -> bytes:
    """Return the report as a PDF in the look's style."""
    setting = Typesetting(
        repeated_heads=look.style in ("repeated_heads", "rotated"),
        open_sides=look.style == "open_sides",
        split_labels=look.style in ("strokes", "glyphs"),
        cut_rows=look.style == "cut_rows",
        size=9.0 if look.style != "landscape" else 10.5,
    )
    if look.style in ("rotated", "landscape"):
        setting = replace(setting, width=842.0, height=595.0)
    if "wrapped_digits" in look.marks:
        setting = replace(setting, margin=150.0)
    if "footnote_mark" in look.marks:
        page = map_cells(page, lambda cell: _with_note(cell, look))
    rl_config.useA85 = int(look.style == "ascii85")
    buffer = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setTitle(page.title if look.style != "rectangles" else "无标题文档")
    for sheet in typeset(page, setting):
        _paint(canvas, sheet, look)
    canvas.save()
    return buffer.getvalue()


def _with_note(cell: Cell, look: Look) -> Cell:
    """Return the cell with the mark of a footnote after its number, where it gets one."""
    if not look.marked(cell, "footnote_mark"):
        return cell
    return replace(cell, text=cell.text + _RAISED[look.chance.randrange(len(_RAISED))])


def _paint(canvas: Canvas, sheet: Sheet, look: Look) -> None:
    canvas.setPageSize((sheet.width, sheet.height))
    if look.style == "rotated":  # the library itself turns the page's box
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -sheet.height)
    _paint_rules(canvas, sheet, look)
    for text in sheet.texts:
        _paint_text(canvas, text, sheet.height, look)
    canvas.showPage()


def _paint_rules(canvas: Canvas, sheet: Sheet, look: Look) -> None:
    if look.style in ("strokes", "landscape"):
        canvas.setLineWidth(0.5)
        for x0, y0, x1, y1 in _joined(sheet):
            canvas.line(x0, sheet.height - y0, x1, sheet.height - y1)
        return
    for rule in sheet.rules:
        width = max(rule.x1 - rule.x0, _THIN)
        height = max(rule.y1 - rule.y0, _THIN)
        canvas.rect(rule.x0, sheet.height - rule.y0 - height, width, height, stroke=0, fill=1)


def _joined(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Return the rules with those in one line and touching made one, as LibreOffice draws them."""
    done: list[tuple[float, float, float, float]] = []
    rules = sorted({(round(r.x0, 1), round(r.y0, 1), round(r.x1, 1), round(r.y1, 1)) for r in sheet.rules})
    upright = [rule for rule in rules if rule[0] == rule[2]]
    level = sorted((rule for rule in rules if rule[0] != rule[2]), key=lambda rule: (rule[1], rule[0]))
    for rule in [*upright, *level]:
        before = done[-1] if done else None
        if before and rule[0] == rule[2] == before[0] == before[2] and rule[1] <= before[3]:
            done[-1] = (before[0], before[1], before[2], max(before[3], rule[3]))
        elif before and rule[1] == rule[3] == before[1] == before[3] and rule[0] <= before[2]:
            done[-1] = (before[0], before[1], max(before[2], rule[2]), before[3])
        else:
            done.append(rule)
    return done


def _paint_text(canvas: Canvas, text: Text, height: float, look: Look) -> None:
    if text.text[-1] in _RAISED:
        number, mark = text.text[:-1], _RAISED.index(text.text[-1]) + 1
        canvas.setFont(_FONT, text.size * 0.6)
        canvas.drawString(text.x + measure(number, text.size), height - text.y + text.size * 0.35, str(mark))
        text = replace(text, text=number)
    canvas.setFont(_FONT, text.size)
    if look.style != "glyphs":
        canvas.drawString(text.x, height - text.y, text.text)
        return
    x = text.x
    for char in text.text:
        canvas.drawString(x, height - text.y, char)
        x += measure(char, text.size)
