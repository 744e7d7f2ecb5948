"""The wheel holds all that the package needs: YAML, tables, templates, assets and catalogues."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ckanext" / "govreport"
#: What lies in the package's folders while it is used and is no part of it.
MADE = {"__pycache__", ".webassets-cache"}
BUILT_FROM = ("pyproject.toml", "setup.py", "MANIFEST.in", "requirements.txt", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of the tree as it stands, built as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    # Built beside the tree: pip leaves a folder behind, and what is in it goes into the next wheel.
    tree = folder / "tree"
    shutil.copytree(ROOT / "ckanext", tree / "ckanext", ignore=shutil.ignore_patterns(*MADE))
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, tree)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(tree),
    ]
    subprocess.run(command, check=True, cwd=folder)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = {
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*")
        if path.is_file() and not MADE & set(path.parts) and path.suffix != ".pyc"
    }
    endings = {Path(file).suffix for file in files}
    assert {".py", ".yaml", ".html", ".css", ".mo", ".po", ".tsv", ".gz"} <= endings
    assert files - set(wheel.namelist()) == set()


def test_the_wheel_offers_the_command_and_the_plugins(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(name).decode()
    assert "govreport = ckanext.govreport.core.cli:main" in text
    assert "govreport = ckanext.govreport.plugin:GovReportPlugin" in text
    assert "govreport_folder_harvester = ckanext.govreport.harvesters.folder:FolderHarvester" in text


def test_the_wheel_never_asks_for_ckan_itself(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("METADATA"))
    needs = [
        line.split()[1] for line in wheel.read(name).decode().splitlines() if line.startswith("Requires-Dist")
    ]
    assert needs
    assert not any(need.rstrip(";").split(">")[0] == "ckan" for need in needs)
