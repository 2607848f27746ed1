"""What the commands for backups say and leave behind."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.__main__ import main
from model.stories import StoryStore
from model.stories.backup.encryption import decrypted, encrypt
from model.stories.faults import BackupError
from model.workshop import WorkshopStore
from tests.model.stories.conftest import get_tables
from tests.storytelling import build_story
from tests.workshopping import build_end


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoryStore]:
    """The store of the application, in a file, with nothing in it."""
    (tmp_path / "live.db").write_bytes(get_tables())
    monkeypatch.setenv("MANGOMOMENT_DB", str(tmp_path / "live.db"))
    store = StoryStore(str(tmp_path / "live.db"), "mangomoment")
    store.open()
    yield store
    store.close()


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    """What a command prints that goes well."""
    capsys.readouterr()
    assert main(list(map(str, arguments))) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def fail(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    assert main(list(map(str, arguments))) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err.removesuffix("\n")


def test_what_is_in_a_backup_is_counted_and_dated(
    live: StoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "backup.db"
    assert run(capsys, "backup", file) == [f"{file}: 0 stories, 0 workshops"]
    live.add(build_story("One.", id="one"), "visitor")
    WorkshopStore(live).create("Ward 4", "nl", build_end())
    [change] = live.history("one")
    summary = f"1 story, 1 workshop, last changed {change.at:%Y-%m-%d %H:%M} UTC"
    assert run(capsys, "backup", file) == [f"{file}: {summary}"]
    assert run(capsys, "verify", file) == [f"{file}: can be restored; {summary}"]
    live.add(build_story("Two.", id="two"), "visitor")
    assert run(capsys, "backup", f"{tmp_path}/more/")[0].endswith(summary.replace("1 story", "2 stories"))
    restored, kept = run(capsys, "restore", file)
    assert restored == f"{tmp_path / 'live.db'}: restored from {file}; {summary}"
    before, _, said = kept.partition(": ")
    assert (said, Path(before).parent, Path(before).name[:12]) == (
        "what was there before",
        tmp_path,
        "live.before-",
    )


def test_a_backup_is_restored_where_there_was_nothing(
    live: StoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live.add(build_story("One.", id="one"), "visitor")
    run(capsys, "backup", tmp_path / "backup.db")
    other = tmp_path / "new" / "other.db"
    [said] = run(capsys, "restore", tmp_path / "backup.db", "--db", other)
    assert said.startswith(
        f"{other}: restored from {tmp_path / 'backup.db'}; 1 story, 0 workshops, last changed "
    )
    assert [file.name for file in other.parent.iterdir()] == ["other.db"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["backup", "{folder}/backup.db", "--keep", "3"],
            "--keep is for a folder, and {folder}/backup.db is none; a folder is written with / at its end",
        ),
        (
            ["backup", "{folder}/backup.db", "--db", "{folder}/none.db"],
            "there is no database at {folder}/none.db; --db names another one",
        ),
        (
            ["backup", "{folder}/live.db"],
            "{folder}/live.db is a database that is in use; name another file for the backup",
        ),
        (
            ["backup", "{folder}/link.db"],
            "{folder}/link.db is a database that is in use; name another file for the backup",
        ),
        (
            ["backup", "{folder}/live.db-wal"],
            "{folder}/live.db-wal is a database that is in use; name another file for the backup",
        ),
        (
            ["backup", "{folder}/none/backup.db"],
            "there is no folder {folder}/none; make it, or name another one",
        ),
        (
            ["backup", "{folder}/backup.db", "--age", "age1"],
            "a backup encrypted with age ends with .age: name it {folder}/backup.db.age",
        ),
        (
            ["backup", "{folder}/backup.db.gpg", "--age", "age1"],
            "a backup encrypted with age ends with .age: name it {folder}/backup.db.gpg.age",
        ),
        (
            ["backup", "{folder}/backup.gpg"],
            "{folder}/backup.gpg would not be encrypted: name who may read it by --gpg, or end it with .db",
        ),
        (["backup", "{folder}/backup.db", "--db", ""], "the address of the stories' database is empty"),
        (["restore", "{folder}/backup.db", "--db", ""], "the address of the stories' database is empty"),
        (
            ["verify", "{folder}/x.db.age"],
            "x.db.age is encrypted with age: name the file with its key by --identity",
        ),
        (
            ["verify", "{folder}/x.db.gpg"],
            "the backup {folder}/x.db.gpg cannot be read: there is no such file",
        ),
        (
            ["verify", "{folder}/x.db.age", "--identity", "key.txt"],
            "the backup {folder}/x.db.age cannot be read: there is no such file",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_left_behind(
    live: StoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    if any("link.db" in argument for argument in arguments):
        (tmp_path / "link.db").symlink_to(tmp_path / "live.db")
    before = sorted(file.name for file in tmp_path.iterdir())
    content = (tmp_path / "live.db").read_bytes()
    asked_for = [argument.format(folder=tmp_path) for argument in arguments]
    assert fail(capsys, *asked_for) == said.format(folder=tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == before
    assert (tmp_path / "live.db").read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup", "x/", "--keep", "0"], "argument --keep: must be a whole number, at least 1"),
        (["backup", "x/", "--keep", "many"], "argument --keep: must be a whole number, at least 1"),
        (["backup", "x/", "--keep", "²"], "argument --keep: must be a whole number, at least 1"),
        (["backup", "x/", "--age", "a", "--gpg", "b"], "argument --gpg: not allowed with argument --age"),
    ],
)
def test_wrong_usage_of_a_backup_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().err.splitlines()[-1].endswith(said)


def put_program(folder: Path, name: str, script: str) -> None:
    """A program of this name, as somebody may have it, that only notes what it is asked."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(stat.S_IRWXU)


