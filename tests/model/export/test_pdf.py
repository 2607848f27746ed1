from __future__ import annotations

import re
from dataclasses import replace

import pytest

from model.diagram import Filter, build_diagram, emphasise_node
from model.export.figure import PAPERS, Caption, Figure, Options, Paper
from model.export.frame import FramedMap, frame_on_paper
from model.export.palette import PALETTES
from model.export.pdf import measure_paper, to_pdf
from model.layout import SIZE, place
from tests.building import build_model
from tests.documents import (
    CAPTION,
    MODEL,
    build_figure,
    drop_breaks,
    get_root,
    list_fonts,
    list_links,
    list_sizes,
    list_tags,
    read_pdf,
    read_text,
)

every_paper = pytest.mark.parametrize("paper", PAPERS)


def frame(figure: Figure, paper: Paper) -> FramedMap:
    """The page that is typeset for a paper."""
    return frame_on_paper(figure, *measure_paper(paper))


both_languages = pytest.mark.parametrize("language", MODEL.languages)


@every_paper
def test_it_is_one_page_of_the_paper(paper: Paper) -> None:
    made = to_pdf(build_figure(caption=CAPTION), Options(paper=paper))
    assert list_sizes(made) == [tuple(round(side) for side in PAPERS[paper])]


@both_languages
@every_paper
def test_every_name_of_the_map_can_be_selected_whole(paper: Paper, language: str) -> None:
    figure = build_figure(language=language)
    text = drop_breaks(read_text(to_pdf(figure, Options(paper=paper))))
    headings = [*figure.diagram.columns, *figure.diagram.rows]
    nodes = [node for node in figure.diagram.nodes if not node.is_mark]
    names = [heading.name for heading in headings] + [node.name for node in nodes]
    assert [name for name in names if name not in text] == []


