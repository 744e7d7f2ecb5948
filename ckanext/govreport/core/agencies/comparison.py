"""Whether two names of agencies are one agency, or one may sign for the other."""

from __future__ import annotations

import re

from .model import Agency

__all__ = ["may_sign_for", "same_agency"]

#: The zeros of a code that stand for everything below: 320800 is a city, with 3208 begin its parts.
REST = re.compile(r"(?:00)+$")
COUNTY_DIGITS = 6


def same_agency(one: Agency, other: Agency) -> bool:
    """Return whether two writings may be of one agency: no two places, and one name short for the other.

    >>> from .recognition import recognise_agency as r
    >>> same_agency(r("沭阳县发改局"), r("江苏省沭阳县发展和改革局"))
    True
    >>> same_agency(r("沭阳县发改局"), r("泗阳县发改局")), same_agency(r("沭阳县"), r("沭阳县人民政府办公室"))
    (False, False)
    """
    levels = {one.level, other.level} - {None}
    if (
        len(levels) > 1
        or _in_two_places(one, other)
        or ("unlisted_division" in one.doubts) != ("unlisted_division" in other.doubts)
    ):
        return False
    return _is_short_for(one.own_name, other.own_name) or _is_short_for(other.own_name, one.own_name)


def may_sign_for(signer: Agency, reporter: Agency) -> bool:
    """Return whether an agency may stand under the report of another: a government and its own offices.

    >>> from .recognition import recognise_agency as r
    >>> may_sign_for(r("沭阳县人民政府办公室"), r("沭阳县"))
    True
    >>> may_sign_for(r("沭阳县水利局"), r("沭阳县农业农村局")), may_sign_for(r("定安县人民政府"), r("沭阳县"))
    (False, False)
    """
    if same_agency(signer, reporter):
        return True
    both_departments = signer.level == reporter.level == "department"
    return not both_departments and not _in_two_places(signer, reporter)


def _in_two_places(one: Agency, other: Agency) -> bool:
    """Return whether both have a place and they are not one; a township lies in the county's code."""
    codes = one.division_code, other.division_code
    if codes[0] is None or codes[1] is None:
        return False
    if codes[0][:COUNTY_DIGITS] == codes[1][:COUNTY_DIGITS]:
        return len(codes[0]) == len(codes[1]) and codes[0] != codes[1]
    pairs = ((one, other), (other, one))
    return not any(
        "several_divisions" in vague.doubts
        and (exact.division_code or "").startswith(REST.sub("", vague.division_code or ""))
        for vague, exact in pairs
    )


def _is_short_for(short: str, full: str) -> bool:
    """Return whether all signs of ``short`` stand in ``full`` in this order: 发改局, 发展和改革局."""
    rest = iter(full)
    return all(sign in rest for sign in short)
