"""The tree that a browser would build of a page, walked in the page's order."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .html_names import ASKED, NO_ATTRIBUTES, SKIPPED, is_hidden
from .html_page import PageBuilder

__all__ = ["feed_tree"]

_MAY_HIDE = (
    '[hidden], [style*="none" i], [style*="hidden" i], [style*="mso-hide" i], [style*="line-through" i]'
)
#: Elements that most cells wrap their only piece of text in.
_WRAPPERS = frozenset(["p", "div", "span", "font", "strong", "b", "em", "i", "u", "center", "o:p"])


def feed_tree(text: str, builder: PageBuilder, *, reads_hidden: bool) -> None:
    """Give a page's elements and text to ``builder`` in order."""
    tree = LexborHTMLParser(text)
    hidden: set[int] = set()
    if not reads_hidden:
        hidden = {node.mem_id for node in tree.css(_MAY_HIDE) if is_hidden(node.attributes)}
    if tree.root is not None:
        _feed(tree.root, builder, hidden)


def _feed(root: LexborNode, builder: PageBuilder, hidden: set[int]) -> None:
    """Give an element and all in it to ``builder``, without recursion but for cells within cells."""
    ends = builder.ends
    node: LexborNode | None = root
    above: list[tuple[str, LexborNode]] = []
    while node is not None:
        tag = node.tag or ""
        if _enter(node, tag, builder, hidden):
            child = node.first_child
            if child is not None:
                above.append((tag, node))
                node = child
                continue
            if tag in ends:
                ends[tag]()
        following = None if node is root else node.next
        while following is None and above:
            tag, node = above.pop()
            if tag in ends:
                ends[tag]()
            following = None if node is root else node.next
        node = following


def _enter(node: LexborNode, tag: str, builder: PageBuilder, hidden: set[int]) -> bool:
    """Give the beginning of ``node`` to ``builder``; return whether what is in it is still to be given."""
    if tag == "-text":
        builder.text(node.text_content or "")
    elif tag == "tr":
        if node.mem_id not in hidden:
            _feed_row(node, builder, hidden)
    elif tag in SKIPPED:
        if tag in builder.starts:
            builder.starts[tag](node.attributes)
    elif node.mem_id not in hidden:
        if tag in builder.starts:
            builder.starts[tag](node.attributes if tag in ASKED else NO_ATTRIBUTES)
        return True
    return False


def _feed_row(row: LexborNode, builder: PageBuilder, hidden: set[int]) -> None:
    """Give a row's cells to ``builder``; a tree has nothing but cells in its rows."""
    builder.starts["tr"](NO_ATTRIBUTES)
    for cell in row.iter():
        if hidden and cell.mem_id in hidden:
            continue
        text = _only_text(cell, hidden)
        if text is None:
            _feed(cell, builder, hidden)
        else:
            builder.add_cell(cell.attributes, text)


def _only_text(cell: LexborNode, hidden: set[int]) -> str | None:
    """Return the text of a cell that holds at most one piece of text, however wrapped; most cells do."""
    node = cell.first_child
    if node is None:
        return ""
    while node is not None and node.next is None:
        tag = node.tag
        if tag == "-text":
            return node.text_content
        if tag not in _WRAPPERS or (hidden and node.mem_id in hidden):
            return None
        node = node.first_child
    return None
