"""Titles of reports, and of what stands beside them in the same column."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.govreport.core.discovery import judge_title

#: First lines of real reports that are their titles, on one line each.
REPORTS = [
    "新乡市牧野区政务服务和大数据管理局2021年政府信息公开工作年度报告",
    "洪泽区人民政府2023 年政府信息公开工作年度报告",
    "2022年度螅镇政府信息公开工作年度报告",
    "2008年度衡阳市政府信息公开工作年度报告",
    "平潭综合实验区管委会2014年度政府信息公开工作年度报告",
    "国家税务总局2010年政府信息公开年度报告",
    "舒兰市市场监督管理局2016年政务信息公开年度报告",
    "平潭综合实验区地方税务局2013年信息公开年度报告",
    "关于2022年度政府信息公开情况的报告",
    "市人民政府办公室2025年政府信息公开工作年度报告",
    "昌图县七家子镇2023年政府信息公开 工作告年度报",
    "2024 年上海市科委政府信息公开工作\n年度报告",
    "宿州市2019年政府信息公开年报（图片版）",
    "海关总署(本级机关)2020年政府信息公开工作年度报告",
    "海关总署2010年海关信息公开工作年度报告",
    "关于报送青山乡2022年政府信息公开工作年度报告的报告",
]
#: Agencies whose own names hold a word that also marks a look-alike.
AGENCIES = [
    "市机构编制委员会办公室",
    "市统计局",
    "市绩效考核办公室",
    "县安全检查站",
    "市委党校培训中心",
    "市政府网站管理中心",
    "市新闻出版局",
    "市图书馆",
    "省通信管理局",
    "市地图管理所",
]


@pytest.mark.parametrize("title", REPORTS)
def test_the_title_of_a_report_is_one(title: str) -> None:
    assert judge_title(title).verdict == "report"


@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_whose_name_sounds_like_something_else_still_reports(agency: str) -> None:
    assert judge_title(f"{agency}2023年政府信息公开工作年度报告").verdict == "report"


@pytest.mark.parametrize(
    ("title", "what", "word"),
    [
        ("文字解读：济南市大明湖街道2022年政府信息公开工作年度报告", "解读", "文字解读"),
        ("《某市2023年政府信息公开工作年度报告》解读", "解读", "解读"),
        ("【图解】某县2023年政府信息公开工作年度报告", "图解", "图解"),
        ("一图读懂某区2022年政府信息公开工作年度报告", "图解", "一图读懂"),
        ("视频解读｜2023年政府信息公开工作年度报告", "解读", "视频解读"),
        ("关于做好2021年政府信息公开工作年度报告编制发布工作的通知", "通知", "关于做好"),
        ("某市人民政府办公室关于印发2021年政府信息公开年度报告的通知（某政办〔2021〕3号）", "通知", "的通知"),
        ("2022年某区依申请公开情况统计", "依申请公开统计", "依申请公开情况统计"),
        ("2014年政府信息公开工作要点落实情况", "工作要点", "工作要点"),
        ("某局政府信息公开指南", "指南、目录与制度", "信息公开指南"),
        ("某局政府信息公开目录", "指南、目录与制度", "信息公开目录"),
        ("中华人民共和国政府信息公开工作年度报告格式", "格式与填报说明", "报告格式"),
        ("某市政府网站工作年度报表（2023年度）", "政府网站年度报表", "政府网站工作年度报表"),
        ("某局2023年法治政府建设年度报告", "法治政府建设报告", "法治政府建设"),
        ("关于2023年政府信息公开年度报告评估情况的通报", "考核与通报", "评估情况"),
        ("沭阳县2025年政府信息公开工作年度报告汇总", "报告目录", "汇总"),
    ],
)
def test_a_look_alike_is_told_with_the_word_that_tells_it(title: str, what: str, word: str) -> None:
    judgement = judge_title(title)
    assert (judgement.verdict, judgement.what) == ("look_alike", what)
    assert word in judgement.word


@pytest.mark.parametrize("title", ["", "2023年度", "年度报告", "通知公告", "2023年财政预算"])
def test_what_a_title_does_not_say_is_not_guessed(title: str) -> None:
    assert judge_title(title).verdict == "unknown"


def test_titles_at_the_head_of_the_real_reports_are_recognised(corpus: Path) -> None:
    missed = []
    for path in sorted(corpus.glob("*.txt")) + sorted(corpus.glob("*.md")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][:4]
        title = next((line for line in lines if "年度报" in line and len(line) < 60), None)
        if title and judge_title(title.split("标题:")[-1]).verdict == "look_alike":
            missed.append((path.name, title))
    assert missed == []
