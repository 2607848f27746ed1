"""nginx as `deploy/proxy` sets it up, before servers of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.encrypting import build_trust, make_certificate
from tests.serving import ROOT, Server, find_port

SETTINGS = ROOT / "deploy" / "proxy" / "nginx"
_START_SECONDS = 10
_MAIN = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/log;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    {places}
    include {folder}/conf.d/*.conf;
}}
"""
_WRITTEN_TO = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_nginx() -> str:
    """nginx, which is in no ordinary user's PATH; skips the test where it is not installed."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.skip("nginx is not installed: apt-get install nginx (tests/run does that)")
    return found


def write_settings(folder: Path, replaced: Mapping[str, str], server: str = "") -> list[str]:
    """Put the settings of `deploy/proxy/nginx` into a folder as they would be in /etc/nginx; the command
    that runs nginx with them.

    Each text that is `replaced` has to be in them. `server` is another one than that of own-host.conf.
    """
    names = {
        "processes.conf": "conf.d/processes.conf",
        "forward.conf": "snippets/mangomoment-forward.conf",
        "away.html": "snippets/mangomoment-away.html",
    }
    names["below-a-path.conf" if server else "own-host.conf"] = (
        "snippets/mangomoment.conf" if server else "conf.d/mangomoment.conf"
    )
    texts = {target: (SETTINGS / name).read_text("utf-8") for name, target in names.items()}
    if server:
        texts["conf.d/server.conf"] = server
    for before, after in replaced.items():
        assert any(before in text for text in texts.values()), before
        texts = {target: text.replace(before, after) for target, text in texts.items()}
    for target, text in texts.items():
        (folder / target).parent.mkdir(exist_ok=True)
        (folder / target).write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # who else may read the folder
    places = "\n    ".join(f"{each}_temp_path {folder / each};" for each in _WRITTEN_TO)
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(user=user, folder=folder, places=places), "utf-8")
    return [find_nginx(), "-p", str(folder), "-e", str(folder / "log"), "-c", str(main)]


def localise(folder: Path, ports: Sequence[int], port: int) -> dict[str, str]:
    """What is another text in the settings on this machine; makes a certificate in the folder."""
    certificate, key = make_certificate(folder)
    return {
        ":8501": f":{ports[0]}",
        ":8502": f":{ports[1]}",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{find_port()}",
        "listen [::]:443 ssl;": "",
        "listen [::]:80;": "",
        "/var/log/nginx/error.log": str(folder / "log"),
        "/etc/nginx/snippets/": f"{folder}/snippets/",
        "/etc/ssl/certs/mangomoment.pem": str(certificate),
        "/etc/ssl/private/mangomoment.key": str(key),
    }


@contextmanager
def proxy(ports: Sequence[int], folder: Path) -> Iterator[Server]:
    """nginx before the two processes at these ports, until the block ends, by https.

    Its certificate is `cert.pem` in the folder.
    """
    port = find_port()
    process = subprocess.Popen(write_settings(folder, localise(folder, ports, port)))
    server = Server(f"https://127.0.0.1:{port}", process)
    try:
        _wait(server, folder)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait(server: Server, folder: Path) -> None:
    trust = build_trust(folder / "cert.pem")
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{server.address}/health", timeout=5, context=trust).close()
        except OSError:
            log = (folder / "log").read_text("utf-8") if (folder / "log").exists() else ""
            assert server.process.poll() is None, log
            assert time.monotonic() < end, log
            time.sleep(0.05)
        else:
            return
