from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from itertools import pairwise, product

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model import ConceptualModel
from model.evidence import Attachment
from pages.paths import routes
from pages.paths.comparison import build_comparison
from pages.paths.routes import ROUTES
from pages.shared import resources
from pages.shared.limits import Limit
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
    model = build_layers([4] * 6)
    stories = (Attachment("story", tuple(f"n{layer}-0" for layer in range(6))),)
    question = Question("stage:stage-0", "stage:stage-5")
    answer = build_comparison(model, stories, question, "en")
    assert answer["title"] == "4096 paths, at least 1 told by one story"
    assert answer["told"] == "at least 999 not told yet"
    assert answer["table"]["isComplete"] is False
    opened = build_comparison(model, (), question, "en")
    assert (opened["title"], opened["told"]) == ("4096 paths", "")
    few = build_comparison(build_layers([2, 2]), (), Question("stage:stage-0", "stage:stage-1"), "en")
    assert (few["title"], few["told"]) == ("4 paths", "")


def build_layers(widths: Sequence[int]) -> ConceptualModel:
    """Stages of these numbers of elements, each of which leads to every one of the next stage."""
    layers = [[f"n{layer}-{place}" for place in range(width)] for layer, width in enumerate(widths)]
    return build_model(
        [pair for left, right in pairwise(layers) for pair in product(left, right)],
        stages={f"stage-{layer}": nodes for layer, nodes in enumerate(layers)},
    )


def ask_layers(widths: Sequence[int], **query: str) -> dict[str, str]:
    key = resources.open_model(build_layers(widths))
    return {"model": key, "from": "stage:stage-0", "to": f"stage:stage-{len(widths) - 1}", **query}


@pytest.mark.parametrize(
    ("widths", "said"),
    [
        ((10, 10, 10), []),
        (
            (11, 7, 13),
            ["The list and its choices cover the 1000 shortest paths; the total counts all of them."],
        ),
    ],
)
def test_of_more_than_a_thousand_paths_it_is_said_that_these_are_listed(
    client: TestClient, widths: Sequence[int], said: list[str]
) -> None:
    page = client.get("/paths.json", params=ask_layers(widths)).json()
    assert page["said"] == said
    assert page["table"]["isComplete"] == (not said)
    rows = client.get("/paths.csv", params=ask_layers(widths)).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 1000


@pytest.mark.parametrize(("count", "after"), [(20, None), (21, 20)])
def test_a_page_that_is_full_says_whether_there_is_another(
    client: TestClient, count: int, after: int | None
) -> None:
    page = client.get("/paths.json", params=ask_layers((count, 1))).json()
    assert (len(page["paths"]), page["next"], page["count"]) == (20, after, f"{count} paths")


@pytest.mark.parametrize(
    ("skip", "status"), [("1000", 200), ("00000001", 200), ("1001", 400), ("0" * 9, 400)]
)
def test_the_list_can_be_read_up_to_its_bound(client: TestClient, skip: str, status: int) -> None:
    answer = client.get("/paths.json", params=ask(skip=skip))
    assert answer.status_code == status
    if status == 400:
        assert answer.json() == {"error": "skip is a number of paths, at most 1000"}


def test_of_many_names_the_first_twelve_are_said_and_how_many_more_there_are(client: TestClient) -> None:
    off = ",".join(f"n1-{place}" for place in range(14))
    page = client.get("/paths.json", params=ask_layers((1, 15, 1), off=off)).json()
    listed = ", ".join(f"n1-{place}" for place in range(12))
    assert page["loss"] == [
        f"Without {listed}, … (+2), 1 of 15 paths remain.",
        "Everything that is left can still be reached from the first stage.",
    ]
    twelve = client.get("/paths.json", params=ask_layers((1, 15, 1), off=off.rpartition(",n1-12")[0])).json()
    assert twelve["loss"][0] == f"Without {listed}, 3 of 15 paths remain."


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_table_of_paths_is_a_file_that_nobody_else_keeps(
    client: TestClient, ending: str, media_type: str
) -> None:
    answer = client.get(f"/paths.{ending}", params=ask())
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="paths.{ending}"'
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["paths.json", "flow.json"])
def test_an_answer_is_kept_for_good_where_the_address_names_its_version(
    client: TestClient, path: str
) -> None:
    version = resources.get_content().version
    assert "immutable" in client.get(f"/{path}", params=ask(v=version)).headers["cache-control"]
    assert client.get(f"/{path}", params=ask(v="old")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["paths.json", "flow.json", "paths.csv", "paths.xlsx"])
def test_more_questions_than_anybody_asks_are_refused_for_a_minute(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(routes, "_requests", Limit(most=1, seconds=60))
    assert client.get(f"/{path}", params=ask()).status_code == 200
    answer = client.get(f"/{path}", params=ask())
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


@pytest.mark.parametrize("width", ["300", "2400"])
def test_a_flow_is_drawn_up_to_the_bounds_of_its_width(client: TestClient, width: str) -> None:
    assert client.get("/flow.json", params=ask(width=width)).json()["picture"]


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
