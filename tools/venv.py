"""The virtual environment and the pinned packages in it."""

from __future__ import annotations

import importlib.util
import sys

from tools.places import ROOT, VENV, VENV_PYTHON, SetupError, digest, run, say, stamp, stamped

LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock", "node": "requirements-node.lock"}


def make_venv() -> None:
    """Make .venv with this Python, unless it is there.

    Raises:
        SetupError: this Python cannot make environments (Debian keeps that part in another package).
    """
    if VENV_PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupError(
            f"Python {version} lacks its venv part. On Debian or Ubuntu: "
            f"sudo apt-get install python{version}-venv"
        )
    say("Making the virtual environment .venv")
    run([sys.executable, "-m", "venv", VENV])


def install(kind: str) -> bool:
    """Install the packages of one lock file; gives False when nothing had to be done."""
    lock = ROOT / LOCKS[kind]
    wanted = digest([lock], sys.version)
    if stamped(kind, wanted) or (
        kind == "run" and stamped("dev", digest([ROOT / LOCKS["dev"]], sys.version))
    ):
        return False
    say(f"Installing the packages of {lock.name} (a few minutes the first time)")
    # The lock is complete, so nothing needs resolving; Python compiles what it imports, once, by itself.
    quick = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    run([VENV_PYTHON, "-m", "pip", "install", *quick, "-r", lock])
    stamp(kind, wanted)
    return True
