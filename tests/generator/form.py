"""The printed forms of 2019 and 2021, written down from the official text and from nothing else.

The reader has its own description of the same forms. This one shares no line with it, so that
a slip in either shows as a disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "APPLICANTS",
    "APPLICANT_LABELS",
    "DISPUTES",
    "DISPUTE_GROUPS",
    "DISPUTE_WORDS",
    "FORMS",
    "HEADINGS",
    "Block",
    "Form",
    "Line",
    "Row",
]

HEADINGS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
APPLICANTS = (
    "natural_person",
    "company",
    "research_institution",
    "public_interest_organisation",
    "legal_service",
    "other_organisation",
    "total",
)
APPLICANT_LABELS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
DISPUTE_WORDS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISPUTE_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
DISPUTES = tuple(
    f"{group}_{result}"
    for group in DISPUTE_GROUPS
    for result in ("upheld", "corrected", "other", "pending", "total")
)


@dataclass(frozen=True)
class Line:
    """A row of table 2: its label and the indicators in its cells."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One captioned block of table 2; ``headers`` stand above the number columns."""

    caption: str
    headers: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """A row of table 3. ``group`` is the merged cell it stands under, empty for the plain results."""

    code: str
    label: str
    group: str | None


@dataclass(frozen=True)
class Form:
    """One edition: the blocks of table 2 and the rows of table 3; table 4 is the same in both."""

    edition: str
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]


_REFUSED = "（三）不予公开"
_UNAVAILABLE = "（四）无法提供"
_NOT_PROCESSED = "（五）不予处理"
_OTHER = "（六）其他处理"

_ROWS_ABOVE_OTHER = (
    Row("requests_received", "一、本年新收政府信息公开申请数量", None),
    Row("requests_carried_in", "二、上年结转政府信息公开申请数量", None),
    Row("granted", "（一）予以公开", ""),
    Row("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""),
    Row("refused_state_secret", "1.属于国家秘密", _REFUSED),
    Row("refused_other_law", "2.其他法律行政法规禁止公开", _REFUSED),
    Row("refused_security", "3.危及“三安全一稳定”", _REFUSED),
    Row("refused_third_party", "4.保护第三方合法权益", _REFUSED),
    Row("refused_internal_affairs", "5.属于三类内部事务信息", _REFUSED),
    Row("refused_deliberative", "6.属于四类过程性信息", _REFUSED),
    Row("refused_enforcement_files", "7.属于行政执法案卷", _REFUSED),
    Row("refused_inquiry_matters", "8.属于行政查询事项", _REFUSED),
    Row("unavailable_not_held", "1.本机关不掌握相关政府信息", _UNAVAILABLE),
    Row("unavailable_not_compiled", "2.没有现成信息需要另行制作", _UNAVAILABLE),
    Row("unavailable_unclear", "3.补正后申请内容仍不明确", _UNAVAILABLE),
    Row("not_processed_petition", "1.信访举报投诉类申请", _NOT_PROCESSED),
    Row("not_processed_repeat", "2.重复申请", _NOT_PROCESSED),
    Row("not_processed_publication", "3.要求提供公开出版物", _NOT_PROCESSED),
    Row("not_processed_excessive", "4.无正当理由大量反复申请", _NOT_PROCESSED),
    Row("not_processed_reconfirmation", "5.要求行政机关确认或重新出具已获取信息", _NOT_PROCESSED),
)
_THREE_OTHER_ROWS = (
    Row(
        "closed_not_corrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        _OTHER,
    ),
    Row(
        "closed_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        _OTHER,
    ),
    Row("closed_other", "3.其他", _OTHER),
)
_ONE_OTHER_ROW = (Row("closed_otherwise", _OTHER, ""),)
_ROWS_BELOW_OTHER = (
    Row("outcomes_total", "（七）总计", ""),
    Row("requests_carried_out", "四、结转下年度继续办理", None),
)

_ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
_DECISIONS = ("本年处理决定数量",)

FORMS = {
    "2021": Form(
        "2021",
        (
            Block(
                "第二十条第（一）项",
                ("本年制发件数", "本年废止件数", "现行有效件数"),
                (
                    Line("规章", ("rules_issued", "rules_repealed", "rules_in_force")),
                    Line(
                        "行政规范性文件",
                        (
                            "normative_documents_issued",
                            "normative_documents_repealed",
                            "normative_documents_in_force",
                        ),
                    ),
                ),
            ),
            Block("第二十条第（五）项", _DECISIONS, (Line("行政许可", ("licences_decisions",)),)),
            Block(
                "第二十条第（六）项",
                _DECISIONS,
                (
                    Line("行政处罚", ("penalties_decisions",)),
                    Line("行政强制", ("compulsory_measures_decisions",)),
                ),
            ),
            Block(
                "第二十条第（八）项",
                ("本年收费金额（单位：万元）",),
                (Line("行政事业性收费", ("charges_amount",)),),
            ),
        ),
        _ROWS_ABOVE_OTHER + _THREE_OTHER_ROWS + _ROWS_BELOW_OTHER,
    ),
    "2019": Form(
        "2019",
        (
            Block(
                "第二十条第（一）项",
                ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
                (
                    Line("规章", ("rules_made", "rules_newly_published", "rules_published_total")),
                    Line(
                        "规范性文件",
                        (
                            "normative_documents_made",
                            "normative_documents_newly_published",
                            "normative_documents_published_total",
                        ),
                    ),
                ),
            ),
            Block(
                "第二十条第（五）项",
                _ITEMS,
                (
                    Line(
                        "行政许可",
                        ("licences_items_last_year", "licences_items_change", "licences_decisions"),
                    ),
                    Line(
                        "其他对外管理服务事项",
                        (
                            "other_services_items_last_year",
                            "other_services_items_change",
                            "other_services_decisions",
                        ),
                    ),
                ),
            ),
            Block(
                "第二十条第（六）项",
                _ITEMS,
                (
                    Line(
                        "行政处罚",
                        ("penalties_items_last_year", "penalties_items_change", "penalties_decisions"),
                    ),
                    Line(
                        "行政强制",
                        (
                            "compulsory_measures_items_last_year",
                            "compulsory_measures_items_change",
                            "compulsory_measures_decisions",
                        ),
                    ),
                ),
            ),
            Block(
                "第二十条第（八）项",
                _ITEMS[:2],
                (Line("行政事业性收费", ("charges_items_last_year", "charges_items_change")),),
            ),
            Block(
                "第二十条第（九）项",
                ("采购项目数量", "采购总金额"),
                (Line("政府集中采购", ("procurement_projects", "procurement_amount")),),
            ),
        ),
        _ROWS_ABOVE_OTHER + _ONE_OTHER_ROW + _ROWS_BELOW_OTHER,
    ),
}


def rows_with_one_other(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with （六）其他处理 as a single row, as in 2019 and in some later reports."""
    kept = [row for row in rows if row.group != _OTHER]
    return (*kept[:-2], *_ONE_OTHER_ROW, *kept[-2:])
