"""Tags and text of an HTML page cut apart in one pass, for pages that no tree should be built of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ..errors import GovReportError
from . import limits
from .html_names import ASKED, NO_ATTRIBUTES, SKIPPED, Attributes, is_hidden
from .html_page import PageBuilder

__all__ = ["feed_tags", "is_safe_for_tree"]

#: The tree builder is quadratic in open elements and in the attributes of one tag.
_TAGS = 20_000
_LONGEST_TAG = 40_000
#: It opens every unclosed formatting element again in each block that follows.
_REOPENED = 2_000_000

_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
#: Both cases are spelled out: the flag for it would have every sign looked at, not each ``<`` only.
_FORMATTING = re.compile(
    r"</?(?:[aAbBiIsSuU]|[bB][iI][gG]|[cC][oO][dD][eE]|[eE][mM]|[fF][oO][nN][tT]|[nN][oO][bB][rR]"
    r"|[sS][mM][aA][lL][lL]|[sS][tT][rR](?:[iI][kK][eE]|[oO][nN][gG])|[tT][tT])[\s>/]"
)
#: Elements whose content is no markup: only their own end tag ends them.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp"))
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def is_safe_for_tree(text: str) -> bool:
    """Return whether a tree can be built of a page in time about linear in its length."""
    tags = text.count("<")
    if tags > _TAGS or (tags * tags > 4 * _REOPENED and _most_open(text) * tags > _REOPENED):
        return False
    if len(text) <= _LONGEST_TAG:
        return True
    long_parts = (part for part in text.split("<") if len(part) > _LONGEST_TAG)
    return all(len(_QUOTED.sub("", part).partition(">")[0]) <= _LONGEST_TAG for part in long_parts)


def _most_open(text: str) -> int:
    """Return how many formatting elements are open at once, counting every end tag for any of them."""
    most = now = 0
    for tag in _FORMATTING.findall(text):
        if tag[1] == "/":
            now -= now > 0
        else:
            now += 1
            most = max(most, now)
    return most


def feed_tags(text: str, builder: PageBuilder, *, reads_hidden: bool) -> None:
    """Give a page's elements and text to ``builder`` in order.

    The standard library's parser is not used here: before Python 3.13.6 it is
    quadratic in unclosed comments, and this is for pages that mean harm.

    :raises GovReportError: ``too_complex`` beyond the limits on tags and cells.
    """
    if text.count("<") > limits.HTML_TAGS:
        raise GovReportError("too_complex", kind="html", what=f"{limits.HTML_TAGS} tags")
    if sum(text.count(start) for start in ("<td", "<TD", "<th", "<TH")) > limits.CELLS:
        raise GovReportError("too_complex", kind="html", what=f"{limits.CELLS} cells")
    starts, ends = builder.starts, builder.ends
    skipping, depth = "", 0
    for tag, inside, after in _split_tags(_drop_comments(text)):
        name = tag.lstrip("/")
        if skipping:
            if name == skipping:
                depth += 1 if name is tag else -1
            if depth:
                continue
            skipping = ""
        elif name is not tag:
            if name in ends:
                ends[name]()
        elif tag:
            asked = tag in ASKED or not reads_hidden
            attributes = _read_attributes(inside) if asked else NO_ATTRIBUTES
            is_skipped = tag in SKIPPED or (not reads_hidden and is_hidden(attributes))
            if tag in starts and (tag in SKIPPED or not is_skipped):
                starts[tag](attributes)
            if is_skipped and tag not in _VOID:
                skipping, depth = tag, 1
                continue
        if after:
            builder.text(unescape(after) if "&" in after else after)


def _split_tags(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each tag's name (``/p`` for an end), what else stands in it, and the text behind it."""
    parts = text.split("<")
    yield "", "", parts[0]
    raw = ""
    for part in parts[1:]:
        found = _NAME.match(part)
        name = found.group().lower() if found else ""
        if raw and name != f"/{raw}":
            yield "", "", f"<{part}"
        elif found:
            end = _find_end(part, found.end())
            yield name, part[found.end() : end], part[end + 1 :]
            raw = name if name in _RAW else ""
        elif part.startswith(("!", "?", "/")):
            yield "", "", part.partition(">")[2]
        else:
            yield "", "", f"<{part}"


def _find_end(part: str, start: int) -> int:
    """Return where the tag ends: at the first ``>`` outside quotes."""
    end = part.find(">", start)
    while end >= 0 and part.count('"', start, end) % 2:
        quote = part.find('"', end)
        end = part.find(">", quote) if quote >= 0 else -1
    return end if end >= 0 else len(part)


def _drop_comments(text: str) -> str:
    kept = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        kept.append(text[position:start])
        end = text.find("-->", start)
        position = end + 3 if end >= 0 else len(text)
    return "".join(kept) + text[position:]


def _read_attributes(inside: str) -> Attributes:
    found: dict[str, str | None] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
