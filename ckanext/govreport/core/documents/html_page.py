"""The elements of an HTML page one after the other → paragraphs, tables, titles and links."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..errors import GovReportError
from . import limits
from .html_names import ATTACHMENT, BLOCKS, EMBEDDING, GROUPS, META, TITLES, Attributes
from .html_tables import OpenTable
from .layout import RawTable
from .leaked import drop_leaked_comments

__all__ = ["PageBuilder"]

_SPACES = re.compile(r"[ \t\r\n\f]+")


class PageBuilder:
    """Takes a page's elements in order and keeps what a document is made of.

    ``content`` holds the paragraphs and tables. ``starts`` and ``ends`` say
    what is to be done where an element begins and ends, ``text`` takes in what
    stands between two tags; an element that is in neither only encloses text.
    """

    def __init__(self) -> None:
        self.content: list[str | RawTable] = []
        self.properties: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.link_texts: set[str] = set()
        self._titles: dict[str, str] = {}
        self._target = self.content
        self._pieces: list[str] = []
        self._tables: list[OpenTable] = []
        self._link: tuple[str, int] | None = None
        self._heading = 0
        self.text: Callable[[str], None] = self._pieces.append
        self.starts: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys(BLOCKS, self._break_text),
            **dict.fromkeys(GROUPS, self._open_group),
            **dict.fromkeys(("td", "th"), self._open_cell),
            **dict.fromkeys(EMBEDDING, self._keep_embedded),
            "h1": self._open_heading,
            "title": self._open_heading,
            "pre": self._open_preformatted,
            "caption": self._close_cell,
            "table": self._open_table,
            "tr": self._open_row,
            "a": self._open_link,
            "sup": self._open_note,
            "img": self._keep_picture,
            "input": self._keep_input,
            "meta": self._keep_meta,
        }
        self.ends: dict[str, Callable[[], None]] = {
            **dict.fromkeys(BLOCKS, self._flush),
            **dict.fromkeys(("td", "th", "caption"), self._close_cell),
            "h1": lambda: self._close_heading("h1"),
            "title": lambda: self._close_heading("<title>"),
            "pre": self._close_preformatted,
            "table": self._close_table,
            "a": self._close_link,
            "sup": self._close_note,
        }

    @property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, best first."""
        return tuple(dict.fromkeys(self._titles[name] for name in TITLES if name in self._titles))

    def add_cell(self, attributes: Attributes, text: str) -> None:
        """Take in a whole cell that holds nothing but ``text``; short for its start, text and end."""
        if self._pieces:
            self._flush()
        if self._tables:
            # Most cells hold one word or number, which has no space to fold.
            text = text if text.isalnum() else _fold_spaces(text)
            self._tables[-1].add_cell(attributes, [text] if text else [])

    def finish(self) -> None:
        """Close whatever the page left open."""
        while self._tables:
            self._close_table()
        self._flush()

    def _flush(self) -> None:
        pieces = self._pieces
        if not pieces:
            return
        text = _fold_spaces(pieces[0] if len(pieces) == 1 else "".join(pieces))
        pieces.clear()
        if text:
            self._target.append(text)

    def _break_text(self, attributes: Attributes) -> None:
        self._flush()

    def _open_preformatted(self, attributes: Attributes) -> None:
        self._flush()
        self.text = self._take_lines

    def _close_preformatted(self) -> None:
        self._flush()
        self.text = self._pieces.append

    def _take_lines(self, data: str) -> None:
        for number, line in enumerate(data.split("\n")):
            if number:
                self._flush()
            self._pieces.append(line)

    def _open_heading(self, attributes: Attributes) -> None:
        self._flush()
        self._heading = len(self._target)

    def _close_heading(self, name: str) -> None:
        self._flush()
        text = " ".join(item for item in self._target[self._heading :] if isinstance(item, str))
        if name == "<title>":
            del self._target[self._heading :]
        if text.strip():
            self._titles.setdefault(name, text)

    def _open_table(self, attributes: Attributes) -> None:
        self._flush()
        self._tables.append(OpenTable(self._target))

    def _open_group(self, attributes: Attributes) -> None:
        self._close_cell()
        if self._tables:
            self._tables[-1].open_group()

    def _open_row(self, attributes: Attributes) -> None:
        self._close_cell()
        if self._tables:
            self._tables[-1].open_row()

    def _open_cell(self, attributes: Attributes) -> None:
        self._close_cell()
        if self._tables:
            self._target = self._tables[-1].open_cell(attributes).content

    def _close_cell(self, attributes: Attributes | None = None) -> None:
        if self._pieces:
            self._flush()
        if self._tables:
            table = self._tables[-1]
            table.cell = None
            self._target = table.outer

    def _close_table(self) -> None:
        self._close_cell()
        if self._tables:
            table = self._tables.pop().close()
            if table.cells:
                self._target.append(table)

    def _open_link(self, attributes: Attributes) -> None:
        self._close_link()
        self._link = ((attributes.get("href") or "").strip(), len(self._pieces))

    def _close_link(self) -> None:
        if not self._link:
            return
        address, before = self._link
        text = _SPACES.sub(" ", "".join(self._pieces[before:])).strip()
        self._link = None
        if text:
            self.link_texts.add(text)
        if address and (ATTACHMENT.search(address) or ATTACHMENT.search(text)):
            self.links.append((text, address))

    def _open_note(self, attributes: Attributes) -> None:
        # A note's mark must not join the number it stands behind.
        self._pieces.append("[")

    def _close_note(self) -> None:
        self._pieces.append("]")

    def _keep_picture(self, attributes: Attributes) -> None:
        if self._tables and self._tables[-1].cell:
            self._tables[-1].cell.has_picture = True

    def _keep_input(self, attributes: Attributes) -> None:
        is_shown = (attributes.get("type") or "text").lower() in ("text", "number")
        if is_shown and self._tables and self._tables[-1].cell:
            self._pieces.append(attributes.get("value") or "")

    def _keep_embedded(self, attributes: Attributes) -> None:
        address = attributes.get("src") or attributes.get("data") or ""
        if ATTACHMENT.search(address):
            self.links.append(("", address.strip()))

    def _keep_meta(self, attributes: Attributes) -> None:
        name = attributes.get("name") or attributes.get("property") or ""
        content = (attributes.get("content") or "").strip()
        if content and name.lower() in TITLES:
            self._titles.setdefault(name.lower(), content)
        elif content and name.lower() in META:
            self.properties.setdefault(name, content)


def _fold_spaces(text: str) -> str:
    """Return text as a browser shows it: white space of the source is one space, none at the ends."""
    if len(text) > limits.TEXT:
        raise GovReportError("too_complex", kind="html", what=f"{limits.TEXT} characters")
    return _SPACES.sub(" ", drop_leaked_comments(text)).strip(" ")
