"""Preparing what is missing, saying what was found, and serving.

Without another Python for gunicorn, so that nothing is imported twice and a second start takes seconds.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import socket
import sys
import time
from typing import Any

from gunicorn.app.base import BaseApplication

from server.app import create_app
from server.first_programmes import publish_first
from server.gunicorn_options import options
from server.instance import Instance
from server.loading import speech_is_remote
from server.logs import configure
from server.progress import ProgressLine
from server.report import start_lines
from server.settings import Settings
from server.store import Database
from voice.errors import VoiceError

log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; the application is made in the worker, after the fork."""

    def __init__(self, settings: Settings):
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)
        self.cfg.set("when_ready", self._tell_address)

    def load(self) -> Any:
        """Make the application."""
        return create_app(self._settings)

    def _tell_address(self, _arbiter: Any) -> None:
        print(f"\n  Souffleur  {address(self._settings)}\n", flush=True)


def address(settings: Settings) -> str:
    """Give what to open in a browser on this machine."""
    host = settings.host
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not listened on
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def port_is_free(settings: Settings) -> bool:
    """Tell whether we can listen there; gunicorn itself tries for five seconds and says less."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return False
    return True


def prepare(settings: Settings) -> None:
    """Make what is missing in the instance folder, look for the model, and say what was found."""
    Instance(settings.instance).prepare()
    database = Database(settings.database)
    database.migrate()
    publish_first(settings, database)
    database.close()
    _prepare_speech(settings)
    for line in start_lines(settings):
        print(f"  {line}", flush=True)


def _prepare_speech(settings: Settings) -> None:
    """Ask the model hub, once a day at most, for the model that suits this machine; never fail for it."""
    if speech_is_remote(settings):
        return
    from voice.stt.setup import prepare_model, set_up_model

    line = ProgressLine("Fetching a better recognition model")
    try:
        set_up = set_up_model(
            settings.instance,
            now=time.time(),
            wanted=settings.speech_model,
            offline=settings.offline,
            progress=line,
        )
        prepare_model(set_up.found.folder)
    except VoiceError as problem:
        print(f"  {problem}", file=sys.stderr)
        return
    finally:
        line.close()
    if set_up.trouble:
        print(f"  {set_up.trouble}; {set_up.found.name} is used.", flush=True)


def serve() -> int:
    """Start the server; returns only when it could not start."""
    settings = Settings()
    configure(settings.log_level)
    if not port_is_free(settings):
        print(f"Port {settings.port} is in use. Choose another one: make run PORT=8090", file=sys.stderr)
        return 1
    # In a child: gunicorn's parent would keep the 40 MB that looking at models and voices takes.
    preparing = multiprocessing.get_context("fork").Process(target=prepare, args=(settings,))
    preparing.start()
    preparing.join()
    if preparing.exitcode:
        return 1
    # What is here now stays: left out of the search for garbage, it also stays shared with the worker.
    gc.freeze()
    gc.enable()
    Server(settings).run()
    return 0
