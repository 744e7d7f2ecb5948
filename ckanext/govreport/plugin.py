"""Which of CKAN's interfaces we answer to; what is done there is done elsewhere."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation

from .catalogue.dataset_type import register_dataset_type
from .search.facets import choose_facets, label_facets
from .search.indexing import index_dataset
from .search.query import prepare_search
from .views.locales import locales

__all__ = ["GovReportPlugin"]


@tk.blanket.actions
@tk.blanket.auth_functions
@tk.blanket.cli
@tk.blanket.config_declarations
@tk.blanket.helpers
@tk.blanket.validators
class GovReportPlugin(p.SingletonPlugin, DefaultTranslation):
    """Annual reports on government information disclosure: published, searched, shown."""

    p.implements(p.IBlueprint)
    p.implements(p.IConfigurer)
    p.implements(p.IFacets, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.ITranslation)

    def update_config(self, config: Any) -> None:
        """Add our templates, assets and dataset type."""
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "govreport")
        register_dataset_type(config)

    def get_blueprint(self) -> list[Any]:
        """Serve our own addresses."""
        return [locales]

    def dataset_facets(self, facets_dict: OrderedDict[str, Any], package_type: str) -> OrderedDict[str, Any]:
        """Facet the pages of reports by what reports are found by."""
        return choose_facets(facets_dict, package_type)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Tell Solr more about a dataset."""
        return index_dataset(pkg_dict)

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Understand Chinese words and bounds of figures."""
        return prepare_search(search_params)

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        """Give facets of reports their labels."""
        return label_facets(search_results)
