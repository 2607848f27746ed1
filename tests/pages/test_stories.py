"""The Stories page without a browser: what it asks for, what it shows, and that trouble is said."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from model import ConceptualModel, load_model
from model.schema import Node
from model.stories import StoryStore
from model.words import get_words
from pages.shared import facilitator, resources
from pages.stories.coverage import list_columns
from tests.building import build_model
from tests.pages.driving import get_sent, open_page
from tests.round_trips import build_story


def open_address(**query: str) -> AppTest:
    """The page as somebody sees it who follows a link to it."""
    return open_page("stories", **query)


@pytest.fixture
def facilitating(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page is the facilitator."""
    monkeypatch.setattr(facilitator, "find_access", lambda *_: "open")


# The list


def test_the_list_gets_the_language_and_who_looks_and_asks_for_the_stories_itself() -> None:
    app = open_address(lang="nl", search="mango", story="the-mango")
    assert not app.exception
    sent = get_sent(app, "stories/stories")
    assert set(sent) == {"lang", "content", "access", "may", "accounts"}
    assert sent["lang"] == "nl"


def test_of_an_opened_model_the_page_says_below_its_bar_why_there_are_no_stories() -> None:
    app = open_address(model=resources.open_model(build_model("a>b")))
    assert get_sent(app, "shared/bar/inputs")["title"] == "Stories"
    assert [info.value for info in app.info] == [
        "Stories are told about this server's own model, not about one opened from a file."
    ]


def test_the_facilitator_alone_can_filter_by_status(monkeypatch: pytest.MonkeyPatch) -> None:
    facilitates = []
    for access in ("open", "unlocked", "locked", "closed"):
        monkeypatch.setattr(facilitator, "find_access", lambda *_, access=access: access)
        app = open_page("stories")
        assert get_sent(app, "stories/stories")["access"] == access
        facilitates.append(get_sent(app, "stories/inputs")["facilitates"])
    assert facilitates == [True, True, False, False]


def test_the_settings_to_choose_from_are_those_of_public_stories(store: StoryStore) -> None:
    consent = {"room": True}
    public: dict[str, Any] = {"status": "published", "consent": consent, "nodes": ("resonance",)}
    store.add(build_story(setting="the <b>garden</b>", **public), "import")
    store.add(build_story("B.", setting="a secret place", consent=consent, nodes=("resonance",)), "import")
    settings = get_sent(open_page("stories"), "stories/inputs")["settings"]
    assert "the garden" in settings
    assert "a secret place" not in settings


# Who told what


def test_the_coverage_is_a_figure_with_a_row_a_node_and_its_gaps_in_words(store: StoryStore) -> None:
    app = open_address(show="coverage")
    assert not app.exception
    [chart] = app.get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    assert len(figure["data"][0]["z"]) == len(figure["layout"]["yaxis"]["ticktext"]) == 26
    trace = figure["data"][0]
    assert (trace["zmin"], trace["zmax"]) == (0, max(map(max, trace["z"])))
    assert figure["layout"]["height"] > 26 * 1.5 * figure["layout"]["font"]["size"]
    tellers = ["a patient", "family", "a professional", "a leader", "someone else"]
    assert figure["layout"]["xaxis"]["ticktext"] == tellers
    words = [text.value for text in app.text]
    covered = len(store.count_by_node())
    assert f"{covered} of 26 elements have a story that everybody may read." in words
    assert any(word.startswith("No story about these elements is told by: ") for word in words)
    assert [title.value for title in app.subheader] == [
        "Does the model hold what people tell?",
        "Number of public stories of each element, by who tells them",
    ]
    table = app.table[-1].value
    assert list(table.columns[1:]) == tellers
    assert [[str(count or "") for count in row[1:]] for row in table.to_numpy()] == figure["data"][0]["text"]


@pytest.mark.parametrize(
    ("query", "nodes", "named"),
    [
        ({"level": "leadership"}, load_model().nodes(level="leadership"), "Leadership"),
        (
            {"level": "professional,leadership", "stage": "effect"},
            load_model().nodes(level=["professional", "leadership"], stage="effect"),
            "Professional, Leadership, Effects",
        ),
        ({"node": "effect-team"}, [load_model().get_node("effect-team")], "Positive team atmosphere"),
    ],
    ids=["level", "level and stage", "node"],
)
def test_the_coverage_is_of_what_the_address_asks_for_and_says_so(
    store: StoryStore, query: dict[str, str], nodes: Sequence[Node], named: str
) -> None:
    app = open_address(show="coverage", **query)
    names = [node.name.text("en") for node in nodes]
    assert [name.replace("\\", "") for name in app.table[-1].value["Element"]] == names
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert [line.replace("<br>", " ") for line in figure["layout"]["yaxis"]["ticktext"]] == names
    words = [text.value for text in app.text]
    assert f"Only {named}: {len(nodes)} of 26 elements." in words
    covered = sum(node.id in store.count_by_node() for node in nodes)
    assert f"{covered} of {len(nodes)} elements have a story that everybody may read." in words
    assert list_invitations(app) <= {node.id for node in nodes}


def test_where_the_address_asks_for_no_element_the_coverage_says_so(store: StoryStore) -> None:
    app = open_address(show="coverage", level="leadership", stage="effect")
    assert not app.get("plotly_chart")
    assert [info.value for info in app.info] == ["No element fits: Leadership, Effects."]


