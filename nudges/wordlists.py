"""The words that ``nudges.words`` puts together, Dutch first."""

from __future__ import annotations

from collections.abc import Sequence

from nudges.rules import Frequency

WORKING_WEEK = (0, 1, 2, 3, 4)

MONTH_NAMES = {
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}

EVERY_N = {
    "nl": {
        Frequency.DAILY: ("elke dag", "om de dag", "elke {n} dagen"),
        Frequency.WEEKLY: ("elke week", "om de week", "elke {n} weken"),
        Frequency.MONTHLY: ("elke maand", "om de maand", "elke {n} maanden"),
        Frequency.YEARLY: ("elk jaar", "om het jaar", "elke {n} jaar"),
    },
    "en": {
        Frequency.DAILY: ("every day", "every other day", "every {n} days"),
        Frequency.WEEKLY: ("every week", "every other week", "every {n} weeks"),
        Frequency.MONTHLY: ("every month", "every other month", "every {n} months"),
        Frequency.YEARLY: ("every year", "every other year", "every {n} years"),
    },
}

NTH = {
    "nl": {
        1: "de eerste",
        2: "de tweede",
        3: "de derde",
        4: "de vierde",
        5: "de vijfde",
        -1: "de laatste",
        -2: "de op een na laatste",
    },
    "en": {
        1: "the first",
        2: "the second",
        3: "the third",
        4: "the fourth",
        5: "the fifth",
        -1: "the last",
        -2: "the last but one",
    },
}

EVENTS = {
    "nl": {
        "": "een afspraak",
        "difficult": "een lastig gesprek",
        "conversation": "een gesprek",
        "pitch": "een pitch of presentatie",
        "meeting": "een overleg",
    },
    "en": {
        "": "an appointment",
        "difficult": "a difficult conversation",
        "conversation": "a conversation",
        "pitch": "a pitch or presentation",
        "meeting": "a meeting",
    },
}
"""What an event with this label is called (see ``nudges.labels``)."""

PHRASES = {
    "nl": {
        "every": "elke {what}",
        "on": "op {what}",
        "at": "om {at}",
        "or": "of",
        "and": "en",
        "every_working_day": "elke werkdag",
        "working_days": "werkdagen",
        "working_day": "werkdag",
        "if_on": ", als dat valt op {days}",
        "only_in": ", alleen in {months}",
        "only_nth": ", daarvan {nth}",
        "nth": "nummer {n}",
        "from_end": " van achteren",
        "last_day": "de laatste dag",
        "month_day": "de {n}e",
        "month_day_from_end": "dag {n} van achteren",
        "short_months": " (niet in maanden die korter zijn)",
        "year_day": "dag {n} van het jaar",
        "week_no": "in week {n}",
        "of_months": " in {months}",
        "times": ", {n} keer",
        "one_time": ", één keer",
        "from": ", vanaf {day}",
        "until": ", tot en met {day}",
        "once": "één keer, op {day} om {at}",
        "once_now": "één keer, meteen",
        "before": "voor {what}",
        "after": "na {what}",
        "after_end": "na afloop van {what}",
        "at_start": "als {what} begint",
        "at_end": "als {what} is afgelopen",
        "same_day": "op de dag van {what}",
        "tagged": "een afspraak met het label {tag}",
        "quarter": "een kwartier",
        "one_hour": "een uur",
        "hours": "{n} uur",
        "one_minute": "een minuut",
        "minutes": "{n} minuten",
        "one_day": "een dag",
        "days": "{n} dagen",
        "spaced_card": "na het gebruik van een tipkaart, steeds verder uit elkaar, om {at}",
        "spaced_practice": "na een oefening, steeds verder uit elkaar, om {at}",
    },
    "en": {
        "every": "every {what}",
        "on": "on {what}",
        "at": "at {at}",
        "or": "or",
        "and": "and",
        "every_working_day": "every working day",
        "working_days": "working days",
        "working_day": "working day",
        "if_on": ", if that is {days}",
        "only_in": ", only in {months}",
        "only_nth": ", of those {nth}",
        "nth": "number {n}",
        "from_end": " from the end",
        "last_day": "the last day",
        "month_day": "day {n}",
        "month_day_from_end": "day {n} from the end",
        "short_months": " (not in months that are shorter)",
        "year_day": "day {n} of the year",
        "week_no": "in week {n}",
        "of_months": " in {months}",
        "times": ", {n} times",
        "one_time": ", once",
        "from": ", from {day}",
        "until": ", up to and including {day}",
        "once": "once, on {day} at {at}",
        "once_now": "once, right now",
        "before": "before {what}",
        "after": "after {what}",
        "after_end": "after the end of {what}",
        "at_start": "when {what} begins",
        "at_end": "when {what} has ended",
        "same_day": "on the day of {what}",
        "tagged": "an appointment labelled {tag}",
        "quarter": "a quarter of an hour",
        "one_hour": "an hour",
        "hours": "{n} hours",
        "one_minute": "a minute",
        "minutes": "{n} minutes",
        "one_day": "a day",
        "days": "{n} days",
        "spaced_card": "after a tip card was used, further and further apart, at {at}",
        "spaced_practice": "after a practice, further and further apart, at {at}",
    },
}


def many(items: Sequence[str], language: str) -> str:
    """Join items as in a sentence: 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {PHRASES[language]['and']} {items[-1]}"
