from __future__ import annotations

from model.workshop.keys import (
    ALPHABET,
    CODE_LENGTH,
    build_form_token,
    derive_code,
    hash_token,
    is_form_token,
    is_request_id,
    is_token,
    make_key,
    make_request_id,
    make_token,
    read_code,
    read_key,
)


def test_a_key_has_six_signs_that_nobody_takes_for_one_another() -> None:
    keys = {make_key() for _ in range(500)}
    assert len(keys) == 500
    assert {len(key) for key in keys} == {6}
    assert set("".join(keys)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("ILO01")


def test_a_key_is_read_as_it_is_typed_on_a_phone() -> None:
    for typed in ("K7WQ2M", "k7wq2m", " k7w q2m ", "K7W-Q2M", "Ｋ７ＷＱ２Ｍ", "К7WQ2М"):
        assert read_key(typed) == ("K7WQ2M",)


def test_a_sign_that_no_key_has_stands_for_those_that_look_like_it() -> None:
    assert read_key("ABCD2O") == ("ABCD2Q", "ABCD2D")
    assert read_key("ABCD2l") == ("ABCD2J", "ABCD27")
    assert len(read_key("OOOOOO")) == 16


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
    assert all(read_code(code.lower()) == (code,) and len(code) == CODE_LENGTH for code in codes)
    assert derive_code(b"other", "workshop", "token", "1") not in codes


def test_a_form_carries_the_token_of_its_phone_and_workshop() -> None:
    said = build_form_token(b"secret", "workshop", "token")
    assert is_form_token(said, b"secret", "workshop", "token")
    assert not is_form_token(said, b"secret", "workshop", "other")
    assert not is_form_token(said, b"secret", "other", "token")
    assert not is_form_token(said, b"other", "workshop", "token")
    assert not is_form_token("é\ud800", b"secret", "workshop", "token")
