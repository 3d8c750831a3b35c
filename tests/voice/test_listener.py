"""The listener, played as scripts on the stream's own clock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voice.scripted import ClockRecogniser, Scene, only, sound
from voice.listener import (
    EndReason,
    ListenerConfig,
    NoSpeech,
    PartialText,
    PossibleSpeech,
    SpeechStarted,
    TurnEnded,
    TurnTakenBack,
)
from voice.stt.base import Purpose
from voice.turns import EndOfTurnRule

QUESTION = (1.0, 2.0, 2.0)


def test_a_question_becomes_one_turn_with_its_words_at_hand() -> None:
    scene = Scene()
    events = scene.play(sound(*QUESTION))
    (started,) = only(events, SpeechStarted)
    (ended,) = only(events, TurnEnded)
    assert started.utterance == ended.utterance == 1
    assert ended.reason is EndReason.PAUSE
    assert ended.ended_at == pytest.approx(3.0, abs=0.04)
    assert ended.called_at > ended.ended_at
    assert ended.transcript.result().text == "waar kan ik mijn paspoort ophalen."
    assert scene.recogniser.purposes().count(Purpose.FINAL) == 0, "the guess made in the pause is the answer"


def test_the_first_syllable_is_kept_with_at_least_300_ms_before_it() -> None:
    scene = Scene(config=ListenerConfig("nl", partials=False))
    events = scene.play(sound(2.0, 0.2, 2.0))
    (started,) = only(events, SpeechStarted)
    assert started.at <= 2.0 - 0.3
    heard = scene.recogniser.requests[0].samples
    assert int(np.argmax(heard > 0)) >= 0.3 * 16_000
    assert (heard > 0).sum() == round(0.2 * 16_000), "every sample of the short word is there"


def test_a_sentence_begun_at_once_keeps_what_there_is() -> None:
    events = Scene().play(sound(0.0, 1.0, 2.0))
    assert only(events, SpeechStarted)[0].at == 0.0
    assert len(only(events, TurnEnded)) == 1


def test_a_guess_is_thrown_away_when_speech_goes_on() -> None:
    scene = Scene(ClockRecogniser(delay=5.0), ListenerConfig("nl", partials=False))
    events = scene.play(sound(1.0, 1.0, 0.3, 1.5, 1.2))
    guesses = [request for request in scene.recogniser.requests if request.purpose is Purpose.SPECULATIVE]
    assert len(guesses) == 2
    assert guesses[0].future.cancelled()
    assert guesses[1].seconds > guesses[0].seconds
    assert len(only(events, TurnEnded)) == 1


def test_a_guess_that_has_not_begun_is_asked_again_as_final() -> None:
    scene = Scene(ClockRecogniser(delay=9.0), ListenerConfig("nl", partials=False))
    (ended,) = only(scene.play(sound(*QUESTION)), TurnEnded)
    assert scene.recogniser.purposes() == [Purpose.SPECULATIVE, Purpose.FINAL]
    assert not ended.transcript.done()
    scene.recogniser.advance(60.0)
    assert ended.transcript.result(timeout=0).text


def test_captions_come_at_most_once_a_second_and_not_in_silence() -> None:
    scene = Scene()
    events = scene.play(sound(1.0, 4.5, 1.5))
    partials = [request for request in scene.recogniser.requests if request.purpose is Purpose.PARTIAL]
    gaps = np.diff([request.at for request in partials])
    assert len(partials) == 4
    assert (gaps >= 1.0).all()
    assert max(request.at for request in partials) <= 5.5
    assert len(only(events, PartialText)) == 4


def test_words_that_ask_for_more_make_it_wait_longer() -> None:
    def delay(text: str, confidence: float = 0.9) -> float:
        scene = Scene(ClockRecogniser(text, confidence=confidence))
        (ended,) = only(scene.play(sound(1.0, 2.0, 3.0)), TurnEnded)
        return ended.called_at - ended.ended_at

    assert delay("ik wil een paspoort en") >= delay("ik wil een paspoort.") + 0.4
    assert delay("ik wil een paspoort en", confidence=0.2) == delay("ik wil een paspoort.")


def test_late_words_do_not_hold_up_the_decision() -> None:
    late = Scene(ClockRecogniser("ik wil een paspoort en", delay=100.0))
    (ended,) = only(late.play(sound(*QUESTION)), TurnEnded)
    assert ended.called_at - ended.ended_at <= 0.5


def test_going_on_takes_the_turn_back_and_both_parts_become_one() -> None:
    scene = Scene(ClockRecogniser(lambda samples: f"{(samples > 0).sum() / 16_000:.1f}"))
    events = scene.play(sound(1.0, 2.0, 0.9, 1.0, 2.5))
    assert [type(event) for event in events if not isinstance(event, PartialText)] == [
        SpeechStarted,
        TurnEnded,
        TurnTakenBack,
        TurnEnded,
    ]
    first, second = only(events, TurnEnded)
    assert first.utterance == second.utterance
    assert second.transcript.result().text == "3.0", "the sound of both parts"
    back_at = next(at for at, event in scene.events if isinstance(event, TurnTakenBack))
    assert back_at - 3.9 <= 0.2


def test_a_turn_that_is_taken_back_during_its_answer_holds_the_sound_first() -> None:
    scene = Scene()
    scene.play(sound(1.0, 2.0, 0.9))
    events = scene.play(sound(0.0, 1.0), answering=True)
    assert [type(event) for event in events[:2]] == [PossibleSpeech, TurnTakenBack]
    times = [at for at, event in scene.events if isinstance(event, PossibleSpeech | TurnTakenBack)]
    assert times[0] - 3.9 <= 0.15
    assert times[1] - 3.9 <= 0.2


def test_after_the_take_back_time_it_is_a_new_turn() -> None:
    scene = Scene(config=ListenerConfig("nl", take_back_seconds=1.0))
    events = scene.play(sound(1.0, 2.0, 2.5, 1.0, 2.0))
    assert [event.utterance for event in only(events, SpeechStarted)] == [1, 2]
    assert not only(events, TurnTakenBack)
    assert scene.vad.resets >= 1


def test_a_settled_turn_is_not_taken_back() -> None:
    scene = Scene()
    scene.play(sound(1.0, 2.0, 0.9))
    scene.listener.settle(1)
    events = scene.play(sound(0.0, 1.0, 2.0), answering=True)
    assert [type(event) for event in events if not isinstance(event, PartialText)] == [
        PossibleSpeech,
        SpeechStarted,
        TurnEnded,
    ]
    assert only(events, SpeechStarted)[0].utterance == 2


@pytest.mark.parametrize("length", [0.08, 0.2, 0.3])
def test_a_cough_during_an_answer_only_holds_it(length: float) -> None:
    scene = Scene(ClockRecogniser("hm"))
    events = scene.play(sound(2.0, length, 3.0), answering=True)
    assert [type(event) for event in events] == [PossibleSpeech, NoSpeech]


def test_noise_without_words_during_an_answer_lets_it_go_on_even_if_recognition_is_silent() -> None:
    scene = Scene(ClockRecogniser(delay=1_000.0))
    events = scene.play(sound(2.0, 0.25, 4.0), answering=True)
    assert [type(event) for event in events] == [PossibleSpeech, NoSpeech]
    assert all(request.future.cancelled() for request in scene.recogniser.requests)


def test_a_short_stop_during_an_answer_is_heard() -> None:
    scene = Scene(ClockRecogniser("Stop!"))
    events = scene.play(sound(2.0, 0.25, 3.0), answering=True)
    assert [type(event) for event in events] == [PossibleSpeech, SpeechStarted, TurnEnded]
    assert only(events, TurnEnded)[0].transcript.result().text == "Stop!"


def test_talking_into_an_answer_is_held_within_150_ms_and_then_a_turn() -> None:
    scene = Scene()
    scene.play(sound(2.0, 1.5, 1.5), answering=True)
    held = next(at for at, event in scene.events if isinstance(event, PossibleSpeech))
    sure = next(at for at, event in scene.events if isinstance(event, SpeechStarted))
    assert held - 2.0 <= 0.15
    assert sure - 2.0 <= 0.5
    assert sum(isinstance(event, TurnEnded) for _, event in scene.events) == 1


def test_push_to_talk_ends_only_by_commit() -> None:
    scene = Scene(config=ListenerConfig("nl", hands_free=False))
    assert not only(scene.play(sound(0.5, 2.0, 5.0)), TurnEnded)
    (ended,) = only(scene.listener.commit(), TurnEnded)
    assert ended.reason is EndReason.COMMIT
    assert ended.transcript.result().text


def test_push_to_talk_sends_even_a_whisper_that_was_not_heard_as_speech() -> None:
    scene = Scene(config=ListenerConfig("nl", hands_free=False))
    scene.play(np.full(32_000, 0.1, np.float32))
    assert [type(event) for event in scene.listener.commit()] == [SpeechStarted, TurnEnded]
    assert scene.recogniser.requests[-1].seconds == pytest.approx(2.0, abs=0.04)
    assert scene.listener.commit() == []


def test_a_tap_ends_a_hands_free_turn_at_once_and_for_good() -> None:
    scene = Scene()
    scene.play(sound(1.0, 1.5))
    (ended,) = only(scene.listener.commit(), TurnEnded)
    assert ended.reason is EndReason.COMMIT
    events = scene.play(sound(0.3, 1.0, 2.0))
    assert only(events, SpeechStarted)[0].utterance == 2


def test_a_commit_in_silence_is_nothing() -> None:
    scene = Scene()
    scene.play(sound(1.0))
    assert scene.listener.commit() == []


def test_clear_forgets_what_was_said() -> None:
    scene = Scene()
    scene.play(sound(1.0, 1.5))
    scene.listener.clear()
    assert scene.listener.commit() == []
    assert not only(scene.play(sound(3.0)), TurnEnded)


def test_the_hard_cap_ends_a_turn_and_loses_nothing() -> None:
    said = ClockRecogniser(lambda samples: f"{(samples > 0).sum()}")
    scene = Scene(said, ListenerConfig("nl", hard_cap_seconds=20.0, partials=False))
    events = scene.play(sound(1.0, 50.0, 2.0))
    ended = only(events, TurnEnded)
    assert [event.reason for event in ended] == [EndReason.CAP, EndReason.CAP, EndReason.PAUSE]
    words = " ".join(event.transcript.result().text for event in ended)
    assert sum(int(word) for word in words.split()) == 50 * 16_000


@pytest.mark.parametrize("pauses", [True, False])
def test_a_monologue_of_ten_minutes_stays_small_and_loses_nothing(pauses: bool) -> None:
    said = ClockRecogniser(lambda samples: f"{(samples > 0).sum()}", delay=0.0)
    never = EndOfTurnRule(patience=10.0)
    scene = Scene(said, ListenerConfig("nl", partials=False, rule=never), frame=1_600)
    kept = 0.0
    talk = sound(0.0, *([9.0, 0.5] * 63)) if pauses else sound(0.0, 600.0)
    for start in range(0, len(talk), 160_000):
        scene.play(talk[start : start + 160_000])
        utterance = scene.listener._utterance
        assert utterance is not None
        kept = max(kept, utterance.sound.kept_seconds)
    (ended,) = only(scene.play(sound(10.0)), TurnEnded)
    words = ended.transcript.result(timeout=0).text.split()
    assert sum(map(int, words)) == (talk > 0).sum()
    assert kept <= 28.0
    assert max(request.seconds for request in said.requests) <= 28.0
    assert ended.samples_seconds > 590.0


def test_one_failed_segment_is_tried_again() -> None:
    said = ClockRecogniser("woord", failures=1)
    scene = Scene(said, ListenerConfig("nl", partials=False))
    (ended,) = only(scene.play(sound(1.0, 40.0, 2.0)), TurnEnded)
    said.advance(1_000.0)
    assert ended.transcript.result(timeout=0).text == "woord woord"


def test_a_failing_engine_is_reported_in_the_transcript() -> None:
    said = ClockRecogniser(failures=10)
    (ended,) = only(Scene(said, ListenerConfig("nl", partials=False)).play(sound(*QUESTION)), TurnEnded)
    said.advance(1_000.0)
    assert ended.transcript.exception(timeout=0) is not None


def test_silence_and_close_leave_nothing_asked() -> None:
    scene = Scene(ClockRecogniser(delay=1_000.0))
    assert scene.play(sound(30.0)) == []
    assert scene.recogniser.requests == []
    scene.play(sound(0.0, 3.0))
    scene.listener.close()
    assert all(request.future.cancelled() for request in scene.recogniser.requests)


def test_a_single_click_in_the_silence_does_not_hold_up_the_end() -> None:
    plain = only(Scene().play(sound(*QUESTION)), TurnEnded)[0]
    clicked = only(Scene().play(sound(1.0, 2.0, 0.2, 0.03, 2.0)), TurnEnded)[0]
    assert clicked.ended_at == plain.ended_at


def test_sound_that_is_not_a_number_does_no_harm() -> None:
    scene = Scene()
    scene.play(np.full(1_000, np.nan, np.float32))
    scene.play(np.full(1_000, np.inf, np.float32))
    assert len(only(scene.play(sound(*QUESTION)), TurnEnded)) == 1


def test_a_change_of_settings_counts_for_the_next_utterance() -> None:
    scene = Scene()
    scene.play(sound(*QUESTION))
    scene.listener.reconfigure(replace(scene.config, language="en", hints=("Souffleur",)))
    scene.play(sound(3.0, 1.0, 2.0))
    options = scene.recogniser.requests[-1].options
    assert (options.language, tuple(options.hints)) == ("en", ("Souffleur",))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 4_000), min_size=1, max_size=40), st.booleans())
def test_how_the_sound_was_cut_into_frames_changes_nothing(cuts: list[int], answering: bool) -> None:
    talk = sound(0.7, 0.25, 0.8, 1.4, 0.35, 0.9, 1.3, 0.6, 2.0)
    whole = Scene(ClockRecogniser(delay=0.0), frame=len(talk)).play(talk, answering=answering)
    scene = Scene(ClockRecogniser(delay=0.0))
    pieces = []
    position = number = 0
    while position < len(talk):
        size = cuts[number % len(cuts)]
        pieces += scene.listener.feed(talk[position : position + size], answering=answering)
        position, number = position + size, number + 1
    without = [event for event in whole if not isinstance(event, PartialText)]
    assert [event for event in pieces if not isinstance(event, PartialText)] == without
    assert scene.listener.seconds == pytest.approx(len(talk) / 16_000)
