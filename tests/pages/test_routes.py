from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.words import LANGUAGES
from pages.explore.routes import ROUTES as EXPLORE_ROUTES
from pages.navigation import door
from pages.navigation.routes import ROUTES as PAGE_ROUTES
from pages.paths.routes import ROUTES as PATHS_ROUTES
from pages.shared import resources
from pages.shared.assets import ROUTES as ASSET_ROUTES
from pages.shared.assets import get_version
from pages.shared.limits import Limit
from pages.workbench import routes
from pages.workbench.first_picture import STYLES
from pages.workbench.routes import ROUTES
from tests.building import build_model
from tests.serving import ROOT


@pytest.fixture(scope="module")
def client() -> TestClient:
    routes = [*PAGE_ROUTES, *EXPLORE_ROUTES, *PATHS_ROUTES, *ASSET_ROUTES, *ROUTES]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def test_the_icon_is_a_picture(client: TestClient) -> None:
    answer = client.get("/favicon.png")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.text).tag.endswith("svg")


def test_the_picture_obeys_language_filter_and_theme(client: TestClient) -> None:
    svg = client.get("/diagram.svg?lang=nl&level=patient&rest=hide&theme=print").text
    ElementTree.fromstring(svg)
    assert "Therapietrouw" in svg
    assert "effect-team" not in svg
    assert "var(" not in svg


def test_the_picture_for_the_screen_leaves_its_colours_to_the_page(client: TestClient) -> None:
    assert "var(--diagram-ink)" in client.get("/diagram.svg?theme=screen").text


def test_a_picture_that_stands_alone_has_its_legend_and_that_of_the_page_has_none(client: TestClient) -> None:
    alone = client.get("/diagram.svg?lang=nl&counts=yes").text
    ElementTree.fromstring(alone)
    assert "Lijn: hoe we een verbinding kennen" in alone
    assert "aantal verhalen" in alone
    assert 'class="legend"' not in client.get("/diagram.svg?theme=screen&counts=yes").text


def test_a_picture_of_some_elements_has_their_neighbours_too(client: TestClient) -> None:
    svg = client.get("/diagram.svg?focus=resonance-trust&marks=no").text
    assert re.findall('data-node-id="(.*?)"', svg) == [
        "resonance",
        "resonance-trust",
        "loyalty-patients",
        "loyalty-professionals",
    ]
    assert client.get("/diagram.svg?focus=resonance-tust").status_code == 400


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("level=pateint", 'there is no level "pateint"; did you mean "patient"?'),
        ("stage=x", 'there is no stage "x"'),
        ("lang=xx", f'there is no language "xx"; choose one of {", ".join(LANGUAGES)}'),
        ("theme=pink", 'there is no theme "pink"; choose one of light, dark, print'),
        ("room=big", 'room is a width and a height in pixels, such as "1280x720"'),
    ],
)
def test_a_wrong_query_gets_a_clear_answer(client: TestClient, query: str, message: str) -> None:
    answer = client.get(f"/diagram.svg?{query}")
    assert answer.status_code == 400
    assert answer.json() == {"error": message}


def test_the_picture_fits_its_room_in_steps_of_20_pixels_up_to_a_bound(client: TestClient) -> None:
    def draw(room: str) -> bytes:
        return client.get(f"/diagram.svg?room={room}").content

    assert draw("1400x900") == draw("1419x919")
    assert len({draw(room) for room in ("1400x900", "1420x900", "1400x920")}) == 3
    assert draw("8192x900") == draw("9999x900")


def test_the_version_is_that_of_the_texts_and_is_asked_anew_each_time(client: TestClient) -> None:
    answer = client.get("/version.json")
    version = answer.json()["version"]
    assert answer.headers["cache-control"] == "no-store"
    assert "immutable" in client.get(f"/model.json?v={version}").headers["cache-control"]


def test_an_unchanged_picture_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/diagram.svg")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/diagram.svg", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_carries_its_version_may_be_kept(client: TestClient) -> None:
    answer = client.get(f"/assets/{get_version()}/workbench/map.js")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/assets/old/workbench/map.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing.js", "..%2Froutes.py", "%2e%2e/routes.py"])
def test_nothing_but_the_assets_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/x/{name}").status_code == 404


def test_the_texts_are_in_the_language_asked_for(client: TestClient) -> None:
    texts = json.loads(client.get("/model.json?lang=nl").text)
    assert texts["nodes"]["effect-joy-in-work"]["name"] == "Vreugde in het werk"
    assert texts["words"]["close"] == "Sluiten"
    assert len(json.loads(client.get("/public-stories.json?lang=nl").text)) == 19


def test_the_start_page_leads_to_explore_and_keeps_the_query(client: TestClient) -> None:
    answer = client.get("/?node=mangomoment")
    assert (answer.status_code, answer.headers["location"]) == (307, "explore?node=mangomoment")


def test_the_page_comes_in_the_language_of_the_visitor(client: TestClient) -> None:
    assert '<html lang="nl">' in client.get("/explore?lang=nl").text
    assert '<html lang="nl">' in client.get("/about", headers={"Accept-Language": "nl-BE,nl"}).text
    assert '<html lang="en">' in client.get("/about?lang=%3Cscript%3E").text


