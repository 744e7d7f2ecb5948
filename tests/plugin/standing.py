"""The plugins and the web application, kept from test to test as long as the settings stay the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pytest

__all__ = ["app", "clean_db", "keeper", "with_plugins"]

#: Plugins with tables of their own.
WITH_TABLES = ("activity", "harvest")


@dataclass
class Standing:
    """What was made: from which settings, what they became by it, and the application, if any."""

    asked: dict[str, Any]
    became: dict[str, Any]
    app: Any = None

    def serves(self) -> bool:
        """Return whether it is what the settings ask for now."""
        names = tk.aslist(tk.config["ckan.plugins"])
        return dict(tk.config) in (self.asked, self.became) and all(map(p.plugin_loaded, names))


@dataclass
class Keeper:
    """What is kept for the whole session."""

    standing: Standing | None = None
    migrated: set[str] = field(default_factory=set)


@pytest.fixture(scope="session")
def keeper() -> Keeper:
    """What the tests before have left standing."""
    return Keeper()


@pytest.fixture
def with_plugins(ckan_config: Any, keeper: Keeper) -> Standing:
    """The plugins of the settings. CKAN's own fixture loads them anew, which takes longer than most tests."""
    if keeper.standing and keeper.standing.serves():
        tk.config.update(keeper.standing.became)
        return keeper.standing
    asked = dict(tk.config)
    p.load_all()
    keeper.standing = Standing(asked, dict(tk.config))
    return keeper.standing


@pytest.fixture
def app(make_app: Callable[[], Any], with_plugins: Standing) -> Any:
    """A visitor's client of the portal, without cookies."""
    if with_plugins.app is None:
        with_plugins.app = make_app()  # which loads the plugins once more
        with_plugins.became = dict(tk.config)
    with_plugins.app.client = with_plugins.app.test_client()
    return with_plugins.app


@pytest.fixture
def clean_db(reset_db: Any, migrate_db_for: Any, keeper: Keeper) -> None:
    """An empty database; CKAN's own fixture leaves the tables of plugins away."""
    reset_db()
    for plugin in WITH_TABLES:
        if p.plugin_loaded(plugin) and plugin not in keeper.migrated:
            migrate_db_for(plugin)
            keeper.migrated.add(plugin)
