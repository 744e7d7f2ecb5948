"""Report → findings: the form's own arithmetic."""

from .arithmetic import check_report, confirm_figures, find_sums
from .guesses import settle_guesses
from .settling import settle_broken_numbers

__all__ = ["check_report", "confirm_figures", "find_sums", "settle_broken_numbers", "settle_guesses"]
