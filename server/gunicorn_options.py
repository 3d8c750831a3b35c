"""How gunicorn runs this server.

One worker process, because the recognition model is in memory once; one thread a socket (flask-sock holds a
pool thread for as long as the socket lives), and some more for the HTTP interface.
"""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from flask import Flask

from server.services import EXTENSION, Services
from server.settings import Settings

log = logging.getLogger(__name__)

HTTP_THREADS = 16
SPARE_CONNECTIONS = 64
"""Connections above the threads: kept-alive ones wait in the poller and need none."""
GRACE_SECONDS = 10


def options(settings: Settings) -> dict[str, Any]:
    """Give gunicorn's settings."""
    threads = settings.max_sockets + HTTP_THREADS
    return {
        "bind": f"[{settings.host}]:{settings.port}"
        if ":" in settings.host
        else f"{settings.host}:{settings.port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": threads,
        "worker_connections": threads + SPARE_CONNECTIONS,
        "graceful_timeout": GRACE_SECONDS,
        "timeout": 60,
        "keepalive": 5,
        "control_socket_disable": True,
        "loglevel": settings.log_level.lower(),
        "logger_class": "server.logs.GunicornLogger",
        "post_worker_init": begin,
        "worker_exit": end,
    }


def begin(worker: Any) -> None:
    """Load the heavy parts, and make every way of stopping tell the sockets first.

    Without this, gthread waits the whole grace period for sockets that never end by themselves and then cuts
    them off without a word (close code 1006).
    """
    app: Flask = worker.wsgi
    services_of(app).engines.start()
    services_of(app).housekeeper.start()
    services_of(app).takes.start()
    services_of(app).nudging.start()
    graceful = worker.handle_exit

    def goodbye(number: int, frame: Any) -> None:
        try:
            tell_sockets(app)
        finally:
            graceful(number, frame)

    def stop(number: int, frame: Any) -> None:
        # Not here: a signal handler interrupts a thread that may hold the very lock that is needed. And the
        # worker ends only after the sockets were told, or a busy machine cuts them off first.
        threading.Thread(target=goodbye, args=(number, frame), name="goodbye").start()

    # Ctrl-C reaches the worker too; the parent decides and sends what belongs to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, stop)


def tell_sockets(app: Flask) -> None:
    """Tell every live conversation that the server restarts (close code 1012); they come back."""
    shut_down = app.extensions.get("souffleur.shut_down")
    if shut_down is not None:
        shut_down()


def end(_arbiter: Any, worker: Any) -> None:
    """Join what the worker started."""
    app = getattr(worker, "wsgi", None)
    if app is not None:
        services_of(app).close()


def services_of(app: Flask) -> Services:
    """Give the services of an application outside a request."""
    found: Services = app.extensions[EXTENSION]
    return found
