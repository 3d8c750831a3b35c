"""A real Firefox takes a push message from our sender: it decrypts, shows, and tells what was tapped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from nudges.push.devices import Devices, Subscription
from nudges.push.endpoints import Endpoints
from nudges.push.sender import PushSender
from nudges.sender import Accepted
from nudges.store import Base, Store
from tests.browser.conftest import needed
from tests.browser.firefox import PROGRAM, Firefox, push_preferences
from tests.nudges.autopush import Autopush
from tests.nudges.push.conftest import handover, new_keys
from tests.nudges.push_service import PushService

pytestmark = pytest.mark.browser

WORKER = """
self.addEventListener("push", (event) => {
  const { title, body, tag, data, actions } = event.data.json().notification;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data, actions }));
});
self.addEventListener("notificationclick", (event) => {
  event.waitUntil((async () => {
    for (const page of await clients.matchAll({ includeUncontrolled: true })) {
      page.postMessage({ action: event.action, data: event.notification.data });
    }
  })());
});
"""
SUBSCRIBE = """
await navigator.serviceWorker.register("/worker.js");
const registration = await navigator.serviceWorker.ready;
navigator.serviceWorker.onmessage = (event) => { window.tapped = event.data; };
const options = { userVisibleOnly: true, applicationServerKey: "KEY" };
return (await registration.pushManager.subscribe(options)).toJSON();
"""
SHOWN = """
const registration = await navigator.serviceWorker.ready;
return (await registration.getNotifications()).map((one) => one.title);
"""


@pytest.fixture
def page() -> Iterator[str]:
    """Serve a page and a service worker that hold just what this needs."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            script = self.path == "/worker.js"
            body = WORKER.encode() if script else b"<!doctype html><title>Push</title>"
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if script else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_firefox_decrypts_shows_and_tells_what_was_tapped(page: str, tmp_path: Path) -> None:
    needed(bool(PROGRAM), "firefox-esr")
    keys, now = new_keys(), datetime.now(UTC)
    engine = create_engine(f"sqlite:///{tmp_path / 'devices.sqlite3'}")
    Base.metadata.create_all(engine)
    with (
        PushService(tls=False) as service,
        Autopush(service) as autopush,
        Firefox(tmp_path / "profile", push_preferences(autopush.url), privileged=True) as firefox,
    ):
        firefox.open(page)
        given = firefox.evaluate(SUBSCRIBE.replace("KEY", keys.public))
        endpoints = Endpoints([service.origin])
        devices = Devices(Store(engine), endpoints, keys.public)
        subscription = Subscription(given["endpoint"], **given["keys"], server_key=keys.public)
        devices.put("anna", "phone", subscription, page, now)
        sender = PushSender(keys, devices, endpoints)

        assert dict(sender.send_many([handover(now)], now)) == {"d1": Accepted()}

        sender.close()
        assert autopush.wait_acknowledged(1, 60)
        assert list(autopush.acknowledged.values()) == [100]
        shown = (
            "return (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => one.title);"
        )
        assert firefox.until(shown) == ["Zo meteen: je gesprek"]
        assert firefox.alerts() == [{"title": "Zo meteen: je gesprek", "text": "Begin met een vraag."}]
        firefox.tap_alert("later")
        assert firefox.until("return window.tapped ?? null;")["action"] == "later"
        assert service.complaints == []
    engine.dispose()
