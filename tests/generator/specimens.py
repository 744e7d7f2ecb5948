"""Hundreds of reports in every kind of file, drawn from a seed, each with what must be read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from .amounts import draw_figures
from .blocks import Page, cells_of
from .layout import lay_out
from .narrative import write_narrative
from .printed import Content, number
from .series import edition_of
from .traps import (
    GAP_TRAPS,
    LABEL_TRAPS,
    MARKS,
    NUMBER_TRAPS,
    PROSE_TRAPS,
    STRANGER_TRAPS,
    TABLE_TRAPS,
    choose_traps,
)
from .writers import ON_REQUEST, WRITERS, Look

__all__ = ["AGENCY_NAMES", "Specimen", "generate"]

_PLACES = (
    "江苏省淮安市",
    "浙江省湖州市吴兴区",
    "湖北省武汉市",
    "广东省佛山市南海区",
    "四川省成都市",
    "陕西省榆林市佳县",
    "示例省青川市",
    "示例省青川市临江区",
    "内蒙古自治区乌海市",
    "新疆维吾尔自治区伊犁哈萨克自治州尼勒克县",
    "湘西土家族苗族自治州",
    "黔南布依族苗族自治州",
    "大兴安岭地区行政公署",
    "上海市浦东新区",
)
_BODIES = (
    "人民政府",
    "人民政府办公室",
    "教育局",
    "生态环境局",
    "住房和城乡建设局",
    "政务服务和大数据管理局",
    "市场监督管理局",
    "统计局",
    "城市管理综合行政执法局",
    "退役军人事务局",
)
AGENCY_NAMES = (
    *(place + body for place in _PLACES[:-2] for body in _BODIES),
    "大兴安岭地区行政公署",
    "国家税务总局湖州市税务局",
    "中华人民共和国南京海关",
    "平潭综合实验区管委会",
    "重庆市九龙坡区二郎街道办事处",
    "辽宁省铁岭市昌图县七家子镇人民政府",
    "上海市科学技术委员会",
    "国家统计局淮安调查队",
)
_SIZES = ("none", "small", "small", "county", "county", "city", "province")

_NEED_LONG_NUMBERS = {"thousands", "thousands_full_width", "split_digits", "wrapped_digits"}


class Specimen(NamedTuple):
    """One generated file. ``expected`` also names its format, style and traps."""

    name: str
    data: bytes
    expected: dict[str, Any]


def generate(seed: int, count: int, formats: Sequence[str] = ()) -> Iterator[Specimen]:
    """Yield so many specimens, the formats in turn and their styles in turn."""
    kinds = list(formats or (kind for kind in WRITERS if kind not in ON_REQUEST))
    for index in range(count):
        kind = kinds[index % len(kinds)]
        styles = WRITERS[kind].styles
        yield _make(Random(f"{seed} {index}"), index, kind, styles[index // len(kinds) % len(styles)])


def _make(chance: Random, index: int, kind: str, style: str) -> Specimen:
    year = 2019 + chance.randrange(7)
    traps = choose_traps(chance, kind, year)
    content = _draw_content(chance, year, traps)
    page = lay_out(content)
    for changes in (LABEL_TRAPS, STRANGER_TRAPS, GAP_TRAPS, TABLE_TRAPS):
        for name, change in changes.items():
            if name in traps:
                page = change(page, chance)
    look = Look(style, chance, frozenset(traps) & frozenset(MARKS))
    name = f"{index:04d}_{style}_{'_'.join(traps[:3]) or 'clean'}{WRITERS[kind].suffix_of(style)}"
    expected = {**_expected(content, page), "format": kind, "style": style, "traps": traps}
    return Specimen(name, WRITERS[kind].write(page, look), expected)


def _draw_content(chance: Random, year: int, traps: tuple[str, ...]) -> Content:
    edition = "2019" if "form_of_another_year" in traps else edition_of(year)
    one_row = edition == "2019" or "one_row_other" in traps
    agency = AGENCY_NAMES[chance.randrange(len(AGENCY_NAMES))]
    sizes = _SIZES[-2:] if _NEED_LONG_NUMBERS & set(traps) else _SIZES[1:] if traps else _SIZES
    size = sizes[chance.randrange(len(sizes))]
    figures = draw_figures(chance, edition, size, one_row_other=one_row)
    fee = None if edition == "2019" else (0, None, 10 * chance.randrange(1, 400))[chance.randrange(3)]
    signed = (agency, f"{year + 1}年1月{chance.randrange(10, 31)}日") if chance.random() < 0.5 else ()
    content = Content(
        agency=agency,
        year=year,
        edition=edition,
        figures={key: number(value) for key, value in figures.items()},
        narrative=write_narrative(chance, agency, year, edition, figures, fee=fee, signed=signed),
        one_row_other=one_row,
        processing_fee=fee,
        published=f"{year + 1}-0{chance.randrange(1, 4)}-{chance.randrange(10, 29)}",
    )
    for changes in (NUMBER_TRAPS, PROSE_TRAPS):
        for name, change in changes.items():
            if name in traps:
                content = change(content, chance)
    return content


def _expected(content: Content, page: Page) -> dict[str, Any]:
    """Return what must be read: every figure that has a cell on the page, in the order of the cells."""
    figures = []
    for cell in cells_of(page):
        if cell.key is not None:
            printed = content.figures[cell.key]
            indicator, applicant = cell.key
            figures.append(
                {
                    "indicator": indicator,
                    "applicant": applicant,
                    "value": printed.value,
                    "state": printed.state,
                    "raw": cell.text,
                }
            )
    return {
        "agency": content.agency,
        "year": content.year,
        "edition": content.edition,
        "processing_fee_amount": content.processing_fee,
        "figures": figures,
    }
