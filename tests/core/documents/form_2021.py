"""The three tables of the form of 2021 as it is printed, to be filled and drawn."""

from __future__ import annotations

from collections.abc import Sequence

from tests.core.documents.drawn_pdf import Spec

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
    ),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)
REQUEST_WIDTHS = (22.0, 52.0, 146.0, 38.0, 32.0, 32.0, 36.0, 36.0, 32.0, 40.0)
DISCLOSURE_WIDTHS = (160.0, 100.0, 100.0, 106.0)
DISPUTE_WIDTHS = (31.0,) * 15


def request_rows(values: Sequence[Sequence[str]]) -> list[list[Spec]]:
    """Return the rows of the table of requests with 25 times seven values."""
    rows: list[list[Spec]] = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [(name, 1, 1) for name in APPLICANTS],
        [("一、本年新收政府信息公开申请数量", 3, 1)],
        [("二、上年结转政府信息公开申请数量", 3, 1)],
        [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)],
        [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, 1)],
    ]
    for group, labels in GROUPS:
        rows += [
            [(group, 1, len(labels)), (label, 1, 1)] if label == labels[0] else [(label, 1, 1)]
            for label in labels
        ]
    rows += [[("（七）总计", 2, 1)], [("四、结转下年度继续办理", 3, 1)]]
    for row, line in zip(rows[3:], values, strict=True):
        row += [(value, 1, 1) for value in line]
    return rows


def disclosure_rows(values: Sequence[str]) -> list[list[Spec]]:
    """Return the rows of the table of proactive disclosure with ten values."""
    heads = ("本年制发件数", "本年废止件数", "现行有效件数")
    decisions: list[Spec] = [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)]
    fees: list[Spec] = [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 3, 1)]
    return [
        [("第二十条第（一）项", 4, 1)],
        [("信息内容", 1, 1), *((head, 1, 1) for head in heads)],
        [("规章", 1, 1), *((value, 1, 1) for value in values[:3])],
        [("行政规范性文件", 1, 1), *((value, 1, 1) for value in values[3:6])],
        [("第二十条第（五）项", 4, 1)],
        decisions,
        [("行政许可", 1, 1), (values[6], 3, 1)],
        [("第二十条第（六）项", 4, 1)],
        decisions,
        [("行政处罚", 1, 1), (values[7], 3, 1)],
        [("行政强制", 1, 1), (values[8], 3, 1)],
        [("第二十条第（八）项", 4, 1)],
        fees,
        [("行政事业性收费", 1, 1), (values[9], 3, 1)],
    ]


def dispute_rows(values: Sequence[str]) -> list[list[Spec]]:
    """Return the rows of the table of disputes with fifteen values."""
    words = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((word, 1, 2) for word in words), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [(word, 1, 1) for word in words * 2],
        [(value, 1, 1) for value in values],
    ]
