"""One strength, one focus, and a comparison that only speaks when it may."""

from __future__ import annotations

import pytest

from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.feedback import feedback
from server.conversation.pitch.focus import Judged, choose, focus_of
from server.conversation.pitch.measures import KINDS, told, values
from server.conversation.pitch.shapes import Feedback
from server.conversation.pitch.structure import checks
from server.conversation.pitch.tables import TakeRow
from server.conversation.pitch.views import charts, take_told
from tests.server.conversation.pitch.takes import analysis, pitch, take
from voice.delivery.counting import NEAR
from voice.delivery.syllables import syllables

GOOD = [
    "Wist je dat een op de vier collega's geen tijd heeft om te leren?",
    "Vorige week stond ik bij de balie en zag ik dat gebeuren.",
    "Een inwoner wachtte een uur omdat niemand het antwoord wist.",
    "Met deze proef weet iedereen in het team binnen een minuut wat er kan.",
    "Ik vraag jullie om vanaf maandag mee te doen.",
    "Wie begint er morgen?",
]
FILLED = [
    "Wist je dat we zeg maar heel lang moeten wachten?",
    "Dus we hebben zeg maar een plan, weet je, voor de balie.",
    "Eigenlijk willen we zeg maar gewoon beginnen, weet je.",
    "Bijvoorbeeld zou ik zeg maar morgen, weet je, al starten.",
    "Ik vraag jullie om zeg maar mee te doen.",
    "Dus morgen beginnen we zeg maar.",
]
NO_REQUEST = [*GOOD[:4], "Dat was het verhaal over de balie."]


def fed(row: TakeRow, *before: TakeRow, language: str = "nl") -> Feedback:
    told_take = take_told(row, pitch(), list(before), language)
    assert told_take.feedback is not None
    return told_take.feedback


def test_every_part_of_a_pitch_is_found_with_the_sentence_that_shows_it() -> None:
    found = {check.name: check for check in checks(analysis(GOOD).sentences, "nl", "mijn team")}

    assert {name for name, check in found.items() if check.passed} == set(found)
    request = found["request"].sentence
    assert request is not None
    assert request.text == GOOD[4]


def test_what_is_not_there_is_not_found() -> None:
    dull = ["Ik ben Jan.", "Ik ga het hebben over de balie.", "Daar is het druk."]

    assert not any(check.passed for check in checks(analysis(dull).sentences, "nl", ""))


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Did you know that one in four has no time?", "Last week a colleague of mine waited an hour.",
                "I ask you to join us.", "We start tomorrow."]),
        ("fr", ["Saviez-vous que nous attendons une heure ?", "La semaine dernière un client attendait.",
                "Je vous demande de nous aider.", "Merci et à demain."]),
        ("de", ["Wussten Sie, dass wir eine Stunde warten?", "Letzte Woche wartete ein Kunde sehr lange.",
                "Ich bitte Sie, mitzumachen.", "Morgen fangen wir an."]),
    ],
)  # fmt: skip
def test_the_parts_are_found_in_other_languages(language: str, sentences: list[str]) -> None:
    found = checks(analysis(sentences, language=language).sentences, language, "")

    assert [check.name for check in found if not check.passed] == []


def test_a_take_of_before_syllables_were_kept_is_told_by_words_and_peaks() -> None:
    """Its pieces have a text, two times and a confidence, as every row of before has."""
    row = take(GOOD)
    assert all(set(piece) == {"text", "start", "end", "sure"} for piece in row.pieces)
    before = Analysis.of(row).pace
    row.pieces = [{**piece, "syllables": 6.0, "heard": 6.0} for piece in row.pieces]

    assert before.syllables == pytest.approx(sum(syllables(line, "nl") for line in GOOD), rel=NEAR)
    assert Analysis.of(row).pace.syllables < before.syllables / 2
    assert take_told(row, pitch(), [], "nl").segments


def test_a_missing_request_is_the_focus_with_the_goal_in_the_better_line() -> None:
    given = fed(take(NO_REQUEST))

    assert given.focus.id == "request"
    assert given.focus.quote == NO_REQUEST[-1]
    assert given.focus.better == "Daarom vraag ik u om mee te doen met de proef."
    assert given.strength.quote in GOOD


def test_many_fillers_are_the_focus_and_the_better_line_is_theirs_without_them() -> None:
    given = fed(take(FILLED))

    assert given.focus.id == "filler_words"
    assert given.focus.quote in FILLED
    assert given.focus.better is not None
    assert "zeg maar" not in given.focus.better
    assert set(given.focus.better.lower().split()) <= {
        word.lower().strip(",") + end for line in FILLED for word in line.split() for end in ("", ".", ",")
    }


def test_five_fillers_a_minute_are_left_alone() -> None:
    some = [*GOOD, *GOOD[1:4], "We hebben zeg maar een plan.", *GOOD[1:5]]

    assert choose(Judged.of(analysis(some), pitch()), pitch(), None).id != "filler_words"


