"""Another language over HTTP: say it, see what came across, talk, ask how something is said."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.conversation.finder import ModelFinder
from server.services import Services
from tests.server.api.quiet import without_engines
from tests.server.api.test_questions import recording
from tests.server.conversation.chat_server import ChatServer, says
from voice.audio import read_audio
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.tts.chain import VoiceChain
from voice.tts.espeak import EspeakVoice

FRENCH = "Je voudrais vous présenter brièvement notre projet."


class Hears:
    """Recognition that writes one text for each language."""

    def __init__(self, confidence: float = 0.9, **texts: str) -> None:
        self.texts = texts
        self.confidence = confidence
        self.options: list[RecognitionOptions] = []

    def submit(
        self, _samples: FloatArray, options: RecognitionOptions, _purpose: Purpose
    ) -> Future[Transcript]:
        self.options.append(options)
        text = self.texts.get(options.language, "")
        future: Future[Transcript] = Future()
        future.set_result(
            Transcript(text, options.language, 1.0, self.confidence, None if text else "silence")
        )
        return future


@pytest.fixture
def signed_in(client: FlaskClient, services: Services) -> Iterator[FlaskClient]:
    """A browser of the demo employee, with the voice that is always there and no language model."""
    voices = VoiceChain([EspeakVoice()])
    without_engines(services, "voices", "pool")
    services.engines.bring("voices", voices)
    client.get("/v1/me")
    yield client
    voices.close()


def begin(client: FlaskClient, text: str = FRENCH, spoken: str = "fr") -> Any:
    told = {"client_id": "round-0001", "spoken": spoken, "text": text, "language": "nl"}
    answer = client.post("/v1/language/rounds", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def attempt(client: FlaskClient, round_id: str, client_id: str = "attempt-01", number: int = 0) -> Any:
    address = f"/v1/language/rounds/{round_id}/sentences/{number}/attempts?client_id={client_id}"
    answer = client.post(address, data=recording(), content_type="audio/wav")
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return answer.json["sentences"][number]


def test_there_is_something_to_practise_in_every_language(signed_in: FlaskClient) -> None:
    told: Any = signed_in.get("/v1/language?language=nl").json

    assert [one["code"] for one in told["languages"]] == ["fr", "en", "de", "nl"]
    assert all(one["voice"] for one in told["languages"])
    assert all(len(told["sentences"][code]) >= 8 for code in ("fr", "en", "de"))
    assert {one["spoken"] for one in told["talks"]} == {"fr", "en", "de", "nl"}
    assert all(told["contrasts"][code] for code in ("fr", "en", "de", "nl"))


def test_a_sentence_is_heard_at_two_paces_and_word_by_word(signed_in: FlaskClient) -> None:
    address = f"/v1/language/rounds/{begin(signed_in)['id']}/sentences/0/speech"

    sounds = [signed_in.get(address + query) for query in ("", "?pace=slow", "?word=6")]
    lengths = [len(read_audio(io.BytesIO(sound.data))) for sound in sounds]

    assert [sound.content_type for sound in sounds] == ["audio/mpeg"] * 3
    assert lengths[1] > 1.3 * lengths[0]
    assert lengths[2] < 0.5 * lengths[0]
    assert signed_in.get(address + "?word=7").status_code == 404


def test_what_came_across_and_one_word_to_work_on(signed_in: FlaskClient, services: Services) -> None:
    heard = Hears(fr="Je voudrais vous présenter brièvement notre brochet.")
    services.engines.bring("pool", heard)
    begun = begin(signed_in)

    sentence = attempt(signed_in, begun["id"])

    last = sentence["last"]
    assert (last["verdict"], last["sure"], sentence["attempts"]) == ("partly", True, 1)
    assert [word["text"] for word in last["words"] if not word["understood"]] == ["projet"]
    assert last["work_on"][0]["heard_as"] == "brochet"
    assert last["work_on"][0]["contrast"]["id"].startswith("fr-")
    assert heard.options[0] == RecognitionOptions("fr")  # told nothing of the sentence


def test_an_attempt_that_is_sent_twice_counts_once(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Hears(fr=FRENCH))
    begun = begin(signed_in)

    first, second = attempt(signed_in, begun["id"]), attempt(signed_in, begun["id"])

    assert first == second
    assert (second["attempts"], second["last"]["verdict"]) == (1, "understood")


def test_a_recogniser_in_doubt_accuses_nobody(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Hears(0.2, fr="Je voudrais brochet"))

    last = attempt(signed_in, begin(signed_in)["id"])["last"]

    assert (last["sure"], last["work_on"]) == (False, [])
    assert "niet zeker" in last["message"]


def test_silence_is_no_attempt(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Hears())

    sentence = attempt(signed_in, begin(signed_in)["id"])

    assert (sentence["attempts"], sentence["last"]["verdict"]) == (0, "nothing_heard")


def test_another_language_than_chosen_is_said_so(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Hears(fr="Ik wil u kort ons plan voorstellen in het overleg"))

    last = attempt(signed_in, begin(signed_in)["id"])["last"]

    assert (last["verdict"], last["other_language"], last["work_on"]) == ("other_language", "nl", [])
    assert "Nederlands" in last["message"]


def test_a_whole_pitch_is_practised_sentence_by_sentence(signed_in: FlaskClient) -> None:
    text = "Bonjour. Je m'appelle Noor! Notre projet aide les habitants.\n\nMerci de votre attention ?"

    begun = begin(signed_in, text)

    assert [one["text"] for one in begun["sentences"]] == [
        "Bonjour.",
        "Je m'appelle Noor!",
        "Notre projet aide les habitants.",
        "Merci de votre attention ?",
    ]
    assert begun["sentences"][1]["words"] == ["Je", "m'appelle", "Noor"]


def test_a_text_without_words_is_refused(signed_in: FlaskClient) -> None:
    answer = signed_in.post(
        "/v1/language/rounds", json={"client_id": "round-0001", "spoken": "fr", "text": "?! ..."}
    )

    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (400, "text_empty")


@pytest.mark.parametrize(
    ("heard", "understood"), [("sheep", "other"), ("Ship.", "one"), ("banana", "neither")]
)
def test_a_pair_of_words(signed_in: FlaskClient, services: Services, heard: str, understood: str) -> None:
    services.engines.bring("pool", Hears(en=heard))
    address = "/v1/language/contrasts/en-i-ee"

    pair: Any = signed_in.get(address).json
    told: Any = signed_in.post(
        f"{address}/pairs/0/attempts?client_id=pair-00001&side=one",
        data=recording(),
        content_type="audio/wav",
    ).json

    assert pair["pairs"][0] == {"index": 0, "one": "ship", "other": "sheep"}
    assert told["understood"] == understood
    assert signed_in.get(f"{address}/pairs/0/speech?side=one").content_type == "audio/mpeg"
    assert signed_in.get(f"{address}/pairs/99/speech?side=one").status_code == 404


def test_how_something_is_said(signed_in: FlaskClient) -> None:
    told: Any = signed_in.post(
        "/v1/language/help", json={"spoken": "fr", "text": "Hoe zeg ik: mag ik even onderbreken?"}
    ).json
    unknown: Any = signed_in.post(
        "/v1/language/help", json={"spoken": "de", "text": "Hoe zeg ik dat de kat op het dak zit?"}
    ).json

    assert (told["text"], told["by"]) == ("Puis-je vous interrompre un instant ?", "phrase_book")
    assert (unknown["text"], unknown["by"]) == (None, None)
    sound = signed_in.get("/v1/language/help/speech", query_string={"spoken": "fr", "text": told["text"]})
    assert sound.content_type == "audio/mpeg"


def hold(client: FlaskClient, **more: Any) -> Any:
    told = {"client_id": "talk-00001", "talk": "fr-loket", "spoken": "fr", "language": "nl", **more}
    answer = client.post("/v1/language/talks", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def say(client: FlaskClient, talk: Any, text: str) -> Any:
    told = {"client_id": f"turn-{len(talk['lines']):06}", "text": text}
    answer = client.post(f"/v1/language/talks/{talk['id']}/turns", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_talk_is_held_to_its_end(signed_in: FlaskClient) -> None:
    talk = hold(signed_in)
    assert talk["lines"][0]["who"] == "partner"

    while not talk["finished"]:
        before = len(talk["lines"])
        talk = say(signed_in, talk, talk["could_say"][0]["text"])
        assert len(talk["lines"]) > before

    assert [line["who"] for line in talk["lines"]] == ["partner", "you"] * 5
    late = signed_in.post(
        f"/v1/language/talks/{talk['id']}/turns", json={"client_id": "turn-late", "text": "Merci"}
    )
    assert late.status_code == 409


def test_the_helper_answers_in_the_middle_of_a_talk(signed_in: FlaskClient) -> None:
    talk = say(signed_in, hold(signed_in), "hoe zeg ik: hebt u een afspraak?")

    assert (talk["lines"][-1]["who"], talk["lines"][-1]["text"]) == ("helper", "Avez-vous un rendez-vous ?")
    assert talk["could_say"]


def test_the_wrong_language_in_a_talk_is_told_and_nothing_is_lost(signed_in: FlaskClient) -> None:
    talk = say(signed_in, hold(signed_in), "Ik weet niet wat ik nu moet zeggen, dat is lastig")

    assert "Nederlands" in talk["message"]
    assert talk["lines"][1]["text"].startswith("Ik weet niet")
    assert talk["lines"][2]["text"].startswith("Pardon")


def test_a_free_talk_works_without_a_model(signed_in: FlaskClient) -> None:
    talk = hold(signed_in, talk=None, spoken="de", about="mein Projekt")

    for _ in range(5):
        talk = say(signed_in, talk, "Das ist mein Projekt und es ist für die Stadt.")

    assert talk["finished"]
    assert len({line["text"] for line in talk["lines"] if line["who"] == "partner"}) == 6


@pytest.mark.parametrize(
    ("told", "by"),
    [
        ('{"text": "C\'est une bonne idée. Pourquoi est-ce important ?", "meaning": "Goed idee."}', "model"),
        ('{"text": "That is a good idea. Why is it important to you?", "meaning": "x"}', "script"),
        ('{"text": "' + "C'est une très bonne idée pour nous et pour vous. " * 9 + '"}', "script"),
        ("Bien sûr, voici ma réponse.", "script"),
    ],
    ids=["good", "other language", "never ends", "no JSON"],
)
def test_a_model_speaks_only_what_holds(client: FlaskClient, services: Services, told: str, by: str) -> None:
    with ChatServer(says(told)).running() as server:
        finder = ModelFinder(url=server.url, model="test", first_token_seconds=20)
        without_engines(services, "chat")
        services.engines.bring("chat", finder)
        client.get("/v1/me")
        talk = say(client, hold(client, talk=None), "Je voudrais parler de mon projet.")
        finder.close()

    assert (talk["lines"][-1]["who"], talk["lines"][-1]["by"]) == ("partner", by)


def test_erasing(signed_in: FlaskClient) -> None:
    begun, talk = begin(signed_in), hold(signed_in)

    assert signed_in.delete(f"/v1/language/rounds/{begun['id']}").status_code == 204
    assert signed_in.delete(f"/v1/language/talks/{talk['id']}").status_code == 204
    assert signed_in.get("/v1/language/rounds").json == {"rounds": []}
    assert signed_in.get("/v1/language/talks").json == {"talks": []}
