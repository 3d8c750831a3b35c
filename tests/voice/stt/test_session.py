"""The utterance session: which result still holds."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.session import UtteranceSession

OPTIONS = RecognitionOptions("nl", hints=("paspoort",))


class Desk:
    """A recogniser whose queue the test serves by hand."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, RecognitionOptions, Purpose, Future[Transcript]]] = []

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        future: Future[Transcript] = Future()
        self.asked.append((samples.size, options, purpose, future))
        return future


def begin(desk: Desk) -> UtteranceSession:
    session = UtteranceSession(desk, OPTIONS)
    session.accept(np.ones(1600, dtype=np.float32))
    return session


def start(future: Future[Transcript]) -> None:
    assert future.set_running_or_notify_cancel()


def test_it_asks_for_all_sound_so_far_in_order() -> None:
    desk = Desk()
    session = UtteranceSession(desk, OPTIONS)
    session.accept(np.full(800, 0.25, dtype=np.float32))
    session.accept(np.zeros(0, dtype=np.float32))
    session.accept(np.full(800, 0.5, dtype=np.float32))
    session.ask(Purpose.FINAL)
    assert session.seconds == 0.1
    assert np.array_equal(session.sound(), np.repeat(np.array([0.25, 0.5], np.float32), 800))
    assert [(size, options, purpose) for size, options, purpose, _ in desk.asked] == [
        (1600, OPTIONS, Purpose.FINAL)
    ]


def test_a_final_request_takes_over_the_speculative_one_that_runs_or_is_done() -> None:
    for done in (False, True):
        desk = Desk()
        session = begin(desk)
        speculative = session.ask(Purpose.SPECULATIVE)
        start(speculative)
        if done:
            speculative.set_result(Transcript("ja", "nl", 0.1))
        session.accept(np.zeros(3200, dtype=np.float32), speech=False)
        assert session.ask(Purpose.FINAL) is speculative
        assert session.is_current(speculative)
        assert len(desk.asked) == 1


def test_a_speculative_request_still_in_the_queue_is_asked_again_as_final() -> None:
    desk = Desk()
    session = begin(desk)
    speculative = session.ask(Purpose.SPECULATIVE)
    final = session.ask(Purpose.FINAL)
    assert final is not speculative
    assert speculative.cancelled()
    assert [purpose for _, _, purpose, _ in desk.asked] == [Purpose.SPECULATIVE, Purpose.FINAL]


def test_asking_speculatively_again_without_new_speech_asks_nothing() -> None:
    desk = Desk()
    session = begin(desk)
    assert session.ask(Purpose.SPECULATIVE) is session.ask(Purpose.SPECULATIVE)
    assert len(desk.asked) == 1


def test_more_speech_makes_a_result_stale_and_withdraws_a_queued_one() -> None:
    desk = Desk()
    session = begin(desk)
    queued = session.ask(Purpose.SPECULATIVE)
    session.accept(np.ones(1600, dtype=np.float32))
    assert queued.cancelled()
    running = session.ask(Purpose.SPECULATIVE)
    start(running)
    session.accept(np.ones(1600, dtype=np.float32))
    running.set_result(Transcript("maar half", "nl", 0.2))
    assert not session.is_current(running)
    final = session.ask(Purpose.FINAL)
    assert final is not running
    assert [size for size, *_ in desk.asked] == [1600, 3200, 4800]
    assert session.generation == 3


def test_a_refused_or_failed_speculative_result_is_asked_again() -> None:
    desk = Desk()
    session = begin(desk)
    session.ask(Purpose.SPECULATIVE).cancel()
    failed = session.ask(Purpose.SPECULATIVE)
    start(failed)
    failed.set_exception(SpeechEngineError("gone"))
    final = session.ask(Purpose.FINAL)
    assert final is not failed
    assert len(desk.asked) == 3


def test_captions_never_stand_for_the_whole_utterance() -> None:
    desk = Desk()
    session = begin(desk)
    first = session.ask(Purpose.PARTIAL)
    second = session.ask(Purpose.PARTIAL)
    assert first.cancelled()
    assert not session.is_current(second)
    assert session.ask(Purpose.FINAL) is not second


def test_closing_withdraws_everything_and_asks_nothing_more() -> None:
    desk = Desk()
    session = begin(desk)
    partial, speculative = session.ask(Purpose.PARTIAL), session.ask(Purpose.SPECULATIVE)
    session.close()
    assert partial.cancelled()
    assert speculative.cancelled()
    assert session.ask(Purpose.FINAL).cancelled()
    assert len(desk.asked) == 2
    assert session.sound().size == 0
