"""How gunicorn runs CKAN: loaded once, then two processes with threads."""

from connections import forget

preload_app = True
workers = 2
worker_class = "gthread"
threads = 4
timeout = 300


def post_fork(server, worker):
    """Give each process connections of its own."""
    forget()
