"""Questions that are not asked live."""

from __future__ import annotations

import io
import wave
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.content.open_questions import OpenQuestions
from server.services import Services
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript

PASSPORT = {"client_id": "question-1", "text": "Een inwoner is zijn paspoort kwijt", "language": "nl"}


class Understood:
    """Recognition that hears one sentence in any sound; the real one is tested in tests/voice."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.seconds: list[float] = []

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        assert purpose is Purpose.FINAL
        self.seconds.append(len(samples) / 16_000)
        future: Future[Transcript] = Future()
        why = None if self.sentence else "silence"
        future.set_result(Transcript(self.sentence, options.language, len(samples) / 16_000, 0.9, why))
        return future


@pytest.fixture
def signed_in(client: FlaskClient) -> FlaskClient:
    """A browser of the demo employee."""
    client.get("/v1/me")
    return client


def ask(client: FlaskClient, **change: Any) -> Any:
    answer = client.post("/v1/questions", json=PASSPORT | change)
    assert answer.status_code == 200, answer.text
    return answer.json


def recording(seconds: float = 1.0, rate: int = 16_000, channels: int = 1, width: int = 2) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(bytes([128 if width == 1 else 0]) * int(seconds * rate) * channels * width)
    return target.getvalue()


def test_a_typed_question_is_answered_from_a_card(signed_in: FlaskClient) -> None:
    answer = ask(signed_in)

    assert answer["card"]["slug"] == "paspoort-kwijt"
    assert answer["say"][0]["line"] == "first_line"
    assert answer["sources"][0]["source"]
    assert (answer["moment"], answer["inferred"]) == ("solve", True)
    assert answer["question"] == {"text": PASSPORT["text"], "spoken": False}


def test_the_same_question_sent_twice_is_one_question(signed_in: FlaskClient) -> None:
    first, second = ask(signed_in), ask(signed_in)

    kept = signed_in.get("/v1/conversations").json
    assert first == second
    assert kept is not None
    assert [one["turns"] for one in kept["conversations"]] == [1]


def test_the_same_question_sent_at_the_same_time_is_one_question(app: Flask, signed_in: FlaskClient) -> None:
    def send(_number: int) -> Any:
        client = app.test_client()
        client.get("/v1/me")
        return ask(client)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert len({answer["turn"] for answer in answers}) == 1
    kept = signed_in.get("/v1/conversations").json
    assert kept is not None
    assert [one["turns"] for one in kept["conversations"]] == [1]


def test_a_conversation_goes_on(signed_in: FlaskClient) -> None:
    first = ask(signed_in)
    more = ask(signed_in, client_id="question-2", text="verder", conversation=first["conversation"])

    assert more["conversation"] == first["conversation"]
    assert more["say"][0]["card"] == "paspoort-kwijt"
    assert more["say"][0]["text"] != first["say"][0]["text"]


def test_what_is_not_known_is_said_and_noted_only_after_a_yes(
    signed_in: FlaskClient, services: Services
) -> None:
    notes = OpenQuestions(services.database)
    answer = ask(signed_in, text="hoe bak ik een taart met kersen op de maan")

    assert answer["card"] is None
    assert len(answer["suggestions"]) == 2
    assert answer["offer_note"]
    assert notes.all("nl") == []

    sent = signed_in.post("/v1/open-questions", json={"text": answer["offer_note"], "language": "nl"})

    assert sent.status_code == 204
    assert notes.all("nl") == [answer["offer_note"]]
    with services.database.session() as session:
        columns = {row[1] for row in session.execute(text("pragma table_info(open_questions)"))}
    assert columns == {"id", "text", "language", "noted_on"}


def test_a_chosen_moment_and_hurry_are_obeyed(signed_in: FlaskClient) -> None:
    chosen = ask(signed_in, moment="new")
    hurried = ask(signed_in, client_id="question-2", moment="new", hurry=True)

    assert (chosen["moment"], chosen["inferred"]) == ("new", False)
    assert not any(sentence["line"] == "first_line" for sentence in chosen["say"])
    assert hurried["say"][0]["line"] == "first_line"


def test_somebody_elses_conversation_does_not_exist(app: Flask, signed_in: FlaskClient) -> None:
    conversation = ask(signed_in)["conversation"]
    other = app.test_client()
    other.post("/v1/demo", json={"role": "learning_professional"})

    answer = other.post("/v1/questions", json=PASSPORT | {"conversation": conversation})

    assert answer.status_code == 404
    assert other.get(f"/v1/conversations/{conversation}").status_code == 404
    assert other.delete(f"/v1/conversations/{conversation}").status_code == 404


@pytest.mark.parametrize(
    "sound",
    [
        recording(),
        recording(rate=44_100, channels=2),
        recording(width=1, rate=8_000),
    ],
    ids=["mono", "stereo 44.1 kHz", "8 bit 8 kHz"],
)
def test_a_recorded_question(signed_in: FlaskClient, services: Services, sound: bytes) -> None:
    heard = Understood("Een inwoner is zijn paspoort kwijt")
    services.engines.bring("pool", heard)

    answer = signed_in.post("/v1/questions/sound?client_id=sound-0001", data=sound, content_type="audio/wav")
    again = signed_in.post("/v1/questions/sound?client_id=sound-0001", data=sound, content_type="audio/wav")

    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json["card"]["slug"] == "paspoort-kwijt"
    assert answer.json["question"]["spoken"] is True
    assert again.json == answer.json
    assert heard.seconds == [pytest.approx(1.0, abs=0.05)]


def test_recorded_pcm_at_a_told_rate(signed_in: FlaskClient, services: Services) -> None:
    heard = Understood("Een inwoner is zijn paspoort kwijt")
    services.engines.bring("pool", heard)

    answer = signed_in.post(
        "/v1/questions/sound?client_id=sound-0001",
        data=bytes(2 * 48_000),
        content_type="audio/pcm;rate=48000",
    )

    assert answer.status_code == 200
    assert heard.seconds == [pytest.approx(1.0, abs=0.05)]


@pytest.mark.parametrize(
    ("sound", "content", "code"),
    [
        (b"", "audio/wav", "sound_unreadable"),
        (b"RIFF nonsense" * 50, "audio/wav", "sound_unreadable"),
        (bytes(100), "audio/pcm;rate=3", "sound_unreadable"),
        (bytes(100), "audio/pcm;rate=many", "sound_unreadable"),
        (b"", "audio/pcm;rate=16000", "sound_unreadable"),
        (bytes(2 * 8_000 * 121), "audio/pcm;rate=8000", "sound_too_long"),
    ],
)
def test_what_is_no_recording(
    signed_in: FlaskClient, services: Services, sound: bytes, content: str, code: str
) -> None:
    services.engines.bring("pool", Understood("nooit"))

    answer = signed_in.post("/v1/questions/sound?client_id=sound-0001", data=sound, content_type=content)

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == code


@pytest.mark.parametrize("text", ["", "Hm."])
def test_a_recording_without_words_says_so(signed_in: FlaskClient, services: Services, text: str) -> None:
    services.engines.bring("pool", Understood(text))

    answer = signed_in.post(
        "/v1/questions/sound?client_id=sound-0001", data=recording(), content_type="audio/wav"
    )

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "nothing_heard"


def test_a_recording_that_is_too_large(signed_in: FlaskClient) -> None:
    answer = signed_in.post(
        "/v1/questions/sound?client_id=sound-0001", data=bytes(10_000_001), content_type="audio/wav"
    )

    assert answer.status_code == 413


def test_whether_it_helped(signed_in: FlaskClient) -> None:
    turn, conversation = (ask(signed_in)[name] for name in ("turn", "conversation"))

    assert signed_in.post(f"/v1/turns/{turn}/helped", json={"helped": True}).status_code == 204
    assert signed_in.post("/v1/turns/missing/helped", json={"helped": True}).status_code == 404

    read = signed_in.get(f"/v1/conversations/{conversation}").json
    assert read is not None
    assert [one["helped"] for one in read["turns"]] == [True]


def test_what_somebody_announces_becomes_their_own_event(signed_in: FlaskClient) -> None:
    answer = ask(signed_in, text="Ik heb overmorgen om twee uur een lastig gesprek")

    kept = signed_in.get("/v1/events").json
    assert kept is not None
    assert [(one["title"], one["own"]) for one in kept["events"]] == [("lastig gesprek", True)]
    assert answer["card"] is None
    assert answer["say"][0]["text"].startswith("Ik heb het voor je bewaard: lastig gesprek, ")


def test_a_question_about_what_is_to_come_is_answered_from_a_card(signed_in: FlaskClient) -> None:
    answer = ask(signed_in, text="Wat doe ik als ik om twee uur een lastig gesprek heb met een boze inwoner?")

    kept = signed_in.get("/v1/events").json
    assert kept is not None
    assert kept["events"] == []
    assert answer["card"] is not None


@pytest.mark.parametrize("text", ["   ", "?", " ?! ... ", "\u2026"])
@pytest.mark.parametrize(
    ("language", "told"), [("nl", "Er staat nog geen vraag."), ("en", "There is no question yet.")]
)
def test_without_a_word_there_is_no_question_and_nothing_for_the_authors(
    signed_in: FlaskClient, text: str, language: str, told: str
) -> None:
    signed_in.patch("/v1/me", json={"language": language})
    answer = signed_in.post("/v1/questions", json=PASSPORT | {"text": text, "language": language})
    passed_on = signed_in.post("/v1/open-questions", json={"text": text, "language": language})
    kept: Any = signed_in.get("/v1/conversations").json

    for refused in (answer, passed_on):
        problem: Any = refused.json
        assert (refused.status_code, problem["code"]) == (400, "question_empty")
        assert problem["message"].startswith(told)
    assert kept["conversations"] == []


@pytest.mark.parametrize(("text", "language"), [("ja", "nl"), ("nee", "nl"), ("yes", "en")])
def test_a_yes_to_nothing_is_told_so_and_not_offered_to_the_authors(
    signed_in: FlaskClient, text: str, language: str
) -> None:
    answer = ask(signed_in, text=text, language=language)

    assert [one["line"] for one in answer["say"]] == ["notice"]
    assert (answer["offer_note"], answer["suggestions"], answer["card"]) == (None, [], None)
