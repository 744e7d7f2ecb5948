"""Makes a running CKAN out of empty databases and harvests the samples, in one process: `prepare.py INI`.

The order comes as JSON on standard input: the settings, the administrator, the harvest source. Each step done
is answered with a line of JSON; the last line is the outcome. What is there already is left as it is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from logging.config import fileConfig
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.cli.db import db
from ckan.config.middleware import make_app
from ckan.lib.config_tool import config_edit_using_option_strings
from ckan.lib.search import rebuild
from ckan.plugins import toolkit as tk
from ckanext.harvest.model import HarvestJob, HarvestObject, HarvestObjectError

JOB_LIMIT = 900.0


def main(ini: str) -> None:
    """Carry out the order."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # CKAN prints much; only answers may go to the caller
    order = json.load(sys.stdin)
    started = time.monotonic()

    def answer(**words: Any) -> None:
        nonlocal started
        now = time.monotonic()
        print(json.dumps({**words, "seconds": now - started}), file=answers, flush=True)
        started = now

    app = _load(ini, order["settings"])
    _upgrade_tables()
    answer(step="tables of CKAN and of the plugins")
    with app._wsgi_app.test_request_context():
        admin = _make_admin(order["admin"])
        _repair_index()
        source = _make_source(admin, order["organization"], order["source"])
        answer(step="administrator, organization, harvest source", ready=True)
        job = None if order["harvest"] else _last_job(source)
        answer(step="harvest of the samples", outcome=_describe(job or _harvest(admin, source)))


def _load(ini: str, settings: dict[str, str]) -> Any:
    options = [f"{key} = {value}" for key, value in settings.items()]
    config_edit_using_option_strings(ini, options, "app:main")
    fileConfig(ini, disable_existing_loggers=False)
    return make_app(CKANConfigLoader(ini).get_config())


def _upgrade_tables() -> None:
    db.main(["init"], prog_name="ckan db", standalone_mode=False)


def _make_admin(wanted: dict[str, str]) -> str:
    user = model.User.get(wanted["name"])
    if user is None:
        tk.get_action("user_create")({"ignore_auth": True, "user": ""}, dict(wanted))
        user = model.User.get(wanted["name"])
    if not user.sysadmin:
        user.sysadmin = True
        model.repo.commit()
    return str(user.name)


def _repair_index() -> None:
    """Fill the index when it does not know what the database has (its folder may have been lost)."""
    rebuild(only_missing=True, force=True, quiet=True)


def _make_source(user: str, organization: dict[str, str], source: dict[str, str]) -> str:
    if model.Group.get(organization["name"]) is None:
        tk.get_action("organization_create")({"user": user}, dict(organization))
    wanted = {**source, "owner_org": organization["name"]}
    found = model.Package.get(source["name"])
    if found is None:
        return str(tk.get_action("harvest_source_create")({"user": user}, wanted)["id"])
    here = tk.get_action("harvest_source_show")({"user": user}, {"id": found.id})
    if any(here.get(key) != value for key, value in source.items()):
        tk.get_action("harvest_source_update")({"user": user}, {**wanted, "id": found.id})
    return str(found.id)


def _harvest(user: str, source: str) -> Any:
    """Run a job on the queues and return it finished; the workers of the portal do the work."""
    # A job that a stopped portal left open is given up: the new one does what is missing.
    for left in model.Session.query(HarvestJob).filter(
        HarvestJob.source_id == source, HarvestJob.status != "Finished"
    ):
        tk.get_action("harvest_job_abort")({"user": user}, {"id": left.id})
    job = tk.get_action("harvest_job_create")({"user": user}, {"source_id": source})
    deadline = time.monotonic() + JOB_LIMIT
    while time.monotonic() < deadline:
        model.Session.remove()
        now = model.Session.get(HarvestJob, job["id"])
        if now.status == "Finished":
            return now
        time.sleep(0.3)
    sys.exit(f"The harvest job {job['id']} has not finished after {JOB_LIMIT:.0f} s.")


def _last_job(source: str) -> Any:
    """Return the last finished job of the source, or None."""
    jobs = model.Session.query(HarvestJob).filter_by(source_id=source, status="Finished")
    return jobs.order_by(HarvestJob.created.desc()).first()


def _describe(job: Any) -> dict[str, Any]:
    """Return what the job did and what is in the portal now."""
    status = sa.func.coalesce(HarvestObject.report_status, HarvestObject.state)
    rows = model.Session.query(status, sa.func.count()).filter_by(harvest_job_id=job.id).group_by(status)
    errors = (
        model.Session.query(HarvestObjectError.message).join(HarvestObject).filter_by(harvest_job_id=job.id)
    )
    found = tk.get_action("package_search")(
        {}, {"fq": "dataset_type:govreport", "rows": 1, "sort": "name asc"}
    )
    return {
        "job": dict(rows.all()),
        "gather_errors": [error.message for error in job.gather_errors],
        "errors": [row[0] for row in errors],
        "reports": found["count"],
        "example": found["results"][0]["name"] if found["results"] else None,
    }


if __name__ == "__main__":
    main(sys.argv[1])
