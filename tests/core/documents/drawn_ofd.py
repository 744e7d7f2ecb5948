"""Writes OFD files (GB/T 33190) of drawn pages, in the ways in which real writers differ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.core.documents.drawn_pdf import Sheet, measure

MM = 25.4 / 72
SPACE = "http://www.ofdspec.org/2016"
A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Style:
    """``matrix``: coordinates in points, scaled by a CTM.

    ``steps``: list, groups (g n v) or none (an object for each sign);
    ``rules``: strokes, filled (thin rectangles) or path (all in one);
    ``holder``: what the objects stand in: layer, block, template or composite.
    """

    matrix: bool = False
    steps: str = "list"
    rules: str = "strokes"
    holder: str = "layer"
    space: str = SPACE
    rooted: bool = False
    turn: int = 0


def draw_ofd(sheets: Sequence[Sheet], style: Style = Style(), title: str = "", **parts: str) -> bytes:
    """Return the file of these pages; ``parts`` are more parts, ``__`` in a name standing for a dot."""
    members = {
        "OFD.xml": _root("OFD", f"<DocBody><DocInfo><Title>{title}</Title></DocInfo>"
                         "<DocRoot>Doc_0/Document.xml</DocRoot></DocBody>", style.space),
    }  # fmt: skip
    listed, common = "", f"<PageArea><PhysicalBox>{_box(0, 0, *_size(style))}</PhysicalBox></PageArea>"
    units = ""
    for number, sheet in enumerate(sheets):
        drawn = _objects(sheet, style)
        if style.holder == "template":
            common += f'<TemplatePage ID="{900 + number}" BaseLoc="Tpls/Tpl_{number}/Content.xml"/>'
            layer = f"<Content><Layer>{drawn}</Layer></Content>"
            members[f"Doc_0/Tpls/Tpl_{number}/Content.xml"] = _root("Page", layer, style.space)
            body = f'<Template TemplateID="{900 + number}"/><Content/>'
        elif style.holder == "composite":
            units += (
                f'<CompositeGraphicUnit ID="{800 + number}"><Content>{drawn}</Content></CompositeGraphicUnit>'
            )
            box = _box(0, 0, *_size(style))
            unit = f'<CompositeObject Boundary="{box}" ResourceID="{800 + number}"/>'
            body = f"<Content><Layer>{unit}</Layer></Content>"
        else:
            drawn = f"<PageBlock>{drawn}</PageBlock>" if style.holder == "block" else drawn
            body = f"<Content><Layer>{drawn}</Layer></Content>"
        place = f"Pages/Page_{number}/Content.xml"
        members[f"Doc_0/{place}"] = _root("Page", body, style.space)
        listed += f'<Page ID="{number}" BaseLoc="{"/Doc_0/" if style.rooted else ""}{place}"/>'
    if units:
        common += "<DocumentRes>DocumentRes.xml</DocumentRes>"
        members["Doc_0/DocumentRes.xml"] = _root(
            "Res", f"<CompositeGraphicUnits>{units}</CompositeGraphicUnits>", style.space
        )
    document = f"<CommonData>{common}</CommonData><Pages>{listed}</Pages>"
    members["Doc_0/Document.xml"] = _root("Document", document, style.space)
    members.update({name.replace("__", "."): text for name, text in parts.items()})
    return pack(members)


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _root(name: str, content: str, space: str) -> str:
    declared = f' xmlns="{space}"' if space else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name}{declared}>{content}</{name}>'


def _size(style: Style) -> tuple[float, float]:
    return A4 if style.turn in {0, 180} else (A4[1], A4[0])


def _box(left: float, top: float, width: float, height: float) -> str:
    return f"{left * MM:.4f} {top * MM:.4f} {width * MM:.4f} {height * MM:.4f}"


def _objects(sheet: Sheet, style: Style) -> str:
    texts = "".join(_text(*text, style) for text in sheet.texts)
    if style.rules == "path":
        lines = " ".join(
            f"M {x0 * MM} {y0 * MM} L {x1 * MM} {y1 * MM}"
            for x0, y0, x1, y1 in map(_turn(style), sheet.rules)
        )
        return (
            f'<PathObject Boundary="0 0 0 0"><AbbreviatedData>{lines}</AbbreviatedData></PathObject>{texts}'
        )
    return "".join(_rule(_turn(style)(rule), style) for rule in sheet.rules) + texts


def _turn(style: Style):
    """Return where a rule of a page lies that is written turned."""
    width, height = A4
    turns = {
        0: lambda x0, y0, x1, y1: (x0, y0, x1, y1),
        90: lambda x0, y0, x1, y1: (height - y1, x0, height - y0, x1),
        270: lambda x0, y0, x1, y1: (y0, width - x1, y1, width - x0),
    }
    return lambda rule: turns[style.turn](*rule)


def _rule(rule: tuple[float, float, float, float], style: Style) -> str:
    x0, y0, x1, y1 = rule
    wide, high = (x1 - x0) * MM, (y1 - y0) * MM
    data = f"M 0 0 L {wide:.4f} {high:.4f}"
    how = ""
    if style.rules == "filled":
        wide, high = max(wide, 0.15), max(high, 0.15)
        data = f"M 0 0 L {wide:.4f} 0 L {wide:.4f} {high:.4f} L 0 {high:.4f} C"
        how = ' Stroke="false" Fill="true"'
    return (
        f'<PathObject Boundary="{_box(x0, y0, x1 - x0, y1 - y0)}"{how} LineWidth="0.1">'
        f"<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
    )


def _text(x: float, y: float, size: float, text: str, style: Style) -> str:
    if style.steps == "none":
        written = ""
        for sign in text:
            written += _text_object(x, y, size, sign, style)
            x += measure(sign, size)
        return written
    return _text_object(x, y, size, text, style)


def _text_object(x: float, y: float, size: float, text: str, style: Style) -> str:
    unit = 1.0 if style.matrix else MM
    scale = MM if style.matrix else 1.0
    turn = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 270: (0, -1, 1, 0)}[style.turn]
    matrix = " ".join(f"{scale * part:.6f}" for part in turn) + " 0 0"
    ctm = f' CTM="{matrix}"' if style.matrix or style.turn else ""
    at = {0: (x, y), 90: (A4[1] - y, x), 270: (y, A4[0] - x)}[style.turn]
    return (
        f'<TextObject Boundary="{_box(*at, 1, 1)}" Size="{size * unit:.4f}"{ctm}>'
        f'<TextCode X="0" Y="0"{_steps(text, size * unit, style)}>{escape(text)}</TextCode></TextObject>'
    )


def _steps(text: str, size: float, style: Style) -> str:
    steps = [f"{measure(sign, size):.4f}" for sign in text[:-1]]
    if not steps:
        return ""
    if style.steps == "groups":
        groups: list[list[str]] = []
        for step in steps:
            if groups and groups[-1][0] == step:
                groups[-1].append(step)
            else:
                groups.append([step])
        steps = [f"g {len(group)} {group[0]}" if len(group) > 1 else group[0] for group in groups]
    return f' DeltaX="{" ".join(steps)}"'
