"""Paths as text that can be stored, and back: names of files may be in GBK, whatever the machine expects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

__all__ = ["find_path", "is_inside", "readable_path"]


def readable_path(path: str) -> str:
    """Return the path as it reads; a part that is not UTF-8 is taken for GBK.

    >>> readable_path("/srv/" + os.fsdecode("报告.txt".encode("gbk")))
    '/srv/报告.txt'
    """
    return "/".join(_readable(part) for part in path.split("/"))


def find_path(path: str) -> str:
    """Return the path to open for one that reads like ``path``; ``path`` itself where there is none."""
    if os.path.lexists(path) or path.isascii():
        return path
    found = "/" if path.startswith("/") else ""
    for part in path.strip("/").split("/"):
        whole = os.path.join(found, part)
        if not os.path.lexists(whole):
            national = os.path.join(found, os.fsdecode(part.encode("gb18030", "surrogateescape")))
            whole = national if os.path.lexists(national) else whole
        found = whole
    return found


def is_inside(path: str, folders: Iterable[str | Path]) -> bool:
    """Return whether a path lies in one of the folders, or is one, after following every link."""
    if "\0" in path:
        return False
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def _readable(part: str) -> str:
    raw = os.fsencode(part)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
