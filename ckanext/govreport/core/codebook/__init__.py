"""What the state asks for, as data: indicators, applicants, editions, checks, findings."""

from .loader import CodebookError, codebook, load_codebook
from .model import Codebook, Edition, Indicator
from .names import printed_names, table_name

__all__ = [
    "Codebook",
    "CodebookError",
    "Edition",
    "Indicator",
    "codebook",
    "load_codebook",
    "printed_names",
    "table_name",
]
