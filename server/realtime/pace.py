"""The pace at which an answer is sent: a little ahead of what is heard, and never behind a slow line."""

from __future__ import annotations

from server.realtime.answer import AFTER_SOUND, Answer
from server.realtime.desk import Desk

LEAD_SECONDS = 8.0
"""Sound sent ahead of real time to a client that can hold its sound."""
LEAD_WITHOUT_HOLD = 2.0
"""The same for other clients: what they were sent is heard until they stop by themselves."""
MOST_BACKLOG = 131_072
"""Bytes before the network above which no sound is added: on a slow line an interruption must not queue."""
BACKLOG_WAIT = 0.05
"""How soon a slow line is looked at again, in seconds."""
LONGEST_HOLD = 3.0
"""Seconds after which a hold that nobody resolved is released."""


def may_send(desk: Desk, answer: Answer) -> bool:
    """Tell whether more of an answer that nobody holds may be sent now."""
    if not answer.sound:
        return True
    return answer.lead(desk.now) < _lead_limit(desk) and desk.outbox.backlog() < MOST_BACKLOG


def wait_for(desk: Desk, answer: Answer | None, held_at: float | None, now: float) -> float | None:
    """Give the seconds after which there is something to do without anything coming in; None: nothing."""
    if answer is None or (not answer.in_progress and not desk.machine.answering):
        return None
    if held_at is not None:
        return max(0.01, held_at + LONGEST_HOLD - now)
    if answer.in_progress:
        if desk.outbox.backlog() >= MOST_BACKLOG:
            return BACKLOG_WAIT
        ahead = answer.lead(now) - _lead_limit(desk)
        return max(0.01, ahead) if answer.started_at is not None and ahead > 0 else None
    return max(0.01, answer.lead(now) + AFTER_SOUND)


def _lead_limit(desk: Desk) -> float:
    return LEAD_SECONDS if desk.config.hold else LEAD_WITHOUT_HOLD
