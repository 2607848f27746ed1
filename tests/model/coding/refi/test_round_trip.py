"""Projects and codebooks of REFI-QDA: valid by the published schema, and read again as they were written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from model import load_model
from model.coding import Code, Codings, Mark, Passage, StoryCoding
from model.coding.codebook import build_codebook
from model.coding.refi import Whole, read_codebook, read_project, to_qdc, to_qdpx
from model.loading import DATA
from model.words import LANGUAGES
from tests.coding import CODERS, STORIES, arrange, build_codings, draw_codings
from tests.properties import examples

MODEL = load_model(DATA / "mangomoment.yaml")
_SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "Project-mrt2019.xsd"))
"""The published schema of projects, 18 March 2019, with its licence (MIT) within it."""


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_again(content: bytes, language: str = "en") -> Codings:
    reading = read_project(content, "again.qdpx", MODEL, STORIES, CODERS, language=language)
    assert (reading.remarks, reading.unknown_codes, reading.new_stories) == ((), (), ())
    return reading.codings


@pytest.mark.parametrize("whole", ["source", "passage"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_own_project_is_read_again_as_it_was(whole: Whole, language: str) -> None:
    content = to_qdpx(MODEL, STORIES, build_codings(), language, whole)
    assert arrange(read_again(content, language)) == arrange(build_codings())


@pytest.mark.parametrize("whole", ["source", "passage"])
@given(codings=draw_codings())
@examples(60)
def test_any_codings_are_read_again_and_valid(whole: Whole, codings: Codings) -> None:
    content = to_qdpx(MODEL, STORIES, codings, "nl", whole)
    _SCHEMA.assertValid(etree.fromstring(unpack(content)["project.qde"]))
    assert arrange(read_again(content)) == arrange(codings)


def repack(content: bytes, change: Callable[[str], str]) -> bytes:
    """The project with another list, as other programs write it: GUIDs, or ids, or names are theirs."""
    parts = unpack(content)
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        archive.writestr("other name.qde", change(parts.pop("project.qde").decode()))
        for name, part in parts.items():
            archive.writestr(name, part)
    return again.getvalue()


def give_new_guids(text: str) -> str:
    """Other GUIDs everywhere but in the names of files, and no ids of users."""
    text = re.sub(r'(?<=[gG][uU][iI][dD]=")(\w{8})', lambda found: found[1][::-1], text)
    text = re.sub(r'(?<=User=")(\w{8})', lambda found: found[1][::-1], text)
    return re.sub(r'(<User [^>]*) id="[^"]*"', r"\1", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_enough_where_a_program_gives_new_guids(language: str) -> None:
    content = repack(to_qdpx(MODEL, STORIES, build_codings(), language), give_new_guids)
    assert arrange(read_again(content)) == arrange(build_codings())
    assert read_project(content, "again", MODEL, STORIES, CODERS).agreed == {
        "zang": (Code("node", "resonance-trust"), Code("dimension", "respect"))
    }


def test_ids_are_enough_for_coders_who_have_other_names_there() -> None:
    def rename(text: str) -> str:
        text = re.sub(r'(<User guid="\w{7})(\w)', r"\g<1>0", text)
        text = re.sub(r'(User="\w{7})(\w)', r"\g<1>0", text)
        return re.sub(r'(<User [^>]*) name="[^"]*"', r'\1 name="Somebody"', text)

    content = repack(to_qdpx(MODEL, STORIES, build_codings(), "en"), rename)
    assert arrange(read_again(content)) == arrange(build_codings())


def test_code_with_passages_is_written_once_for_each_and_no_translation_without_one() -> None:
    space = "{urn:QDA-XML:project:1.0}"
    joy, song = Code("node", "effect-joy-in-work"), STORIES[1]
    mark = Mark(joy, (Passage("nl", 4, 8, 1), Passage("nl", 0, 3, 1)))
    codings = Codings(CODERS, (StoryCoding(song.id, CODERS[0].id, (mark,)),))
    root = etree.fromstring(unpack(to_qdpx(MODEL, [song], codings, "en"))["project.qde"])
    [source] = root.iter(f"{space}TextSource")
    [*selections] = source.iter(f"{space}PlainTextSelection")
    assert len(selections) == 2
    assert len(list(source.iter(f"{space}Coding"))) == 2 + len(song.nodes) + len(song.dimensions)


def test_same_codings_give_the_same_file() -> None:
    assert to_qdpx(MODEL, STORIES, build_codings(), "en") == to_qdpx(MODEL, STORIES, build_codings(), "en")


def test_project_without_anything_is_valid() -> None:
    content = to_qdpx(MODEL, (), Codings(), "en")
    _SCHEMA.assertValid(etree.fromstring(unpack(content)["project.qde"]))
    assert read_again(content).codings == ()


def test_positions_count_characters_up_to_the_one_after_the_last() -> None:
    parts = unpack(to_qdpx(MODEL, STORIES, build_codings(), "en"))
    space = "{urn:QDA-XML:project:1.0}"
    said = []
    for source in etree.fromstring(parts["project.qde"]).iter(f"{space}TextSource"):
        text = parts[f"sources/{source.get('guid')}.txt"].decode()
        for selection in source.iter(f"{space}PlainTextSelection"):
            said.append(text[int(selection.get("startPosition")) : int(selection.get("endPosition"))])
    assert sorted(said) == sorted(["🥭", "🥭", "Second line", "ẋ̣y", "sang", "zong"])


def test_names_are_unlike_each_other_and_can_be_those_of_files() -> None:
    root = etree.fromstring(unpack(to_qdpx(MODEL, STORIES, build_codings(), "en"))["project.qde"])
    space = "{urn:QDA-XML:project:1.0}"
    names = [source.get("name") for source in root.iter(f"{space}TextSource")]
    codes = [code.get("name") for code in root.iter(f"{space}Code") if code.get("isCodable") == "true"]
    assert names == ["Letters a b [letters]", "Zang [zang]", "Song [zang, en]", "Letters a b [3]"]
    assert len(set(codes)) == len(codes) == 35


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_codebook_is_known_whole(language: str) -> None:
    content = to_qdc(MODEL, build_codebook(MODEL, language))
    known, unknown = read_codebook(content, "codes.qdc", MODEL)
    assert (len(known), unknown) == (35, ())
    renamed = content.replace(b'guid="', b'guid="0')
    assert read_codebook(renamed, "codes.qdc", MODEL) == (known, ())


def test_codebook_of_somebody_else_says_what_it_does_not_know() -> None:
    content = b"""<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>
      <Code guid="1" name="Feelings" isCodable="false">
        <Code guid="2" name="joy in work" isCodable="true"/>
        <Code guid="3" name="Loyalty of nurses" isCodable="true"><Description>They stay.</Description></Code>
      </Code></Codes></CodeBook>"""
    known, [unknown] = read_codebook(content, "codes.qdc", MODEL)
    assert list(known) == ["joy in work"]
    assert (unknown.name, unknown.path, unknown.description) == (
        "Loyalty of nurses",
        ("Feelings",),
        "They stay.",
    )
