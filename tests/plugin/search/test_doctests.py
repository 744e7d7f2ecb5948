"""The examples in the room's docstrings."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["bands", "parameters", "ranges", "words"])
def test_the_examples_of_a_module_hold(name: str) -> None:
    module = importlib.import_module(f"ckanext.govreport.search.{name}")
    outcome = doctest.testmod(module)

    assert outcome.attempted > 0
    assert outcome.failed == 0
