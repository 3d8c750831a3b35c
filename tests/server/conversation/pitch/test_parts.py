"""The phrase that stops a take, where a take is cut, and lines of a language model that are checked."""

from __future__ import annotations

import json

import numpy as np
import pytest

from server.conversation.finder import ModelFinder
from server.conversation.pitch import better
from server.conversation.pitch.better import BetterModel, checked
from server.conversation.pitch.cutting import LONGEST_SECONDS, cut
from server.conversation.pitch.stopping import last_words, stops
from tests.server.conversation.chat_server import ChatServer, says
from tests.server.conversation.pitch.takes import analysis
from voice.audio import SAMPLE_RATE
from voice.delivery.wording import Kind
from voice.stt.base import FloatArray
from voice.vad import WINDOW, SileroVad, VadStream

QUOTE = "We hebben zeg maar misschien een plan voor de balie, weet je."


class ByLevel(VadStream):
    """Takes sound for speech where it is loud: the cutting is asked about, not the model."""

    def __init__(self) -> None:
        super().__init__(SileroVad())

    def process(self, samples: FloatArray) -> list[float]:
        return [float(np.abs(window).max() > 0.05) for window in samples.reshape(-1, WINDOW)]


def sound(*parts: tuple[float, float]) -> FloatArray:
    """Make sound of stretches of (seconds, level)."""
    noise = np.random.default_rng(5)
    pieces = [noise.normal(0, 1e-4 + level, int(seconds * SAMPLE_RATE)) for seconds, level in parts]
    return np.concatenate(pieces).astype(np.float32)


@pytest.mark.parametrize(
    "text",
    ["Stop opname.", "stop de opname", "Stop opnamen", "Klaar, stop!", "stop recording", "Done. Stop."],
)
def test_the_phrase_stops_however_it_is_spelt(text: str) -> None:
    assert stops(text)


@pytest.mark.parametrize(
    "text",
    ["", "stop", "ja", "de opname was goed", "We stoppen de opname van nieuwe leden in het systeem.", "klaar",
     "Dat moet stoppen.", "op naam"],
)  # fmt: skip
def test_other_words_do_not_stop(text: str) -> None:
    assert not stops(text)


@pytest.mark.parametrize(
    ("parts", "there"),
    [
        (((3.0, 0.1), (0.6, 0.0), (1.0, 0.1), (0.6, 0.0)), True),
        (((3.0, 0.1), (0.6, 0.0), (1.0, 0.1), (0.1, 0.0)), False),  # the person still speaks
        (((3.0, 0.1), (0.6, 0.0), (3.0, 0.1), (0.6, 0.0)), False),  # too long for the phrase
        (((4.0, 0.1), (0.6, 0.0)), False),
        (((4.0, 0.0),), False),
    ],
)
def test_only_a_short_utterance_between_silences_is_listened_to(
    parts: tuple[tuple[float, float], ...], there: bool
) -> None:
    found = last_words(sound(*parts), ByLevel())

    assert (found is not None) == there
    if found is not None:
        assert found.start / SAMPLE_RATE == pytest.approx(3.6, abs=0.1)


def test_a_take_is_cut_in_its_pauses_and_the_last_piece_waits_for_what_follows() -> None:
    samples = sound(*[(5.0, 0.1), (0.8, 0.0)] * 4)
    part, whole = (cut(samples, ByLevel(), complete=complete) for complete in (False, True))

    assert len(whole.pieces) == 4
    assert part.pieces == whole.pieces[:3]
    assert whole.done_to == samples.size
    assert part.pieces[-1][1] <= part.done_to < whole.pieces[3][0]


def test_speech_without_a_pause_is_cut_all_the_same() -> None:
    found = cut(sound((29.0, 0.1)), ByLevel(), complete=False)

    assert len(found.pieces) >= 2
    assert all(end - start <= LONGEST_SECONDS * SAMPLE_RATE for start, end in found.pieces)
    assert found.done_to > 20 * SAMPLE_RATE


def test_silence_is_passed_over() -> None:
    found = cut(sound((30.0, 0.0)), ByLevel(), complete=False)

    assert found.pieces == ()
    assert found.done_to >= 28 * SAMPLE_RATE


def test_lines_are_put_better_by_rule_without_new_words() -> None:
    of = analysis([QUOTE])
    fillers = of.found(Kind.FILLER_WORD)
    plain = analysis(["Indien u wilt, kunt u tevens de formulieren geven."])
    long = analysis(["We beginnen morgen met de proef aan de balie en daarna gaan we kijken hoe het werkt."])

    assert better.without(of.sentences[0], fillers, "nl") == "We hebben misschien een plan voor de balie."
    assert better.plainer(plain.sentences[0], plain.jargon) == "Als u wilt, kunt u ook de formulieren geven."
    assert better.shorter(long.sentences[0], "nl").count(".") == 2
    assert better.shorter(of.sentences[0], "nl") == ""
    assert "…" in better.breathing(of.sentences[0])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("We hebben een plan voor de balie.", True),
        ("We hebben 3 plannen voor de balie.", False),
        ("Je klinkt nerveus, zeg het met meer zelfvertrouwen.", False),
        ("We have a plan for the desk and that is what it is.", False),
        (QUOTE, False),
        ("", False),
        (" ".join(["plan"] * 60), False),
    ],
)
def test_a_line_of_a_model_is_kept_only_when_it_holds(line: str, kept: bool) -> None:
    assert (checked(json.dumps({"better": line}), QUOTE, "nl") is not None) == kept


def test_what_is_no_line_at_all_is_none() -> None:
    for answer in ("", "Ik kan dat niet.", "{better: x}", '["x"]', '{"better": 3}', '{"other": "x"}'):
        assert checked(answer, QUOTE, "nl") is None


def test_a_model_is_asked_with_the_words_as_data_and_may_fail() -> None:
    with ChatServer(says(json.dumps({"better": "We hebben een plan voor de balie."}))).running() as server:
        finder = ModelFinder(url=server.url, model="test", first_token_seconds=30.0)
        line = BetterModel(finder).line(QUOTE, "Minder stopwoorden", "nl")
        server.behaviour = says("Daar begin ik niet aan.")
        nothing = BetterModel(finder).line(QUOTE, "Minder stopwoorden", "nl")
        finder.close()

    assert line == "We hebben een plan voor de balie."
    assert nothing is None
    asked = server.requests[0]["messages"]
    assert QUOTE not in asked[0]["content"]
    assert json.loads(asked[1]["content"]) == {"line": QUOTE}


def test_without_a_model_there_is_no_line() -> None:
    assert BetterModel(lambda: None).line(QUOTE, "Korter", "nl") is None
