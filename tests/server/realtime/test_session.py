"""Conversations as scripts: a spoken question, from its first sound to the last of its answer."""

from __future__ import annotations

import pytest

from server.realtime.config import SessionConfig
from server.realtime.machine import Stage
from tests.server.realtime.talk import Talk

STANDARD_TURN = [
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "conversation.item.added",
    "conversation.item.done",
    "conversation.item.input_audio_transcription.delta",
    "conversation.item.input_audio_transcription.completed",
    "response.created",
    "response.output_item.added",
    "conversation.item.added",
    "response.content_part.added",
    "response.output_audio_transcript.delta",
    "response.output_audio.delta",
    "response.output_audio.done",
    "response.output_audio_transcript.done",
    "response.content_part.done",
    "response.output_item.done",
    "conversation.item.done",
    "response.done",
]


def first_of_each_run(names: list[str]) -> list[str]:
    """Fold what repeats within the answer, so that its order can be compared."""
    folded: list[str] = []
    seen_in_answer = {"response.output_audio_transcript.delta", "response.output_audio.delta"}
    for name in names:
        if name in seen_in_answer and name in folded:
            continue
        folded.append(name)
    return folded


def test_a_spoken_question_is_answered_in_the_standard_order() -> None:
    talk = Talk()
    talk.speak(1.5)
    talk.silence(6.0)
    assert talk.types(own=False)[0] == "session.created"
    assert first_of_each_run(talk.types(own=False)[1:]) == STANDARD_TURN
    assert [question.text for question in talk.companion.asked] == ["ik ben mijn paspoort kwijt"]
    assert talk.companion.asked[0].spoken
    assert talk.last("response.done")["response"]["status"] == "completed"
    assert talk.sound_seconds() == pytest.approx(3.0)
    assert talk.session.desk.dialogue.history[-1] == ("assistant", " ".join(talk.companion.sentences))


def test_states_are_told_as_words() -> None:
    talk = Talk()
    talk.speak(1.5)
    talk.silence(8.0)
    states = [event["state"] for event in talk.all("souffleur.state")]
    assert states == ["listening", "thinking", "speaking", "ready"]


def test_what_belongs_to_the_answer_comes_with_it() -> None:
    talk = Talk()
    talk.speak(1.5)
    talk.silence(6.0)
    assert talk.last("souffleur.card")["title"] == "Paspoort kwijt"
    assert talk.last("souffleur.moment")["inferred"]
    assert talk.last("souffleur.sources")["sources"][0]["source"] == "Rijksoverheid"
    sentences = talk.all("souffleur.sentence")
    assert [s["first_sample"] for s in sentences] == [0, 24_000, 48_000]
    assert [s["samples"] for s in talk.all("souffleur.sentence_done")] == [24_000] * 3


def test_latency_is_counted_from_the_end_of_speech() -> None:
    talk = Talk()
    talk.speak(1.5)
    talk.silence(6.0)
    stages = talk.last("souffleur.latency")["stages"]
    assert 200 <= stages["end_of_turn"] <= stages["transcript"] <= stages["first_audio"] <= 1_200
    talk.send(type="souffleur.first_audible", response_id="resp_1", milliseconds_after_first_byte=40)
    again = talk.last("souffleur.latency")["stages"]
    assert again["first_audible"] == stages["first_audio"] + 40


def test_sound_is_sent_only_some_seconds_ahead() -> None:
    talk = Talk()
    talk.voice.seconds = 10.0
    talk.speak(1.5)
    talk.silence(1.0)
    assert talk.sound_seconds() < 4.0
    talk.silence(5.0)
    assert 5.0 < talk.sound_seconds() < 9.0


def test_a_slow_line_gets_no_more_sound() -> None:
    talk = Talk()
    talk.socket.waiting = 1_000_000
    talk.speak(1.5)
    talk.silence(3.0)
    assert talk.sound_seconds() == 0.0
    talk.socket.waiting = 0
    talk.silence(3.0)
    assert talk.sound_seconds() == pytest.approx(3.0)


def test_silence_and_noise_too_short_for_a_word_give_nothing() -> None:
    talk = Talk()
    talk.silence(5.0)
    talk.speak(0.06)
    talk.silence(2.0)
    assert talk.types() == ["session.created"]


