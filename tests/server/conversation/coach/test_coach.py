"""What the coach asks, when, and with which words of the person."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from server.conversation.checking import speakable
from server.conversation.coach import asking_model
from server.conversation.coach.coach import Coach, NotWaiting, ThinkFirst
from server.conversation.coach.daily import OwnEvent, todays_question
from server.conversation.coach.follow_ups import SMALLER, follow_up, says_little
from server.conversation.coach.forms import DAILY, Form, cues, form, forms, work_questions
from server.conversation.coach.manners import objectionable
from server.conversation.coach.quoting import MOST_WORDS, clauses, excerpt, opening, tokens, verbatim
from server.conversation.coach.talk import Pointer, Talk

LONG = "Nou, een inwoner werd boos omdat zijn afspraak weg was, en ik kon hem niet helpen zonder nummer."


def the(name: str, language: str = "nl") -> Form:
    found = form(name, language)
    assert found is not None
    return found


class TestQuoting:
    @pytest.mark.parametrize(
        ("quote", "found"),
        [
            ("ZIJN afspraak weg", "zijn afspraak weg"),
            ("weg was en ik", "weg was, en ik"),
            ("zijn weg", None),
            ("", None),
            ("ik voelde me dom", None),
        ],
    )
    def test_only_what_was_said_in_that_order(self, quote: str, found: str | None) -> None:
        assert verbatim(quote, LONG) == found

    def test_every_part_is_verbatim(self) -> None:
        for part in clauses(LONG):
            assert part in LONG
            assert excerpt(part) in LONG

    def test_a_long_part_is_cut_around_what_matters(self) -> None:
        text = " ".join(f"woord{number}" for number in range(40))
        cut = excerpt(text, (text.index("woord30"), text.index("woord31")))

        assert "woord30" in cut
        assert len(tokens(cut)) == MOST_WORDS

    def test_the_opening_of_an_answer_ends_at_a_word(self) -> None:
        text = "Een zin. " + "woord " * 100

        assert text.startswith(opening(text).rstrip())
        assert len(opening(text)) <= 200


class TestFollowUps:
    def test_it_takes_up_the_own_words(self) -> None:
        found = follow_up(LONG, "nl")

        assert found is not None
        assert found.quote == "een inwoner werd boos"

    def test_the_same_question_is_not_asked_twice(self) -> None:
        asked: list[str] = []
        for _ in range(6):
            found = follow_up(LONG, "nl", asked)
            assert found is not None
            assert found.id not in asked
            asked.append(found.id)

    @pytest.mark.parametrize("text", ["Weet ik niet", "nou ja", "eh", "", "I don't know"])
    def test_there_is_nothing_to_take_up(self, text: str) -> None:
        assert says_little(text)

    def test_another_language_than_chosen_is_quoted_all_the_same(self) -> None:
        found = follow_up("J'ai aidé une dame qui ne parlait pas néerlandais", "nl")

        assert found is not None
        assert verbatim(found.quote, "J'ai aidé une dame qui ne parlait pas néerlandais")


class TestData:
    def test_both_languages_ask_the_same(self) -> None:
        for one, other in zip(forms("nl"), forms("en"), strict=True):
            assert one.id == other.id
            assert [(q.key, q.kind, q.quotes, q.follow_ups) for q in one.questions] == [
                (q.key, q.kind, q.quotes, q.follow_ups) for q in other.questions
            ]
            assert [key for key, _ in one.summary] == [key for key, _ in other.summary]
        assert [cue.id for cue in cues("nl")] == [cue.id for cue in cues("en")]

    def test_every_form_ends_with_a_small_step_and_quotes_only_what_came_before(self) -> None:
        for one in forms("nl"):
            assert one.questions[-1].kind == "step"
            before: set[str] = set()
            for asked in one.questions:
                assert asked.quotes is None or asked.quotes in before
                before.add(asked.key)
            assert {key for key, _ in one.summary} <= before

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_all_ten_questions_are_there_and_can_be_spoken(self, language: str) -> None:
        assert [one.number for one in work_questions(language)] == list(range(1, 11))
        texts = [text for one in work_questions(language) for text in (*one.ways, one.event)]
        texts += [text for cue in cues(language) for text in cue.ask]
        texts += [asked.text for one in forms(language) for asked in one.questions if "{" not in asked.text]
        for text in texts:
            for sentence in re.split(r"(?<=[.?!])\s+", text):
                assert speakable(sentence, language) or len(tokens(sentence)) <= 4, sentence
            assert not objectionable(text), text

    def test_the_last_follow_up_fits_everything(self) -> None:
        assert cues("nl")[-1].cue == cues("en")[-1].cue == ""

    def test_the_prompts_ask_for_no_judgement_and_for_no_guess(self) -> None:
        told = " ".join([*asking_model._RULES.values()])

        assert "Oordeel niet" in told
        assert "do not guess" in told
        for shape in (asking_model._FOLLOW_UP, asking_model._IDEAS, asking_model._PATTERN):
            assert not any(objectionable(part) for parts in shape.values() for part in parts)


class TestToday:
    def test_the_question_is_the_same_all_day_and_all_ten_come_in_ten_days(self) -> None:
        start = date.fromordinal(date(2026, 11, 22).toordinal() // 10 * 10)
        days = [start + timedelta(days=number) for number in range(10)]

        numbers = Counter(todays_question("noor", day, "nl").number for day in days)

        assert numbers == Counter(range(1, 11))
        assert todays_question("noor", days[0], "nl") == todays_question("noor", days[0], "nl")

    def test_an_own_event_comes_first(self) -> None:
        at = datetime(2026, 11, 22, 14, tzinfo=UTC)
        events = [OwnEvent("1", "Lunch", at), OwnEvent("2", "Slechtnieuwsgesprek", at + timedelta(hours=1))]

        asked = todays_question("noor", at.date(), "nl", events)

        assert asked.event == events[1]
        assert asked.number == 1

    def test_a_short_word_is_not_found_inside_another(self) -> None:
        at = datetime(2026, 11, 22, 14, tzinfo=UTC)

        assert todays_question("noor", at.date(), "nl", [OwnEvent("1", "Maaien", at)]).event is None


class TestTalk:
    def begun(self, name: str = DAILY) -> tuple[Coach, Talk]:
        coach = Coach(
            card=lambda text, _: Pointer(slug="boos", title="Boze klant") if "boos" in text else None
        )
        return coach, coach.begin(the(name), "nl", question="Wat liep stroef?")

    def test_a_smaller_question_once_where_there_is_nothing_to_go_on_with(self) -> None:
        coach, talk = self.begun()

        coach.answer(talk, "weet ik niet")
        assert talk.lines[-1].text == SMALLER["nl"]
        coach.answer(talk, "niks")
        assert talk.present is not None
        assert talk.present.kind == "step"

    def test_the_form_quotes_an_earlier_answer(self) -> None:
        coach, talk = self.begun("bottleneck")

        coach.answer(talk, LONG)
        coach.answer(talk, "Ik stond daar maar.")

        assert talk.lines[-1].key == "problem"
        assert talk.lines[-1].quote
        assert verbatim(talk.lines[-1].quote, LONG) == talk.lines[-1].quote

    def test_the_summary_is_in_the_own_words_and_follows_a_correction(self) -> None:
        coach, talk = self.begun("look_back")
        coach.answer(talk, LONG)
        coach.answer(talk, "Ik bleef staan.")
        coach.answer(talk, "Ik liet hem uitpraten.")
        coach.answer(talk, "Dat hij ging zitten.")
        coach.answer(talk, "Eerst vragen wat hij nodig heeft.")
        coach.answer(talk, "nee")

        told = {line.text: line for line in talk.lines if line.kind == "summary"}
        assert told["Wat werkte"].quote == "Ik liet hem uitpraten."
        assert talk.step is None
        assert coach.correct(talk, told["Wat werkte"].of or 0, "Ik liet haar uitpraten.")
        assert told["Wat werkte"].quote == "Ik liet haar uitpraten."

    def test_ideas_come_from_a_card_with_its_name_and_are_to_be_doubted(self) -> None:
        coach, talk = self.begun()
        with pytest.raises(ThinkFirst):
            coach.ideas(talk)
        coach.answer(talk, LONG)

        coach.ideas(talk)

        assert talk.lines[-2].source == Pointer(slug="boos", title="Boze klant")
        assert talk.lines[-1].text == "Klopt dit met wat jij weet?"
        assert not coach.may_ask_ideas(talk)

    def test_the_step_of_last_time_comes_first(self) -> None:
        coach = Coach()
        talk = coach.begin(the(DAILY), "nl", question="Wat liep stroef?", step="Sam bellen")

        assert (talk.lines[0].quote, talk.lines[0].text) == (
            "Sam bellen",
            "Dit was je vorige stap. Wat kwam ervan?",
        )
        coach.answer(talk, "Hij wist het ook niet.")
        assert talk.lines[-1].text == "Wat liep stroef?"

    def test_a_very_long_answer_is_kept_and_quoted_briefly(self) -> None:
        coach, talk = self.begun()

        coach.answer(talk, "Ik sprak met een collega over het rooster. " * 150)

        assert len(talk.lines[1].text) > 6000
        assert len(tokens(talk.lines[2].quote or "")) <= MOST_WORDS

    def test_what_is_over_is_over(self) -> None:
        coach, talk = self.begun()
        for _ in talk.plan:
            coach.skip(talk)

        with pytest.raises(NotWaiting):
            coach.answer(talk, "nog iets")
        with pytest.raises(NotWaiting):
            coach.skip(talk)
