"""What stands after the divisions in an agency's name: a government, a township, a zone, a department."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .rules import Zone, load_rules

__all__ = ["Body", "Kind", "recognise_body"]

Kind = Literal["government", "township", "zone", "department", "unknown"]


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a name after its divisions.

    ``place`` is a township or zone that no table needs to know, ``tail`` what
    follows it, in full. ``zone`` is set for a zone that stands like a division.
    ``under`` is the government that a name prints before its office in a township.
    """

    kind: Kind
    place: str
    tail: str
    zone: Zone | None = None
    under: str = ""

    @property
    def name(self) -> str:
        """All of it together."""
        return self.under + self.place + self.tail


def recognise_body(rest: str) -> Body:
    """Return what kind of body the rest of a name is, with its words in full.

    >>> body = recognise_body("人民政府二郎街道办")
    >>> body.kind, body.under, body.place, body.tail
    ('township', '人民政府', '二郎街道', '办事处')
    >>> recognise_body("南湖新区审计局").kind, recognise_body("住房和城乡建设局").kind
    ('department', 'department')
    >>> recognise_body("").kind, recognise_body("青山乡").name
    ('government', '青山乡人民政府')
    """
    rules = load_rules()
    if rules.government.fullmatch(rest):
        return Body("government", "", rules.full_forms.replace(rest))
    if zone := next((zone for zone in rules.zones if rest.startswith(zone.name)), None):
        return _zone(zone.name, rest.removeprefix(zone.name), zone)
    if match := rules.township.fullmatch(rest):
        place = match["place"]
        tail = rules.full_forms.replace(match["tail"]) or rules.township_words.first(place)
        return Body("township", place, tail, under=rules.full_forms.replace(match["under"] or ""))
    if match := rules.zone.fullmatch(rest):
        return _zone(match["place"], match["tail"], None)
    full = rules.full_forms.replace(rest)
    return Body("department" if rules.department.search(full) else "unknown", "", full)


def _zone(place: str, tail: str, zone: Zone | None) -> Body:
    rules = load_rules()
    tail = rules.full_forms.replace(tail)
    if not tail or rules.zone_tails.fullmatch(tail):
        return Body("zone", place, tail or rules.zone_words.first(place), zone)
    return Body("department" if rules.department.search(tail) else "unknown", place, tail, zone)
