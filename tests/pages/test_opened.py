"""What is kept of opened models, and the addresses beside the pages that show them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model import load_model
from model.opened import OpenedModelStore
from model.stories import StoreUnavailableError, StoryStore
from pages.explore.routes import ROUTES as EXPLORE_ROUTES
from pages.export.routes import ROUTES as EXPORT_ROUTES
from pages.paths.routes import ROUTES as PATHS_ROUTES
from pages.shared import resources
from pages.shared.opened import ForgottenModelError, OpenedModels
from pages.stories.routes import ROUTES as STORIES_ROUTES
from pages.workbench.routes import ROUTES as WORKBENCH_ROUTES
from tests.building import build_model
from tests.pages.asking import build_post

MODEL = build_model("a>b b>c", stages={"one": "a", "two": "b", "three": "c"}, names={"b": "Bravo"})
ADDRESSES = (
    "/diagram.svg?x=1",
    "/network.json?x=1",
    "/model.json?x=1",
    "/paths.json?from=a&to=c",
    "/paths.csv?from=a&to=c",
    "/diagram.mmd?x=1",
)


@pytest.fixture
def client() -> Iterator[TestClient]:
    routes = [*EXPLORE_ROUTES, *WORKBENCH_ROUTES, *PATHS_ROUTES, *STORIES_ROUTES, *EXPORT_ROUTES]
    with TestClient(
        Starlette(routes=routes), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1)
    ) as browser:
        yield browser


@pytest.fixture(scope="module")
def key() -> str:
    return resources.open_model(MODEL)


def refuse() -> StoryStore:
    raise StoreUnavailableError("locked", "stories.db")


def test_the_memory_of_a_process_forgets_first_what_was_not_asked_for_longest() -> None:
    models = OpenedModels(refuse, most=2)
    first, second = models.open(build_model("a>b")), models.open(build_model("a>c"))
    models.get(first)
    models.open(build_model("a>d"))
    assert models.get(first)
    with pytest.raises(StoreUnavailableError):
        models.get(second)


def test_many_parts_push_older_models_out_of_memory_and_never_the_last_one() -> None:
    models = OpenedModels(refuse, most_parts=5)
    small, large = models.open(build_model("a>b")), models.open(build_model("a>b b>c c>d d>e"))
    assert models.get(large)
    with pytest.raises(StoreUnavailableError):
        models.get(small)


def test_as_many_parts_as_may_be_stay_in_memory() -> None:
    models = OpenedModels(refuse, most=2, most_parts=6)
    keys = [models.open(build_model("a>b")), models.open(build_model("a>c"))]
    assert all(models.get(key) for key in keys)


def test_every_process_and_the_next_one_finds_a_model_by_the_same_key(store: StoryStore) -> None:
    first, second = (OpenedModels(lambda: store) for _process in range(2))
    key = first.open(MODEL)
    assert second.get(key).file == MODEL.file
    assert second.open(MODEL) == key
    with pytest.raises(ForgottenModelError, match="open its file again"):
        second.get("x" * 22)


def test_what_was_looked_at_is_shown_while_the_database_is_away(store: StoryStore) -> None:
    now, is_away = [0.0], [False]
    models = OpenedModels(lambda: refuse() if is_away[0] else store, clock=lambda: now[0])
    key = models.open(MODEL)
    is_away[0] = True
    now[0] = 5000.0
    assert models.get(key) is MODEL
    alone = models.open(build_model("a>b"))
    now[0] = 10_000.0
    is_away[0] = False
    assert models.get(alone).file == build_model("a>b").file


def test_what_is_erased_in_the_database_is_forgotten_by_every_process_within_an_hour(
    store: StoryStore,
) -> None:
    now = [0.0]
    models = OpenedModels(lambda: store, clock=lambda: now[0])
    key = models.open(MODEL)
    OpenedModelStore(store).erase_expired(datetime.now(UTC) + timedelta(days=31))
    assert models.get(key) is MODEL
    now[0] = 3600.0
    with pytest.raises(ForgottenModelError):
        models.get(key)


def test_what_nobody_asks_for_leaves_the_memory_of_a_process() -> None:
    now = [0.0]
    models = OpenedModels(refuse, clock=lambda: now[0])
    old, seen = models.open(build_model("a>b")), models.open(build_model("a>c"))
    now[0] = timedelta(days=2).total_seconds()
    models.get(seen)
    models.forget(timedelta(days=1).total_seconds())
    assert models.get(seen)
    with pytest.raises(StoreUnavailableError):
        models.get(old)


def test_a_page_asks_again_where_the_database_of_an_opened_model_is_away(
    client: TestClient, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = OpenedModelStore(store).keep(build_model("a>b b>d"))
    monkeypatch.setattr(resources, "get_store", refuse)
    assert client.get(f"/model.json?x=1&model={key}").status_code == 503
    monkeypatch.setattr(resources, "get_store", lambda: store)
    assert client.get(f"/model.json?x=1&model={key}").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_shows_the_model_whose_key_it_bears(client: TestClient, key: str, address: str) -> None:
    answer = client.get(f"{address}&model={key}")
    assert answer.status_code == 200
    assert "Bravo" in answer.text or '"b"' in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("wrong", ["x", "..%2F..%2Fetc", "0123456789abcdefghijkl", "%00"])
def test_an_unknown_key_gets_a_sentence_with_the_remedy(client: TestClient, address: str, wrong: str) -> None:
    answer = client.get(f"{address}&model={wrong}")
    assert answer.status_code == 404
    assert "open its file again" in answer.json()["error"]


def test_a_picture_of_an_opened_model_may_be_kept_where_the_address_names_its_version(
    client: TestClient, key: str
) -> None:
    address = resources.get_content(key).address
    answer = client.get(f"/diagram.svg?{address}")
    ElementTree.fromstring(answer.text)
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in client.get(f"/diagram.svg?model={key}&v=old").headers["cache-control"]


def test_what_browsers_keep_of_one_release_is_not_shown_by_the_next(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = resources.get_content(key), resources.get_content()
    monkeypatch.setattr(resources, "_stamp_code", lambda: ((1, 1),))
    monkeypatch.setattr(resources, "_load_drawn", resources._load_drawn.__wrapped__)  # type: ignore[attr-defined]
    later = resources.get_content(key), resources.get_content()
    for before, after in zip(kept, later, strict=True):
        assert before.version != after.version
        assert before.drawing != after.drawing


def test_two_models_never_share_a_kept_picture(client: TestClient, key: str) -> None:
    other = resources.open_model(build_model("a>b b>c", names={"b": "Bravissimo"}))
    assert "Bravissimo" in client.get(f"/diagram.svg?model={other}").text
    assert "Bravissimo" not in client.get(f"/diagram.svg?model={key}").text


@pytest.mark.parametrize(
    "address", ["/stories.json", "/stories/story-1.json", "/stories-export.csv", "/stories-backup.db"]
)
def test_no_stories_are_told_of_an_opened_model(client: TestClient, key: str, address: str) -> None:
    answer = client.get(f"{address}?model={key}")
    assert answer.status_code == 404
    assert "opened from a file" in answer.json()["error"]


@pytest.mark.usefixtures("unchanged")
def test_no_story_can_be_told_about_an_opened_model(client: TestClient) -> None:
    """Even where the file bears the own model's id and nodes."""
    same = resources.open_model(load_model())
    answer = client.post(f"/stories.json?model={same}", json=build_post(nodes=["effect-team"]))
    assert answer.status_code == 404


