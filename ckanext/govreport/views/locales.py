"""An answer for pages of CKAN 2.12 in Chinese that ask for a locale nobody knows.

CKAN 2.12 writes the language of a page as ``zh-Hans-CN``; its script turns the first
hyphen only back into an underscore and asks for ``/api/i18n/zh_Hans-CN``. That was an
error, and after it no script of the page came to life: no language menu, no completion.
"""

from __future__ import annotations

from ckan.views.api import i18n_js_translations
from flask import Blueprint

__all__ = ["locales"]

#: How the script spells a locale, and what CKAN calls it.
SPELLINGS = {"zh_Hans-CN": "zh_Hans_CN", "zh_Hant-TW": "zh_Hant_TW"}

locales = Blueprint("govreport_locales", __name__)


def _answer(spelling: str) -> object:
    return i18n_js_translations(SPELLINGS[spelling])


for _spelling in SPELLINGS:
    locales.add_url_rule(f"/api/i18n/{_spelling}", view_func=_answer, defaults={"spelling": _spelling})
