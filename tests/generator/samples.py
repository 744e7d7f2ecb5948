"""The reports that ship: which agency and year, in which kind of file, and what is special about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from .layout import lay_out
from .narrative import write_narrative
from .printed import Content, Key, Number, Printed, number
from .published import published_figures
from .series import AGENCIES, edition_of, figures_by_year
from .statistics import STATISTICS, draw_statistics, write_old_narrative
from .writers import WRITERS, Look

__all__ = ["SAMPLES", "Sample", "build_content", "write_sample"]

_REAL = "（本文为演示样例：数据取自该机关公开的年度报告，文字由样例编写者另行撰写。）"
_INVENTED = "（本文为演示样例，机关名称和数据均为虚构。）"
_REAL_NOTE = "real figures, narrative written for the sample"
_INVENTED_NOTE = "invented agency and figures"


@dataclass(frozen=True)
class Sample:
    """One file that ships. ``source`` names its figures; ``agency`` is set for real agencies only."""

    source: str
    year: int
    suffix: str
    style: str
    agency: str = ""
    published: str = ""
    fee: Number | None = None
    one_row_other: bool = False
    title: tuple[str, ...] = ()
    trouble: str = ""
    form: str = ""

    @property
    def file(self) -> str:
        """Its name on disk."""
        return f"{self.source if self.agency else f'sample_{self.source}_{self.year}'}.{self.suffix}"

    @property
    def edition(self) -> str:
        """The form it is written on: a local one where it says so."""
        return self.form or edition_of(self.year)

    @property
    def note(self) -> str:
        """What the manifest says of it."""
        return "; ".join(filter(None, (_REAL_NOTE if self.agency else _INVENTED_NOTE, self.trouble)))


_MUYE = "新乡市牧野区政务服务和大数据管理局"
_PINGTAN = "平潭综合实验区管委会"
SAMPLES = (
    Sample(
        "muye_data_bureau_2021",
        2021,
        "txt",
        "tika",
        _MUYE,
        fee=0,
        title=(_MUYE, "2021年政府信息公开工作年度报告"),
    ),
    Sample("huaian_city_2024", 2024, "pdf", "strokes", "淮安市人民政府", fee=3940),
    Sample(
        "hongze_district_2023",
        2023,
        "pdf",
        "rectangles",
        "淮安市洪泽区人民政府",
        fee=0,
        one_row_other=True,
        trouble="printed totals of table 4 are wrong; （六）其他处理 in one row",
    ),
    Sample(
        "shanghai_general_office_2019",
        2019,
        "html",
        "trs_gbk",
        "上海市人民政府办公厅",
        "2020-01-31",
        title=("2019年上海市人民政府办公厅政府信息公开工作年度报告",),
        trouble="cells left blank, among them row totals",
    ),
    Sample("pingtan_zone_2019", 2019, "html", "trs", _PINGTAN, "2020-01-20"),
    Sample("pingtan_zone_2021", 2021, "html", "nested", _PINGTAN, "2022-02-08", fee=0),
    Sample("pingtan_zone_2023", 2023, "docx", "word", _PINGTAN, "2024-03-08", fee=0),
    Sample("pingtan_zone_2025", 2025, "html", "trs", _PINGTAN, "2026-03-10", fee=0),
    Sample("shanghai_science_commission_2024", 2024, "docx", "wps", "上海市科学技术委员会", fee=0),
    Sample("qingchuan_city", 2019, "html", "trs_gbk"),
    Sample("qingchuan_city", 2020, "html", "trs"),
    Sample("qingchuan_city", 2021, "docx", "word"),
    Sample("qingchuan_city", 2022, "pdf", "rectangles"),
    Sample("qingchuan_city", 2023, "html", "ucap"),
    Sample("qingchuan_city", 2024, "pdf", "repeated_heads"),
    Sample("qingchuan_city", 2025, "docx", "wps"),
    Sample("linjiang_district", 2020, "html", "jcms"),
    Sample("linjiang_district", 2021, "html", "jcms"),
    Sample("linjiang_district", 2022, "docx", "word"),
    Sample(
        "linjiang_district", 2023, "html", "jcms", one_row_other=True, trouble="（六）其他处理 in one row"
    ),
    Sample("linjiang_district", 2024, "pdf", "strokes"),
    Sample("qingchuan_environment", 2021, "docx", "wps"),
    Sample("qingchuan_environment", 2022, "html", "gkmlpt"),
    Sample("qingchuan_environment", 2023, "pdf", "landscape"),
    Sample("qingchuan_environment", 2024, "txt", "tika"),
    Sample("liuxi_town", 2022, "docx", "word"),
    Sample("liuxi_town", 2023, "txt", "tika"),
    Sample("qingchuan_police", 2023, "html", "word"),
    Sample("qingchuan_police", 2024, "pdf", "rectangles"),
    Sample("qingchuan_market", 2020, "docx", "word"),
    Sample("qingchuan_market", 2021, "html", "clean"),
    Sample("qingchuan_tax", 2024, "html", "ucap"),
    Sample("qingchuan_tax", 2025, "docx", "wps"),
    Sample("province_office", 2022, "pdf", "strokes"),
    Sample("province_office", 2023, "html", "gkmlpt"),
    Sample("qingchuan_land", 2024, "txt", "tika"),
    Sample("qingchuan_labour", 2025, "pdf", "rectangles"),
    Sample("pingtan_county_2013", 2013, "html", "trs", "平潭县人民政府", "2014-01-20", form="fujian_2011"),
    Sample("pingtan_zone_2014", 2014, "docx", "word", _PINGTAN, "2015-01-15", form="fujian_2014"),
    Sample("qingchuan_city", 2016, "html", "trs_gbk"),
    Sample("linjiang_district", 2017, "pdf", "rectangles"),
)


def build_content(sample: Sample) -> Content:
    """Return what the sample says, with prose that agrees with its tables."""
    agency = sample.agency or AGENCIES[sample.source].name
    edition = sample.edition
    chance = Random(f"prose {sample.source} {sample.year}")
    figures, fee, published = _figures(sample), sample.fee, sample.published
    if not sample.agency:
        published = f"{sample.year + 1}-{AGENCIES[sample.source].published}"
        fee = 10 * chance.randrange(8, 90) if AGENCIES[sample.source].charges_fees else 0
    values: dict[Key, Number | None] = {key: printed.value for key, printed in figures.items()}
    signed = () if sample.agency else (agency, _in_words(published))
    remark = _REAL if sample.agency else _INVENTED
    if edition in STATISTICS:
        narrative = write_old_narrative(sample.year, values, remark=remark, signed=signed)
        return Content(agency, sample.year, edition, figures, narrative, published=published)
    narrative = write_narrative(
        chance,
        agency,
        sample.year,
        edition,
        values,
        fee=fee if edition == "2021" else None,
        remark=remark,
        signed=signed,
    )
    return Content(
        agency=agency,
        year=sample.year,
        edition=edition,
        figures=figures,
        narrative=narrative,
        one_row_other=sample.one_row_other or edition == "2019",
        processing_fee=fee if edition == "2021" else None,
        title=sample.title,
        published=published,
    )


def write_sample(sample: Sample) -> bytes:
    """Return the file."""
    writer = WRITERS[sample.suffix]
    look = Look(sample.style, Random(f"look {sample.file}"))
    return writer.write(lay_out(build_content(sample)), look)


def _figures(sample: Sample) -> dict[Key, Printed]:
    if sample.agency:
        return published_figures(sample.source, sample.edition, sample.one_row_other)
    if sample.edition in STATISTICS:
        chance = Random(f"statistics {sample.source} {sample.year}")
        return {key: number(value) for key, value in draw_statistics(chance, sample.edition).items()}
    return {key: number(value) for key, value in _all_years(sample.source)[sample.year].items()}


@cache
def _all_years(source: str) -> dict[int, dict[Key, Number]]:
    one_row = frozenset(s.year for s in SAMPLES if s.source == source and s.one_row_other)
    return dict(figures_by_year(source, one_row))


def _in_words(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
