"""The page of the Action API: what the docstrings of the actions say, and who may."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ckanext.govreport.search.names import FACETS

from .markdown import Rows, code, page, table

__all__ = ["actions_page"]

PACKAGE = Path(__file__).resolve().parents[2] / "ckanext" / "govreport"
FIELD = re.compile(r"^:(param|type|returns|rtype)(?: (\w+))?: ", re.MULTILINE)

API = """
<!-- Made by `python -m docs.made` from the docstrings of the actions; run it again after them. -->

# The API

Actions of CKAN's [Action API](https://docs.ckan.org/en/2.11/api/): `POST /api/3/action/NAME` with JSON,
or with `multipart/form-data` where a file is sent; those that only look also take `GET` and parameters
in the address. An API token goes into the header `Authorization`. Examples that run are in the
[README](../README.md#the-api).

An answer is `{"success": true, "result": …}`. A wrong parameter is answered with status 409 and
`{"success": false, "error": {…}}`: the names of the parameters, each with sentences in the language of
the request. A parameter that an action does not know is refused, not passed over. A file that cannot be
read is such an error too, and its `refusal` holds the code, both sentences and the details ([findings
and refusals](findings.md)).
"""
DATASETS = """
## The dataset

`package_show`, `package_search` and `package_create` serve the dataset type `govreport` like any other.
Its fields, from `catalogue/schema.yaml`:
"""
RESOURCES = """
The files of a report are resources; their `role` says which: `original` (as received), `figures`
(`figures.csv`, a row a figure), `report` (`report.json`, the [whole
reading](architecture.md#reading-as-json)), `findings` (`findings.csv`). An original that a later one
took the place of stays, marked as superseded.
"""
INDEX = """
## In CKAN's own search

`package_search` and the pages take the same filters; [search.md](search.md) names them. Facets and `fq` of
reports go by these fields of the index:
"""


@dataclass(frozen=True, slots=True)
class Action:
    """An action: its name, whether it only looks, its docstring in parts."""

    name: str
    only_looks: bool
    text: str
    parameters: Rows
    returns: str


def actions_page() -> str:
    """Return docs/api.md."""
    schema = yaml.safe_load((PACKAGE / "catalogue" / "schema.yaml").read_text(encoding="utf-8"))
    who = {node.name: ast.get_docstring(node) or "" for node in _functions(PACKAGE / "logic" / "auth.py")}
    actions = [action for path in ("create.py", "get.py") for action in _actions(path)]
    return page(
        API,
        *(part for action in actions for part in _section(action, who[action.name])),
        DATASETS,
        table(("field", "中文", "English", "what it is"), map(_field, schema["dataset_fields"])),
        RESOURCES,
        INDEX,
        table(("facet", "field"), ((code(name), code(field)) for name, field in FACETS.items())),
    )


def _actions(name: str) -> Iterator[Action]:
    for node in _functions(PACKAGE / "logic" / "action" / name):
        text, *fields = FIELD.split(ast.get_docstring(node) or "")
        found: dict[str, dict[str, str]] = {"param": {}, "type": {}, "returns": {}, "rtype": {}}
        for kind, parameter, said in zip(fields[::3], fields[1::3], fields[2::3], strict=True):
            found[kind][parameter or ""] = _markdown(said)
        yield Action(
            name=node.name,
            only_looks="tk.side_effect_free" in map(ast.unparse, node.decorator_list),
            text=text.replace("``", "`"),
            parameters=[(code(each), found["type"][each], said) for each, said in found["param"].items()],
            returns=found["returns"][""],
        )


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("govreport_"):
            yield node


def _section(action: Action, who: str) -> tuple[str, ...]:
    way = "`GET` or `POST`" if action.only_looks else "`POST`"
    return (
        f"## `{action.name}`",
        action.text,
        f"{way}. **Who may:** {_markdown(who)}",
        table(("parameter", "type", "what it is"), action.parameters),
        f"**Returns** {action.returns}",
    )


def _field(field: dict[str, Any]) -> tuple[str, str, str, str]:
    help_text = field.get("help_text", {}).get("en", "")
    values = ", ".join(code(choice["value"]) for choice in field.get("choices", ()))
    said = " ".join(filter(None, (help_text, f"One of {values}." if values else "")))
    return code(field["field_name"]), field["label"]["zh_Hans_CN"], field["label"]["en"], said


def _markdown(text: str) -> str:
    """Return the text of a docstring in one line."""
    return " ".join(inspect.cleandoc(text).replace("``", "`").split())
