"""Programmes: what is refused and in which words, texts that are safe, and files that come back the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.errors import ProgrammeInvalid
from nudges.people import Person
from nudges.programme import Programme
from nudges.texts import Text
from nudges.triggers import Once
from tests.nudges.making import programme, utc

RULE = {"kind": "calendar", "rrule": "FREQ=DAILY", "at": "09:00"}


def codes(trigger: dict[str, Any] | None = None, **changed: Any) -> list[tuple[str, str]]:
    """Give field and code of everything that is wrong."""
    with pytest.raises(ProgrammeInvalid) as refused:
        programme(trigger, **changed)
    for one in refused.value.problems:
        assert one.nl[-1] in ".?"
        assert one.en[-1] in ".?"
        assert "{" not in one.nl.replace("{voornaam}", "").replace("{gebeurtenis}", "")
    return [(one.field, one.code) for one in refused.value.problems]


def texts(title: str = "Titel", body: str = "") -> dict[str, Any]:
    return {"nl": {"title": title, "body": body}}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": ""}, ("name", "too_short")),
        ({"purpose": "x" * 301}, ("purpose", "too_long")),
        ({"moment": "later"}, ("moment", "choice")),
        ({"audience": []}, ("", "audience_empty")),
        ({"audience": ["Burger Loket!"]}, ("audience.0", "characters")),
        ({"texts": {}}, ("", "text_nl")),
        ({"texts": {"en": {"title": "x"}}}, ("", "text_nl")),
        ({"texts": {"nl": {"title": "x"}, "fr": {"title": "x"}}}, ("texts.fr.[key]", "choice")),
        ({"texts": texts("x" * 81)}, ("texts.nl.title", "too_long")),
        ({"texts": texts("x", "y" * 10_000)}, ("texts.nl.body", "too_long")),
        ({"texts": texts("<script>alert(1)</script>")}, ("texts.nl.title", "text_markup")),
        ({"texts": texts("x", 'Klik <img src=x onerror="alert(1)">')}, ("texts.nl.body", "text_markup")),
        ({"texts": texts("x", "javascript:alert(1)")}, ("texts.nl.body", "text_markup")),
        ({"texts": texts("links\u202egespiegeld")}, ("texts.nl.title", "text_characters")),
        ({"texts": texts("een\x00nul")}, ("texts.nl.title", "text_characters")),
        ({"texts": texts("Dag {achternaam}")}, ("texts.nl.title", "text_variable")),
        ({"texts": texts("Dag {0.__class__}")}, ("texts.nl.title", "text_variable")),
        ({"texts": texts("Straks: {gebeurtenis}")}, ("", "text_event")),
        ({"opens": {"kind": "card", "target": "../../x"}}, ("opens", "opens_target")),
        ({"opens": {"kind": "link", "target": "http://x.nl"}}, ("opens", "link_https")),
        ({"opens": {"kind": "link", "target": "javascript:alert(1)"}}, ("opens.target", "text_markup")),
        ({"opens": {"kind": "link", "target": "https://bank.nl@boef.nl/"}}, ("opens", "link_https")),
        ({"opens": {"kind": "link", "target": "//boef.nl"}}, ("opens", "link_https")),
        ({"opens": {"kind": "link", "target": "/\\boef.nl"}}, ("opens", "link_https")),
        ({"ends": "2025-12-31"}, ("", "ends_before_start")),
        ({"starts": "0026-01-01"}, ("", "date_range")),
        ({"starts": "gisteren"}, ("starts", "unreadable")),
        ({"trigger": {**RULE, "rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}}, ("", "never_happens")),
        ({"trigger": {**RULE, "rrule": "FREQ=WEEKLY;BYDAY=MO"}, "ends": "2026-01-02"}, ("", "never_happens")),
        ({"trigger": {**RULE, "rrule": "FREQ=DAILY;UNTIL=20251231"}}, ("", "never_happens")),
        ({"trigger": {**RULE, "rrule": "elke dag"}}, ("trigger.calendar.rrule", "rule_unreadable")),
        ({"trigger": {**RULE, "rrule": "FREQ=MINUTELY"}}, ("trigger.calendar.rrule", "rule_too_often")),
        ({"trigger": {**RULE, "at": "09:00:30"}}, ("trigger.calendar.at", "time_minutes")),
        ({"trigger": {**RULE, "at": "25:00"}}, ("trigger.calendar.at", "unreadable")),
        ({"trigger": {"kind": "cron"}}, ("trigger", "choice")),
        ({"trigger": {}}, ("trigger", "missing")),
        ({"trigger": {"kind": "once"}}, ("trigger.once", "once_when")),
        ({"trigger": {"kind": "once", "on": "2026-02-01"}}, ("trigger.once", "once_when")),
        ({"trigger": {"kind": "once", "on": "2025-02-01", "at": "09:00"}}, ("", "never_happens")),
        ({"trigger": {"kind": "event"}}, ("trigger.event", "offset_one")),
        ({"trigger": {"kind": "event", "minutes": 5, "days": 1}}, ("trigger.event", "offset_one")),
        ({"trigger": {"kind": "event", "minutes": 5, "at": "09:00"}}, ("trigger.event", "offset_at")),
        ({"trigger": {"kind": "event", "minutes": -999_999}}, ("trigger.event.minutes", "too_small")),
        ({"policy": {"deadline_minutes": 0}}, ("policy.deadline_minutes", "too_small")),
        ({"policy": {"grace_minutes": 10**9}}, ("policy.grace_minutes", "too_large")),
        ({"policy": {"window": ["09:00", "09:00"]}}, ("policy", "window_empty")),
        ({"policy": {"learned": True}}, ("policy", "learned_window")),
        ({"policy": {"misfire": "maybe"}}, ("policy.misfire", "choice")),
        ({"surprise": 1}, ("surprise", "unknown_field")),
    ],
)
def test_what_is_wrong_is_said_with_its_field(changed: dict[str, Any], problem: tuple[str, str]) -> None:
    assert codes(**changed) == [problem]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert len(codes(name="", moment="x", texts=texts("x" * 90))) == 3
    many: dict[str, Any] = {f"extra{n}": n for n in range(100)}
    assert len(codes(**many)) == 20


@pytest.mark.parametrize("data", [None, 3, "programme", [], {"id": {"a": []}}])
def test_what_is_no_programme_at_all_is_refused(data: object) -> None:
    with pytest.raises(ProgrammeInvalid):
        Programme.parse(data)


# --- texts


def filled(title: str, *, first_name: str = "An", event: str = "gesprek", language: str = "nl") -> str:
    return Text(title=title).filled(first_name=first_name, event=event, language=language).title


def test_first_name_and_event_are_filled_in_and_nothing_else() -> None:
    assert filled("Hoi {voornaam}, straks: {gebeurtenis}") == "Hoi An, straks: gesprek"
    assert filled("Hi {first_name}: {event}", language="en") == "Hi An: gesprek"


def test_what_a_person_wrote_is_never_looked_at_for_variables_again() -> None:
    assert (
        filled("Straks: {gebeurtenis}", event="{voornaam} {0.__class__} %s")
        == "Straks: {voornaam} {0.__class__} %s"
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Goedemorgen {voornaam}", "Goedemorgen"),
        ("Je vraag, {voornaam}, van vandaag", "Je vraag, van vandaag"),
        ("{voornaam}, kijk je mee?", "Kijk je mee?"),
        ("Dag {voornaam}!", "Dag!"),
    ],
)
def test_without_a_first_name_the_sentence_is_still_one(title: str, expected: str) -> None:
    assert filled(title, first_name="") == expected


def test_without_an_event_it_is_called_your_appointment() -> None:
    assert filled("Straks: {gebeurtenis}", event="") == "Straks: je afspraak"
    assert filled("Soon: {event}", event=" \n ", language="en") == "Soon: your appointment"


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_names_of_any_kind_stay_one_short_line(first_name: str, event: str) -> None:
    title = filled("Dag {voornaam}: {gebeurtenis}", first_name=first_name, event=event)
    assert "\n" not in title
    assert len(title) <= 5 + 2 + 80 + 80


def test_who_reads_english_gets_it_where_it_is() -> None:
    both = programme(texts={"nl": {"title": "Dag"}, "en": {"title": "Hello"}})
    assert [both.text("en").title, both.text("nl").title, programme(texts=texts("Dag")).text("en").title] == [
        "Hello",
        "Dag",
        "Dag",
    ]


def test_an_audience_is_a_label_or_everybody() -> None:
    who = Person("an", audiences=frozenset({"burgerloket"}))
    assert who.belongs_to(("all",))
    assert who.belongs_to(("nieuw", "burgerloket"))
    assert not who.belongs_to(("nieuw",))


# --- files

sentences = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co")), min_size=1, max_size=60
)


@given(sentences, sentences, st.booleans(), st.sampled_from(["skip", "latest", "all"]), st.integers(1, 1000))
@settings(max_examples=60, deadline=None)
def test_a_file_comes_back_the_same(name: str, title: str, urgent: bool, misfire: str, minutes: int) -> None:
    policy = {"urgent": urgent, "misfire": misfire, "deadline_minutes": minutes, "window": ["22:00", "06:30"]}
    try:
        made = programme(name=name, texts=texts(title, title), policy=policy, ends="2026-12-31")
    except ProgrammeInvalid:
        return
    assert Programme.from_text(made.to_text()) == made


def test_a_file_is_readable_by_a_person() -> None:
    made = programme({**RULE, "at": "16:00"}, policy={"asked_for": True}, ends="2026-12-31")
    assert made.to_text() == (
        "id: slecht-nieuws\n"
        "name: Slecht nieuws\n"
        "purpose: Slecht nieuws komt in de eerste zin.\n"
        "moment: apply\n"
        "audience: [all]\n"
        "texts:\n"
        "  nl:\n"
        "    title: Begin met het nieuws\n"
        "opens:\n"
        "  kind: card\n"
        "  target: slecht-nieuws\n"
        "trigger:\n"
        "  kind: calendar\n"
        "  rrule: FREQ=DAILY\n"
        "  at: 16:00\n"
        "policy:\n"
        "  asked_for: true\n"
        "starts: 2026-01-01\n"
        "ends: 2026-12-31\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "{",
        "a: &a [1]\nb: *a",
        "!!python/object/apply:os.system ['true']",
        "&a [*a]",
        "[" * 50_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: " + "x" * 70_000,
        "\x00",
        "id: x\nid: y",
    ],
)
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ProgrammeInvalid):
        Programme.from_text(text)


def test_once_now_is_one_instant() -> None:
    now = Once.now(utc(2026, 6, 1, 9))
    assert programme(now.model_dump(mode="json")).trigger == now
    assert date(2026, 1, 1) == programme().starts
