"""The actions of the API, all beginning with ``govreport_``."""

from .create import govreport_report_publish
from .get import (
    govreport_indicator_list,
    govreport_report_parse,
    govreport_report_search,
    govreport_report_show,
)

__all__ = [
    "govreport_indicator_list",
    "govreport_report_parse",
    "govreport_report_publish",
    "govreport_report_search",
    "govreport_report_show",
]
