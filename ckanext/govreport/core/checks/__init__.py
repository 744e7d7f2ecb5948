"""Report → findings: the form's own arithmetic."""

from .arithmetic import check_report, confirm_figures, find_sums

__all__ = ["check_report", "confirm_figures", "find_sums"]
