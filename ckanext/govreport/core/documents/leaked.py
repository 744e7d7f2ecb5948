"""Word's conditional comments, where they leaked into a page's text."""

from __future__ import annotations

import re

__all__ = ["drop_leaked_comments"]

_LEAKED = re.compile(r"<!(?:--)?\s{0,9}\[(?:if|endif)[^<>\]]{0,99}\](?:--)?>")


def drop_leaked_comments(text: str) -> str:
    """Return the text without the marks of conditional comments; what they enclose stays.

    >>> drop_leaked_comments("<!--[if !supportLists]-->一、<!--[endif]-->总体情况")
    '一、总体情况'
    """
    return _LEAKED.sub("", text) if "<!" in text else text
