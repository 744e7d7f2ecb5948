"""What Solr is told about a dataset, beside what CKAN tells it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..catalogue.resources import load_reading_dict
from ..core import GovReportError
from ..core.analysis.totals import KEY_FIGURES
from ..core.codebook import codebook
from ..core.text.bigrams import bigrams
from .bands import find_band
from .names import BANDED, BIGRAMS, HEADING_BIGRAMS, LABELS, REGION_NAMES, REGIONS, band_field, number_field
from .parameters import read_number
from .ranges import LARGEST, encode

__all__ = ["index_dataset"]

log = logging.getLogger(__name__)

TYPE = "govreport"
#: The longest string that Solr takes where it does not cut into words; a longer one fails the whole document.
LONGEST = 32_766
#: Characters of narrative that are made searchable; a report has some 3,000 to 30,000.
NARRATIVE = 200_000
#: Fields that CKAN keeps as text or does not index: their length does no harm.
TEXTS = ("title", "notes", "author", "maintainer", "data_dict", "validated_data_dict")
#: Fields of a dataset that hold words; the rest are dates, hashes, addresses and figures.
WORDS = ("notes", "author", "maintainer", "tags", "groups", "res_name", "res_description", "organization")
#: Words of codes and figures that would only be found by accident.
NOISE = ("figures", "sha256", "parser_version", "retrieved_at", *KEY_FIGURES)


def index_dataset(document: dict[str, Any]) -> dict[str, Any]:
    """Return the Solr ``document`` of any dataset, made findable in Chinese; a report also by its figures.

    What CKAN stores of the dataset stays as it is.
    """
    if document.get("type") != TYPE:
        return document | _searchable(_title(document), _words(document))
    dataset = json.loads(document["validated_data_dict"])
    document = {
        key: _cut(value) if key not in TEXTS and not key.startswith("extras_") else value
        for key, value in document.items()
        if key.removeprefix("extras_") not in NOISE
    }
    heading = " ".join(str(dataset.get(name) or "") for name in ("title", "agency", "region"))
    body = [str(dataset.get("notes") or ""), _organization(dataset), *_narrative(dataset)]
    return document | _searchable(heading, body) | _labels(dataset) | _counts(dataset) | _numbers(dataset)


def _searchable(heading: str, body: Iterable[str]) -> dict[str, str]:
    return {HEADING_BIGRAMS: bigrams(heading), BIGRAMS: bigrams("\n".join(body)[:NARRATIVE])}


def _title(document: Mapping[str, Any]) -> str:
    return str(document.get("title") or "")


def _words(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of a dataset of another type: a Chinese query is to find it, too."""
    for name, value in document.items():
        if name in WORDS or name.startswith("extras_"):
            yield from (str(each) for each in (value if isinstance(value, list) else [value]) if each)


def _organization(dataset: Mapping[str, Any]) -> str:
    return str((dataset.get("organization") or {}).get("title") or "")


def _narrative(dataset: Mapping[str, Any]) -> list[str]:
    """Return the six parts of the report; a report whose reading is not at hand is found by the rest."""
    try:
        reading = load_reading_dict(dataset) or {"report": {"sections": []}}
        return [f"{section['heading']}\n{section['text']}" for section in reading["report"]["sections"]]
    except (GovReportError, OSError, LookupError, TypeError) as error:
        log.warning("%s is indexed without its narrative: %r", dataset.get("name"), error)
        return []


def _labels(dataset: Mapping[str, Any]) -> dict[str, Any]:
    labels: dict[str, Any] = {
        f"govreport_{name}": _cut(str(dataset[name]))
        for name in LABELS
        if dataset.get(name) not in (None, "")
    }
    links = [link.strip() for link in str(dataset.get("region") or "").split("/") if link.strip()]
    if links:
        labels[REGIONS] = _cut(["/".join(links[:count]) for count in range(1, len(links) + 1)])
        labels[REGION_NAMES] = _cut(links)
    return labels


def _counts(dataset: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for figure in BANDED:
        count = read_number(dataset.get(figure))
        band = find_band(int(count)) if count is not None else None
        if band is not None:
            found[band_field(figure)] = band
    return found


def _numbers(dataset: Mapping[str, Any]) -> dict[str, str]:
    figures = dataset.get("figures") or {}
    if isinstance(figures, str):
        figures = json.loads(figures, parse_float=Decimal)
    numbers = {name: figures.get(name) for name in codebook().indicators}
    numbers |= {name: dataset[name] for name in KEY_FIGURES if dataset.get(name) not in (None, "")}
    read = {name: read_number(value) for name, value in numbers.items()}
    return {
        number_field(name): encode(number)
        for name, number in read.items()
        if number is not None and abs(number) <= LARGEST
    }


def _cut(value: Any) -> Any:
    """Return a value whose strings are short enough for Solr."""
    if isinstance(value, list):
        return [_cut(each) for each in value]
    if isinstance(value, str) and len(value) * 4 > LONGEST and len(value.encode()) > LONGEST:
        return value.encode()[:LONGEST].decode(errors="ignore")
    return value
