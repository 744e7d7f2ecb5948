"""Scanned paper: pages drawn with a real font, turned a little, blurred, specked, pressed to JPEG."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from ..blocks import Page
from .geometry import Sheet, Typesetting, typeset
from .look import Look

__all__ = ["STYLES", "FontMissing", "draw_pages", "scan_pages", "write_scan"]

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
    quality = 30 if "pressed_hard" in look.marks else 70
    pressed = [Image.open(io.BytesIO(_jpeg(picture, quality))) for picture in pages]
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
    """Return the pages as pictures from a scanner: grey, or in colour where a seal is on them."""
    dpi = int(look.style)
    font = look.chance.randrange(len(_installed_fonts()))
    sheets = typeset(page, setting)
    pages = [_draw(sheet, dpi, font, look) for sheet in sheets]
    if "seal" in look.marks:
        pages = [_seal(picture, dpi, look.chance) for picture in pages]
    pages = [_age(picture, dpi, look) for picture in pages]
    if "turned_page" in look.marks:
        turn = look.chance.choice(
            (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
        )
        pages = [picture.transpose(turn) for picture in pages]
    return pages


def scan_pages(data: bytes) -> list[Image.Image]:
    """Return the pages of a scan that was written here, as pictures."""
    starts = [at for at in range(len(data)) if data.startswith(b"\xff\xd8\xff", at)]
    return [Image.open(io.BytesIO(data[start:])) for start in starts]


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
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


def _draw(sheet: Sheet, dpi: int, font: int, look: Look) -> Image.Image:
    scale = dpi / 72
    picture = Image.new("L", (round(sheet.width * scale), round(sheet.height * scale)), 255)
    pen = ImageDraw.Draw(picture)
    if "watermark" in look.marks:
        face = _font(font, round(110 * scale))
        for at in range(1, max(2, round(sheet.height / 300))):
            pen.text((60 * scale, at * 300 * scale), "政务公开", fill=228, font=face, anchor="ls")
    width, dark = max(1, round(0.5 * scale)), 150 if "faint_rules" in look.marks else 0
    for rule in sheet.rules:
        pen.line([v * scale for v in (rule.x0, rule.y0, rule.x1, rule.y1)], fill=dark, width=width)
    for text in sheet.texts:
        face = _font(font, round(text.size * scale))
        pen.text((text.x * scale, text.y * scale), text.text, fill=0, font=face, anchor="ls")
    return picture


def _seal(picture: Image.Image, dpi: int, chance: Random) -> Image.Image:
    """Return the picture with a round red seal somewhere on it."""
    coloured = picture.convert("RGB")
    radius = round(1.2 * dpi / 2)
    x = chance.randrange(radius, picture.width - radius)
    y = chance.randrange(radius, picture.height - radius)
    seal = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=200, width=max(2, dpi // 40))
    star = _font(0, radius)
    pen.text((x, y), "★", fill=200, font=star, anchor="mm")
    coloured.paste(ImageChops.multiply(coloured, Image.new("RGB", picture.size, (215, 45, 40))), mask=seal)
    return coloured


def _age(picture: Image.Image, dpi: int, look: Look) -> Image.Image:
    """Return the picture as a scanner sees it: askew, soft, unevenly lit, with specks and grain."""
    chance, marks, mode = look.chance, look.marks, picture.mode
    angle = (chance.random() - 0.5) * (4.0 if "skewed" in marks else 1.6)
    paper = (255,) * len(mode)
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper if mode == "RGB" else 255)
    picture = picture.filter(ImageFilter.GaussianBlur(0.3 + dpi / 600))
    if "grey_paper" in marks:
        picture = picture.point([150 + v * 60 // 255 if v > 127 else v + 60 for v in range(256)] * len(mode))
    if "pale_print" in marks:
        picture = picture.point([110 + v * 145 // 255 for v in range(256)] * len(mode))
    light = Image.linear_gradient("L").resize(picture.size).point([225 + v * 30 // 255 for v in range(256)])
    picture = Image.composite(
        picture, Image.new(mode, picture.size, (20,) * len(mode) if mode == "RGB" else 20), light
    )
    pen = ImageDraw.Draw(picture)
    for _ in range(chance.randrange(20, 120) * (20 if "specks" in marks else 1)):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        shade = chance.randrange(0, 160)
        pen.point((x, y), fill=(shade,) * 3 if mode == "RGB" else shade)
    grain = Image.frombytes("L", (256, 256), chance.randbytes(65536)).resize(picture.size).convert(mode)
    return Image.blend(picture, grain, 0.1 if "grainy" in marks else 0.04)
