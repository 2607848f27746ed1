"""The Stories page without a browser: what it asks for, what it shows, and that trouble is said."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from model import load_model
from model.stories import StoryStore
from pages.shared import facilitator
from tests.pages.driving import get_sent, open_page
from tests.round_trips import build_story

NOTHING_CHOSEN = {"order": "newest"}


def get_asked(app: AppTest) -> dict[str, str]:
    """The parameters that the list of stories is fetched with."""
    assert not app.exception
    query = parse_qs(get_sent(app, "mangomoment_stories").get("query", ""))
    return {name: value for name, [value] in query.items()}


def open_address(**query: str) -> AppTest:
    """The page as somebody sees it who follows a link to it."""
    app = open_page("stories")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture
def facilitating(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page is the facilitator."""
    monkeypatch.setattr(facilitator, "find_access", lambda *_: "open")


# What is asked for


def test_at_first_all_stories_are_asked_for_the_newest_first() -> None:
    app = open_page("stories")
    assert app.title[0].value == "Stories"
    assert get_asked(app) == NOTHING_CHOSEN
    sent = get_sent(app, "mangomoment_stories")
    assert sent["lang"] == "en"
    assert not {"story", "node"} & set(sent)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("search", "mango & pear #1"),
        ("node", "resonance-trust"),
        ("level", "patient,leadership"),
        ("stage", "effect"),
        ("teller", "leader,family"),
        ("dimension", "respect"),
        ("setting", "intensive care|afdeling A, B"),
        ("told", "nl"),
        ("since", "2026-02-28"),
        ("until", "2149-12-31"),
        ("status", "pending"),
        ("origin", "retold,imported"),
        ("order", "title"),
    ],
)
def test_what_the_address_says_is_asked_for(name: str, value: str) -> None:
    app = open_address(**{name: value})
    assert not app.warning
    assert get_asked(app) == NOTHING_CHOSEN | {name: value}
    assert app.query_params[name] == value


def choose_in(kind: str, key: str, *values: str) -> Callable[[AppTest], None]:
    """A function that gives an input of the page these values."""

    def act(app: AppTest) -> None:
        found: Any = next(one for one in app.get(kind) if one.key == key)
        takes_many = kind == "multiselect" or key in ("level", "stage")
        found.set_value(list(values) if takes_many else values[0]).run()

    return act


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("text_input", "search", ["mango"]),
        ("selectbox", "node", ["resonance"]),
        ("selectbox", "order", ["changed"]),
        ("button_group", "level", ["patient"]),
        ("button_group", "stage", ["effect", "loyalty"]),
        ("multiselect", "teller", ["leader"]),
        ("multiselect", "dimension", ["respect", "family"]),
        ("multiselect", "setting", ["intensive care"]),
        ("multiselect", "told", ["nl"]),
        ("multiselect", "origin", ["imported"]),
        ("multiselect", "status", ["pending"]),
    ],
)
def test_an_input_asks_for_what_is_chosen_and_puts_it_into_the_address(
    facilitating: None, kind: str, key: str, values: list[str]
) -> None:
    app = open_page("stories")
    choose_in(kind, key, *values)(app)
    assert get_asked(app) == NOTHING_CHOSEN | {key: ",".join(values)}
    assert app.query_params[key] == ",".join(values)


@pytest.mark.parametrize("key", ["since", "until"])
def test_a_day_asks_for_the_stories_that_were_told_before_or_after_it(key: str) -> None:
    app = open_page("stories")
    next(one for one in app.date_input if one.key == key).set_value(date(2026, 2, 28)).run()
    assert get_asked(app) == NOTHING_CHOSEN | {key: "2026-02-28"}
    assert app.query_params[key] == "2026-02-28"


@pytest.mark.parametrize("day", ["1899-12-31", "2150-01-01", "31/05/2026"])
def test_a_day_that_there_is_not_is_said(day: str) -> None:
    app = open_address(since=day)
    assert day in app.warning[0].value
    assert get_asked(app) == NOTHING_CHOSEN


