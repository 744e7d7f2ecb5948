"""The table of divisions: what it holds, and how names are found in it."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections import Counter

import pytest

from ckanext.govreport.core.agencies import Division, find_division, find_divisions
from ckanext.govreport.core.agencies.divisions import TABLE, chain_of, standing
from ckanext.govreport.core.agencies.townships import TABLE as TOWNSHIPS
from ckanext.govreport.core.agencies.townships import find_townships, longest_township


def table() -> list[Division]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [
        Division(
            code, name, tuple(short.split()), parent, int(begun or 0) or None, int(ended or 0) or None, new
        )
        for code, name, short, parent, begun, ended, new in (line.split("\t") for line in lines)
    ]


def chains(name: str, year: int | None = None) -> list[str]:
    return ["/".join(division.name for division in naming.chain) for naming in find_divisions(name, year)]


def test_todays_divisions_are_as_many_as_the_source_has() -> None:
    today = Counter(division.level for division in table() if division.valid_to is None)
    assert today == {"province": 34, "city": 333, "county": 2847}


def test_townships_are_as_many_as_the_source_has() -> None:
    lines = gzip.decompress(TOWNSHIPS.read_bytes()).decode().split("\n")
    assert len(lines) == 2827
    assert sum(line.count("\t") for line in lines) == 38_749


def test_both_tables_stay_small() -> None:
    assert TABLE.stat().st_size + TOWNSHIPS.stat().st_size < 500_000


def test_every_division_lies_in_a_division_of_the_table() -> None:
    codes = {division.code for division in table()}
    orphans = [d.code for d in table() if d.level != "province" and d.parent not in codes]
    assert orphans == []


def test_a_division_ends_after_it_began_and_its_successor_is_in_the_table() -> None:
    divisions = table()
    codes = {division.code for division in divisions}
    assert [d for d in divisions if d.valid_from and d.valid_to and d.valid_from >= d.valid_to] == []
    assert {d.successor for d in divisions if d.successor} <= codes


def test_at_the_end_of_any_year_a_code_has_one_name() -> None:
    divisions = table()
    for year in range(2004, 2027):
        codes = Counter(d.code for d in divisions if standing(d, year) == 0)
        assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize(
    ("old", "year", "new"),
    [
        ("洪泽县", 2016, "洪泽区"),
        ("襄樊市", 2010, "襄阳市"),
        ("沙县", 2021, "沙县区"),
        ("崇文区", 2010, "东城区"),
        ("毕节地区", 2011, "毕节市"),
        ("公主岭市", 2020, "公主岭市"),
        ("孟津县", 2021, "孟津区"),
        ("密云县", 2015, "密云区"),
    ],
)
def test_renamed_merged_and_recoded_divisions_know_year_and_successor(old: str, year: int, new: str) -> None:
    [division] = [d for d in table() if d.name == old and d.valid_to]
    assert division.valid_to == year
    successor = find_division(division.successor or "", year)
    assert successor is not None
    assert successor.name == new


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("新乡市牧野区政务服务和大数据管理局", 2021, ["河南省/新乡市/牧野区"]),
        ("江苏省淮安市洪泽区人民政府", 2023, ["江苏省/淮安市/洪泽区"]),
        ("吉林市龙潭区人民政府", 2017, ["吉林省/吉林市/龙潭区"]),
        ("北京市朝阳区", 2020, ["北京市/朝阳区"]),
        ("天门市人民政府", 2025, ["湖北省/天门市"]),
        ("江苏淮安洪泽区政府", 2020, ["江苏省/淮安市/洪泽区"]),
        ("延边州财政局", 2020, ["吉林省/延边朝鲜族自治州"]),
        ("居巢区人民政府", None, ["安徽省/巢湖市/居巢区"]),
    ],
)
def test_the_longest_chain_of_divisions_is_read(name: str, year: int | None, expected: list[str]) -> None:
    assert chains(name, year) == expected


def test_the_county_of_the_year_is_found_under_its_name_of_that_year() -> None:
    assert [naming.last.code for naming in find_divisions("洪泽县人民政府", 2012)] == ["320829"]
    assert [naming.last.code for naming in find_divisions("洪泽区人民政府", 2023)] == ["320813"]


def test_a_report_may_bear_the_name_that_its_district_got_before_it_was_published() -> None:
    assert chains("沙县区人民政府", 2020) == ["福建省/三明市/沙县区"]


def test_a_district_that_got_its_name_the_year_after_makes_the_name_ambiguous() -> None:
    assert chains("通州区统计局", 2006) == ["北京市/通州区"]
    assert sorted(chains("通州区统计局", 2008)) == ["北京市/通州区", "江苏省/南通市/通州区"]


def test_a_recoded_division_is_one_place_not_two() -> None:
    assert [naming.last.code for naming in find_divisions("崇川区", 2020)] == ["320613"]
    assert [naming.last.code for naming in find_divisions("崇川区", 2019)] == ["320602"]


def test_a_department_is_not_read_as_a_place() -> None:
    for name in ("市场监督管理局", "城市管理局", "水利局", "人民政府办公室", ""):
        assert chains(name) == []


def test_the_chain_of_a_vanished_district_is_that_of_its_time() -> None:
    district = find_division("341402")
    assert district is not None
    assert [division.name for division in chain_of(district)] == ["安徽省", "巢湖市", "居巢区"]


def test_townships_are_found_in_their_county_and_anywhere() -> None:
    county = find_division("211224")
    assert county is not None
    assert [township.code for township in find_townships("七家子镇", county)] == ["211224120"]
    assert len(find_townships("七家子镇")) == 2
    township = longest_township("七家子镇财政所", county)
    assert township is not None
    assert (township.name, township.level) == ("七家子镇", "township")
    assert longest_township("财政局", county) is None


def test_loading_the_table_takes_less_than_thirty_milliseconds_and_leaves_the_townships_alone() -> None:
    script = (
        "import time; from ckanext.govreport.core.agencies import divisions, townships\n"
        "times = []\n"
        "for _ in range(5):\n"
        "    divisions._by_code.cache_clear(); divisions._forms.cache_clear()\n"
        "    start = time.process_time(); divisions._forms(); times.append(time.process_time() - start)\n"
        "divisions.find_divisions('牧野区')\n"
        "print(min(times), townships._table.cache_info().currsize)"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, townships = answer.stdout.split()
    assert float(seconds) < 0.03
    assert townships == "0"
