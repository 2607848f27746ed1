"""Signing in by an account of an organisation, at a provider of OpenID Connect, and out again."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from model.stories import StoryStore
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage, Start
from tests.round_trips import build_story
from tests.serving import find_port


@pytest.fixture
def issuer() -> Iterator[str]:
    """The address of a provider that knows one moderator."""
    import oidc_provider_mock

    moderator = oidc_provider_mock.User(sub="ann@house.example", claims={"groups": ["moderators"]})
    app = oidc_provider_mock.app(user_claims=[moderator])

    def leave_out_styles(response: Response) -> Response:  # they are on another host
        if response.mimetype == "text/html":
            response.set_data(re.sub(rb"<link[^>]*>", b"", response.get_data()))
        return response

    app.after_request(leave_out_styles)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider uses what Authlib is about to drop
def test_a_moderator_signs_in_by_an_account_gets_the_queue_and_signs_out(
    open_page: OpenPage, start: Start, issuer: str, tmp_path: Path
) -> None:
    port, url = find_port(), f"sqlite:///{tmp_path / 'stories.db'}"
    store = StoryStore(url, "mangomoment")
    store.open()
    story = store.add(build_story("A crow sang for everybody."), "visitor").id
    store.close()
    server = start(
        port=port,
        MANGOMOMENT_DB=url,
        MANGOMOMENT_PASSCODE="a mango for the room",
        MANGOMOMENT_PUBLIC_URL=f"http://127.0.0.1:{port}",
        MANGOMOMENT_OIDC_ISSUER=issuer,
        MANGOMOMENT_OIDC_CLIENT_ID="mango",
        MANGOMOMENT_OIDC_CLIENT_SECRET="a secret",  # noqa: S106
        MANGOMOMENT_OIDC_GROUPS="moderators=moderator",
    )
    page = open_page("/stories?lang=en", on=server, ready=".stories-access")
    page.locator(".stories-access").click()
    assert find_barriers(page) == []
    page.get_by_role("link", name="Sign in with your organisation's account").click()
    page.get_by_role("button", name="ann@house.example").click()
    expect(page.get_by_text("Signed in as moderator")).to_be_visible()
    expect(page.get_by_role("button", name="Agreement")).to_have_count(0)
    page.get_by_role("button", name="Moderate (1)").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".stories-message")).to_contain_text("Published")
    page.goto(f"{server.address}/workshop?lang=en")
    expect(page.get_by_text("Workshops are for the facilitator.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="End session")).to_be_visible()
    page.goto(f"{server.address}/stories?lang=en")
    expect(page.locator(".stories-access")).to_have_text("Sign in")
    store.open()
    assert [(change.role, change.person) for change in store.history(story)][1:] == [
        ("moderator", "ann@house.example")
    ]
    store.close()
