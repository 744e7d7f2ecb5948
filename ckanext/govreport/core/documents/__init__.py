"""Bytes → Document: one module per kind of file, chosen by content."""
