from __future__ import annotations

import pytest

from model.path_words import write_path


@pytest.mark.parametrize(
    ("steps", "middles", "sentences"),
    [
        (0, [], "0"),
        (1, [], "01"),
        (2, [], "012"),
        (3, [], "0123"),
        (4, [], "012 234"),
        (5, [], "012 2345"),
        (6, [], "012 234 456"),
        (7, [], "012 234 4567"),
        (2, [1], "01 12"),
        (3, [0, 3], "0123"),
        (4, [1], "01 1234"),
        (4, [3, 1], "01 123 34"),
        (5, [4], "012 234 45"),
        (8, [4], "012 234 456 678"),
    ],
)
def test_a_sentence_has_two_or_three_steps_and_ends_at_each_middle(
    steps: int, middles: list[int], sentences: str
) -> None:
    names = [str(number) for number in range(steps + 1)]
    words = write_path(names, ["to"] * steps, ", which", middles)
    assert words.endswith(".")
    assert [part.replace(", which", "").replace(" to ", "") for part in words[:-1].split(". ")] == (
        sentences.split()
    )


def test_each_step_has_its_own_verb_and_a_sentence_begins_with_a_capital() -> None:
    names, verbs = ["élan", "iPad", "joy", "trust", "rest"], ["gives", "wakes", "builds", "brings"]
    assert (
        write_path(names, verbs, " and") == "Élan gives iPad and wakes joy. Joy builds trust and brings rest."
    )


def test_a_name_without_letters_is_written_as_it_is() -> None:
    assert write_path(["", "5 minutes"], ["give"], ",") == " give 5 minutes."