ENCRYPTING = {
    "age": ["--encrypt"],
    "gpg": ["--batch", "--yes", "--no-auto-key-locate", "--trust-model", "always", "--encrypt"],
}
DECRYPTING = {"age": ["--decrypt", "--identity", "key"], "gpg": ["--batch", "--yes", "--decrypt"]}


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of a shell")
@pytest.mark.parametrize("name", ["age", "gpg"])
def test_a_program_is_asked_to_encrypt_for_each_holder_of_a_key_and_to_decrypt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "bin").mkdir()
    put_program(
        tmp_path / "bin",
        name,
        'printf "%s\\n" "$@" > "$NOTES"; while [ "$1" != --output ]; do shift; done; cat "$3" > "$2"',
    )
    notes, plain = tmp_path / "notes", tmp_path / "plain.db"
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("NOTES", str(notes))
    plain.write_bytes(b"a backup")
    target = tmp_path / f"plain.db.{name}"
    encrypt(plain, target, name, ["ann", "bob"])  # type: ignore[arg-type]
    assert notes.read_text().splitlines() == [
        *(*ENCRYPTING[name], "--recipient", "ann", "--recipient", "bob"),
        *("--output", str(tmp_path / f".{target.name}.part"), str(plain)),
    ]
    (tmp_path / "out").mkdir()
    with decrypted(target, Path("key"), tmp_path / "out") as file:
        assert (file, file.read_bytes()) == (tmp_path / "out" / "plain.db", b"a backup")
    assert notes.read_text().splitlines() == [*DECRYPTING[name], "--output", str(file), str(target)]
    assert sorted(child.name for child in tmp_path.iterdir()) == sorted(
        ["bin", "notes", "out", "plain.db", target.name]
    )
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of a shell")
@pytest.mark.parametrize(
    ("script", "said"),
    [("echo no such key >&2; exit 2", "no such key"), ("exit 3", "it ended with 3")],
)
def test_what_a_program_refuses_is_said_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    (tmp_path / "bin").mkdir()
    put_program(
        tmp_path / "bin", "age", f'while [ "$1" != --output ]; do shift; done; echo x > "$2"; {script}'
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    (tmp_path / "plain.db").write_bytes(b"a backup")
    with pytest.raises(BackupError) as caught:
        encrypt(tmp_path / "plain.db", tmp_path / "target.age", "age", ["ann"])
    assert str(caught.value) == f"age refused: {said}"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["bin", "plain.db"]


def test_a_file_that_is_not_encrypted_is_read_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "plain.db").write_bytes(b"a backup")
    with decrypted(tmp_path / "plain.db", None, tmp_path / "none") as file:
        assert file == tmp_path / "plain.db"
    assert file.exists()


def test_a_program_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError) as caught:
        encrypt(tmp_path / "plain.db", tmp_path / "target.gpg", "gpg", [])
    assert str(caught.value) == "the program gpg is not installed; install it, or leave the encryption out"
