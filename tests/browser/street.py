"""A server with its push service, and phones whose part of it is played."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Worker

from tests.browser.house import House
from tests.browser.nudging import Professional, due_now, eventually
from tests.browser.visit import Visit
from tests.nudges.push_service import Browser, PushService

CARD, TITLE, BODY = "boze-inwoner", "Zeg eerst wat je hoort", "Daarna pas wat er kan."
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag, actions }) => ({ title, body, tag, actions: actions.length }));
}"""
TAP = """async ({ tag, action }) => {
  const [notification] = await self.registration.getNotifications({ tag });
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""


@dataclass
class Phone:
    """A visit in a browser that can get push messages; the push service is ours, so its part is played."""

    visit: Visit
    service: PushService
    browser: Browser

    def allow(self) -> None:
        """Read what it is, then say yes."""
        self.visit.open("/seintjes")
        self.visit.button("Zet meldingen aan").click()
        self.visit.page.get_by_text("Een seintje op je scherm?").wait_for(state="detached")

    @property
    def worker(self) -> Worker:
        """The service worker."""
        workers = self.visit.page.context.service_workers
        return workers[0] if workers else self.visit.page.context.wait_for_event("serviceworker")

    def deliver(self, data: str) -> None:
        """Let the browser take a push message, as it does after decrypting."""
        page = self.visit.page
        session = page.context.new_cdp_session(page)
        registrations: list[dict[str, Any]] = []
        session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: registrations.extend(event["registrations"]),
        )
        session.send("ServiceWorker.enable")

        def told() -> list[dict[str, Any]]:
            page.wait_for_timeout(20)  # events come while the driver runs
            return registrations

        eventually(told, "a registration")
        session.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.visit.house.url,
                "registrationId": registrations[0]["registrationId"],
                "data": data,
            },
        )
        session.detach()

    def shown(self) -> list[dict[str, Any]]:
        """Give the notifications that are on the screen."""
        found: list[dict[str, Any]] = self.visit.page.evaluate(SHOWN)
        return found

    def tap(self, tag: str, action: str = "") -> None:
        """Tap a notification, or one of its answers."""
        self.worker.evaluate(TAP, {"tag": tag, "action": action})

    def next(self) -> dict[str, Any]:
        """Take the next message from the push service."""
        found: list[dict[str, Any]] = eventually(lambda: self.service.collect(self.browser), "a push message")
        return found[0]

    def nudged(self) -> str:
        """Take the next message and show it; gives its tag, which is the nudge."""
        message = self.next()
        self.deliver(json.dumps(message))
        tag: str = message["notification"]["tag"]
        eventually(lambda: tag in [one["tag"] for one in self.shown()], "the notification")
        return tag


@dataclass
class Street:
    """A server with its push service, and phones that know it."""

    house: House
    service: PushService
    phone: Callable[[], Phone]

    def ask(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Look into the server's database."""
        return self.house.rows(query, *values)

    def devices(self) -> list[str]:
        """Give the endpoints that the server knows."""
        return [row["endpoint"] for row in self.ask("SELECT endpoint FROM devices")]

    def publish(self) -> str:
        """Let a nudge come to everybody now; gives the programme.

        It is planned for later and the plan is moved, so that a busy machine cannot publish it too late.
        """
        programme = Professional(self.house).publish(TITLE, BODY, CARD, policy={"asked_for": True})
        due_now(self.house, programme)
        return programme
