"""Whose report it is: full name, level, place and scope of an agency, from the name that a report prints."""

from __future__ import annotations

from dataclasses import replace

from ..text.folding import strip_spaces
from .bodies import Body
from .location import Location, locate
from .model import Agency, DivisionLevel, Doubt, Level, Scope
from .rules import System, load_rules
from .unlisted import level_of

__all__ = ["recognise_agency"]

#: Characters of a report in which its agency is looked for.
OPENING = 2000
ENDING = 500

_BELOW: dict[DivisionLevel, Level] = {"province": "city", "city": "county", "county": "township"}


def recognise_agency(name: str, year: int | None = None, context: str = "") -> Agency:
    """Return the agency that a report names, as far as the name and the text around it tell.

    ``context`` is what the report prints beside the name: title, first
    paragraphs, sign-off. A district gets the name of its city, a township that of
    its county, if the context prints them; nothing is put into a name that the
    document does not print, except what makes a place an agency (``人民政府``).

    ``year`` is the year reported on: divisions are those in force then.

    >>> agency = recognise_agency("洪泽区人民政府", 2023, "由淮安市洪泽区人民政府办公室编制")
    >>> agency.name, agency.level, agency.region, agency.division_code, agency.scope
    ('淮安市洪泽区人民政府', 'county', '江苏省/淮安市/洪泽区', '320813', 'government_aggregate')
    >>> recognise_agency("上海市科委", 2024).name
    '上海市科学技术委员会'
    >>> recognise_agency("鼓楼区统计局", 2020).doubts
    ('several_divisions',)
    """
    rules = load_rules()
    text = strip_spaces(name)
    own_only = any(rules.own_only.search(note) for note in rules.bracketed.findall(text))
    text = rules.bracketed.sub("", text)
    near = _near(strip_spaces(context))
    prefix = next((prefix for prefix in rules.prefixes if text.startswith(prefix)), "")
    for form in (text, text.removeprefix(prefix)):
        if form in rules.ministries:
            return _ministry(rules.ministries[form], own_only, name + near)
    ministry = next((full for full in rules.heads if text.startswith(full)), "")
    prefix = max(prefix, ministry, key=len)
    rest = text.removeprefix(prefix)
    location = locate(rest, year, near)
    system = _system(prefix, location.body)
    if system or ministry:
        location = locate(rest, year, near, as_printed=True)
    if "unknown_division" in location.doubts and (ministry or rules.own_place.search(rest)):
        location = replace(location, doubts=())
    level, level_doubt = _level(location)
    scope, scope_doubt = _scope(location, level, system, own_only, name + near)
    chain = location.chain
    return Agency(
        name=prefix + location.printed + _body_name(location),
        level=level,
        region="/".join(_region(location)) or None,
        division_code=chain[-1].code if chain else None,
        division_level=location.level,
        scope=scope,
        own_name=_own_name(location),
        doubts=tuple(
            dict.fromkeys(
                doubt for doubt in (*location.doubts, level_doubt, scope_doubt) if doubt is not None
            )
        ),
    )


def _near(context: str) -> str:
    """Return the beginning and the end of a text, where a report says whose it is."""
    return context if len(context) <= OPENING + ENDING else context[:OPENING] + context[-ENDING:]


def _ministry(name: str, own_only: bool, text: str) -> Agency:
    system = next((system for system in load_rules().systems if name in system.national), None)
    scope, doubt = _system_scope(system, "national", own_only, text) if system else ("own_agency", None)
    return Agency(name, "ministry", None, None, None, scope, name, (doubt,) if doubt else ())


def _level(location: Location) -> tuple[Level | None, Doubt | None]:
    body = location.body
    if body.kind == "department":
        return "department", None
    if body.kind == "township":
        return "township", None
    if body.kind == "zone":
        level = body.zone.level if body.zone else _zone_level(location)
        return level, None if level else "unknown_level"
    if body.kind == "government" and location.level:
        return location.level, None
    return None, "unknown_level"


def _zone_level(location: Location) -> Level | None:
    """Return the level below the division that runs a zone; in a municipality that is the county."""
    if location.level is None or not location.chain or "several_divisions" in location.doubts:
        return None
    last = location.chain[-1]
    municipality = last.level == "province" and last.code[:2] in load_rules().municipalities
    return "county" if municipality else _BELOW.get(last.level)


def _system(prefix: str, body: Body) -> System | None:
    systems = load_rules().systems
    if prefix:
        fitting = [system for system in systems if prefix in system.prefixes]
        if len(fitting) == 1:
            return fitting[0]
        return next((system for system in fitting if system.body and system.body.fullmatch(body.tail)), None)
    if body.kind != "department":
        return None
    return next((system for system in systems if system.body and system.body.fullmatch(body.tail)), None)


def _scope(
    location: Location, level: Level | None, system: System | None, own_only: bool, text: str
) -> tuple[Scope | None, Doubt | None]:
    body = location.body
    if body.kind == "government" and level is None and not location.printed:
        return None, None
    if system:
        rank = location.chain[-1].level if location.chain else None
        return _system_scope(system, rank, own_only, text)
    if own_only or body.kind in ("department", "township", "unknown") or level == "township":
        return "own_agency", None
    if body.kind == "government" or (body.zone and body.zone.aggregate):
        return "government_aggregate", None
    return "own_agency", "zone_scope"


def _system_scope(system: System, rank: str | None, own_only: bool, text: str) -> tuple[Scope, Doubt | None]:
    """Return whether a vertical body reports for all below it: what the text says, else what is usual."""
    if own_only:
        return "own_agency", None
    if system.says.search(text):
        return "vertical_system", None
    doubt: Doubt | None = "system_scope" if rank in ("national", "province") else None
    return ("vertical_system" if rank in system.sums else "own_agency"), doubt


def _body_name(location: Location) -> str:
    body = location.body
    if body.kind == "government" and not body.tail and location.printed and not location.unlisted:
        return load_rules().government_words.first(location.printed)
    return body.name


def _region(location: Location) -> tuple[str, ...]:
    """Return the names of the region; those that no table has only where they begin with a province."""
    known = tuple(division.name for division in location.chain)
    if known or not location.unlisted or level_of(location.unlisted[0]) != "province":
        return known
    return (
        (*location.unlisted, location.body.place) if location.body.kind == "township" else location.unlisted
    )


def _own_name(location: Location) -> str:
    """Return what the agency is called inside its smallest known division, the same for every writing."""
    body = location.body
    in_table = body.kind == "township" and location.chain[-1:] and location.chain[-1].name == body.place
    own = body.tail if in_table else _body_name(location).removeprefix(body.under)
    return load_rules().same_agency.replace("".join(location.unlisted) + own)
