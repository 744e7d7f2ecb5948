"""Traps in the prose: titles in another order, Han numerals, sentences that contradict the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..printed import Content

__all__ = ["PROSE_TRAPS"]

Change = Callable[[Content, Random], Content]

_TITLES = (
    ("{agency}", "{year}年政府信息公开工作年度报告"),
    ("{year}年{agency}政府信息公开工作年度报告",),
    ("{year}年度{agency}政府信息公开工作年度报告",),
    ("{agency}{year}年度政府信息公开工作年度报告",),
    ("{agency}{year}年政府信息公开年度报告",),
    ("{agency} {year} 年政府信息公开工作年度报告",),
    ("{agency}关于{year}年度政府信息公开情况的报告",),
    ("{agency}", "政府信息公开工作年度报告", "（{year}年）"),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN = (
    str.maketrans("0123456789", "〇一二三四五六七八九"),
    str.maketrans("0123456789", "○一二三四五六七八九"),
)


def _titled(content: Content, pattern: tuple[str, ...], year: str) -> Content:
    return replace(content, title=tuple(line.format(agency=content.agency, year=year) for line in pattern))


def _title_wording(content: Content, chance: Random) -> Content:
    return _titled(content, _TITLES[chance.randrange(len(_TITLES))], str(content.year))


def _title_numerals(content: Content, chance: Random) -> Content:
    numerals = (_FULL_WIDTH, *_HAN)[chance.randrange(3)]
    pattern = ("{agency}{year}年政府信息公开工作年度报告",)
    return _titled(content, pattern, str(content.year).translate(numerals))


def _contradiction(content: Content, chance: Random) -> Content:
    first, *others = content.narrative.parts
    wrong = (
        f"（二）依申请公开。全年共受理申请{chance.randrange(20, 900)}件，"
        f"其中予以公开{chance.randrange(1, 20)}件，"
        f"因政府信息公开引发行政复议{chance.randrange(30, 60)}件。"
    )
    parts = (tuple(wrong if text.startswith("（二）") else text for text in first), *others)
    return replace(content, narrative=replace(content.narrative, parts=parts))


def _other_years(content: Content, chance: Random) -> Content:
    del chance
    first, *others = content.narrative.parts
    more = (
        f"与{content.year - 1}年相比，申请数量有所变化；{content.year + 1}年将继续改进。",
        f"制定《{content.year - 2}年政府信息公开工作要点》。",
    )
    return replace(content, narrative=replace(content.narrative, parts=((*more, *first), *others)))


PROSE_TRAPS: dict[str, Change] = {
    "title_wording": _title_wording,
    "title_numerals": _title_numerals,
    "contradiction": _contradiction,
    "other_years": _other_years,
}
