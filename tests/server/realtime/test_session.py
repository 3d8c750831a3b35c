"""Conversations as scripts."""

from __future__ import annotations

import pytest

from server.realtime.config import SessionConfig
from server.realtime.faults import Refused
from server.realtime.machine import Stage
from tests.server.realtime.talk import Talk
from voice.errors import ModelMissingError, SpeechEngineError

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


class TestBargeIn:
    def answering(self, seconds: float = 4.0, **ours: object) -> Talk:
        talk = Talk()
        talk.voice.seconds = seconds
        talk.update(**ours)
        talk.speak(1.5)
        talk.silence(4.5)
        assert talk.last("souffleur.state")["state"] == "speaking"
        talk.forget()
        return talk

    def test_the_first_suspicion_holds_the_sound_within_200_ms(self) -> None:
        talk = self.answering(hold=True)
        talk.speak(0.18)
        assert talk.types()[0] == "souffleur.output.hold"

    def test_while_held_no_sound_is_sent(self) -> None:
        talk = self.answering()
        talk.speak(0.18)
        talk.forget()
        talk.speak(0.18)
        assert talk.sound_seconds() == 0.0

    def test_speech_cancels_the_answer(self) -> None:
        talk = self.answering(8.0, hold=True)
        talk.speak(1.0)
        names = talk.types(own=False)
        assert names[0] == "input_audio_buffer.speech_started"
        done = talk.last("response.done")["response"]
        assert done["status"] == "cancelled"
        assert done["status_details"]["reason"] == "turn_detected"
        assert talk.last("souffleur.state")["state"] == "listening"

    def test_a_cough_lets_the_answer_go_on(self) -> None:
        talk = self.answering(8.0, hold=True)
        talk.recogniser.text = ""
        talk.speak(0.14)
        talk.silence(1.0)
        names = talk.types()
        assert names[0] == "souffleur.output.hold"
        assert "souffleur.output.release" in names
        assert "response.output_audio.delta" in names
        assert "input_audio_buffer.speech_started" not in names

    def test_a_hold_that_nobody_resolves_is_released(self) -> None:
        talk = self.answering(8.0, hold=True)
        talk.speak(0.14)
        talk.wait(4.0)
        assert "souffleur.output.release" in talk.types()
        assert talk.sound_seconds() > 0

    def test_history_keeps_only_what_was_heard(self) -> None:
        talk = self.answering(hold=True)
        item = talk.session.answers.last
        assert item is not None
        talk.send(type="souffleur.heard", response_id="resp_1", item_id=item.item_id, samples=120_000)
        talk.speak(1.0)
        talk.send(type="souffleur.heard", response_id="resp_1", item_id=item.item_id, samples=144_000)
        dialogue = talk.session.desk.dialogue
        assert dialogue.last_said == talk.companion.sentences[:2]
        assert dialogue.history[-1] == ("assistant", "Vervelend, we regelen het samen. Meld")
        assert dialogue.position == 0

    def test_without_reports_the_clock_tells_what_was_heard(self) -> None:
        talk = self.answering()
        talk.speak(1.0)
        heard = talk.session.desk.dialogue.history[-1][1]
        assert heard.startswith("Vervelend")
        assert "nieuw aan" not in heard

    def test_a_generic_client_truncates(self) -> None:
        talk = self.answering()
        talk.speak(1.0)
        item = talk.session.answers.last
        assert item is not None
        talk.send(
            type="conversation.item.truncate", item_id=item.item_id, content_index=0, audio_end_ms=4_000
        )
        assert talk.last("conversation.item.truncated")["audio_end_ms"] == 4_000
        assert talk.session.desk.dialogue.history[-1] == ("assistant", "Vervelend, we regelen het samen.")
        talk.send(
            type="conversation.item.truncate", item_id=item.item_id, content_index=0, audio_end_ms=400_000
        )
        assert talk.last("error")["error"]["code"] == "truncate_invalid"

    def test_speech_does_not_interrupt_where_the_person_wants_that(self) -> None:
        talk = Talk()
        detection = {"type": "server_vad", "interrupt_response": False}
        talk.send(
            type="session.update",
            session={"type": "realtime", "audio": {"input": {"turn_detection": detection}}},
        )
        talk.speak(1.5)
        talk.silence(1.0)
        talk.speak(1.0)
        talk.silence(6.0)
        assert len(talk.all("response.done")) == 1
        assert talk.last("response.done")["response"]["status"] == "completed"


