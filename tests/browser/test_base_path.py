"""Pages and phones below a path of another site, and pages within a page of another site."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.serving import Server, find_port, serve

FRAMED = ("explore", "stories")
PORT = find_port()


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server below a path, whose pages another site may frame."""
    stories = f"sqlite:///{tmp_path_factory.mktemp('below') / 'stories.db'}"
    options = ("--server.baseUrlPath", "a/ward")
    with serve(
        options=options, MANGOMOMENT_DB=stories, MANGOMOMENT_FRAME_HOSTS=f"127.0.0.1:{PORT}"
    ) as server:
        yield Server(f"{server.address}/a/ward", server.process)


def test_pages_phones_and_files_are_below_the_path(open_page: OpenPage, below: Server) -> None:
    page = open_page("/explore?node=resonance", on=below)
    page.locator(".frame-bar").get_by_role("link", name="Workshop").click()
    page.wait_for_url("**/a/ward/workshop*")
    page.get_by_role("button", name="NL", exact=True).click()
    expect(page.get_by_role("link", name="Verkennen")).to_be_visible()
    own = [cookie for cookie in page.context.cookies() if cookie.get("name", "").startswith("mango")]
    assert [cookie.get("path") for cookie in own] == ["/a/ward/"]

    post = {"request": uuid4().hex, "name": "Ward 4", "language": "en", "minutes": 60}
    workshop = ask_server(below, "/workshops.json", post)["id"]
    projector = open_page(f"/projector/{workshop}", on=below, ready=".join-key, [class*=key]")
    expect(projector.locator("body")).to_contain_text("/a/ward/join")
    address = ask_server(below, f"/workshops/{workshop}.json")["invitation"]["address"]
    assert address.startswith(f"{below.address}/join/")
    phone = open_page(address.removeprefix(below.address), on=below, ready="main > form", width=360)
    phone.locator("main > form button").click()
    expect(phone.locator(".note.done")).to_be_visible()


@pytest.fixture(scope="module")
def other_site(below: Server) -> Iterator[str]:
    """The address of a page that shows two of the server's in frames."""
    frames = (f'<iframe src="{below.address}/{name}" width="700" height="700"></iframe>' for name in FRAMED)
    content = "".join(["<!doctype html><title>Ward</title><link rel=icon href=data:,>", *frames]).encode()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", PORT), Site) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{PORT}/"
        site.shutdown()


def test_another_site_shows_what_is_read_and_links_lead_out_of_its_frame(
    open_page: OpenPage, below: Server, other_site: str
) -> None:
    page = open_page(on=Server(other_site, below.process), address="", ready="iframe", expected="Framing")
    shown, refused = page.frame_locator("iframe").first, page.frame_locator("iframe").last
    shown.locator("[data-node-id=resonance]").first.click()
    expect(shown.locator(".st-key-details")).to_contain_text("Positive resonance")
    shown.get_by_role("link", name="Paths").first.click()
    expect(shown.locator("[aria-current=page]")).to_have_text("Paths")
    with page.expect_popup() as opened:
        shown.get_by_role("link", name="Workshop").click()
    assert opened.value.url.startswith(f"{below.address}/workshop")
    expect(shown.locator("[aria-current=page]")).to_have_text("Paths")
    expect(refused.locator("h1, .frame-bar")).to_have_count(0)
