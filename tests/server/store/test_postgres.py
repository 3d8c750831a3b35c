"""The same tables and queries on a real PostgreSQL, where its server is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.conversation.base import Dialogue
from server.conversation.store import Conversations, TurnRow
from server.identity import Role
from server.services import EXTENSION
from server.settings import Settings
from tests.conftest import AppMaker

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own on a free port; initdb refuses root, so it runs as the user postgres."""
    if not SERVERS:
        pytest.skip("no PostgreSQL server is installed")
    tools = SERVERS[-1].parent
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        as_user = _as_user(data)

        def control(program: str, *words: str) -> None:
            command = [*as_user, str(tools / program), "-D", str(data), *words]
            done = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stdout + done.stderr

        port = _free_port()
        control("initdb", "-U", "souffleur", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
        control("pg_ctl", "-w", "-l", str(data / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://souffleur@127.0.0.1:{port}/postgres"
        finally:
            control("pg_ctl", "-m", "immediate", "stop")


def _as_user(data: Path) -> list[str]:
    """Give the words that run a program as another user than root, who then owns the folder."""
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None or "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip("no user postgres to run the server as")
    shutil.chown(data, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_people_and_conversations_on_postgresql(
    postgres: str, settings: Settings, make_app: AppMaker
) -> None:
    app = make_app(settings.model_copy(update={"database_url": postgres}))
    services = app.extensions[EXTENSION]
    noor = services.people.add("Noor", Role.EMPLOYEE)
    mine = Conversations(services.database, noor.id)
    turn = TurnRow(
        conversation_id=mine.begin("nl"), client_id="c1", question="Waar is het?", answer={"a": [1]}
    )
    mine.keep(turn, Dialogue(card="paspoort", position=2))
    again = mine.keep(TurnRow(conversation_id=turn.conversation_id, client_id="c1", question="?", answer={}))

    assert again.question == "Waar is het?"
    assert mine.dialogue(turn.conversation_id).card == "paspoort"
    assert [one.turns for one in mine.listed()] == [1]
    assert mine.delete_all() == 1
    assert mine.turn_of("c1") is None