def test_the_facilitator_alone_can_filter_by_status(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    for access in ("open", "unlocked", "locked", "closed"):
        monkeypatch.setattr(facilitator, "find_access", lambda *_, access=access: access)
        app = open_page("stories")
        assert get_sent(app, "mangomoment_stories")["access"] == access
        keys.append("status" in {one.key for one in app.multiselect})
    assert keys == [True, True, False, False]


def test_an_opened_story_is_in_the_address_and_the_address_opens_one() -> None:
    app = open_address(story="the-mango")
    assert get_sent(app, "mangomoment_stories")["story"] == "the-mango"
    assert app.query_params["story"] == "the-mango"


def test_reset_takes_every_filter_back_and_keeps_the_language() -> None:
    app = open_address(
        search="mango",
        node="resonance",
        level="patient",
        teller="leader",
        setting="here",
        story="x",
        lang="nl",
    )
    next(button for button in app.button if button.key == "reset").click().run()
    assert get_asked(app) == NOTHING_CHOSEN
    assert get_sent(app, "mangomoment_stories")["lang"] == "nl"
    assert set(app.query_params) == {"lang"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("node", "mangomomnt", "Did you mean “mangomoment”?"),
        ("level", "zebra", "level"),
        ("stage", "zebra", "stage"),
        ("teller", "leader,zebra", "teller"),
        ("dimension", "zebra", "dimension"),
        ("told", "xx", "language"),
        ("status", "zebra", "status"),
        ("origin", "zebra", "origin"),
        ("order", "zebra", "order"),
        ("show", "zebra", "view"),
    ],
)
def test_what_the_address_names_wrongly_is_said_and_left_out(name: str, value: str, said: str) -> None:
    app = open_address(**{name: value})
    assert value.split(",")[-1] in app.warning[0].value
    assert said in app.warning[0].value
    assert get_asked(app) == NOTHING_CHOSEN
    assert name not in app.query_params


def test_an_unknown_story_in_the_address_is_for_the_list_to_tell() -> None:
    app = open_address(story="<script>" + "x" * 200)
    assert get_sent(app, "mangomoment_stories")["story"] == "<script>" + "x" * 72


def test_the_node_that_is_looked_at_is_the_same_on_explore() -> None:
    app = open_page("explore", node="resonance")
    app.switch_page("stories/page.py").run()
    assert get_asked(app)["node"] == "resonance"
    choose_in("selectbox", "node", "effect-team")(app)
    app.switch_page("explore/page.py").run()
    assert get_sent(app)["node"] == "effect-team"


def test_filters_of_stories_stay_while_another_page_is_looked_at() -> None:
    app = open_address(teller="leader", told="nl", order="title")
    app.switch_page("about/page.py").run()
    app.switch_page("stories/page.py").run()
    assert get_asked(app) == {"teller": "leader", "told": "nl", "order": "title"}


def test_the_settings_to_choose_from_are_those_of_public_stories(store: StoryStore) -> None:
    consent = {"room": True}
    public: dict[str, Any] = {"status": "published", "consent": consent, "nodes": ("resonance",)}
    store.add(build_story(setting="the <b>garden</b>", **public), "import")
    store.add(build_story("B.", setting="a secret place", consent=consent, nodes=("resonance",)), "import")
    settings = next(one for one in open_page("stories").multiselect if one.key == "setting")
    assert "the garden" in settings.options
    assert "a secret place" not in settings.options


# Who told what


def test_the_coverage_is_a_figure_with_a_row_a_node_and_its_gaps_in_words(store: StoryStore) -> None:
    app = open_address(show="coverage")
    assert not app.exception
    [chart] = app.get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    assert len(figure["data"][0]["z"]) == len(figure["layout"]["yaxis"]["ticktext"]) == 26
    tellers = ["a patient", "family", "a professional", "a leader", "someone else"]
    assert figure["layout"]["xaxis"]["ticktext"] == tellers
    words = [text.value for text in app.text]
    told = len(store.count_by_node())
    assert f"{told} of 26 nodes have a story that everybody may read." in words
    assert any(word.startswith("No story is told by: ") for word in words)


