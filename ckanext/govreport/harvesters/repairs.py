"""Two faults of ckanext-harvest 1.6.3 on CKAN 2.12 (ckan/ckanext-harvest#581): one cured, one told of."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import search

from ckanext.govreport import config
from ckanext.harvest import queue

__all__ = ["consumer_patience", "harvest_source_reindex", "warn_of_short_patience"]

log = logging.getLogger(__name__)

#: An idle consumer waits for its next message without end; anything below is a fault.
_LONG = 24 * 3600


@tk.chained_action  # type: ignore[untyped-decorator]
def harvest_source_reindex(
    next_action: Callable[..., Any], context: dict[str, Any], data_dict: dict[str, Any]
) -> Any:
    """Put a harvest source's latest status into the index, and keep what the source is.

    On CKAN 2.12 the action of ckanext-harvest indexes the dataset before its schema
    has seen it, and the source is shown without type, frequency and configuration
    from then on.
    """
    tk.check_access("harvest_source_reindex", context, data_dict)
    if not tk.check_ckan_version(min_version="2.12.0b0"):
        return next_action(context, data_dict)
    search.rebuild(tk.get_or_bust(data_dict, "id"), defer_commit=context.get("defer_commit", False))
    return True


def consumer_patience() -> float | None:
    """Return after how many idle seconds the consumers of the Redis queues die; None is never."""
    pool = queue.get_connection_redis().connection_pool
    patience: float | None = pool.connection_class(**pool.connection_kwargs).socket_timeout
    return patience


def warn_of_short_patience() -> None:
    """Log what to write into the configuration when the consumers would die of idleness.

    redis-py 8, which comes with CKAN 2.12, gives up reading after 5 seconds.
    """
    if (config.harvest_queue() or queue.MQ_TYPE) != "redis":
        return
    patience = consumer_patience()
    if patience is None or patience >= _LONG:
        return
    cure = "add ?socket_timeout=31536000 to ckan.redis.url"
    if config.harvest_queue_host():
        cure = f"remove ckan.harvest.mq.hostname and {cure}"
    log.warning("The harvest consumers will end after %g idle seconds: %s", patience, cure)
