"""Scanned paper: pages drawn with a real font, turned a little, blurred, specked, pressed to JPEG."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ..blocks import Page
from .geometry import Sheet, Typesetting, typeset
from .look import Look

__all__ = ["STYLES", "FontMissing", "draw_pages", "write_scan"]

STYLES = ("150", "200", "300")

_FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)
_SIMPLIFIED = 2  # the face for mainland China in the Noto collections


class FontMissing(RuntimeError):
    """No font with Han characters is installed, so no scan can be drawn."""


def write_scan(page: Page, look: Look) -> bytes:
    """Return the report as a PDF of page pictures without a text layer; the style is the resolution."""
    pages = draw_pages(page, look, Typesetting())
    pressed = [Image.open(io.BytesIO(_jpeg(picture))) for picture in pages]
    buffer = io.BytesIO()
    pressed[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pressed[1:],
        resolution=float(look.style),
        creationDate=time.gmtime(0),
        modDate=time.gmtime(0),
    )
    return buffer.getvalue()


def draw_pages(page: Page, look: Look, setting: Typesetting) -> list[Image.Image]:
    """Return the pages as grey pictures that went through a scanner."""
    dpi = int(look.style)
    font = look.chance.randrange(len(_installed_fonts()))
    return [_age(_draw(sheet, dpi, font), dpi, look.chance) for sheet in typeset(page, setting)]


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=70)
    return buffer.getvalue()


@cache
def _installed_fonts() -> tuple[Path, ...]:
    fonts = tuple(path for path in _FONTS if path.exists())
    if not fonts:
        raise FontMissing("install fonts-noto-cjk to draw scans")
    return fonts


@cache
def _font(which: int, size: int) -> ImageFont.FreeTypeFont:
    path = _installed_fonts()[which]
    return ImageFont.truetype(str(path), size, index=_SIMPLIFIED if "Noto" in path.name else 0)


def _draw(sheet: Sheet, dpi: int, font: int) -> Image.Image:
    scale = dpi / 72
    picture = Image.new("L", (round(sheet.width * scale), round(sheet.height * scale)), 255)
    pen = ImageDraw.Draw(picture)
    width = max(1, round(0.5 * scale))
    for rule in sheet.rules:
        pen.line([v * scale for v in (rule.x0, rule.y0, rule.x1, rule.y1)], fill=0, width=width)
    for text in sheet.texts:
        face = _font(font, round(text.size * scale))
        pen.text((text.x * scale, text.y * scale), text.text, fill=0, font=face, anchor="ls")
    return picture


def _age(picture: Image.Image, dpi: int, chance: Random) -> Image.Image:
    """Return the picture as a scanner sees it: askew, soft, unevenly lit, with specks and grain."""
    angle = (chance.random() - 0.5) * 1.6
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(0.3 + dpi / 600))
    light = Image.linear_gradient("L").resize(picture.size).point(lambda v: 225 + v * 30 // 255)
    picture = Image.composite(picture, Image.new("L", picture.size, 20), light)
    pen = ImageDraw.Draw(picture)
    for _ in range(chance.randrange(20, 120)):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        pen.point((x, y), fill=chance.randrange(0, 160))
    grain = Image.frombytes("L", (256, 256), chance.randbytes(65536)).resize(picture.size)
    return Image.blend(picture, grain, 0.04)
