from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.driving import get_query, get_sent, open_page

PARTS = ("explore/inputs", "explore/explore")


def test_the_page_tells_each_part_which_model_it_shows_and_in_which_language() -> None:
    app = open_page(lang="nl")
    assert not app.exception
    for part in PARTS:
        sent = get_sent(app, part)
        assert (sent["page"], sent["lang"]) == ("explore", "nl")
        assert sent["content"].startswith("v=")


def test_what_is_picked_is_not_sent_back_to_the_browser_which_owns_it() -> None:
    picked = open_page(node="effect-experience", level="patient", search="mango", view="outline")
    plain = open_page()
    for part in (*PARTS, "navigation/navigation"):
        assert get_sent(picked, part) == get_sent(plain, part)
        assert len(str(get_sent(plain, part))) < 1300


def test_nothing_writes_the_address_but_the_browser() -> None:
    address = {"embed": "true", "node": "mangomoment", "level": "zebra", "lang": "nl", "format": "svg"}
    for page in ("explore", "paths", "stories", "export", "about"):
        app = open_page(page, **address)
        assert get_query(app) == address


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("node", "zebra", "element"),
        ("node", "mangomomnt", "did you mean “mangomoment”?"),
        ("level", "patient,zebra", "level"),
        ("stage", "zebra", "stage"),
        ("from", "zebra", "zebra"),
        ("to", "stage:x", "stage"),
        ("off", "zebra", "element"),
        ("path", "resonance,mangomoment", "path"),
        ("edge", "resonance,mangomoment", "link"),
        ("teller", "leader,zebra", "teller"),
        ("dimension", "zebra", "dimension"),
        ("told", "xx", "language"),
        ("status", "zebra", "status"),
        ("origin", "zebra", "origin"),
        ("order", "zebra", "order"),
        ("show", "zebra", "view"),
        ("since", "1899-12-31", "1899-12-31"),
        ("until", "2150-01-01", "2150-01-01"),
        ("since", "31/05/2026", "31/05/2026"),
        ("format", "docx", "docx"),
    ],
)
def test_what_the_address_names_wrongly_is_said(name: str, value: str, said: str) -> None:
    app = open_page(**{name: value})
    assert not app.exception
    [notice] = get_sent(app, "navigation/navigation")["notices"]
    assert said in notice
    assert value.split(",")[-1].partition(":")[2] in notice


def test_faults_in_the_model_file_are_listed_instead_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("model: {id: mine}\nstages: []\n", encoding="utf-8")
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    app = open_page()
    assert not app.exception
    assert "errors" in app.error[0].value
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
