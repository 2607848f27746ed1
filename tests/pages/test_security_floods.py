"""Addresses that cost much: how often one address may ask for them, and what it is told then."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import MIDDLEWARE, ROUTES
from model.stories import StoryStore
from pages.export import routes as export_routes
from pages.navigation import door
from pages.paths import routes as paths_routes
from pages.shared.limits import Limit
from pages.stories import routes as stories_routes
from pages.workbench import routes as diagram_routes

Visit = Callable[..., TestClient]
ROUTE = "from=resonance&to=resonance-trust"
LIMITED: list[tuple[ModuleType, str, list[str]]] = [
    (door, "_pages", ["/explore?node=resonance", "/explore", "/stories?search=x"]),
    (diagram_routes, "_networks", ["/network.json", "/network.json?search=x", "/network.json?lang=nl"]),
    (diagram_routes, "_for_elsewhere", ["/diagram.svg", "/diagram.svg?search=x", "/diagram.svg?theme=dark"]),
    (
        diagram_routes,
        "_for_the_screen",
        [f"/diagram.svg?theme=screen&room={width}x500" for width in (500, 900, 1300)],
    ),
    (export_routes, "_pictures", ["/diagram.png?scale=1", "/diagram.mmd", "/diagram.mmd?lang=nl"]),
    (paths_routes, "_requests", [f"/paths.json?{ROUTE}", f"/paths.csv?{ROUTE}", f"/paths.xlsx?{ROUTE}"]),
    (stories_routes, "_lists", ["/stories.json", "/stories.json?search=x", "/stories.json?skip=20"]),
]


@pytest.fixture
def visit(store: StoryStore) -> Visit:
    """A function that gives a visitor at an address, who asks in a language."""
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)

    def build(address: str = "198.51.100.7", **headers: str) -> TestClient:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return TestClient(app, "http://127.0.0.1:8501", client=(address, 50_000), headers=named)

    return build


@pytest.mark.parametrize(
    ("module", "limit", "addresses"), LIMITED, ids=[f"{limit}" for _module, limit, _addresses in LIMITED]
)
def test_an_address_may_ask_only_so_often_however_it_asks(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, module: ModuleType, limit: str, addresses: list[str]
) -> None:
    monkeypatch.setattr(module, limit, Limit(most=4, seconds=60))
    client = visit("2001:db8::7")
    answers = [client.request(method, address) for method in ("HEAD", "GET") for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
    assert (answers[-1].headers["retry-after"], answers[-1].headers["cache-control"]) == ("60", "no-store")
    assert "frame-ancestors" in answers[-1].headers["content-security-policy"]
    assert visit("2001:db8::8").get(addresses[0]).status_code == 429
    assert visit("198.51.100.8").get(addresses[0]).status_code == 200


def test_texts_are_checked_only_so_often_and_those_too_many_are_not_read(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories_routes, "_checks", Limit(most=2, seconds=60))
    answers = [visit().post("/stories/check.json", json={"text": "Jan sang."}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert visit("127.0.0.1").post("/stories/check.json", json={"text": "x"}).status_code == 200


def test_who_floods_reads_it_in_their_language_as_a_page_where_they_look_at_one(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagram_routes, "_networks", Limit(most=0, seconds=60))
    words = "Te veel aanvragen. Probeer het over een minuut opnieuw."
    for client, address in (
        (visit(Accept_Language="nl-BE,en;q=0.5"), "/network.json"),
        (visit(Accept_Language="fr"), "/network.json?lang=nl"),
    ):
        assert client.get(address).json() == {"error": words}
    page = visit(Accept="text/html,*/*", Accept_Language="nl").get("/network.json")
    assert page.headers["content-type"].startswith("text/html")
    assert words in page.text
    assert '<html lang="nl">' in page.text
    assert visit().get("/network.json").json() == {"error": "Too many requests. Try again in a minute."}


def test_a_name_that_is_not_the_servers_own_is_explained_to_who_opens_it(visit: Visit) -> None:
    headers = {"Host": "ward-3.example", "Accept": "text/html", "Accept-Language": "nl"}
    answer = visit().get("/explore", headers=headers)
    assert answer.status_code == 403
    assert "Deze server antwoordt niet onder deze naam." in answer.text
