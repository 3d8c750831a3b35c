"""What the tests need from the system: browsers, speech, Redis, PostgreSQL. Installed where possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.places import say


@dataclass(frozen=True)
class Need:
    """One Debian package and how to see that it is there."""

    package: str
    why: str
    present: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _folder(path: str) -> Callable[[], bool]:
    return Path(path).exists


NEEDS = (
    Need("chromium", "browser tests", _program("chromium", "chromium-browser", "google-chrome")),
    Need("firefox-esr", "browser tests of notices", _program("firefox-esr", "firefox")),
    Need("redis-server", "shared rate limits and workers", _program("redis-server")),
    Need("postgresql", "the shared database", lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    Need(
        "fillets-ng-data-nl", "human Dutch speech", _folder("/usr/share/games/fillets-ng/sound/airplane/nl")
    ),
    Need("fillets-ng-data", "its texts", _folder("/usr/share/games/fillets-ng/script")),
)


def missing() -> list[Need]:
    """List what is not there."""
    return [need for need in NEEDS if not need.present()]


def _apt() -> list[str] | None:
    """Give the words that run apt-get with the right to install, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "apt-get"]
    return None


def main() -> int:
    """Install what is missing, or say what it is; the tests that need it are then skipped and say so."""
    wanted = missing()
    if not wanted:
        return 0
    names = [need.package for need in wanted]
    apt = _apt()
    if apt is not None:
        say(f"Installing for the tests: {', '.join(names)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]):
            subprocess.run([*apt, *words], env=environment, stdout=subprocess.DEVNULL, check=False)
        wanted = missing()
    for need in wanted:
        say(f"Missing for the tests: {need.package} ({need.why}); tests that need it are skipped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
