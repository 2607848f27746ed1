"""How the letters of a file are found out, and its lines read."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.tables import ENCODINGS, TableError
from model.tables import encoding as encoding_module
from model.tables.encoding import Encoding, choose_encoding, find_encoding, read_lines
from model.tables.file_view import Open, to_open
from model.tables.notes import Findings, TableNote


def open_bytes(content: bytes) -> Open:
    return to_open(BytesIO(content))


UTF_8 = Encoding("utf-8", "utf-8")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"plain", UTF_8),
        (b"", UTF_8),
        ("é".encode(), UTF_8),
        (b"\xef\xbb\xbfa", Encoding("utf-8", "utf-8-sig")),
        ("\ufeffa".encode("utf-32-le"), Encoding("utf-32", "utf-32")),
        ("\ufeffa".encode("utf-16-le"), Encoding("utf-16", "utf-16")),
        ("\ufeffa".encode("utf-16-be"), Encoding("utf-16", "utf-16")),
        ("a,b\n1,2\n".encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        ("a,b\n1,2\n".encode("utf-16-be"), Encoding("utf-16", "utf-16-be")),
        (("a" * 9 + "你" * 23).encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        (("a" * 16 + "\u0100").encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        (b"a\0bcdefgh", UTF_8),
        (b"x\0" * 8 + b"y" * 48, UTF_8),
        (b"\0" * 8, UTF_8),
        ("é".encode() * 3 + b"\xe9", None),
        (b"caf\xe9 d\xe9j\xe0", Encoding("cp1252", "cp1252")),
        ("één crème".encode("cp850"), Encoding("cp850", "cp850", True)),
        ("pielęgniarka była".encode("cp1250"), Encoding("cp1250", "cp1250", True)),
        ("één naïef".encode("mac_roman"), Encoding("mac_roman", "mac_roman", True)),
    ],
)
def test_letters_are_told_by_marks_zeros_and_words(content: bytes, found: Encoding | None) -> None:
    if found is not None:
        assert find_encoding(open_bytes(content)) == found
        assert find_encoding(open_bytes(content), True) == found
        return
    with pytest.raises(TableError) as caught:
        find_encoding(open_bytes(content))
    assert str(caught.value) == (
        "letters in it are broken, as if a part of the file were missing or changed; save it again as CSV "
        "UTF-8"
    )
    assert find_encoding(open_bytes(content), True) == UTF_8


def test_letters_are_broken_where_more_of_them_are_whole() -> None:
    assert find_encoding(open_bytes("é".encode() + b" \xe9 ")).name == "cp1252"
    with pytest.raises(TableError, match="broken"):
        find_encoding(open_bytes("éé".encode() + b" \xe9 "))


def test_letters_over_the_borders_of_what_is_read_at_once_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding_module, "_CHUNK", 1)
    assert find_encoding(open_bytes("é你".encode())) == UTF_8
    assert find_encoding(open_bytes("é".encode()[:1])).name != "utf-8"


def test_only_the_beginning_of_a_long_text_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding_module, "_CHUNK", 8)
    monkeypatch.setattr(encoding_module, "_SAMPLED", 16)
    content = b"caf\xe9 caf\xe9 caf\xe9   " + "één crème brûlée".encode("cp850") * 20
    assert find_encoding(open_bytes(content)).name == "cp1252"


@pytest.mark.parametrize(
    ("chosen", "content", "found"),
    [
        ("UTF8", b"\xef\xbb\xbfa", Encoding("utf-8", "utf-8-sig")),
        ("utf-16", "\ufeffa".encode("utf-16-be"), Encoding("utf-16", "utf-16")),
        ("utf-16", "a,b\n1,2\n".encode("utf-16-be"), Encoding("utf-16", "utf-16-be")),
        ("utf-16", "\u4e00\u4e8c".encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        ("utf-16", b"\xef\xbb\xbfab\n", Encoding("utf-16", "utf-16-le")),
        ("utf_32", "a".encode("utf-32"), Encoding("utf-32", "utf-32")),
        ("windows-1252", b"\xe9", Encoding("cp1252", "cp1252")),
        ("macroman", b"\xe9", Encoding("mac_roman", "mac_roman")),
    ],
)
def test_an_encoding_is_chosen_by_any_of_its_names(chosen: str, content: bytes, found: Encoding) -> None:
    assert choose_encoding(open_bytes(content), chosen, False) == found


@pytest.mark.parametrize("chosen", ["klingon", "latin-1", "utf-16-le"])
def test_an_encoding_that_there_is_not_is_refused_with_those_that_there_are(chosen: str) -> None:
    with pytest.raises(TableError) as caught:
        choose_encoding(open_bytes(b"a"), chosen, True)
    assert (caught.value.code, str(caught.value)) == (
        "unknown-choice",
        f'there is no encoding "{chosen}"; choose one of utf-8, utf-16, cp1252, cp850, cp1250, mac_roman',
    )
    assert caught.value.details == {"chosen": chosen, "known": ENCODINGS}


def test_a_text_in_other_letters_than_chosen_is_refused_unless_repaired() -> None:
    file = open_bytes(b"\xe9")
    with pytest.raises(TableError) as caught:
        choose_encoding(file, "utf-8", False)
    assert str(caught.value) == (
        "its letters cannot be read; choose another encoding, or save it again as CSV UTF-8 or as an Excel "
        "workbook"
    )
    assert choose_encoding(file, "utf-8", True).name == "utf-8"


def read(
    content: bytes, codec: str = "utf-8", *, repaired: bool = False
) -> tuple[list[str], Findings, tuple[TableNote, ...]]:
    findings = Findings()
    lines = list(read_lines(open_bytes(content), codec, findings, repaired))
    return lines, findings, findings.to_notes()


def test_lines_have_their_ends_and_are_counted() -> None:
    lines, findings, notes = read(b"a\r\nb\rc\n\nd")
    assert lines == ["a\r\n", "b\r", "c\n", "\n", "d"]
    assert (findings.lines, findings.samples, notes) == (5, [], ())


def test_nul_characters_are_taken_out_and_letters_replaced_and_said() -> None:
    lines, _, notes = read(b"a\0b\0\nc\n\0d\n")
    assert lines == ["ab\n", "c\n", "d\n"]
    assert notes == (TableNote("nul-bytes", ("line 1", "line 3"), {"count": 3}),)
    lines, _, notes = read(b"a\xe9\xff\nb\n\xe9\n", repaired=True)
    assert lines == ["a\ufffd\ufffd\n", "b\n", "\ufffd\n"]
    assert notes == (TableNote("broken-letters", ("line 1", "line 3"), {"count": 3}),)
    assert read("\ufffd\n".encode())[2] == ()
    with pytest.raises(TableError, match="its letters cannot be read"):
        read(b"a\xe9\n")


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        (b"\0" * 8 + b"x", True),
        (b"\0" * 9 + b"x", False),
        (b"\0" * 8 + b"\n" + b"x" * 200 + b"\0\n", True),
        (b"x" * 200 + b"\n" + b"\0" * 18, True),
        (b"x" * 180 + b"\n" + b"\0" * 18, False),
    ],
)
def test_many_nul_characters_are_no_text(content: bytes, is_text: bool) -> None:
    if is_text:
        read(content)
        return
    with pytest.raises(TableError) as caught:
        read(content)
    assert str(caught.value) == (
        "this is not a table that can be read; choose a CSV file, a workbook (.xlsx, .xls, .ods) or JSON"
    )
    assert caught.value.details == {"kind": None}


def test_a_line_may_be_shorter_than_the_longest_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding_module, "LONGEST_CELL", 10)
    assert read(b"x" * 8 + b"\n" + b"x" * 9)[0] == ["x" * 8 + "\n", "x" * 9]
    with pytest.raises(TableError) as caught:
        read(b"a\n" + b"x" * 10 + b"\n")
    assert str(caught.value) == "a line is longer than 10 characters; check that this is the file you meant"
    assert caught.value.details == {"longest": 10}


def test_words_that_show_the_letters_are_from_the_first_lines_that_have_some() -> None:
    line = "é è ê ë ä ö\n"
    assert read(line.encode())[1].samples == ["é", "è", "ê"]
    late = "x é x é x é x é x é ö\n" + "ü\n"
    assert read(late.encode())[1].samples == ["é", "ü"]
    many = "é\n" * 50 + "ü\n"
    assert read(many.encode())[1].samples == ["é"]
    assert read(("é\n" * 49 + "ü\n").encode())[1].samples == ["é", "ü"]
