"""A page of a PDF → its picture, as sharp as the scan on it."""

from __future__ import annotations

from ctypes import addressof, c_float, c_ubyte, c_uint
from typing import Any

import numpy as np

from .pdf_library import Library

__all__ = ["render_page"]

POINTS = 72.0
#: Pixels per inch: finer is not read better, coarser is not read.
COARSEST, FINEST, USUAL = 100.0, 300.0, 200.0
#: A page larger than any paper is made smaller.
LARGEST = 5000
BYTES = 4


def render_page(lib: Library, handle: int) -> tuple[Any, float]:
    """Return the picture of a loaded page (height, width, 3 colours) and its pixels per inch."""
    width, height = lib.FPDF_GetPageWidthF(handle), lib.FPDF_GetPageHeightF(handle)
    dpi = min(_sharpness(lib, handle), LARGEST * POINTS / max(width, height, 1.0))
    wide, high = max(1, round(width * dpi / POINTS)), max(1, round(height * dpi / POINTS))
    bitmap = lib.FPDFBitmap_Create(wide, high, 0)
    try:
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        lib.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, wide, high, 0, lib.FPDF_ANNOT)
        stride = lib.FPDFBitmap_GetStride(bitmap)
        pixels = (c_ubyte * (stride * high)).from_address(lib.FPDFBitmap_GetBuffer(bitmap))
        rows = np.frombuffer(pixels, np.uint8).reshape(high, stride)[:, : BYTES * wide]
        return rows.reshape(high, wide, BYTES)[:, :, :3].copy(), dpi
    finally:
        lib.FPDFBitmap_Destroy(bitmap)


def _sharpness(lib: Library, handle: int) -> float:
    """Return the pixels per inch of the largest picture on the page."""
    largest, found = 0.0, USUAL
    pixels = c_uint(), c_uint()
    edges = [c_float() for _ in range(4)]
    for at in range(lib.FPDFPage_CountObjects(handle)):
        item = lib.FPDFPage_GetObject(handle, at)
        if lib.FPDFPageObj_GetType(item) != lib.FPDF_PAGEOBJ_IMAGE:
            continue
        lib.FPDFPageObj_GetBounds(item, *map(addressof, edges))
        left, bottom, right, top = (edge.value for edge in edges)
        sides = right - left, top - bottom
        if sides[0] * sides[1] > largest and lib.FPDFImageObj_GetImagePixelSize(
            item, *map(addressof, pixels)
        ):
            largest = sides[0] * sides[1]
            found = max(pixel.value for pixel in pixels) * POINTS / max(sides)
    return min(FINEST, max(COARSEST, found))
