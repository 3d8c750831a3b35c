"""Where a language model answers: the configured endpoint, or a local one that is found."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

CONNECT_SECONDS: Final = 1.0
PROBE_SECONDS: Final = 0.3
LOCAL_PORTS: Final = (11434, 8000, 8081)
"""Ollama, and the ports on which a llama.cpp server usually stands beside us."""
LOCAL_OWNERS: Final = frozenset({"library", "llamacpp", "me"})
"""What Ollama, llama.cpp and llama-cpp-python say in ``owned_by``; anything else is no model of ours."""


@dataclass(frozen=True)
class ChatEndpoint:
    """Where a language model is."""

    base_url: str
    """With the ``/v1``."""
    model: str
    key: str = "none"


def find_endpoint(
    url: str, key: str, model: str, own_port: int, ports: Sequence[int] = LOCAL_PORTS
) -> ChatEndpoint | None:
    """Give the configured endpoint, or else a local Ollama or llama.cpp server that answers at once.

    A configured endpoint without a model name is asked for its list. Ports are probed on loopback only, for
    0.3 s each, and never our own.
    """
    if url:
        base = url.rstrip("/")
        named = model or _first_model(base, key, CONNECT_SECONDS, None)
        return ChatEndpoint(base, named, key or "none") if named else None
    for port in ports:
        if port == own_port or not _listens(port):
            continue
        base = f"http://127.0.0.1:{port}/v1"
        found = _first_model(base, "none", PROBE_SECONDS, LOCAL_OWNERS)
        if found is not None:
            return ChatEndpoint(base, model or found)
    return None


def _listens(port: int) -> bool:
    """Knock: mostly nobody is there, and then no HTTP client with its certificates has to be made."""
    try:
        with socket.create_connection(("127.0.0.1", port), PROBE_SECONDS):
            return True
    except OSError:
        return False


def _first_model(base: str, key: str, seconds: float, owners: frozenset[str] | None) -> str | None:
    """Ask an endpoint which models it has; None where there is no such endpoint."""
    import httpx2  # not before something is known to be there

    try:
        with httpx2.Client(timeout=seconds, trust_env=not is_loopback(base)) as client:
            answer = client.get(f"{base}/models", headers={"Authorization": f"Bearer {key or 'none'}"})
            listed = answer.json()["data"] if answer.status_code == 200 else []
            for entry in listed:
                if owners is None or entry.get("owned_by") in owners:
                    return str(entry["id"])
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return None


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine, where no proxy belongs between."""
    return (urlsplit(url).hostname or "") in {"127.0.0.1", "localhost", "::1"}
