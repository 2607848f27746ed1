"""Reading the files that were given, and making a model of what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, BinaryIO

from model import ConceptualModel, Fault, ModelFileError
from model.export.model_file import write_model
from model.importing import (
    Defaults,
    FilesApartError,
    Imported,
    RawGraph,
    ReadingOptions,
    Roles,
    build_imported,
    check_together,
    read_graph,
)
from model.importing.raw import MOST_EDGES, MOST_NODES
from model.loading import MOST_BYTES
from model.tables import TableError
from model.words import Translate
from pages.open.file_inputs import UNKNOWN, choose_reading, get_reading
from pages.shared.kept import kept

MOST_MEGABYTES = MOST_BYTES // 1_000_000


def read_again(mark: str, files: Sequence[Any], _: Translate) -> RawGraph:
    """What is in the uploaded files, read as a person chose, with the choices beside it.

    They stay on the page also where the file cannot be read in the way that was chosen. Raises as `read`.
    """
    options = get_reading(mark)
    try:
        raw = read(mark, files, options)
    except FilesApartError:
        raise
    except (ModelFileError, TableError):
        choose_reading(UNKNOWN, mark, _)
        raise
    choose_reading(raw.settings, mark, _)
    return raw


def read(mark: str, files: Sequence[Any], options: ReadingOptions) -> RawGraph:
    """What is in the uploaded files: one, or tables of nodes and of edges; `mark` is of `mark_files`.

    Raises `FilesApartError` for several files that are not two tables, `ModelFileError` or `TableError` for
    what cannot be read or is too large.
    """
    # The widget asks the browser to keep to the limit; what is sent past it is refused here.
    large = [file.name for file in files if file.size > MOST_BYTES]
    if large:
        message = f"is larger than {MOST_MEGABYTES} MB; leave parts out"
        raise ModelFileError(large[0], [Fault(None, "", message)])
    return _read_files(mark, [(file, file.name) for file in files], options)


@kept(most=8)
def _read_files(mark: str, _files: Sequence[tuple[BinaryIO, str]], options: ReadingOptions) -> RawGraph:
    if len(_files) > 1:
        check_together(_files, options)
    (file, name), *rest = _files
    second, second_name = rest[0] if rest else (None, "")
    return read_graph(file, name, second, second_name, options)


def mark_files(files: Sequence[Any]) -> str:
    """A text that differs between files."""
    seal = hashlib.sha256()
    for file in files:
        seal.update(repr((file.name, file.size)).encode())
        seal.update(file.getvalue())
    return seal.hexdigest()


def build(mark: str, raw: RawGraph, roles: Roles, defaults: Defaults) -> Imported:
    """The model of a graph, and what had to be done; `ModelFileError` with every fault, also for too much."""
    # The same file may have been read in another way.
    imported = _build_imported(f"{mark} {get_reading(mark)}", raw, roles, defaults)
    for parts, what, most in (
        (imported.model.nodes(), "nodes", MOST_NODES),
        (imported.model.edges, "edges", MOST_EDGES),
    ):
        if len(parts) > most:
            message = f"holds {len(parts)} {what}; at most {most} can be opened here"
            raise ModelFileError(raw.name, [Fault(None, what, message)])
    return imported


@kept(most=8)
def _build_imported(mark: str, _raw: RawGraph, roles: Roles, defaults: Defaults) -> Imported:
    return build_imported(_raw, roles, defaults)


def write(model: ConceptualModel) -> bytes:
    """The model as a file of the application's own form."""
    return write_model(model, model.languages[0]).encode()
