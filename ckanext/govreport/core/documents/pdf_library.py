"""PDFium, kept from the fonts of the machine; its functions bound so that a great many calls are cheap."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from .pdf_fonts import use_box_font

__all__ = ["Library", "load_library"]


class Library:
    """PDFium's functions and numbers under their own names; handles and places to write to are addresses.

    A function is bound when it is first asked for: as its header declares it,
    but for pointers, whose types ctypes would check at every call.
    """

    def __init__(self, raw: Any, kept: Any) -> None:
        self._raw = raw
        self._kept = kept

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._raw, name)
        if hasattr(found, "argtypes"):
            found = _bind(name, found)
        setattr(self, name, found)
        return found


def _bind(name: str, function: Any) -> Any:
    # What loads may take long: other threads go on meanwhile. For the rest that costs more than the call.
    prototype = ctypes.CFUNCTYPE if "Load" in name else ctypes.PYFUNCTYPE
    kinds = [_plain(kind) for kind in (function.restype, *function.argtypes)]
    return prototype(*kinds)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _plain(kind: Any) -> Any:
    is_pointer = isinstance(kind, type) and issubclass(kind, ctypes._Pointer)
    return ctypes.c_void_p if is_pointer else kind


@cache
def load_library() -> Library:
    """Return PDFium, which from now on finds no fonts of the machine: a file reads alike everywhere."""
    import pypdfium2.raw  # noqa: PLC0415 (heavy: only who reads a PDF pays for it)

    return Library(pypdfium2.raw, use_box_font(pypdfium2.raw))
