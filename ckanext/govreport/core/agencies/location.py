"""Where an agency belongs: the divisions in its name, completed by the text around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .bodies import Body, recognise_body
from .divisions import chain_of, find_division, find_divisions, standing
from .model import Division, DivisionLevel, Doubt, Naming
from .rules import load_rules
from .surroundings import common_chain, divisions_before, divisions_named, narrow
from .townships import find_townships, longest_township
from .unlisted import level_of, read_unlisted

__all__ = ["Location", "locate"]


@dataclass(frozen=True, slots=True)
class Location:
    """The divisions of an agency (``chain``), how its name prints them (``printed``), and its body.

    ``level`` is known even where it is not known which of several divisions it is.
    ``unlisted`` are the divisions that the name prints and no table has.
    """

    chain: tuple[Division, ...]
    printed: str
    level: DivisionLevel | None
    body: Body
    doubts: tuple[Doubt, ...] = ()
    unlisted: tuple[str, ...] = ()


def locate(text: str, year: int | None, context: str, *, as_printed: bool = False) -> Location:
    """Return where the agency called ``text`` belongs, as far as name and context tell.

    ``as_printed``: a short name of a division is a part of the official name, and stays.
    """
    namings = _readings(text, year, context)
    if namings:
        location = _from_name(text, namings, year, context, as_printed)
    elif read_unlisted(text)[0]:
        location = _with_unlisted(Location((), "", None, recognise_body(text)), text)
    else:
        location = _from_context(text, year, context)
    if location.body.kind == "township" and not location.unlisted:
        return _with_township(location, context, year)
    return location


def _with_unlisted(location: Location, rest: str) -> Location:
    """Return the location with the places that ``rest`` begins with and no table has."""
    places, own = read_unlisted(rest)
    if not places:
        return location
    level = level_of(places[-1])
    if level is None and len(places) > 1:
        level = "city"
    return replace(
        location,
        printed=location.printed + "".join(places),
        level=level,
        body=recognise_body(own),
        doubts=(*location.doubts, "unlisted_division"),
        unlisted=places,
    )


def _readings(text: str, year: int | None, context: str) -> list[Naming]:
    """Return the readings of the divisions in a name; shorter ones where the longest was not in force."""
    namings = _trusted(text, find_divisions(text, year), context)
    if not namings or not _out_of_year(namings[0], year):
        return namings
    shorter = _trusted(text, find_divisions(text, year, below=namings[0].length), context)
    if not shorter or _out_of_year(shorter[0], year):
        return namings
    known = recognise_body(text[shorter[0].length :]).kind not in ("unknown", "government")
    return shorter if known else namings


def _out_of_year(naming: Naming, year: int | None) -> bool:
    return year is not None and any(standing(division, year) > 1 for division in naming.printed)


def _trusted(text: str, namings: list[Naming], context: str) -> list[Naming]:
    """Return the readings to go by: a short name alone proves little.

    It counts before a body of a known kind, unless it begins the name of a known zone;
    a county's also needs its full name in the text.
    """
    if not namings or not namings[0].short:
        return namings
    if recognise_body(text).zone or recognise_body(text[namings[0].length :]).kind == "unknown":
        return []
    return [
        naming
        for naming in namings
        if naming.last.level in ("province", "city") or naming.last.name in context
    ]


def _from_name(
    text: str, namings: list[Naming], year: int | None, context: str, as_printed: bool
) -> Location:
    rules = load_rules()
    first = namings[0]
    bare = len(first.printed) == 1 and rules.bare_district.fullmatch(first.last.name) is not None
    rest = text[first.length :]
    body = recognise_body(rest)
    if first.short and body.place:
        # The short name is a part of the zone's own name and stays as it is.
        body, printed = replace(body, place=text[: first.length] + body.place), ""
    else:
        printed = text[: first.length] if as_printed else _printed(text, first)
    fitting, sure = narrow(namings, context, year) if len(namings) > 1 or bare else (namings, True)
    if len(fitting) > 1 or (bare and not sure):
        chain = common_chain(fitting) if len(fitting) > 1 else ()
        levels = {naming.last.level for naming in fitting}
        return Location(
            chain, printed, levels.pop() if len(levels) == 1 else None, body, ("several_divisions",)
        )
    naming = fitting[0]
    doubts: list[Doubt] = [] if sure else ["division_from_context"]
    if _out_of_year(naming, year):
        doubts.append("division_not_in_year")
    if printed:
        printed = _superior(naming.chain, naming.printed[0], context) + printed
    location = Location(naming.chain, printed, naming.last.level, body, tuple(doubts))
    if naming.last.level == "county":
        return _sunk(location, rest)
    return location if body.kind in ("government", "township", "zone") else _with_unlisted(location, rest)


def _printed(text: str, naming: Naming) -> str:
    """Return the divisions as the name prints them, a single short one in full."""
    if naming.short and len(naming.printed) == 1:
        return naming.last.name
    return text[: naming.length]


def _superior(chain: tuple[Division, ...], first: Division, context: str) -> str:
    """Return the city that belongs before a district's name, if the text prints it."""
    above = [upper for upper in chain if first.lies_in(upper)]
    if first.level == "county" and load_rules().district.fullmatch(first.name) and above:
        return above[-1].name if above[-1].name in context else ""
    return ""