def test_text_comes_in_the_order_of_the_page() -> None:
    text = read_text(to_pdf(build_figure(caption=CAPTION)))
    parts = [
        CAPTION.title,
        CAPTION.words,
        "Preconditions",
        "Mangomoment",
        "Loyalty of professionals",
        "Border: how an element is known",
        CAPTION.citation,
        CAPTION.licence,
        CAPTION.address,
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("theme", PALETTES)
@every_paper
def test_the_font_is_embedded_with_the_letters_that_are_used(paper: Paper, theme: str) -> None:
    fonts = list_fonts(to_pdf(build_figure(caption=CAPTION, theme=theme), Options(paper=paper)))
    assert {name.split("+")[1] for name, _ in fonts} == {"SourceSans3-Regular", "SourceSans3-Semibold"}
    assert all(is_embedded and re.match(r"/[A-Z]{6}\+", name) for name, is_embedded in fonts)


def test_it_stays_small() -> None:
    assert len(to_pdf(build_figure(caption=CAPTION))) < 100_000


def test_nothing_of_it_is_a_picture_of_dots() -> None:
    page = read_pdf(to_pdf(build_figure(caption=CAPTION))).pages[0]
    assert list(page.images) == []


@both_languages
def test_it_says_its_title_and_its_language(language: str) -> None:
    made = to_pdf(build_figure(language=language, caption=CAPTION))
    document = read_pdf(made)
    assert document.metadata is not None
    assert document.metadata.title == CAPTION.title
    assert get_root(made)["/Lang"] == language
    assert get_root(made)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_without_a_title_on_the_page_it_is_called_like_the_model() -> None:
    made = to_pdf(build_figure())
    assert read_pdf(made).metadata["/Title"] == "The Mangomoment model"  # type: ignore[index]
    assert "The Mangomoment model" not in read_text(made)


def test_a_language_that_no_document_can_name_is_taken_for_english() -> None:
    diagram = replace(build_diagram(MODEL, "en"), language="not a language")
    assert get_root(to_pdf(build_figure(diagram=diagram)))["/Lang"] == "en"


def test_it_claims_and_has_what_accessible_documents_have() -> None:
    made = to_pdf(build_figure(caption=CAPTION))
    assert get_root(made)["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in get_root(made)["/Metadata"].get_data()
    kinds = [kind for kind, _ in list_tags(made)]
    assert kinds.index("/Title") < kinds.index("/Figure") < kinds.index("/Link")


def test_the_figure_is_told_in_words() -> None:
    [text] = [words for kind, words in list_tags(to_pdf(build_figure())) if kind == "/Figure"]
    assert text.startswith("The Mangomoment model: a map of 26 elements with 43 links. Columns, from left")
    assert "Rows, from top to bottom: Patient and family, Shared, Professional, Leadership." in text
    assert "Openness to the gesture leads to: Catalyst: openness." in text


def test_the_figure_is_told_in_its_language() -> None:
    [text] = [words for kind, words in list_tags(to_pdf(build_figure(language="nl"))) if kind == "/Figure"]
    assert "Mangomoment leidt tot: Betere ervaring voor patiënt en familie, Therapietrouw" in text


def test_what_stands_out_is_told() -> None:
    diagram = build_diagram(MODEL, "en", emphasis=emphasise_node(MODEL, "patient-openness", 1))
    [text] = [words for kind, words in list_tags(to_pdf(build_figure(diagram=diagram))) if kind == "/Figure"]
    assert "Standing out: Openness to the gesture, Support for person-centred care" in text


def test_of_a_large_model_only_its_size_is_told() -> None:
    model = build_model([(f"n{index}", f"n{index + 1}") for index in range(99)])
    [text] = [words for kind, words in list_tags(to_pdf(build_figure(model))) if kind == "/Figure"]
    assert "100 elements with 99 links" in text
    assert "leads to" not in text


@every_paper
def test_each_node_is_a_link_to_its_details(paper: Paper) -> None:
    figure = build_figure(address="http://localhost:8501/", language="nl")
    links = list_links(to_pdf(figure, Options(paper=paper)))
    wanted = [f"http://localhost:8501/explore?node={node.id}&lang=nl" for node in figure.diagram.nodes]
    assert [address for address, _ in links] == wanted


@every_paper
def test_the_link_of_a_node_lies_on_its_box(paper: Paper) -> None:
    figure = build_figure(address="http://localhost:8501/")
    options = Options(paper=paper)
    made = to_pdf(figure, options)
    corners = [corners for _, corners in list_links(made)]
    framed = frame(figure, paper)
    for link, (left, low, right, high) in zip(framed.data["map"]["links"], corners, strict=True):
        assert (right - left) / (high - low) == pytest.approx(link["width"] / link["height"], rel=0.02)
    overlaps = [
        (area, other)
        for index, area in enumerate(corners)
        for other in corners[:index]
        if area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]
    ]
    assert overlaps == []


def test_without_an_address_nothing_is_a_link() -> None:
    assert list_links(to_pdf(build_figure(caption=Caption(title="Mango")))) == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "explore", "https://", "\\\\x\\y"]
)
def test_an_address_that_is_none_is_printed_and_no_link(address: str) -> None:
    made = to_pdf(build_figure(caption=Caption(address=address), address=address))
    assert list_links(made) == []
    assert address in read_text(made)


def test_an_address_too_long_for_a_link_is_printed_as_far_as_there_is_room() -> None:
    address = "https://example.org/?q=" + "x" * 9000
    made = to_pdf(build_figure(caption=Caption(address=address)))
    assert list_links(made) == []
    assert "https://example.org/?q=xxx" in read_text(made)


def test_the_address_is_printed_and_a_link() -> None:
    made = to_pdf(build_figure(caption=CAPTION))
    assert CAPTION.address in read_text(made)
    assert {address for address, _ in list_links(made)} == {CAPTION.address}


def test_letters_grow_with_the_paper() -> None:
    def measure(paper: Paper) -> float:
        [(_, (_, low, _, high))] = list_links(to_pdf(build_figure(caption=CAPTION), Options(paper=paper)))
        return high - low

    assert measure("a0") == pytest.approx(4 * measure("a4"), rel=0.02)
    assert measure("a3") == pytest.approx(2**0.5 * measure("a4"), rel=0.02)


