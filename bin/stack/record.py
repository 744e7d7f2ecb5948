"""What a portal remembers of its last start: the code it was made ready for, what its harvest brought."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stack.ckan import SAMPLES
from stack.places import CLONE, Place
from stack.versions import FILE

__all__ = ["Record", "load_record", "save_record"]


@dataclass(frozen=True)
class Record:
    """One start."""

    fingerprint: str = ""
    samples: str = ""
    outcome: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def now(cls, place: Place, outcome: dict[str, Any]) -> Record:
        """Return the record of a start with the code, the versions, the ports and the samples of now."""
        parts = [_digest(CLONE / "ckanext"), _digest(FILE.parent), str(place.port("web"))]
        return cls(hashlib.sha256("".join(parts).encode()).hexdigest(), _digest(SAMPLES), outcome)


def load_record(place: Place) -> Record:
    """Return the record of the last start; an empty one when there was none."""
    try:
        return Record(**json.loads(_file(place).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Record()


def save_record(place: Place, record: Record) -> None:
    """Keep the record."""
    _file(place).write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1), "utf-8")


def _file(place: Place) -> Path:
    return place.folder / "portal.json"


def _digest(folder: Path) -> str:
    """Return a digest of names, sizes and times: enough to see that something was changed."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            seen.update(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    return seen.hexdigest()
