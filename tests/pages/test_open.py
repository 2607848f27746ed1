"""The page that opens a model from a file: what it asks, shows and refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from model import load_model, parse_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from model.export.model_file import write_model
from model.importing.raw import to_line
from model.opened import OpenedModelStore
from model.stories import StoreUnavailableError, StoryStore
from pages.open.files import write
from pages.shared import resources
from pages.shared.opened import OpenedModels
from pages.workbench import pictures
from tests.nasty import NASTY
from tests.pages.driving import get_query, get_sent, open_page

PAIRS = b"From,To,Why\nTime,Trust,gives\nTrust,Joy,gives\nJoy,Time,gives\n"
FORMS = ["yaml", "graphml", "json", "csv", "kumu"]


def give(*files: tuple[str, bytes], **query: str) -> AppTest:
    """The page after files were given."""
    app = open_page("open", **query)
    app.file_uploader(key="open_files").set_value([(*file, "") for file in files])
    return app.run()


def export(form: str) -> tuple[str, bytes]:
    """A file that the Export page makes of the shipped model."""
    model = load_model()
    exporter = EXPORTERS[form]
    return f"ours.{exporter.ending}", exporter.build(Figure(model, build_diagram(model, "en")), Options())


def read_texts(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.text, *app.markdown))


def press_open(app: AppTest) -> AppTest:
    """The application after the model was opened: on the Explore page."""
    return app.button(key="open_button").click().run()


def list_columns(app: AppTest) -> dict[str, str | None]:
    """Which column was taken for which role."""
    boxes = (box for box in app.selectbox if (box.key or "").startswith("role_"))
    return {box.key.removeprefix("role_").rpartition("_")[0]: box.value for box in boxes if box.key}


@pytest.mark.parametrize("form", FORMS)
def test_each_kind_of_file_is_read_and_opened(form: str) -> None:
    app = give(export(form))
    assert not app.exception
    assert "Elements: 26 · links: 43 · stages: 6 · levels: 4" in read_texts(app)
    assert any("data:image/svg+xml;base64," in html.proto.body for html in app.get("html"))
    opened = press_open(app)
    assert not opened.exception
    content = resources.get_content(get_key(opened))
    assert len(content.model.edges) == 43


def test_two_tables_of_nodes_and_edges_are_one_model() -> None:
    nodes = b"Name,Phase,Who\nTime,need,nurse\nJoy,effect,nurse\n"
    app = give(("nodes.csv", nodes), ("edges.csv", b"From,To\nTime,Joy\n"))
    assert "Elements: 2 · links: 1 · stages: 2 · levels: 1" in read_texts(app)
    assert not [caption for caption in app.caption if "no table of elements" in caption.value]


def test_the_columns_are_guessed_and_others_can_be_chosen() -> None:
    nodes = b"Name,Phase,Who\nTime,need,nurse\nTrust,need,patient\nJoy,effect,nurse\n"
    app = give(("nodes.csv", nodes), ("edges.csv", b"From,To\nTime,Joy\nTrust,Joy\n"))
    columns = list_columns(app)
    assert (columns["label"], columns["stage"], columns["level"]) == ("Name", "Phase", "Who")
    stage = next(box for box in app.selectbox if (box.key or "").startswith("role_stage"))
    app = stage.set_value("").run()
    assert "Stages: Step 1, Step 2" in read_texts(app)
    app = (
        next(box for box in app.selectbox if (box.key or "").startswith("role_level"))
        .set_value("Phase")
        .run()
    )
    assert "Levels: need, effect" in read_texts(app)


def test_every_fault_is_shown_with_its_place() -> None:
    app = give(("bad.csv", b"From,To\na,a\nb,\n"))
    for policy in ("self_loops", "faulty"):
        app = (
            next(box for box in app.selectbox if (box.key or "").startswith(f"policy_{policy}"))
            .set_value("refuse")
            .run()
        )
    [code] = app.code
    assert code.value.splitlines() == [
        'bad.csv: row 2: leads from "a" to itself; take it out, or name another node at one end',
        'bad.csv: row 3, column "To": is empty; write the name of a node',
    ]
    assert "There are 2 errors." in app.error[0].value
    assert not [button for button in app.button if button.key == "open_button"]


def test_a_fault_of_our_own_form_has_its_line_as_check_prints_it() -> None:
    text = write_model(load_model(), "en").replace("stage: effect", "stage: efect", 1)
    [code] = give(("mine.yaml", text.encode())).code
    assert code.value.startswith("mine.yaml: line ")
    assert 'there is no stage "efect"; did you mean "effect"?' in code.value


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "bomb.graphml",
            b'<!DOCTYPE x [<!ENTITY a "aaaa">]><graphml>&a;</graphml>',
            "declares a document type",
        ),
        ("page.xml", b"<html><body>x</body></html>", "is a web page"),
        ("broken.json", b'{"nodes": [', "is not whole JSON here"),
        ("alias.yaml", b"model: &a\n  id: *a\n", "anchors (&name) are not read"),
        ("trap.zip", b"PK\x03\x04" + bytes(100), "is damaged"),
        ("empty.yaml", b" ", "there is nothing in it"),
    ],
)
def test_a_hostile_or_broken_file_gets_a_sentence(name: str, content: bytes, words: str) -> None:
    app = give((name, content))
    assert not app.exception
    assert words in app.code[0].value
    assert app.code[0].proto.wrap_lines  # a fault is as long as it has to be


def test_a_file_past_the_limit_is_refused_though_it_was_sent() -> None:
    app = give(("large.csv", b"From,To\n" + b"a,b\n" * 1_300_000))
    assert "is larger than 5 MB" in app.code[0].value


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            [("a.csv", PAIRS), ("b.csv", PAIRS), ("c.csv", PAIRS)],
            "together: a.csv, b.csv, c.csv. Keep two tables",
        ),
        (
            [export("yaml"), ("b_.yml", export("yaml")[1])],
            r"one at a time (ours.yaml, b\_.yml). Keep one of them",
        ),
        (
            [("a.csv", PAIRS), export("graphml")],
            "together: a.csv, ours.graphml. Model files are opened one at",
        ),
    ],
    ids=["three tables", "two models", "a table and a model"],
)
def test_files_that_are_not_two_tables_are_named_with_what_to_keep(
    files: list[tuple[str, bytes]], words: str
) -> None:
    app = give(*files)
    [error] = app.error
    assert words in error.value
    assert not app.code
    assert not app.selectbox


def test_a_picture_is_refused_with_what_it_is() -> None:
    app = give(("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), lang="nl")
    assert "is a picture (PNG)" in app.code[0].value


def test_what_was_left_out_is_listed_and_can_be_had() -> None:
    app = give(("pairs.csv", b"From,To,Weight\na,b,2\na,b,2\nb,b,1\n"))
    texts = read_texts(app)
    assert "**CSV**: 3 links" in texts
    assert "Repeated links, merged: 1 (row 3)" in texts
    assert "Links that lead to their own element, left out: 1 (row 4)" in texts
    assert app.get("download_button")


def test_what_can_be_opened_is_listed_until_a_file_is_given() -> None:
    def is_listed(app: AppTest) -> bool:
        return any(
            "What can be opened?" in element.value and "**GraphML**" in element.value
            for element in app.markdown
        )

    assert is_listed(open_page("open"))
    assert not is_listed(give(("pairs.csv", PAIRS)))


def test_of_a_file_of_our_own_form_no_column_is_asked_for() -> None:
    app = give(export("yaml"))
    assert "there is nothing to choose" in read_texts(app)
    assert list_columns(app) == {}


def test_of_a_list_of_links_their_ends_come_first_with_what_stands_in_them() -> None:
    app = give(("pairs.csv", PAIRS))
    assert list(list_columns(app))[:2] == ["source", "target"]
    box = next(box for box in app.selectbox if (box.key or "").startswith("role_source_"))
    assert "From: Time" in box.options
    assert not app.warning


def test_of_a_list_of_elements_no_ends_are_asked_for() -> None:
    app = give(("nodes.csv", b"Name,Phase\nTime,need\nJoy,effect\n"))
    assert not {"source", "target"} & set(list_columns(app))
    box = next(box for box in app.selectbox if (box.key or "").startswith("role_label_"))
    assert "Name: Time" in box.options
    assert not app.warning


def test_where_the_ends_are_not_known_they_are_asked_for() -> None:
    app = give(("pairs.csv", b"this,that,why\na,b,x\nb,c,y\n"), lang="en")
    assert "Choose the two columns" not in read_texts(app)  # two columns share a text
    app = give(("pairs.csv", b"this,that,why\na,b,x\nd,c,y\n"))
    assert "Choose the two columns" in app.warning[0].value
    for role, column in (("source", "this"), ("target", "that")):
        box = next(box for box in app.selectbox if (box.key or "").startswith(f"role_{role}_"))
        app = box.set_value(column).run()
    assert "Elements: 4 · links: 2" in read_texts(app)


def test_the_heading_and_the_separator_can_be_chosen() -> None:
    app = give(("pairs.csv", b"Our survey,\nFrom,To\na,b\n"))
    box = next(box for box in app.selectbox if (box.key or "").startswith("reading_heading"))
    app = box.set_value("2").run()
    assert "Elements: 2 · links: 1" in read_texts(app)


def test_how_many_rows_the_headings_take_can_be_chosen() -> None:
    app = give(("pairs.csv", b"From,To\nfrom where,to where\na,b\n"))
    assert "Elements: 4 · links: 2" in read_texts(app)
    box = next(box for box in app.selectbox if (box.key or "").startswith("reading_heading_rows"))
    assert box.options[:3] == ["as found: 1", "1", "2"]
    app = box.set_value("2").run()
    assert "Elements: 2 · links: 1" in read_texts(app)
    assert "This gives: from where | to where" in [caption.value for caption in app.caption]


def test_a_list_of_names_with_commas_can_be_one_column() -> None:
    app = give(("names.csv", b"Name,\nTrust, hope\nJoy, love\n"))
    box = next(box for box in app.selectbox if (box.key or "").startswith("reading_separator"))
    app = box.set_value("none").run()
    assert "Elements: 2 · links: 0" in read_texts(app)
    box = next(box for box in app.selectbox if (box.key or "").startswith("reading_separator"))
    assert box.options[0] == "as found: none (one column)"


def test_a_long_chain_says_what_helps_and_opens_as_a_network() -> None:
    rows = "".join(f"n{at},n{at + 1}\n" for at in range(20))
    app = give(("chain.csv", f"From,To\n{rows}".encode()))
    assert "21 steps follow each other" in app.info[0].value
    opened = app.button(key="network_button").click().run()
    assert get_query(opened)["view"] == "network"


def test_what_is_saved_as_yaml_is_the_model_that_is_shown() -> None:
    app = give(("pairs.csv", PAIRS), lang="nl")
    key = get_key(press_open(app))
    model = resources.get_content(key).model
    assert parse_model(write(model), "saved.yaml").file == model.file
    assert [stage.name.text("nl") for stage in model.stages] == ["Stap 1", "Stap 2", "Stap 3"]


def get_key(app: AppTest) -> str:
    """The key of the model that the address names."""
    return get_query(app)["model"]


def open_pairs(**query: str) -> AppTest:
    return press_open(give(("pairs.csv", PAIRS), **query))


def test_an_opened_model_is_on_the_map_and_in_the_address() -> None:
    app = open_pairs()
    assert get_sent(app, "navigation/navigation")["opened"]["title"] == "Opened: pairs"
    assert len(get_key(app)) == 22
    assert f"&model={get_key(app)}" in get_sent(app)["content"]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("page", ["explore", "paths", "stories", "export", "open", "about"])
def test_every_page_shows_an_opened_model_in_both_languages(page: str, language: str) -> None:
    app = open_pairs(lang=language).switch_page(f"{page}/page.py").run()
    assert not app.exception
    assert not app.error
    assert not get_sent(app, "navigation/navigation")["notices"]
    assert "pairs" in get_sent(app, "navigation/navigation")["opened"]["title"]


def test_a_key_that_is_not_kept_is_said_and_the_own_model_shown() -> None:
    app = open_page(model="0123456789abcdefghijkl")
    [notice] = get_sent(app, "navigation/navigation")["notices"]
    assert "Open its file again" in notice
    assert "model=" not in get_sent(app)["content"]
    assert get_sent(app, "navigation/navigation")["forgotten"]


def test_a_model_whose_database_is_away_keeps_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_pairs().switch_page("paths/page.py").run()
    key = get_key(app)

    def refuse() -> StoryStore:
        raise StoreUnavailableError("locked", "stories.db")

    with monkeypatch.context() as patch:
        patch.setattr(resources, "_opened", OpenedModels(refuse))
        patch.setattr(resources, "get_store", refuse)
        app.run()
        assert not app.exception
        frame = get_sent(app, "navigation/navigation")
        assert "try again" in frame["notices"][0]
        assert not frame["forgotten"]
    app.run()
    assert f"model={key}" in get_sent(app)["content"]


def test_an_address_with_a_key_shows_that_model_to_somebody_else() -> None:
    key = get_key(open_pairs())
    app = open_page("explore", model=key, node="trust")
    assert not get_sent(app, "navigation/navigation")["notices"]
    assert f"&model={key}" in get_sent(app)["content"]


def test_a_file_that_bears_the_own_model_s_id_gets_none_of_its_stories() -> None:
    app = press_open(give(export("yaml")))
    content = resources.get_content(get_key(app))
    assert content.model.file.model.id == resources.get_content().model.file.model.id
    assert (content.stories, content.attached, content.counts) == ((), (), {})
    texts = json.loads(pictures.get_texts(content.version, content, "en"))
    assert texts["counts"] == {}
    assert pictures.get_stories(content.version, content, "en") == b"{}"
    assert len(resources.get_content().stories) == 19


def test_an_opened_model_without_provenance_has_no_table_of_it() -> None:
    app = open_pairs().switch_page("about/page.py").run()
    assert not app.table
    assert not app.header


def test_nothing_of_a_title_is_taken_for_markup() -> None:
    app = give(("pairs.csv", PAIRS))
    title = next(element for element in app.text_input if (element.key or "").startswith("open_title"))
    markup = "![x](http://example.org) :red[$a$]"
    app = press_open(title.set_value(markup).run())
    about = app.switch_page("about/page.py").run()
    assert get_sent(about, "shared/bar/inputs")["title"] == markup  # which a script shows as text
    assert not any("example.org" in written.value for written in about.markdown)


@pytest.mark.parametrize("page", ["explore", "paths", "export", "about"])
def test_whatever_nodes_stages_and_levels_are_called_every_page_shows_them(page: str) -> None:
    names = [name for name in NASTY if to_line(name) and len(name) < 600][:60]
    nodes = [
        {"id": f"n{at}", "label": name, "stage": name, "level": names[at // 2]}
        for at, name in enumerate(names)
    ]
    links = [{"source": "n0", "target": f"n{at}"} for at in range(1, len(names))]
    content = json.dumps({"nodes": nodes, "links": links}).encode()
    app = press_open(give(("nasty.json", content)))
    assert get_key(app)
    assert not app.switch_page(f"{page}/page.py").run().exception


def test_a_model_that_is_forgotten_while_it_is_shown_is_said_at_the_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_pairs().switch_page("paths/page.py").run()
    OpenedModelStore(resources.get_store()).erase_expired(datetime.now(UTC) + timedelta(days=31))
    monkeypatch.setattr(resources, "_opened", OpenedModels(resources.get_store))
    app.run()
    assert not app.exception
    assert "Open its file again" in get_sent(app, "navigation/navigation")["notices"][0]
    assert "model=" not in get_sent(app)["content"]
