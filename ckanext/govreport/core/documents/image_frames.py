"""The frames of a picture file as arrays of pixels, no larger than is read."""

from __future__ import annotations

import io
import warnings
from typing import Any

from ..errors import GovReportError
from . import limits

__all__ = ["measure_frames", "show_frame"]

#: The short side of A4 in inches: pictures seldom say truly how large their paper was.
PAPER = 8.27
#: A page is so much higher than wide at most; what is longer is a strip of pages.
LONG = 1.6
#: Pixels per inch above which nothing is read better.
FINEST = 300.0


def measure_frames(data: bytes) -> list[tuple[int, int]]:
    """Return the size of each frame in pixels; nothing is unpacked for it."""
    with _open(data) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if count > limits.PICTURES:
            raise GovReportError("too_complex", kind="image", what=f"{limits.PICTURES} pictures")
        sizes = []
        for frame in range(count):
            picture.seek(frame)
            sizes.append(picture.size)
            _check_size(picture)
    return sizes


def show_frame(data: bytes, number: int = 1) -> tuple[Any, float]:
    """Return a frame as an array of pixels, no finer than is read, and its pixels per inch."""
    import numpy as np  # noqa: PLC0415 (heavy: only who reads a picture pays for it)
    from PIL import Image, ImageOps  # noqa: PLC0415

    with _open(data) as picture:
        if number > 1:
            picture.seek(number - 1)
        _check_size(picture)
        frame = ImageOps.exif_transpose(_on_paper(picture))
    short, long = sorted(frame.size)
    across = frame.width if long > LONG * short else short
    dpi = across / PAPER
    if dpi > FINEST:
        scale = FINEST / dpi
        size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
        frame, dpi = frame.resize(size, Image.Resampling.BOX), FINEST
    return np.asarray(frame), dpi


def _open(data: bytes) -> Any:
    from PIL import Image  # noqa: PLC0415 (heavy: only who reads a picture pays for it)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes it warns itself; limits are ours
        try:
            return Image.open(io.BytesIO(data))
        except Image.DecompressionBombError as error:
            raise _too_large() from error


def _check_size(picture: Any) -> None:
    if picture.width * picture.height > limits.PICTURE_SIZE:
        raise _too_large()


def _too_large() -> GovReportError:
    return GovReportError("too_complex", kind="image", what=f"{limits.PICTURE_SIZE} pixels")


def _on_paper(picture: Any) -> Any:
    """Return the picture in grey or in three colours, what is transparent on white."""
    from PIL import Image  # noqa: PLC0415 (heavy: only who reads a picture pays for it)

    if picture.mode in {"1", "L"} and "transparency" not in picture.info:
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):
        low, high = picture.getextrema()
        return (
            picture.convert("F")
            .point(lambda value: (value - low) * 255.0 / max(1.0, high - low))
            .convert("L")
        )
    if picture.mode in {"LA", "PA", "RGBA", "P"}:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("RGB")
