from __future__ import annotations

import pytest

from model.stories.keys import (
    ALPHABET,
    CODE_LENGTH,
    EARLIER_ALPHABET,
    derive_code,
    is_request_id,
    make_key,
    make_request_id,
    read_code,
    read_key,
)
from model.workshop.keys import build_form_token, hash_token, is_form_token, is_token, make_token


def test_a_key_has_six_signs_that_nobody_takes_for_one_another() -> None:
    keys = {make_key() for _ in range(500)}
    assert len(keys) == 500
    assert {len(key) for key in keys} == {6}
    assert set("".join(keys)) <= set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 25
    for alike in ("B8", "DOQ0", "G6", "IL1", "S5", "UV", "Z2"):
        assert len(set(ALPHABET) & set(alike)) <= 1


def test_a_key_is_read_as_it_is_typed_on_a_phone() -> None:
    for typed in ("K7WH4M", "k7wh4m", " k7w h4m ", "K7W-H4M", "Ｋ７ＷＨ４Ｍ", "К7WН4М"):
        assert read_key(typed) == ("K7WH4M",)


def test_a_key_that_was_given_out_before_is_read_as_it_is_typed_first() -> None:
    assert set(EARLIER_ALPHABET) > set(ALPHABET)
    for key in ("5ZN99S", "Q2U8V6", *EARLIER_ALPHABET):
        typed = key * 6 if len(key) == 1 else key
        assert read_key(typed)[0] == typed


@pytest.mark.parametrize("typed", ["5ZN99S", "SZN99S", "52N995", "szn995"])
def test_a_key_is_found_by_who_takes_a_sign_for_one_that_looks_like_it(typed: str) -> None:
    assert "5ZN99S" in read_key(typed)


def test_a_sign_stands_for_those_that_look_like_it() -> None:
    assert read_key("AHCK4O") == ("AHCK4D", "AHCK4Q")
    assert read_key("AHCK4l") == ("AHCK4J", "AHCK47")
    assert len(read_key("OOOOOO")) == 64


def test_what_cannot_be_a_key_is_none() -> None:
    for typed in ("", "ABC", "ABCDEFG", "ABCDE!", "é" * 6, "A" * 10_000, "\0\0\0\0\0\0", "ABCDE\ud800"):
        assert read_key(typed) == ()


def test_tokens_and_request_ids_are_recognised_by_their_form() -> None:
    assert is_token(make_token())
    assert len({make_token() for _ in range(100)}) == 100
    assert is_request_id(make_request_id())
    for said in ("", "x" * 81, "a b", "a\n", "é", "a\0"):
        assert not is_request_id(said)
        assert not is_token(said)


def test_a_token_is_kept_as_another_text_in_each_workshop() -> None:
    token = make_token()
    assert hash_token("one", token) != hash_token("two", token)
    assert token not in hash_token("one", token)


def test_a_code_belongs_to_its_request() -> None:
    codes = {derive_code(b"secret", "workshop", "token", str(number)) for number in range(1000)}
    assert len(codes) == 1000
    assert all(read_code(code.lower())[0] == code and len(code) == CODE_LENGTH for code in codes)
    assert derive_code(b"other", "workshop", "token", "1") not in codes


def test_a_form_carries_the_token_of_its_phone_and_workshop() -> None:
    said = build_form_token(b"secret", "workshop", "token")
    assert is_form_token(said, b"secret", "workshop", "token")
    assert not is_form_token(said, b"secret", "workshop", "other")
    assert not is_form_token(said, b"secret", "other", "token")
    assert not is_form_token(said, b"other", "workshop", "token")
    assert not is_form_token("é\ud800", b"secret", "workshop", "token")
