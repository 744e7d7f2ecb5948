"""The tables of statistics from before 2019, written down from what real reports print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from .blocks import Cell, Page, Paragraph, Table
from .printed import Content, Key, Narrative, Number

__all__ = ["STATISTICS", "draw_statistics", "lay_out_statistics", "write_old_narrative"]

HEADINGS = ("概述", "主动公开政府信息情况", "依申请公开政府信息情况", "存在的主要问题及改进情况")
TITLE = "政府信息公开情况统计表"
TOTAL_OF_ALL = {"requests_received"}


@dataclass(frozen=True)
class Row:
    """A row: its label, its unit, and the indicators in its cells; none in a row that only heads a group."""

    label: str
    unit: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatisticsForm:
    """One form: its heads (``{year}`` is filled in), its rows, and which rows add up to which."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: Mapping[str, tuple[str, ...]]


def _rows(text: str, *, cumulative: bool = False) -> tuple[Row, ...]:
    rows = []
    for line in text.strip().splitlines():
        label, *rest = line.split()
        codes = ((rest[1], f"{rest[1]}_cumulative") if cumulative else (rest[1],)) if rest else ()
        rows.append(Row(label, rest[0] if rest else "", codes))
    return tuple(rows)


_NATIONAL = """
一、主动公开情况
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 items_disclosed
其中：主动公开规范性文件数 条 normative_documents_disclosed
制发规范性文件总数 件 all_normative_documents_issued
（二）通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数 条 items_disclosed_gazette
2.政府网站公开政府信息数 条 items_disclosed_website
3.政务微博公开政府信息数 条 items_disclosed_microblog
4.政务微信公开政府信息数 条 items_disclosed_wechat
5.其他方式公开政府信息数 条 items_disclosed_otherwise
二、回应解读情况
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） 次 responses_to_concerns
（二）通过不同渠道和方式回应解读的情况
1.参加或举办新闻发布会总次数 次 press_conferences
其中：主要负责同志参加新闻发布会次数 次 press_conferences_by_leaders
2.政府网站在线访谈次数 次 online_interviews
其中：主要负责同志参加政府网站在线访谈次数 次 online_interviews_by_leaders
3.政策解读稿件发布数 篇 policy_interpretations
4.微博微信回应事件数 次 responses_microblog_wechat
5.其他方式回应事件数 次 responses_otherwise
三、依申请公开情况
（一）收到申请数 件 requests_received
1.当面申请数 件 requests_in_person
2.传真申请数 件 requests_by_fax
3.网络申请数 件 requests_online
4.信函申请数 件 requests_by_letter
（二）申请办结数 件 requests_closed
1.按时办结数 件 requests_closed_on_time
2.延期办结数 件 requests_closed_extended
（三）申请答复数 件 answers_total
1.属于已主动公开范围数 件 answers_already_public
2.同意公开答复数 件 answers_granted
3.同意部分公开答复数 件 answers_partly_granted
4.不同意公开答复数 件 answers_refused
其中：涉及国家秘密 件 answers_refused_state_secret
涉及商业秘密 件 answers_refused_trade_secret
涉及个人隐私 件 answers_refused_privacy
危及国家安全、公共安全、经济安全和社会稳定 件 answers_refused_security
不是《条例》所指政府信息 件 answers_refused_no_government_information
法律法规规定的其他情形 件 answers_refused_other_law
5.不属于本行政机关公开数 件 answers_other_agency
6.申请信息不存在数 件 answers_nonexistent
7.告知作出更改补充数 件 answers_to_be_corrected
8.告知通过其他途径办理数 件 answers_referred
四、行政复议数量 件 reconsiderations
（一）维持具体行政行为数 件 reconsideration_upheld
（二）被依法纠错数 件 reconsideration_corrected
（三）其他情形数 件 reconsiderations_otherwise
五、行政诉讼数量 件 lawsuits
（一）维持具体行政行为或者驳回原告诉讼请求数 件 lawsuits_upheld
（二）被依法纠错数 件 lawsuits_corrected
（三）其他情形数 件 lawsuits_otherwise
六、举报投诉数量 件 complaints
七、依申请公开信息收取的费用 万元 request_fees_charged
八、机构建设和保障经费情况
（一）政府信息公开工作专门机构数 个 disclosure_units
（二）设置政府信息公开查阅点数 个 reading_points
（三）从事政府信息公开工作人员数 人 disclosure_staff
1.专职人员数（不包括政府公报及政府网站工作人员数） 人 disclosure_staff_full_time
2.兼职人员数 人 disclosure_staff_part_time
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） 万元 disclosure_budget
九、政府信息公开会议和培训情况
（一）召开政府信息公开工作会议或专题会议数 次 disclosure_meetings
（二）举办各类培训班数 次 training_courses
（三）接受培训人员数 人次 training_participants
"""
_FUJIAN_2011 = """
主动公开信息数 条 information_disclosed
其中：1.网站公开 条 information_disclosed_website
2.政府公报公开 条 information_disclosed_gazette
受理依申请公开信息总数 条 requests_accepted
其中：1.当面申请数 条 accepted_in_person
2.传真申请数 条 accepted_by_fax
3.电子邮件申请数 条 accepted_by_email
4.网上申请数 条 accepted_via_website
5.信函申请数 条 accepted_by_letter
6.其它形式申请数 条 accepted_otherwise
对申请的答复数 条 answers_total
其中：1.同意公开答复数 条 answers_agreed
2.同意部分公开答复数 条 answers_partly_granted
3.否决公开答复数 条 answers_rejected
行政复议数 条 reconsiderations
行政诉讼数 条 lawsuits
行政申诉数 条 appeals
"""
_FUJIAN_2014 = """
主动公开文件数 条 documents_disclosed
其中：1.政府网站公开数 条 documents_disclosed_website
2.政府公报公开数 条 documents_disclosed_gazette
受理依申请公开信息总数 条 requests_accepted
其中：1.当面申请数 条 accepted_in_person
2.网上申请数 条 accepted_online
3.信函、传真申请数 条 accepted_by_letter_or_fax
对申请的答复总数 条 answers_total
其中：1.同意公开答复数 条 answers_agreed
2.同意部分公开答复数 条 answers_partly_granted
3.不予公开答复数 条 answers_not_disclosed
4.其他类型答复数 条 answers_other
政府信息公开收费减免金额 元 fees_waived
接受行政诉讼、举报数 件 lawsuits_and_complaints_accepted
行政复议数 件 reconsiderations
行政诉讼数 件 lawsuits
"""
_TWO_HEADS = ("指标名称", "计量单位", "{year}年度", "历年累计")
STATISTICS = {
    "2014": StatisticsForm(
        ("统计指标", "单位", "统计数"),
        _rows(_NATIONAL),
        {
            "requests_received": (
                "requests_in_person",
                "requests_by_fax",
                "requests_online",
                "requests_by_letter",
            ),
            "requests_closed": ("requests_closed_on_time", "requests_closed_extended"),
            "answers_refused": (
                "answers_refused_state_secret",
                "answers_refused_trade_secret",
                "answers_refused_privacy",
                "answers_refused_security",
                "answers_refused_no_government_information",
                "answers_refused_other_law",
            ),
            "answers_total": (
                "answers_already_public",
                "answers_granted",
                "answers_partly_granted",
                "answers_refused",
                "answers_other_agency",
                "answers_nonexistent",
                "answers_to_be_corrected",
                "answers_referred",
            ),
            "reconsiderations": (
                "reconsideration_upheld",
                "reconsideration_corrected",
                "reconsiderations_otherwise",
            ),
            "lawsuits": ("lawsuits_upheld", "lawsuits_corrected", "lawsuits_otherwise"),
            "disclosure_staff": ("disclosure_staff_full_time", "disclosure_staff_part_time"),
        },
    ),
    "fujian_2011": StatisticsForm(_TWO_HEADS, _rows(_FUJIAN_2011, cumulative=True), {}),
    "fujian_2014": StatisticsForm(_TWO_HEADS, _rows(_FUJIAN_2014, cumulative=True), {}),
}


