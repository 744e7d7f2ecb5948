"""Who may import whom: the table of docs/architecture.md, held against the imports."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ckanext" / "govreport"
CORE = PACKAGE / "core"
NAME = "ckanext.govreport"

#: The rooms of core in the order of the data: each may use itself and those before it.
CORE_ROOMS = (
    "errors",
    "text",
    "codebook",
    "documents",
    "discovery",
    "agencies",
    "reports",
    "checks",
    "analysis",
    "exports",
)
#: In CKAN: what each room may use beside core and config. Others reach data through tk.get_action alone.
CKAN_ROOMS = {
    "config": set(),
    "catalogue": {"search"},
    "search": {"catalogue"},
    "logic": {"catalogue", "search"},
    "views": {"search"},
    "harvesters": set(),
    "helpers": {"search", "views", "catalogue"},
    "cli": set(),
    "i18n": set(),
}
#: What only these modules may load, and only when they are needed: everything else starts fast.
HEAVY = {
    "pypdfium2": {"pdf_library"},
    "selectolax": {"html_tree"},
    "xlrd": {"xls"},
    "ckanapi": {"push"},
}


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    """Yield the full name of every module that ``path`` imports, wherever in it."""
    package = [NAME, *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _room(name: str, above: str) -> str | None:
    """Return the room under ``above`` that a module's full name lies in."""
    parts = name.removeprefix(f"{above}.").split(".") if name.startswith(f"{above}.") else []
    return parts[0] if parts else None


@pytest.mark.parametrize("path", _modules(CORE), ids=lambda path: str(path.relative_to(CORE)))
def test_core_knows_nothing_of_ckan(path: Path) -> None:
    for name in _imports(path):
        assert name.split(".")[0] != "ckan", name
        if name.startswith("ckanext.") and name not in (NAME, f"{NAME}.__version__"):
            assert name.startswith(f"{NAME}.core"), name


@pytest.mark.parametrize("room", CORE_ROOMS)
def test_a_room_of_core_uses_only_those_before_it(room: str) -> None:
    allowed = set(CORE_ROOMS[: CORE_ROOMS.index(room) + 1])
    paths = _modules(CORE / room) if (CORE / room).is_dir() else [CORE / f"{room}.py"]
    assert paths
    for path in paths:
        used = {each for name in _imports(path) if (each := _room(name, f"{NAME}.core")) in CORE_ROOMS}
        assert used <= allowed, f"{path.name} uses {sorted(used - allowed)}"


def test_every_room_of_core_is_in_the_table() -> None:
    rooms = {path.name for path in CORE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms | {"errors"} == set(CORE_ROOMS)


@pytest.mark.parametrize("room", CKAN_ROOMS)
def test_a_room_of_ckan_uses_only_what_it_may(room: str) -> None:
    allowed = CKAN_ROOMS[room] | {room, "core", "config"}
    paths = _modules(PACKAGE / room) if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]
    assert paths
    rooms = set(CKAN_ROOMS) | {"core", "plugin"}
    for path in paths:
        used = {each for name in _imports(path) if (each := _room(name, NAME)) in rooms}
        assert used <= allowed, f"{path.name} uses {sorted(used - allowed)}"


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_loaded_in_its_own_modules_alone(library: str) -> None:
    users = {path.stem for path in _modules(PACKAGE) if library in {n.split(".")[0] for n in _imports(path)}}
    assert users
    assert users <= HEAVY[library]


def test_settings_are_read_in_one_place() -> None:
    readers = [
        str(path.relative_to(PACKAGE))
        for path in _modules(PACKAGE)
        if "tk.config" in (text := path.read_text(encoding="utf-8")) or "toolkit.config" in text
    ]
    assert readers == ["config.py"]


def test_no_chinese_stands_in_code() -> None:
    """Chinese stands in YAML, catalogues and doctests; no string of code is written with it."""
    guilty = [
        f"{path.relative_to(PACKAGE)}:{token.start[0]}"
        for path in _modules(PACKAGE)
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.STRING
        and not token.string.startswith(('"""', 'r"""'))
        and any("\u4e00" <= sign <= "\u9fff" for sign in token.string)
    ]
    assert guilty == []
