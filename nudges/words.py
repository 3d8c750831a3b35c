"""When a programme comes, in words: no cron and no RRULE on a screen.

Every rule that can be read has a sentence in Dutch and English; what is rare is said plainly rather than
left out.
"""

from __future__ import annotations

from datetime import date, time

from nudges.programme import Programme
from nudges.rules import Frequency, Rule, parse_rule
from nudges.spoken.days import WEEKDAYS
from nudges.triggers import Calendar, DailyQuestion, DareCard, Once, Relative, Spaced
from nudges.wordlists import (
    EVENTS,
    EVERY_N,
    MONTH_NAMES,
    NTH,
    PHRASES,
    WORKING_WEEK,
    many,
)


def programme_in_words(programme: Programme, language: str) -> str:
    """Say when this programme comes, from when and until when."""
    spoken = _spoken(language)
    words = trigger_in_words(programme, spoken)
    phrases = PHRASES[spoken]
    if isinstance(programme.trigger, Once):
        return words
    words += phrases["from"].format(day=date_in_words(programme.starts, spoken))
    if programme.ends is not None:
        words += phrases["until"].format(day=date_in_words(programme.ends, spoken))
    return words


def trigger_in_words(programme: Programme, language: str) -> str:
    """Say what makes this programme's nudges due, without its first and last day."""
    spoken, trigger = _spoken(language), programme.trigger
    phrases = PHRASES[spoken]
    match trigger:
        case Calendar() | DailyQuestion() | DareCard():
            return rule_in_words(parse_rule(trigger.rrule), trigger.at, programme.starts, spoken)
        case Relative():
            return _relative(trigger, spoken)
        case Spaced():
            return phrases[f"spaced_{trigger.on}"].format(at=_time(trigger.at))
        case Once():
            if trigger.on is None or trigger.at is None:
                return phrases["once_now"]
            return phrases["once"].format(
                day=date_in_words(trigger.on, spoken, weekday=True), at=_time(trigger.at)
            )


def rule_in_words(rule: Rule, at: time, starts: date, language: str) -> str:
    """Say a recurrence rule that starts on a day at a time."""
    spoken = _spoken(language)
    phrases = PHRASES[spoken]
    words = f"{_how_often(rule, starts, spoken)} {phrases['at'].format(at=_times(rule, at, spoken))}"
    if rule.by_month and rule.frequency is not Frequency.YEARLY:
        months = many([MONTH_NAMES[spoken][month - 1] for month in rule.by_month], spoken)
        words += phrases["only_in"].format(months=months)
    if any(day in (29, 30, 31) for day in rule.by_month_day) and rule.frequency is Frequency.MONTHLY:
        words += phrases["short_months"]
    if rule.count is not None:
        words += phrases["times"].format(n=rule.count) if rule.count > 1 else phrases["one_time"]
    if rule.until is not None:
        words += phrases["until"].format(day=date_in_words(rule.until.date(), spoken))
    return words


def date_in_words(day: date, language: str, *, weekday: bool = False) -> str:
    """Say a date, with its weekday when asked."""
    spoken = _spoken(language)
    words = f"{day.day} {MONTH_NAMES[spoken][day.month - 1]} {day.year}"
    return f"{_weekday(day.weekday(), spoken)} {words}" if weekday else words


def _spoken(language: str) -> str:
    return "en" if language == "en" else "nl"


def _time(at: time) -> str:
    return f"{at:%H:%M}"


def _weekday(number: int, language: str) -> str:
    name = WEEKDAYS[language][number]
    return name.capitalize() if language == "en" else name


def _times(rule: Rule, at: time, language: str) -> str:
    hours, minutes = rule.by_hour or (at.hour,), rule.by_minute or (at.minute,)
    return many([f"{hour:02}:{minute:02}" for hour in hours for minute in minutes], language)


def _how_often(rule: Rule, starts: date, language: str) -> str:
    match rule.frequency:
        case Frequency.DAILY:
            return _daily(rule, language)
        case Frequency.WEEKLY:
            return _weekly(rule, starts, language)
        case Frequency.MONTHLY:
            return _monthly(rule, starts, language)
        case Frequency.YEARLY:
            return _yearly(rule, starts, language)


def _every(rule: Rule, language: str) -> str:
    one, two, more = EVERY_N[language][rule.frequency]
    return (one, two)[rule.interval - 1] if rule.interval <= 2 else more.format(n=rule.interval)


def _days(rule: Rule, language: str) -> str:
    numbers = tuple(weekday for _, weekday in rule.by_day)
    if numbers == WORKING_WEEK:
        return PHRASES[language]["working_days"]
    return many([_weekday(number, language) for number in numbers], language)


def _daily(rule: Rule, language: str) -> str:
    phrases = PHRASES[language]
    words = _every(rule, language)
    if rule.by_day:
        if rule.interval == 1 and tuple(weekday for _, weekday in rule.by_day) == WORKING_WEEK:
            words = phrases["every_working_day"]
        else:
            words += phrases["if_on"].format(days=_days(rule, language))
    if rule.by_month_day:
        words += phrases["if_on"].format(days=_month_days(rule, language))
    return words


