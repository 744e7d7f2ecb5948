"""The consumers of ckanext-harvest, run in the test's own process until their queues are empty."""

from __future__ import annotations

from typing import Any

from ckan.tests.helpers import call_action
from ckanext.harvest import queue

__all__ = ["drain_fetch", "drain_gather", "run_on_queues"]


def run_on_queues(source_id: str) -> dict[str, Any]:
    """Send a job for a source through both queues and return it."""
    job = call_action("harvest_job_create", source_id=source_id)
    drain_gather()
    drain_fetch()
    call_action("harvest_jobs_run")
    shown: dict[str, Any] = call_action("harvest_job_show", id=job["id"])
    return shown


def drain_gather() -> None:
    """Gather every job that waits."""
    _drain(queue.get_gather_consumer(), queue.get_gather_routing_key(), queue.gather_callback)


def drain_fetch() -> None:
    """Fetch and import every object that waits."""
    _drain(queue.get_fetch_consumer(), queue.get_fetch_routing_key(), queue.fetch_callback)


def _drain(consumer: Any, key: str, callback: Any) -> None:
    messages = consumer.consume(key)
    while consumer.redis.llen(key):
        callback(consumer, *next(messages))
