"""Whose report it is, told from the name that it prints and the text around it."""

from __future__ import annotations

import pytest

from ckanext.govreport.core.agencies import Agency, recognise_agency
from ckanext.govreport.core.agencies.divisions import chain_of
from tests.core.agencies.test_divisions import table

GOVERNMENT, OWN, SYSTEM = "government_aggregate", "own_agency", "vertical_system"


@pytest.mark.parametrize(
    ("printed", "year", "name", "level", "region", "code", "scope"),
    [
        ("淮安市人民政府", 2024, "淮安市人民政府", "city", "江苏省/淮安市", "320800", GOVERNMENT),
        ("衡阳市", 2008, "衡阳市人民政府", "city", "湖南省/衡阳市", "430400", GOVERNMENT),
        ("平潭县人民政府", 2013, "平潭县人民政府", "county", "福建省/福州市/平潭县", "350128", GOVERNMENT),
        ("喀什地区", 2020, "喀什地区行政公署", "city", "新疆维吾尔自治区/喀什地区", "653100", GOVERNMENT),
        ("上海市", 2020, "上海市人民政府", "province", "上海市", "310000", GOVERNMENT),
        ("浦东新区", 2020, "浦东新区人民政府", "county", "上海市/浦东新区", "310115", GOVERNMENT),
        ("天门市人民政府", 2025, "天门市人民政府", "county", "湖北省/天门市", "429006", GOVERNMENT),
        ("襄樊市人民政府", 2009, "襄樊市人民政府", "city", "湖北省/襄樊市", "420600", GOVERNMENT),
    ],
)
def test_a_government_sums_its_parts(
    printed: str, year: int, name: str, level: str, region: str, code: str, scope: str
) -> None:
    agency = recognise_agency(printed, year)
    assert (agency.name, agency.level, agency.region) == (name, level, region)
    assert (agency.division_code, agency.scope, agency.doubts) == (code, scope, ())


@pytest.mark.parametrize(
    ("printed", "name", "region", "division_level"),
    [
        ("上海市人民政府办公厅", "上海市人民政府办公厅", "上海市", "province"),
        ("上海市科委", "上海市科学技术委员会", "上海市", "province"),
        ("上海科委", "上海市科学技术委员会", "上海市", "province"),
        ("江苏省公安厅", "江苏省公安厅", "江苏省", "province"),
        ("武汉市生态环境局", "武汉市生态环境局", "湖北省/武汉市", "city"),
        (
            "新乡市牧野区政务服务和大数据管理局",
            "新乡市牧野区政务服务和大数据管理局",
            "河南省/新乡市/牧野区",
            "county",
        ),
        ("桐乡市政府办公室", "桐乡市人民政府办公室", "浙江省/嘉兴市/桐乡市", "county"),
        ("平度市住房和城乡建设局", "平度市住房和城乡建设局", "山东省/青岛市/平度市", "county"),
        ("上海市城市管理行政执法局", "上海市城市管理行政执法局", "上海市", "province"),
        ("昌图县七家子镇财政所", "昌图县七家子镇财政所", "辽宁省/铁岭市/昌图县/七家子镇", "township"),
    ],
)
def test_a_department_reports_for_itself(printed: str, name: str, region: str, division_level: str) -> None:
    agency = recognise_agency(printed, 2022)
    assert (agency.name, agency.level, agency.region) == (name, "department", region)
    assert (agency.division_level, agency.scope, agency.doubts) == (division_level, OWN, ())


@pytest.mark.parametrize(
    ("printed", "name", "region", "code"),
    [
        ("昌图县七家子镇", "昌图县七家子镇人民政府", "辽宁省/铁岭市/昌图县/七家子镇", "211224120"),
        ("桃江县鲊埠回族乡", "桃江县鲊埠回族乡人民政府", "湖南省/益阳市/桃江县/鲊埠回族乡", "430922208"),
        (
            "重庆市九龙坡区二郎街道办",
            "重庆市九龙坡区二郎街道办事处",
            "重庆市/九龙坡区/二郎街道",
            "500107009",
        ),
        ("东莞市长安镇人民政府", "东莞市长安镇人民政府", "广东省/东莞市", "441900"),
    ],
)
def test_a_township_reports_for_itself(printed: str, name: str, region: str, code: str) -> None:
    agency = recognise_agency(printed, 2022)
    assert (agency.name, agency.level, agency.region) == (name, "township", region)
    assert (agency.division_code, agency.scope, agency.doubts) == (code, OWN, ())


