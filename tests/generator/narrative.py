"""The prose of the six parts, written for the samples; its numbers agree with the tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from .form import DISPUTE_GROUPS
from .printed import Key, Narrative, Number

__all__ = ["write_narrative"]

_SUBJECTS = {
    "生态环境": ("环境质量月报", "排污许可", "生态环境行政处罚"),
    "公安": ("户籍办理指南", "交通管理通告", "执法公示"),
    "市场监督": ("食品抽检结果", "企业信用信息", "消费提示"),
    "自然资源": ("国土空间规划", "征地补偿", "不动产登记"),
    "人力资源": ("就业补贴", "社会保险", "职业技能培训"),
    "税务": ("税费优惠政策", "办税指南", "欠税公告"),
    "科学技术": ("科技计划项目", "科技奖励", "科创政策"),
    "镇人民政府": ("惠民惠农补贴", "低保评议", "村务监督"),
    "办公厅": ("政府公报", "规章集中公开", "政策文件库"),
    "大数据": ("政务服务事项", "一网通办", "公共数据目录"),
    "": ("重大决策预公开", "财政预决算", "惠企政策"),
}
_OPENINGS = (
    "{year}年，{we}把政府信息公开作为常态工作来抓，结合职责细化任务、按季检查，各项要求逐一落到实处。",
    "{year}年，{we}围绕中心工作推进公开，注重公开的时效和质量，群众查询更加方便。",
    "这一年，{we}对照年度公开要点安排工作，发布、解读、回应同步推进，公开工作平稳有序。",
)
_PUBLISHED = (
    "（一）主动公开。重点公开{a}、{b}和{c}等内容，栏目按月更新。",
    "（一）主动公开。{a}、{b}、{c}三类信息全部按目录发布，到期内容及时清理。",
    "（一）主动公开。以{a}为重点，同步发布{b}、{c}，做到应公开尽公开。",
)
_MANAGED = (
    "（三）政府信息管理。拟稿时同步确定公开属性，发布前逐件审核。",
    "（三）政府信息管理。对历年文件开展清理，标注有效、废止和失效状态。",
    "（三）政府信息管理。建立信息台账，公开内容有变动的当周更正。",
)
_PLATFORMS = (
    "（四）平台建设。优化网站检索和导航，政务新媒体实行统一备案。",
    "（四）平台建设。政府信息公开专栏改版上线，查阅点补充了自助终端。",
    "（四）平台建设。网站、公报和查阅场所相互衔接，老年人也能方便查到。",
)
_SUPERVISED = (
    "（五）监督保障。公开工作纳入年度考核，并组织业务学习。",
    "（五）监督保障。设立监督电话，对投诉意见限期答复。",
    "（五）监督保障。每季度通报检查情况，问题逐项整改。",
)
_PROBLEMS = (
    ("部分信息更新不够及时，政策解读形式较为单一。", "明确更新时限和责任人，多用图表和问答解读政策。"),
    ("个别答复说理不充分，基层经办人员变动较快。", "制定答复文书范本，安排新任人员跟班学习。"),
    ("公开目录与群众需求衔接还不紧密。", "定期分析查询和申请情况，及时调整公开重点。"),
    ("历史文件数字化程度不高，检索不便。", "分批完成旧文件入库，完善全文检索。"),
)


def write_narrative(
    chance: Random,
    agency: str,
    year: int,
    edition: str,
    figures: Mapping[Key, Number | None],
    *,
    fee: Number | None,
    remark: str = "",
    signed: tuple[str, ...] = (),
) -> Narrative:
    """Return six parts of prose that say the same numbers as the figures."""
    we = _short_name(agency)
    a, b, c = next(words for ending, words in _SUBJECTS.items() if ending in agency)
    parts = (
        (
            _pick(chance, _OPENINGS).format(year=year, we=we),
            _pick(chance, _PUBLISHED).format(a=a, b=b, c=c),
            _requests_sentence(figures),
            _pick(chance, _MANAGED),
            _pick(chance, _PLATFORMS),
            _pick(chance, _SUPERVISED),
        ),
        (),
        (),
        (),
        _problems(chance),
        tuple(filter(None, (*_closing(year, edition, fee, we), remark))),
    )
    preface = (
        f"本报告按照《中华人民共和国政府信息公开条例》编制，"
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )
    return Narrative(parts, preface, signed)


def _pick(chance: Random, choices: tuple[str, ...]) -> str:
    return choices[chance.randrange(len(choices))]


def _short_name(agency: str) -> str:
    endings = {
        "局": "我局",
        "人民政府": "本级政府",
        "委员会": "我委",
        "管委会": "管委会",
        "办公厅": "办公厅",
    }
    return next((short for ending, short in endings.items() if agency.endswith(ending)), "本机关")


def _requests_sentence(figures: Mapping[Key, Number | None]) -> str:
    def total(code: str) -> Number:
        values = [figures.get((code, who)) for who in ("total", "natural_person")]
        return next((value for value in values if value is not None), 0)

    new, old = total("requests_received"), total("requests_carried_in")
    if not new and not old:
        return "（二）依申请公开。全年没有收到政府信息公开申请，渠道保持畅通。"
    carried = f"，上年结转{old}件" if old else ""
    later = total("requests_carried_out")
    left = f"，结转下年继续办理{later}件" if later else ""
    disputes = [_cases(figures, group) for group in DISPUTE_GROUPS]
    trouble = f"因政府信息公开引发行政复议{disputes[0]}件、行政诉讼{disputes[1] + disputes[2]}件。"
    return f"（二）依申请公开。全年新收申请{new}件{carried}，办结{total('outcomes_total')}件{left}。" + (
        trouble if any(disputes) else "全年没有因政府信息公开引发的复议和诉讼。"
    )


def _cases(figures: Mapping[Key, Number | None], group: str) -> Number:
    """Return how many cases there were, also where the printed total is wrong."""
    results = ("upheld", "corrected", "other", "pending")
    return sum(figures.get((f"{group}_{result}", None)) or 0 for result in results)


def _problems(chance: Random) -> tuple[str, ...]:
    problem, remedy = _PROBLEMS[chance.randrange(len(_PROBLEMS))]
    return (f"存在的主要问题：{problem}", f"改进措施：{remedy}")


def _closing(year: int, edition: str, fee: Number | None, we: str) -> tuple[str, ...]:
    if edition == "2019":
        return ("无。",)
    if fee is None:
        return ("无其他需要报告的事项。",)
    if not fee:
        return (f"{year}年，{we}未收取政府信息公开信息处理费。",)
    return (f"{year}年，{we}依规收取政府信息公开信息处理费{_plain(fee)}元。",)


def _plain(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
