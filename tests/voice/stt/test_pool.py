"""The pool: order by purpose, bounds, withdrawal, errors, shutdown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager

import numpy as np
import pytest

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.pool import RecogniserPool

OPTIONS = RecognitionOptions("nl")
LIMIT = 10.0


class Held:
    """A transcriber that decodes when it is told to, and remembers the order."""

    name = "held"

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.order: list[int] = []

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        del purpose
        self.begun.release()
        assert self.go_on.acquire(timeout=LIMIT)
        if samples.size == 13:
            raise ZeroDivisionError("broken engine")
        if samples.size == 14:
            raise SpeechEngineError("refused")
        self.order.append(samples.size)
        return Transcript(str(samples.size), options.language, 0.0)


def sound(number: int) -> FloatArray:
    return np.zeros(number, dtype=np.float32)


@contextmanager
def pool_of(held: Held, **how: int) -> Iterator[RecogniserPool]:
    pool = RecogniserPool(held, **how)
    try:
        yield pool
    finally:
        held.go_on.release(100)
        pool.close()


def busy(pool: RecogniserPool, held: Held, number: int = 1) -> Future[Transcript]:
    """Occupy the one worker."""
    first = pool.submit(sound(number), OPTIONS, Purpose.FINAL)
    assert held.begun.acquire(timeout=LIMIT)
    return first


def test_final_goes_before_speculative_and_older_before_newer() -> None:
    held = Held()
    with pool_of(held) as pool:
        busy(pool, held)
        waiting = [
            pool.submit(sound(2), OPTIONS, Purpose.SPECULATIVE),
            pool.submit(sound(3), OPTIONS, Purpose.FINAL),
            pool.submit(sound(4), OPTIONS, Purpose.SPECULATIVE),
            pool.submit(sound(5), OPTIONS, Purpose.FINAL),
        ]
        held.go_on.release(5)
        assert [future.result(LIMIT).text for future in waiting] == ["2", "3", "4", "5"]
    assert held.order == [1, 3, 5, 2, 4]


def test_a_partial_runs_on_an_idle_worker_and_is_refused_under_load() -> None:
    held = Held()
    with pool_of(held) as pool:
        held.go_on.release()
        assert pool.submit(sound(9), OPTIONS, Purpose.PARTIAL).result(LIMIT).text == "9"
        assert held.begun.acquire(timeout=LIMIT)
        busy(pool, held)
        assert pool.submit(sound(2), OPTIONS, Purpose.PARTIAL).cancelled()


def test_a_worker_that_has_just_answered_takes_a_partial_at_once() -> None:
    held = Held()
    with pool_of(held) as pool:
        held.go_on.release(200)
        for number in range(20, 60):
            pool.submit(sound(number), OPTIONS, Purpose.FINAL).result(LIMIT)
            assert pool.submit(sound(1), OPTIONS, Purpose.PARTIAL).result(LIMIT).text == "1"


def test_withdrawn_work_is_never_run() -> None:
    held = Held()
    with pool_of(held) as pool:
        first = busy(pool, held)
        gone = pool.submit(sound(2), OPTIONS, Purpose.SPECULATIVE)
        kept = pool.submit(sound(3), OPTIONS, Purpose.SPECULATIVE)
        assert gone.cancel()
        assert pool.waiting == 1
        held.go_on.release(2)
        assert first.result(LIMIT).text == "1"
        assert kept.result(LIMIT).text == "3"
    assert held.order == [1, 3]


def test_a_full_queue_refuses_what_is_less_urgent() -> None:
    held = Held()
    with pool_of(held, depth=2) as pool:
        busy(pool, held)
        older = pool.submit(sound(2), OPTIONS, Purpose.SPECULATIVE)
        newer = pool.submit(sound(3), OPTIONS, Purpose.SPECULATIVE)
        assert pool.submit(sound(4), OPTIONS, Purpose.SPECULATIVE).cancelled()
        first_final = pool.submit(sound(5), OPTIONS, Purpose.FINAL)
        assert newer.cancelled()
        assert not older.cancelled()
        second_final = pool.submit(sound(6), OPTIONS, Purpose.FINAL)
        assert older.cancelled()
        with pytest.raises(SpeechEngineError, match="too much"):
            pool.submit(sound(7), OPTIONS, Purpose.FINAL).result(LIMIT)
        held.go_on.release(3)
        assert first_final.result(LIMIT).text == "5"
        assert second_final.result(LIMIT).text == "6"


def test_withdrawn_work_makes_room() -> None:
    held = Held()
    with pool_of(held, depth=1) as pool:
        busy(pool, held)
        assert pool.submit(sound(2), OPTIONS, Purpose.FINAL).cancel()
        third = pool.submit(sound(3), OPTIONS, Purpose.FINAL)
        held.go_on.release(2)
        assert third.result(LIMIT).text == "3"


@pytest.mark.parametrize(("number", "message"), [(13, "held: broken engine"), (14, "refused")])
def test_an_engine_error_lands_in_the_future_and_the_worker_lives_on(number: int, message: str) -> None:
    held = Held()
    with pool_of(held) as pool:
        held.go_on.release(2)
        with pytest.raises(SpeechEngineError, match=message):
            pool.submit(sound(number), OPTIONS, Purpose.FINAL).result(LIMIT)
        assert pool.submit(sound(2), OPTIONS, Purpose.FINAL).result(LIMIT).text == "2"


def test_a_callback_may_submit_again() -> None:
    """A listener that hears of its cancelled request may ask anew from inside the pool's call."""
    held = Held()
    with pool_of(held, depth=1) as pool:
        busy(pool, held)
        again: list[Future[Transcript]] = []
        pushed_out = pool.submit(sound(2), OPTIONS, Purpose.SPECULATIVE)

        def ask_again(_: Future[Transcript]) -> None:
            other = threading.Thread(
                target=lambda: again.append(pool.submit(sound(3), OPTIONS, Purpose.SPECULATIVE))
            )
            other.start()
            other.join(LIMIT)

        pushed_out.add_done_callback(ask_again)
        pool.submit(sound(4), OPTIONS, Purpose.FINAL)
        assert pushed_out.cancelled()
        assert [future.cancelled() for future in again] == [True]


