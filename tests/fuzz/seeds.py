"""What the damage starts from: the samples that ship, generated reports, and made files of every kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.generator.blocks import Page, Paragraph, Table
from tests.generator.layout import lay_out
from tests.generator.samples import SAMPLES, build_content
from tests.generator.specimens import generate
from tests.generator.writers import WRITERS, Look

__all__ = ["KINDS", "seeds_of"]

_TESTS = Path(__file__).parents[1]
_FOLDERS = (_TESTS / "samples", _TESTS / "samples" / "bad", _TESTS / "core" / "documents" / "files")
#: Kind → the endings of its files and the generator's name for it.
_FILES = {
    "html": ((".html",), "html"),
    "mhtml": ((".mhtml",), "mhtml"),
    "docx": ((".docx",), "docx"),
    "doc": ((".doc",), ""),
    "pdf": ((".pdf",), "pdf"),
    "xlsx": ((".xlsx",), "xlsx"),
    "xls": ((".xls",), ""),
    "ods": ((".ods",), "ods"),
    "odt": ((".odt",), "odt"),
    "rtf": ((".rtf",), "rtf"),
    "ofd": ((".ofd",), "ofd"),
    "text": ((".txt",), "txt"),
    "markdown": ((".md",), ""),
    "zip": ((".zip",), "zip"),
    "manifest": ((".csv",), ""),
}
KINDS = tuple(_FILES)

_MARKDOWN = (
    "# 示例市2023年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n"
    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n"
    "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 12 | 3 | 40 |\n"
)


def seeds_of(kind: str, count: int = 8) -> list[bytes]:
    """Return files of a kind, shortened reports in every style first: damage to them is tried more often."""
    endings, generated = _FILES[kind]
    found: list[bytes] = []
    if generated:
        writer = WRITERS[generated]
        found = [writer.write(_short_report(), Look(style, Random(0))) for style in writer.styles]
        found += [specimen.data for specimen in generate(4, count, [generated])]
    if kind == "markdown":
        found.append(_MARKDOWN.encode())
    shipped = [
        path.read_bytes()
        for folder in _FOLDERS
        for path in sorted(folder.iterdir())
        if path.suffix in endings and path.name != "README.md"
    ]
    return [data for data in dict.fromkeys(found + sorted(shipped, key=len)[: 2 * count]) if data]


def _short_report() -> Page:
    """Return a report with the first rows of each table and its shortest paragraphs."""
    page = lay_out(build_content(next(each for each in SAMPLES if each.year == 2023)))
    blocks: list[Paragraph | Table] = []
    for block in page.blocks:
        if isinstance(block, Table):
            kept = block.lines[: block.head + 4]
            lines = (
                tuple(replace(cell, rows=min(cell.rows, len(kept) - number)) for cell in line)
                for number, line in enumerate(kept)
            )
            blocks.append(replace(block, lines=tuple(lines)))
        elif len(block.text) < 60:
            blocks.append(block)
    return replace(page, blocks=tuple(blocks))
