"""How yearly tables and a list of changes become one table with years."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.govreport.core.agencies.make_divisions import (
    FACTS,
    Pair,
    Row,
    find_successor,
    is_division,
    join_years,
    shorts,
    township_line,
)

YEARS = sorted(FACTS["revisions"])


def tables(*seen: tuple[str, str, range]) -> dict[int, set[Pair]]:
    """Return a table for each year out of code, name and the years in which it stands there."""
    return {year: {(code, name) for code, name, years in seen if year in years} for year in YEARS}


def change(year: int, old: Pair, new: Pair, kind: str) -> dict[str, Any]:
    return {
        "year": year,
        "type": kind,
        "old": {"code": old[0] + "000000", "name": old[1]},
        "new": {"code": new[0] + "000000", "name": new[1]},
    }


def test_a_division_begins_in_the_first_year_of_its_name_and_ends_in_the_first_without_it() -> None:
    years = tables(("320829", "洪泽县", range(2003, 2016)), ("320813", "洪泽区", range(2016, 2020)))
    assert join_years(years, {("320813", "洪泽区")}, []) == [
        Row("320813", "洪泽区", 2016, None),
        Row("320829", "洪泽县", None, 2016),
    ]


def test_a_table_that_contradicts_both_its_neighbours_is_overruled() -> None:
    years = tables(("710000", "台湾省", range(2003, 2020)), ("220602", "浑江区", range(2003, 2020)))
    years[2010] -= {("710000", "台湾省")}
    years[2011] |= {("220602", "八道江区")}
    rows = join_years(years, {("710000", "台湾省"), ("220602", "浑江区")}, [])
    assert rows == [Row("220602", "浑江区"), Row("710000", "台湾省")]


def test_after_the_last_table_the_list_of_changes_tells_the_year() -> None:
    years = tables(("350427", "沙县", range(2003, 2020)))
    old, new = ("350427", "沙县"), ("350405", "沙县区")
    rows = join_years(years, {new}, [change(2021, old, new, FACTS["continuing"][0])])
    assert rows == [Row(*new, 2021, None), Row(*old, None, 2021)]


def test_what_neither_source_dates_is_dated_by_hand_or_stops_the_script() -> None:
    assert join_years(tables(), {("330113", "临平区")}, []) == [Row("330113", "临平区", 2021)]
    with pytest.raises(KeyError, match="999999"):
        join_years(tables(), {("999999", "无名区")}, [])


def test_a_renamed_division_is_succeeded_by_the_one_told_of_or_of_the_same_stem() -> None:
    old, new = Row("320829", "洪泽县", None, 2016), Row("320813", "洪泽区", 2016)
    assert find_successor(old, [old, new], []) == "320813"
    other = Row("320812", "清江浦区", 2016)
    gone = Row("320802", "清河区", None, 2016)
    told = [change(2016, ("320802", "清河区"), ("320812", "清江浦区"), FACTS["continuing"][-1])]
    assert find_successor(gone, [old, new, gone, other], told) == "320812"
    assert find_successor(gone, [old, new, gone, other], []) == ""


def test_a_district_of_the_same_name_in_another_city_is_no_successor() -> None:
    mine, other = Row("140203", "矿区", None, 2018), Row("140303", "矿区")
    told = [change(2018, ("140203", "矿区"), ("140303", "矿区"), FACTS["continuing"][-1])]
    assert find_successor(mine, [mine, other], told) == ""


def test_lines_of_the_tables_that_are_no_divisions_are_left_out() -> None:
    assert not is_division("市辖区")
    assert not is_division("省直辖县级行政区划")
    assert is_division("城区")


def test_short_names_drop_the_kind_and_the_people() -> None:
    assert shorts(Row("222400", "延边朝鲜族自治州")) == ["延边", "延边州"]
    assert shorts(Row("150000", "内蒙古自治区")) == ["内蒙古"]
    assert shorts(Row("610828", "佳县")) == []
    assert shorts(Row("652300", "昌吉回族自治州")) == ["昌吉", "昌吉州"]


def test_a_township_keeps_three_digits_and_loses_the_mark_of_its_end() -> None:
    table = {"county": "某县", "townships": {"甲镇": "110101100000", "乙乡（撤销）": "110101200000"}}
    assert township_line("110101000000", table) == "110101\t100甲镇\t200乙乡"
