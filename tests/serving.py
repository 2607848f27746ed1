"""Starts the application as a user would, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LONGEST_START = 60
_ANY_CERTIFICATE = ssl._create_unverified_context()  # noqa: S323 - whether it answers is all that is asked


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    address: str
    process: subprocess.Popen[bytes]


def find_port() -> int:
    """A port that is free at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    script: Path = ROOT / "app.py",
    port: int = 0,
    options: Sequence[str] = (),
    log: Path | None = None,
    before: Sequence[str] = (),
    until: str = "/version.json",
    **environment: str,
) -> Iterator[Server]:
    """Run `streamlit run` on a script until the block ends, on a free port unless one is given.

    `options` are further ones for Streamlit's command line, `log` is where its output goes, `before` a
    command that runs it, such as one that sets limits; it begins once the address `until` is answered, by
    which our pages are imported. With a certificate among the options its address
    begins with https.
    """
    port = port or find_port()
    run = [sys.executable, "-m", "streamlit", "run", str(script)]
    command = [*before, *run, "--server.port", str(port), *options]
    output = log.open("wb") if log else None
    process = subprocess.Popen(
        command,
        cwd=script.parent,
        env={**os.environ, **environment},
        stdout=output or subprocess.DEVNULL,
        stderr=subprocess.STDOUT if output else subprocess.DEVNULL,
    )
    try:
        scheme = "https" if "--server.sslCertFile" in options else "http"
        address = f"{scheme}://127.0.0.1:{port}"
        _wait(process, f"{address}/_stcore/health")
        _wait(process, address + until)
        yield Server(address, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if output:
            output.close()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=20, context=_ANY_CERTIFICATE):
                return
        except urllib.error.HTTPError:  # not a page of ours
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {_LONGEST_START} seconds")
