"""Figures → files and tables: JSON, CSV, the official form."""

from .form import FormCell, FormTable, form_tables
from .reading import reading_from_dict, reading_to_dict, refusal_to_dict
from .summary import summary
from .table import figures_csv, findings_csv

__all__ = [
    "FormCell",
    "FormTable",
    "figures_csv",
    "findings_csv",
    "form_tables",
    "reading_from_dict",
    "reading_to_dict",
    "refusal_to_dict",
    "summary",
]
