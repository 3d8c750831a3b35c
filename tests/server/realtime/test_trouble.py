"""Conversations as scripts: a part that fails, a line that is lost, and the end."""

from __future__ import annotations

import pytest

from server.realtime.faults import Refused
from tests.server.realtime.talk import Talk
from voice.errors import ModelMissingError, SpeechEngineError


class TestWhatFails:
    def test_a_failing_voice_costs_the_sound_and_not_the_words(self) -> None:
        talk = Talk()
        talk.voice.fails = True
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(1.0)
        assert [e["error"]["code"] for e in talk.all("error")] == ["voice_engine_failed"]
        assert len(talk.all("souffleur.sentence")) == 3
        assert talk.last("response.done")["response"]["status"] == "completed"
        assert talk.last("souffleur.state")["state"] == "ready"

    def test_a_fault_in_the_answer_is_told(self) -> None:
        talk = Talk()
        talk.companion.fails = True
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(1.0)
        assert talk.last("response.done")["response"]["status_details"]["error"]["code"] == "answer_failed"
        talk.companion.fails = False
        talk.send(type="souffleur.ask", client_id="c2", text="Twee")
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (SpeechEngineError("x"), "speech_engine_failed"),
            (ModelMissingError("x"), "speech_model_missing"),
        ],
    )
    def test_failed_recognition_is_told_and_typing_works(self, error: Exception, code: str) -> None:
        talk = Talk()
        talk.recogniser.error = error
        talk.speak(1.0)
        talk.silence(2.0)
        assert talk.last("conversation.item.input_audio_transcription.failed")["error"]["code"] == code
        assert talk.last("souffleur.state")["state"] == "ready"
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_nothing_to_listen_with_is_told_once(self) -> None:
        from server.errors import Unavailable

        def none() -> None:
            raise Unavailable("no model")

        talk = Talk(ears=none)
        talk.speak(1.0)
        assert [e["error"]["code"] for e in talk.all("error")] == ["speech_model_missing"]
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_more_sound_than_is_spoken_ends_the_socket(self) -> None:
        talk = Talk()
        for second in range(120):
            talk.frame(second * 24_000, 1.0, level=0.0)
        with pytest.raises(Refused) as refused:
            talk.frame(120 * 24_000, 1.0, level=0.0)
        assert refused.value.fault.close == 1008


class TestResume:
    def test_what_was_missed_is_sent_again(self) -> None:
        from tests.server.realtime.talk import Socket

        talk = Talk()
        talk.speak(1.5)
        talk.silence(1.0)
        lost_after = talk.socket.numbers[5]
        talk.session.detach()
        again = Socket()
        assert talk.session.resume(again, lambda: None, talk.now, lost_after)
        assert again.sent[0]["type"] == "souffleur.session.resumed"
        assert again.sent[0]["received_samples"] == talk.samples
        assert again.numbers == [lost_after, *range(lost_after + 1, talk.session.desk.outbox.last + 1)]

    def test_the_answer_goes_on_after_a_resume(self) -> None:
        from tests.server.realtime.talk import Socket

        talk = Talk()
        talk.speak(1.5)
        talk.silence(1.0)
        talk.session.detach()
        talk.now += 10.0
        talk.socket = Socket()
        assert talk.session.resume(talk.socket, lambda: None, talk.now, 3)
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"
        assert talk.sound_seconds() == pytest.approx(3.0)

    def test_sound_sent_twice_is_heard_once(self) -> None:
        talk = Talk()
        talk.frame(0, 0.1)
        talk.frame(1_200, 0.1)
        assert talk.session.hearing.received == 3_600
        talk.frame(0, 0.1)
        assert talk.session.hearing.received == 3_600

    def test_sound_that_is_lost_for_good_is_skipped(self) -> None:
        talk = Talk()
        talk.send(type="souffleur.sound_kept", first_sample=24_000)
        assert talk.session.hearing.received == 24_000
        talk.frame(24_000, 0.1)
        assert talk.session.hearing.received == 26_400

    def test_numbers_from_the_future_are_refused(self) -> None:
        from tests.server.realtime.talk import Socket

        talk = Talk()
        assert not talk.session.resume(Socket(), lambda: None, talk.now, 999)


def test_closing_stops_the_answer() -> None:
    talk = Talk()
    talk.voice.seconds = 5.0
    talk.send(type="souffleur.ask", client_id="c1", text="Een")
    talk.session.close()
    assert not talk.session.answers.active
