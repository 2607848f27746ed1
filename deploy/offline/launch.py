"""Installs the application from this folder, without internet, starts it, and opens it in the browser.

`start.sh` and `start.bat` run this by a double click. Packages, stories and passcode are kept in the user's
own folder, so that the next start is quick and another version finds the same stories. A second double click
opens the one that runs. Only Python's own library is used: nothing else is there yet.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import locale
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import venv
import webbrowser
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

FILES = Path(__file__).resolve().parent
NAME = "Mangomoment"
PORTS = range(8501, 8521)
LONGEST_START = 180  # seconds: a virus scanner reads every file at the first start
MOST_BYTES = 900_000_000  # which the installed packages take

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ELSEWHERE = ("192.0.2.1", "10.255.255.255", "192.168.255.255")
_OF_PYTHON = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP")
_LAST_LINES = 15

Texts = Mapping[str, str]


class StartError(Exception):
    """Why it cannot be started, and what to do, in the user's language."""


@dataclass(frozen=True)
class Place:
    """The user's own folder, and what is where in it."""

    folder: Path

    @property
    def stories(self) -> Path:
        return self.folder / "stories.db"

    @property
    def passcode(self) -> Path:
        return self.folder / "passcode.txt"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def running(self) -> Path:
        """Says at which port the one that runs answers."""
        return self.folder / "running.json"


def read_texts(language: str) -> Texts:
    """What is said in a language, by name."""
    table: dict[str, dict[str, str]] = tomllib.loads(FILES.joinpath("texts.toml").read_text("utf-8"))
    return table[language]


def find_language(environment: Mapping[str, str], of_windows: str | None = None) -> str:
    """The system's language, where texts are there in it; else English.

    >>> find_language({"LANG": "nl_BE.UTF-8"}), find_language({}, "fr_FR"), find_language({"LANG": "C"})
    ('nl', 'fr', 'en')
    """
    named = [environment.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    for name in filter(None, [of_windows, *named]):
        if (language := name[:2].lower()) in ("en", "nl", "fr", "de"):
            return language
    return "en"


def find_language_of_windows() -> str | None:
    """The language that Windows shows itself in, such as `nl_NL`; None on other systems."""
    if sys.platform != "win32":
        return None
    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())


def find_folder(environment: Mapping[str, str], system: str = sys.platform) -> Path:
    """Where a program keeps what is the user's, which needs no rights.

    >>> find_folder({"XDG_DATA_HOME": "/data/me"}, "linux").as_posix()
    '/data/me/mangomoment'
    >>> find_folder({"USERPROFILE": "C:/Users/me"}, "win32").as_posix()
    'C:/Users/me/Mangomoment'
    """
    if system == "win32":  # not in AppData: what a Python of the Microsoft Store writes there lies elsewhere
        return Path(environment.get("USERPROFILE") or Path.home()) / NAME
    if system == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / NAME.lower()


def say(text: str) -> None:
    """Print a text; with spaces that the letters of a Windows console have."""
    print(text.replace("\u202f", "\u00a0"), flush=True)


def lock(folder: Path) -> IO[bytes] | None:
    """A file that is locked as long as it is open; None where another start has it.

    The system lets go of it whenever the program ends, however it ends.
    """
    file = folder.joinpath("lock").open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def decode(file: Path, texts: Texts) -> str:
    """The text of a file that somebody wrote with an editor or a shell, in whichever encoding theirs has."""
    content = file.read_bytes()
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", locale.getencoding()]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise StartError(texts["odd_passcode"].format(file=file))


def read_passcode(file: Path, texts: Texts) -> str:
    """The facilitator's passcode: the first line of a file that they may change; else made now and kept."""
    if file.exists() and (kept := decode(file, texts).strip()):
        return kept.splitlines()[0].strip()
    made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    file.touch(mode=0o600)
    file.write_text(made + "\n", "utf-8")
    return made


