"""A machine of its own within this one: this one's files as they are, of which it changes copies, an own
systemd, own processes and an own network, which reaches what this one reaches. It is gone with its process.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_REQUIRED = ("systemd-nspawn", "slirp4netns", "unshare", "nsenter")
_START = """
mount -t tmpfs -o size=8g tmpfs "$1"
mkdir "$1/changed" "$1/work" "$1/all"
mount -t overlay -o "lowerdir=/,upperdir=$1/changed,workdir=$1/work" overlay "$1/all"
exec systemd-nspawn --quiet --directory="$1/all" --machine=guide --private-network --resolv-conf=copy-host \
    --bind-ro="$2:/mnt" --register=no --keep-unit --boot --console=pipe
"""
_PROGRAMS_OF_ROOT = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"  # as sudo -i has them
_NOT_TAKEN_ALONG = ("PYTHON", "MANGOMOMENT_", "STREAMLIT_", "VIRTUAL_ENV", "TMPDIR", "HYPOTHESIS", "COVERAGE")


def why_not() -> str:
    """Why there can be no such machine here; empty where there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs Linux and root"
    missing = [program for program in _REQUIRED if shutil.which(program) is None]
    return f"needs {', '.join(missing)}" if missing else ""


class Window:
    """A shell of root in the machine, which ends at the first error."""

    def __init__(self, leader: int, programs: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_TAKEN_ALONG)}
        self._shell = subprocess.Popen(
            ["nsenter", "--target", str(leader), "--all", "bash", "-e"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**kept, "HOME": "/root", "PATH": programs},
        )

    def type(self, commands: str) -> str:
        """What these lines print; an error, with the last of it, where one of them fails."""
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        end = "== that was all =="
        # In braces they are read as a whole, so that no command takes the next ones for its input.
        self._shell.stdin.write(f"{{\n{commands}\n}} < /dev/null\necho\necho '{end}'\n")
        self._shell.stdin.flush()
        lines: list[str] = []
        for line in self._shell.stdout:
            if line.strip() == end:
                return "".join(lines).strip()
            lines.append(line)
        raise AssertionError("".join(lines[-30:]))

    def close(self) -> None:
        """End the shell."""
        self._shell.kill()
        self._shell.communicate()


@contextmanager
def open_machine(folder: Path, brought: Path) -> Iterator[Window]:
    """Boot a machine and open a window in it, in whose `/mnt` are the files of the folder `brought`.

    What it changes of this machine's files, and what its first process says, lies in `folder`.
    """
    namespace = ["unshare", "--mount", "--propagation", "private"]
    with (folder / "console").open("wb") as console:
        (folder / "machine").mkdir()
        machine = subprocess.Popen(
            [*namespace, "bash", "-euc", _START, "bash", str(folder / "machine"), str(brought)],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
        )
    leader, network, window = 0, None, None
    try:
        leader = _wait_for_child(machine, folder / "console")
        network = subprocess.Popen(
            ["slirp4netns", "--configure", "--mtu=65520", str(leader), "tap0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        window = Window(leader, _PROGRAMS_OF_ROOT)
        window.type("until ip address show tap0 | grep --quiet 'inet '; do sleep 0.1; done")
        window.type("systemctl is-system-running --wait || true")
        yield window
    finally:
        if window:
            window.close()
        if leader:
            os.kill(leader, signal.SIGKILL)  # and with its first process all others, and its files
        else:
            machine.kill()
        machine.wait(60)
        if network:
            network.kill()
            network.wait()


def _wait_for_child(machine: subprocess.Popen[bytes], console: Path) -> int:
    """The machine's first process, as it is known outside."""
    children = Path(f"/proc/{machine.pid}/task/{machine.pid}/children")
    for _ in range(600):
        if machine.poll() is not None:
            raise AssertionError(console.read_text("utf-8", "replace")[-2000:])
        found = children.read_text("ascii").split()
        if found and Path(f"/proc/{found[0]}/comm").read_text("ascii").strip() == "systemd":
            return int(found[0])
        time.sleep(0.1)
    raise AssertionError("the machine did not start")
