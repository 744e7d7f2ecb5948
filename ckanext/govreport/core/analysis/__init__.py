"""Figures → rates and comparisons; rows in, rows out."""
