"""The small parts of a live conversation, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.conversation.base import Dialogue
from server.realtime.binary import Frame, FrameError, FrameKind, decode_frame
from server.realtime.config import SessionConfig
from server.realtime.events import CLIENT_EVENTS, client_models, server_models
from server.realtime.events.own import OutputHold
from server.realtime.events.session import SessionPatch
from server.realtime.faults import ALL_FAULTS, Refused
from server.realtime.heard import AnswerRecord
from server.realtime.items import MOST_ITEMS, Items, answer_item
from server.realtime.limits import Bucket
from server.realtime.machine import SHOWN, TABLE, Machine, Move, Stage
from server.realtime.outbox import Outbox
from tools.protocol_docs import PAGE, SCHEMA, page, schema

SIMPLE = st.none() | st.booleans() | st.integers() | st.text()
ANY_JSON = st.recursive(SIMPLE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


class Sink:
    """Keeps what is sent; ``stuck`` messages are not sent yet."""

    def __init__(self, stuck: frozenset[int] = frozenset()) -> None:
        self.numbers: list[int] = []
        self.stuck = stuck

    def put(self, number: int, payload: str | bytes) -> None:
        assert payload
        self.numbers.append(number)

    def drop(self, numbers: frozenset[int]) -> frozenset[int]:
        return numbers & self.stuck

    def backlog(self) -> int:
        return 0


class TestMachine:
    @given(st.lists(st.sampled_from(Move), max_size=60))
    def test_no_order_of_moves_breaks_it(self, moves: list[Move]) -> None:
        machine = Machine()
        for move in moves:
            before = SHOWN[machine.stage]
            told = machine.move(move)
            assert (told is None) == (SHOWN[machine.stage] is before)

    @given(st.lists(st.sampled_from(Move), max_size=30))
    def test_speech_always_listens_and_the_end_of_a_turn_always_thinks(self, moves: list[Move]) -> None:
        machine = Machine()
        for move in moves:
            machine.move(move)
        stages = []
        for move in (Move.SPEECH, Move.TURN_OVER):
            machine.move(move)
            stages.append(machine.stage)
        assert stages == [Stage.LISTENING, Stage.THINKING]

    def test_every_stage_can_be_left_and_reached(self) -> None:
        for stage in Stage:
            assert any(before is stage and after is not stage for (before, _), after in TABLE.items())
            assert any(after is stage for after in TABLE.values())


class TestOutbox:
    def test_everything_after_a_number_is_sent_again(self) -> None:
        outbox = Outbox()
        for _ in range(5):
            outbox.send(OutputHold())
        sink = Sink()
        outbox.attach(sink)
        outbox.replay(2)
        assert sink.numbers == [3, 4, 5]

    def test_what_no_longer_fits_cannot_be_replayed(self) -> None:
        outbox = Outbox(kept_bytes=200)
        for _ in range(20):
            outbox.send(OutputHold())
        assert not outbox.can_replay(3)
        assert outbox.can_replay(19)
        assert not outbox.can_replay(21)

    def test_sound_that_has_not_left_is_dropped_with_its_answer(self) -> None:
        outbox = Outbox()
        outbox.attach(Sink(stuck=frozenset({2, 3})))
        for answer in (1, 1, 2):
            outbox.send_frame(Frame(FrameKind.ANSWER, 0, answer, 0, 0, b"\0\0"))
        outbox.drop_sound(1)
        again = Sink()
        outbox.attach(again)
        outbox.replay(0)
        assert again.numbers == [1, 3]


class TestFrames:
    @given(
        st.sampled_from(FrameKind),
        st.integers(0, 255),
        st.integers(0, 2**16 - 1),
        st.integers(0, 2**32 - 1),
        st.integers(0, 2**32 - 1),
        st.binary(max_size=50),
    )
    def test_a_frame_survives_the_wire(
        self, kind: FrameKind, flags: int, response: int, seq: int, first: int, sound: bytes
    ) -> None:
        frame = Frame(kind, flags, response, seq, first, sound)
        assert decode_frame(frame.encode()) == frame

    @given(st.binary(max_size=40))
    def test_random_bytes_are_a_frame_or_an_error(self, data: bytes) -> None:
        try:
            frame = decode_frame(data)
        except FrameError:
            return
        assert frame.encode() == data


class TestBucket:
    def test_a_burst_and_then_a_pace(self) -> None:
        bucket = Bucket(3.0, 1.0)
        assert [bucket.take(1.0, 0.0) for _ in range(4)] == [True, True, True, False]
        assert bucket.take(1.0, 1.0)
        assert not bucket.take(1.0, 1.5)

    def test_a_clock_that_stands_still_gives_nothing(self) -> None:
        bucket = Bucket(1.0, 100.0)
        assert bucket.take(1.0, 5.0)
        assert not bucket.take(1.0, 4.0)


class TestHeard:
    def record(self) -> AnswerRecord:
        record = AnswerRecord("vraag", Dialogue(position=7, history=[("user", "eerder")]))
        state = record.base.copy()
        state.asked("vraag")
        for position, text in enumerate(("Een twee drie vier.", "Vijf zes zeven acht.")):
            state.position = position
            state.said(text)
            sentence = record.begin(text, state.copy())
            sentence.samples = 1_000
        state.pending_note = "vraag"
        record.sentences[-1].complete = True
        record.final = state
        return record

    def test_everything_was_heard(self) -> None:
        left = self.record().dialogue(None)
        assert left.position == 1
        assert left.pending_note == "vraag"
        assert left.history[-1] == ("assistant", "Een twee drie vier. Vijf zes zeven acht.")

    def test_half_of_the_second_sentence_was_heard(self) -> None:
        left = self.record().dialogue(1_500)
        assert left.position == 0
        assert left.history[-1] == ("assistant", "Een twee drie vier. Vijf zes")
        assert left.last_said == ["Een twee drie vier.", "Vijf zes zeven acht."]

    def test_nothing_was_heard(self) -> None:
        left = self.record().dialogue(0)
        assert left.position == 7
        assert left.history == [("user", "eerder"), ("user", "vraag")]
        assert left.pending_note is None

    @given(st.integers(0, 3_000))
    def test_what_was_heard_never_grows_beyond_what_was_said(self, heard: int) -> None:
        record = self.record()
        words = record.heard_text(heard).split()
        assert words == record.text().split()[: len(words)]

    @given(st.integers(0, 3_000), st.integers(0, 3_000))
    def test_more_heard_is_never_less_remembered(self, one: int, other: int) -> None:
        record = self.record()
        low, high = sorted((one, other))
        assert len(record.heard_text(low)) <= len(record.heard_text(high))


class TestConfig:
    def test_absent_fields_change_nothing_and_null_means_push_to_talk(self) -> None:
        config = SessionConfig()
        config.apply(SessionPatch.model_validate({"audio": {"input": {}}}), rate_fixed=False)
        assert config.listens_by_itself
        config.apply(
            SessionPatch.model_validate({"audio": {"input": {"turn_detection": None}}}), rate_fixed=False
        )
        assert not config.listens_by_itself
        assert not config.answers_by_itself

    def test_the_spoken_language_may_differ_from_that_of_the_answers(self) -> None:
        patch = {
            "audio": {"input": {"transcription": {"language": "fr-FR"}}},
            "souffleur": {"language": "en"},
        }
        config = SessionConfig()
        config.apply(SessionPatch.model_validate(patch), rate_fixed=False)
        assert (config.spoken, config.language) == ("fr", "en")

    @pytest.mark.parametrize(
        "patch",
        [
            {"output_modalities": []},
            {"output_modalities": ["audio", "text"]},
            {"audio": {"input": {"transcription": {"language": "xx"}}}},
        ],
    )
    def test_what_cannot_be_had_is_refused(self, patch: dict[str, object]) -> None:
        with pytest.raises(Refused):
            SessionConfig().apply(SessionPatch.model_validate(patch), rate_fixed=False)


def test_items_are_bounded() -> None:
    items = Items()
    for _ in range(MOST_ITEMS + 50):
        items.add(answer_item(items.new_id(), "x", "completed", spoken=True))
    assert "item_1" not in items
    assert items.last_id == f"item_{MOST_ITEMS + 50}"


def test_every_fault_has_its_own_code_and_two_sentences() -> None:
    assert len({fault.code for fault in ALL_FAULTS}) == len(ALL_FAULTS) > 20
    assert all(fault.nl and fault.en and fault.nl != fault.en for fault in ALL_FAULTS)


def test_every_name_on_the_wire_is_used_once() -> None:
    for models in (client_models(), server_models()):
        names = [str(model.model_fields["type"].annotation) for model in models]
        assert len(set(names)) == len(names)


@settings(max_examples=50)
@given(ANY_JSON)
def test_any_json_is_an_event_or_a_validation_error(data: object) -> None:
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        CLIENT_EVENTS.validate_python(data)


def test_the_documentation_is_up_to_date() -> None:
    import json

    assert PAGE.read_text("utf-8") == page()
    assert json.loads(SCHEMA.read_text("utf-8")) == schema()
