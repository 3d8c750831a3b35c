"""One question is one turn, whether it comes live, over HTTP, or both, also after a restart."""

from __future__ import annotations

import base64
import io
import json
import urllib.error
import urllib.request
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from server.conversation.journal import ConversationJournal
from server.conversation.store import Conversations
from server.identity.people import Role
from server.realtime import ROOMS
from tests.server.realtime.live import Client, LiveServer, eventually, live_server

KEY = "question-0001"
TEXT = "Een inwoner is zijn paspoort kwijt"


def post(live: LiveServer, path: str, body: Any, kind: str = "application/json") -> tuple[int, Any]:
    """Send over HTTP what a client sends when its live line is gone."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {live.token}", "Content-Type": kind}
    request = urllib.request.Request(f"http://127.0.0.1:{live.port}{path}", data, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - this process
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def get(live: LiveServer, path: str) -> Any:
    """Read over HTTP."""
    headers = {"Authorization": f"Bearer {live.token}"}
    request = urllib.request.Request(f"http://127.0.0.1:{live.port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - this process
        return json.loads(answer.read())


def turns(live: LiveServer) -> list[int]:
    """Give the number of turns of each conversation of the person."""
    return [one["turns"] for one in get(live, "/v1/conversations")["conversations"]]


def session_of(client: Client) -> str:
    """Give the name of the session."""
    return str(client.until("session.created")["session"]["souffleur"]["session_id"])


def ask_live(client: Client, text: str = TEXT) -> str:
    """Ask in the live conversation and wait for the whole answer; gives the name of the message."""
    client.send(type="souffleur.ask", client_id=KEY, text=text)
    assert client.until("response.done")["response"]["status"] == "completed"
    added = [e for e in client.got if e["type"] == "conversation.item.added" and e["item"]["role"] == "user"]
    return str(added[-1]["item"]["id"])


def said(client: Client) -> list[str]:
    """Give the sentences of all answers so far."""
    return [event["text"] for event in client.got if event["type"] == "souffleur.sentence"]


def test_what_was_answered_live_is_not_answered_again_over_http(live: LiveServer) -> None:
    with live.client() as client:
        session = session_of(client)
        item = ask_live(client)

        status, answer = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT})

        assert status == 200
        assert [one["text"] for one in answer["say"]] == said(client) == live.companion.sentences
        assert answer["card"] == {"slug": "paspoort-kwijt", "title": "Paspoort kwijt"}
        assert answer["sources"][0]["source"] == "Rijksoverheid"
        assert len(live.companion.asked) == 1
        assert turns(live) == [1]
        for name in (f"{session}:{item}", f"{session}:{KEY}", KEY, answer["turn"]):
            assert post(live, f"/v1/turns/{name}/helped", {"helped": True})[0] == 204
        kept = get(live, f"/v1/conversations/{answer['conversation']}")
        assert [one["helped"] for one in kept["turns"]] == [True]


def test_what_was_answered_over_http_is_said_again_live(live: LiveServer) -> None:
    _, answer = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT})
    with live.client() as client:
        ask_live(client)

        assert said(client) == [one["text"] for one in answer["say"]]
        assert "souffleur.sources" in [event["type"] for event in client.got]
        client.send(type="souffleur.ask", client_id="question-0002", text="En dan?")
        client.until("response.done")

    assert len(live.companion.asked) == 2
    assert turns(live) == [2]


def test_other_words_under_the_same_name_are_answered(live: LiveServer) -> None:
    with live.client() as first:
        ask_live(first)
    with live.client() as second:
        ask_live(second, "Hoe meld ik een verhuizing?")

    assert [question.text for question in live.companion.asked] == [TEXT, "Hoe meld ik een verhuizing?"]
    assert turns(live) == [1]


def test_a_spoken_turn_sent_again_as_sound_is_the_same_turn(live: LiveServer) -> None:
    with live.client() as client:
        session = session_of(client)
        for level, seconds in ((0.3, 1.0), (0.0, 2.0)):
            pcm = np.full(round(seconds * 24_000), level * 32_767, "<i2").tobytes()
            client.send(type="input_audio_buffer.append", audio=base64.b64encode(pcm).decode())
        item = client.until("input_audio_buffer.speech_started", 15)["item_id"]
        assert client.until("response.done", 15)["response"]["status"] == "completed"

        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(bytes(32_000))
        path = f"/v1/questions/sound?client_id={session}-{item}"
        status, answer = post(live, path, sound.getvalue(), "audio/wav")

    assert status == 200
    assert [one["text"] for one in answer["say"]] == live.companion.sentences
    assert answer["question"]["spoken"] is True
    assert len(live.companion.asked) == 1
    assert turns(live) == [1]


def test_a_question_of_a_killed_server_is_answered_once_in_its_own_turn(live: LiveServer) -> None:
    person = live.services.people.add("noor", Role.EMPLOYEE)
    live.token = live.services.people.make_token(person.id)
    conversation = "0a35e6a4-6a30-4a4e-9d55-2f5f3a0d7c11"
    journal = ConversationJournal(
        live.services.database,
        person.id,
        "sess_1",
        "nl",
        conversation_id=conversation,
        title=lambda _: None,
    )
    journal.asked(KEY, TEXT, item_id="item_1", spoken=False)

    first = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT})
    second = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT})

    assert first == second
    assert first[1]["conversation"] == conversation
    assert len(live.companion.asked) == 1
    assert turns(live) == [1]


def test_a_late_live_answer_leaves_the_one_given_over_http(live: LiveServer) -> None:
    person = live.services.people.add("noor", Role.EMPLOYEE)
    live.token = live.services.people.make_token(person.id)
    own = Conversations(live.services.database, person.id)
    journal = ConversationJournal(
        live.services.database,
        person.id,
        "sess_1",
        "nl",
        conversation_id="0a35e6a4-6a30-4a4e-9d55-2f5f3a0d7c11",
        title=lambda _: None,
    )
    journal.asked(KEY, TEXT, item_id="item_1", spoken=False)
    _, answer = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT})

    journal.answered(KEY, "", own.dialogue(answer["conversation"]))

    turn = own.turn_of(KEY)
    assert turn is not None
    assert turn.heard == " ".join(live.companion.sentences)


@pytest.mark.parametrize("way", ["session", "conversation"])
def test_a_conversation_is_taken_up_by_another_server(tmp_path: Path, way: str) -> None:
    with live_server(tmp_path) as before:
        with before.client() as client:
            session = session_of(client)
            ask_live(client)
        assert eventually(before.quiet)
        token = before.token
        conversation = get(before, "/v1/conversations")["conversations"][0]["id"]
    with live_server(tmp_path, "somebody else") as after:
        query = f"?session={session}&after=5" if way == "session" else f"?conversation={conversation}"
        with after.client(query, token=token) as client:
            assert session_of(client) != session
            room = next(iter(after.app.extensions[ROOMS]._rooms.values()))
            assert room.session.desk.dialogue.last_question == TEXT
            client.send(type="souffleur.ask", client_id="question-0002", text="En dan?")
            client.until("response.done")
        after.token = token
        assert turns(after) == [2]
        assert eventually(after.quiet)


def test_a_question_over_http_joins_the_live_conversation(live: LiveServer) -> None:
    with live.client() as client:
        session = session_of(client)
        unasked = post(live, "/v1/questions", {"client_id": KEY, "text": TEXT, "conversation": session})[1]
        joined = {"client_id": "question-0002", "text": "En dan?", "conversation": session}

        assert post(live, "/v1/questions", joined)[1]["conversation"] == unasked["conversation"]

    assert turns(live) == [2]


def test_somebody_elses_session_gives_nothing_away(live: LiveServer) -> None:
    with live.client() as client:
        session = session_of(client)
        ask_live(client)
    live.token = live.another_token("noor")

    with pytest.raises(urllib.error.HTTPError) as refused:
        post(live, "/v1/questions", {"client_id": KEY, "text": TEXT, "conversation": session})
    refused.value.close()
    with live.client(f"?session={session}&after=0") as client:
        session_of(client)
        rooms = live.app.extensions[ROOMS]._rooms.values()
        assert [room.session.desk.dialogue.last_question for room in rooms if room.connection] == [None]

    assert refused.value.code == 404
    assert turns(live) == []
