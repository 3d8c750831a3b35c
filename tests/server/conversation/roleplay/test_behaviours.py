"""Recognising behaviour in words: never without the words, never about the person."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks.behaviour import OWN, confusion, f1, main, read
from server.content.scenarios.behaviours import IN_A_SENTENCE, NAMES, Behaviour
from server.content.scenarios.loading import SCENARIOS, load_scenarios
from server.content.scenarios.model import Scenario
from server.content.vectors import SentenceEncoder
from server.conversation.roleplay import debrief, texts
from server.conversation.roleplay.behaviours import BehaviourRecogniser, fitted, sentences_of
from server.conversation.roleplay.cues import LANGUAGES, cues

FIT = OWN.with_name("behaviour_fit_nl.jsonl")
ABOUT_THE_PERSON = re.compile(
    r"\b(?:zenuwachtig|nerveus|onzeker|zelfverzekerd|gestrest|stress|enthousiast|empathisch|emotioneel|"
    r"accent|nervous|confident|stressed|enthusiastic|empathic|empathetic|score|rapportcijfer|punten)\b"
)


@pytest.fixture(scope="module")
def recogniser() -> BehaviourRecogniser:
    return BehaviourRecogniser(SentenceEncoder())


def test_behaviour_is_recognised_well_enough_in_sentences_that_it_was_not_fitted_on(
    recogniser: BehaviourRecogniser,
) -> None:
    rows = read(OWN)
    assert len(rows) >= 300
    assert not {text for text, _ in rows} & {text for text, _ in read(FIT)}
    table = recogniser.table([text for text, _ in rows], "nl") > 0
    pairs = [
        (true, frozenset(b for b, there in zip(IN_A_SENTENCE, row, strict=True) if there))
        for (_, true), row in zip(rows, table, strict=True)
    ]
    scores = [f1(pairs, behaviour)[2] for behaviour in IN_A_SENTENCE]
    assert np.mean(scores) >= 0.75
    assert set(confusion(pairs)) == {behaviour.value for behaviour in IN_A_SENTENCE} | {"none"}


def test_a_turn_shows_each_behaviour_once_with_its_own_sentence(recogniser: BehaviourRecogniser) -> None:
    said = "Ik zie dat dit hard aankomt. Wat betekent het voor u? Ik bel u morgen om tien uur terug."
    found = {one.behaviour: one.quote for one in recogniser.seen(said, "nl")}
    assert found[Behaviour.ACKNOWLEDGED_FEELING] == "Ik zie dat dit hard aankomt."
    assert found[Behaviour.OPEN_QUESTION] == "Wat betekent het voor u?"
    assert found[Behaviour.GAVE_DATE] == "Ik bel u morgen om tien uur terug."
    assert all(quote in said for quote in found.values())


def test_without_the_encoder_the_cues_decide() -> None:
    found = {one.behaviour for one in BehaviourRecogniser(None).seen("Sorry dat u moest wachten.", "nl")}
    assert found == {Behaviour.APOLOGISED}


@pytest.mark.parametrize(
    ("language", "text", "behaviour"),
    [
        ("en", "I am sorry that you had to wait.", Behaviour.APOLOGISED),
        ("en", "If you keep shouting, I will end this conversation.", Behaviour.LIMIT_WITH_CHOICE),
        ("fr", "Je suis désolé pour l'attente.", Behaviour.APOLOGISED),
        ("de", "Das liegt daran, dass zwei Unterlagen fehlen.", Behaviour.GAVE_REASON),
    ],
)
def test_the_plainest_words_of_other_languages(
    recogniser: BehaviourRecogniser, language: str, text: str, behaviour: Behaviour
) -> None:
    assert behaviour in recogniser.labels(text, language)


def test_words_that_this_persona_does_not_know(recogniser: BehaviourRecogniser) -> None:
    said = "Dat is een kwestie van de dakgoot. Zo heet dat."
    found = recogniser.seen(said, "nl", ["dakgoot"])
    jargon = next(one for one in found if one.behaviour is Behaviour.USED_JARGON)
    assert jargon.quote == "Dat is een kwestie van de dakgoot."


@pytest.mark.parametrize("said", ["", "   ", "?!", "🙂", "a" * 5000, "Ja. " * 400])
def test_anything_may_be_said(recogniser: BehaviourRecogniser, said: str) -> None:
    assert all(one.quote in said for one in recogniser.seen(said, "nl"))
    assert len(sentences_of(said)) <= 12


def test_weights_and_cues_fit_the_behaviours() -> None:
    weights = fitted()
    assert weights.vector.shape == (len(IN_A_SENTENCE), 512)
    assert weights.cue.shape == (len(IN_A_SENTENCE), len(IN_A_SENTENCE))
    for language in LANGUAGES:
        assert set(cues(language)) <= set(IN_A_SENTENCE)
    assert set(cues("nl")) == set(IN_A_SENTENCE)


def test_no_text_for_the_person_judges_them() -> None:
    written = [text for pair in (*texts.TEXTS.values(), *NAMES.values()) for text in pair]
    for scenario in load_scenarios(SCENARIOS):
        written += [check.check for check in scenario.rubric] + [hint.say for hint in scenario.hints]
        written += [*scenario.debrief, *(check.tip or "" for check in scenario.rubric)]
    wrong = [text for text in written if ABOUT_THE_PERSON.search(text.lower())]
    assert wrong == []
    assert "mark" not in set(debrief.Findings.model_fields)


def test_the_benchmark_prints_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = tmp_path / "few.jsonl"
    rows = [
        {"text": "Sorry dat u moest wachten.", "labels": ["apologised"]},
        {"text": "De koffie.", "labels": []},
    ]
    manifest.write_text("\n".join(json.dumps(row) for row in rows))
    monkeypatch.setattr("sys.argv", ["behaviour", "--manifest", str(manifest), "--cues-only"])
    main()
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["macro_f1"] == 1.0


HURTS = frozenset({Behaviour.BLAMED, Behaviour.DISMISSED, Behaviour.USED_JARGON})
SCENARIOS_THERE = load_scenarios(SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS_THERE, ids=lambda one: str(one.slug))
def test_a_line_that_a_scenario_gives_as_an_example_is_recognised_as_one(
    recogniser: BehaviourRecogniser, scenario: Scenario
) -> None:
    def shown(line: str) -> set[Behaviour]:
        return {one.behaviour for one in recogniser.seen(line, scenario.language, scenario.jargon)}

    for check in scenario.rubric:
        found = shown(check.better)
        assert not check.behaviour or found & set(check.behaviour), check.better
        assert not found & set(check.never), check.better
    for line in scenario.employee:
        found = shown(line.say)
        assert not line.shows or found & set(line.shows), line.say
        assert not found & HURTS, line.say


@pytest.mark.parametrize(
    "said",
    [
        "We moeten in deze sluiten zich eens in stoppen.",  # what was understood of keys
        "Ik stop de brief in uw dossier.",
        "De bus stopt hier om drie uur.",
    ],
)
def test_no_word_that_only_sounds_like_it_ends_a_talk(recogniser: BehaviourRecogniser, said: str) -> None:
    assert Behaviour.ENDED_TALK not in recogniser.labels(said, "nl")


@pytest.mark.parametrize("said", ["Ik stop dit gesprek.", "Ik beëindig het gesprek nu.", "Ik hang op."])
def test_a_talk_is_ended_in_so_many_words(recogniser: BehaviourRecogniser, said: str) -> None:
    assert Behaviour.ENDED_TALK in recogniser.labels(said, "nl")