def _sunk(location: Location, rest: str) -> Location:
    """Return the location of an office inside a township, where the rest of the name begins with one."""
    if location.body.kind in ("government", "township", "zone"):
        return location
    township = longest_township(rest, location.chain[-1])
    if township is None or rest == township.name:
        return location
    body = Body("department", "", rest.removeprefix(township.name))
    return replace(
        location,
        chain=(*location.chain, township),
        printed=location.printed + township.name,
        level="township",
        body=body,
    )


def _from_context(text: str, year: int | None, context: str) -> Location:
    """Return the location of a name without a place: ``市人民政府办公室``, ``统计局``."""
    rules = load_rules()
    match = None if rules.no_place.match(text) else rules.place_word.fullmatch(text)
    body = recognise_body(match["own"]) if match else recognise_body(text)
    if match and body.kind == "unknown":
        match, body = None, recognise_body(text)
    known_zone = body.zone and find_division(body.zone.code, year)
    if known_zone:
        chain = chain_of(known_zone, year)
        return Location(chain, "", chain[-1].level, body)
    if body.kind == "township":
        return Location((), "", None, body)
    ending, own = (match["word"], match["own"]) if match else ("", text)
    named = [
        naming
        for naming in divisions_before(own, context, year)
        if naming.last.name.endswith(ending) and body.kind != "unknown"
    ]
    doubts: tuple[Doubt, ...] = ()
    if not named and ending:
        named, doubts = divisions_named(context, ending, year), ("division_from_context",)
    if len(named) != 1:
        printed = ending if ending else ""
        return Location((), printed, None, body, ("several_divisions" if named else "unknown_division",))
    chain = named[0].chain
    printed = _superior(chain, named[0].printed[0], context) + "".join(d.name for d in named[0].printed)
    return Location(chain, printed, chain[-1].level, body, doubts)


def _with_township(location: Location, context: str, year: int | None) -> Location:
    """Return the location with the township added to the chain, where the table knows it."""
    found = [
        (*chain_of(county, year), township)
        for township in find_townships(location.body.place, location.chain[-1] if location.chain else None)
        if (county := find_division(township.code[:6]))
    ]
    chains, doubt = _nearest(found, location.body.place, context)
    if len(chains) != 1:
        missing: Doubt = "several_divisions" if chains else "unknown_division"
        return location if location.chain else replace(location, doubts=(missing,))
    chain = chains[0]
    printed = location.printed
    unnamed = chain[len(location.chain) : -1]
    if not location.chain and chain[-2].name in context:
        printed = _superior(chain[:-1], chain[-2], context) + chain[-2].name
    elif unnamed and not any(upper.name in context for upper in unnamed):
        doubt = "division_from_table"
    doubts = (*location.doubts, doubt) if doubt else location.doubts
    return replace(location, chain=chain, printed=printed, level="township", doubts=doubts)


def _nearest(
    chains: list[tuple[Division, ...]], place: str, context: str
) -> tuple[list[tuple[Division, ...]], Doubt | None]:
    """Return those townships of one name whose county the text names: before the name, else anywhere."""
    if len(chains) < 2:
        return chains, None
    before = [chain for chain in chains if chain[-2].name + place in context]
    if before:
        return before, None
    named = [chain for chain in chains if chain[-2].name in context]
    return named or chains, "division_from_context"
