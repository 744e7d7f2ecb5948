"""Traps in the labels: misprints, spaces, other ordinals, headings and titles in another wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..blocks import Cell, Page, Paragraph, Table, map_cells

__all__ = ["LABEL_TRAPS"]

Change = Callable[[Page, Random], Page]

_MISPRINTS = {
    "2.其他法律行政法规禁止公开": ("2.其他法律行政止公开", "2.其他法律、行政法规禁止公开"),
    "5.属于三类内部事务信息": ("5.属于三类内容事务信息", "5.属于三类内部事务性信息"),
    "3.危及“三安全一稳定”": ('3.危及"三安全一稳定"', "3.危及三安全一稳定", "3.危及“三安全一稳定“"),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (
        "（二）部分公开（区分处理的，只计这一情况，不计其他情形）",
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        "（二）部分公开",
    ),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开",
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
    ),
    "（六）其他处理": ("（六）其他", "(六)其他处理", "（六）其它处理"),
    "3.其他": ("3.其它", "3其他"),
    "现行有效件数": ("现行有效件", "现行有效件数 (历史累计)"),
    "行政规范性文件": ("规范性文件",),
    "第二十条第（一）项": ("第二十条 第（一）项", "第二十条第(一)项"),
    "第二十条第（五）项": ("第二十条  第（五）项", "第二十条第(五)项"),
    "（四）无法提供": ("(四)无法提供", "（四）无法 提供"),
    "（七）总计": ("(七)总计", "（七） 总计", "（七）合计"),
    "本年收费金额（单位：万元）": ("本年收费金额(单位:万元)", "本年收费金额（万元）"),
    "四、结转下年度继续办理": ("四、结转下年度继续办理 ", "四、结转下年继续办理"),
}
_SPACED = {
    "商业企业": ("商 业 企 业", "商业\n企业"),
    "科研机构": ("科 研 机 构", "科研\n机构"),
    "社会公益组织": ("社 会 公 益 组 织", "社会\n公益\n组织"),
    "法律服务机构": ("法 律 服 务 机构", "法律\n服务\n机构"),
    "总计": ("总 计", "总　计"),
    "结果维持": ("结 果 维 持", "结果\n维持"),
    "尚未审结": ("尚未 审结", "尚未\n审结"),
    "申请人情况": ("申 请 人 情 况",),
    "自然人": ("自 然 人", "自然\n人"),
}
_HEADINGS = {
    "主动公开政府信息情况": ("主动公开政府信息的情况", "行政机关主动公开政府信息情况"),
    "收到和处理政府信息公开申请情况": ("行政机关收到和处理政府信息公开申请情况",),
    "政府信息公开行政复议、行政诉讼情况": (
        "政府信息公开行政法复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "存在的主要问题及改进情况": ("存在问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
}


def _pick(chance: Random, choices: tuple[str, ...]) -> str:
    return choices[chance.randrange(len(choices))]


def _reword(words: dict[str, tuple[str, ...]], share: float) -> Change:
    def reword(page: Page, chance: Random) -> Page:
        def change(cell: Cell) -> Cell:
            if cell.kind == "value" or cell.text not in words or chance.random() > share:
                return cell
            return replace(cell, text=_pick(chance, words[cell.text]))

        return map_cells(page, change)

    return reword


def _ordinals(page: Page, chance: Random) -> Page:
    mark = _pick(chance, ("、", "．", ". ", "，"))

    def change(cell: Cell) -> Cell:
        begins = cell.kind == "label" and cell.text[:1].isdigit() and cell.text[1:2] == "."
        return replace(cell, text=f"{cell.text[0]}{mark}{cell.text[2:]}") if begins else cell

    return map_cells(page, change)


def _upright_label(page: Page, chance: Random) -> Page:
    label = _pick(
        chance, ("\n".join("三、本年度办理结果"), "三 、本 年 度办 理 结 果", "三、本\n年度办\n理结果")
    )
    return map_cells(
        page, lambda cell: replace(cell, text=label) if cell.text == "三、本年度办理结果" else cell
    )


def _broken_labels(page: Page, chance: Random) -> Page:
    def change(cell: Cell) -> Cell:
        if cell.kind == "value" or len(cell.text) < 6 or chance.random() < 0.5 or "\n" in cell.text:
            return cell
        at = chance.randrange(2, len(cell.text) - 1)
        return replace(cell, text=f"{cell.text[:at]}\n{cell.text[at:]}")

    return map_cells(page, change)


def _broken_values(page: Page, chance: Random) -> Page:
    def change(cell: Cell) -> Cell:
        if cell.kind != "value" or chance.random() < 0.6:
            return cell
        return replace(cell, text=_pick(chance, (f"\n{cell.text}", f"{cell.text}\n", f"\n{cell.text}\n")))

    return map_cells(page, change)


def _guidance(page: Page, chance: Random) -> Page:
    del chance
    notes = {
        "处理决定数量": "处理决定数量（指2020年办件量）",
        "上一年项目数量": "上一年项目数量（指2019年事项数）",
        "本年增/减": "本年增/减（减用负值表示，如-8）",
        "规章": "规章（设区的市人民政府应提供相关数据）",
        "采购总金额": "采购总金额（万元，保留四位小数）",
        "本年处理决定数量": "本年处理决定数量（含依法不公开的）",
    }
    return map_cells(page, lambda cell: replace(cell, text=notes.get(cell.text, cell.text)))


def _headings(page: Page, chance: Random) -> Page:
    def change(block: Paragraph | Table) -> Paragraph | Table:
        if isinstance(block, Paragraph) and block.kind == "heading":
            number, _, words = block.text.partition("、")
            return replace(block, text=f"{number}、{_pick(chance, _HEADINGS.get(words, (words,)))}")
        return block

    return replace(page, blocks=tuple(map(change, page.blocks)))


def _wrong_chapters(page: Page, chance: Random) -> Page:
    """Number the parts wrongly: anew from the statistics on, or one too high after an extra chapter."""
    numerals = "一二三四五六七"
    anew = chance.random() < 0.5
    blocks: list[Paragraph | Table] = []
    for block in page.blocks:
        if isinstance(block, Paragraph) and block.kind == "heading":
            at, words = numerals.index(block.text[0]), block.text[1:]
            if not anew and at == 0:
                blocks += [Paragraph("一、概述", "heading"), Paragraph("现将有关情况报告如下。")]
            shifted = max(at - 1, 0) if anew else at + 1
            blocks.append(replace(block, text=f"{numerals[shifted]}{words}"))
        else:
            blocks.append(block)
    return replace(page, blocks=tuple(blocks))


LABEL_TRAPS: dict[str, Change] = {
    "misprinted_labels": _reword(_MISPRINTS, 0.6),
    "spaced_heads": _reword(_SPACED, 0.7),
    "ordinals": _ordinals,
    "upright_label": _upright_label,
    "broken_labels": _broken_labels,
    "broken_values": _broken_values,
    "guidance_in_labels": _guidance,
    "headings": _headings,
    "wrong_chapters": _wrong_chapters,
}
