"""Answers from the cards alone: useful without any language model, and the net below one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from server.content.cards import Card
from server.content.need import Moment
from server.content.search import Hit
from server.content.shelf import CardShelf
from server.conversation.base import (
    Dialogue,
    Line,
    OfferNote,
    Part,
    Say,
    ShowCard,
    ShowMoment,
    ShowSources,
    ShowSuggestions,
    authored,
)
from server.conversation.moments import THINK_FIRST
from server.conversation.phrases import attempt_question, phrase
from server.conversation.script import pieces, source_of

UNSURE_BELOW = 0.62
"""Below this score the card is told with a word of doubt and its neighbours beside it."""


class Grounded:
    """Tells cards. Holds no state; everything that is remembered is in the dialogue."""

    def __init__(self, shelf: CardShelf, today: Callable[[], date]):
        """Take the cards and a calendar, for cards that are past their date."""
        self._shelf = shelf
        self._today = today

    def begin(self, card: Card, moment: Moment, dialogue: Dialogue, *, inferred: bool) -> Iterator[Part]:
        """Tell the first piece of a card, with its source on the screen."""
        self.take(card, moment, dialogue)
        yield ShowMoment(moment, inferred)
        yield ShowCard(card.slug)
        yield ShowSources((source_of(card),))
        yield from self.advance(dialogue)

    def take(self, card: Card, moment: Moment, dialogue: Dialogue) -> None:
        """Make this the card that is being talked through; nothing of it is said yet."""
        dialogue.card = card.slug
        dialogue.moment = moment
        dialogue.position = dialogue.position_before = -1
        dialogue.awaiting_attempt = False
        dialogue.pending_note = None
        dialogue.suggestions = []

    def ask_attempt(
        self, card: Card, moment: Moment, dialogue: Dialogue, *, inferred: bool
    ) -> Iterator[Part]:
        """Ask for the person's own attempt first; the card follows after the reply."""
        self.take(card, moment, dialogue)
        dialogue.awaiting_attempt = True
        yield ShowMoment(moment, inferred)
        yield authored(attempt_question(moment, card.language), Line.REFLECT, None)

    def advance(self, dialogue: Dialogue) -> Iterator[Part]:
        """Tell the next piece of the card ("verder"), or say that this was all."""
        told = self.pieces(dialogue)
        card = self.card(dialogue)
        if card is None:
            return
        following = dialogue.position + 1
        if following >= len(told):
            yield authored(phrase("end", card.language), Line.NOTICE, card.slug)
            return
        dialogue.position = following
        yield from told[following]

    def rest_of_steps(self, dialogue: Dialogue) -> Iterator[Part]:
        """Tell every step that is left, for somebody in a hurry or after a language model broke off."""
        told = self.pieces(dialogue)
        while dialogue.position + 1 < len(told) and told[dialogue.position + 1][0].line is Line.STEP:
            dialogue.position += 1
            yield from told[dialogue.position]

    def explain(self, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Answer "hoe bedoel je": the details of the card, or its situation where there are none."""
        card = self.card(dialogue)
        if card is None:
            yield authored(phrase("nothing_yet", language), Line.NOTICE)
            return
        details = [
            say for piece in self.pieces(dialogue) for say in piece if say.line is Line.DETAIL
        ]  # the closing piece is of the same line, so leave its two sentences out
        told = details[:-2] or [authored(card.situation, Line.DETAIL, card.slug)]
        already = set(dialogue.last_said)
        fresh = [say for say in told if say.text not in already]
        yield from fresh or [authored(phrase("no_more", card.language), Line.NOTICE, card.slug)]

    def unknown(
        self, question: str, language: str, nearest: tuple[Hit, ...], dialogue: Dialogue
    ) -> Iterator[Part]:
        """Say honestly that there is no card, name the nearest two, and offer to note the question."""
        yield authored(phrase("unknown", language), Line.REFUSAL)
        yield from self.offer(question, language, nearest, dialogue)

    def offer(
        self, question: str, language: str, nearest: tuple[Hit, ...], dialogue: Dialogue
    ) -> Iterator[Part]:
        """Name the nearest cards and offer to note the question."""
        dialogue.card = None
        dialogue.awaiting_attempt = False
        dialogue.suggestions = [hit.slug for hit in nearest]
        dialogue.pending_note = question
        if nearest:
            yield ShowSuggestions(tuple((hit.slug, hit.title) for hit in nearest))
            titles = phrase("or", language).join(hit.title.rstrip(".") for hit in nearest)
            yield authored(phrase("unknown_near", language, titles=titles), Line.NOTICE)
        yield OfferNote(question)
        yield authored(phrase("offer_note", language), Line.OFFER)

    def doubt(self, hit: Hit, nearest: tuple[Hit, ...], language: str) -> Iterator[Part]:
        """Say that this may not be what was meant, and show what else it could be."""
        if hit.score < UNSURE_BELOW:
            yield authored(phrase("unsure", language), Line.NOTICE, hit.slug)
            if nearest:
                yield ShowSuggestions(tuple((near.slug, near.title) for near in nearest))

    def card(self, dialogue: Dialogue) -> Card | None:
        """Give the card that is being talked through."""
        return self._shelf.get(dialogue.card) if dialogue.card is not None else None

    def pieces(self, dialogue: Dialogue) -> tuple[tuple[Say, ...], ...]:
        """Give all pieces of the current card for the current moment."""
        card = self.card(dialogue)
        if card is None:
            return ()
        return pieces(card, dialogue.moment or card.moment, self._today())


def thinks_first(moment: Moment, *, hurry: bool) -> bool:
    """Tell whether the person's own attempt is asked before the answer."""
    return moment in THINK_FIRST and not hurry
