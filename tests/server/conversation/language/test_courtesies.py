"""A greeting or thanks in a scripted talk is answered in kind, and a near answer is taken."""

from __future__ import annotations

import pytest

from server.conversation.language.data import authored
from server.conversation.language.talking import Conversing, TalkState


def begun(talk: str, *said: str) -> TalkState:
    found = authored(talk)
    assert found is not None
    state = Conversing().begin(found, found.spoken, "en" if found.spoken == "nl" else "nl")
    for text in said:
        Conversing().say(state, text)
    return state


@pytest.mark.parametrize(
    ("talk", "said", "line", "meaning"),
    [
        ("de-termin", "Guten Morgen", "Guten Tag! Schneider. Worum geht es, bitte?",
         "Hallo! Schneider. Waar gaat het over?"),
        ("fr-pitch", "Ah, bonjour madame.", "Bonjour ! Votre projet est intéressant. À qui s'adresse-t-il ?",
         "Hallo! Uw plan is interessant. Voor wie is het?"),
        ("fr-loket", "Bonjour !", "Bonjour ! Je viens d'arriver aux Pays-Bas et je dois m'inscrire.",
         "Hallo! Ik ben net in Nederland en moet me inschrijven."),
        ("fr-pitch", "Oui, merci.", "Je vous en prie. Votre projet est intéressant. À qui s'adresse-t-il ?",
         "Graag gedaan. Uw plan is interessant. Voor wie is het?"),
        ("nl-koffie", "Goedemorgen", "Hallo! Ik ben nieuw hier. Werk jij al lang bij dit team?", None),
    ],
)  # fmt: skip
def test_a_courtesy_is_answered_in_kind_and_the_question_is_asked_again(
    talk: str, said: str, line: str, meaning: str | None
) -> None:
    state = begun(talk, said)

    assert state.lines[-1].text == line
    assert meaning is None or state.lines[-1].meaning == meaning
    assert state.at == 0
    assert not state.asked_again


def test_a_greeting_with_something_else_is_asked_once_and_then_goes_on() -> None:
    once = begun("de-termin", "Guten Morgen, ich liebe Kartoffeln.")
    twice = begun("de-termin", "Guten Morgen, ich liebe Kartoffeln.", "Guten Morgen, noch mehr Kartoffeln.")

    assert (once.at, once.lines[-1].text[:10]) == (0, "Guten Tag!")
    assert twice.at == 1


def test_what_is_neither_is_still_not_understood() -> None:
    state = begun("de-termin", "Kartoffeln mag ich.")

    assert state.lines[-1].text == "Entschuldigung, das habe ich nicht verstanden."
    assert state.asked_again


def test_thanks_at_the_end_finish_the_talk() -> None:
    state = begun("de-termin", "Ich möchte einen Plan vorstellen.", "Am Donnerstag.", "Nein.", "Danke schön!")

    assert state.finished
    assert [line.text for line in state.lines if "nicht verstanden" in line.text] == []


@pytest.mark.parametrize(
    ("talk", "said"),
    [
        ("fr-loket", "Bonjour, je voudrais une réunion"),
        ("fr-loket", "Vous avez un passport ?"),
        ("fr-loket", "Bienvenu chez nous."),
        ("de-termin", "Guten Morgen, ich arbeitete für eine Gemeinden."),
        ("de-termin", "Einen Plahn möchte ich forstellen."),
        ("en-desk", "Let me just cheque, I am looking."),
        ("nl-koffie", "Ik heb hier al jaren gewerkt."),
    ],
)
def test_a_near_answer_is_taken(talk: str, said: str) -> None:
    assert begun(talk, said).at == 1


@pytest.mark.parametrize(
    "said", ["Quel beau temps aujourd'hui.", "Je ne sais pas du tout.", "Le passage est là."]
)
def test_a_far_one_is_not(said: str) -> None:
    assert begun("fr-loket", said).at == 0