def test_a_district_gets_the_city_that_the_text_prints() -> None:
    text = "如对本报告有疑问，请与淮安市洪\n泽区人民政府办公室联系"
    assert recognise_agency("洪泽区人民政府", 2023, text).name == "淮安市洪泽区人民政府"


def test_no_city_is_put_before_a_district_when_the_text_does_not_print_it() -> None:
    agency = recognise_agency("洪泽区人民政府", 2023, "2023年，洪泽区人民政府坚持")
    assert agency.name == "洪泽区人民政府"
    assert agency.region == "江苏省/淮安市/洪泽区"


def test_a_county_is_not_named_with_its_city() -> None:
    assert recognise_agency("佳县统计局", 2022, "榆林市佳县人民政府").name == "佳县统计局"


def test_a_township_gets_the_county_that_the_text_prints() -> None:
    agency = recognise_agency("螅镇政府", 2022, "在佳县人民政府办公室的指导下")
    assert (agency.name, agency.region) == ("佳县螅镇人民政府", "陕西省/榆林市/佳县/螅镇")
    assert agency.doubts == ()


def test_a_township_whose_county_is_not_named_is_found_but_doubted() -> None:
    agency = recognise_agency("螅镇人民政府", 2022)
    assert (agency.name, agency.region) == ("螅镇人民政府", "陕西省/榆林市/佳县/螅镇")
    assert agency.doubts == ("division_from_table",)


def test_a_township_named_with_its_province_alone_is_doubted_too() -> None:
    agency = recognise_agency("四川省幸福镇人民政府", 2022)
    assert (agency.division_code, agency.doubts) == ("513427111", ("division_from_table",))


def test_one_of_many_districts_is_told_by_what_stands_before_its_name() -> None:
    text = "学习南京市经验。本报告由徐州市鼓楼区统计局编制"
    agency = recognise_agency("鼓楼区统计局", 2022, text)
    assert (agency.name, agency.region) == ("徐州市鼓楼区统计局", "江苏省/徐州市/鼓楼区")
    assert agency.doubts == ()


def test_a_city_named_elsewhere_is_a_hint_and_said_to_be_one() -> None:
    agency = recognise_agency("鼓楼区统计局", 2022, "在徐州市统计局指导下")
    assert agency.region == "江苏省/徐州市/鼓楼区"
    assert agency.doubts == ("division_from_context",)


def test_one_of_many_districts_without_a_hint_has_no_region() -> None:
    agency = recognise_agency("鼓楼区人民政府", 2022)
    assert (agency.level, agency.region, agency.division_code) == ("county", None, None)
    assert agency.doubts == ("several_divisions",)


def test_two_districts_of_one_province_share_the_province() -> None:
    agency = recognise_agency("鼓楼区统计局", 2022, "江苏省")
    assert agency.region == "江苏省"
    assert agency.doubts == ("several_divisions",)


def test_a_name_without_its_place_gets_the_one_that_the_text_prints_before_it() -> None:
    text = "来源：天门市人民政府办公室"
    agency = recognise_agency("市人民政府办公室", 2025, text)
    assert (agency.name, agency.region) == ("天门市人民政府办公室", "湖北省/天门市")
    assert agency.doubts == ()
    assert recognise_agency("统计局", 2016, "本报告由怀化市统计局根据").name == "怀化市统计局"


def test_a_name_without_its_place_gets_the_only_one_of_the_text_with_a_doubt() -> None:
    agency = recognise_agency("市政务服务和大数据管理局", 2025, "2025年，咸宁市各部门")
    assert agency.name == "咸宁市政务服务和大数据管理局"
    assert agency.doubts == ("division_from_context",)


@pytest.mark.parametrize("text", ["", "天门市与潜江市人民政府"])
def test_a_name_without_its_place_stays_so_when_the_text_does_not_tell(text: str) -> None:
    agency = recognise_agency("市人民政府办公室", 2025, text)
    assert (agency.name, agency.level, agency.region) == ("市人民政府办公室", "department", None)
    assert agency.doubts


