"""What a double click does: installs without internet, starts, opens the browser, keeps what is the user's.

The folder of these tests has a tiny server in the place of Streamlit, and the pip of the tests' environment.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import os
import re
import signal
import socket
import stat
import string
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

import pytest

from deploy.offline import launch
from deploy.targets import PYTHONS
from model.words import LANGUAGES
from tests.serving import ROOT
from tests.test_words import ODD

OFFLINE = ROOT / "deploy" / "offline"
TEXTS = tomllib.loads((OFFLINE / "texts.toml").read_text("utf-8"))
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
SERVER = """
import http.server, json, os, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

asked = dict(zip(sys.argv, sys.argv[1:]))
own = {name: value for name, value in os.environ.items() if name.startswith(("MANGOMOMENT_", "PYTHON"))}
with open("started.json", "w") as file:
    json.dump({"options": sys.argv[1:], "environment": own}, file)
place = (asked["--server.address"], int(asked["--server.port"]))
print("the server begins", flush=True)
if os.path.exists("broken"):
    sys.exit("it is broken")
http.server.ThreadingHTTPServer(place, Handler).serve_forever()
"""


def build_wheel(file: Path, contents: dict[str, str]) -> str:
    """Write a wheel with modules; its hash."""
    name, version = file.name.split("-")[:2]
    about = f"{name}-{version}.dist-info"
    contents = contents | {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    listed = "".join(f"{path},,\n" for path in [*contents, f"{about}/RECORD"])
    with zipfile.ZipFile(file, "w") as wheel:
        for path, content in (contents | {f"{about}/RECORD": listed}).items():
            wheel.writestr(path, content)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def pack_pip(wheels: Path) -> None:
    spec = importlib.util.find_spec("pip")
    assert spec is not None
    assert spec.origin is not None
    pip = Path(spec.origin).parent
    with zipfile.ZipFile(wheels / "pip-1-py3-none-any.whl", "w") as packed:
        for file in pip.rglob("*"):
            if file.suffix != ".pyc":
                packed.write(file, file.relative_to(pip.parent))


@dataclass(frozen=True)
class Copied:
    """A folder as a facilitator has it, what is kept for the user, and the addresses that were opened."""

    folder: Path
    own: Path
    opened: Path

    def get_environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MANGOMOMENT_")}
        del kept["PATH"]
        return {
            **kept,
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "XDG_DATA_HOME": str(self.own.parent),
            "BROWSER": f"{self.opened.with_name('browser')} %s",
            "LANGUAGE": "",
            "LC_ALL": "nl_BE.UTF-8",
            "MANGOMOMENT_WINDOW": "yes",
            "PYTHONPATH": "/nowhere",
            "http_proxy": "http://127.0.0.1:9",  # which leads nowhere
        }

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["sh", str(self.folder / "start.sh")],
            env=self.get_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def list_opened(self) -> list[str]:
        return self.opened.read_text("utf-8").split() if self.opened.exists() else []


@pytest.fixture
def copied(tmp_path: Path) -> Copied:
    folder = tmp_path / "on a stick (1) & more"
    files = folder / "files"
    (files / "wheels").mkdir(parents=True)
    (files / "app").mkdir()
    pack_pip(files / "wheels")
    hash_ = build_wheel(
        files / "wheels" / "streamlit-1.0-py3-none-any.whl",
        {"streamlit/__init__.py": "", "streamlit/__main__.py": SERVER},
    )
    (files / "requirements.txt").write_text(f"streamlit==1.0 \\\n    --hash=sha256:{hash_}\n", "utf-8")
    (files / "target.txt").write_text(f"{sysconfig.get_platform()} {HERE}\n", "utf-8")
    (files / "no-python.txt").write_text("Install Python.\n", "utf-8")
    for name in ("launch.py", "suits.py", "texts.toml"):
        copy2(OFFLINE / name, files)
    copy2(OFFLINE / "start.sh", folder)
    opened = tmp_path / "opened.txt"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n', "utf-8")
    browser.chmod(0o755)
    return Copied(folder, tmp_path / "mine" / "mangomoment", opened)


@contextmanager
def running(copied: Copied) -> Iterator[subprocess.Popen[str]]:
    """Started by a double click, until its window is closed."""
    process = copied.start()
    try:
        yield process
    finally:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
        for child in children:  # the launcher alone: it has to end the server
            os.kill(int(child), signal.SIGHUP)
        process.communicate(timeout=20)


in_linux = pytest.mark.skipif(sys.platform != "linux", reason="start.sh is for Linux")


def read_until(process: subprocess.Popen[str], sentence: str) -> str:
    """What a start says, up to the line with a sentence."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if sentence in line:
            return said
    raise AssertionError(said)


