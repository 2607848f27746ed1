"""Phrases of three words and more: the index gives stories with all their pairs, the texts tell the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from sqlalchemy import Connection, select

from model.stories.fields import list_texts
from model.stories.questions import PostgresQuestion, Question, SqliteQuestion
from model.stories.search.splitting import list_words
from model.stories.story import Story
from model.stories.tables import is_among, read_stories, stories
from model.stories.tokens import Group, Groups, Token, list_tokens

_BATCH = 100


class PhraseQuestion(Question):
    """A question of which the texts of the stories are looked at; at most 200 are counted."""

    most_counted = 200

    def __init__(self, connection: Connection, groups: Groups, model_id: str) -> None:
        super().__init__(connection, groups)
        self._model_id = model_id
        self._checked = [group for group in groups if group.has_long_phrase]
        # What the index would leave out for its pairs may not have the phrase.
        kept = [group for group in groups if not (group.is_excluded and group.has_long_phrase)]
        self._inner = _build_plain(connection, kept)

    def list_some(self, at_most: int | None) -> list[int]:
        return list(islice(self.scan(is_newest_first=True), at_most))

    def list_first(self, is_newest_first: bool, at_most: int) -> list[int]:
        return list(islice(self.scan(is_newest_first), at_most))

    def scan(self, is_newest_first: bool, last: int | None = None) -> Iterator[int]:
        numbers = self._inner.scan(is_newest_first, last)
        while batch := list(islice(numbers, _BATCH)):
            fitting = self._check(batch)
            yield from (number for number in batch if number in fitting)

    def find_fitting(self, numbers: Sequence[int]) -> set[int]:
        return self._check(self._inner.find_fitting(numbers))

    def _check(self, numbers: Sequence[int] | set[int]) -> set[int]:
        query = select(stories).where(is_among(self._connection, stories.c.number, numbers))
        rows = self._connection.execute(query).mappings().all()
        read = read_stories(self._connection, rows)
        return {row["number"] for row, story in zip(rows, read, strict=True) if self._fits(story)}

    def _fits(self, story: Story) -> bool:
        looked_up = _Told(story, self._model_id)
        return all(
            any(looked_up.has(token) for token in group.tokens) is not group.is_excluded
            for group in self._checked
        )


class _Told:
    """A story of which is looked up what it has; its tokens are listed only where a question needs them."""

    def __init__(self, story: Story, model_id: str) -> None:
        self._story = story
        self._model_id = model_id

    def has(self, token: Token) -> bool:
        if token.phrase:
            phrase = f" {' '.join(token.phrase)} "
            return any(phrase in text for text in self._texts)
        if token.is_beginning:
            return any(own.startswith(token.text) for own in self._tokens)
        return token.text in self._tokens and self._tokens.issuperset(token.rest)

    @cached_property
    def _texts(self) -> list[str]:
        return [f" {' '.join(list_words(text))} " for text in list_texts(self._story)]

    @cached_property
    def _tokens(self) -> frozenset[str]:
        return frozenset(list_tokens(self._story, self._model_id))


def build_question(connection: Connection, groups: Groups, model_id: str) -> Question:
    """The question in the language of the database."""
    if any(group.has_long_phrase for group in groups):
        return PhraseQuestion(connection, groups, model_id)
    return _build_plain(connection, groups)


def _build_plain(connection: Connection, groups: Sequence[Group]) -> Question:
    kind = SqliteQuestion if connection.dialect.name == "sqlite" else PostgresQuestion
    return kind(connection, groups)