class TestFalseStart:
    def test_going_on_takes_the_turn_back_and_answers_the_whole(self) -> None:
        talk = Talk()
        talk.update(hold=True)
        talk.voice.seconds = 8.0
        talk.recogniser.text = "ik ben mijn paspoort"
        talk.speak(1.5)
        talk.silence(0.9)
        assert talk.types().count("response.created") == 1
        talk.forget()
        talk.recogniser.text = "ik ben mijn paspoort kwijt in het buitenland"
        talk.speak(1.5)
        names = talk.types()
        assert "souffleur.turn.taken_back" in names
        assert talk.last("response.done")["response"]["status"] == "cancelled"
        taken = talk.last("souffleur.turn.taken_back")
        deleted = {event["item_id"] for event in talk.all("conversation.item.deleted")}
        assert taken["item_id"] in deleted
        assert len(deleted) == 2
        assert talk.last("input_audio_buffer.speech_started")["item_id"] == taken["continues_as"]
        assert talk.session.desk.dialogue.history == []
        talk.silence(26.0)
        assert talk.companion.asked[-1].text == "ik ben mijn paspoort kwijt in het buitenland"
        assert [role for role, _ in talk.session.desk.dialogue.history] == ["user", "assistant"]
        assert talk.last("input_audio_buffer.committed")["item_id"] == taken["continues_as"]

    def test_the_sound_stops_within_200_ms(self) -> None:
        talk = Talk()
        talk.update(hold=True)
        talk.speak(1.5)
        talk.silence(1.0)
        talk.forget()
        talk.speak(0.2)
        assert {"souffleur.output.hold", "souffleur.turn.taken_back"} & set(talk.types())

    def test_a_turn_whose_words_are_late_is_taken_back_before_any_answer(self) -> None:
        talk = Talk()
        talk.recogniser.late = True
        talk.speak(1.5)
        talk.silence(0.9)
        talk.speak(1.5)
        assert talk.last("souffleur.turn.taken_back")["response_id"] is None
        talk.recogniser.late = False
        talk.silence(3.0)
        talk.recogniser.deliver()
        talk.silence(5.0)
        assert len(talk.companion.asked) == 1

    def test_what_comes_after_most_of_the_answer_is_a_new_turn(self) -> None:
        talk = Talk()
        talk.voice.seconds = 5.0
        talk.speak(1.5)
        talk.silence(5.0)
        talk.speak(1.0)
        assert "souffleur.turn.taken_back" not in talk.types()
        talk.silence(16.0)
        assert [role for role, _ in talk.session.desk.dialogue.history].count("user") == 2


