"""Figures → totals, key figures, quality; rows in, rows out."""

from .totals import KEY_FIGURES, QUALITIES, key_figures, quality, totals

__all__ = ["KEY_FIGURES", "QUALITIES", "key_figures", "quality", "totals"]