def test_the_coverage_counts_public_stories_by_teller_and_dimension(store: StoryStore) -> None:
    public = {"status": "published", "consent": {"room": True}}
    for number in range(3):
        told: dict[str, Any] = {
            "teller": "leader",
            "nodes": ("loyalty-professionals",),
            "dimensions": ("access",),
        }
        store.add(build_story(f"Told {number}.", **told, **public), "import")
        store.add(build_story(f"Hidden {number}.", **told), "import")
    counts = []
    app = open_address(show="coverage")
    for by, column in (("teller", "a leader"), ("dimension", "Access to care")):
        choose_in("button_group", "coverage_by", by)(app)
        figure = json.loads(app.get("plotly_chart")[0].proto.spec)
        row = [node.id for node in load_model().nodes()].index("loyalty-professionals")
        at = figure["layout"]["xaxis"]["ticktext"].index(column)
        counts.append(figure["data"][0]["text"][row][at])
    assert counts == ["3", "3"]


def test_what_nobody_told_of_invites_to_tell_and_leads_there(store: StoryStore) -> None:
    app = open_address(show="coverage")
    invited = {str(button.key) for button in app.button if str(button.key).startswith("tell_")}
    assert invited
    assert not {f"tell_{node}" for node in store.count_by_node()} & invited
    first = sorted(invited)[0]
    next(button for button in app.button if button.key == first).click().run()
    assert get_asked(app)["node"] == first.removeprefix("tell_")
    assert get_sent(app, "mangomoment_stories")["node"] == first.removeprefix("tell_")


def test_a_story_takes_its_node_out_of_what_nobody_told_of(store: StoryStore) -> None:
    app = open_address(show="coverage")
    node = next(str(one.key) for one in app.button if str(one.key).startswith("tell_")).removeprefix("tell_")
    store.add(build_story(nodes=(node,), status="published", consent={"room": True}), "import")
    app.run()
    assert f"tell_{node}" not in {one.key for one in app.button}


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
    (make_foreign, "belongs to something else"),
    (lambda file: f"sqlite:///{file.parent}", "cannot be reached"),
    (lambda _file: "postgresql://nobody@127.0.0.1:1/stories", "cannot be reached"),
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
        assert said in app.warning[0].value
        assert app.title
        if page in ("explore", "paths"):
            assert re.fullmatch("v=[0-9a-f]{12}", get_sent(app)["content"])
    app = open_address(show="coverage")
    assert not app.exception
    assert said in app.error[0].value


def test_the_pages_go_on_with_the_last_stories_and_take_the_new_ones_when_they_can(
    store: StoryStore, tmp_path: Path
) -> None:
    store.add(
        build_story("Told.", status="published", consent={"room": True}, nodes=("resonance",)), "import"
    )
    app = open_page("explore", search="told")
    assert get_sent(app)["hits"] == ["resonance"]
    store.close()
    (tmp_path / "stories.db").rename(tmp_path / "away.db")
    app.run()
    assert "cannot be reached" in app.warning[0].value
    assert get_sent(app)["hits"] == ["resonance"]
    (tmp_path / "away.db").rename(tmp_path / "stories.db")
    app.run()
    assert not app.warning
    assert get_sent(app)["hits"] == ["resonance"]


def test_trouble_is_said_in_dutch_to_who_reads_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", make_text(tmp_path / "file.db"))
    assert "beschadigd" in open_page("explore", lang="nl").warning[0].value


# In and out


def test_taking_in_and_out_is_for_the_facilitator(facilitating: None) -> None:
    app = open_address(show="exchange")
    assert not app.exception
    assert "Take stories along" in [header.value for header in app.header]


def test_visitors_are_told_that_taking_in_and_out_needs_the_passcode() -> None:
    app = open_address(show="exchange")
    assert not app.exception
    assert not app.header
    assert "passcode" in app.info[0].value
