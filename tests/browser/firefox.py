"""A real Firefox, driven over WebDriver BiDi without any driver in between."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox") or ""
START_SECONDS = 120.0
COMMAND_SECONDS = 60.0
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEEP_ALERTS = """
  // Notifications leave the screen when an animation ends; without it they stay, however slow the machine is.
  Services.ww.registerNotification((opened, topic) => {
    if (topic !== "domwindowopened") return;
    opened.addEventListener("DOMContentLoaded", () => {
      opened.document.getElementById("alertBox")?.style.setProperty("animation", "none", "important");
    }, { once: true });
  });
"""


class ScriptFailed(Exception):
    """A script in the page ended with an exception."""


class Firefox:
    """One Firefox with a fresh profile and one page."""

    def __init__(self, folder: Path, wanted: dict[str, bool | int | str], *, privileged: bool = False):
        """Prepare a profile.

        Args:
            folder: an empty folder.
            wanted: preferences as in ``about:config``.
            privileged: allow scripts in the browser itself, as Mozilla's own tests have.
        """
        self._profile = folder
        self._privileged = privileged
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items()]
        (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._log = folder / "firefox.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: ClientConnection | None = None
        self._opened = contextlib.ExitStack()
        self._numbers = itertools.count(1)
        self.page = ""

    def __enter__(self) -> Self:
        """Start it and open a session."""
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.close()

    def close(self) -> None:
        """End it, and wait for its end."""
        if self._socket is not None:
            with contextlib.suppress(Exception):
                self.command("browser.close", {})
            self._socket = None
        elif self._process is not None:
            self._process.terminate()
        self._opened.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait(10)

    def open(self, url: str) -> None:
        """Show an address."""
        self.command("browsingContext.navigate", {"context": self.page, "url": url, "wait": "complete"})

    def evaluate(self, script: str, *, context: str | None = None) -> Any:
        """Run a script in the page and give what its promise becomes, as JSON would hold it.

        Raises:
            ScriptFailed: it threw.
        """
        called = f"async () => JSON.stringify(await (async () => {{{script}}})() ?? null)"
        answer = self.command(
            "script.callFunction",
            {
                "functionDeclaration": called,
                "target": {"context": context or self.page},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if answer["type"] != "success":
            raise ScriptFailed(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def until(self, script: str, *, seconds: float = 60.0, context: str | None = None) -> Any:
        """Run a script until it gives something that counts."""
        deadline = time.monotonic() + seconds
        while True:
            found = self.evaluate(script, context=context)
            if found:
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"never true: {script}")
            time.sleep(0.1)

    def alert(self, text: str, *, seconds: float = 60.0) -> str:
        """Wait for a notification with this text on the screen; gives its window."""
        script = """return document.getElementById("alertTextLabel")?.textContent ?? "";"""
        deadline = time.monotonic() + seconds
        while True:
            texts = []
            for window in self._alert_windows():
                with contextlib.suppress(RuntimeError):  # closed in the meantime
                    texts.append(self.evaluate(script, context=window))
                    if texts[-1] == text:
                        return window
            if time.monotonic() > deadline:
                raise TimeoutError(f"no notification says {text!r}, these are there: {texts}")
            time.sleep(0.1)

    def tap_alert(self, text: str, action: str = "") -> None:
        """Tap the notification with this text, or one of its answers.

        The window that Firefox draws shows no answers (those of a desktop do), so the listener behind it is
        told what a desktop would tell.
        """
        script = f"""
          const made = {{
            QueryInterface: ChromeUtils.generateQI(["nsIAlertAction"]),
            action: {json.dumps(action)}, title: "", iconURL: "", windowsSystemActivationType: false,
            opaqueRelaunchData: "",
          }};
          gAlertListener.observe({"made" if action else "null"}, "alertclickcallback", gAlertCookie);
          return true;
        """
        self.evaluate(script, context=self.alert(text))

    def until_no_alerts(self, *, seconds: float = 60.0) -> None:
        """Wait until the windows of all notifications are gone: one that is closing still shows its text."""
        deadline = time.monotonic() + seconds
        while self._alert_windows():
            if time.monotonic() > deadline:
                raise TimeoutError("a notification does not go away")
            time.sleep(0.1)

    def _alert_windows(self) -> list[str]:
        return [window for window, url in self._windows() if url.endswith("/alerts/alert.xhtml")]

    def _windows(self) -> list[tuple[str, str]]:
        tree = self.command("browsingContext.getTree", {"moz:scope": "chrome"})
        return [(one["context"], one["url"]) for one in tree["contexts"]]

    def command(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Send a command and wait for its answer; events in between are not listened to."""
        assert self._socket is not None
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        deadline = time.monotonic() + COMMAND_SECONDS
        while True:
            said = json.loads(self._socket.recv(timeout=max(0.1, deadline - time.monotonic())))
            if said.get("id") != number:
                continue
            if said["type"] == "error":
                raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
            result: dict[str, Any] = said["result"]
            return result

    def launch(self) -> None:
        """Let it start, without waiting for it."""
        flags = ["--remote-allow-system-access"] if self._privileged else []
        environment = {**os.environ, "HOME": str(self._profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
        place = ["--no-remote", "--profile", str(self._profile)]
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                [PROGRAM, "--headless", *place, "--remote-debugging-port", "0", *flags],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def _start(self) -> None:
        if self._process is None:
            self.launch()
        address = f"{self._address()}/session"
        self._socket = self._opened.enter_context(connect(address, max_size=None, open_timeout=START_SECONDS))
        self.command("session.new", {"capabilities": {}})
        tree = self.command("browsingContext.getTree", {})
        self.page = tree["contexts"][0]["context"]
        if self._privileged:
            self.evaluate(KEEP_ALERTS, context=self._windows()[0][0])

    def _address(self) -> str:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while True:
            matched = LISTENING.search(self._log.read_text(errors="replace"))
            if matched:
                return matched[1]
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Firefox did not start:\n{self._log.read_text(errors='replace')}")
            time.sleep(0.1)


def push_preferences(server: str) -> dict[str, bool | int | str]:
    """Let Firefox use a push service on this machine, and show notifications as windows of its own.

    Args:
        server: address of the WebSocket for browsers.
    """
    return {
        "dom.push.enabled": True,
        "dom.push.connection.enabled": True,
        "dom.push.serverURL": server,
        "dom.push.testing.allowInsecureServerURL": True,
        "dom.push.testing.ignorePermission": True,
        "permissions.default.desktop-notification": 1,
        "dom.webnotifications.requireuserinteraction": False,
        "dom.serviceWorkers.testing.enabled": True,
        "alerts.useSystemBackend": False,
    }
