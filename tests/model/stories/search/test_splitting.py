from __future__ import annotations

import time

import pytest

from model.stories.search.splitting import LONGEST_WORD, split_words
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
