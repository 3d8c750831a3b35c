"""Answers of a language model, sentence by sentence, held to the card."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence

from server.content.cards import Card
from server.conversation.base import Line, Part, Say, ShowSources, authored
from server.conversation.chat import ChatStream, Message, ModelFailed
from server.conversation.checking import MAX_SENTENCES, borne_out, clean, speakable
from server.conversation.finder import ModelFinder
from server.conversation.phrases import phrase
from server.conversation.prompting import messages
from server.conversation.script import sentences, source_of

log = logging.getLogger(__name__)
_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Teller:
    """Lets a language model go on after the first line of a card, or answer where there is no card."""

    def __init__(self, finder: ModelFinder):
        """Take the finder, asked for each answer, so that a model may come and go."""
        self._finder = finder

    def start(
        self,
        question: str,
        language: str,
        card: Card | None,
        history: Sequence[tuple[str, str]] = (),
        attempt: str | None = None,
    ) -> Telling | None:
        """Ask the model, if there is one; the answer comes while the first line is being said."""
        client = self._finder()
        if client is None:
            return None
        asked: list[Message] = messages(question, language, card, history, attempt)
        try:
            return Telling(client.start(asked), question, language, card, self._finder.failed)
        except ModelFailed:
            return None

    def close(self) -> None:
        """Stop every answer that is on its way."""
        self._finder.close()


class Telling:
    """One answer of the model. Always ``close`` it."""

    def __init__(
        self,
        stream: ChatStream,
        question: str,
        language: str,
        card: Card | None,
        failed: Callable[[], None],
    ):
        """Take the stream, what it is about, and whom to tell that the model failed."""
        self._failed = failed
        self._stream = stream
        self._question = question
        self._language = language
        self._card = card

    @property
    def first_token_after(self) -> float | None:
        """Give the seconds that the first token took, once it is there."""
        return self._stream.first_token_after

    def parts(self) -> Iterator[Part]:
        """Yield what the model adds, checked; what no card bears out comes with the words that say so.

        Raises:
            ModelFailed: nothing usable came, in time or at all, or it broke off on the way.
        """
        try:
            yield from self._parts()
        except ModelFailed as error:
            log.info("the language model failed: %s", error)
            self._failed()
            raise

    def _parts(self) -> Iterator[Part]:
        said: list[str] = list(sentences(self._card.first_line)) if self._card is not None else []
        general = self._card is None
        spoken = 0
        for sentence in self._sentences():
            if sentence in said:
                continue
            if not general and self._card is not None and not borne_out(sentence, self._card, self._question):
                general = True
                yield ShowSources((source_of(self._card),), general_knowledge=True)
                yield authored(phrase("general", self._language), Line.NOTICE)
            said.append(sentence)
            spoken += 1
            yield Say(sentence, Line.DETAIL, None if general or self._card is None else self._card.slug)
            if spoken >= MAX_SENTENCES:
                return
        if not spoken:
            raise ModelFailed("the language model said nothing usable")

    def close(self) -> None:
        """Stop the model."""
        self._stream.close()

    def _sentences(self) -> Iterator[str]:
        """Cut the stream into clean sentences; the first that cannot be spoken ends it as a failure."""
        waiting = ""
        for piece in self._stream:
            waiting += piece
            *complete, rest = _END.split(waiting)
            yield from (self._checked(sentence) for sentence in complete if sentence.strip())
            waiting = rest
        for sentence in sentences(waiting):
            if sentence.rstrip("\"')").endswith((".", "?", "!")):
                yield self._checked(sentence)

    def _checked(self, sentence: str) -> str:
        cleaned = clean(sentence)
        if not speakable(cleaned, self._language):
            raise ModelFailed("the language model said something that cannot be spoken")
        return cleaned
