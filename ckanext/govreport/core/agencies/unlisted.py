"""Places that a name prints and no table has: invented ones, misprints, divisions newer than the table."""

from __future__ import annotations

from .bodies import recognise_body
from .model import DivisionLevel
from .rules import load_rules

__all__ = ["level_of", "read_unlisted"]


def read_unlisted(text: str) -> tuple[tuple[str, ...], str]:
    """Return the unlisted places that ``text`` begins with, from the largest down, and what follows.

    Nothing is taken for a place unless a body of a known kind follows.

    >>> read_unlisted("示例省青川市临江区柳溪镇人民政府")
    (('示例省', '青川市', '临江区'), '柳溪镇人民政府')
    >>> read_unlisted("城市管理局"), read_unlisted("经济开发区管委会")
    (((), '城市管理局'), ((), '经济开发区管委会'))
    """
    rules = load_rules()
    places: list[str] = []
    rest = text
    for pattern in rules.unknown_places:
        match = pattern.match(rest)
        if (
            match
            and not rules.not_places.fullmatch(match.group())
            and not rules.zone.fullmatch(match.group())
        ):
            places.append(match.group())
            rest = rest[match.end() :]
    if not places or recognise_body(rest).kind == "unknown":
        return (), text
    return tuple(places), rest


def level_of(place: str) -> DivisionLevel | None:
    """Return the level that the last sign of a place tells.

    >>> level_of("沐阳县"), level_of("测试市")
    ('county', None)
    """
    levels: dict[str, DivisionLevel] = {"province": "province", "city": "city", "county": "county"}
    return levels.get(load_rules().unknown_levels.first(place))
