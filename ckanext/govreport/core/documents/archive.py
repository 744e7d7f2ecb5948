"""ZIP archives opened with care: limits, passwords, names in GBK."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ..errors import GovReportError
from . import limits

__all__ = ["Archive"]

_END = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
#: One entry of the central directory with a long name and its extras.
_ENTRY_SIZE = 512


class Archive:
    """The members of a ZIP by name; ``kind`` is what the sentences call it.

    :raises GovReportError: ``damaged``, ``too_complex``; ``read`` also
        ``encrypted`` and ``archive_bomb``.
    """

    def __init__(self, data: bytes, kind: str = "zip") -> None:
        self._kind = kind
        self._total = 0
        self._tags = 0
        _check_directory(data, kind)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OSError) as error:
            raise GovReportError("damaged", kind=kind, reason=str(error)) from error
        self._members = {_readable_name(info): info for info in self._zip.infolist()}

    @property
    def names(self) -> list[str]:
        """Names of the members in the archive's order, folders left out."""
        return [name for name in self._members if not name.endswith("/")]

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member unpacked."""
        info = self._members.get(name)
        if info is None:
            raise self._damaged(f"no part {name}")
        if info.flag_bits & _ENCRYPTED:
            raise GovReportError("encrypted", kind=self._kind)
        self._check_size(info, name)
        # Others unpack whole whatever the size that was asked for.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._damaged(f"{name}: unknown compression")
        try:
            with self._zip.open(info) as member:
                content = member.read(info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, OSError) as error:
            raise self._damaged(f"{name}: {error}") from error
        if name.endswith((".xml", ".rels")):
            self._count_tags(content)
        return content

    def _count_tags(self, content: bytes) -> None:
        """Refuse a document whose parts have too many tags together, each as often as it is read."""
        self._tags += content.count(b"<")
        if self._tags > limits.XML_TAGS:
            raise GovReportError("too_complex", kind=self._kind, what=f"{limits.XML_TAGS} tags")

    def _check_size(self, info: zipfile.ZipInfo, name: str) -> None:
        packs_too_well = (
            info.file_size > limits.MEMBER_RATIO_FREE
            and info.file_size > limits.MEMBER_RATIO * max(info.compress_size, 1)
        )
        self._total += info.file_size
        if packs_too_well or info.file_size > limits.MEMBER_SIZE or self._total > limits.ARCHIVE_TOTAL:
            raise GovReportError("archive_bomb", member=name)

    def _damaged(self, reason: str) -> GovReportError:
        return GovReportError("damaged", kind=self._kind, reason=reason)


def _readable_name(info: zipfile.ZipInfo) -> str:
    """Return the name as the packer meant it: UTF-8 without the flag, or GBK, was read as cp437."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    return name.replace("\\", "/")


def _check_directory(data: bytes, kind: str) -> None:
    """Refuse a central directory so large that listing it alone would take long."""
    at = data.rfind(_END, max(0, len(data) - 0x10000 - _END_SIZE))
    if at < 0 or at + _END_SIZE > len(data):
        raise GovReportError("damaged", kind=kind, reason="no central directory")
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    entries = int.from_bytes(data[at + 10 : at + 12], "little")
    # 0xFFFF entries: the true number stands in the ZIP64 record; no report needs one.
    if entries > limits.ARCHIVE_ENTRIES or size > limits.ARCHIVE_ENTRIES * _ENTRY_SIZE:
        raise GovReportError("too_complex", kind=kind, what=f"{limits.ARCHIVE_ENTRIES} members")
