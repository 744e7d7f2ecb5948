"""`ckan govreport …`: publish files, read stored reports again, index them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from ckan import model
from ckan.lib import search
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

__all__ = ["govreport"]

PUBLISH = "govreport_report_publish"
#: So many reports are handed to Solr before it is told to show them.
BATCH = 50

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
AS_USER = click.option(
    "--user", help="Publish in the name of this user (default: the site user, who may do everything)."
)


@click.group(short_help="Publish annual reports and keep them up to date.")
def govreport() -> None:
    """Publish annual reports on government information disclosure and keep them up to date."""


@govreport.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@AS_USER
@click.option("--organization", help="The organization that owns the reports (default: that of each agency).")
@click.option("--agency", help="The agency of all these reports, where they do not name one themselves.")
@click.option("--year", type=int, help="The year reported on, where the reports do not name one themselves.")
@click.option("--private", is_flag=True, default=None, help="Only members of the organization see them.")
def publish(
    files: tuple[Path, ...],
    user: str | None,
    organization: str | None,
    agency: str | None,
    year: int | None,
    private: bool | None,
) -> None:
    """Publish FILES, one line each: created, updated, unchanged, or refused and why.

    Ends with status 1 when one was refused; the others are published all the same.
    """
    said = {"owner_org": organization, "agency": agency, "year": year, "private": private}
    said = {name: value for name, value in said.items() if value is not None}

    def one(path: Path) -> dict[str, Any]:
        with path.open("rb") as file:
            upload = FileStorage(file, filename=path.name)
            return _call(PUBLISH, user, {"upload": upload, **said})

    _report(((str(path), lambda path=path: one(path)) for path in files), len(files))


@govreport.command("read-again")
@click.argument("reports", nargs=-1)
@AS_USER
def read_again(reports: tuple[str, ...], user: str | None) -> None:
    """Read the stored originals of REPORTS (ids or names; default: of all) with the present parser.

    Nothing is fetched. A report whose reading comes out as before is left unchanged;
    one that the present parser refuses stays as it is.
    """
    ids = reports or tuple(_report_ids())
    _report(((each, lambda each=each: _call(PUBLISH, user, {"id": each})) for each in ids), len(ids))


@govreport.command()
@click.argument("reports", nargs=-1)
def reindex(reports: tuple[str, ...]) -> None:
    """Put REPORTS (ids or names; default: all) into the search index again."""
    ids = reports or tuple(_report_ids())
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        search.rebuild(package_ids=part, defer_commit=True, quiet=True)
        search.commit()
        click.echo(f"{start + len(part)} of {len(ids)}")


def _call(action: str, user: str | None, data: dict[str, Any]) -> dict[str, Any]:
    if user is None:
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    answer: dict[str, Any] = tk.get_action(action)({"user": user}, data)
    return answer


def _report(tasks: Iterable[tuple[str, Callable[[], dict[str, Any]]]], total: int) -> None:
    """Do one task after the other and print a line for each; end with 1 when one was refused."""
    counts: Counter[str] = Counter()
    for number, (name, task) in enumerate(tasks, 1):
        try:
            answer = task()
            status, said = answer["status"], f"{answer['url']} ({answer['quality']})"
        except tk.ValidationError as error:
            status, said = "refused", _sentences(error)
        except (tk.NotAuthorized, tk.ObjectNotFound) as error:
            status, said = "refused", str(error)
        counts[status] += 1
        click.echo(f"[{number}/{total}] {status} {name} {said}")
    click.echo(", ".join(f"{count} {status}" for status, count in counts.items()) or "nothing to do")
    if counts["refused"]:
        raise SystemExit(1)


def _sentences(error: tk.ValidationError) -> str:
    """Return what was wrong in one line."""
    return "; ".join(
        " ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
        for field, messages in error.error_dict.items()
        if field != "refusal"
    )


def _report_ids() -> list[str]:
    query = select(model.Package.id).where(
        model.Package.type == "govreport", model.Package.state == model.State.ACTIVE
    )
    return list(model.Session.scalars(query.order_by(model.Package.name)))
