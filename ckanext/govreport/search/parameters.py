"""Parameters as people and programs give them, and the refusal of one that cannot be understood."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk

__all__ = ["BadParameter", "list_values", "read_count", "read_flag", "read_number", "read_year"]

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class BadParameter(ValueError):
    """A parameter that cannot be understood; ``name`` is its name, the message is for the reader."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def read_number(text: object) -> Decimal | None:
    """Return the number that somebody typed, None when it is none.

    >>> read_number("１,２００"), read_number("-3.50"), read_number("many"), read_number("1e3")
    (Decimal('1200'), Decimal('-3.50'), None, None)
    """
    if isinstance(text, bool):
        return None
    folded = unicodedata.normalize("NFKC", str(text)).strip().replace(",", "")
    return Decimal(folded) if NUMBER.fullmatch(folded) else None


def read_count(params: Mapping[str, Any], name: str, default: int, most: int) -> int:
    """Return a whole number from 0 to ``most``.

    :raises BadParameter: it is none
    """
    given = params.get(name)
    if given is None or given == "":
        return default
    number = read_number(given)
    if number is None or number != int(number) or not 0 <= number <= most:
        message = tk._("“{given}” is not a whole number from 0 to {most}").format(given=given, most=most)
        raise BadParameter(name, message)
    return int(number)


def read_flag(params: Mapping[str, Any], name: str) -> bool:
    """Return whether a parameter says yes.

    :raises BadParameter: it says neither yes nor no
    """
    given = params.get(name) or False
    try:
        return bool(tk.asbool(given))
    except ValueError as error:
        message = tk._("“{given}” is neither true nor false").format(given=given)
        raise BadParameter(name, message) from error


def read_year(value: object, name: str) -> str:
    """Return a year as the index has it.

    :raises BadParameter: it is none
    """
    number = read_number(value)
    if number is None or number != int(number) or not 1900 <= number <= 2999:
        raise BadParameter(name, tk._("“{value}” is not a year").format(value=value))
    return str(int(number))


def list_values(params: Mapping[str, Any], name: str) -> list[str]:
    """Return the values given for one parameter: a list, a list as JSON, or values parted by commas.

    >>> list_values({"year": "2021, 2022"}, "year"), list_values({"year": 2021}, "year")
    (['2021', '2022'], ['2021'])

    :raises BadParameter: it begins like JSON and is none
    """
    given = params.get(name)
    if isinstance(given, str):
        try:
            given = json.loads(given) if given.startswith("[") else given.split(",")
        except ValueError as error:
            raise BadParameter(name, tk._("“{value}” is not a list").format(value=given)) from error
    values = given if isinstance(given, (list, tuple)) else [given]
    return [str(value).strip() for value in values if value is not None and str(value).strip()]