@pytest.mark.parametrize("text", ["", "Hm.", "[Gekuch]"])
def test_sound_without_words_leads_back_to_ready(text: str) -> None:
    talk = Talk()
    talk.recogniser.text = text
    talk.speak(1.0)
    talk.silence(2.0)
    done = talk.last("conversation.item.input_audio_transcription.completed")
    assert done["transcript"] == ""
    assert talk.last("souffleur.state")["state"] == "ready"
    assert "response.created" not in talk.types()
    assert talk.companion.asked == []


def test_a_hum_is_forgotten_while_the_person_already_speaks_again() -> None:
    talk = Talk()
    talk.recogniser.late = True
    talk.speak(0.5)
    talk.silence(8.0)
    talk.speak(0.5)
    talk.forget()
    talk.recogniser.text = "hm"
    talk.recogniser.deliver()
    talk.speak(0.2)
    assert talk.last("conversation.item.input_audio_transcription.completed")["transcript"] == ""
    assert talk.session.desk.machine.stage is Stage.LISTENING
    talk.recogniser.text = "ik ben mijn paspoort kwijt"
    talk.recogniser.late = False
    talk.silence(8.0)
    assert talk.last("response.done")["response"]["status"] == "completed"


def test_binary_sound_carries_its_place() -> None:
    talk = Talk()
    talk.update(binary_audio=True)
    talk.send(type="souffleur.ask", client_id="c1", text="Een")
    talk.wait(5.0)
    frames = [event["frame"] for event in talk.all("binary")]
    assert sum(len(frame.sound) for frame in frames) == 3 * 48_000
    at = 0
    for frame in frames:
        assert frame.first_sample == at
        at += len(frame.sound) // 2
    assert {frame.response for frame in frames} == {1}


def test_the_input_rate_is_fixed_once_sound_came() -> None:
    talk = Talk()
    rate = {"type": "realtime", "audio": {"input": {"format": {"type": "audio/pcm", "rate": 16_000}}}}
    talk.speak(0.1)
    talk.send(type="session.update", session=rate)
    assert talk.last("error")["error"]["code"] == "input_rate_fixed"


def test_settings_of_another_api_are_ignored() -> None:
    talk = Talk(SessionConfig())
    talk.send(
        type="session.update",
        session={"type": "realtime", "instructions": "Be rude", "tools": [], "tool_choice": "auto"},
    )
    assert "error" not in talk.types()
    assert "session.updated" in talk.types()


def test_a_monologue_of_ten_minutes_stays_one_turn_in_bounded_memory() -> None:
    talk = Talk()
    for _ in range(60):
        talk.speak(9.7)
        talk.silence(0.3)
    assert "response.created" not in talk.types()
    assert len(talk.all("input_audio_buffer.speech_started")) == 1
    talk.silence(4.0)
    assert len(talk.companion.asked) == 1


def test_words_that_come_while_the_person_speaks_on_are_answered_with_what_follows() -> None:
    talk = Talk()
    talk.recogniser.late = True
    talk.speak(1.5)
    talk.silence(8.0)
    talk.speak(0.8)
    talk.recogniser.text = "ik ben mijn paspoort kwijt"
    talk.recogniser.deliver()
    talk.speak(0.4)
    assert talk.companion.asked == [], "no answer begins over the person's voice"
    assert talk.last("conversation.item.input_audio_transcription.completed")["transcript"]
    talk.silence(2.0)
    talk.recogniser.text = "en ik vlieg morgen"
    talk.recogniser.deliver()
    talk.silence(6.0)
    assert [question.text for question in talk.companion.asked] == [
        "ik ben mijn paspoort kwijt en ik vlieg morgen"
    ]


def test_words_put_aside_are_answered_by_themselves_where_nothing_follows() -> None:
    talk = Talk()
    talk.recogniser.late = True
    talk.speak(1.5)
    talk.silence(8.0)
    talk.speak(0.8)
    talk.recogniser.deliver()
    talk.silence(2.0)
    talk.recogniser.text = ""
    talk.recogniser.deliver()
    talk.silence(6.0)
    assert [question.text for question in talk.companion.asked] == ["ik ben mijn paspoort kwijt"]
    assert talk.session.desk.machine.stage is Stage.READY
