"""The small pictures that the core tests read where no font is: a scan of two pages, and one with a seal."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image

from .specimens import Specimen, generate
from .writers.scan import scan_pages

__all__ = ["FOLDER", "write_pictures"]

FOLDER = Path(__file__).parents[1] / "core" / "documents" / "files"
#: Darker than this is ink on a scan in black and white.
INK = 140


def write_pictures(folder: Path = FOLDER) -> None:
    """Write scan.tif (a report, black and white, askew) and sealed.jpg (a page on its side, a seal on it)."""
    whole, sealed = _specimen("200", "skewed"), _specimen("150", "seal")
    pages = [
        page.convert("L").point(lambda v: 255 * (v > INK)).convert("1") for page in scan_pages(whole.data)
    ]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    (folder / "scan.tif").write_bytes(buffer.getvalue())
    turned = scan_pages(sealed.data)[-1].transpose(Image.Transpose.ROTATE_90)
    turned.save(folder / "sealed.jpg", "JPEG", quality=40)
    for name, specimen in (("scan", whole), ("sealed", sealed)):
        text = json.dumps(specimen.expected, ensure_ascii=False, default=float)
        (folder / f"{name}.expected.json").write_text(f"{text}\n", "utf-8")


def _specimen(style: str, mark: str) -> Specimen:
    """Return the first scan at that resolution that has that mark and no other trap."""
    for seed in range(1000):
        for specimen in generate(seed, 3, ["scan"]):
            if specimen.expected["style"] == style and specimen.expected["traps"] == (mark,):
                return specimen
    raise LookupError(f"no scan with {mark} alone")
