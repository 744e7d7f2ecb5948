"""Tables and pages in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["Rows", "code", "page", "table"]

Rows = Iterable[Sequence[str]]


def code(text: str) -> str:
    """Return ``text`` as code."""
    return f"`{text}`"


def table(heads: Sequence[str], rows: Rows) -> str:
    """Return a table; a bar in a cell stays a bar."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def page(*parts: str) -> str:
    """Return the parts as one page, an empty line between them."""
    return "\n\n".join(part.strip() for part in parts) + "\n"
