"""What the elements and attributes of HTML pages mean to the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = [
    "ASKED", "ATTACHMENT", "BLOCKS", "EMBEDDING", "GROUPS", "META", "NO_ATTRIBUTES", "SKIPPED", "TITLES",
    "Attributes", "is_hidden",
]  # fmt: skip

Attributes = Mapping[str, str | None]
NO_ATTRIBUTES: Attributes = {}

#: Elements whose content is no text of the page, or is struck out.
SKIPPED = frozenset(
    (
        "del", "s", "strike", "script", "style", "template", "noscript", "iframe", "object", "select",
        "svg", "math", "audio", "video", "canvas", "rt", "rp",
    )
)  # fmt: skip
#: Elements before and behind which a paragraph ends.
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary",
        "title", "ul",
    )
)  # fmt: skip
GROUPS = frozenset(("tbody", "thead", "tfoot"))
EMBEDDING = frozenset(("iframe", "object", "embed"))
#: Elements that are asked for their attributes.
ASKED = frozenset(("td", "th", "a", "img", "input", "meta")) | EMBEDDING

#: What is struck out is as good as hidden: the number beside it is the one that counts.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|text-decoration[^;]*line-through",
    re.IGNORECASE,
)
ATTACHMENT = re.compile(
    r"\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar|7z|rtf|odt|ods)(?:$|[?#&\"'）)])", re.IGNORECASE
)

#: Names for what a page calls itself, best first; the page's own element last.
TITLES = ("articletitle", "h1", "title", "og:title", "<title>")
#: What the national standard has government websites say of each page.
META = frozenset(("sitename", "columnname", "columntype", "pubdate", "contentsource", "author", "url"))


def is_hidden(attributes: Attributes) -> bool:
    """Return whether an element's own attributes keep it off the screen."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDING.search(style))
