"""The Chinese catalogues: complete, compiled, and enough for the pages that visitors see."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment

from ckanext.govreport.i18n import messages
from ckanext.govreport.i18n.messages import DOMAIN, LOCALES

I18N = Path(messages.__file__).parent
#: Names that stay as they are in Chinese: of programs, kinds of files, and services.
NAMES = {
    "API",
    "CKAN",
    "SHA",
    "PDF",
    "CSV",
    "JSON",
    "TXT",
    "HTML",
    "DOCX",
    "Facebook",
    "Twitter",
    "Open",
    "Data",
}
#: What CKAN 2.11 says in English in its template, past every catalogue.
FIXED = {"close"}
#: What stands on a page without being language: addresses, hashes, file names.
CODES = re.compile(r"https?://\S+|\b[0-9a-f]{32,64}\b|\S+\.(pdf|json|csv|html|txt|docx)\b")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated(locale: str) -> None:
    assert messages.untranslated(locale) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_has_the_messages_of_the_code_and_no_other(locale: str) -> None:
    wanted = {message.id for message in messages.extract_messages() if message.id}

    assert {message.id for message in messages.read_catalogue(locale) if message.id} == wanted


def test_the_template_is_up_to_date() -> None:
    text = (I18N / f"{DOMAIN}.pot").read_text(encoding="utf-8")

    for message in messages.extract_messages():
        first = message.id if isinstance(message.id, str) else message.id[0]
        assert first.split("\n")[0][:40].replace('"', '\\"') in text.replace('"\n"', "")


@pytest.mark.parametrize("locale", LOCALES)
def test_what_ckan_loads_is_what_was_translated(locale: str) -> None:
    with (I18N / locale / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for message in messages.read_catalogue(locale):
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string
        elif message.id:
            assert compiled.ngettext(*message.id, 1) == message.string[0]
            assert compiled.ngettext(*message.id, 2) == message.string[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_fills_in_only_what_its_message_gives(locale: str) -> None:
    def fields(text: str) -> set[str]:
        named = re.findall(r"%\((\w+)\)[sd]", text)
        return set(named) | {name for _, name, _, _ in Formatter().parse(text) if name}

    for message in messages.read_catalogue(locale):
        if message.id:
            given = fields(message.id if isinstance(message.id, str) else message.id[1])
            said = message.string if isinstance(message.string, str) else message.string[0]
            assert fields(said) <= given, message.id


def english(soup: BeautifulSoup) -> list[str]:
    """Return the visible words in Latin letters that are no names."""
    for hidden in soup.select("script, style, code, select[name=url], .lang-select"):
        hidden.decompose()
    texts = [str(text) for text in soup.find_all(string=True) if not isinstance(text, Comment)]
    for attribute in ("title", "aria-label", "placeholder", "data-bs-title"):
        texts += [node[attribute] for node in soup.select(f"[{attribute}]")]
    words = re.findall(r"[A-Za-z]{2,}", CODES.sub(" ", "\n".join(texts[1:])))
    return sorted(set(words) - NAMES - FIXED)


@pytest.mark.parametrize(
    "path",
    [
        "/govreport/",
        "/govreport/?q=政务服务&govreport_year=2021&ext_requests_received_max=5",
        "/govreport/?q=火星",
        "/govreport/{name}",
    ],
)
def test_a_visitor_reads_no_english_on_the_chinese_pages(
    app: Any, library: dict[str, str], path: str
) -> None:
    body = app.get("/zh_Hans_CN" + path.format(name=library["hongze_district_2023.pdf"])).body

    assert english(BeautifulSoup(body, "html.parser")) == []


def test_counts_are_told_in_chinese_for_one_and_for_many(app: Any, library: dict[str, str]) -> None:
    def heading(url: str) -> str:
        return BeautifulSoup(app.get(url).body, "html.parser").h1.get_text(strip=True)

    assert heading("/zh_Hans_CN/dataset/?q=公交站点") == "找到 1 个与“公交站点”相符的数据集"
    assert heading("/zh_Hans_CN/dataset/") == "找到 10 个数据集"
    assert heading("/zh_Hant_TW/govreport/") == "共 9 份政府信息公開年報"