def test_the_page_fetches_the_opened_model_ahead(client: TestClient, key: str) -> None:
    assert f"model={key}" in client.get(f"/explore?model={key}").text
    assert client.get("/explore?model=%22%3E%3Cscript%3E").text.count("<script>") == client.get(
        "/explore"
    ).text.count("<script>")


def test_the_texts_of_an_opened_model_say_that_it_is_one(client: TestClient, key: str) -> None:
    assert json.loads(client.get(f"/model.json?model={key}").text)["opened"] == key
    assert json.loads(client.get("/model.json").text)["opened"] == ""


def test_what_the_browser_fetches_says_which_edges_have_no_direction(client: TestClient) -> None:
    model = build_model("a>b", undirected="b>c")
    address = f"model={resources.open_model(model)}"
    texts = client.get(f"/model.json?{address}").json()
    assert [edge.get("directed") for edge in texts["edges"]] == [None, False]
    network = client.get(f"/network.json?{address}").json()
    assert [edge["arrows"] for edge in network["edges"]] == ["to", ""]
    assert client.get(f"/diagram.svg?{address}").text.count("edge undirected") == 1
    assert "b --- n_c" in client.get(f"/diagram.mmd?{address}").text


def test_a_model_whose_edges_lose_their_direction_is_another_one_for_every_cache(client: TestClient) -> None:
    """Nodes, edges and ids are alike; versions, keys and ETags are not."""
    keys = [resources.open_model(model) for model in (build_model("a>b"), build_model(undirected="a>b"))]
    assert len({resources.get_content(key).version for key in keys}) == 2
    for address in ("/model.json", "/network.json", "/diagram.svg"):
        assert len({client.get(f"{address}?model={key}").headers["etag"] for key in keys}) == 2
