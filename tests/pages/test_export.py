from __future__ import annotations

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
