"""The invented agencies of the samples, each with figures for every year that hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .amounts import draw_figures
from .form import APPLICANTS
from .printed import Key, Number

__all__ = ["AGENCIES", "YEARS", "Agency", "edition_of", "figures_by_year"]

YEARS = range(2019, 2026)


@dataclass(frozen=True)
class Agency:
    """An invented agency: its name, the kind of place it is, and when its reports appear."""

    name: str
    size: str
    published: str
    charges_fees: bool = False


AGENCIES = {
    "province_office": Agency("示例省人民政府办公厅", "county", "03-25", charges_fees=True),
    "qingchuan_city": Agency("示例省青川市人民政府", "city", "03-08", charges_fees=True),
    "qingchuan_environment": Agency("示例省青川市生态环境局", "small", "01-24"),
    "qingchuan_police": Agency("示例省青川市公安局", "county", "01-26"),
    "qingchuan_market": Agency("示例省青川市市场监督管理局", "county", "01-20"),
    "qingchuan_land": Agency("示例省青川市自然资源和规划局", "county", "01-29", charges_fees=True),
    "qingchuan_labour": Agency("示例省青川市人力资源和社会保障局", "small", "01-22"),
    "qingchuan_tax": Agency("国家税务总局示例省青川市税务局", "small", "01-27"),
    "linjiang_district": Agency("示例省青川市临江区人民政府", "county", "02-14", charges_fees=True),
    "liuxi_town": Agency("示例省青川市临江区柳溪镇人民政府", "none", "01-15"),
}


def edition_of(year: int) -> str:
    """Return the form that was in force for reports on that year."""
    return "2021" if year >= 2021 else "2019" if year >= 2019 else "2014"


def figures_by_year(name: str, one_row_years: frozenset[int]) -> Iterator[tuple[int, dict[Key, Number]]]:
    """Yield each year's figures: what is carried out of one is carried into the next."""
    agency = AGENCIES[name]
    chance = Random(f"samples {name}")
    before: dict[Key, Number] = {}
    for year in YEARS:
        carried = tuple(int(before.get(("requests_carried_out", who), 0)) for who in APPLICANTS[:6])
        figures = draw_figures(
            chance,
            edition_of(year),
            agency.size,
            one_row_other=year in one_row_years,
            carried_in=carried if before else None,
            scale=1.11 ** (year - YEARS[0]),
        )
        _follow(figures, before)
        yield year, figures
        before = figures


def _follow(figures: dict[Key, Number], before: dict[Key, Number]) -> None:
    """Make what stands for a stock follow from last year's stock and what changed."""
    for subject in ("rules", "normative_documents"):
        stock: Key = (f"{subject}_in_force", None)
        if stock in before and stock in figures:
            issued, repealed = figures[f"{subject}_issued", None], figures[f"{subject}_repealed", None]
            repealed = figures[f"{subject}_repealed", None] = min(repealed, before[stock])
            figures[stock] = before[stock] + issued - repealed
    for (code, applicant), count in before.items():
        change: Key = (code.replace("_items_last_year", "_items_change"), applicant)
        if code.endswith("_items_last_year") and (code, applicant) in figures:
            figures[code, applicant] = count + before[change]
            figures[change] = max(figures[change], -figures[code, applicant])
