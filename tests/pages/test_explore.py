from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.driving import get_sent, open_page


def test_everything_is_shown_at_first() -> None:
    app = open_page()
    assert not app.exception
    assert app.title[0].value == "The Mangomoment model"
    sent = get_sent(app)
    assert (sent["view"], sent["lang"], sent["words"]) == ("map", "en", "26 of 26 nodes")


def test_a_click_sends_ids_not_texts() -> None:
    sent = get_sent(open_page(node="effect-experience"))
    assert sent["node"] == "effect-experience"
    assert len(str(sent)) < 400


def test_the_address_sets_every_input() -> None:
    app = open_page(
        view="outline", level="patient,leadership", stage="effect", search="mango", rest="hide", lang="nl"
    )
    assert app.session_state["level"] == ["patient", "leadership"]
    assert app.session_state["stage"] == ["effect"]
    assert app.session_state["search"] == "mango"
    assert app.session_state["rest"] == "hide"
    assert get_sent(app)["lang"] == "nl"
    assert get_sent(app)["query"] == "level=leadership,patient&stage=effect&rest=hide"


def test_an_input_writes_the_address() -> None:
    app = open_page()
    app.session_state["level"] = ["professional"]
    app.session_state["search"] = "  "
    app.run()
    assert app.query_params["level"] == "professional"
    assert get_sent(app)["words"] == "13 of 26 nodes"


def test_parameters_of_others_stay_in_the_address() -> None:
    app = open_page(embed="true", node="mangomoment")
    app.session_state["node"] = "resonance"
    app.run()
    assert app.query_params["embed"] == "true"
    assert app.query_params["node"] == "resonance"


def test_reset_takes_filter_search_and_selection_back() -> None:
    app = open_page(level="patient", search="mango", node="mangomoment", without="shared", lang="nl")
    next(button for button in app.button if button.key == "reset").click().run()
    assert get_sent(app)["words"] == "26 van 26 knopen"
    assert not {"level", "search", "node", "without"} & set(app.query_params)


@pytest.mark.parametrize(
    ("name", "value"), [("node", "zebra"), ("level", "patient,zebra"), ("stage", "zebra")]
)
def test_an_unknown_id_is_named_and_ignored(name: str, value: str) -> None:
    app = open_page(**{name: value})
    assert "zebra" in app.warning[0].value
    assert get_sent(app)["words"] == "26 of 26 nodes"


def test_the_search_looks_into_stories() -> None:
    sent = get_sent(open_page(search="kastanjes"))
    assert sent["hits"] == [
        "effect-joy-in-work",
        "loyalty-patients",
        "professional-professional-space",
        "resonance-trust",
    ]


def test_faults_in_the_model_file_are_listed_instead_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("model: {id: mine}\nstages: []\n", encoding="utf-8")
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    app = open_page()
    assert not app.exception
    assert "faults" in app.error[0].value
    assert "stages: must not be empty" in app.code[0].value


def test_another_model_is_shown_without_the_stories_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        """
model: {id: mine, title: Watering, languages: [en]}
stages: [{id: before, name: Before}, {id: after, name: After}]
levels: [{id: garden, name: Garden}]
kinds: [{id: leads, name: leads to, verb: leads to}]
nodes:
  - {id: rain, stage: before, level: garden, name: Rain}
  - {id: growth, stage: after, level: garden, name: Growth}
edges: [{from: rain, to: growth, kind: leads}]
""",
        encoding="utf-8",
    )
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    for page in ("explore", "paths", "about"):
        app = open_page(page)
        assert not app.exception
    assert get_sent(open_page())["words"] == "2 of 2 nodes"
