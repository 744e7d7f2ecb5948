"""HTML pages → Document."""

from __future__ import annotations

from .charset import decode
from .html_page import PageBuilder
from .html_tags import feed_tags, is_safe_for_tree
from .html_tree import feed_tree
from .layout import RawTable, settle
from .model import Document
from .properties import find_properties

__all__ = ["build_page", "read_html", "read_page"]

#: Without one of these in its text, nothing on a page hides itself.
_HIDING_WORDS = ("hidden", "none", "Hidden", "None", "HIDDEN", "NONE", "mso-hide", "line-through")


def read_html(data: bytes) -> Document:
    """Return a web page's paragraphs, grids, titles, metadata box and attachments."""
    return read_page(decode(data), "html")


def read_page(text: str, kind: str) -> Document:
    """Return what a page says that has been decoded; ``kind`` is the file's.

    What a page hides is a second copy as a rule and is not read. Only where
    nothing but the hidden part holds tables (a page that opens on another of
    its tabs, or shows itself by script) is that part read as well.
    """
    may_hide = any(word in text for word in _HIDING_WORDS)
    page = build_page(text, reads_hidden=not may_hide)
    if may_hide and not _has_table(page):
        whole = build_page(text, reads_hidden=True)
        page = whole if _has_table(whole) else page
    blocks = settle(page.content, kind)
    properties = {**page.properties, **find_properties(blocks)}
    return Document(
        kind,
        blocks,
        titles=page.titles,
        properties=properties,
        links=tuple(page.links),
        link_texts=frozenset(page.link_texts),
    )


def _has_table(page: PageBuilder) -> bool:
    return any(isinstance(item, RawTable) for item in page.content)


def build_page(text: str, *, reads_hidden: bool) -> PageBuilder:
    """Return what stands on a page, or on a part of one, before it is settled into blocks."""
    builder = PageBuilder()
    if is_safe_for_tree(text):
        feed_tree(text, builder, reads_hidden=reads_hidden)
    else:
        feed_tags(text, builder, reads_hidden=reads_hidden)
    builder.finish()
    return builder