def test_every_quote_stands_in_the_transcript() -> None:
    for sentences in (GOOD, FILLED, NO_REQUEST):
        row = take(sentences)
        whole = " ".join(piece["text"] for piece in row.pieces)
        seen = take_told(row, pitch(), [], "nl")
        assert seen.feedback is not None
        assert seen.details is not None
        quotes = [seen.feedback.strength.quote, seen.feedback.focus.quote]
        quotes += [check.quote for check in seen.details.checks]
        assert all(quote in whole for quote in quotes if quote)


def test_quick_speech_is_the_focus_and_named_better_only_beyond_the_measuring_error() -> None:
    quick, slower, hardly = take(GOOD, 8.5), take(GOOD, 5.0, number=2), take(GOOD, 8.0, number=2)

    assert fed(quick).focus.id == "rate_fast"
    after = fed(slower, quick).comparison
    assert after is not None
    assert (after.kind, after.changed) == ("rate", "better")
    same = fed(hardly, quick).comparison
    assert same is not None
    assert same.changed == "same"
    assert "meetfout" in same.text


def test_a_part_that_was_missing_and_is_there_now_is_named() -> None:
    after = fed(take(GOOD, number=2), take(NO_REQUEST)).comparison

    assert after is not None
    assert (after.kind, after.changed, after.before) == ("request", "better", None)


def test_the_focus_stays_while_it_matters() -> None:
    both = ["Ik ben Jan.", *FILLED[1:4], "Dat was het."]
    first, second = take(both), take(both, number=2)
    chosen = focus_of([first], pitch())

    assert chosen is not None
    assert fed(second, first).focus.id == chosen.id


def test_nothing_is_told_before_the_person_judged() -> None:
    seen = take_told(take(GOOD, judged=False), pitch(), [], "nl")

    assert seen.needs_judgement
    assert seen.feedback is None
    assert seen.details is None
    assert seen.segments is not None


def test_what_was_meant_does_not_count() -> None:
    before = values(analysis(FILLED))["filler_words"].value
    seen = take_told(take(FILLED), pitch(), [], "nl")
    assert seen.details is not None
    meant = [one.id for one in seen.details.findings if one.kind == "filler_words"]
    after = values(analysis(FILLED, intended=meant))["filler_words"].value

    assert before is not None
    assert before > 5
    assert after == 0.0


def test_filler_sounds_are_never_a_number() -> None:
    for sentences in (GOOD, FILLED):
        sounds = next(one for one in told(analysis(sentences), "nl") if one.kind == "filler_sounds")
        assert sounds.value is None
        assert sounds.sure == "not_measured"
        assert "iet betrouwbaar gemeten" in sounds.text


def test_every_measure_says_how_sure_it_is_and_what_is_unknown_is_no_zero() -> None:
    of = analysis(GOOD)
    noisy = of.acoustics.model_copy(update={"is_noisy": True, "is_fair": True})
    row = take(GOOD)
    row.acoustics = noisy.model_dump()
    for one in told(type(of).of(row), "nl"):
        assert one.kind in KINDS
        if one.kind not in ("length", "passives", "jargon"):
            assert (one.value is None) == (one.sure == "not_measured")
    unknown = {one.kind for one in told(type(of).of(row), "nl") if one.value is None}
    assert unknown >= {"rate", "pauses_per_minute", "filler_words", "pitch_range", "level_range"}


def test_figures_follow_the_corrected_words() -> None:
    wrong = values(analysis(FILLED))["filler_words"].value
    row = take(FILLED)
    row.pieces = [{**piece, "text": piece["text"].replace("zeg maar", "")} for piece in row.pieces]
    row.corrected = True
    right = values(analysis([]).of(row))["filler_words"].value

    assert wrong is not None
    assert right is not None
    assert right < 0.6 * wrong


def test_another_language_than_chosen_and_two_voices_are_said() -> None:
    english = ["You have to know that this is what we are going to do for the people.",
               "They will have it as soon as it is there and that is what you have."]  # fmt: skip
    row = take(english)
    row.acoustics = {**row.acoustics, "several_voices": True}
    notices = {one.code for one in take_told(row, pitch(), [], "nl").notices}

    assert notices == {"other_language", "more_voices"}
    assert take_told(take(GOOD), pitch(), [], "nl").notices == []


def test_history_holds_what_was_measured() -> None:
    found = {chart.measure: chart for chart in charts([take(GOOD), take(GOOD, 5.5, number=2)], "nl")}

    assert [point.value for point in found["rate"].points] == sorted(
        point.value for point in found["rate"].points
    )
    assert found["rate"].error is not None
    assert charts([take(GOOD, judged=False)], "nl") == []


def test_a_take_of_one_word_gets_feedback_all_the_same() -> None:
    given = feedback(Judged.of(analysis(["Ja."]), pitch()), pitch(), "en")

    assert given.strength.title
    assert given.focus.title
