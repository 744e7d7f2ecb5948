"""Bytes → Document: one module per kind of file, chosen by content."""

from __future__ import annotations

from .model import Block, Box, Cell, Document, Grid, Paragraph
from .reading import read_document
from .sniff import recognise_kind

__all__ = ["Block", "Box", "Cell", "Document", "Grid", "Paragraph", "read_document", "recognise_kind"]