def test_pictures_for_elsewhere_are_limited_and_the_pages_are_not_hurt(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_for_elsewhere", Limit(most=1, seconds=60))
    assert client.get("/diagram.svg").status_code == 200
    assert client.get("/diagram.svg").status_code == 429
    assert client.get("/diagram.svg?theme=screen").status_code == 200


def test_pictures_for_the_screen_are_limited_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_for_the_screen", Limit(most=1, seconds=60))
    assert client.get("/diagram.svg?theme=screen").status_code == 200
    assert client.get("/diagram.svg?theme=screen").status_code == 429


def test_the_page_of_explore_asks_at_once_for_each_module_that_it_will_need(client: TestClient) -> None:
    scripts = ROOT / "pages"
    needed: set[str] = set()
    waiting = [
        "navigation/navigation.js",
        "explore/inputs.js",
        "explore/explore.js",
        "workbench/map.js",
    ]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        imported = re.findall(r'^(?:import|\}) .*from "(\..+)";$', (scripts / name).read_text(), re.MULTILINE)
        places = [(scripts / name).parent.joinpath(other).resolve() for other in imported]
        waiting += {place.relative_to(scripts.resolve()).as_posix() for place in places} - needed
    page = client.get("/explore").text
    assert set(re.findall(r'rel="modulepreload" href="assets/\w+/([^"]+)"', page)) == needed


COMMON = ["navigation/navigation.css", "shared/inputs.css"]


@pytest.mark.parametrize(
    ("page", "written", "linked", "is_ahead"),
    [
        ("explore", STYLES, [*COMMON, "explore/explore.css"], True),
        ("paths", STYLES, [*COMMON, "paths/paths.css"], False),
        ("explore?view=network", STYLES, [*COMMON, "explore/explore.css"], True),
        ("export", (), ["palette.css", "shared/base.css", *COMMON, "export/export.css"], False),
        ("about", (), ["palette.css", "shared/base.css", *COMMON], False),
    ],
)
def test_a_page_holds_the_styles_it_is_painted_with_and_names_the_others(
    client: TestClient, page: str, written: tuple[str, ...], linked: list[str], is_ahead: bool
) -> None:
    answer = client.get(f"/{page}")
    assert answer.headers["cache-control"] == "no-cache"
    assert re.findall('data-asset="([^"]+)"', answer.text) == list(written)
    assert re.findall(r'rel="stylesheet" href="assets/\w+/([^"]+)"', answer.text) == linked
    content = resources.get_content()
    begins = f'src="assets/{get_version()}/workbench/ahead.js?v={content.version}"'
    assert (begins in answer.text) == is_ahead
    fonts = re.findall(r'href="assets/\w+/([^"]+)" crossorigin', answer.text)
    assert fonts == ["SourceSans3-Regular-latin.woff2", "SourceSans3-Semibold-latin.woff2"]


def test_a_page_of_an_opened_model_asks_ahead_for_that_one(client: TestClient) -> None:
    key = resources.open_model(build_model("a>b"))
    page = client.get(f"/explore?model={key}").text
    version = resources.get_content(key).version
    assert f"workbench/ahead.js?v={version}&amp;model={key}" in page


def test_pages_are_limited_in_number(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_pages", Limit(most=1, seconds=60))
    assert client.get("/about").status_code == 200
    answer = client.get("/about", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "Too many requests. Try again in a minute." in answer.text


@pytest.mark.parametrize(
    ("room", "is_drawn"),
    [("1x1", True), ("9999x9999", True), ("10000x1", False), ("1x", False), ("1280×720", False)],
)
def test_a_room_is_two_numbers_of_four_digits_at_most(client: TestClient, room: str, is_drawn: bool) -> None:
    for path in ("diagram.svg", "network.json"):
        assert client.get(f"/{path}", params={"room": room}).status_code == (200 if is_drawn else 400)


def test_the_network_is_placed_in_its_room_and_limited_in_number(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = client.get("/network.json")
    assert usual.content == client.get("/network.json?room=1000x640").content
    assert usual.content != client.get("/network.json?room=1600x640").content
    assert usual.headers["cache-control"] == "no-cache"
    version = resources.get_content().version
    assert "immutable" in client.get(f"/network.json?v={version}").headers["cache-control"]
    monkeypatch.setattr(routes, "_networks", Limit(most=0, seconds=60))
    assert client.get("/network.json").status_code == 429


def test_a_picture_can_be_asked_to_fit_as_a_whole(client: TestClient) -> None:
    def read_size(query: str) -> list[float]:
        found = re.search(r'viewBox="0 0 (\S+) (\S+)"', client.get(f"/diagram.svg?theme=screen&{query}").text)
        assert found
        return [float(number) for number in found.groups()]

    width, height = read_size("room=2000x400&fit=whole")
    assert width / height > 2
    assert read_size("room=2000x400") != [width, height]
    assert read_size("") == read_size("room=1000x1")


def test_stories_beside_a_picture_are_kept_by_nobody_else(client: TestClient) -> None:
    answer = client.get(f"/public-stories.json?v={resources.get_content().version}")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert client.get("/favicon.png").headers["cache-control"] == "public, max-age=86400"
