"""A private PostgreSQL server for the tests: made from Debian's programs, gone when they end."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest

from model.stories import StoryStore

_VERSIONS = Path("/usr/lib/postgresql")
_START_SECONDS = 60


class MissingPostgresError(Exception):
    """PostgreSQL's programs are not on this machine."""

    def __init__(self) -> None:
        super().__init__("PostgreSQL is not installed: apt-get install postgresql (tests/run does that)")


def find_programs() -> Path:
    """The folder with PostgreSQL's programs, of the newest version there is."""
    folders = [initdb.parent for initdb in _VERSIONS.glob("*/bin/initdb")]
    if not folders:
        raise MissingPostgresError
    return max(folders, key=lambda folder: int(folder.parent.name))


class Server:
    """A server of its own on 127.0.0.1, which writes to disk as one in use does (fsync).

    `create_database` gives each test a database of its own.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _find_free_port()
        self._programs = find_programs()
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to be run by root.
        self._as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if os.geteuid() != 0:
            self._as_user = []
        else:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [
                *self._as_user,
                self._programs / "initdb",
                *("--pgdata", folder / "data", "--username", "tests", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = self.folder / "log"
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "256MB",
            "max_wal_size": "4GB",
        }
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [
                    *self._as_user,
                    self._programs / "postgres",
                    *("-D", self.folder / "data"),
                    *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
                ],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
            )
        ready = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        for _ in range(_START_SECONDS * 20):
            if self._process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start in time")

    def stop(self) -> None:
        """Stop the server at once, as `pg_ctl stop -m fast` does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)
            self._process = None

    def crash(self) -> None:
        """Stop the server without letting it put anything in order."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=60)
            self._process = None

    @property
    def pid(self) -> int:
        """The id of the running server's process, which started all others."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_run_by_another_user(self) -> bool:
        """Whether what the server is to write to must be given to the user `postgres`."""
        return bool(self._as_user)

    def build_url(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://tests@127.0.0.1:{self.port}/{database}"

    def create_database(self, template: str = "template0") -> str:
        """The address of a new database."""
        name = f"stories_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.build_url(name)

    def drop_database(self, url: str) -> None:
        """Drop a database, whoever still uses it."""
        self.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run a statement that takes no transaction."""
        with psycopg.connect(self.build_url(database), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def run_server() -> Iterator[Server]:
    """A running server, stopped and deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="tests-postgresql-") as folder:
        Path(folder).chmod(0o755)
        server = Server(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


@cache
def get_server() -> Server:
    """The one server of this test run; it is stopped when the run's process ends."""
    if sys.platform != "linux":
        pytest.skip("PostgreSQL is run by Debian's programs only")
    stack = ExitStack()
    server = stack.enter_context(run_server())
    atexit.register(stack.close)
    return server


@cache
def get_template() -> str:
    """The name of a database of this server that has the tables of the store, to be copied."""
    url = get_server().create_database()
    store = StoryStore(url, "template")
    store.open()
    store.close()
    return url.rpartition("/")[2]


def _find_free_port() -> int:
    with socket.socket() as socket_:
        socket_.bind(("127.0.0.1", 0))
        return int(socket_.getsockname()[1])