def test_no_element_without_a_story_is_left_out_in_silence(store: StoryStore) -> None:
    model = load_model()
    counts = store.count_by_node()
    for by in ("teller", "dimension"):
        app = open_address(show="coverage")
        group: Any = next(element for element in app.get("button_group") if element.key == "coverage_by")
        group.set_value(by).run()
        said = " ".join(text.value for text in app.text)
        untold = [node for node in model.nodes() if not counts.get(node.id)]
        named = {node.id for node in untold if node.name.text("en") in said} | list_invitations(app)
        assert named == {node.id for node in untold}
        assert "Told only through stories of one of their forms: Positive resonance." in said
        assert "no story is expected: Catalyst: personality, " in said
        assert "Nobody has told a story about these yet. Have you seen one?" in said


def test_the_coverage_counts_public_stories_by_teller_and_dimension(store: StoryStore) -> None:
    public = {"status": "published", "consent": {"room": True}}
    for number in range(3):
        values: dict[str, Any] = {
            "teller": "leader",
            "nodes": ("loyalty-professionals",),
            "dimensions": ("access",),
        }
        store.add(build_story(f"Told {number}.", **values, **public), "import")
        store.add(build_story(f"Hidden {number}.", **values), "import")
    counts, titles = [], []
    app = open_address(show="coverage")
    for by, column in (("teller", "a leader"), ("dimension", "Access to care")):
        group: Any = next(element for element in app.get("button_group") if element.key == "coverage_by")
        group.set_value(by).run()
        figure = json.loads(app.get("plotly_chart")[0].proto.spec)
        row = [node.id for node in load_model().nodes()].index("loyalty-professionals")
        at = figure["layout"]["xaxis"]["ticktext"].index(column)
        counts.append(figure["data"][0]["text"][row][at])
        titles += [
            title.value for title in app.subheader if title.value.startswith("Number of public stories")
        ]
    assert counts == ["3", "3"]
    assert titles == [
        "Number of public stories of each element, by who tells them",
        "Number of public stories of each element, by dimension",
    ]


def test_columns_with_the_same_name_are_told_apart() -> None:
    model = load_model()
    dimensions = [
        {"id": "one", "name": "Respect"},
        {"id": "two", "name": "Respect"},
        {"id": "three", "name": "Element"},
        {"id": "four", "name": "Access"},
    ]
    file = type(model.file).model_validate(model.file.model_dump(by_alias=True) | {"dimensions": dimensions})
    columns = list_columns(ConceptualModel(file), "dimension", "en", get_words("en"))
    assert list(columns.values()) == ["Respect (one)", "Respect (two)", "Element (three)", "Access"]


def list_invitations(app: AppTest) -> set[str]:
    return {parse_qs(link.proto.query_string)["node"][0] for link in app.get("page_link")}


def test_what_nobody_told_of_invites_to_tell_and_leads_there(store: StoryStore) -> None:
    invited = list_invitations(open_address(show="coverage", lang="nl"))
    assert invited
    assert not set(store.count_by_node()) & invited


def test_a_story_takes_its_node_out_of_what_nobody_told_of(store: StoryStore) -> None:
    app = open_address(show="coverage")
    node = sorted(list_invitations(app))[0]
    store.add(build_story(nodes=(node,), status="published", consent={"room": True}), "import")
    assert node not in list_invitations(app.run())


# Without the stories


def make_text(file: Path) -> str:
    file.write_text("This is no database.\n" * 100, encoding="utf-8")
    return f"sqlite:///{file}"


def make_foreign(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE customers (name TEXT)")
    return f"sqlite:///{file}"


TROUBLES = [
    (make_text, "damaged"),
    (make_foreign, "belongs to another application"),
    (lambda file: f"sqlite:///{file.parent}", "cannot be loaded"),
    (lambda _file: "postgresql://nobody@127.0.0.1:1/stories", "cannot be loaded"),
    (lambda _file: "mysql://nobody@127.0.0.1/stories", "SQLite or PostgreSQL"),
]


@pytest.mark.parametrize(("make", "said"), TROUBLES, ids=[said for _make, said in TROUBLES])
def test_without_its_stories_every_page_shows_the_model_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], str], said: str
) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", make(tmp_path / "file.db"))
    app = open_page()
    for page in ("explore", "paths", "stories", "about"):
        app.switch_page(f"{page}/page.py").run()
        assert not app.exception
        assert said in get_sent(app, "navigation/navigation")["notices"][0]
        if page in ("explore", "paths"):
            assert re.fullmatch("v=[0-9a-f]{12}", get_sent(app)["content"])
    app = open_address(show="coverage")
    assert not app.exception
    assert said in app.error[0].value


def test_the_pages_go_on_with_the_last_stories_and_take_the_new_ones_when_they_can(
    store: StoryStore, tmp_path: Path
) -> None:
    app = open_page("explore")
    store.close()
    (tmp_path / "stories.db").rename(tmp_path / "away.db")
    app.run()
    assert "cannot be loaded" in get_sent(app, "navigation/navigation")["notices"][0]
    assert get_sent(app)["content"]
    (tmp_path / "away.db").rename(tmp_path / "stories.db")
    app.run()
    assert not get_sent(app, "navigation/navigation")["notices"]


def test_trouble_is_said_in_dutch_to_who_reads_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", make_text(tmp_path / "file.db"))
    app = open_page("explore", lang="nl")
    assert "beschadigd" in get_sent(app, "navigation/navigation")["notices"][0]


# In and out


def test_taking_in_and_out_is_for_the_facilitator(facilitating: None) -> None:
    app = open_address(show="exchange")
    assert not app.exception
    assert "Export stories" in [header.value for header in app.header]


def test_visitors_are_told_that_taking_in_and_out_needs_the_passcode() -> None:
    app = open_address(show="exchange")
    assert not app.exception
    assert not app.header
    assert "passcode" in app.info[0].value