def test_the_market_bureau_is_not_the_bureau_of_a_city() -> None:
    agency = recognise_agency("市场监督管理局", 2022, "怀化市市场监督管理局")
    assert agency.name == "怀化市市场监督管理局"
    assert recognise_agency("市政管理局").own_name == "市政管理局"


def test_a_misread_name_of_a_county_is_doubted_not_repaired() -> None:
    agency = recognise_agency("沐阳县发展和改革局", 2025)
    assert (agency.name, agency.region, agency.doubts) == ("沐阳县发展和改革局", None, ("unlisted_division",))


def test_an_unlisted_county_of_a_known_province_does_not_pass_for_the_province() -> None:
    agency = recognise_agency("江苏省沐阳县人民政府", 2025)
    assert (agency.level, agency.region, agency.division_level) == ("county", "江苏省", "county")
    assert agency.doubts == ("unlisted_division",)


def test_invented_places_keep_the_region_that_they_print() -> None:
    agency = recognise_agency("示例省青川市临江区人民政府", 2022)
    assert (agency.level, agency.region, agency.division_code) == ("county", "示例省/青川市/临江区", None)
    town = recognise_agency("示例省青川市临江区柳溪镇人民政府", 2022)
    assert (town.level, town.region) == ("township", "示例省/青川市/临江区/柳溪镇")


def test_a_name_that_the_division_had_in_other_years_is_doubted() -> None:
    agency = recognise_agency("襄樊市人民政府", 2015)
    assert (agency.region, agency.doubts) == ("湖北省/襄樊市", ("division_not_in_year",))


def test_a_zone_that_became_a_division_later_is_a_zone_before() -> None:
    agency = recognise_agency("重庆两江新区管理委员会", 2022)
    assert (agency.name, agency.level, agency.region) == ("重庆两江新区管理委员会", "county", "重庆市")


@pytest.mark.parametrize(
    "printed", ["平潭综合实验区", "平潭综合实验区管委会", "福建省平潭综合实验区管理委员会"]
)
@pytest.mark.parametrize("context", ["", "来源：平潭县人民政府"])
def test_a_zone_that_stands_like_a_division_sums_its_parts(printed: str, context: str) -> None:
    agency = recognise_agency(printed, 2019, context)
    assert (agency.level, agency.scope, agency.doubts) == ("county", GOVERNMENT, ())
    assert agency.own_name == "平潭综合实验区管理委员会"


@pytest.mark.parametrize(
    ("printed", "level", "region"),
    [
        ("岳阳市南湖新区", "county", "湖南省/岳阳市"),
        ("苏州工业园区管理委员会", "county", "江苏省/苏州市"),
        ("潜江市熊口管理区", "township", "湖北省/潜江市"),
        ("河北雄安新区管理委员会", "city", "河北省"),
        ("陕西省西咸新区开发建设管理委员会", "city", "陕西省"),
    ],
)
def test_a_zone_ranks_below_the_division_that_runs_it(printed: str, level: str, region: str) -> None:
    agency = recognise_agency(printed, 2019)
    assert (agency.level, agency.region) == (level, region)


def test_whether_a_zone_reports_for_its_parts_is_left_open() -> None:
    agency = recognise_agency("淮安经济技术开发区管委会", 2022)
    assert (agency.scope, agency.doubts) == (OWN, ("zone_scope",))


def test_a_department_of_a_zone_belongs_to_its_division() -> None:
    agency = recognise_agency("杨凌示范区审计局", 2022)
    assert (agency.level, agency.region, agency.scope) == ("department", "陕西省/咸阳市/杨陵区", OWN)


