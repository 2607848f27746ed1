"""Backups that only the holder of a key can read, by the programs age and GnuPG."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path as FilePath
from typing import Literal, get_args

from model.stories.faults import BackupError

Program = Literal["age", "gpg"]
PROGRAMS: tuple[Program, ...] = get_args(Program)
"""The programs that encrypt; a backup's file name ends with the name of its own."""

_ENCRYPT: dict[Program, tuple[str, ...]] = {
    "age": ("--encrypt",),
    # Whoever names a recipient here vouches for the key.
    # A key that is not there is not looked for on the internet: it could be anybody's.
    "gpg": ("--batch", "--yes", "--no-auto-key-locate", "--trust-model", "always", "--encrypt"),
}
_BY_AGE = b"age-encryption.org/"
_DECRYPT: dict[Program, tuple[str, ...]] = {"age": ("--decrypt",), "gpg": ("--batch", "--yes", "--decrypt")}


def find_program(file: FilePath) -> Program | None:
    """The program that a file was encrypted with, by its name.

    >>> find_program(FilePath("backup.db.age")), find_program(FilePath("backup.db"))
    ('age', None)
    """
    return next((program for program in PROGRAMS if file.suffix == f".{program}"), None)


def check_ending(target: FilePath, program: Program | None) -> None:
    """Raises `BackupError` where a file would not be named as what it is: it would not be decrypted again."""
    ending = find_program(target)
    if ending == program:
        return
    if program:
        raise BackupError(
            f"a backup encrypted with {program} ends with .{program}: name it {target}.{program}"
        )
    raise BackupError(
        f"{target} would not be encrypted: name who may read it by --{ending}, or end it with .db"
    )


def encrypt(source: FilePath, target: FilePath, program: Program, recipients: Sequence[str]) -> None:
    """Encrypt a file for the holders of some keys; the target is there whole or not at all.

    A recipient is a public key for age, and an id, a fingerprint or an address for GnuPG. Raises
    `BackupError` where the program is missing or refuses.
    """
    options = [part for recipient in recipients for part in ("--recipient", recipient)]
    part = target.with_name(f".{target.name}.part")
    try:
        _run(program, [*_ENCRYPT[program], *options, "--output", str(part), str(source.absolute())])
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def decrypted(file: FilePath, identity: FilePath | None, folder: FilePath) -> Iterator[FilePath]:
    """A file that was encrypted, readable in a folder meanwhile; one that was not is given as it is.

    `identity` is the file with the private key, for age; GnuPG finds its own. Raises `BackupError`.
    """
    program = find_program(file) or _find_by_content(file)
    if program is None:
        yield file
        return
    if program == "age" and identity is None:
        raise BackupError(f"{file.name} is encrypted with age: name the file with its key by --identity")
    if not file.exists():
        raise BackupError(f"the backup {file} cannot be read: there is no such file", "unreadable")
    key = ["--identity", str(identity)] if program == "age" else []
    plain = folder / file.stem
    try:
        _run(program, [*_DECRYPT[program], *key, "--output", str(plain.absolute()), str(file.absolute())])
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _find_by_content(file: FilePath) -> Program | None:
    """age, which begins what it encrypts with its name; GnuPG does not."""
    with suppress(OSError), file.open("rb") as content:
        return "age" if content.read(len(_BY_AGE)) == _BY_AGE else None
    return None


def _run(program: Program, arguments: Sequence[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"the program {program} is not installed; install it, or leave the encryption out")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}"
        raise BackupError(f"{program} refused: {said}")
