"""Keys, codes and marks that are on paper or in databases by now: they stay what they are."""

from __future__ import annotations

from model.stories.keys import (
    EARLIER_ALPHABET,
    derive_code,
    hash_code,
    is_request_id,
    make_request_id,
    read_code,
    read_key,
)
from model.stories.places import mark_place
from tests.storytelling import build_story


def test_a_code_on_a_receipt_is_that_of_its_request_in_every_version() -> None:
    said = (b"secret", "letterbox", "box", "r")
    assert derive_code(*said) == "HGXDM9K4TZ"
    assert derive_code(*said, alphabet=EARLIER_ALPHABET) == "XEAVKGWNAJ"
    assert hash_code("AHCK43AHCK") == "0713ffc0077e26fa117036dd66fbc67cf7f90fc7090100f22f28ec56248eb70e"


def test_a_network_has_the_same_mark_in_every_version() -> None:
    assert mark_place(b"secret", "ward 4", "192.0.2.1") == "13c1c"


def test_what_two_stories_share_that_say_the_same_is_the_same_in_every_version() -> None:
    story = build_story("Één  MANGO.", language="nl")
    assert story.fingerprint == "04dac9042bc72e00e293b8de035af3d3cde53b364957658ad99d6d1373f5dc79"
    assert story.mark == "8f55d5c48350f6a7eea545ecfbb65412c5ef29914570009c30821c956be33b13"


def test_what_is_typed_has_at_most_four_times_the_length_of_a_key_or_a_code() -> None:
    assert read_key("AHCK43".center(24)) == read_key("A-H-C-K-4-3") == ("AHCK43",)
    assert read_key("AHCK43".center(25)) == ()
    assert read_code("AHCK43AHCK".center(40)) == ("AHCK43AHCK",)
    assert read_code("AHCK43AHCK".center(41)) == ()


def test_all_that_may_have_been_meant_is_read_as_it_was_typed_first() -> None:
    assert read_key("5B79Z4") == (
        "5B79Z4",
        "5B7924",
        "5879Z4",
        "587924",
        "SB79Z4",
        "SB7924",
        "S879Z4",
        "S87924",
    )
    assert len(set(read_code("0" * 10))) == 1024


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "AHCK43", "AHCK43AHCKA", "AHCK43AHC!"):
        assert read_code(typed) == ()


def test_a_request_has_an_id_of_up_to_eighty_signs() -> None:
    assert is_request_id("x" * 80)
    assert is_request_id("A-z_0.9")
    made = {make_request_id() for _ in range(100)}
    assert len(made) == 100
    assert {len(request) for request in made} == {32}
