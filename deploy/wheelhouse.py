"""A folder that installs and starts the application without internet: `python -m deploy wheelhouse`."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.licences import find_unknown, to_notices
from deploy.lock import ROOT, Locked, choose_runtime, read_lock
from deploy.sbom import get_time, to_cyclonedx
from deploy.shipped import Shipped, describe_parts, describe_wheels, read_project
from deploy.targets import PLATFORMS, PYTHONS, Target

OFFLINE = Path(__file__).with_name("offline")
PIP = Path(__file__).with_name("pip.lock")

_PLACES = ("app.py", "LICENSE", ".streamlit/config.toml", "data", "model", "pages")
_CODE = frozenset({".py", ".js", ".css", ".html", ".typ", ".po", ".toml"})
_DATA = frozenset({".json", ".xml", ".yaml", ".txt", ".ttf", ".woff2", ""})
_AS_IT_IS = ("launch.py", "suits.py", "texts.toml")
_LONGEST_PATH = 259 - len(r"C:\Users\first.last-and-more\Mangomoment\packages-01234567\Lib\site-packages\.")
"""How long a path within a wheel may be for Windows."""


class WheelhouseError(Exception):
    """What is missing for a wheelhouse, a line each."""


def list_files(root: Path = ROOT) -> list[str]:
    """The files that the application needs to run, as paths from the project's folder.

    What git does not know (stories, drafts) stays out, and what is not of a kind that the application reads.

    >>> "app.py" in list_files(), any(name.startswith("tests/") for name in list_files())
    (True, False)
    """
    files = _list_known(root) or list(_walk(root))  # an archive knows nothing of git
    return sorted(
        file.relative_to(root).as_posix()
        for file in files
        if file.is_file() and file.suffix in _CODE | _DATA and "__pycache__" not in file.parts
    )


def _list_known(root: Path) -> list[Path]:
    command = ["git", "-C", str(root), "ls-files", "-z", "--", *_PLACES]
    try:
        answer = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [root / name for name in answer.stdout.decode().split("\0") if name]


def _walk(root: Path) -> Iterator[Path]:
    for place in _PLACES:
        yield from (root / place).rglob("*") if (root / place).is_dir() else [root / place]


def collect(locked: Collection[Locked], target: Target, folder: Path) -> list[Locked]:
    """Put the wheels that a target needs into a folder, where they are not there yet; gives those that do
    not exist.

    They come from the package index that pip is set up for, and only with a hash that the lock has.
    """
    wanted = [each for each in locked if target.needs(each) and target.find_wheel(each, folder) is None]
    if wanted and not _download(wanted, target, folder):
        for package in wanted:  # one after the other, to say of each whether there is one
            if target.find_wheel(package, folder) is None:
                _download([package], target, folder)
    return [each for each in wanted if target.find_wheel(each, folder) is None]


def _download(wanted: Iterable[Locked], target: Target, folder: Path) -> bool:
    with TemporaryDirectory() as temporary:
        file = Path(temporary, "wanted.txt")
        hashes = {each: " ".join(f"--hash=sha256:{value}" for value in each.hashes) for each in wanted}
        file.write_text("".join(f"{each.name}=={each.version} {hashes[each]}\n" for each in hashes), "utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", str(folder)]
        command += ["--implementation", "cp", "--python-version", target.python]
        command += [f"--platform={tag}" for tag in PLATFORMS[target.platform].tags]
        return subprocess.run([*command, "-r", str(file)], stderr=subprocess.DEVNULL).returncode == 0


def assemble(
    platform: str, pythons: Sequence[str], wheels: Path, folder: Path, python_package: Path | None = None
) -> list[Shipped]:
    """Make the folder for a platform out of the wheels that were collected; what it ships.

    `python_package` is a Python for Windows as nuget.org has it, which is put into the folder.
    """
    locked = choose_runtime(read_lock())
    targets = [Target(platform, python) for python in pythons]
    files = folder / "files"
    shutil.rmtree(folder, ignore_errors=True)
    files.joinpath("wheels").mkdir(parents=True)
    for package in [*locked, *read_lock(PIP.read_text("utf-8"))]:
        for wheel in {each.find_wheel(package, wheels) for each in targets if each.needs(package)} - {None}:
            shutil.copy2(str(wheel), files / "wheels")
    check_paths(files / "wheels")
    for name in list_files():
        files.joinpath("app", name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, files / "app" / name)
    files.joinpath("requirements.txt").write_text("\n".join(each.lines for each in locked) + "\n", "utf-8")
    _write_texts(platform, pythons, folder)
    shipped = [*describe_parts(locked), *describe_wheels(locked, files / "wheels")]
    if python_package:
        shipped.append(unpack_python(python_package, pythons, files / "python"))
    folder.joinpath("LICENSES.txt").write_text(to_notices(shipped), "utf-8")
    files.joinpath("sbom.cdx.json").write_text(to_cyclonedx(shipped, get_time()), "utf-8")
    return shipped


def _write_texts(platform: str, pythons: Sequence[str], folder: Path) -> None:
    about = PLATFORMS[platform]
    values = {
        "version": read_project()["version"],
        "versions": " / ".join(pythons),
        "system": about.system,
        "start": about.start,
        "folder": about.folder,
    }
    ends = "\r\n" if platform == "windows" else "\n"
    for name, place in (("README.txt", folder), ("no-python.txt", folder / "files")):
        text = OFFLINE.joinpath(name).read_text("utf-8").format(**values)
        if name == "no-python.txt":
            text = text.replace("\u202f", "\u00a0")  # which the letters of a console have
        place.joinpath(name).write_text(text, "utf-8", newline=ends)
    folder.joinpath("files", "target.txt").write_text(" ".join([about.system, *pythons]) + "\n", "utf-8")
    for name in _AS_IT_IS:
        shutil.copy2(OFFLINE / name, folder / "files")
    shutil.copy2(OFFLINE / about.start, folder)
    folder.joinpath(about.start).chmod(0o755)


def check_paths(wheels: Path) -> None:
    """Raise `WheelhouseError` where a wheel has a path that is too long for Windows."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as opened:
            longest = max(opened.namelist(), key=len)
        if len(longest) > _LONGEST_PATH:
            raise WheelhouseError(f"{wheel.name}: the path {longest} is too long for Windows")


