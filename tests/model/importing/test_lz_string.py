from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.importing.lz_string import DamagedError, TooLongError, is_packed_json, unpack_utf16
from tests.model.importing.packing import pack_utf16

BASIC = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("packed", "text"),
    [
        ("\u2020 ", ""),
        ("\u10e8 ", "a"),
        ("\u10e7\u1020 ", "aaaa"),
        ("\u02e2\u4c2d\u4c3e\u6024\u50bb\u4a60 ", "hello hello hello"),
        ("\u1be1\u0841\u442b\u42aa\u0740\u0121\u1740\u17e8  ", '{"a":"\u2705 \u00e9"}'),
    ],
)
def test_what_the_program_packed_is_unpacked(packed: str, text: str) -> None:
    assert unpack_utf16(packed, 100) == text


@given(st.text(BASIC) | st.text("ab", max_size=300))
def test_any_text_comes_back(text: str) -> None:
    assert unpack_utf16(pack_utf16(text), len(text)) == text


def test_halves_of_characters_are_put_together() -> None:
    assert unpack_utf16(pack_utf16("\ud83d\ude00 \ud83d"), 10) == "\U0001f600 \ufffd"


@given(st.text(BASIC, min_size=1), st.integers(0, 20))
def test_a_part_of_packed_text_is_refused(text: str, cut: int) -> None:
    packed = pack_utf16(text).rstrip(" ")
    with pytest.raises(DamagedError):
        unpack_utf16(packed[: min(cut, len(packed) - 1)], 10_000)


@pytest.mark.parametrize(
    "bits",
    ["11", "00" + "10000110" + "111", "00" + "10000110" + "101"],
    ids=["a piece that is not there yet", "a piece that never comes", "a piece beyond the next"],
)
def test_a_code_without_a_piece_is_refused(bits: str) -> None:
    with pytest.raises(DamagedError):
        unpack_utf16(chr(int(f"{bits:0<15}", 2) + 32) + " " * 3, 100)


def test_a_sign_that_no_packed_text_has_is_refused_also_behind_the_end() -> None:
    assert unpack_utf16("\u10e8 \u801f", 10) == "a"
    for sign in ("\x1f", "\u8020"):
        with pytest.raises(DamagedError):
            unpack_utf16(f"\u10e8 {sign}", 10)


@pytest.mark.parametrize(
    ("text", "is_packed"),
    [
        ("\u1be0", True),
        ("\u1bff", True),
        ("\u1bdf", False),
        ("\u1c00", False),
        ("\u1be0 \u801f", True),
        ("\u1be0\u8020", False),
        ("\u1be0\n", False),
        ("\u1be0" + " " * 99 + "\n", True),
        ("", False),
    ],
)
def test_packed_json_begins_with_a_brace_and_has_no_other_signs(text: str, is_packed: bool) -> None:
    assert is_packed_json(text) is is_packed


@given(st.text())
def test_any_other_text_is_unpacked_or_refused(text: str) -> None:
    with suppress(DamagedError, TooLongError):
        assert len(unpack_utf16(text, 1_000)) <= 1_000


def test_text_that_unpacks_to_too_much_is_refused_at_once() -> None:
    packed = pack_utf16("a" * 200_000)
    assert len(packed) < 1_000
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(TooLongError):
        unpack_utf16(packed, 10_000)
    assert time.process_time() - started < 2
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


@given(st.text(BASIC))
def test_packed_json_is_known_by_its_beginning(text: str) -> None:
    assert is_packed_json(pack_utf16('{"' + text))
    assert not is_packed_json("digraph {" + text)
