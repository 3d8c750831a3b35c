"""A whole turn with a real small language model; served by ``make test-model``."""

from __future__ import annotations

import os

import pytest

from server.content import STARTER, CardShelf, load_cards
from server.content.search import CardSearch
from server.conversation.base import Dialogue, Line, Question, Say, ShowCard, authored
from server.conversation.chat import ChatClient
from server.conversation.companion import Companion
from server.conversation.endpoint import find_endpoint
from server.conversation.finder import ModelFinder
from server.conversation.llm import Teller
from server.conversation.prompting import messages
from server.conversation.script import pieces
from tests.server.conversation.shelves import TODAY

URL = os.environ.get("SOUFFLEUR_TEST_CHAT_URL", "")
PATIENCE = 60.0
"""Longer than in use: this is a test of the whole way and not of the speed of this machine."""

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not URL, reason="no language model is served; run make test-model"),
]


def test_answer_streams_in_pieces() -> None:
    endpoint = find_endpoint(URL, "", "", own_port=0)
    assert endpoint is not None
    client = ChatClient(endpoint, PATIENCE)
    shelf = CardShelf(load_cards(STARTER))
    stream = client.start(
        messages("what do I say to somebody who is angry", "en", shelf.get("angry-citizen"))
    )
    received = list(stream)
    client.close()

    assert len(received) > 5
    assert stream.first_token_after is not None
    print(f"\nfirst token after {stream.first_token_after * 1000:.0f} ms; {len(received)} pieces:")
    print("".join(received))


def test_whole_turn_begins_with_the_card() -> None:
    shelf = CardShelf(load_cards(STARTER))
    finder = ModelFinder(url=URL, first_token_seconds=PATIENCE)
    companion = Companion(shelf, CardSearch(shelf), teller=Teller(finder), today=lambda: TODAY)
    dialogue = Dialogue()
    question = Question("somebody is shouting at me at the desk, what do I say", "en")
    parts = list(companion.respond(question, dialogue))
    companion.close()
    told = [part for part in parts if isinstance(part, Say)]
    for say in told:
        print(f"{say.line.value}: {say.text}")
    shown = next(part.card for part in parts if isinstance(part, ShowCard))
    card = shelf.get(shown)

    assert card is not None
    assert told[0] == authored(card.first_line, Line.FIRST_LINE, card.slug)
    assert told[: len(pieces(card, card.moment, TODAY)[0])] == list(pieces(card, card.moment, TODAY)[0])
