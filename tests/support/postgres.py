"""A private PostgreSQL server for tests: made in a temporary folder, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

HOW = "install PostgreSQL for these tests: apt-get install postgresql (on Debian and Ubuntu)"


def find_binaries() -> Path:
    """Return the folder of the server's programs; fails the test run where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    if not folders:
        pytest.fail(f"no PostgreSQL server is installed; {HOW}", pytrace=False)
    return folders[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PostgresServer:
    """A server on a free loopback port, run by somebody other than root."""

    binaries: Path
    folder: Path
    port: int

    @classmethod
    def create(cls) -> PostgresServer:
        """Make a cluster; it does not run yet."""
        binaries = find_binaries()
        folder = Path(tempfile.mkdtemp(prefix="yoldosh-postgres-"))
        server = cls(binaries, folder, free_port())
        if "user" in (account := _account()):
            os.chown(folder, account["user"], account["group"])
        data = str(folder / "data")
        server._run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
        return server

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off "
            f"-c unix_socket_directories={self.folder} -c max_connections=200"
        )
        log = str(self.folder / "log")
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-w", "-o", options, "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self) -> str:
        """Create an empty database and return its address."""
        name = f"test_{uuid4().hex}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", name)
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            # pg_ctl leaves the server behind, which would keep a pipe open for ever.
            stdout=subprocess.DEVNULL,
            stderr=None if program == "pg_ctl" else subprocess.PIPE,
            check=False,
            timeout=60,
            **_account(),
        )
        if done.returncode:
            reason = (done.stderr or b"").decode(errors="replace")
            pytest.fail(f"PostgreSQL: {program} failed: {reason}; {HOW}", pytrace=False)


def _account() -> dict[str, Any]:
    """Return whom to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    pytest.fail(f"there is no user that PostgreSQL could run as; {HOW}", pytrace=False)
