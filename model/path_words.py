"""A path in words: a few plain sentences, whatever the language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise


def write_path(names: Sequence[str], verbs: Sequence[str], link: str, middles: Collection[int] = ()) -> str:
    """A path as sentences of at most three steps, of which each begins where the one before ends.

    `names` are the nodes, as they stand within a sentence, and `verbs` the steps between them; `link` joins
    the steps of a sentence. A new sentence begins at the `middles`, the places in `names` of what the model
    is about.

    >>> write_path(["time", "room", "joy", "trust"], ["gives", "brings", "builds"], ", which", [2])
    'Time gives room, which brings joy. Joy builds trust.'
    """
    return " ".join(_write_sentence(names[a : b + 1], verbs[a:b], link) for a, b in _cut(len(verbs), middles))


def _cut(steps: int, middles: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end: two or three steps each, or one where there are no more."""
    inner = sorted(at for at in middles if 0 < at < steps)
    for start, end in pairwise([0, *inner, steps]):
        count = max(1, (end - start) // 2)
        yield from pairwise(start + (end - start) * number // count for number in range(count + 1))


def _write_sentence(names: Sequence[str], verbs: Sequence[str], link: str) -> str:
    steps = [f"{verb} {name}" for verb, name in zip(verbs, names[1:], strict=True)]
    sentence = " ".join([names[0], f"{link} ".join(steps)]) if steps else names[0]
    return f"{sentence[:1].upper()}{sentence[1:]}."
