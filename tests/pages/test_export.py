from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.export import EXPORTERS
from model.export.exporter import Option
from model.export.model_file import to_yaml
from model.loading import DATA
from pages.export.routes import ROUTES
from pages.shared import resources
from tests.building import build_model
from tests.documents import build_figure
from tests.pages.driving import get_sent, open_page


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_each_format_can_be_taken_along(form: str) -> None:
    app = open_page("export")
    app.session_state["export_format"] = form
    app.run()
    assert not app.exception
    [button] = app.get("download_button")
    assert button.proto.label.startswith(f"Download {EXPORTERS[form].title} (")


def list_offers(form: str) -> dict[str, list[Any]]:
    """What the page lets one choose of a format, by the key of its input."""
    exporter = EXPORTERS[form]
    options: dict[Option, tuple[str, list[Any]]] = {
        "scale": (f"export_scale_{form}", [1.0, 4.0]),
        "is_transparent": ("export_transparent", [True]),
        "has_outlines": ("export_outlines", [True]),
        "steps": ("export_steps", ["", "stages"]),
    }
    return {
        "export_parts": [[part] for part in exporter.parts],
        "export_theme": list(exporter.themes),
        "export_paper": list(exporter.papers if len(exporter.papers) > 1 else ()),
        **dict(options[option] for option in exporter.options),
    }


@pytest.mark.parametrize("form", EXPORTERS)
def test_everything_that_the_page_offers_for_a_format_gives_a_file(form: str) -> None:
    app = open_page("export", format=form)
    offers = {key: values for key, values in list_offers(form).items() if values}
    keys = {key for other in EXPORTERS for key in list_offers(other)}
    assert {key for key in keys if key in app.session_state} == set(offers)
    for key, values in offers.items():
        for value in values:
            app.session_state[key] = value
            app.run()
            assert not app.exception, (key, value)
            assert app.get("download_button"), (key, value)
            assert not get_sent(app, "export/preview")["note"]


def test_what_another_format_does_not_have_is_not_asked_of_it() -> None:
    """The dark theme of a picture, then a handout, which is on white; and a legend, then a model file."""
    app = open_page("export", format="png")
    for form, theme in (("png", "dark"), ("handout", "print"), ("yaml", None), ("pdf", "light")):
        app.session_state["export_format"] = form
        if form == "png":
            app.session_state["export_theme"] = theme
        app.run()
        assert not app.exception
        assert app.get("download_button")
        assert ("export_theme" in app.session_state) == (theme is not None)
        if theme:
            assert app.session_state["export_theme"] == theme, form


def test_stories_that_are_left_out_are_said_only_where_there_would_be_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pages.shared.facilitator.may_facilitate", lambda _access: False)
    said = {}
    for form in EXPORTERS:
        app = open_page("export", format=form)
        said[form] = any("Stories are not included" in text.value for text in app.text)
    assert said == {form: EXPORTERS[form].stories == "always" for form in EXPORTERS}


def test_the_screen_s_filter_is_in_the_address_that_brings_the_view_back() -> None:
    app = open_page("export", level="patient", format="svg")
    assert "diagram.svg?level=patient&lang=en" in get_sent(app, "shared/verbatim")["text"]


def test_an_unknown_format_is_said() -> None:
    app = open_page("export")
    app.query_params["format"] = "docx"
    app.run()
    assert get_sent(app, "navigation/navigation")["notices"]


def test_letters_that_the_file_cannot_show_are_named_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (DATA / "mangomoment.yaml").read_text(encoding="utf-8")
    file = tmp_path / "model.yaml"
    file.write_text(shipped.replace("Joy in work", "Joy 你好"), encoding="utf-8")
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    app = open_page("export")
    app.session_state["export_format"] = "pdf"
    app.run()
    assert any("Joy 你好" in text.value and "□" in text.value for text in app.text)
    app.session_state["export_format"] = "graphml"
    app.run()
    assert not any("Joy 你好" in text.value for text in app.text)


def test_small_letters_and_maps_that_are_too_large_are_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = [f"n{at}" for at in range(150)]
    model = build_model(nodes=nodes, stages={f"s{at}": nodes[at::50] for at in range(50)})
    file = tmp_path / "model.yaml"
    file.write_bytes(to_yaml(build_figure(model)))
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    app = open_page("export")
    app.session_state["export_format"] = "pdf"
    app.run()
    assert any("The smallest paper that would do is A0" in text.value for text in app.text)
    assert app.get("download_button")
    monkeypatch.setattr("model.export.size_limits._MOST_SECONDS", 0.001)
    app.session_state["export_format"] = "handout"
    app.run()
    assert any("Filter by level or stage" in warning.value for warning in app.warning)
    assert not app.get("download_button")


def test_the_current_picture_has_an_address(client: TestClient) -> None:
    answer = client.get("/diagram.png", params={"level": "patient", "lang": "nl", "scale": "1"})
    small = Image.open(BytesIO(answer.content))
    large = Image.open(BytesIO(client.get("/diagram.png", params={"scale": "2"}).content))
    assert large.width > 1.5 * small.width


def read_picture(client: TestClient, **query: str) -> Image.Image:
    answer = client.get("/diagram.png", params=query)
    assert answer.status_code == 200
    return Image.open(BytesIO(answer.content)).convert("RGBA")


