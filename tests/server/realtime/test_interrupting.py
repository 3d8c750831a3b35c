"""Conversations as scripts: speaking while an answer sounds, and going on after a false start."""

from __future__ import annotations

from tests.server.realtime.talk import Talk


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
