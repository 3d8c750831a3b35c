"""Which language model is at hand right now, if any."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Final

from server.conversation.chat import ChatClient, Clock
from server.conversation.endpoint import LOCAL_PORTS, find_endpoint

LOOK_AGAIN_SECONDS: Final = 60.0
"""How long "there is none" is believed."""
REST_SECONDS: Final = 30.0
"""How long a model that failed is left alone, so that not every question waits for it."""


class ModelFinder:
    """Finds the configured or a local chat endpoint and leaves it alone when it fails. Thread-safe."""

    def __init__(
        self,
        *,
        url: str = "",
        key: str = "",
        model: str = "",
        first_token_seconds: float = 2.5,
        own_port: int = 0,
        ports: Sequence[int] = LOCAL_PORTS,
        clock: Clock = time.monotonic,
    ):
        """Take the settings of the endpoint; ``own_port`` is our own server's and is never asked."""
        self._url = url
        self._key = key
        self._model = model
        self._first_token_seconds = first_token_seconds
        self._own_port = own_port
        self._ports = tuple(ports)
        self._clock = clock
        self._lock = threading.Lock()
        self._client: ChatClient | None = None
        self._not_before = float("-inf")

    def __call__(self) -> ChatClient | None:
        """Give the client, or None where there is no model or it is at rest after a failure."""
        with self._lock:
            if self._clock() < self._not_before:
                return None
            if self._client is None:
                found = find_endpoint(self._url, self._key, self._model, self._own_port, self._ports)
                if found is None:
                    self._not_before = self._clock() + LOOK_AGAIN_SECONDS
                    return None
                self._client = ChatClient(found, self._first_token_seconds)
            return self._client

    def failed(self) -> None:
        """Leave the model alone for a while."""
        with self._lock:
            self._not_before = self._clock() + REST_SECONDS

    def describe(self) -> str | None:
        """Give the name and the address of the model, or None where there is none."""
        client = self()
        return f"{client.endpoint.model} at {client.endpoint.base_url}" if client is not None else None

    def close(self) -> None:
        """Stop what is on its way and give the connections back."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()
