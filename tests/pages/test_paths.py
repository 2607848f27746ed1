from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages.paths.routes import ROUTES
from pages.shared import resources
from tests.building import build_model
from tests.pages.driving import get_sent, open_page


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def ask(**query: str) -> dict[str, str]:
    return {"from": "leadership-climate", "to": "loyalty-patients", **query}


def test_without_a_question_the_page_asks_for_one() -> None:
    app = open_page("paths")
    assert not app.exception
    assert "Choose where" in app.info[0].value


def test_the_count_is_said_and_the_list_gets_the_question() -> None:
    app = open_page("paths", **ask())
    assert not app.exception
    assert get_sent(app)["words"] == "105 paths"
    assert (
        get_sent(app, "mangomoment_paths")["query"]
        == "from=leadership-climate&to=loyalty-patients&sort=short"
    )


def test_whole_stages_and_levels_can_be_ends() -> None:
    app = open_page("paths", **{"from": "level:leadership+stage:precondition", "to": "stage:loyalty"})
    assert get_sent(app)["words"] == "420 paths"
    assert app.session_state["path_start"] == "level:leadership+stage:precondition"


def test_switched_off_nodes_are_crossed_out_and_their_loss_is_said() -> None:
    app = open_page("paths", **ask(off="catalyst-leadership-climate,resonance-trust"))
    assert get_sent(app)["off"] == ["catalyst-leadership-climate", "resonance-trust"]
    assert get_sent(app)["words"] == "56 paths"
    texts = " ".join(text.value for text in app.text)
    assert "56 of 105 paths remain" in texts
    assert "Everything that is left can still be reached" in texts


def test_what_nothing_leads_to_any_more_is_named() -> None:
    app = open_page("paths", **ask(off="resonance"))
    assert get_sent(app)["words"] == "0 paths"
    texts = " ".join(text.value for text in app.text)
    assert "Nothing leads any more from the first stage to: Trust between patient and professional" in texts


def test_what_every_path_must_pass_is_named() -> None:
    app = open_page("paths", **ask())
    assert any("Every path runs through: Mangomoment, Positive resonance." in text.value for text in app.text)


def test_the_flow_is_drawn_on_demand() -> None:
    app = open_page("paths", **ask())
    assert not app.get("plotly_chart")
    next(toggle for toggle in app.toggle if toggle.key == "flow").set_value(True).run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1


@pytest.mark.parametrize(
    "query", [{"from": "zebra"}, {"to": "stage:x"}, {"off": "zebra"}, {"path": "resonance,mangomoment"}]
)
def test_what_does_not_exist_is_said(query: dict[str, str]) -> None:
    app = open_page("paths")
    for name, value in ask(**query).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert app.warning


def test_the_other_way_round_swaps_the_ends() -> None:
    app = open_page("paths", **ask())
    next(button for button in app.button if button.key == "swap").click().run()
    assert (app.query_params["from"], app.query_params["to"]) == ("loyalty-patients", "leadership-climate")
    assert get_sent(app)["words"] == "0 paths"


def test_the_list_comes_in_pages_with_sentence_and_evidence(client: TestClient) -> None:
    page = client.get("/paths.json", params=ask()).json()
    assert len(page["paths"]) == page["next"] == 20
    assert page["paths"][0]["sentence"].startswith("The organisational climate is amplified by")
    assert page["paths"][0]["evidence"] == "stitched"
    assert ["mangomoment", "effect-team"] in page["edges"]
    last = client.get("/paths.json", params=ask(skip="100")).json()
    assert (len(last["paths"]), last["next"]) == (5, None)
    assert "edges" not in last


def test_the_list_can_be_chosen_and_sorted_by_evidence(client: TestClient) -> None:
    query = {"from": "stage:precondition", "to": "stage:loyalty"}
    whole = client.get("/paths.json", params={**query, "evidence": "whole"}).json()["paths"]
    assert [path["stories"] for path in whole] == [["the-chestnuts"]]
    told = client.get("/paths.json", params={**query, "sort": "told"}).json()["paths"]
    assert [path["evidence"] for path in told[:3]] == ["whole", "stitched", "stitched"]


@pytest.mark.parametrize(
    "query", [{"skip": "-1"}, {"skip": "x"}, {"from": "zebra"}, {"lang": "xx"}, {"via": "zebra"}]
)
def test_a_wrong_question_gets_a_sentence(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/paths.json", params=ask(**query))
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_paths_can_be_taken_along_as_csv(client: TestClient) -> None:
    answer = client.get("/paths.csv", params=ask(lang="nl"))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Nummer", "Stappen", "Pad", "Verhalen erbij"]
    assert len(rows) == 106
    assert rows[1][6].startswith("leadership-climate > catalyst-leadership-climate > mangomoment")


def test_the_paths_can_be_taken_along_as_a_workbook(client: TestClient) -> None:
    answer = client.get("/paths.xlsx", params=ask())
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet.max_row == 106
    assert sheet["A2"].value == 1


def test_both_pages_and_tables_are_the_same_paths(client: TestClient) -> None:
    listed = [
        path["nodes"]
        for skip in range(0, 105, 20)
        for path in json.loads(client.get("/paths.json", params=ask(skip=str(skip))).text)["paths"]
    ]
    rows = list(csv.reader(StringIO(client.get("/paths.csv", params=ask()).content.decode("utf-8-sig"))))
    assert [row[6].split(" > ") for row in rows[1:]] == listed


@pytest.mark.parametrize(
    ("undirected", "language", "said"),
    [
        ("", "en", []),
        (
            "b>c",
            "en",
            ["1 of 3 links has no direction in the file it comes from. Paths follow it as it is written."],
        ),
        (
            "b>c a>c",
            "nl",
            [
                "2 van de 4 verbindingen hebben geen richting in het bestand waar ze vandaan komen. "
                "Paden volgen ze zoals ze er staan."
            ],
        ),
    ],
)
def test_above_the_paths_it_is_said_how_many_links_have_no_direction(
    undirected: str, language: str, said: list[str]
) -> None:
    model = build_model("a>b c>d", undirected=undirected)
    key = resources.open_model(model)
    app = open_page("paths", **{"model": key, "from": "a", "to": "b", "lang": language})
    assert not app.exception
    assert [text.value for text in app.text if "links" in text.value or "verbindingen" in text.value] == said
