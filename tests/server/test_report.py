"""What is said to have been found is what will answer."""

from __future__ import annotations

from server.report import conversation_report
from server.settings import Settings
from tests.server.conversation.chat_server import ChatServer, says


def test_a_local_model_that_is_there_is_named() -> None:
    with ChatServer(says("x")).running() as model:
        found = conversation_report(Settings(port=1), ports=[model.port])
        own = conversation_report(Settings(port=model.port), ports=[model.port])

    assert found.name != "cards"
    assert str(model.port) in found.detail
    assert (own.name, "none found" in own.detail) == ("cards", True)


def test_a_configured_model_is_named_without_asking_it() -> None:
    found = conversation_report(Settings(chat_url="http://127.0.0.1:9/v1", chat_model="mine"), ports=[])

    assert found.name == "mine"
    assert "127.0.0.1:9" in found.detail
