"""What a command loads before it does anything: nothing that it has no use for, so that it starts at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
CORE = "ckanext.govreport.core"
#: Runs the command as its script does and says on stderr which modules it left behind.
RUN = f"""
import sys
from {CORE}.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""
#: What no command but the one that needs it loads.
HEAVY = {"pypdfium2", "xlrd", "ckanapi", "requests", "numpy", "onnxruntime", "pyarrow"}


def _loaded_by(*arguments: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=True
    )
    assert answer.stdout
    return set(answer.stderr.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_command_that_reads_nothing_loads_no_part_of_the_reader(option: str) -> None:
    loaded = _loaded_by(option)
    assert not loaded & {*HEAVY, "yaml", "selectolax", "zipfile", "xml.etree", "multiprocessing", "csv"}
    assert {name for name in loaded if name.startswith(CORE)} == {CORE, f"{CORE}.cli"}


def test_a_web_page_is_read_without_the_libraries_of_other_kinds() -> None:
    loaded = _loaded_by("read", str(SAMPLES / "sample_qingchuan_city_2023.html"))
    assert not loaded & {*HEAVY, "xml.etree", "multiprocessing", "concurrent.futures"}
    readers = {
        name.removeprefix(f"{CORE}.documents.") for name in loaded if name.startswith(f"{CORE}.documents.")
    }
    assert "html" in readers
    assert not readers & {
        "pdf",
        "docx",
        "doc",
        "xlsx",
        "xls",
        "odt",
        "ods",
        "rtf",
        "ofd",
        "mhtml",
        "markdown",
    }


def test_a_sheet_is_read_without_the_library_of_web_pages() -> None:
    assert "selectolax" not in _loaded_by("read", str(SAMPLES / "sample_qingchuan_market_2020.docx"))
