"""Real servers for tests, on free ports, gone at the end: PostgreSQL and Redis."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
START_SECONDS = 60


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own; initdb refuses root, so it runs as the user postgres."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server is installed")
    tools = POSTGRES[-1].parent
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        as_user = _as_user(data)

        def control(program: str, *words: str) -> None:
            command = [*as_user, str(tools / program), "-D", str(data), *words]
            done = subprocess.run(
                command, cwd="/", capture_output=True, text=True, timeout=START_SECONDS, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr

        port = free_port()
        control("initdb", "-U", "souffleur", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
        control("pg_ctl", "-w", "-l", str(data / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://souffleur@127.0.0.1:{port}/postgres"
        finally:
            control("pg_ctl", "-m", "immediate", "stop")


@contextmanager
def running_redis() -> Iterator[str]:
    """Start a Redis of our own that keeps nothing."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis server is installed")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        url = f"redis://127.0.0.1:{port}/0"
        try:
            _wait_for_redis(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(START_SECONDS)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_redis(url: str, process: subprocess.Popen[bytes]) -> None:
    retry = redis.retry.Retry(redis.backoff.ConstantBackoff(0.1), START_SECONDS * 10)
    with redis.Redis.from_url(url, retry=retry, retry_on_error=[redis.ConnectionError]) as client:
        assert client.ping()
    assert process.poll() is None


def _as_user(data: Path) -> list[str]:
    """Give the words that run a program as another user than root, who then owns the folder."""
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None or "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip("no user postgres to run the server as")
    shutil.chown(data, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]
