from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, load_stories
from model.diagram import Filter, build_diagram, emphasise_path
from model.export.figure import Caption, Figure, Options
from model.export.html import to_html
from model.schema import Kind, Words
from model.stories import StorySource
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure, build_named
from tests.model.export.test_steps import MODEL as TOLD
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import build_story, list_stories

STORIES = load_stories(MODEL)
PATH = next(MODEL.find_paths("leadership-climate", "loyalty-patients")).nodes
AT_MOST = 400_000

both_languages = pytest.mark.parametrize("language", MODEL.languages)


class Reader(HTMLParser):
    """What a browser finds in a page: its elements with attributes, and the texts in them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._within = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._within = tag
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.texts[self._within][-1] += data

    def find(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def make(figure: Figure) -> Reader:
    return Reader(to_html(figure, Options()))


def read_texts(page: Reader) -> dict[str, Any]:
    """The data that the page's script reads."""
    texts: dict[str, Any] = json.loads(page.texts["script"][0])
    return texts


def find_policy(page: Reader) -> str:
    return next(
        attributes["content"] or "" for attributes in page.find("meta") if attributes.get("http-equiv")
    )


def list_tags(page: Reader) -> list[str]:
    return [tag for tag, _ in page.elements]


@both_languages
def test_the_page_is_small_and_in_the_language_of_the_figure(language: str) -> None:
    page = to_html(build_figure(language=language, stories=STORIES, caption=CAPTION), Options())
    assert len(page) < AT_MOST
    assert Reader(page).find("html") == [{"lang": language}]


