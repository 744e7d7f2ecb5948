"""Whether a title or a link names a report, or something that only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from ..text.folding import fold_text

__all__ = ["Judgement", "Verdict", "judge_title"]

#: No title is longer; what is, is text.
LONGEST = 200

Verdict = Literal["report", "look_alike", "unknown"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a title names, the words in it that decided, and for a look-alike what it is."""

    verdict: Verdict
    word: str = ""
    what: str = ""


def judge_title(title: str) -> Judgement:
    """Return whether a title names a report.

    Words that make it something else count more than the name of the report, which
    they stand beside. ``unknown`` is neither; the file itself then has to tell.

    >>> judge_title("文字解读：济南市大明湖街道2022年政府信息公开工作年度报告").what
    '解读'
    >>> judge_title("昌图县七家子镇2023年政府信息公开 工作告年度报")
    Judgement(verdict='report', word='政府信息公开工作告年度报', what='')
    >>> judge_title("2023年度").verdict
    'unknown'
    """
    folded = fold_text(title)[:LONGEST]
    report, look_alikes = _patterns()
    for pattern, what in look_alikes:
        if match := pattern.search(folded):
            return Judgement("look_alike", match.group(), what)
    if match := report.search(folded):
        return Judgement("report", match.group())
    return Judgement("unknown")


@cache
def _patterns() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    rules = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    look_alikes = [(re.compile(pattern), what) for what, pattern in rules["look_alikes"].items()]
    return re.compile(rules["report"]), look_alikes