def _weekly(rule: Rule, starts: date, language: str) -> str:
    phrases = PHRASES[language]
    if not rule.by_day:
        days = _weekday(starts.weekday(), language)
    elif tuple(weekday for _, weekday in rule.by_day) == WORKING_WEEK and rule.interval == 1:
        return _positioned(rule, phrases["every_working_day"], language)
    else:
        days = _days(rule, language)
    if rule.interval == 1:
        return _positioned(rule, phrases["every"].format(what=days), language)
    return _positioned(rule, f"{_every(rule, language)} {phrases['on'].format(what=days)}", language)


def _monthly(rule: Rule, starts: date, language: str) -> str:
    phrases = PHRASES[language]
    if rule.by_set_pos and rule.by_day and not rule.by_month_day:
        one = len(rule.by_day) == 1 or tuple(day for _, day in rule.by_day) == WORKING_WEEK
        what = phrases["working_day"] if one and len(rule.by_day) > 1 else _or_days(rule, language)
        days = many([f"{_nth(place, language)} {what}" for place in rule.by_set_pos], language)
    elif rule.by_day:
        days = many([_nth_day(ordinal, weekday, language) for ordinal, weekday in rule.by_day], language)
        if rule.by_month_day:
            days += phrases["if_on"].format(days=_month_days(rule, language))
    elif rule.by_month_day:
        days = _month_days(rule, language)
    else:
        days = _month_day(starts.day, language)
    words = f"{_every(rule, language)} {phrases['on'].format(what=days)}"
    return (
        words
        if rule.by_set_pos and rule.by_day and not rule.by_month_day
        else _positioned(rule, words, language)
    )


def _or_days(rule: Rule, language: str) -> str:
    names = [_weekday(weekday, language) for _, weekday in rule.by_day]
    return f" {PHRASES[language]['or']} ".join(names)


def _yearly(rule: Rule, starts: date, language: str) -> str:
    phrases = PHRASES[language]
    parts: list[str] = []
    if rule.by_day:
        parts.append(
            many([_nth_day(ordinal, weekday, language) for ordinal, weekday in rule.by_day], language)
        )
    if rule.by_month_day:
        parts.append(_month_days(rule, language))
    if rule.by_year_day:
        days = [str(day) if day > 0 else f"{-day}{phrases['from_end']}" for day in rule.by_year_day]
        parts.append(phrases["year_day"].format(n=many(days, language)))
    if rule.by_week_no:
        parts.append(phrases["week_no"].format(n=many([str(week) for week in rule.by_week_no], language)))
    months = rule.by_month if parts else rule.by_month or (starts.month,)
    if not parts:
        parts.append(_month_day(starts.day, language))
    words = f"{_every(rule, language)} {phrases['on'].format(what=', '.join(parts))}"
    if months:
        words += phrases["of_months"].format(
            months=many([MONTH_NAMES[language][month - 1] for month in months], language)
        )
    return _positioned(rule, words, language)


def _positioned(rule: Rule, words: str, language: str) -> str:
    if not rule.by_set_pos:
        return words
    places = many([_nth(place, language) for place in rule.by_set_pos], language)
    return words + PHRASES[language]["only_nth"].format(nth=places)


def _nth(place: int, language: str) -> str:
    known = NTH[language].get(place)
    if known:
        return known
    side = PHRASES[language]["from_end"] if place < 0 else ""
    return PHRASES[language]["nth"].format(n=abs(place)) + side


def _nth_day(ordinal: int, weekday: int, language: str) -> str:
    name = _weekday(weekday, language)
    return f"{_nth(ordinal, language)} {name}" if ordinal else name


def _month_day(day: int, language: str) -> str:
    phrases = PHRASES[language]
    if day == -1:
        return phrases["last_day"]
    return phrases["month_day_from_end"].format(n=-day) if day < 0 else phrases["month_day"].format(n=day)


def _month_days(rule: Rule, language: str) -> str:
    ordered = sorted(rule.by_month_day, key=lambda day: (day < 0, day))
    return many([_month_day(day, language) for day in ordered], language)


def _relative(trigger: Relative, language: str) -> str:
    phrases = PHRASES[language]
    what = EVENTS[language].get(trigger.tag or "") or phrases["tagged"].format(tag=trigger.tag)
    after = phrases["after_end"] if trigger.anchor == "end" else phrases["after"]
    if trigger.minutes is not None:
        side = phrases["before"] if trigger.minutes < 0 else after
        if trigger.minutes == 0:
            return phrases["at_end" if trigger.anchor == "end" else "at_start"].format(what=what)
        return f"{_length(abs(trigger.minutes), language)} {side.format(what=what)}"
    days = trigger.days or 0
    words = phrases["same_day"].format(what=what)
    if days:
        side = phrases["before"] if days < 0 else phrases["after"]
        words = f"{_day_length(abs(days), language)} {side.format(what=what)}"
    return f"{words} {phrases['at'].format(at=_time(trigger.at))}" if trigger.at else words


def _length(minutes: int, language: str) -> str:
    phrases = PHRASES[language]
    if minutes == 15:
        return phrases["quarter"]
    if minutes % 60 == 0:
        return phrases["hours"].format(n=minutes // 60) if minutes > 60 else phrases["one_hour"]
    return phrases["minutes"].format(n=minutes) if minutes > 1 else phrases["one_minute"]


def _day_length(days: int, language: str) -> str:
    phrases = PHRASES[language]
    return phrases["days"].format(n=days) if days > 1 else phrases["one_day"]
