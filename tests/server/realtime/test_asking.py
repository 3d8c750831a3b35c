"""Conversations as scripts: a question by push to talk, by text and by button."""

from __future__ import annotations

from tests.server.realtime.talk import Talk


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