def test_closing_withdraws_what_waits_and_ends_the_threads() -> None:
    held = Held()
    pool = RecogniserPool(held, workers=2)
    first = busy(pool, held)
    second = busy(pool, held)
    waiting = pool.submit(sound(3), OPTIONS, Purpose.FINAL)
    held.go_on.release(2)
    pool.close()
    assert first.result(LIMIT).text == "1"
    assert second.result(LIMIT).text == "1"
    # Whoever waits is told, whether the close or a free worker came first.
    assert waiting.cancelled() or waiting.done()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("recogniser")]
    with pytest.raises(SpeechEngineError, match="closed"):
        pool.submit(sound(1), OPTIONS, Purpose.FINAL).result(LIMIT)
    pool.close()


def test_a_worker_that_does_not_stop_is_an_error() -> None:
    held = Held()
    pool = RecogniserPool(held)
    busy(pool, held)
    waiting = pool.submit(sound(2), OPTIONS, Purpose.FINAL)
    with pytest.raises(SpeechEngineError, match="did not stop"):
        pool.close(timeout=0.05)
    with pytest.raises(CancelledError):
        waiting.result(LIMIT)
    held.go_on.release()
    pool.close()


def test_many_sessions_at_once_all_get_their_own_text() -> None:
    held = Held()
    held.go_on.release(1000)
    with pool_of(held, workers=2) as pool:

        def talk(number: int) -> None:
            for _ in range(20):
                future = pool.submit(sound(number), OPTIONS, Purpose.FINAL)
                assert future.result(LIMIT).text == str(number)

        people = [threading.Thread(target=talk, args=(number,)) for number in range(1, 9)]
        for person in people:
            person.start()
        for person in people:
            person.join(LIMIT)
    assert sorted(held.order) == sorted(number for number in range(1, 9) for _ in range(20))


@pytest.mark.parametrize("how", [{"workers": 0}, {"depth": 0}])
def test_a_pool_without_workers_or_room_is_refused(how: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        RecogniserPool(Held(), **how)
