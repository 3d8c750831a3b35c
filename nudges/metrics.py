"""Figures of the engine in Prometheus form. Each process has its own; nothing in them names a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from nudges.policy import Defer, Send, Withhold
from nudges.sender import Accepted, Gone, Outcome, TooLarge

if TYPE_CHECKING:
    from nudges.judging import Verdict, Wait
    from nudges.views import Health

LATENESS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 300.0, 1800.0)
"""Limits in seconds."""


class Metrics:
    """What happened in this process since it began."""

    def __init__(self) -> None:
        """Make a registry of our own, so that two servers in one process do not mix."""
        self.registry = CollectorRegistry()
        registry = self.registry
        self._planned = Counter("souffleur_nudges_plans", "Plans brought up to date", registry=registry)
        self._sent = Counter("souffleur_nudges_sent", "Nudges put into an inbox", registry=registry)
        self._deferred = Counter(
            "souffleur_nudges_deferred", "Nudges put off, by reason", ["reason"], registry=registry
        )
        self._withheld = Counter(
            "souffleur_nudges_withheld", "Nudges withheld, by reason", ["reason"], registry=registry
        )
        self._lateness = Histogram(
            "souffleur_nudges_lateness_seconds",
            "From when a nudge should have come to when it was decided on",
            buckets=LATENESS,
            registry=registry,
        )
        self._pushes = Counter(
            "souffleur_nudges_pushes", "Messages to devices, by outcome", ["outcome"], registry=registry
        )
        self._retries = Counter(
            "souffleur_nudges_retries", "Messages that have to be sent again", registry=registry
        )
        self._gone = Counter("souffleur_nudges_gone", "Devices that have ended", registry=registry)
        self._failures = Counter(
            "souffleur_nudges_failures", "Pieces of work that ended in an error", registry=registry
        )
        self._swept = Counter(
            "souffleur_nudges_swept", "Deliveries taken over from a lost worker", registry=registry
        )
        self._due = Gauge("souffleur_nudges_due", "Nudges whose time has come", registry=registry)
        self._late = Gauge(
            "souffleur_nudges_oldest_due_seconds", "How late the oldest of those is", registry=registry
        )
        self._well = Gauge("souffleur_nudges_well", "1 where the engine is well", registry=registry)
        self._open = Gauge(
            "souffleur_nudges_open_deliveries", "Deliveries under way, by state", ["state"], registry=registry
        )

    def planned(self, plans: int) -> None:
        """Count plans."""
        self._planned.inc(plans)

    def judged(self, verdict: Verdict | Wait, late: timedelta) -> None:
        """Count a verdict, and how late it came."""
        if isinstance(verdict, Send):
            self._sent.inc()
            self._lateness.observe(max(0.0, late.total_seconds()))
        elif isinstance(verdict, Defer):
            self._deferred.labels(verdict.reason.value).inc()
        elif isinstance(verdict, Withhold):
            self._withheld.labels(verdict.reason.value).inc()

    def outcome(self, outcome: Outcome) -> None:
        """Count what came of a message."""
        self._pushes.labels(type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Gone):
            self._gone.inc()
        elif not isinstance(outcome, Accepted | TooLarge):
            self._retries.inc()

    def swept(self, deliveries: int) -> None:
        """Count what a lost worker left behind."""
        self._swept.inc(deliveries)

    def failed(self) -> None:
        """Count a piece of work that ended in an error."""
        self._failures.inc()

    def write(self, health: Health) -> bytes:
        """Give everything in the text form that Prometheus reads, with the present state of the database."""
        self._due.set(health.due)
        self._late.set(health.lateness_s)
        self._well.set(1 if health.well else 0)
        self._open.clear()
        for state, count in health.deliveries.items():
            self._open.labels(state).set(count)
        return generate_latest(self.registry)
