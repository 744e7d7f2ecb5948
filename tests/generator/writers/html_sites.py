"""Pages of several content management systems: what stands around a report's body."""

from __future__ import annotations

from html import escape

from ..blocks import Page
from .parts import part

__all__ = ["frame"]


def frame(site: str, page: Page, titles: str, body: str, charset: str) -> str:
    """Return a whole page of that system around the body."""
    published = page.properties.get("发文日期", "")
    return part(
        f"sites/{site}.html",
        charset=charset,
        title=escape(page.title),
        titles=titles,
        body=body,
        agency=escape(page.properties.get("发布机构", "")),
        published=published,
        compact=published.replace("-", ""),
        index=page.properties.get("索引号", ""),
        serial=sum(map(ord, page.title)) * 31 % 1_000_000,
    )
