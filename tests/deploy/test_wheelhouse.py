"""A wheelhouse holds the application and nothing else, for each system the wheels that it can use."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

from deploy import wheelhouse
from deploy.__main__ import main
from deploy.lock import Locked, choose_runtime, read_lock
from deploy.targets import PLATFORMS, PYTHONS, Target
from deploy.wheelhouse import WheelhouseError, assemble, check_paths, collect, list_files, pack, unpack_python
from tests.serving import ROOT

WINDOWS = Target("windows", "3.13")


def put_wheel(folder: Path, tags: str, content: bytes = b"", name: str = "thing") -> Locked:
    """A wheel in a folder, as the lock would have it."""
    file = folder / f"{name}-1.0-{tags}.whl"
    file.write_bytes(content)
    return Locked(name, "1.0", "", (hashlib.sha256(content).hexdigest(),), (), "")


def write_python(file: Path, version: str = "3.13.9") -> Path:
    """A Python for Windows as nuget.org has it."""
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            "python.nuspec", f"<package><metadata><version>{version}</version></metadata></package>"
        )
        package.writestr("tools/python.exe", b"program")
        package.writestr("tools/Lib/venv/__init__.py", b"")
        package.writestr("tools/../../outside.txt", b"")
        package.writestr("tools/LICENSE.txt", b"PSF LICENSE AGREEMENT")
    return file


def test_the_application_is_all_of_its_files_without_tests_types_and_stories() -> None:
    known = subprocess.run(
        ["git", "ls-files", "app.py", "LICENSE", ".streamlit", "data", "model", "pages"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    assert list_files() == sorted(name for name in known if not name.endswith(".ts"))


def test_without_git_what_visitors_left_stays_out(tmp_path: Path) -> None:
    for name in ("app.py", "data/mangomoment.yaml", "data/stories.db", "data/stories.db-wal", "model/a.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "model" / "__pycache__").mkdir()
    (tmp_path / "model" / "__pycache__" / "b.py").touch()
    assert list_files(tmp_path) == ["app.py", "data/mangomoment.yaml", "model/a.py"]


@pytest.mark.parametrize(
    ("tags", "is_for"),
    [
        ("py3-none-any", True),
        ("cp313-cp313-win_amd64", True),
        ("cp39-abi3-win_amd64", True),
        ("py3-none-win_amd64", True),
        ("cp312-cp312-win_amd64", False),
        ("cp313-cp313-win32", False),
        ("cp313-cp313t-win_amd64", False),
        ("cp313-cp313-manylinux_2_17_x86_64", False),
    ],
)
def test_a_wheel_is_used_where_it_can_be(tmp_path: Path, tags: str, is_for: bool) -> None:
    package = put_wheel(tmp_path, tags)
    assert (WINDOWS.find_wheel(package, tmp_path) is not None) is is_for


def test_linux_takes_wheels_for_its_machine_and_for_no_newer_library(tmp_path: Path) -> None:
    target = Target("linux-arm", "3.12")
    assert target.find_wheel(put_wheel(tmp_path, "cp312-cp312-manylinux_2_28_aarch64"), tmp_path)
    newer = put_wheel(tmp_path, "cp312-cp312-manylinux_2_34_aarch64", name="newer")
    other = put_wheel(tmp_path, "cp312-cp312-manylinux_2_28_x86_64", name="other")
    assert target.find_wheel(newer, tmp_path) is None
    assert target.find_wheel(other, tmp_path) is None


def test_a_wheel_with_another_hash_is_not_used(tmp_path: Path) -> None:
    package = put_wheel(tmp_path, "py3-none-any")
    (tmp_path / "thing-1.0-py3-none-any.whl").write_bytes(b"changed")
    assert WINDOWS.find_wheel(package, tmp_path) is None


def test_each_system_gets_what_the_lock_wants_there() -> None:
    locked = choose_runtime(read_lock())
    needed = {
        target: {each.name for each in locked if target.needs(each)}
        for target in (WINDOWS, Target("linux", "3.13"))
    }
    assert needed[WINDOWS] - needed[Target("linux", "3.13")] == {"colorama"}
    for python in PYTHONS:
        numpy = [each for each in locked if each.name == "numpy" and Target("linux", python).needs(each)]
        assert len(numpy) == 1


def test_only_what_is_missing_is_asked_for_and_what_does_not_exist_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads: list[list[str]] = []
    there, found, missing = (
        Locked(name, "1.0", "", (hashlib.sha256(b"").hexdigest(),), (), "")
        for name in ("there", "found", "missing")
    )
    put_wheel(tmp_path, "py3-none-any", name="there")

    def download(wanted: list[Locked], _target: Target, folder: Path) -> bool:
        names = [each.name for each in wanted]
        downloads.append(names)
        if names == ["found"]:
            put_wheel(folder, "py3-none-any", name="found")
        return "missing" not in names

    monkeypatch.setattr(wheelhouse, "_download", download)
    assert collect([there, found, missing], WINDOWS, tmp_path) == [missing]
    assert downloads == [["found", "missing"], ["found"], ["missing"]]


def test_what_does_not_exist_ends_the_command_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wheelhouse, "collect", lambda locked, _target, _folder: locked[:1])
    assert main(["wheelhouse", "--out", str(tmp_path), "--platform", "windows", "--python", "3.13"]) == 1
    first = choose_runtime(read_lock())[0]
    assert f"{first.name} {first.version}: no wheel for windows, Python 3.13" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["wheels"]


def test_the_folder_for_windows_has_all_that_a_double_click_needs(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    python = write_python(tmp_path / "python.nupkg")
    folder = tmp_path / "mangomoment-windows"
    shipped = assemble("windows", ["3.13"], wheels, folder, python)

    files = folder / "files"
    assert {each.name for each in folder.iterdir()} == {"LICENSES.txt", "README.txt", "files", "start.bat"}
    assert files.joinpath("target.txt").read_text("utf-8") == "win-amd64 3.13\n"
    assert files.joinpath("app", "app.py").read_bytes() == (ROOT / "app.py").read_bytes()
    assert files.joinpath("python", "python.exe").read_bytes() == b"program"
    assert not (tmp_path / "outside.txt").exists()
    wanted = read_lock(files.joinpath("requirements.txt").read_text("utf-8"))
    assert wanted == choose_runtime(read_lock())
    for name in ("README.txt", "files/no-python.txt"):
        content = folder.joinpath(name).read_bytes()
        assert b"3.13" in content
        assert b"{" not in content
        assert content.count(b"\n") == content.count(b"\r\n")
    assert "\u202f" not in files.joinpath("no-python.txt").read_text("utf-8")
    assert shipped[-1].purl == "pkg:nuget/python@3.13.9"
    assert "PSF LICENSE AGREEMENT" in folder.joinpath("LICENSES.txt").read_text("utf-8")
    assert json.loads(files.joinpath("sbom.cdx.json").read_text("utf-8"))["specVersion"] == "1.6"


def test_in_the_zip_file_for_linux_the_script_can_be_run(tmp_path: Path) -> None:
    folder = tmp_path / "mangomoment-linux"
    (folder / "files").mkdir(parents=True)
    wheelhouse._write_texts("linux", ["3.13"], folder)
    with zipfile.ZipFile(pack(folder)) as packed:
        (about,) = [each for each in packed.infolist() if each.filename.endswith("start.sh")]
        assert about.filename == "mangomoment-linux/start.sh"
        assert (about.external_attr >> 16) & stat.S_IXUSR
        assert b"\r" not in packed.read("mangomoment-linux/README.txt")
    assert os.access(folder / PLATFORMS["linux"].start, os.X_OK)


def test_a_path_that_windows_cannot_hold_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "deep-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("deep/" + "x" * 200, "")
    with pytest.raises(WheelhouseError, match=r"deep-1.0-py3-none-any.whl: the path deep/x+ is too long"):
        check_paths(tmp_path)


def test_a_python_that_is_none_or_for_which_there_are_no_wheels_is_refused(tmp_path: Path) -> None:
    old = write_python(tmp_path / "old.nupkg", "3.9.1")
    with pytest.raises(WheelhouseError, match=r"old.nupkg: Python 3.9.1 is none of 3.12, 3.13"):
        unpack_python(old, ["3.12", "3.13"], tmp_path / "python")
    (tmp_path / "text.nupkg").write_text("no zip", "utf-8")
    with pytest.raises(WheelhouseError, match="not a package of Python for Windows"):
        unpack_python(tmp_path / "text.nupkg", PYTHONS, tmp_path / "python")
    assert not (tmp_path / "python").exists()


def test_a_version_is_asked_for_by_two_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["wheelhouse", "--out", "x", "--python", "3.13.1"])
    assert ended.value.code == 2
    assert "3.13.1 is no version of Python such as 3.13" in capsys.readouterr().err


def test_a_python_that_is_too_old_for_the_application_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for version in ("3.9", "3.10"):
        with pytest.raises(SystemExit) as ended:
            main(["wheelhouse", "--out", "x", "--python", version, "--dry-run"])
        assert ended.value.code == 2
        assert f"{version}: the application needs Python 3.11 or newer" in capsys.readouterr().err
    assert main(["wheelhouse", "--out", "x", "--python", "3.11", "--dry-run"]) == 0


def test_a_package_of_python_has_to_be_there_and_is_for_windows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["wheelhouse", "--out", str(tmp_path / "out"), "--dry-run", "--python", "3.13"]
    with pytest.raises(SystemExit) as ended:
        main([*out, "--python-package", str(tmp_path / "nope.nupkg")])
    assert ended.value.code == 2
    assert f"there is no file {tmp_path / 'nope.nupkg'}" in capsys.readouterr().err
    python = str(write_python(tmp_path / "python.nupkg"))
    assert main([*out, "--platform", "linux", "linux-arm", "--python-package", python]) == 1
    assert "--python-package is for the folder for Windows" in capsys.readouterr().err
    assert main([*out, "--platform", "linux", "windows", "--python-package", python]) == 0
