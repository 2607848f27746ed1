from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from itertools import pairwise, product

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.evidence import Attachment
from pages.paths.comparison import build_comparison
from pages.paths.routes import ROUTES
from pages.shared import resources
from pages.workbench.path_question import Question
from tests.building import build_model
from tests.pages.driving import get_sent, open_page


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def ask(**query: str) -> dict[str, str]:
    return {"from": "leadership-climate", "to": "loyalty-patients", **query}


def test_the_page_asks_and_shows_paths() -> None:
    app = open_page("paths", **ask())
    assert not app.exception
    for script in ("paths/inputs", "paths/paths"):
        assert get_sent(app, script)["page"] == "paths"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, "105 paths"),
        ({"from": "level:leadership+stage:precondition", "to": "stage:loyalty"}, "420 paths"),
        ({"off": "catalyst-leadership-climate,resonance-trust"}, "56 paths"),
        ({"off": "resonance"}, "0 paths"),
        ({"from": "patient-openness", "to": "effect-team"}, "1 path"),
        ({"from": "loyalty-patients", "to": "leadership-climate"}, "0 paths"),
    ],
)
def test_how_many_paths_there_are_is_said(client: TestClient, query: dict[str, str], count: str) -> None:
    assert client.get("/paths.json", params=ask() | query).json()["count"] == count


def test_what_is_lost_without_some_nodes_is_said(client: TestClient) -> None:
    def read(off: str) -> str:
        return " ".join(client.get("/paths.json", params=ask(off=off)).json()["loss"])

    said = read("catalyst-leadership-climate,resonance-trust")
    assert "56 of 105 paths remain" in said
    assert "Everything that is left can still be reached" in said
    assert "Nothing leads any more from the first stage to: Trust between patient and professional" in read(
        "resonance"
    )


def test_what_every_path_must_pass_is_named(client: TestClient) -> None:
    said = client.get("/paths.json", params=ask(lang="nl")).json()["said"]
    assert any("Mangomoment, Positieve weerklank" in text for text in said)


def test_what_is_said_of_all_paths_comes_with_the_first_page_only(client: TestClient) -> None:
    later = client.get("/paths.json", params=ask(skip="20")).json()
    assert set(later) == {"paths", "next"}


@pytest.mark.parametrize(
    ("query", "title", "evidence"),
    [
        ({}, "588 paths, 1 told by one story", "83 told in pieces, 504 not told yet"),
        (
            {"via": "effect-joy-in-work"},
            "84 of 588 paths, 1 told by one story",
            "13 told in pieces, 70 not told yet",
        ),
        (
            {"off": "effect-joy-in-work"},
            "504 of 588 paths",
            "none told by one story, 70 told in pieces, 434 not told yet",
        ),
        ({"off": "resonance", "evidence": "whole"}, "0 of 588 paths", ""),
        (
            {"from": "patient-openness", "to": "effect-team", "lang": "nl"},
            "1 pad",
            "geen door één verhaal verteld",
        ),
    ],
)
def test_the_first_answer_is_how_many_paths_there_are_and_who_told_of_them(
    client: TestClient, query: dict[str, str], title: str, evidence: str
) -> None:
    params = {"from": "stage:precondition", "to": "stage:loyalty", **query}
    page = client.get("/paths.json", params=params).json()
    assert page["title"] == title
    assert page["told"].startswith(evidence)


def test_a_table_says_in_what_the_paths_differ(client: TestClient) -> None:
    query = {"from": "stage:precondition", "to": "stage:loyalty"}
    table = client.get("/paths.json", params=query).json()["table"]
    assert table["stages"] == ["effect", "resonance", "loyalty"]
    assert (len(table["groups"]), sum(group["count"] for group in table["groups"])) == (42, 588)
    whole = [group["nodes"] for group in table["groups"] if "whole" in group["evidence"]]
    assert whole == [["effect-joy-in-work", "resonance-trust", "loyalty-patients"]]
    assert sum(sum(group["evidence"].values()) for group in table["groups"]) == 588
    narrowed = client.get("/paths.json", params=query | {"via": ",".join(whole[0])}).json()
    assert narrowed["table"] == table
    assert narrowed["count"] == "14 paths"
    restricted = client.get("/paths.json", params=query | {"via": "patient-openness"}).json()
    assert restricted["table"]["stages"] == table["stages"]
    assert restricted["count"] == "126 paths"
    assert sum(group["count"] for group in restricted["table"]["groups"]) == 126


