"""What a place that holds reports gives: candidates, each one a file to read."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import GovReportError

__all__ = ["MEMBER", "Candidate"]

#: Between the path of an archive and the name of a file in it.
MEMBER = "!"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold a report, and what its place says of it.

    ``location`` is a path, an address, or ``archive.zip!member``; it stays the same
    from one discovery to the next. ``modified`` is when the file last changed, in
    ISO form, where the place tells. ``refusal`` is why there is nothing to read.
    """

    location: str
    agency: str | None = None
    year: int | None = None
    title: str | None = None
    modified: str | None = None
    refusal: GovReportError | None = None

    @property
    def name(self) -> str:
        """The file's own name, as sentences call it.

        >>> Candidate("/srv/2023.zip!乡镇/青山乡.docx").name
        '青山乡.docx'
        """
        return self.location.rstrip("/").replace(MEMBER, "/").rsplit("/", 1)[-1]

    @property
    def is_remote(self) -> bool:
        """Whether the file has to be fetched over the network."""
        return self.location.startswith(("http://", "https://"))