@pytest.mark.parametrize(
    ("printed", "text", "scope", "doubted"),
    [
        ("国家税务总局", "", SYSTEM, True),
        ("海关总署(本级机关)", "", OWN, False),
        ("海关总署（本级机关）", "", OWN, False),
        ("海关总署", "梳理2020年度海关系统政府信息公开工作情况编制而成", SYSTEM, False),
        ("国家税务总局江苏省税务局", "", SYSTEM, True),
        ("国家税务总局沭阳县税务局", "", OWN, False),
        ("国家税务总局淮安市税务局", "淮安市税务系统2022年政府信息公开工作年度报告", SYSTEM, False),
        ("广东省气象局", "", OWN, True),
        ("淮安市气象局", "", OWN, False),
        ("南京海关", "", OWN, False),
        ("淮安市财政局", "财政系统政府信息公开工作情况", OWN, False),
    ],
)
def test_a_vertical_body_reports_for_its_system_where_it_says_so_or_where_that_is_usual(
    printed: str, text: str, scope: str, doubted: bool
) -> None:
    agency = recognise_agency(printed, 2022, text)
    assert agency.scope == scope
    assert agency.doubts == (("system_scope",) if doubted else ())


def test_bodies_of_the_centre_keep_their_name_and_have_the_region_they_work_in() -> None:
    tax = recognise_agency("国家税务总局沭阳县税务局", 2022)
    assert (tax.name, tax.level, tax.region) == (
        "国家税务总局沭阳县税务局",
        "department",
        "江苏省/宿迁市/沭阳县",
    )
    survey = recognise_agency("国家统计局江苏调查总队", 2022)
    assert (survey.name, survey.region) == ("国家统计局江苏调查总队", "江苏省")
    customs = recognise_agency("中华人民共和国南京海关", 2022)
    assert (customs.name, customs.region) == ("中华人民共和国南京海关", "江苏省/南京市")


def test_a_party_organ_with_the_name_plate_of_an_agency_has_a_place() -> None:
    agency = recognise_agency("中共淮安市委办公室", 2022)
    assert (agency.name, agency.level, agency.region) == ("中共淮安市委办公室", "department", "江苏省/淮安市")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("国家发展改革委", "国家发展和改革委员会"),
        ("中华人民共和国财政部", "财政部"),
        ("国务院办公厅", "国务院办公厅"),
        ("国家工商行政管理总局", "国家工商行政管理总局"),
    ],
)
def test_departments_of_the_state_council_are_ministries(printed: str, name: str) -> None:
    agency = recognise_agency(printed, 2012)
    assert (agency.name, agency.level, agency.region, agency.scope) == (name, "ministry", None, OWN)


def test_two_writings_of_one_agency_have_one_code_and_one_own_name() -> None:
    def key(agency: Agency) -> tuple[str | None, str]:
        return agency.division_code, agency.own_name

    short = recognise_agency("洪泽区人民政府", 2022)
    long = recognise_agency("江苏省淮安市洪泽区人民政府", 2023)
    assert key(short) == key(long) == ("320813", "人民政府")
    assert key(recognise_agency("螅镇", 2022)) == key(recognise_agency("佳县螅镇政府", 2022))


def test_full_width_signs_and_spaces_do_not_matter() -> None:
    assert recognise_agency("　淮安市 洪泽区\u00a0人民政府 ", 2023).name == "淮安市洪泽区人民政府"


@pytest.mark.parametrize("printed", ["", "　", "年度报告", "全方位深层次"])
def test_what_is_no_agency_has_no_level_and_says_so(printed: str) -> None:
    agency = recognise_agency(printed, 2022, "淮安市洪泽区人民政府")
    assert (agency.level, agency.region) == (None, None)
    assert "unknown_level" in agency.doubts


def test_a_whole_report_as_context_is_looked_at_only_where_it_names_its_agency() -> None:
    text = "2022年，鼓楼区" + "工作" * 3000 + "徐州市鼓楼区" + "工作" * 3000
    assert recognise_agency("鼓楼区统计局", 2022, text).doubts == ("several_divisions",)


def test_no_division_of_the_table_is_taken_for_another() -> None:
    """Every tenth division, today's and vanished, named in full and by its own name alone."""
    wrong = []
    divisions = table()[::10]
    for division in divisions:
        year = 2026 if division.valid_to is None else division.valid_to - 1
        full = "".join(upper.name for upper in chain_of(division, year))
        for name in (f"{full}人民政府", f"{full}市场监督管理局"):
            if recognise_agency(name, year).division_code != division.code:
                wrong.append(name)
        alone = recognise_agency(f"{division.name}统计局", year)
        if alone.division_code != division.code and not alone.doubts:
            wrong.append(alone.name)
    assert len(divisions) > 300
    assert wrong == []
