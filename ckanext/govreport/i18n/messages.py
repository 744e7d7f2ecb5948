"""The catalogues of translations, brought up to date: ``python -m ckanext.govreport.i18n.messages``.

Templates and code → ``ckanext-govreport.pot`` → ``.po``, where people translate → ``.mo``, which CKAN
loads. The messages of ``borrowed.yaml`` belong to CKAN and its extensions; we translate those that our
pages show and their own catalogues leave out.

Run it in the environment of a portal: it needs CKAN's extractor for templates.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

__all__ = [
    "DOMAIN",
    "LOCALES",
    "compile_catalogue",
    "extract_messages",
    "merge",
    "read_catalogue",
    "untranslated",
]

HERE = Path(__file__).parent
DOMAIN = "ckanext-govreport"
LOCALES = ("zh_Hans_CN", "zh_Hant_TW")
BORROWED = HERE / "borrowed.yaml"
METHODS = [("**/templates/**.html", "ckan.lib.extract:extract_ckan"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ungettext": (1, 2), "ngettext": (1, 2)}
#: Chinese has one form, but CKAN merges all catalogues into one with the rule of English, where a second form
#: must not be missing: so every plural is given twice.
PLURAL = (2, "(n != 1)")
#: Headers that would change with every run, or name nobody.
IDLE_HEADERS = ("Report-Msgid", "POT-", "PO-Revision", "Last-Translator", "Language-Team", "Generated-By")
#: In the header of every compiled catalogue, so that it changes only with its translations.
STAMP = datetime(2026, 1, 1, tzinfo=timezone.utc)
COMMENT = "# Translations of ckanext-govreport. Made by ckanext/govreport/i18n/messages.py; translate here."


def extract_messages() -> Catalog:
    """Return every message of ours and every borrowed one, untranslated."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    for file, _line, message, comments, context in extract_from_dir(
        HERE.parent, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalogue.add(message, locations=[(file, None)], auto_comments=comments, context=context)
    for message in _borrowed():
        catalogue.add(message, locations=[("borrowed", None)])
    return catalogue


def _borrowed() -> Iterator[str | tuple[str, str]]:
    for messages in yaml.safe_load(BORROWED.read_text(encoding="utf-8")).values():
        for message in messages:
            yield message if isinstance(message, str) else (message[0], message[1])


def read_catalogue(locale: str) -> Catalog:
    """Return the translations into ``locale`` as they stand in its ``.po``."""
    path = _path(locale, "po")
    if not path.exists():
        return Catalog(locale=locale, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def untranslated(locale: str) -> list[str]:
    """Return the messages that have no translation into ``locale``, the singular of plurals."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in read_catalogue(locale)
        if message.id and not (message.string if isinstance(message.string, str) else all(message.string))
    ]


def merge(locale: str, template: Catalog) -> bytes:
    """Return the ``.po`` of ``locale`` for the messages of ``template``; what is new in it is empty."""
    known = read_catalogue(locale)
    merged = Catalog(locale=locale, domain=DOMAIN, project=DOMAIN, charset="utf-8", fuzzy=False)
    merged._num_plurals, merged._plural_expr = PLURAL
    for message in template:
        if not message.id:
            continue
        before = known.get(message.id, message.context)
        merged.add(
            message.id,
            before.string if before else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return _write(merged)


def compile_catalogue(locale: str) -> bytes:
    """Return the ``.mo`` of ``locale``."""
    out = io.BytesIO()
    with _path(locale, "po").open("rb") as file:
        catalogue = read_po(file, locale=locale, domain=DOMAIN)
    catalogue.creation_date = catalogue.revision_date = STAMP
    write_mo(out, catalogue)
    return out.getvalue()


def _write(catalogue: Catalog) -> bytes:
    catalogue.header_comment = COMMENT
    out = io.BytesIO()
    write_po(out, catalogue, sort_output=True, width=100)
    lines = out.getvalue().decode().splitlines()
    return "".join(
        f"{line}\n" for line in lines if not line.removeprefix('"').startswith(IDLE_HEADERS)
    ).encode()


def _path(locale: str, ending: str) -> Path:
    return HERE / locale / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def main() -> None:
    """Bring template, catalogues and compiled catalogues up to date, and say what is not translated."""
    template = extract_messages()
    (HERE / f"{DOMAIN}.pot").write_bytes(_write(template))
    for locale in LOCALES:
        _path(locale, "po").parent.mkdir(parents=True, exist_ok=True)
        _path(locale, "po").write_bytes(merge(locale, template))
        _path(locale, "mo").write_bytes(compile_catalogue(locale))
        missing = untranslated(locale)
        print(f"{locale}: {len(template)} messages, {len(missing)} without translation")
        for message in missing:
            print(f"  {message}")


if __name__ == "__main__":
    main()