def start_and_read(copied: Copied) -> tuple[str, int]:
    """What a start says that ends without being closed, and the code that it ends with."""
    process = copied.start()
    return process.communicate(timeout=60)[0], process.returncode


def wait_for_addresses(copied: Copied, count: int) -> list[str]:
    end = time.monotonic() + 20
    while len(found := copied.list_opened()) < count and time.monotonic() < end:
        time.sleep(0.05)
    return found


@in_linux
def test_a_double_click_installs_starts_and_opens_and_later_ones_find_all_again(copied: Copied) -> None:
    with running(copied) as process:
        said = read_until(process, TEXTS["nl"]["close"])
        (address,) = wait_for_addresses(copied, 1)
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b"ok"

        said_again, code = start_and_read(copied)
        assert TEXTS["nl"]["already"] in said_again
        assert code == 0
        assert wait_for_addresses(copied, 2) == [address, address]

    passcode = (copied.own / "passcode.txt").read_text("utf-8").strip()
    started = json.loads((copied.folder / "files" / "app" / "started.json").read_text("utf-8"))
    assert address in said
    assert passcode in said
    assert TEXTS["nl"]["installing"] in said
    assert started["environment"]["MANGOMOMENT_PASSCODE"] == passcode
    assert started["environment"]["MANGOMOMENT_DB"] == str(copied.own / "stories.db")
    assert "PYTHONPATH" not in started["environment"]
    assert started["options"][:4] == ["run", "app.py", "--server.address", "0.0.0.0"]  # noqa: S104
    assert stat.S_IMODE((copied.own / "passcode.txt").stat().st_mode) == 0o600
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address)

    broken = copied.folder / "files" / "app" / "broken"
    broken.touch()
    said, code = start_and_read(copied)
    assert code == 1
    assert str(copied.own / "log.txt") in said
    assert "it is broken" in said

    broken.unlink()  # and nothing is left locked
    with running(copied) as process:
        said = read_until(process, TEXTS["nl"]["close"])
    assert TEXTS["nl"]["installing"] not in said
    assert passcode in said


@in_linux
def test_a_wheel_that_was_damaged_is_refused_and_nothing_half_installed_is_used(copied: Copied) -> None:
    wheel = copied.folder / "files" / "wheels" / "streamlit-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"x")
    said, code = start_and_read(copied)
    assert code == 1
    assert "hash" in said.lower()
    assert list(copied.own.glob("packages-*/finished")) == []


@in_linux
def test_without_a_python_that_suits_it_says_which_one_to_install(copied: Copied) -> None:
    (copied.folder / "files" / "target.txt").write_text(f"{sysconfig.get_platform()} 3.99\n", "utf-8")
    assert start_and_read(copied) == ("Install Python.\n", 1)
    (copied.folder / "files" / "target.txt").write_text(f"another-system {HERE}\n", "utf-8")
    assert start_and_read(copied) == ("Install Python.\n", 1)


@in_linux
def test_started_without_a_window_it_opens_one(copied: Copied, tmp_path: Path) -> None:
    (copied.folder / "files" / "target.txt").write_text("another-system 3.99\n", "utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    terminal = programs / "gnome-terminal"
    terminal.write_text('#!/bin/sh\necho "a window: $1"\nshift\nexec "$@"\n', "utf-8")
    terminal.chmod(0o755)
    environment = copied.get_environment() | {"DISPLAY": ":99", "PATH": f"{programs}:/usr/bin:/bin"}
    del environment["MANGOMOMENT_WINDOW"]
    said = subprocess.run(
        ["sh", str(copied.folder / "start.sh")], env=environment, capture_output=True, text=True
    )
    assert said.stdout == "a window: --\nInstall Python.\n"


@in_linux
def test_the_server_holds_the_lock_when_the_launcher_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "FILES", tmp_path)
    (tmp_path / "app").mkdir()
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    program.chmod(0o755)
    keep = launch.lock(tmp_path)
    assert keep is not None
    server = launch.start_server(program, launch.Place(tmp_path), "passcode", 8501, keep)
    keep.close()  # as the system does
    assert launch.lock(tmp_path) is None
    launch.stop(server)
    again = launch.lock(tmp_path)
    assert again is not None
    again.close()