def test_the_address_of_a_picture_says_how_it_looks(client: TestClient) -> None:
    usual = read_picture(client, level="patient", rest="hide")
    view = {"level": "patient", "rest": "hide"}
    large = read_picture(client, scale="4", **view)
    assert read_picture(client, scale="2", **view).size == usual.size
    assert [round(large.width / usual.width, 1), round(large.height / usual.height, 1)] == [2, 2]
    corner: dict[str, Any] = {
        theme: read_picture(client, theme=theme, **view).getpixel((0, 0))
        for theme in ("light", "dark", "print")
    }
    assert corner["light"] == usual.getpixel((0, 0))
    assert sum(corner["dark"][:3]) < sum(corner["light"][:3])
    assert {theme: colour[3] for theme, colour in corner.items()} == {"light": 255, "dark": 255, "print": 255}
    clear: Any = read_picture(client, transparent="yes", **view).getpixel((0, 0))
    assert clear[3] == 0
    assert read_picture(client, words="yes", **view).height > usual.height
    assert read_picture(client, words="no", **view).height == usual.height


@pytest.mark.parametrize(
    ("query", "said"),
    [
        *(({"scale": scale}, "scale is 1, 2, 3 or 4") for scale in ("0", "5", "1.5", "", "²")),
        ({"theme": "pink"}, "theme is one of light, dark, print"),
    ],
)
def test_a_picture_that_cannot_be_gets_a_sentence_with_what_can(
    client: TestClient, query: dict[str, str], said: str
) -> None:
    answer = client.get("/diagram.png", params=query)
    assert (answer.status_code, answer.json()) == (400, {"error": said})


def test_a_picture_for_elsewhere_is_asked_for_again_each_time(client: TestClient) -> None:
    version = resources.get_content().version
    first = client.get(f"/diagram.mmd?level=patient&v={version}")
    assert first.headers["content-type"].startswith("text/")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/diagram.mmd?level=patient", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_gives_the_addresses_of_the_picture_and_copies_it() -> None:
    app = open_page("export", level="patient", lang="nl", search="mango", format="svg")
    query = "lang=nl&level=patient"
    copied = get_sent(app, "export/copy")["copies"]
    assert [copy["address"] for copy in copied] == [f"diagram.png?{query}", f"diagram.mmd?{query}"]
    assert [copy["mediaType"] for copy in copied] == ["image/png", ""]
    assert [copy["name"] for copy in copied] == ["Kopiëren als beeld", "Kopiëren als Mermaid"]
    parts = [part for part in app.get("bidi_component") if "verbatim" in part.proto.component_name]
    shown = [json.loads(part.proto.json)[0]["text"] for part in parts]
    assert [text.rpartition("/")[2] for text in shown] == [f"diagram.svg?{query}", f"diagram.png?{query}"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("svg", {"pages": 1, "sheets": 0, "page": False}),
        ("pptx", {"pages": 1, "sheets": 0, "page": False}),
        ("kumu", {"pages": 0, "sheets": 3, "page": False}),
        ("html", {"pages": 0, "sheets": 0, "page": True}),
    ],
)
def test_the_preview_shows_a_file_as_what_it_is(form: str, shown: dict[str, Any]) -> None:
    sent = get_sent(open_page("export", format=form), "export/preview")
    assert {name: len(sent[name]) for name in ("pages", "sheets")} | {"page": bool(sent["page"])} == shown
    assert [page["number"] for page in sent["pages"]] == [""] * shown["pages"]
    assert sent["note"] == ""
    if form == "kumu":
        elements, connections, _paths = sent["sheets"]
        assert (len(elements["rows"]), len(connections["rows"])) == (26, 43)
        assert elements["rows"][0][0] == "Personality of the patient"
        assert [sheet["rest"] for sheet in (elements, connections)] == ["", ""]


def test_slides_are_counted_and_of_many_the_first_are_shown() -> None:
    app = open_page("export", format="pptx")
    app.session_state["export_steps"] = "stages"
    app.run()
    sent = get_sent(app, "export/preview")
    numbers = [page["number"] for page in sent["pages"]]
    count = len(numbers)
    assert count > 1
    assert numbers == [f"Slide {number} of {count}" for number in range(1, count + 1)]
    assert sent["note"] == ""
    assert all(page["address"].startswith("data:image/") and page["words"] for page in sent["pages"])


def test_of_a_large_workbook_and_a_long_text_the_beginning_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = [f"n{at}" for at in range(103)]
    model = build_model(nodes=nodes)
    (tmp_path / "model.yaml").write_bytes(to_yaml(build_figure(model)))
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(tmp_path / "model.yaml"))
    sheet = get_sent(open_page("export", format="kumu"), "export/preview")["sheets"][0]
    assert (len(sheet["rows"]), sheet["rest"]) == (100, "3 more rows in the file")
    (tmp_path / "model.yaml").write_bytes(to_yaml(build_figure(build_model("a>b"))))
    said = {}
    for file in (tmp_path / "model.yaml", DATA / "mangomoment.yaml"):
        monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
        app = open_page("export", format="yaml")
        said[len(app.code[0].value)] = "The rest is in the file." in [each.value for each in app.caption]
    assert sorted(said.values()) == [False, True]
    assert said[20_000]


def test_the_current_picture_has_an_address_as_mermaid(client: TestClient) -> None:
    assert client.get("/diagram.mmd").text.splitlines()[-1]
    assert "flowchart" in client.get("/diagram.mmd").text


@pytest.mark.parametrize("query", [{"scale": "9"}, {"theme": "pink"}, {"level": "zebra"}, {"lang": "xx"}])
def test_a_wrong_address_gets_a_sentence(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/diagram.png", params=query)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_pictures_are_limited_in_number(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from pages.export import routes
    from pages.shared.limits import Limit

    monkeypatch.setattr(routes, "_pictures", Limit(most=1, seconds=60))
    assert client.get("/diagram.mmd").status_code == 200
    assert client.get("/diagram.mmd").status_code == 429