def test_the_nodes_that_all_the_paths_hold_are_named_once(client: TestClient) -> None:
    query = {"from": "stage:precondition", "to": "stage:loyalty"}
    assert client.get("/paths.json", params=query).json()["common"] == ["mangomoment", "resonance"]


def test_of_more_paths_than_are_looked_at_the_evidence_is_at_least_so_much() -> None:
    widths = [4] * 6
    layers = [[f"n{layer}-{place}" for place in range(width)] for layer, width in enumerate(widths)]
    model = build_model(
        [pair for left, right in pairwise(layers) for pair in product(left, right)],
        stages={f"stage-{layer}": nodes for layer, nodes in enumerate(layers)},
    )
    stories = (Attachment("story", tuple(layer[0] for layer in layers)),)
    question = Question("stage:stage-0", "stage:stage-5")
    answer = build_comparison(model, stories, question, "en")
    assert answer["title"] == "4096 paths, at least 1 told by one story"
    assert answer["told"] == "at least 999 not told yet"
    assert answer["table"]["isComplete"] is False
    opened = build_comparison(model, (), question, "en")
    assert (opened["title"], opened["told"]) == ("4096 paths", "")


def test_the_flow_is_a_picture_of_the_asked_paths(client: TestClient) -> None:
    chart = client.get("/flow.json", params=ask(theme="dark", lang="nl", width="900")).json()
    assert chart["picture"].startswith("<svg")
    assert len(chart["tables"][1]["rows"]) == len(client.get("/paths.json", params=ask()).json()["edges"])
    other = client.get("/flow.json", params=ask(theme="light", lang="nl", width="900")).json()
    assert other["picture"] != chart["picture"]
    assert other["tables"] == chart["tables"]


@pytest.mark.parametrize("width", ["", "x", "10", "99999999999", "-400", "³", "0003001", "3001", "400\n"])
def test_a_flow_of_a_wrong_width_gets_a_sentence(client: TestClient, width: str) -> None:
    answer = client.get("/flow.json", params=ask(width=width))
    assert answer.status_code == 400
    assert "from 300 to 2400" in answer.json()["error"]


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
    paths = client.get("/paths.json", params={**query, "sort": "told"}).json()["paths"]
    assert [path["evidence"] for path in paths[:3]] == ["whole", "stitched", "stitched"]


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
    assert rows[0][:4] == ["Nummer", "Stappen", "Pad", "Door verhalen gedekt"]
    assert len(rows) == 106
    assert rows[1][6].startswith("leadership-climate > catalyst-leadership-climate > mangomoment")


def test_the_paths_can_be_taken_along_as_a_workbook(client: TestClient) -> None:
    answer = client.get("/paths.xlsx", params=ask())
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
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
        ("", "en", ""),
        (
            "b>c",
            "en",
            "1 of 3 links has no direction in the file it comes from. Paths follow it as it is written.",
        ),
        (
            "b>c a>c",
            "nl",
            "2 van de 4 verbindingen hebben geen richting in het bestand waar ze vandaan komen. "
            "Paden volgen ze zoals ze er staan.",
        ),
    ],
)
def test_above_the_paths_it_is_said_how_many_links_have_no_direction(
    client: TestClient, undirected: str, language: str, said: str
) -> None:
    key = resources.open_model(build_model("a>b c>d", undirected=undirected))
    page = client.get("/paths.json", params={"model": key, "from": "a", "to": "b", "lang": language}).json()
    assert page["note"] == said