def test_the_system_chooses_the_language() -> None:
    assert launch.find_language({"LANG": "de_AT.UTF-8"}) == "de"
    assert launch.find_language({"LANGUAGE": "fr:en", "LANG": "en_GB.UTF-8"}) == "fr"
    assert launch.find_language({"LANG": "en_GB.UTF-8"}, "nl_BE") == "nl"
    assert launch.find_language({"LANG": "pl_PL.UTF-8"}) == "en"


def test_a_port_that_is_taken_is_left_alone() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = launch.find_port([port])
    assert other not in (0, port)
    assert launch.find_port([port]) == port


def test_no_network_is_said_in_the_place_of_an_address(tmp_path: Path) -> None:
    place = launch.Place(tmp_path)
    texts = launch.read_texts("en")
    assert "http://192.0.2.7:8503/join" in launch.describe(texts, place, 8503, "192.0.2.7", Path("p"))
    said = launch.describe(texts, place, 8503, "", Path("p"))
    assert texts["no_network"] in said
    assert "/join" not in said


def test_a_full_disk_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "FILES", tmp_path)
    monkeypatch.setattr(launch, "MOST_BYTES", 2**62)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "mine" / "packages-old").mkdir(parents=True)
    with pytest.raises(launch.StartError, match="The disk is full"):
        launch.install(tmp_path / "mine", TEXTS["en"])
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_launcher_needs_nothing_that_is_not_in_python() -> None:
    for name in ("launch.py", "suits.py"):
        tree = ast.parse((OFFLINE / name).read_text("utf-8"))
        named = [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]
        modules = {
            module.split(".")[0]
            for each in named
            for module in (
                [each.module or ""] if isinstance(each, ast.ImportFrom) else [a.name for a in each.names]
            )
        }
        assert modules
        assert modules <= sys.stdlib_module_names


def test_what_is_said_is_there_in_every_language_in_plain_words() -> None:
    assert TEXTS.keys() == LANGUAGES.keys()
    for language, texts in TEXTS.items():
        assert texts.keys() == TEXTS["en"].keys()
        for name, text in texts.items():
            names = [
                {field for _, field, _, _ in string.Formatter().parse(each) if field}
                for each in (text, TEXTS["en"][name])
            ]
            assert names[0] == names[1], (language, name)
            assert not re.search("|".join(ODD[language]), text, re.IGNORECASE), (language, text)
    french = "\n".join(TEXTS["fr"].values())
    for file in ("README.txt", "no-python.txt"):
        whole = (OFFLINE / file).read_text("utf-8")
        french += "".join(
            part for part in re.split(r"\n\n", whole) if re.search(r"[Rr]edémarrez|FRANÇAIS", part)
        )
    assert re.findall(r"(?<![\u202f/C])[:;!?»](?=\s|$)|«(?!\u202f)", french) == []


def test_the_script_for_windows_is_of_the_form_that_windows_reads() -> None:
    whole = (OFFLINE / "start.bat").read_bytes()
    assert whole.count(b"\n") == whole.count(b"\r\n") > 10
    lines = whole.decode("ascii").split("\r\n")
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"\bgoto (\w+)", "\n".join(lines))) <= labels
    for line in lines:  # a path may hold blanks, brackets and ampersands
        for part in re.findall(r"%(?:FILES%|~dp0)", re.sub(r'"[^"]*"', "", line)):
            raise AssertionError((line, part))
    assert re.findall(r"VERSION=-(3\.\d+)", "\n".join(lines)) == [*reversed(PYTHONS)]


def test_the_script_for_linux_tries_the_versions_that_there_are_wheels_for() -> None:
    script = (OFFLINE / "start.sh").read_text("utf-8")
    assert re.findall(r"python(3\.\d+)", script) == [*reversed(PYTHONS)]
    assert "\r" not in script
