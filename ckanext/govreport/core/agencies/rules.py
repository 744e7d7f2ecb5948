"""What the YAML files of this room say about the names of agencies, ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .model import Level

__all__ = ["Rules", "System", "Words", "Zone", "load_rules"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    """Pairs of a pattern and what it calls for, in order."""

    pairs: tuple[tuple[re.Pattern[str], str], ...]

    def first(self, text: str) -> str:
        """Return what the first pattern that fits all of ``text`` calls for."""
        return next((word for pattern, word in self.pairs if pattern.fullmatch(text)), "")

    def replace(self, text: str) -> str:
        """Return ``text`` with every pattern put into its full form."""
        for pattern, word in self.pairs:
            text = pattern.sub(word, text)
        return text


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone that stands like a division: where it lies and what it ranks as."""

    name: str
    code: str
    level: Level
    aggregate: bool


@dataclass(frozen=True, slots=True)
class System:
    """A vertically managed system, its bodies and which of them report for all below."""

    national: tuple[str, ...]
    prefixes: tuple[str, ...]
    body: re.Pattern[str] | None
    sums: tuple[str, ...]
    says: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in bodies.yaml, zones.yaml and systems.yaml."""

    bracketed: re.Pattern[str]
    own_only: re.Pattern[str]
    government: re.Pattern[str]
    unknown_places: tuple[re.Pattern[str], ...]
    not_places: re.Pattern[str]
    unknown_levels: Words
    government_words: Words
    township: re.Pattern[str]
    township_words: Words
    zone: re.Pattern[str]
    zone_tails: re.Pattern[str]
    zone_words: Words
    department: re.Pattern[str]
    no_place: re.Pattern[str]
    own_place: re.Pattern[str]
    place_word: re.Pattern[str]
    district: re.Pattern[str]
    bare_district: re.Pattern[str]
    full_forms: Words
    same_agency: Words
    municipalities: tuple[str, ...]
    zones: tuple[Zone, ...]
    systems: tuple[System, ...]
    prefixes: tuple[str, ...]
    ministries: dict[str, str]
    heads: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """Return the rules, read once."""
    bodies, systems = _load("bodies"), _load("systems")
    read = tuple(_system(entry, systems["says_system"]) for entry in systems["systems"])
    return Rules(
        bracketed=re.compile(bodies["bracketed"]),
        own_only=re.compile(bodies["own_only"]),
        government=re.compile(bodies["government"]),
        unknown_places=tuple(map(re.compile, bodies["unknown_places"])),
        not_places=re.compile(bodies["not_places"]),
        unknown_levels=_words(bodies["unknown_levels"]),
        government_words=_words(bodies["government_words"]),
        township=re.compile(
            f"(?P<under>{bodies['under']})?(?:{bodies['township']})(?P<tail>{bodies['township_tails']})"
        ),
        township_words=_words(bodies["township_words"]),
        zone=re.compile(f"(?:{bodies['zone']})(?P<tail>{bodies['zone_tails']}|.+)"),
        zone_tails=re.compile(bodies["zone_tails"]),
        zone_words=_words(bodies["zone_words"]),
        department=re.compile(bodies["department"]),
        no_place=re.compile(bodies["no_place"]),
        own_place=re.compile(bodies["own_place"]),
        place_word=re.compile(bodies["place_word"]),
        district=re.compile(bodies["district"]),
        bare_district=re.compile(bodies["bare_district"]),
        full_forms=_words(bodies["full_forms"]),
        same_agency=_words(bodies["same_agency"]),
        municipalities=tuple(bodies["municipalities"]),
        zones=tuple(_zones(_load("zones"))),
        systems=read,
        prefixes=_longest_first(
            {*systems["other_prefixes"], *(prefix for system in read for prefix in system.prefixes)}
        ),
        ministries={
            short: full for full, shorts in systems["ministries"].items() for short in [full, *(shorts or [])]
        },
        heads=_longest_first({full for full in systems["ministries"] if len(full) > 2}),
    )


def _load(name: str) -> Any:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _words(pairs: list[list[str]]) -> Words:
    return Words(tuple((re.compile(pattern), word) for pattern, word in pairs))


def _zones(entries: list[dict[str, Any]]) -> list[Zone]:
    zones = [
        Zone(name, entry["code"], entry["level"], entry["aggregate"])
        for entry in entries
        for name in entry["names"]
    ]
    return sorted(zones, key=lambda zone: len(zone.name), reverse=True)


def _system(entry: dict[str, Any], says: str) -> System:
    body = entry.get("body")
    return System(
        tuple(entry["national"]),
        tuple(entry.get("prefixes", ())),
        re.compile(body) if body else None,
        tuple(entry.get("sums", ())),
        re.compile(says.format(word=entry["word"])),
    )
