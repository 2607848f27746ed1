"""Each line of the screen lies in the room of what shows it; rooms build on each other in one direction."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

from tests.serving import ROOT

PAGES = ROOT / "pages"
LAYERS = (
    ("explore", "paths", "stories", "workshop", "join", "tell", "export", "open", "about"),
    ("navigation", "workbench", "tables", "phones"),
    ("story_form",),
    ("server",),
    ("shared",),
    ("seams",),
)
"""As for Python in `importlinter.ini`; the form of a story is JavaScript alone."""

PICTURE = {"explore", "paths", "export", "workbench"}
_IMPORT = re.compile(r'\b(?:from|import\()\s*"(\.[^"]+)"')


def find_room(file: Path) -> str:
    return file.relative_to(PAGES).parts[0]


def get_layer(room: str) -> int:
    return next(at for at, rooms in enumerate(LAYERS) if room in rooms)


def list_imports() -> list[tuple[Path, Path]]:
    return [
        (script, (script.parent / place).resolve())
        for script in sorted(PAGES.rglob("*.js"))
        for place in _IMPORT.findall(script.read_text(encoding="utf-8"))
    ]


def test_scripts_import_from_their_own_room_and_from_those_below_it() -> None:
    imports = [(find_room(script), find_room(module)) for script, module in list_imports()]
    assert imports
    assert [
        (room, other) for room, other in imports if room != other and get_layer(room) >= get_layer(other)
    ] == []
    assert {room for room, other in imports if other == "workbench"} <= PICTURE


def test_what_scripts_import_is_there() -> None:
    missing = [
        (script.name, module.name)
        for script, module in list_imports()
        if not module.exists() and not module.with_suffix(".d.ts").exists()
    ]
    assert missing == []


def test_every_room_has_its_layer() -> None:
    rooms = {folder.name for folder in PAGES.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert rooms == {room for rooms in LAYERS for room in rooms}


def test_every_folder_is_described_in_the_architecture() -> None:
    document = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = document.partition("\n## Folders\n")[2].partition("\n## ")[0]
    for name in ("model", "pages"):
        part = re.split(r"\n(?=\w)", tree.partition(f"\n{name}/")[2], maxsplit=1)[0]
        described = re.findall(r"(?<!\S)(\w+)/", part)
        folders = {folder.name for folder in (ROOT / name).iterdir() if folder.is_dir()} - {"__pycache__"}
        assert folders <= set(described), name
        inner = {file.parent.name for file in (ROOT / name).rglob("*.*")}
        assert set(described) <= inner, name  # none that is there no more


def find_users() -> dict[Path, set[Path]]:
    """The files that import a module of `pages/shared`, or name it as a text, by the module."""
    modules = [file for file in (PAGES / "shared").rglob("*") if file.suffix in (".css", ".js", ".py")]
    users = defaultdict(set)
    for file in (*PAGES.rglob("*.js"), *PAGES.rglob("*.py"), ROOT / "app.py"):
        source = file.read_text(encoding="utf-8")
        for module in modules:
            name = module.relative_to(PAGES).with_suffix("").as_posix()
            if module.suffix == ".py":
                folder, _, last = name.replace("/", ".").rpartition(".")
                named = rf"pages\.{name.replace('/', '.')}\b|from pages\.{folder} import [^)\n]*\b{last}\b"
            else:
                named = rf'[("\']{name}(\.js|\.css)?["\']'
            if re.search(named, source):
                users[module].add(file)
    for script, module in list_imports():
        users[module].add(script)
    return users


def test_what_is_shared_is_used_by_two_rooms_at_least() -> None:
    """Directly, or through what else is shared."""
    users = find_users()

    def list_rooms(module: Path, above: frozenset[Path] = frozenset()) -> set[str]:
        rooms = set()
        for user in users[module] - above:
            shared = user.is_relative_to(PAGES / "shared")
            rooms |= list_rooms(user, above | {module}) if shared else {find_place(user)}
        return rooms

    assert users
    assert {
        module.name: sorted(rooms)
        for module in sorted((PAGES / "shared").rglob("*"))
        if module.suffix in (".css", ".js", ".py") and module.name != "__init__.py"
        if len(rooms := list_rooms(module)) < 2
    } == {}


def find_place(file: Path) -> str:
    """The room of a file, or the file itself where that is in none."""
    return find_room(file) if file.is_relative_to(PAGES) else file.name


def test_less_than_a_third_of_the_pages_lines_is_shared() -> None:
    lines: Counter[str] = Counter()
    for file in PAGES.rglob("*"):
        if file.suffix in (".py", ".js", ".ts", ".css", ".html"):
            lines["shared" if "shared" in file.parts else "own"] += len(file.read_text("utf-8").splitlines())
    assert lines["shared"] < lines.total() / 3