def figure_keys(edition: str) -> list[Key]:
    """Return the place of every figure, in printed order."""
    return [
        (code, "total" if code in TOTAL_OF_ALL else None)
        for row in STATISTICS[edition].rows
        for code in row.codes
    ]


def draw_statistics(chance: Random, edition: str, scale: int = 40) -> dict[Key, Number]:
    """Return figures of which the parts add up."""
    counts = {code: chance.randrange(scale) for code, _ in figure_keys(edition)}
    for total, parts in STATISTICS[edition].sums.items():
        counts[total] = sum(counts[part] for part in parts)
    return {key: counts[key[0]] for key in figure_keys(edition)}


def lay_out_statistics(content: Content) -> Page:
    """Return a report with its table on a sheet of its own behind the narrative."""
    title = "".join(content.title) or f"{content.agency}{content.year}年政府信息公开工作年度报告"
    blocks: list[Paragraph | Table] = [Paragraph(title, "title")]
    if content.narrative.preface:
        blocks.append(Paragraph(content.narrative.preface, "preface"))
    for numeral, heading, part in zip("一二三四", HEADINGS, content.narrative.parts, strict=True):
        blocks.append(Paragraph(f"{numeral}、{heading}", "heading"))
        blocks.extend(Paragraph(text) for text in part)
    blocks.extend(Paragraph(line, "signed") for line in content.narrative.signed)
    blocks += [Paragraph(f"附件：{TITLE}"), _table(content)]
    return Page(
        tuple(blocks), title, {"发布机构": content.agency, "发文日期": content.published, "名称": title}
    )


def _table(content: Content) -> Table:
    form = STATISTICS[content.edition]
    keys = dict(figure_keys(content.edition))
    lines = [tuple(Cell(head.format(year=content.year), "head") for head in form.heads)]
    for row in form.rows:
        places: list[Key] = [(code, keys[code]) for code in row.codes]
        if not all(place in content.figures for place in places):
            continue
        values = [Cell(content.figures[place].raw, "value", key=place) for place in places]
        values = values or [Cell("", "note") for _ in form.heads[2:]]
        lines.append((Cell(row.label, "label"), Cell(row.unit or "——", "label"), *values))
    return Table("other", tuple(lines), (56, 12, *(16 for _ in form.heads[2:])), 1)


def write_old_narrative(
    year: int, figures: Mapping[Key, Number | None], *, remark: str = "", signed: tuple[str, ...] = ()
) -> Narrative:
    """Return the prose of the four parts, which says the same numbers as the figures."""
    numbers = {code: number or 0 for (code, _), number in figures.items()}

    def said(*codes: str) -> Number:
        return next((numbers[code] for code in codes if code in numbers), 0)

    disclosed = said("items_disclosed", "information_disclosed", "documents_disclosed")
    requests = said("requests_received", "requests_accepted")
    parts = (
        (f"{year}年，本机关按照年度要点推进政府信息公开，栏目定期检查，内容及时更新。",),
        (f"全年主动公开政府信息{disclosed}条。",),
        (f"全年收到政府信息公开申请{requests}件，答复{said('answers_total')}件。",),
        tuple(filter(None, ("公开内容与群众需求还有差距，下一步将完善目录，加强解读。", remark))),
    )
    preface = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    return Narrative(parts, preface, signed)
