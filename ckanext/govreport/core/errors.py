"""What can stop a report from being read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["GovReportError", "refusal_codes"]


class GovReportError(Exception):
    """A refusal: no report came out, and why, in both languages.

    ``code`` is one of :func:`refusal_codes` and is API; ``details`` holds what
    the sentence names (a size, a limit, a file inside an archive).

    >>> print(GovReportError("empty_file", name="a.html"))
    a.html: the file is empty
    """

    def __init__(self, code: str, *, name: str = "", **details: Any) -> None:
        sentences = _sentences()[code]
        self.code = code
        self.name = name
        self.details = details
        self.zh: str = sentences["zh"].format(**details)
        self.en: str = sentences["en"].format(**details)
        super().__init__(f"{name}: {self.en}" if name else self.en)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.code, self.name, self.details)

    def named(self, name: str) -> GovReportError:
        """Return the same refusal, said of the file ``name``."""
        return GovReportError(self.code, name=name, **self.details)

    def to_dict(self) -> dict[str, Any]:
        """Return code, both sentences and details, as programs get them."""
        return {"code": self.code, "zh": self.zh, "en": self.en, "details": self.details}


def _rebuild(code: str, name: str, details: dict[str, Any]) -> GovReportError:
    """Return a refusal that came from another process."""
    return GovReportError(code, name=name, **details)


def refusal_codes() -> list[str]:
    """Return every code that a refusal can carry."""
    return list(_sentences())


@cache
def _sentences() -> dict[str, dict[str, str]]:
    import yaml  # noqa: PLC0415 (what cannot be refused needs no sentences)

    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