def test_nothing_is_asked_of_any_address() -> None:
    page = make(build_figure(stories=STORIES, caption=CAPTION))
    loading = [
        value
        for tag, attributes in page.elements
        for name, value in attributes.items()
        if name in ("src", "srcset", "action", "poster", "data", "href") and tag != "a"
    ]
    assert loading == ["data:,"]
    assert "@import" not in page.texts["style"][0]
    assert set(re.findall(r"url\(([^)]{0,8})", page.texts["style"][0])) <= {
        "data:fon",
        "#arrow",
        *(f"#arrow-{way}" for way in "lfba"),
    }


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else() -> None:
    page = make(build_figure())

    def hash_of(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert find_policy(page).split("; ") == [
        "default-src 'none'",
        f"script-src {hash_of(page.texts['script'][1])}",
        f"style-src {hash_of(page.texts['style'][0])}",
        "font-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert list_tags(page).count("style") == 1
    assert not [
        attributes
        for _, attributes in page.elements
        if any(name.startswith("on") or name == "style" for name in attributes)
    ]


def test_the_script_makes_no_markup_out_of_texts_and_runs_none() -> None:
    script = make(build_figure()).texts["script"][1]
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "eval(",
        "Function(",
        "document.write",
        "fetch(",
    ):
        assert word not in script


def test_the_map_stands_in_the_page() -> None:
    page = make(build_figure())
    nodes = [attributes["data-node-id"] for attributes in page.find("g") if "data-node-id" in attributes]
    assert nodes == [node.id for node in MODEL.nodes()]
    assert len([attributes for attributes in page.find("path") if "data-source" in attributes]) == len(
        MODEL.edges
    )


@both_languages
def test_everything_known_of_each_node_comes_along(language: str) -> None:
    texts = read_texts(make(build_figure(language=language)))
    for node in MODEL.nodes():
        known = texts["nodes"][node.id]
        assert known["name"] == node.name.text(language)
        assert known.get("description") == (node.description.text(language) if node.description else None)
        assert known.get("question") == (node.question.text(language) if node.question else None)
        if node.provenance and node.provenance.source:
            assert MODEL.get_source(node.provenance.source).short in known["known"]
    assert len(texts["edges"]) == len(MODEL.edges)


def test_stories_come_along_that_the_figure_may_tell() -> None:
    assert read_texts(make(build_figure()))["stories"] == []
    stories = read_texts(make(build_figure(stories=STORIES, language="nl")))["stories"]
    assert [story["title"] for story in stories][:2] == ["De mango", "De boekskes"]
    assert stories[0]["url"].startswith("https://mangomoment.org/")


def test_what_the_picture_hides_stays_out_of_the_file() -> None:
    story = build_story("A secret.", nodes=("patient-openness",))
    kept = build_diagram(MODEL, "en", Filter(stages=frozenset({"effect"})), hide=True)
    page = to_html(build_figure(diagram=kept, stories=(story,)), Options()).decode()
    assert set(read_texts(Reader(page.encode()))["nodes"]) == {node.id for node in kept.nodes}
    assert "A secret." not in page
    assert "Openness to the gesture" not in page


def test_what_stands_out_and_the_counts_are_in_the_picture() -> None:
    diagram = build_diagram(MODEL, "en", emphasis=emphasise_path(PATH), counts={"mangomoment": 3})
    page = make(build_figure(diagram=diagram, path=PATH))
    classes = {
        attributes["data-node-id"]: (attributes["class"] or "").split()
        for attributes in page.find("g")
        if "data-node-id" in attributes
    }
    assert [node for node, kinds in classes.items() if "lit" in kinds] == [
        node.id for node in MODEL.nodes() if node.id in PATH
    ]
    texts = read_texts(page)
    assert texts["path"] == list(PATH)
    assert texts["sentence"].startswith("The organisational climate is amplified")
    assert texts["nodes"]["mangomoment"]["label"].endswith("3 stories")


def test_the_words_around_the_map_are_there_or_left_out() -> None:
    full = to_html(build_figure(caption=CAPTION), Options()).decode()
    for words in (CAPTION.title, CAPTION.words, CAPTION.citation, CAPTION.licence):
        assert f">{words}<" in full
    assert 'class="legend"' in full
    empty = make(build_figure(caption=Caption(has_legend=False)))
    assert empty.find("p") == [{"class": "unseen", "role": "status"}]
    assert {"class": "unseen"} in empty.find("h1")
    assert not [attributes for attributes in empty.find("ul") if attributes.get("class") == "legend"]


def test_links_lead_to_pages_only() -> None:
    def list_links(address: str) -> list[str | None]:
        return [
            attributes["href"]
            for attributes in make(build_figure(caption=Caption(address=address))).find("a")
        ]

    assert list_links("https://example.org/?a=1&b=<c>") == ["https://example.org/?a=1&b=%3Cc%3E"]
    assert list_links("javascript:alert(1)") == []
    nodes = read_texts(make(build_figure(address="http://localhost:8501/explore")))["nodes"]
    assert nodes["resonance"]["address"] == "http://localhost:8501/explore?node=resonance&lang=en"
    assert "address" not in read_texts(make(build_figure(address="file:///etc/passwd")))["nodes"]["resonance"]


def test_the_same_figure_gives_the_same_bytes() -> None:
    figure = build_figure(stories=STORIES, caption=CAPTION)
    assert to_html(figure, Options()) == to_html(figure, Options())


# What people type

PLAIN = list_tags(make(build_named("x", stories=(build_story(nodes=("a",)),))))


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()])
def test_no_text_becomes_markup(text: str) -> None:
    page = make(build_named(text, stories=(build_story(f"{text} x", nodes=("a",), title=text[:150]),)))
    ours = ("a", "text", "tspan", "p", "title")  # as many as a name has lines, and one where it is cut
    tags = [tag for tag in list_tags(page) if tag not in ours]
    assert tags == [tag for tag in PLAIN if tag not in ours]
    assert page.texts["script"][1] == make(build_figure()).texts["script"][1]
    assert set(read_texts(page)["nodes"]) == {"a"}


@given(st.text(min_size=1), st.lists(list_stories(nodes=("a", "b")), max_size=2))
@examples(60)
def test_no_letters_and_no_story_break_the_page(text: str, stories: list[Any]) -> None:
    page = make(build_named(text, stories=tuple(stories)))
    shown = [story for story in stories if "a" in story.nodes]
    assert len(read_texts(page)["stories"]) == len(shown)
    assert list_tags(page).count("script") == 2


