"""Small files that must be refused, each with the reason that a reader has to name."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

from PIL import Image, ImageDraw
from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .blocks import Cell, Page, Paragraph, Table
from .compound import write_compound
from .layout import lay_out
from .printed import BLANK
from .samples import SAMPLES, build_content
from .writers import WRITERS, Look

__all__ = ["write_bad_files"]

_AGENCY = "示例省青川市人民政府"


def write_bad_files() -> dict[str, bytes]:
    """Return name and content of every bad file, and ``manifest.csv`` with the reasons."""
    files = {
        "empty.html": ("empty_file", b""),
        "not_a_report.html": ("not_a_report", _html(_water_notice())),
        "compiling_notice.html": ("look_alike", _html(_notice())),
        "look_alike.html": ("look_alike", _html(_explainer())),
        "attachment_only.html": ("attachment_only", _attachment_only()),
        "clone_page.html": ("clone_page", _clone()),
        "unknown_form.html": ("unknown_form", _html(_old_form())),
        "two_reports.html": ("several_reports", _two_reports()),
        "mojibake.html": ("mojibake", _mojibake_html()),
        "mojibake.pdf": ("mojibake", _mojibake_pdf()),
        "blank_form.docx": ("blank_form", _blank_form()),
        "damaged.docx": ("damaged", _good("docx")[:3000]),
        "damaged.pdf": ("damaged", b"%PDF-1.4\n%%EOF\n"),
        "encrypted.docx": ("encrypted", _encrypted_docx()),
        "encrypted.pdf": ("encrypted", _encrypted_pdf()),
        "image_only.pdf": ("no_text", _image_only()),
        "unknown_kind.bin": ("unknown_kind", Random(5).randbytes(600)),
    }
    lines = "".join(f"{name},{reason}\n" for name, (reason, _) in files.items())
    contents = {name: content for name, (_, content) in files.items()}
    return {**contents, "manifest.csv": f"file,reason\n{lines}".encode()}


def _page() -> Page:
    return lay_out(build_content(next(s for s in SAMPLES if s.source == "qingchuan_city" and s.year == 2023)))


def _html(page: Page, style: str = "clean") -> bytes:
    return WRITERS["html"].write(page, Look(style, Random(0)))


def _good(suffix: str) -> bytes:
    return WRITERS[suffix].write(_page(), Look("word", Random(0)))


def _water_notice() -> Page:
    title = "关于城区部分路段临时停水的通知"
    texts = (
        "因供水管道改造，定于2024年3月8日22时至次日6时对青川大道部分路段临时停水。",
        "一、停水范围：青川大道1号至88号。",
        "二、请沿线单位和居民提前储水，造成不便敬请谅解。",
    )
    return Page((Paragraph(title, "title"), *map(Paragraph, texts)), title)


def _notice() -> Page:
    title = "关于做好2023年政府信息公开工作年度报告编制发布工作的通知"
    texts = (
        "各县（区）人民政府，市政府各部门：",
        "按照上级统一部署，现就年度报告编制发布工作通知如下。",
        "一、各单位应当于2024年1月31日前完成编制并在网站发布。",
        "二、报告应当包括六个部分，数据截至2023年12月31日。",
        "三、市政府办公室将对报送情况进行通报。",
    )
    return Page((Paragraph(title, "title"), *map(Paragraph, texts)), title)


def _explainer() -> Page:
    title = f"文字解读：{_AGENCY}2023年政府信息公开工作年度报告"
    texts = (
        "日前，市政府发布了上一年度的政府信息公开工作年度报告，现解读如下。",
        "一、总体情况。报告显示，全年新收申请2500余件，办结率保持在较高水平。",
        "二、亮点。政策解读形式更加丰富，查询更加方便。",
        "三、下一步打算。继续提升公开质量。",
    )
    return Page((Paragraph(title, "title"), *map(Paragraph, texts)), title)


def _attachment_only() -> bytes:
    title = f"{_AGENCY}2023年政府信息公开工作年度报告"
    body = f'<p>附件：<a href="P020240308.pdf">{title}.pdf</a></p>'
    page = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{body}'
    return f"{page}</body></html>\n".encode()


def _clone() -> bytes:
    """Return the page as copies on taken-over domains look: other characters, sounds put in between."""
    swaps = {"报告": "報(bào)告", "开": "開", "务": "務", "总体": "總體", "规": "規", "动": "動", "数": "數"}
    text = _html(_page()).decode()
    for plain, other in swaps.items():
        text = text.replace(plain, other)
    return text.encode()


def _old_form() -> Page:
    title = "示例省青川市2009年政府信息公开工作年度报告"
    rows = (("01 主动公开文件", "条", "84"), ("02 咨询接待", "人次", "1320"), ("03 申诉数", "件", "2"))
    head = tuple(Cell(text, "head") for text in ("指标名称及编号", "计量单位", "本期实际", "本年累计"))
    lines = tuple(tuple(Cell(text, "value") for text in (*row, row[2])) for row in rows)
    table = Table("disclosure", (head, *lines), (40, 20, 20, 20))
    texts = ("一、概述", "本市继续推进政府信息公开。", "附表：政府信息公开情况统计")
    return Page((Paragraph(title, "title"), *map(Paragraph, texts), table), title)


def _two_reports() -> bytes:
    first, second = (
        lay_out(build_content(s)) for s in SAMPLES if s.source == "qingchuan_city" and s.year in (2023, 2024)
    )
    return _html(replace(first, blocks=(*first.blocks, *second.blocks)))


def _mojibake_html() -> bytes:
    """Return a page whose UTF-8 was once read as GBK and saved again."""
    return _html(_page()).decode("utf-8").encode("utf-8").decode("gbk", "replace").encode("utf-8")


def _canvas(lock: StandardEncryption | None = None) -> tuple[io.BytesIO, Canvas]:
    """Return an empty page, packed as office programs pack theirs."""
    rl_config.useA85 = 0
    buffer = io.BytesIO()
    return buffer, Canvas(buffer, pagesize=(595, 842), invariant=1, encrypt=lock)


def _mojibake_pdf() -> bytes:
    buffer, canvas = _canvas()
    y = 780
    for block in _page().blocks:
        if isinstance(block, Paragraph):
            canvas.drawString(60, y, block.text.encode("gbk").decode("latin-1")[:90])
            y -= 20
    canvas.save()
    return buffer.getvalue()


def _blank_form() -> bytes:
    content = build_content(next(s for s in SAMPLES if s.source == "qingchuan_city" and s.year == 2023))
    empty = replace(
        content,
        figures=dict.fromkeys(content.figures, BLANK),
        title=("XX市人民政府XXXX年政府信息公开工作年度报告",),
        narrative=replace(content.narrative, parts=((), (), (), (), (), ()), preface="", signed=()),
    )
    return WRITERS["docx"].write(lay_out(empty), Look("word", Random(0)))


def _encrypted_docx() -> bytes:
    """Return what Office makes of a .docx with a password: a compound file around the ciphertext."""
    info = b"\x04\x00\x04\x00\x40\x00\x00\x00" + b"<encryption/>".ljust(4200)
    return write_compound({"EncryptionInfo": info, "EncryptedPackage": Random(7).randbytes(4600)})


def _encrypted_pdf() -> bytes:
    buffer, canvas = _canvas(StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(60, 780, "locked")
    canvas.save()
    return buffer.getvalue()


def _image_only() -> bytes:
    """Return a page that is one picture: the lines of a table, nothing to copy."""
    picture = Image.new("L", (620, 877), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(20):
        pen.line((60, 120 + row * 30, 560, 120 + row * 30), fill=0)
    for column in range(6):
        pen.line((60 + column * 100, 120, 60 + column * 100, 690), fill=0)
    buffer, canvas = _canvas()
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()
