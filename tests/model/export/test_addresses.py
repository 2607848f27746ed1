from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.export.addresses import break_address, build_address, build_node_url, to_url
from model.lettering import measure


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org/a?b=c&d=%20#e", "HTTP://example.org/a?b=c&d=%20#e"),
        (" https://example.org/\na b ", "https://example.org/ab"),
        ('https://example.org/é\ud800<>"', "https://example.org/%C3%A9%3C%3E%22"),
        ("http://", ""),
        ("http:///a", ""),
        ("ftp://example.org", ""),
        ("xhttp://example.org", ""),
        ("", ""),
    ],
)
def test_a_link_is_an_address_that_a_browser_opens_as_a_page(address: str, url: str) -> None:
    assert to_url(address) == url


@pytest.mark.parametrize(
    ("base", "shown", "address"),
    [
        ("http://x", {}, "http://x/explore"),
        ("http://x/", {"lang": "nl"}, "http://x/explore?lang=nl"),
        ("http://x/stories", {"level": "a,b", "stage": ""}, "http://x/explore?level=a,b"),
        ("http://x/a/about/", {"node": "é"}, "http://x/a/explore?node=%C3%A9"),
        ("http://x/own", {}, "http://x/own/explore"),
        ("http://x/paths?from=a#b", {"from": "a", "to": "stage:b"}, "http://x/paths?from=a&to=stage:b"),
        ("http://x/#a?b", {"from": "a"}, "http://x/explore?from=a"),
        ("http://x", {"to": "a"}, "http://x/explore?to=a"),
    ],
)
def test_the_address_of_a_view_leads_to_the_page_that_shows_it(
    base: str, shown: dict[str, str], address: str
) -> None:
    assert build_address(base, shown) == address


def test_a_node_has_a_link_where_the_application_has_an_address() -> None:
    assert build_node_url("http://x/export", "a", "nl") == "http://x/explore?node=a&lang=nl"
    assert build_node_url("", "a", "nl") == build_node_url("javascript:x", "a", "nl") == ""


@given(st.text("abcWi./?=é", max_size=80), st.integers(12, 200), st.integers(1, 4))
def test_an_address_is_broken_where_a_line_is_full(address: str, width: int, at_most: int) -> None:
    lines = break_address(address, width, 10, at_most)
    assert len(lines) <= at_most
    assert all(measure(line.removesuffix("…"), 10) <= width for line in lines)
    said = "".join(lines)
    if said.endswith("…"):
        assert len(lines) == at_most
        assert address.startswith(said[:-1])
    else:
        assert said == address
    for line, following in pairwise(lines):
        assert measure(line + following[0], 10) > width or following == "…"


def test_an_address_that_fits_is_not_broken_and_its_end_is_cut_beyond_the_last_line() -> None:
    width = measure("mmmm", 10)
    assert break_address("mmmm", width, 10) == ("mmmm",)
    assert break_address("m" * 12, width, 10) == ("mmmm",) * 3
    assert break_address("m" * 13, width, 10) == ("mmmm", "mmmm", "mmm…")
    assert break_address("mm", 1, 10) == ("m", "m")
    assert break_address("", width, 10) == ()
