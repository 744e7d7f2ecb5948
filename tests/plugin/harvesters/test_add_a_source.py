"""The harvester that docs/add-a-source.md shows is whole: it harvests a feed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ckan.tests.helpers import call_action
from ckanext.harvest.model import HarvestJob
from ckanext.harvest.tests.lib import run_harvest_job

from tests.plugin.harvesters.conftest import MakeSource, Published, Site

PAGE = Path(__file__).parents[3] / "docs" / "add-a-source.md"
FEED = """<feed xmlns="http://www.w3.org/2005/Atom">
  <entry><title>one</title><link href="{one}"/></entry>
  <entry><title>two</title><link href="{two}"/></entry>
</feed>"""

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture
def feed_module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    module = ModuleType("feed_of_the_docs")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(code, str(PAGE), "exec"), module.__dict__)
    return module


def test_the_harvester_of_the_docs_publishes_what_a_feed_links_to(
    feed_module: ModuleType,
    site: Site,
    samples: Path,
    make_source: MakeSource,
    published: Published,
    ckan_config: dict[str, Any],
) -> None:
    ckan_config["ckanext.govreport.harvest.private_addresses"] = True
    files = {"/one.docx": "pingtan_zone_2023.docx", "/two.html": "bad/clone_page.html"}
    site.pages |= {path: (samples / name).read_bytes() for path, name in files.items()}
    site.pages["/feed.xml"] = FEED.format(one=site.url("/one.docx"), two=site.url("/two.html")).encode()
    source = make_source(site.url("/feed.xml"))
    job = call_action("harvest_job_create", source_id=source.id, run=False)
    run_harvest_job(HarvestJob.get(job["id"]), feed_module.FeedHarvester())
    outcome = source.outcome(job["id"])
    assert outcome.counts == {"added": 1, "errored": 1}
    assert [each["agency"] for each in published()] == ["平潭综合实验区管委会"]
    (error,) = outcome.errors
    assert "two.html" in error
    assert "altered copy" in error
