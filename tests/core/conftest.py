"""What the core tests share: the corpus of real reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports; a test that needs it fails where it is missing."""
    assert CORPUS.is_dir(), f"the corpus of real reports is missing: {CORPUS}"
    return CORPUS


@pytest.fixture(scope="session")
def truth(corpus: Path) -> Any:
    """Return a function: name of a truth file → what it says."""

    def load(name: str) -> dict[str, Any]:
        return json.loads((corpus / "truth" / f"{name}.json").read_text(encoding="utf-8"))

    return load