def find_port(ports: Iterable[int] = PORTS) -> int:
    """The first port that is free on this machine, so that mostly it is the same; else any that is free."""
    for port in (*ports, 0):
        try:
            found = port
            for host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104 - on Windows one may be free without the other
                with socket.socket() as probe:
                    probe.bind((host, found))
                    found = int(probe.getsockname()[1])
        except OSError:
            continue
        return found
    raise OSError("no port is free")


def find_own_address() -> str:
    """This machine's address in the local network; "" where it is in none."""
    for elsewhere in _ELSEWHERE:  # nothing is sent there: asked for the way, the system names its own address
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((elsewhere, 9))
                found = str(probe.getsockname()[0])
            except OSError:
                continue
        if not found.startswith(("127.", "0.")):
            return found
    return ""


def is_answering(port: int) -> bool:
    """Whether a server of ours answers at a port of this machine, whatever proxy the system has set."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


def find_mark() -> str:
    """What the installed packages depend on: the list of them, Python's version and its place."""
    wanted = FILES.joinpath("requirements.txt").read_bytes()
    return hashlib.sha256(wanted + f"{sys.version}{sys.base_prefix}".encode()).hexdigest()[:8]


def find_python(environment: Path) -> Path:
    """The Python of an environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(folder: Path, texts: Texts) -> Path:
    """The Python of an environment with the packages, which is made where it is not there yet.

    An environment that was left half done, or that is another version's, is taken away.
    """
    environment = folder / f"packages-{find_mark()}"
    finished = environment / "finished"
    if finished.exists():
        return find_python(environment)
    for left in folder.glob("packages-*"):
        shutil.rmtree(left)
    if shutil.disk_usage(folder).free < MOST_BYTES:
        raise StartError(texts["full"].format(folder=folder, size=MOST_BYTES // 1_000_000))
    say(texts["installing"])
    venv.create(environment, with_pip=False, symlinks=sys.platform != "win32")
    pip = next(FILES.joinpath("wheels").glob("pip-*.whl"))
    command = [str(find_python(environment)), str(pip / "pip"), "--isolated", "install", "--no-index"]
    command += ["--find-links", str(FILES / "wheels"), "--require-hashes", "--no-cache-dir", "--no-compile"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    command += ["-r", str(FILES / "requirements.txt")]
    log = folder / "installing.txt"
    with log.open("wb") as output:
        work = subprocess.Popen(command, stdout=output, stderr=output, env=clean_environment())
        show_progress(work, environment)
    if work.returncode != 0:
        raise StartError(texts["not_installed"].format(log=log) + "\n\n" + read_end(log))
    finished.touch()
    return find_python(environment)


def show_progress(work: subprocess.Popen[bytes], environment: Path) -> None:
    """Say how many packages are installed, until it is done, where somebody is looking."""
    wanted = sum("==" in line for line in FILES.joinpath("requirements.txt").read_text("utf-8").splitlines())
    while True:
        try:
            work.wait(0.5)
        except subprocess.TimeoutExpired:
            if sys.stdout.isatty():
                done = sum(1 for _ in environment.glob("[Ll]ib/**/site-packages/*.dist-info"))
                print(f"\r  {done} / {wanted}", end="", flush=True)
        else:
            print("\r" if sys.stdout.isatty() else "", end="")
            return


def clean_environment(**further: str) -> dict[str, str]:
    """The environment without what would lead Python elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_PYTHON}
    return {**kept, "PYTHONUTF8": "1", **further}


def read_end(log: Path) -> str:
    """The last lines of a log."""
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return "\n".join(lines[-_LAST_LINES:])


def start_server(
    python: Path, place: Place, passcode: str, port: int, keep: IO[bytes]
) -> subprocess.Popen[bytes]:
    """The server, listening to the network; `keep` stays locked as long as it runs, too."""
    options = ["--server.address", "0.0.0.0", "--server.port", str(port), "--server.headless", "true"]  # noqa: S104
    # What is set already stands: who sets it knows why.
    own = {"MANGOMOMENT_DB": str(place.stories), "MANGOMOMENT_PASSCODE": passcode}
    further = {name: os.environ.get(name) or value for name, value in own.items()}
    if place.log.exists():  # why the one before ended stays known
        place.log.replace(place.log.with_name("log-before.txt"))
    with place.log.open("wb") as output:
        return subprocess.Popen(
            [str(python), "-m", "streamlit", "run", "app.py", *options],
            cwd=FILES / "app",
            env=clean_environment(**further),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=() if sys.platform == "win32" else (keep.fileno(),),
        )


