"""The pinned third-party versions, read from versions.toml."""

from __future__ import annotations

from pathlib import Path

import tomllib

from stack.steps import StepFailed

FILE = Path(__file__).with_name("versions.toml")
PINS: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))
RELEASES: list[str] = PINS["ckan"]["releases"]  # type: ignore[assignment]
DEFAULT_RELEASE = PINS["ckan"]["default"]

__all__ = ["DEFAULT_RELEASE", "FILE", "PINS", "RELEASES", "find_release", "pin"]


def find_release(wanted: str) -> str:
    """Return the CKAN release meant by its whole number or by its first two parts.

    :raises StepFailed: when we do not know how to run that release.
    """
    for release in RELEASES:
        if release == wanted or release.startswith(f"{wanted}."):
            return release
    raise StepFailed(f"CKAN {wanted} is not one of the releases this project runs on: {', '.join(RELEASES)}.")


def pin(section: str, *names: str) -> list[str]:
    """Return ``name==version`` for the named packages of a section, or for all of them."""
    pins = PINS[section]
    return [f"{name}=={pins[name]}" for name in names or pins]
