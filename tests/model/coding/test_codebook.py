"""The codebook: what it says of each code, and that its files can be read."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from lxml import etree
from pypdf import PdfReader

from model import parse_model
from model.coding import Code
from model.coding.codebook import (
    Entry,
    Section,
    build_codebook,
    list_names,
    list_rows,
    name_codes,
    to_codebook_csv,
)
from model.export.codebook_docx import to_codebook_docx
from model.export.codebook_paper import to_codebook_pdf
from model.export.model_file import write_model
from model.graph import ConceptualModel
from model.stories.story import EVERYTHING, Consent
from tests.storytelling import build_story

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def build_model(node: str = "", dimension: str = "") -> ConceptualModel:
    """A model of two nodes with the same name, and a dimension; with more about the first node, and it."""
    return parse_model(
        f"""
model: {{id: small, title: Small & <plain>, languages: [en, nl], source: paper}}
stages: [{{id: first, name: First, description: How it begins.}}]
levels: [{{id: top, name: Top}}, {{id: low, name: Low}}]
kinds: [{{id: leads, name: Leads, verb: leads to}}]
sources: [{{id: paper, short: A 2020, reference: "A (2020). Title."}}]
dimensions: [{{id: care, name: {{en: Care, nl: Zorg}}{dimension}}}]
nodes:
  - {{id: b, stage: first, level: low, name: Same}}
  - {{id: a, stage: first, level: top, name: Same{node}}}
