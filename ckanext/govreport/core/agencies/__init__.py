"""Whose report: agency, level and administrative division."""