def test_a_thousand_nodes_are_shown() -> None:
    stages = {f"s{at}": [f"n{n}" for n in range(at, 1000, 6)] for at in range(6)}
    edges = [(f"n{n}", f"n{n + 1}") for n in range(999) if n % 6 < 5]
    texts = read_texts(make(build_figure(build_model(edges, stages=stages))))
    assert len(texts["nodes"]) == 1000


def make_of(model: ConceptualModel, **values: Any) -> Reader:
    return make(build_figure(model, **values))


def test_what_is_said_of_elements_and_stories_is_whole() -> None:
    source = StorySource(name="A paper")
    story = build_story("Once.", title="One", nodes=["m", "gone"], setting="ward 4", source=source)
    beside = build_story("Elsewhere.", nodes=["gone"])
    texts = read_texts(
        make_of(
            TOLD,
            diagram=build_diagram(TOLD, "en", counts={"m": 1, "a": 2}),
            stories=(story, beside),
            path=("a", "m"),
            address="http://localhost:8501/",
        )
    )
    assert texts["nodes"]["m"] == {
        "name": "the moment",
        "label": "the moment. Moment · level. 1 story",
        "place": "Moment · level",
        "colour": 0,
        "description": "What it is.",
        "known": "stated, Paper. Press: It adds this.",
        "provenance": "stated",
        "sources": ["paper", "press"],
        "address": "http://localhost:8501/explore?node=m&lang=en",
    }
    assert texts["nodes"]["c"] == {
        "name": "c",
        "label": "c. Effect · level. 0 stories",
        "place": "Effect · level",
        "colour": 0,
        "address": "http://localhost:8501/explore?node=c&lang=en",
    }
    assert texts["nodes"]["a"]["question"] == "Whose?"
    assert texts["stories"] == [
        {
            "title": "One",
            "text": "Once.",
            "language": "en",
            "nodes": ["m", "gone"],
            "about": "told by a patient, ward 4. A paper",
            "url": "",
        }
    ]
    assert texts["sources"] == {
        "paper": {"reference": "A paper", "url": ""},
        "press": {"reference": "A newspaper", "url": "https://example.org"},
    }
    assert (texts["path"], texts["sentence"]) == (["a", "m"], "Time leads to the moment.")
    assert [stage["nodes"] for stage in texts["stages"]] == [["a"], ["m", "x"], ["c"], []]
    plain = read_texts(make_of(TOLD))
    assert plain["nodes"]["m"]["label"] == "the moment. Moment · level"
    assert (plain["path"], plain["sentence"], plain["nodes"]["m"].get("address")) == ([], "", None)


def test_a_path_with_an_element_that_is_hidden_is_none() -> None:
    diagram = build_diagram(TOLD, "en", Filter(stages=frozenset({"need"})), hide=True)
    texts = read_texts(make_of(TOLD, diagram=diagram, path=("a", "m")))
    assert (texts["path"], texts["sentence"], list(texts["nodes"])) == ([], "", ["a"])


@pytest.mark.parametrize("count", [1, 2])
def test_a_kind_without_a_direction_is_named_where_there_are_several(count: int) -> None:
    file = build_model("a>b", undirected="b>c").file
    kinds = [file.kinds[0]]
    if count == 2:
        words = Words({"*": "helps"})
        kinds.append(Kind(id="helps", name=words, verb=words, inverse=Words({"*": "is helped by"})))
    texts = read_texts(make_of(ConceptualModel(file.model_copy(update={"kinds": tuple(kinds)}))))
    said = "leads to – no direction given" if count == 2 else "no direction given"
    assert texts["kinds"]["leads-to"] == {"verb": "leads to", "inverse": "← leads to"}
    assert texts["kinds"]["leads-to undirected"] == {"verb": said, "inverse": said}
    if count == 2:
        assert texts["kinds"]["helps"] == {"verb": "helps", "inverse": "is helped by"}
    assert texts["edges"] == [
        {"from": "a", "to": "b", "kind": "leads-to"},
        {"from": "b", "to": "c", "kind": "leads-to undirected", "directed": False},
    ]