""".encode(),
        "small.yaml",
    )


def test_entries_are_in_the_order_of_stages_and_levels_with_dimensions_last() -> None:
    book = build_codebook(build_model(), "nl")
    assert [(section.id, section.name) for section in book.sections] == [
        ("first", "First"),
        ("", "Dimensies"),
    ]
    assert [(entry.code.id, entry.name, entry.level) for entry in book.entries] == [
        ("a", "Same", "Top"),
        ("b", "Same", "Low"),
        ("care", "Zorg", ""),
    ]
    assert (book.source, book.sections[0].description) == ("A (2020). Title.", "How it begins.")


def test_model_file_says_when_to_use_a_code_and_is_written_again_with_it() -> None:
    guidance = ", description: What, use: {en: When, nl: Wanneer}, avoid: Not then, example: As here"
    model = build_model(guidance, guidance)
    for code in (Code("node", "a"), Code("dimension", "care")):
        [entry] = [entry for entry in build_codebook(model, "nl").entries if entry.code == code]
        assert (entry.definition, entry.use, entry.avoid, entry.example) == (
            "What",
            "Wanneer",
            "Not then",
            "As here",
        )
    assert parse_model(write_model(model, "en").encode(), "again.yaml").file == model.file


def test_example_is_the_first_public_story_that_may_be_exported() -> None:
    shown: dict[str, Any] = {"nodes": ("a",), "dimensions": ("care",)}
    stories = [
        build_story(title="Hidden", status="pending", **shown),
        build_story(title="Room only", consent=Consent(room=True), **shown),
        build_story(title="", **shown),
        build_story(title="Told", consent=EVERYTHING, **shown),
        build_story(title="Later", consent=EVERYTHING, **shown),
    ]
    entries = build_codebook(build_model(), "en", stories).entries
    assert [entry.example for entry in entries] == ["The story “Told”", "", "The story “Told”"]
    assert build_codebook(build_model(", example: Own"), "en", stories).entries[0].example == "Own"


def test_codes_of_the_same_name_have_their_id_in_it() -> None:
    model = build_model()
    assert set(name_codes(model, "en").values()) == {"Same (a)", "Same (b)", "Care"}
    assert list(list_names(model, "en").values()) == ["Same", "Same", "Care"]


def test_table_has_a_row_for_each_code_and_no_formula() -> None:
    book = build_codebook(build_model(', use: "=1+1"'), "en")
    rows = list(csv.reader(io.StringIO(to_codebook_csv(book).decode("utf-8-sig"))))
    assert rows[0][:3] == ["Kind", "Id", "Name"]
    assert rows[1] == ["node", "a", "Same", "First", "Top", "", "'=1+1", "", ""]
    assert len(rows) == 4


def test_codebook_says_all_that_the_model_says_of_a_code() -> None:
    said = ", description: What, use: When, avoid: Not then"
    book = build_codebook(build_model(said, said), "en")
    assert (book.model, book.language, book.title, book.summary) == ("small", "en", "Small & <plain>", "")
    assert book.sections == (
        Section(
            "first",
            "First",
            "How it begins.",
            (
                Entry(Code("node", "a"), "Same", "Top", "What", "When", "Not then", ""),
                Entry(Code("node", "b"), "Same", "Low"),
            ),
        ),
        Section(
            "", "Dimensions", "", (Entry(Code("dimension", "care"), "Care", "", "What", "When", "Not then"),)
        ),
    )
    _heads, *rows = list_rows(book)
    assert rows == [
        ("node", "a", "Same", "First", "Top", "What", "When", "Not then", ""),
        ("node", "b", "Same", "First", "Low", "", "", "", ""),
        ("dimension", "care", "Care", "", "", "What", "When", "Not then", ""),
    ]


def test_stages_without_nodes_and_a_model_without_dimensions_or_source_have_no_section() -> None:
    file = build_model().file
    more = (*file.stages, file.stages[0].model_copy(update={"id": "empty", "description": None}))
    bare = file.model.model_copy(update={"source": None})
    model = ConceptualModel(file.model_copy(update={"model": bare, "dimensions": (), "stages": more}))
    book = build_codebook(model, "en")
    assert ([section.id for section in book.sections], book.source) == (["first"], "")


def test_an_example_is_told_in_the_language_of_the_codebook_as_far_as_a_story_has_a_title_there() -> None:
    model = build_model()
    french = build_story(title="Conte", language="fr", nodes=("b",), consent=EVERYTHING)
    dimension = build_story(title="Care", dimensions=("care",), consent=EVERYTHING)
    entries = build_codebook(model, "nl", [french, dimension]).entries
    assert [entry.example for entry in entries] == ["", "Het verhaal “Conte”", "Het verhaal “Care”"]


def test_pdf_is_tagged_and_says_everything() -> None:
    model = build_model(", description: What it is, use: When <so>, avoid: Not then, example: As here")
    content = to_codebook_pdf(model, build_codebook(model, "en"))
    reader = PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for said in ("Small & <plain>", "What it is", "When <so>", "Not then", "As here", "A (2020). Title."):
        assert said in text
    assert reader.metadata
    assert reader.metadata.title == "Codebook: Small & <plain>"
    assert "/StructTreeRoot" in reader.trailer["/Root"]  # type: ignore[operator]
    assert content == to_codebook_pdf(model, build_codebook(model, "en"))


def test_long_entry_goes_on_on_the_next_page() -> None:
    long = "word " * 390
    model = build_model(f", description: {long}, use: {long}, avoid: {long}, example: {long}")
    reader = PdfReader(io.BytesIO(to_codebook_pdf(model, build_codebook(model, "en"))))
    words = sum(page.extract_text().count("word") for page in reader.pages)
    assert words == 4 * 390


def test_docx_is_whole_xml_with_headings_and_says_everything() -> None:
    model = build_model(
        r', description: "Two\nlines", use: When <so> & then, avoid: "Ctrl \x01.", example: Here'
    )
    content = to_codebook_docx(build_codebook(model, "nl"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    said = [
        (
            (style.get(f"{_WORD}val") if (style := paragraph.find(f".//{_WORD}pStyle")) is not None else ""),
            "|".join(text.text or "" for text in paragraph.iter(f"{_WORD}t")),
        )
        for paragraph in parts["word/document.xml"].iter(f"{_WORD}p")
    ]
    assert said[:3] == [("Title", "Codeboek"), ("Subtitle", "Small & <plain>"), ("Quiet", said[2][1])]
    assert said[3:11] == [
        ("Heading1", "First"),
        ("", "How it begins."),
        ("Heading2", "Same"),
        ("Place", "Top · a"),
        ("", "Two|lines"),
        ("Said", "Wanneer gebruiken|When <so> & then"),
        ("Said", "Wanneer niet gebruiken|Ctrl ."),
        ("Said", "Voorbeeld|Here"),
    ]
    footer = "".join(text.text or "" for text in parts["word/footer1.xml"].iter(f"{_WORD}t"))
    assert footer == "A (2020). Title.Pagina 1 van 1"
    core = parts["docProps/core.xml"]
    assert [property_.text for property_ in core] == ["Codeboek: Small & <plain>", "nl-BE"]
    assert content == to_codebook_docx(build_codebook(model, "nl"))
