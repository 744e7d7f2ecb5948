"""Web pages: clean ones, pasted from Word, damaged in the ways that real sites damage them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from ..blocks import Cell, Page, Paragraph, Table, grid_of, map_cells
from .html_sites import frame
from .look import Look

__all__ = ["STYLES", "write_html"]

#: Each style with its site, the charset its page names, and the one its bytes are in.
_CODINGS = {
    "clean": ("plain", "utf-8", "utf-8"),
    "trs": ("trs", "utf-8", "utf-8"),
    "ucap": ("ucap", "utf-8", "utf-8"),
    "jcms": ("jcms", "utf-8", "utf-8"),
    "gkmlpt": ("gkmlpt", "utf-8", "utf-8"),
    "trs_gbk": ("trs", "gb2312", "gbk"),
    "word": ("plain", "gb2312", "gbk"),
    "nested": ("ucap", "utf-8", "utf-8"),
    "no_meta": ("plain", "", "gb18030"),
    "wrong_meta": ("plain", "utf-8", "gb18030"),
    "wrong_meta_utf8": ("trs", "gb2312", "utf-8"),
    "unclosed": ("plain", "gbk", "gbk"),
    "flattened_merges": ("trs", "utf-8", "utf-8"),
    "hidden": ("gkmlpt", "utf-8", "utf-8"),
    "layout_table": ("jcms", "utf-8", "utf-8"),
    "libreoffice": ("plain", "utf-8", "utf-8"),
    "rare_characters": ("plain", "gb2312", "gb18030"),
}
STYLES = tuple(_CODINGS)

#: An older number crossed out before the one that counts.
_STRUCK = ("del>{}</del>", "s>{}</s>", 'span style="text-decoration: line-through">{}</span>')


def write_html(page: Page, look: Look) -> bytes:
    """Return the report as a web page in the look's style."""
    site, charset, coding = _CODINGS[look.style]
    titles = "\n".join(
        f"<h1>{escape(block.text)}</h1>"
        for block in page.blocks
        if isinstance(block, Paragraph) and block.kind == "title"
    )
    body = "\n".join(_block(block, look) for block in _shown(page))
    if look.style == "hidden":
        body = _with_ghosts(page, look, body)
    if look.style == "layout_table":
        body = _in_layout_table(body)
    if look.style == "rare_characters":
        body += "\n<p>联系人：㛃㐂、𠮷野；电话：12345。</p>"
    text = frame(site, page, titles, body, charset)
    if not charset:
        text = text.replace('<meta charset="">\n', "")
    return text.encode(coding, "xmlcharrefreplace")


def _shown(page: Page) -> list[Paragraph | Table]:
    return [block for block in page.blocks if not (isinstance(block, Paragraph) and block.kind == "title")]


def _block(block: Paragraph | Table, look: Look) -> str:
    if isinstance(block, Table):
        return _table(block, look)
    text = escape(block.text).replace("\xa0", "&nbsp;")
    if look.style in ("word", "wrong_meta"):
        return (
            '<p class=MsoNormal style="text-indent:32.0pt;mso-char-indent-count:2.0">'
            '<!--[if !supportLists]--><!--[endif]--><span style="font-size:16.0pt;font-family:仿宋_GB2312">'
            f"{text}<span lang=EN-US><o:p></o:p></span></span></p>"
        )
    if look.style == "nested":
        return f'<p><span><font face="宋体"><span style="color:#333">　　{text}</span></font></span></p>'
    if block.kind == "heading":
        return f"<p><strong>{text}</strong></p>"
    if block.kind == "signed":
        return f'<p style="text-align:right">{text}</p>'
    return f'<p style="text-indent:2em">{text}</p>'


def _table(table: Table, look: Look) -> str:
    if look.style == "flattened_merges":
        lines = [
            [replace(cell, rows=1, columns=1) if begins else Cell("", "note") for cell, begins in row]
            for row in grid_of(table)
        ]
    elif look.style == "libreoffice":
        lines = _with_extra_column(table, look)
    else:
        lines = [list(line) for line in table.lines]
    end_row = "" if look.style == "unclosed" else "</tr>"
    rows = "\n".join("<tr>" + "".join(_cell(cell, look) for cell in line) + end_row for line in lines)
    attributes = {
        "word": 'class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style="border-collapse:collapse;'
        'mso-yfti-tbllook:1184"',
        "clean": 'border="1"',
    }.get(look.style, 'border="1" cellspacing="0" cellpadding="0" align="center"')
    return f"<table {attributes}>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(cell: Cell, look: Look) -> str:
    rows = cell.rows
    if "wrong_rowspan" in look.marks and rows > 16:
        rows += look.chance.randrange(-3, 4)
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    inner = _inner(cell, look)
    end = "" if look.style == "unclosed" else "</td>"
    if look.style == "word":
        width = 40 * cell.columns
        return (
            f'<td width={width} valign=center{spans} style="width:{width}.0pt;border:solid windowtext 1.0pt;'
            f'mso-border-alt:solid windowtext .5pt">{inner}</td>'
        )
    if look.style in ("clean", "unclosed"):
        return f"<td{spans}>{inner}{end}"
    return f'<td{spans} style="border:1px solid #000" align="center">{inner}</td>'


