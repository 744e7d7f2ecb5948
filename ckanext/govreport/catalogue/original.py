"""The original of a report: its bytes as received, what kind of file they are, and what to call it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from ..core import GovReportError
from ..core.documents.sniff import recognise_kind

__all__ = ["Original", "read_original"]

#: Kinds whose usual ending is another word.
ENDINGS = {"markdown": "md", "text": "txt", "image": "bin"}
#: Kinds that a browser may show as they are. Everything else is sent to be saved: a page from
#: elsewhere, opened under the portal's own address, could act in its reader's name.
SHOWN = {"pdf": "application/pdf", "text": "text/plain", "markdown": "text/plain"}
SAVED = "application/octet-stream"
NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Original:
    """A file as received; ``name`` is what its sender called it, for people to read.

    ``agency`` and ``year`` are what its source said of it, kept so that it can be read
    again in the same light.
    """

    data: bytes
    name: str
    kind: str
    agency: str | None = None
    year: int | None = None

    @property
    def sha256(self) -> str:
        """The hash that says whether two originals are the same."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def ending(self) -> str:
        """The ending of its file name."""
        return ENDINGS.get(self.kind, self.kind)

    @property
    def mimetype(self) -> str:
        """The type that it is sent as."""
        return SHOWN.get(self.kind, SAVED)


def read_original(
    data: bytes, name: str = "", *, agency: str | None = None, year: int | None = None
) -> Original:
    """Return the original with its kind, told by its content.

    >>> read_original("公开".encode(), "C:\\\\\\\\年报\\\\\\\\2021.doc").name
    '2021.doc'

    :raises GovReportError: it is empty, damaged or of no known kind
    """
    try:
        kind = recognise_kind(data)
    except GovReportError as error:
        raise error.named(name) from error
    return Original(data, re.split(r"[/\\]", name)[-1].strip()[-NAME_LENGTH:], kind, agency, year)
