"""ZIP files that come out the same every time."""

from __future__ import annotations

import io
import zipfile

__all__ = ["pack"]


def pack(members: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a ZIP of the members in order, dated 1980; those named in ``stored`` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            archive.writestr(info, content)
    return buffer.getvalue()
