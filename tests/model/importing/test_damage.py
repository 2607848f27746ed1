"""Whatever bytes come, importing them gives a model or clear errors."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import ConceptualModel, ModelFileError
from model.export.model_file import write_model
from model.importing import Defaults, build_model, read_graph, suggest_roles
from model.loading import parse_model
from model.tables import TableError, to_csv
from tests.model.importing.samples import (
    CYTOSCAPE,
    D3,
    GEPHI,
    KUMU_JSON,
    YED,
    make_kumu,
    make_pairs,
    make_zip,
)
from tests.model.tables.test_damage import damage

ZIP = make_zip({"nodes.csv": to_csv([["id", "label"], ["a", "Time"]]), "edges.csv": make_pairs("a>b")})
TEXTS = {
    "yed": YED,
    "yed in utf-16": YED.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "gephi": GEPHI,
    "kumu": KUMU_JSON,
    "d3": D3,
    "cytoscape": CYTOSCAPE,
    "pairs": make_pairs("a>b b>c c>a"),
}
PACKED = {"kumu": make_kumu(), "zip": ZIP}


def import_one(content: bytes, name: str) -> ConceptualModel | ModelFileError | TableError:
    """The model, or the clear error; any other error comes through."""
    try:
        raw = read_graph(BytesIO(content), name)
        return build_model(raw, suggest_roles(raw), Defaults())
    except (ModelFileError, TableError) as error:
        return error


def import_all(content: bytes, name: str = "file") -> bool:
    """Whether it is a model; that can be read again then, and else it is said of which file it is none."""
    model = import_one(content, name)
    if not isinstance(model, ConceptualModel):
        assert str(model).startswith((name, "edges.csv", "nodes.csv"))
        return False
    assert parse_model(write_model(model, "en").encode(), name).file == model.file
    return True


STARTS = [
    b"<graphml>",
    b"<?xml",
    b'{"nodes":[',
    b"[[",
    b"PK\x03\x04",
    b"From,To\n",
    b"model:\n",
    b"\xff\xfe<\0",
]


@given(st.binary(max_size=500) | st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=100)))
@example(b"%")
def test_any_bytes_are_a_model_or_refused(content: bytes) -> None:
    import_all(content)


@pytest.mark.parametrize("form", TEXTS)
def test_a_damaged_text_is_a_model_or_refused(form: str) -> None:
    chance = random.Random(form)
    assert import_all(TEXTS[form])
    outcomes = {import_all(damage(TEXTS[form], chance)) for _ in range(300)}
    assert outcomes == {True, False}


@pytest.mark.parametrize("form", PACKED)
def test_a_damaged_packed_file_is_a_model_or_refused(form: str) -> None:
    chance = random.Random(form)
    assert import_all(PACKED[form])
    for _ in range(300):
        import_all(damage(PACKED[form], chance))


@pytest.mark.parametrize("form", PACKED)
def test_a_packed_file_with_damaged_parts_is_a_model_or_refused(form: str) -> None:
    chance = random.Random(form)
    with zipfile.ZipFile(BytesIO(PACKED[form])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(200):
        name = chance.choice(sorted(parts))
        import_all(make_zip(parts | {name: damage(parts[name], chance)}))


@pytest.mark.parametrize("form", [*TEXTS, "zip"])
def test_a_file_that_is_cut_off_anywhere_is_a_model_or_refused(form: str) -> None:
    content = (TEXTS | PACKED)[form]
    for length in range(0, len(content), max(1, len(content) // 200)):
        import_all(content[:length])
