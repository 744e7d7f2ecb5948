"""Publishing: created, updated, unchanged, superseded."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("portal")


def test_a_report_becomes_a_dataset_with_its_files(publish, show):
    answer = publish()
    dataset = show(answer["id"])
    print(answer)
    print(dataset)
    assert answer["status"] == "created"