def _inner(cell: Cell, look: Look) -> str:
    if spoiled := _spoiled(cell, look):
        return spoiled
    pieces = look.pieces(cell)
    if len(pieces) > 1:
        text = "".join(f'<span lang="EN-US">{_text(piece)}</span>' for piece in pieces)
    else:
        text = _text(cell.text)
    lines = text.split("\n")
    if look.style == "word":
        empty = "<o:p>&nbsp;</o:p>" if not text else "<o:p></o:p>"
        return "".join(
            f'<p class=MsoNormal align=center style="text-align:center"><span lang=EN-US '
            f'style="mso-bidi-font-size:10.5pt">{line}{empty}</span></p>'
            for line in lines
        )
    if look.style == "nested":
        padding = "&nbsp;" if look.chance.random() < 0.4 else ""
        return "".join(
            f'<p align="center"><span style="font-size:12px"><font face="宋体">{padding}{line}</font>'
            f"<span></span></span></p>"
            for line in lines
        )
    if look.style in ("trs", "trs_gbk", "jcms", "libreoffice"):
        return "".join(f"<p>{line or '&nbsp;'}</p>" for line in lines)
    return "<br />".join(lines)


def _spoiled(cell: Cell, look: Look) -> str:
    """Return the cell with something beside its number or amid it, empty if it is spared."""
    if look.marked(cell, "footnote_mark"):
        return f"{_text(cell.text)}<sup>{1 + look.chance.randrange(3)}</sup>"
    if look.marked(cell, "struck_out"):
        return f"<{_STRUCK[look.chance.randrange(3)].format(look.chance.randrange(1, 99))}{_text(cell.text)}"
    if look.style == "hidden" and cell.kind == "value" and look.chance.random() < 0.1:
        return f'<span style="display:none">{look.chance.randrange(1, 99)}</span>{_text(cell.text)}'
    if at := look.wraps(cell):
        return f"{cell.text[:at]}<br />\n{cell.text[at:]}"
    return ""


def _text(text: str) -> str:
    return escape(text).replace("\xa0", "&nbsp;")


def _with_ghosts(page: Page, look: Look, body: str) -> str:
    """Add what a browser does not show: an older copy of the tables, comments, a script."""

    def older(cell: Cell) -> Cell:
        return replace(cell, text="7") if cell.kind == "value" else cell

    ghosts = [_table(table, replace(look, style="clean")) for table in map_cells(page, older).tables()]
    script = f"<script>var old = {ghosts[0].replace('</', '<' + chr(92) + '/')!r};</script>"
    return (
        f'<div style="display: none">{ghosts[1] if len(ghosts) > 1 else ghosts[0]}</div>\n{script}\n'
        f"<!-- {ghosts[-1]} -->\n{body}\n<div hidden>{ghosts[-1]}</div>"
    )


def _in_layout_table(body: str) -> str:
    return (
        '<table width="100%"><tr><td width="12%">&nbsp;</td><td><table><tr><td>'
        f'{body}</td></tr></table></td><td width="12%">&nbsp;</td></tr></table>'
    )


def _with_extra_column(table: Table, look: Look) -> list[list[Cell]]:
    """Return the lines with one more grid column, as rounding of widths makes it: some cells get wider."""
    at = 1 + look.chance.randrange(len(table.widths) - 2)
    wider: set[int] = set()
    lines: list[list[Cell]] = []
    for row, line in zip(grid_of(table), table.lines, strict=True):
        left, right = row[at][0], row[at + 1][0]
        if left is right or left.rows == right.rows > 1 or right.rows > left.rows:
            wider.add(id(left))
        elif left.rows > right.rows:
            wider.add(id(right))
        else:
            wider.add(id(left) if look.chance.random() < 0.5 else id(right))
        lines.append(list(line))
    return [
        [replace(cell, columns=cell.columns + 1) if id(cell) in wider else cell for cell in line]
        for line in lines
    ]
