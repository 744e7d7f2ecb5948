"""README and docs say what is: examples run, links lead somewhere, pages that are made are current."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from ckanext.govreport.core import cli
from docs.made import pages
from tests.generator.accuracy import accuracy_blocks
from tests.readme import ROOT, Example, blocks, examples

DOCS = ROOT / "docs"
PACKAGE = ROOT / "ckanext" / "govreport"
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
PAGES = [ENGLISH, CHINESE, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def text(path: Path) -> str:
    return path.read_text("utf-8")


def without_code(path: Path) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text(path), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """Return the anchor of every heading of a page, as GitHub makes them."""
    headings = (re.sub(r"[^\w\- ]", "", heading.lower()) for _, heading in HEADING.findall(text(path)))
    return {heading.replace(" ", "-") for heading in headings}


def alone() -> list[Example]:
    return [example for example in examples(text(ENGLISH)) if not example.needs_portal]


@pytest.mark.parametrize("example", alone(), ids=lambda example: example.code.splitlines()[0])
def test_an_example_of_the_readme_prints_what_it_says(example: Example) -> None:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        example.command(sys.executable), cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    example.check(ran.stdout)


def test_the_readme_has_examples_of_the_reader_alone() -> None:
    assert {example.language for example in alone()} == {"sh", "python"}
    assert all(example.output for example in alone())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(without_code(page)):
        if link.startswith("https://"):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_reached_from_the_readme(page: Path) -> None:
    reached = {ENGLISH}
    new = [ENGLISH]
    while new:
        here = new.pop()
        for link in LINK.findall(without_code(here)):
            target = (here.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in reached:
                reached.add(target)
                new.append(target)
    assert page in reached


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: page.name)
def test_a_page_that_is_made_from_the_code_is_current(page: Path) -> None:
    assert pages()[page] == text(page), "run: python -m docs.made"


def test_the_accuracy_tables_are_current() -> None:
    for path, block in accuracy_blocks().items():
        assert block in text(path), "run: python -m tests.generator accuracy"


def test_both_readmes_have_the_same_sections() -> None:
    levels = [[mark for mark, _ in HEADING.findall(without_code(page))] for page in (ENGLISH, CHINESE)]
    assert levels[0] == levels[1]
    assert len(levels[0]) > 8


def test_both_readmes_have_the_same_code_blocks() -> None:
    assert blocks(text(ENGLISH)) == blocks(text(CHINESE))


def test_both_readmes_link_to_the_same_pages() -> None:
    links = [set(LINK.findall(without_code(page))) for page in (ENGLISH, CHINESE)]
    assert links[0] ^ links[1] == {"README.zh.md", "README.md"}


def test_the_plugins_line_is_the_one_that_the_tests_run_with() -> None:
    (line,) = re.findall(r"^ckan\.plugins = .*$", text(ENGLISH), re.MULTILINE)
    assert line in text(ROOT / "test.ini").splitlines()
    assert line in text(DOCS / "harvesting.md").splitlines()


def test_every_setting_is_documented() -> None:
    declared = yaml.safe_load(text(PACKAGE / "config_declaration.yaml"))
    keys = [option["key"] for group in declared["groups"] for option in group["options"]]
    assert keys
    page = text(DOCS / "configuration.md")
    assert [key for key in keys if f"`{key}`" not in page] == []


def test_every_setting_that_the_docs_name_exists() -> None:
    declared = text(PACKAGE / "config_declaration.yaml")
    for page in PAGES:
        named = re.findall(r"ckanext\.govreport\.[a-z_]+\.[a-z_]+", re.sub(r"\(.*?\)", "", text(page)))
        settings = [name for name in named if name.split(".")[2] in ("parse", "publish", "harvest", "search")]
        assert [name for name in settings if name not in declared] == [], page


def actions() -> Iterator[str]:
    for path in sorted((PACKAGE / "logic" / "action").glob("*.py")):
        for node in ast.parse(text(path)).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("govreport_"):
                yield node.name


def test_every_action_is_documented() -> None:
    found = list(actions())
    assert len(found) >= 5
    page = text(DOCS / "api.md")
    assert [name for name in found if f"`{name}`" not in page] == []


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        cli.main([*command.split(), "--help"])
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", capsys.readouterr().out))


def section(page: str, heading: str) -> str:
    """Return what stands below a heading of docs/cli.md, up to the next one."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


def test_every_option_of_the_reader_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    page = text(DOCS / "cli.md")
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    commands = re.findall(r"^    ([a-z]+) {2,}", capsys.readouterr().out, re.MULTILINE)
    assert "read" in commands
    for command in commands:
        described = section(page, f"`govreport {command}`")
        assert [
            name for name in options_of(command, capsys) - {"--help"} if f"`{name}" not in described
        ] == []


def portal_commands() -> Iterator[tuple[str, set[str]]]:
    """Yield the commands of `ckan govreport` with their options, without loading CKAN."""
    tree = ast.parse(text(PACKAGE / "cli.py"))
    shared = {
        node.targets[0].id: set(_options(node.value))
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and "govreport.command" in map(_callee, node.decorator_list):
            named = [
                word
                for each in node.decorator_list
                if _callee(each) == "govreport.command"
                for word in _strings(each)
            ]
            options = {option for each in node.decorator_list for option in _options(each)}
            for each in node.decorator_list:
                options |= shared.get(each.id, set()) if isinstance(each, ast.Name) else set()
            yield (named or [node.name.replace("_", "-")])[0], options


def _callee(node: ast.expr) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _strings(node: ast.AST) -> list[str]:
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return [value for value in found if isinstance(value, str)]


def _options(node: ast.AST) -> list[str]:
    return [word for word in _strings(node) if re.fullmatch(r"--[a-z-]+", word)]


def test_every_command_of_the_portal_is_documented() -> None:
    page = text(DOCS / "cli.md")
    commands = dict(portal_commands())
    assert set(commands) >= {"publish", "read-again", "reindex"}
    assert "--user" in commands["publish"]
    for command, options in commands.items():
        described = section(page, f"`ckan govreport {command}`")
        assert [name for name in options if f"`{name}" not in described] == [], command


def test_every_command_of_the_clone_is_in_the_readme() -> None:
    said = text(ENGLISH)
    for program in ("portal", "test"):
        helped = subprocess.run(
            [sys.executable, ROOT / "bin" / program, "help"], capture_output=True, text=True, check=True
        )
        assert f"bin/{program}" in helped.stdout
    for command in ("status", "down", "reset", "logs"):
        assert f"`bin/portal {command}`" in said