def unpack_python(package: Path, pythons: Sequence[str], folder: Path) -> Shipped:
    """Put a Python for Windows into a folder, out of a package `python` of nuget.org.

    `WheelhouseError` where it is none, or of a version that there are no wheels for.
    """
    try:
        with zipfile.ZipFile(package) as opened:
            names = [name for name in opened.namelist() if name.startswith("tools/") and ".." not in name]
            about = opened.read("python.nuspec").decode()
            licence = opened.read("tools/LICENSE.txt").decode("utf-8", "replace")
            version = re.search(r"<version>(\d+\.\d+\.\d+)</version>", about)
            if version is None or "tools/python.exe" not in names:
                raise KeyError("tools/python.exe")
            if ".".join(version[1].split(".")[:2]) not in pythons:
                raise WheelhouseError(f"{package.name}: Python {version[1]} is none of {', '.join(pythons)}")
            for name in names:
                if not name.endswith("/"):
                    target = folder / name.removeprefix("tools/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(opened.read(name))
    except (KeyError, zipfile.BadZipFile):
        raise WheelhouseError(f"{package.name}: not a package of Python for Windows from nuget.org") from None
    texts = (("LICENSE.txt", licence),)
    return Shipped("Python", version[1], "PSF-2.0", texts, f"pkg:nuget/python@{version[1]}")


def pack(folder: Path) -> Path:
    """The folder as a zip file beside it, in which programs stay programs."""
    file = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                how = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
                packed.write(path, path.relative_to(folder.parent), how)
    return file


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `wheelhouse` to the commands of the program."""
    wheelhouse = commands.add_parser(
        "wheelhouse",
        help="make a folder and a zip file that install and start the application without internet",
        description="Make a folder and a zip file for each platform: the application, wheels of all packages "
        "of requirements.lock, and what starts it by a double click. pip fetches the wheels by their hashes.",
    )
    wheelhouse.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where they are made")
    wheelhouse.add_argument(
        "--platform", nargs="+", choices=PLATFORMS, default=list(PLATFORMS), help="only these; default: all"
    )
    wheelhouse.add_argument(
        "--python",
        nargs="+",
        default=list(PYTHONS),
        type=_read_python,
        metavar="VERSION",
        help=f"for these versions of Python; default: {' '.join(PYTHONS)}",
    )
    wheelhouse.add_argument(
        "--python-package",
        type=_read_package,
        metavar="FILE",
        help="put a Python into the folder for Windows: python.VERSION.nupkg from nuget.org",
    )
    wheelhouse.add_argument("--dry-run", action="store_true", help="only say what would be in them")
    wheelhouse.set_defaults(run=_make)


def _read_python(text: str) -> str:
    if not re.fullmatch(r"3\.\d+", text):
        raise argparse.ArgumentTypeError(f"{text} is no version of Python such as 3.13")
    if int(text.removeprefix("3.")) < int(PYTHONS[0].removeprefix("3.")):
        raise argparse.ArgumentTypeError(f"{text}: the application needs Python {PYTHONS[0]} or newer")
    return text


def _read_package(text: str) -> Path:
    if not (file := Path(text)).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return file


def _make(arguments: argparse.Namespace) -> int:
    if arguments.python_package and "windows" not in arguments.platform:
        raise WheelhouseError("--python-package is for the folder for Windows: add --platform windows")
    locked = [*choose_runtime(read_lock()), *read_lock(PIP.read_text("utf-8"))]
    targets = [Target(platform, python) for platform in arguments.platform for python in arguments.python]
    if arguments.dry_run:
        print(f"{len(list_files())} files of the application")
        for target in targets:
            print(f"{target.platform}, Python {target.python}: {sum(map(target.needs, locked))} packages")
        return 0
    wheels = arguments.out / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    missing = []
    for target in targets:
        begin = time.monotonic()
        lacking = collect(locked, target, wheels)
        missing += [(each, target) for each in lacking]
        said = "all wheels are there" if not lacking else f"{len(lacking)} wheels do not exist"
        print(
            f"{target.platform}, Python {target.python}: {said} ({time.monotonic() - begin:.0f} s)",
            flush=True,
        )
    if missing:
        raise WheelhouseError(
            "\n".join(
                f"{each.name} {each.version}: no wheel for {target.platform}, Python {target.python}"
                for each, target in missing
            )
        )
    for platform in arguments.platform:
        _finish(platform, arguments, wheels)
    return 0


def _finish(platform: str, arguments: argparse.Namespace, wheels: Path) -> None:
    folder = arguments.out / f"mangomoment-{read_project()['version']}-{platform}"
    python_package = arguments.python_package if platform == "windows" else None
    shipped = assemble(platform, arguments.python, wheels, folder, python_package)
    for line in _describe_wheels(platform, arguments.python, folder / "files" / "wheels"):
        print(line)
    for name in find_unknown(shipped):
        raise WheelhouseError(f"{name}: no licence is known, or no text of it")
    packed = pack(folder)
    print(f"{packed}: {packed.stat().st_size // 1_000_000} MB, {len(shipped)} parts", flush=True)


def _describe_wheels(platform: str, pythons: Sequence[str], wheels: Path) -> Iterator[str]:
    """A line for each package: for which versions of Python there is a wheel of its own."""
    for package in choose_runtime(read_lock()):
        targets = [Target(platform, python) for python in pythons]
        found = {each.python: each.find_wheel(package, wheels) for each in targets if each.needs(package)}
        if found:
            of_all = len(set(found.values())) == 1 and len(found) == len(pythons)
            print_ = "one for all" if of_all else ", ".join(found)
            yield f"  {package.name} {package.version}: {print_}"
