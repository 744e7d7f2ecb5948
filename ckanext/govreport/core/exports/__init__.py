"""Figures → files and tables: JSON, CSV, the official form."""

from .codebook import CROSSWALK_COLUMNS, INDICATOR_COLUMNS, crosswalk_rows, indicator_row
from .form import FormCell, FormTable, form_tables
from .reading import reading_from_dict, reading_to_dict, refusal_to_dict
from .summary import summary
from .table import figures_csv, findings_csv, rows_csv

__all__ = [
    "CROSSWALK_COLUMNS",
    "INDICATOR_COLUMNS",
    "FormCell",
    "FormTable",
    "crosswalk_rows",
    "figures_csv",
    "findings_csv",
    "form_tables",
    "indicator_row",
    "reading_from_dict",
    "reading_to_dict",
    "refusal_to_dict",
    "rows_csv",
    "summary",
]
