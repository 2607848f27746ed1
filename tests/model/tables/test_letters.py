"""How likely letters are, and the words that show which ones were read."""

from __future__ import annotations

import pytest

from model.tables.letters import choose_samples, find_words, weigh_words


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ([b"plain text"], []),
        ([b"the caf\xe9 is", b"na\xefef\n"], [b"caf\xe9", b"na\xefef"]),
        ([b"\xe9\xe8\t\xe9"], [b"\xe9\xe8", b"\xe9"]),
        ([b"caf\xe9 caf\xe9 d\xe9j\xe0"], [b"caf\xe9", b"d\xe9j\xe0"]),
        ([b"x" * 30 + b"\xe9" + b"y" * 30], [b"x" * 24 + b"\xe9" + b"y" * 24]),
        ([b"\xe9" * 30], [b"\xe9" * 24]),
    ],
)
def test_words_are_what_stands_around_letters_beyond_ascii(chunks: list[bytes], words: list[bytes]) -> None:
    assert find_words(chunks) == words


def test_of_many_words_four_thousand_are_looked_at() -> None:
    chunks = [b" ".join(b"%d\xe9" % number for number in range(3_000)) for _ in range(2)]
    assert len(find_words(chunks)) == 3_000
    chunks.append(b" ".join(b"x%d\xe9" % number for number in range(3_000)))
    assert len(find_words(chunks)) == 4_000


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("één", "ǩǩn"),
        ("crème", "crÈme"),
        ("PATIËNT", "patiËnt"),
        ("PATIËNT", "PATIËnt"),
        ("Één", "éÉn"),
        ("É", "ǩ"),
        ("é", "É"),
        ("l’eau", "l¡eau"),
        ("l’eau", "l’ "),
        ("“ja”", "ja“x"),
        ("a €", "a ¤"),
        ("a €", "a \x85"),
        ("één", "\ue000\ue000n"),
        ("x – y", "x–y"),
        ("¿qué", "a¿ qu"),
        ("º", "\x9d"),
        ("nº 5", "aºb"),
    ],
)
def test_what_people_write_is_likelier_than_what_nobody_does(likelier: str, other: str) -> None:
    assert weigh_words([likelier]) > weigh_words([other])


def test_words_are_weighed_in_the_language_that_fits_all_of_them_best() -> None:
    assert weigh_words([]) == 0
    polish, czech = "pielęgniarka była", "příjemná děkuji"
    assert weigh_words([polish]) + weigh_words([czech]) > weigh_words([polish, czech])
    assert weigh_words(["é", "é"]) == 2 * weigh_words(["é"])


@pytest.mark.parametrize(
    ("words", "samples"),
    [
        ([], ()),
        (["plain"], ()),
        (["één", "één"], ("één",)),
        (["“één”", "*crème*:"], ("één", "crème")),
        (["a–b", "é"], ("é", "a–b")),
        (["–", "§ 5"], ()),
        (["déjà", "été", "œuf", "çà"], ("déjà", "œuf", "çà")),
        (["été", "thé", "café", "blé"], ("été", "thé", "café")),
        (["a;é|b", '"ï"<x>'], ("é", "ï")),
    ],
)
def test_samples_are_three_words_that_show_most_letters(words: list[str], samples: tuple[str, ...]) -> None:
    assert choose_samples(words) == samples
