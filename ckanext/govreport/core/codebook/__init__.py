"""What the state asks for, as data: indicators, applicants, editions, checks, findings."""

from .contradictions import CodebookError
from .forms import Edition
from .loader import codebook, load_codebook
from .model import Codebook, Comparison, Indicator
from .names import printed_names, table_name

__all__ = [
    "Codebook",
    "CodebookError",
    "Comparison",
    "Edition",
    "Indicator",
    "codebook",
    "load_codebook",
    "printed_names",
    "table_name",
]