def wait_until_answering(server: subprocess.Popen[bytes], port: int, place: Place, texts: Texts) -> None:
    """Return once the server answers; `StartError` with the end of its log where it ends or never does."""
    end = time.monotonic() + LONGEST_START
    while server.poll() is None and time.monotonic() < end:
        if is_answering(port):
            return
        time.sleep(0.2)
    raise StartError(texts["not_started"].format(log=place.log) + "\n\n" + read_end(place.log))


def describe(texts: Texts, place: Place, port: int, address: str, python: Path) -> str:
    """What the facilitator should know while it runs: addresses, passcode, folder, what to do for phones."""
    phones = f"http://{address}:{port}/join" if address else texts["no_network"]
    rows = {
        "on_this_computer": f"http://127.0.0.1:{port}",
        "on_phones": phones,
        "passcode": os.environ.get("MANGOMOMENT_PASSCODE") or read_passcode(place.passcode, texts),
        "data": str(place.folder),
    }
    width = max(len(texts[name]) for name in rows) + 3
    table = "\n".join(f"  {texts[name].ljust(width)}{value}" for name, value in rows.items())
    help_ = texts["unreachable"].format(port=port, python=python)
    return f"\n{texts['running']}\n\n{table}\n\n{help_}\n\n{texts['close']}\n"


def run(place: Place, texts: Texts, keep: IO[bytes]) -> None:
    """Install what is missing, start the server, and watch over it until it or this program is ended."""
    python = install(place.folder, texts)
    passcode = read_passcode(place.passcode, texts)
    port = find_port()
    say(texts["starting"])
    server = start_server(python, place, passcode, port, keep)
    try:
        wait_until_answering(server, port, place, texts)
        place.running.write_text(json.dumps({"port": port}), "utf-8")
        address = find_own_address()
        say(describe(texts, place, port, address, python))
        open_browser(port)
        while server.poll() is None:
            time.sleep(1)
            if (now := find_own_address()) and now != address:
                address = now
                say(texts["moved"].format(address=f"http://{address}:{port}/join"))
        raise StartError(texts["ended"].format(log=place.log) + "\n\n" + read_end(place.log))
    finally:
        place.running.unlink(missing_ok=True)
        stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: it may finish what it is writing."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def open_browser(port: int) -> None:
    """Open the application where there is a screen: without one, a browser of the terminal would come."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    if has_screen or sys.platform != "linux":
        webbrowser.open(f"http://127.0.0.1:{port}")


def show_running(place: Place, texts: Texts) -> None:
    """Open the one that runs already in the browser; it may be starting still."""
    say(texts["already"])
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        try:
            port = int(json.loads(place.running.read_text("utf-8"))["port"])
        except (OSError, ValueError):
            port = 0
        if port and is_answering(port):
            open_browser(port)
            return
        time.sleep(0.3)
    raise StartError(texts["stuck"])


def main() -> int:
    """Start, or open the one that runs; 0 where it was ended by the user, 1 with the reason on the screen."""
    texts = read_texts(find_language(os.environ, find_language_of_windows()))
    for name in ("SIGTERM", "SIGHUP"):  # when the window is closed or the computer shuts down, as by Ctrl+C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    place = Place(find_folder(os.environ))
    try:
        place.folder.mkdir(0o700, parents=True, exist_ok=True)
        keep = lock(place.folder)
        if keep is None:
            show_running(place, texts)
            return 0
        with keep:
            run(place, texts, keep)
    except KeyboardInterrupt:
        say(texts["stopped"].format(folder=place.folder))
    except (StartError, OSError) as error:
        reason = error if isinstance(error, StartError) else texts["trouble"].format(error=error)
        say(f"\n{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