@both_languages
def test_the_letters_of_the_map_can_be_read_on_paper(language: str) -> None:
    framed = frame(build_figure(language=language, caption=CAPTION), "a4")
    scale = (framed.width - 2 * framed.data["margin"]) / framed.data["map"]["width"]
    assert SIZE * scale >= 9


@pytest.mark.parametrize("part", ["title", "words", "citation", "licence", "address"])
def test_a_part_of_the_caption_stands_alone_and_can_be_left_out(part: str) -> None:
    alone = read_text(to_pdf(build_figure(caption=Caption(**{part: "Avocado"}, has_legend=False))))
    without = read_text(to_pdf(build_figure(caption=Caption(has_legend=False))))
    assert alone.count("Avocado") == 1
    letters = ["".join(text.replace("Avocado", "").split()) for text in (alone, without)]
    assert sorted(letters[0]) == sorted(letters[1])


def test_the_legend_names_what_occurs_and_can_be_left_out() -> None:
    model = build_model("a>b", provenances={"a": "open"}, levels={"nurse": "a", "leader": "b"})
    text = read_text(to_pdf(build_figure(model)))
    assert text.endswith("nurse leader Border: how an element is known open")
    assert "Border: how an element is known" not in read_text(
        to_pdf(build_figure(model, caption=Caption(has_legend=False)))
    )


def test_numbers_of_stories_are_explained() -> None:
    counted = build_diagram(MODEL, "en", counts={"mangomoment": 3})
    assert "number of stories" in read_text(to_pdf(build_figure(diagram=counted)))
    assert "number of stories" not in read_text(to_pdf(build_figure()))


def test_a_long_caption_leaves_room_for_the_map() -> None:
    words = "Kindness in the middle of everyday care. " * 200
    made = to_pdf(build_figure(caption=Caption(words, words, words, words, words)))
    assert len(read_pdf(made).pages) == 1
    assert "Loyalty of professionals" in read_text(made)
    assert "…" in read_text(made)


def test_a_legend_of_many_levels_leaves_room_for_the_map() -> None:
    levels = {f"l{index}": f"n{index}" for index in range(60)}
    names = {level: f"A level with quite a long name {level}" for level in levels}
    model = build_model(levels=levels, names=names, provenances={"n1": "stated"})
    made = to_pdf(build_figure(model))
    assert len(read_pdf(made).pages) == 1
    assert read_text(made).endswith("Border: how an element is known stated")


@both_languages
def test_the_same_figure_gives_the_same_bytes(language: str) -> None:
    figure = build_figure(language=language, caption=CAPTION, address="http://localhost:8501")
    assert to_pdf(figure) == to_pdf(figure)


def test_it_carries_no_date() -> None:
    metadata = read_pdf(to_pdf(build_figure())).metadata
    assert metadata is not None
    assert "/CreationDate" not in metadata


def test_a_map_without_nodes_is_a_page_with_its_caption() -> None:
    nothing = Filter(levels=frozenset({"leadership"}), stages=frozenset({"effect"}))
    made = to_pdf(build_figure(diagram=build_diagram(MODEL, "en", nothing, hide=True), caption=CAPTION))
    assert CAPTION.title in read_text(made)


def test_a_map_of_three_hundred_nodes_is_still_one_page() -> None:
    names = {f"n{index}": f"Node number {index}" for index in range(300)}
    stages = {f"s{stage}": [f"n{index}" for index in range(stage, 300, 6)] for stage in range(6)}
    edges = [(f"n{index}", f"n{index + 1}") for index in range(299) if index % 6 < 5]
    made = to_pdf(build_figure(build_model(edges, stages=stages, names=names)))
    text = read_text(made)
    assert len(read_pdf(made).pages) == 1
    assert [name for name in names.values() if name not in text] == []


def test_the_map_fills_the_width_of_the_page() -> None:
    figure = build_figure()
    framed = frame(figure, "16x9")
    layout = place(figure.diagram, framed.data["map"]["width"])
    room = framed.width - 2 * framed.data["margin"]
    assert layout.width * min(room / layout.width, framed.height / layout.height) >= 0.9 * room
