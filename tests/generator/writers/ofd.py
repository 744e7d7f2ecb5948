"""OFD files (GB/T 33190): glyphs at their places and rules, in millimetres or scaled by a matrix."""

from __future__ import annotations

from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from ..blocks import Page
from .archive import pack
from .geometry import Rule, Sheet, Text, Typesetting, measure, typeset
from .look import Look
from .parts import part

__all__ = ["STYLES", "write_ofd"]

STYLES = ("millimetres", "scaled", "old_namespace")

_MM = 25.4 / 72


def write_ofd(page: Page, look: Look) -> bytes:
    """Return the report as an .ofd file."""
    setting = Typesetting(split_labels=look.style == "scaled")
    if "wrapped_digits" in look.marks:
        setting = Typesetting(margin=150.0)
    sheets = typeset(page, setting)
    namespace = "http://www.ofdspec.org" + ("" if look.style == "old_namespace" else "/2016")
    pages = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="{_place(i, look)}"/>' for i, _ in enumerate(sheets))
    members: dict[str, str | bytes] = {
        "OFD.xml": part("ofd/ofd.xml", namespace=namespace, title=escape(page.title)),
        "Doc_0/Document.xml": part("ofd/document.xml", namespace=namespace, pages=pages, box=_box(setting)),
        "Doc_0/PublicRes.xml": part("ofd/resources.xml", namespace=namespace),
    }
    for i, sheet in enumerate(sheets):
        members[f"Doc_0/Pages/Page_{i}/Content.xml"] = part(
            "ofd/page.xml", namespace=namespace, box=_box(setting), objects=_objects(sheet, look)
        )
    return pack(members)


def _place(index: int, look: Look) -> str:
    prefix = "/Doc_0/" if look.style == "scaled" else ""
    return f"{prefix}Pages/Page_{index}/Content.xml"


def _box(setting: Typesetting) -> str:
    return f"0 0 {setting.width * _MM:.3f} {setting.height * _MM:.3f}"


def _objects(sheet: Sheet, look: Look) -> str:
    texts = [_text(text, number, look) for number, text in enumerate(sheet.texts, 100)]
    rules = [_rule(rule, number) for number, rule in enumerate(sheet.rules, 5000)]
    return "".join(rules + texts)


def _text(text: Text, number: int, look: Look) -> str:
    width, height = measure(text.text, text.size), text.size * 1.2
    top = text.y - text.size
    boundary = f"{text.x * _MM:.3f} {top * _MM:.3f} {width * _MM:.3f} {height * _MM:.3f}"
    unit = 1.0 if look.style == "scaled" else _MM
    matrix = f' CTM="{_MM:.6f} 0 0 {_MM:.6f} 0 0"' if look.style == "scaled" else ""
    deltas = _deltas([measure(char, text.size) * unit for char in text.text], look)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{boundary}" Font="2" Size="{text.size * unit:.4f}"{matrix}>'
        f'<ofd:TextCode X="0" Y="{text.size * unit:.4f}"{deltas}>{escape(text.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _deltas(widths: list[float], look: Look) -> str:
    """Return the steps between characters; runs of equal steps are written as ``g n v``."""
    steps = [f"{width:.4f}" for width, _ in pairwise(widths)]
    if not steps:
        return ""
    if look.style == "millimetres":
        groups = [(step, len(list(same))) for step, same in groupby(steps)]
        steps = [f"g {count} {step}" if count > 2 else " ".join([step] * count) for step, count in groups]
    return f' DeltaX="{" ".join(steps)}"'


def _rule(rule: Rule, number: int) -> str:
    x, y = rule.x0 * _MM, rule.y0 * _MM
    width, height = (rule.x1 - rule.x0) * _MM, (rule.y1 - rule.y0) * _MM
    boundary = f"{x:.3f} {y:.3f} {max(width, 0.2):.3f} {max(height, 0.2):.3f}"
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{boundary}" LineWidth="0.176">'
        f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )
