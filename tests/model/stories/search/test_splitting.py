from __future__ import annotations

import time

import pytest

from model.stories.search.splitting import (
    LONGEST_WORD,
    Written,
    find_written,
    list_known_words,
    list_words,
    replace_words,
    split_words,
)
from model.stories.story import LONGEST_TEXT


@pytest.mark.parametrize("part", ["x", "é", "1", "x'", "'", "e\u0301"])
def test_a_text_without_a_space_is_split_in_no_time(part: str) -> None:
    text = part * (LONGEST_TEXT // len(part))
    began = time.process_time()
    words = split_words(text)
    assert time.process_time() - began < 0.1  # a hundredth of it, where each letter is looked at once
    assert all(len(word) <= LONGEST_WORD for word in words)


def test_a_word_counts_with_its_apostrophe_left_out_wherever_it_stands() -> None:
    words = "rock'n'roll 't z'n_l'eau' 'x x'"
    assert split_words(words) == ["rock", "n", "roll", "t", "z", "l", "eau", "x", "rocknroll", "zn", "leau"]


def test_words_are_cut_at_sixty_letters() -> None:
    long = "ab" * 30
    assert list_words(f"{long} {long}c x_y") == [long, long, "x", "y"]
    assert split_words(f"{long}c {long}'n") == [long, "n"]
    assert [word.joined for word in find_written(f"{long}'n a'b")] == [long, "ab"]


def test_the_words_of_a_text_stand_where_they_are_written() -> None:
    assert list(find_written("Été: l’œuf_z'n")) == [
        Written(0, 3, ("ete",)),
        Written(5, 10, ("l", "oeuf")),
        Written(11, 14, ("z", "n")),
    ]
    [written] = find_written("e\u0301te\u0301")
    assert (written.start, written.end, written.parts) == (0, 5, ("ete",))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Zorg zorg ZÓRG", {"zorg": "zorg"}),
        ("zórg Zorg", {"zorg": "zórg"}),
        ("ab abc", {"abc": "abc"}),
        ("x" * 40 + " " + "y" * 41, {"x" * 40: "x" * 40}),
        ("12b b12 kamer", {"kamer": "kamer"}),
        ("d'été aujourd'hui", {"ete": "été", "aujourd": "aujourd", "hui": "hui"}),
        ("e\u0301te\u0301", {"ete": "été"}),
        ("", {}),
    ],
)
def test_words_that_others_are_led_to_are_of_letters_and_neither_short_nor_endless(
    text: str, known: dict[str, str]
) -> None:
    assert list_known_words(text) == known


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ('-Vepleger "de zórg"', '-verpleger "de zorgen"'),
        ("vepleger's l'zorg", "verpleger's l'zorgen"),
        ("z'n Zn", "zijn zijn"),
        ("vepleger-zorg", "verpleger-zorgen"),
        ("veplegers", "veplegers"),
        ("", ""),
    ],
)
def test_words_are_replaced_whole_and_all_else_stays(text: str, replaced: str) -> None:
    others = {"vepleger": "verpleger", "zorg": "zorgen", "zn": "zijn"}
    assert replace_words(text, others) == replaced
