"""``flask --app wsgi worker``: a process that handles nudges beside the server."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import click
from flask.cli import with_appcontext

from server.services import services


@click.command()
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--metrics-port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Figures for Prometheus, on this machine.",
)
@with_appcontext
def worker(threads: int, metrics_port: int) -> None:
    """Handle nudges until told to stop (SIGTERM, Ctrl-C); needs PostgreSQL and Redis."""
    parts = services()
    if parts.settings.nudge_engine == "off":
        raise click.ClickException("nudges are switched off (SOUFFLEUR_NUDGE_ENGINE=off)")
    if not parts.nudging.queue_url:
        raise click.ClickException(
            "workers need a database that several processes share and Redis:"
            " SOUFFLEUR_DATABASE_URL=postgresql+psycopg://... and SOUFFLEUR_REDIS_URL=redis://..."
        )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parts.nudging.follow_everybody()
    figures = _serve_figures(metrics_port)
    engine = parts.nudging.engine(parts.nudging.queue_url, threads)
    engine.start()
    click.echo(f"handling nudges with {threads} threads")
    try:
        stop.wait()
    finally:
        figures()
        parts.close()


def _serve_figures(port: int) -> Callable[[], None]:
    if not port:
        return lambda: None
    from prometheus_client import start_http_server

    server, thread = start_http_server(port, "127.0.0.1", registry=services().nudging.metrics.registry)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join(5)

    return stop
