from __future__ import annotations

import pytest
from starlette.requests import HTTPConnection

from pages.shared.language import COOKIE, choose_language, find_language


@pytest.mark.parametrize(
    ("query", "of_workshop", "chosen", "preferred", "language"),
    [
        ("lang=en", "nl", "nl", "nl", "en"),
        ("lang=xx", "nl", "en", "en", "nl"),
        ("", "", "nl", "en", "nl"),
        ("", "", "xx", "nl", "nl"),
        ("", "", "", "fy,nl-BE;q=0.8,en;q=0.9", "en"),
        ("", "", "", "fy,nl-BE,en", "nl"),
        ("", "", "", "nl;q=0,fy", "en"),
        ("", "", "", "nl;q=much", "nl"),
        ("", "", "", "", "en"),
        ("", "", "", "," * 10_000 + "nl", "en"),
    ],
)
def test_the_address_comes_first_then_the_workshop_the_choice_and_the_browser(
    query: str, of_workshop: str, chosen: str, preferred: str, language: str
) -> None:
    headers = [(b"accept-language", preferred.encode()), (b"cookie", f"{COOKIE}={chosen}".encode())]
    connection = HTTPConnection({"type": "http", "query_string": query.encode(), "headers": headers})
    assert find_language(connection, of_workshop) == language


def test_where_nothing_is_known_it_is_said() -> None:
    assert choose_language("", "xx", otherwise="") == ""
