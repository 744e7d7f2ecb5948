"""What is asked of Solr: every dataset search, and the search of the action for reports."""

from __future__ import annotations

from typing import Any

from ckan.lib.search import SearchQueryError

from .parameters import BadParameter
from .ranges import find_ranges
from .words import chinese_query

__all__ = ["DEFAULT_SORT", "prepare_search"]

#: How a search page of reports is sorted when nothing is asked: by year, and only then by name.
DEFAULT_SORT = "govreport_year desc, title_string asc"
#: Where a Chinese query is looked for: where CKAN looks, and in the pairs of titles and agencies.
CHINESE_FIELDS = "name^4 title^4 tags^2 groups^2 extras_govreport_heading^4 text"
REPORTS_ONLY = "+dataset_type:govreport"


def prepare_search(params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of any dataset search, Chinese words and ``ext_<figure>_min/_max`` understood.

    :raises SearchQueryError: a bound is no number; says so in the reader's language
    """
    params = dict(params)
    try:
        ranges = [each.filter for each in find_ranges(params.get("extras") or {}, "ext_")]
    except BadParameter as error:
        raise SearchQueryError(str(error)) from error
    if ranges:
        params["fq_list"] = [*(params.get("fq_list") or []), *ranges]
    query = params.get("q") or ""
    words = chinese_query(query)
    if words is not None:
        params["q"] = words
        params.setdefault("qf", CHINESE_FIELDS)
        params.setdefault("mm", "100%")
    if not params.get("sort") and not query and REPORTS_ONLY in (params.get("fq") or ""):
        params["sort"] = DEFAULT_SORT
    return params
