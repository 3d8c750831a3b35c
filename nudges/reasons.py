"""The codes of decisions, each with a sentence for the person it was decided about."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "sent": (
        "Het was het moment, en niets stond in de weg.",
        "It was the moment, and nothing stood in its way.",
    ),
    "no_device": (
        "Het staat in je seintjes; er is geen apparaat waarop je meldingen aan staan.",
        "It is in your nudges; there is no device on which you switched notifications on.",
    ),
    "opted_out": ("Je hebt seintjes uitgezet.", "You switched nudges off."),
    "muted": ("Je hebt dit programma uitgezet.", "You switched this programme off."),
    "snoozed": ("Je hebt gevraagd om even geen seintjes.", "You asked for no nudges for a while."),
    "past_deadline": ("Het was te laat om nog nut te hebben.", "It was too late to be of use."),
    "quiet_hours": ("Het viel in je stille uren.", "It fell in your quiet hours."),
    "day_off": ("Je werkt die dag niet.", "You do not work on that day."),
    "in_conversation": ("Je was in gesprek met Souffleur.", "You were talking with Souffleur."),
    "cap_person": ("Je had er al zoveel als je wilt.", "You already had as many as you want."),
    "cap_organisation": (
        "Je had er al zoveel als je organisatie toestaat.",
        "You already had as many as your organisation allows.",
    ),
    "paused_after_ignored": (
        "Je liet er twee op rij liggen; dan wacht ik even.",
        "You left two in a row; then I wait for a while.",
    ),
    "superseded": ("Er kwam een nieuwer seintje voor in de plaats.", "A newer nudge took its place."),
    "programme_stopped": (
        "Het programma is gestopt of staat op pauze.",
        "The programme has been stopped or is paused.",
    ),
    "event_withdrawn": ("De afspraak ging niet door of is verzet.", "The event was cancelled or moved."),
    "outside_window": (
        "Het programma komt alleen op bepaalde uren; daar wachtte het op.",
        "The programme comes at certain hours only; it waited for those.",
    ),
    "missed": (
        "Souffleur stond uit op het moment zelf, en daarna hoefde het niet meer.",
        "Souffleur was down at the moment itself, and later there was no need.",
    ),
    "failed": (
        "Er ging bij ons iets mis met dit seintje.",
        "Something went wrong with this nudge on our side.",
    ),
    "not_in_audience": (
        "Dit programma is niet meer voor jou bedoeld.",
        "This programme is no longer meant for you.",
    ),
    "learned": (
        "Het kwam op het moment waarop jij vaak reageert; dat heb je aangezet.",
        "It came at the moment at which you often respond; you switched that on.",
    ),
}

UNKNOWN = ("Dit seintje is niet verstuurd.", "This nudge was not sent.")


def sentences(reason: str) -> tuple[str, str]:
    """Give the Dutch and the English sentence of a reason."""
    return SENTENCES.get(reason, UNKNOWN)
