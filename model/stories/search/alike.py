"""The words of stories that a person means as well by a word: other forms of it, and compounds with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, select, union_all

from model.stories.search.stems import COMPOUNDING, STEMMED, find_stem
from model.stories.tables import story_words
from model.stories.tokens import Groups, Named, StoryQuery, build_groups

MOST_ALIKE = 60
"""How many words count beside the one that is asked for, those that most stories have."""

AFTER = "\U0010ffff"
_MOST_FORMS = 12
_SHORTEST_PART = 4
_PART_ALONE = 5
_SHORTEST_HEAD = 3
_LINKS = ("", "s", "n", "en", "e", "er", "es")
_ENDINGS = ("", "s", "n", "en", "e", "er")
_VERBAL = frozenset({"emp", "ent", "her", "mis", "miss", "ont", "ver", "zer"})
"""Beginnings of verbs: what follows is no part that the whole is a kind of."""


def ask(connection: Connection, query: StoryQuery, model_id: str, named: Named | None) -> Groups | None:
    """What a query asks of the index, with the words of the stories that count as those of the search do."""
    return build_groups(query, model_id, named, partial(find_alike, connection, model_id))


def find_alike(connection: Connection, model_id: str, word: str) -> list[str]:
    """Words with the same stem in the language they were written in, and Dutch and German compounds.

    A compound ends in the word, or in another form of it, of at least 4 letters; what stands before it is
    a word of the stories, or the word has at least 5 letters and what stands before it 3 that do not only
    make another verb of it. At most 60, those of most stories.
    """
    if len(word) < 2:
        return []
    words = story_words.c
    own = words.model == model_id
    forms = _read(
        connection,
        own,
        [and_(words.language == language, words.stem == find_stem(word, language)) for language in STEMMED],
    )
    # A prefix is found anyway; so are compounds that begin with the word.
    parts = {word, *forms[:_MOST_FORMS], *(word + ending for ending in _ENDINGS)}
    parts.update(stem for language in COMPOUNDING if word.startswith(stem := find_stem(word, language)))
    parts = {part for part in parts if len(part) >= _SHORTEST_PART}
    if not parts:
        return [form for form in forms if not form.startswith(word)]
    tails = [and_(words.tail > part[::-1], words.tail < part[::-1] + AFTER) for part in sorted(parts)]
    ending = _read(connection, and_(own, words.language.in_(COMPOUNDING)), tails)
    heads = {
        compound: {compound.removesuffix(part) for part in parts if compound.endswith(part)}
        for compound in ending
    }
    known = _find_known(connection, own, {head for found in heads.values() for head in found})
    compounds = [
        compound
        for compound in ending
        if any(_is_head(head, known, len(compound) - len(head) >= _PART_ALONE) for head in heads[compound])
    ]
    return [form for form in dict.fromkeys([*forms, *compounds]) if not form.startswith(word)][:MOST_ALIKE]


def _read(
    connection: Connection, all_of: ColumnElement[bool], one_of: Iterable[ColumnElement[bool]]
) -> list[str]:
    """The words that meet one of some conditions, those of most stories first."""
    words = story_words.c
    # One question for each, as SQLite looks up in an index only then.
    each = union_all(
        *(select(words.word, words.stories).where(all_of, condition) for condition in one_of)
    ).subquery()
    query = select(each.c.word).order_by(each.c.stories.desc(), each.c.word).limit(3 * MOST_ALIKE)
    return list(dict.fromkeys(connection.execute(query).scalars()))


def _find_known(connection: Connection, own: ColumnElement[bool], heads: Iterable[str]) -> set[str]:
    """Which of some heads are words, but for what links them to the next part."""
    cut = {head: {head.removesuffix(link) for link in _LINKS if head.endswith(link)} for head in heads}
    candidates = sorted({head for bare in cut.values() for head in bare if len(head) >= _SHORTEST_HEAD})
    query = select(story_words.c.word).where(own, story_words.c.word.in_(candidates))
    known = set(connection.execute(query).scalars()) if candidates else set()
    return {head for head, bare in cut.items() if bare & known}


def _is_head(head: str, known: set[str], may_stand_alone: bool) -> bool:
    if len(head) < _SHORTEST_HEAD or head in _VERBAL:
        return False
    return head in known or may_stand_alone
