"""Figures → files: JSON, CSV."""