class TestPushToTalk:
    def test_commit_then_create_answers_as_in_the_standard(self) -> None:
        talk = Talk()
        talk.send(
            type="session.update", session={"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        )
        assert talk.last("session.updated")["session"]["audio"]["input"]["turn_detection"] is None
        talk.speak(1.5)
        talk.silence(3.0)
        assert "input_audio_buffer.committed" not in talk.types()
        talk.send(type="input_audio_buffer.commit")
        talk.wait(0.5)
        assert "input_audio_buffer.speech_started" not in talk.types()
        assert "response.created" not in talk.types()
        assert talk.last("conversation.item.input_audio_transcription.completed")["transcript"]
        talk.send(type="response.create", response={"metadata": {"topic": "x"}})
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["metadata"] == {"topic": "x"}

    def test_create_before_the_words_are_there_waits_for_them(self) -> None:
        talk = Talk()
        talk.recogniser.late = True
        talk.update(hands_free=False)
        talk.session.desk.config.ours = False
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.commit")
        talk.send(type="response.create")
        assert "error" not in talk.types()
        talk.recogniser.deliver()
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_create_for_what_turns_out_to_be_a_hum_is_an_error_and_does_not_wait_for_the_next(self) -> None:
        talk = Talk()
        talk.recogniser.late = True
        talk.recogniser.text = "hm"
        talk.update(hands_free=False)
        talk.session.desk.config.ours = False
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.commit")
        talk.send(type="response.create")
        talk.recogniser.deliver()
        talk.wait(0.5)
        assert talk.last("error")["error"]["code"] == "nothing_to_answer"
        assert talk.last("souffleur.state")["state"] == "ready"
        talk.recogniser.late = False
        talk.recogniser.text = "ik ben mijn paspoort kwijt"
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.commit")
        talk.wait(3.0)
        assert "response.created" not in talk.types()

    def test_our_own_client_hears_that_a_hum_was_no_question(self) -> None:
        talk = Talk()
        talk.recogniser.text = "Hm."
        talk.update(hands_free=False)
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.commit")
        assert talk.last("conversation.item.input_audio_transcription.completed")["transcript"] == ""
        states = [event["state"] for event in talk.all("souffleur.state")]
        assert states[-2:] == ["thinking", "ready"]

    def test_our_own_client_is_answered_without_create(self) -> None:
        talk = Talk()
        talk.update(hands_free=False)
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.commit")
        talk.wait(5.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_a_commit_of_nothing_is_an_error(self) -> None:
        talk = Talk()
        talk.send(type="input_audio_buffer.commit", event_id="mine")
        error = talk.last("error")["error"]
        assert (error["code"], error["event_id"]) == ("input_audio_buffer_commit_empty", "mine")

    def test_clear_forgets_the_sound(self) -> None:
        talk = Talk()
        talk.update(hands_free=False)
        talk.speak(1.0)
        talk.send(type="input_audio_buffer.clear")
        assert "input_audio_buffer.cleared" in talk.types()
        talk.send(type="input_audio_buffer.commit")
        assert talk.last("error")["error"]["code"] == "input_audio_buffer_commit_empty"


class TestText:
    def test_a_typed_item_is_answered_on_create(self) -> None:
        talk = Talk()
        content = [{"type": "input_text", "text": "Mijn paspoort is weg"}]
        talk.send(
            type="conversation.item.create", item={"type": "message", "role": "user", "content": content}
        )
        talk.send(type="response.create")
        talk.wait(5.0)
        assert talk.companion.asked[0].text == "Mijn paspoort is weg"
        assert not talk.companion.asked[0].spoken
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_only_text_where_only_text_is_wanted(self) -> None:
        talk = Talk()
        talk.send(type="session.update", session={"type": "realtime", "output_modalities": ["text"]})
        talk.send(type="souffleur.ask", client_id="c1", text="Mijn paspoort is weg")
        talk.wait(1.0)
        names = talk.types()
        assert "response.output_text.delta" in names
        assert "response.output_audio.delta" not in names
        assert talk.last("response.output_text.done")["text"] == " ".join(talk.companion.sentences)
        assert talk.last("souffleur.state")["state"] == "ready"
        assert talk.voice.spoken == []

    def test_a_phone_that_speaks_by_itself_gets_words_and_no_sound(self) -> None:
        talk = Talk()
        talk.update(audio_out="device")
        talk.send(type="souffleur.ask", client_id="c1", text="Mijn paspoort is weg")
        talk.wait(0.5)
        assert talk.voice.spoken == []
        assert talk.last("souffleur.sentence")["samples"] > 0
        assert talk.last("souffleur.state")["state"] == "speaking"
        talk.wait(10.0)
        assert talk.last("souffleur.state")["state"] == "ready"

    def test_the_same_client_id_is_one_question(self) -> None:
        talk = Talk()
        for _ in range(2):
            talk.send(type="souffleur.ask", client_id="c1", text="Mijn paspoort is weg")
            talk.wait(5.0)
        assert len(talk.companion.asked) == 1

    def test_a_second_question_stops_the_first_answer(self) -> None:
        talk = Talk()
        talk.voice.seconds = 5.0
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(0.5)
        talk.send(type="souffleur.ask", client_id="c2", text="Twee")
        cancelled = talk.last("response.done")["response"]
        assert cancelled["status_details"]["reason"] == "client_cancelled"
        talk.wait(20.0)
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_create_without_a_question_is_an_error(self) -> None:
        talk = Talk()
        talk.send(type="response.create")
        assert talk.last("error")["error"]["code"] == "nothing_to_answer"

    def test_create_while_answering_is_an_error(self) -> None:
        talk = Talk()
        talk.voice.seconds = 5.0
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.send(type="response.create")
        assert talk.last("error")["error"]["code"] == "conversation_already_has_active_response"


class TestButtons:
    def test_cancel_stops_the_answer(self) -> None:
        talk = Talk()
        talk.voice.seconds = 5.0
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(0.5)
        talk.send(type="response.cancel")
        assert talk.last("response.done")["response"]["status_details"]["reason"] == "client_cancelled"
        assert talk.last("souffleur.state")["state"] == "ready"
        talk.forget()
        talk.wait(3.0)
        assert talk.types() == []
        talk.send(type="response.cancel")
        assert talk.last("error")["error"]["code"] == "response_cancel_not_active"

    def test_stop_is_silence_at_once(self) -> None:
        talk = Talk()
        talk.voice.seconds = 5.0
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(0.5)
        talk.send(type="souffleur.command", name="stop")
        assert talk.last("response.done")["response"]["status"] == "cancelled"
        assert talk.last("souffleur.state")["state"] == "ready"
        assert talk.companion.commands == []

    def test_a_command_is_answered(self) -> None:
        talk = Talk()
        talk.send(type="souffleur.command", name="more")
        talk.wait(3.0)
        assert talk.companion.commands == ["more"]
        assert talk.last("response.done")["response"]["status"] == "completed"

    def test_another_moment_answers_the_last_question_again(self) -> None:
        talk = Talk()
        talk.send(type="souffleur.moment", moment="apply")
        assert talk.last("error")["error"]["code"] == "nothing_to_answer"
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(0.5)
        talk.send(type="souffleur.moment", moment="apply")
        talk.wait(5.0)
        assert [question.moment for question in talk.companion.asked] == [None, "apply"]
        assert talk.companion.asked[-1].text == "Een"

    def test_a_card_is_spoken_if_it_exists(self) -> None:
        talk = Talk()
        talk.send(type="souffleur.show_card", card="bestaat-niet")
        assert talk.last("error")["error"]["code"] == "card_not_found"
        talk.send(type="souffleur.show_card", card="paspoort-kwijt")
        talk.wait(3.0)
        assert talk.session.desk.dialogue.card == "paspoort-kwijt"

    def test_hurry_reaches_the_question(self) -> None:
        talk = Talk()
        talk.send(type="souffleur.hurry", on=True)
        talk.send(type="souffleur.ask", client_id="c1", text="Een")
        talk.wait(0.1)
        assert talk.companion.asked[0].hurry


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


def test_closing_stops_the_answer() -> None:
    talk = Talk()
    talk.voice.seconds = 5.0
    talk.send(type="souffleur.ask", client_id="c1", text="Een")
    talk.session.close()
    assert not talk.session.answers.active


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
