"""What a report is called in CKAN: names that follow from agency, scope and year alone."""

from __future__ import annotations

import hashlib
import re
import uuid

from text_unidecode import unidecode

from ..core.text.folding import strip_spaces

__all__ = ["OWN_AGENCY", "dataset_id", "dataset_name", "latin_name", "organization_name"]

#: The scope of a report that says of none; only other scopes are part of a name.
OWN_AGENCY = "own_agency"
#: With year, scope and hash a name stays within CKAN's 100 characters.
LATIN_LENGTH = 48
HASH_LENGTH = 8
#: Where our datasets' ids begin. Never change it: a report would be published a second time.
IDS = uuid.UUID("5b0f1a5e-6e0c-5a0c-9d55-7c8d1c1b7f21")


def dataset_name(agency: str, year: int, scope: str | None = None) -> str:
    """Return the name of the dataset for an agency's report on a year.

    Two writings of one name of an agency come to the same; the hash keeps agencies
    apart that only sound alike.

    >>> dataset_name("洪泽区统计局", 2023)
    'hong-ze-qu-tong-ji-ju-2023-6619252c'
    >>> dataset_name("洪泽区　统计局 ", 2023) == dataset_name("洪泽区统计局", 2023, "own_agency")
    True
    >>> dataset_name("洪泽区人民政府", 2023, "government_aggregate")
    'hong-ze-qu-ren-min-zheng-fu-2023-government-aggregate-efa1b5f1'
    """
    scope = scope or OWN_AGENCY
    parts = [latin_name(agency), str(year)]
    if scope != OWN_AGENCY:
        parts.append(scope.replace("_", "-"))
    parts.append(_hash(strip_spaces(agency), str(year), scope))
    return "-".join(part for part in parts if part)


def dataset_id(name: str) -> str:
    """Return the id of the dataset called ``name``.

    It is the same in every run, so that what a broken run left behind (a document in
    the search index without a row in the database) is written over by the next.
    """
    return str(uuid.uuid5(IDS, name))


def organization_name(agency: str) -> str:
    """Return the name of an agency's organization.

    >>> organization_name("洪泽区统计局")
    'hong-ze-qu-tong-ji-ju-2e6a9749'
    """
    return "-".join(part for part in (latin_name(agency), _hash(strip_spaces(agency))) if part)


def latin_name(text: str) -> str:
    """Return ``text`` in lower case ASCII letters, one word a character; empty when nothing is left.

    >>> latin_name("上海市科委（本级）")
    'shang-hai-shi-ke-wei-ben-ji'
    """
    words = re.findall(r"[a-z0-9]+", unidecode(strip_spaces(text)).lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LATIN_LENGTH]
        if len(longer) > LATIN_LENGTH:
            break
        name = longer
    return name


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:HASH_LENGTH]
