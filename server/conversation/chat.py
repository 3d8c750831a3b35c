"""A chat endpoint as a stream of text that can be waited for with a limit, and given up at any moment."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from server.conversation.endpoint import CONNECT_SECONDS, ChatEndpoint, is_loopback

if TYPE_CHECKING:
    from openai.resources.chat.completions import CompletionsWithStreamingResponse

log = logging.getLogger(__name__)

Message = dict[str, str]
Clock = Callable[[], float]

TOTAL_SECONDS: Final = 20.0
"""A spoken answer of three sentences that takes longer than this is of no use to anybody."""
MAX_CHARACTERS: Final = 1500
MAX_TOKENS: Final = 160
MAX_LINE_BYTES: Final = 65_536
MAX_STREAMS: Final = 16
QUEUE_SIZE: Final = 64


class ModelFailed(Exception):
    """The language model is not there, too slow, or gives nothing that can be used."""


class ChatClient:
    """Streams answers of one endpoint. Thread-safe; every stream has a thread of its own that is joined."""

    def __init__(self, endpoint: ChatEndpoint, first_token_seconds: float, clock: Clock = time.monotonic):
        """Take the endpoint and how long it may take to its first token, and between two tokens."""
        # Here, because importing it takes longer than all the rest of the server, and many have no endpoint.
        import httpx2
        import openai

        self.endpoint = endpoint
        self.first_token_seconds = first_token_seconds
        self._clock = clock
        timeout = httpx2.Timeout(first_token_seconds, connect=min(CONNECT_SECONDS, first_token_seconds))
        transport = httpx2.Client(timeout=timeout, trust_env=not is_loopback(endpoint.base_url))
        self._streams: list[ChatStream] = []
        self._lock = threading.Lock()
        self._client = openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            max_retries=0,
            timeout=timeout,
            http_client=transport,
        )
        # The package imports its parts when they are first touched: not while somebody waits for a word.
        self._completions = self._client.chat.completions.with_streaming_response

    def start(self, messages: Sequence[Message]) -> ChatStream:
        """Ask, and give the stream at once; the reading goes on beside the caller.

        Raises:
            ModelFailed: too many answers are on their way already.
        """
        with self._lock:
            self._streams = [stream for stream in self._streams if not stream.join(0)]
            if len(self._streams) >= MAX_STREAMS:
                raise ModelFailed("too many answers at once")
            stream = ChatStream(
                self._completions, self.endpoint.model, messages, self.first_token_seconds, self._clock
            )
            self._streams.append(stream)
        return stream

    def close(self) -> None:
        """Stop every answer, wait for its thread, and give the connections back."""
        with self._lock:
            streams, self._streams = self._streams, []
        for stream in streams:
            stream.close()
        for stream in streams:
            if not stream.join(self.first_token_seconds + CONNECT_SECONDS + 1.0):
                log.error("a chat stream did not end in time")
        self._client.close()


class ChatStream:
    """One answer on its way. Iterate once; always ``close`` it."""

    def __init__(
        self,
        completions: CompletionsWithStreamingResponse,
        model: str,
        messages: Sequence[Message],
        patience: float,
        clock: Clock,
    ):
        """Begin to read in a thread; what it reads waits in a bounded queue."""
        self._completions = completions
        self._model = model
        self._messages = list(messages)
        self._patience = patience
        self._clock = clock
        self._begun = clock()
        self._stopped = threading.Event()
        self._queue: queue.Queue[str | ModelFailed | None] = queue.Queue(QUEUE_SIZE)
        self.first_token_after: float | None = None
        """Seconds from the question to the first token."""
        self._thread = threading.Thread(target=self._read, name="chat-stream", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[str]:
        """Yield pieces of text as they come.

        Raises:
            ModelFailed: nothing within the time for a first token, too long a gap, or an error on the way.
        """
        deadline = self._begun + self._patience
        while True:
            remaining = deadline - self._clock()
            try:
                item = self._queue.get(timeout=max(0.0, remaining))
            except queue.Empty:
                raise ModelFailed("the language model is too slow") from None
            if isinstance(item, ModelFailed):
                raise item
            if item is None:
                return
            now = self._clock()
            if self.first_token_after is None:
                self.first_token_after = now - self._begun
            deadline = min(now + self._patience, self._begun + TOTAL_SECONDS)
            yield item

    def close(self) -> None:
        """Stop listening at once; the thread notices at the next byte or at the read timeout."""
        self._stopped.set()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; False where it has not ended in time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _read(self) -> None:
        """Read the whole answer; runs in the stream's own thread."""
        outcome: ModelFailed | None = None
        try:
            with self._completions.create(
                model=self._model,
                messages=self._messages,  # type: ignore[arg-type]
                stream=True,
                max_tokens=MAX_TOKENS,
                temperature=0.2,
            ) as response:
                finished = self._pass_on(response.iter_bytes())
            if not finished:
                outcome = ModelFailed("the answer broke off")
        except Exception as error:
            # Whatever an endpoint does, a person must be answered: only the kind of error is kept.
            outcome = ModelFailed(type(error).__name__)
        self._offer(outcome)

    def _pass_on(self, received: Iterator[bytes]) -> bool:
        """Pass the text of the events on; True where the answer came to its end.

        The bytes are read here and not by the package's own iterator, which would never come back from an
        endpoint that sends nothing but comments.
        """
        waiting = b""
        characters = 0
        for data in received:
            if self._stopped.is_set() or self._clock() - self._begun > TOTAL_SECONDS:
                return False
            *lines, waiting = (waiting + data).split(b"\n")
            if len(waiting) > MAX_LINE_BYTES:
                raise ModelFailed("a line without an end")
            for line in lines:
                text, finished = _event(line)
                characters += len(text)
                if finished or characters > MAX_CHARACTERS:
                    return True
                if text and not self._offer(text):
                    return False
        return False

    def _offer(self, item: str | ModelFailed | None) -> bool:
        """Put something into the queue; False where nobody reads it any more."""
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False


def _event(line: bytes) -> tuple[str, bool]:
    """Read one line of the event stream: the text in it, and whether the answer is complete.

    Raises:
        ValueError: it is an event, but not of a chat completion.
    """
    if not line.startswith(b"data:"):
        return "", False
    from openai.types.chat import ChatCompletionChunk

    data = line[5:].strip()
    if data == b"[DONE]":
        return "", True
    chunk = ChatCompletionChunk.model_validate_json(data)
    if not chunk.choices:
        return "", False
    return chunk.choices[0].delta.content or "", chunk.choices[0].finish_reason is not None
