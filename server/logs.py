"""Logging: what happened, never what somebody said."""

from __future__ import annotations

import logging

from gunicorn.glogging import Logger

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
NOISY = ("faster_whisper", "httpx", "httpx2", "openai", "alembic", "urllib3", "huggingface_hub", "edge_tts")


def configure(level: str) -> None:
    """Write every record of ours to standard error, and only the warnings of libraries."""
    logging.basicConfig(format=FORMAT, level=logging.WARNING, force=True)
    for name in ("server", "voice", "nudges"):
        logging.getLogger(name).setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class GunicornLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own records in the same form; no access log, because addresses are personal data."""

    error_fmt = FORMAT
    datefmt = None
