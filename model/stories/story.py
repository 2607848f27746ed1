"""One story: what it says in which language, who told it, what it shows, and what may be done with it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self, get_args
from uuid import uuid4

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from model.schema import Id
from model.search import fold_accents, has_words
from model.stories.fields import list_texts
from model.stories.plain_text import clean_line, clean_text

Teller = Literal["patient", "family", "professional", "leader", "other"]
Origin = Literal["retold", "collected", "imported"]
Status = Literal["pending", "aside", "published", "withdrawn"]
Purpose = Literal["room", "exports", "publications"]
TELLERS: tuple[Teller, ...] = get_args(Teller)
ORIGINS: tuple[Origin, ...] = get_args(Origin)
STATUSES: tuple[Status, ...] = get_args(Status)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

_NUMBER = re.compile("[0-9]+(e[0-9]+)?")

TeamId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""The id of a team, which is in `model.teams`; a file can name one that is not there."""

LONGEST_TEXT = 5000
LONGEST_LINE = 200
MOST_NODES = 40
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2149, 12, 31)
"""Between which days a story can have been told."""


def _clean(value: object, clean: object = clean_text) -> object:
    return clean(value) if isinstance(value, str) and callable(clean) else value


_Text = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=LONGEST_TEXT)]
_Line = Annotated[
    str, BeforeValidator(lambda value: _clean(value, clean_line)), Field(max_length=LONGEST_LINE)
]
_Day = Annotated[date, Field(ge=EARLIEST_DAY, le=LATEST_DAY)]
_Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Wording(BaseModel):
    """What a story says in one language; title and setting may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str = Field(pattern=r"^[a-z]{2,3}$")
    title: _Line = ""
    text: _Text
    setting: _Line = ""


class StorySource(BaseModel):
    """Where a story comes from: where it was made public, or the workshop session it was told in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: _Line = Field(min_length=1)
    url: _Line | None = Field(default=None, pattern=r"^https?://[^\s<>\"]+$")
    session: Id | None = None


class Consent(BaseModel):
    """What the teller agreed to, each on its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    room: bool = False
    exports: bool = False
    publications: bool = False


EVERYTHING = Consent(room=True, exports=True, publications=True)


def _now() -> datetime:
    return datetime.now(UTC)


def build_story_id() -> str:
    """An id that no other story has, and that no spreadsheet takes for a number."""
    while _NUMBER.fullmatch(identity := uuid4().hex):
        pass
    return identity


_SET_BY_STORE = {"revision", "created_at", "changed_at", "withdrawn_at", "letterbox"}


class Story(BaseModel):
    """A story, attached to the nodes it shows.

    `wordings` holds it in one or more languages, the one it was told in first. `told_on` is the day it was
    told, where that is known; `created_at` the moment it was entered; `team` whose story it is, if a team's;
    `letterbox` the id of the one that it came through, if it did (`model.letterboxes`), which never changes.
    A pending one waits for a decision, one set aside for a later one, and a withdrawn one is erased after a
    while. Times are in UTC; `revision` counts its changes from 1. Text is cleaned of markup when a story is
    made.

    >>> Story(wordings=[{"language": "en", "text": "A <i>mango</i>."}], teller="patient").text
    'A mango.'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id = Field(default_factory=build_story_id)
    wordings: tuple[Wording, ...] = Field(min_length=1)
    teller: Teller
    dimensions: tuple[Id, ...] = ()
    nodes: tuple[Id, ...] = ()
    source: StorySource | None = None
    origin: Origin = "collected"
    consent: Consent = Consent()
    status: Status = "pending"
    told_on: _Day | None = None
    created_at: _Moment = Field(default_factory=_now)
    changed_at: _Moment = Field(default_factory=_now)
    withdrawn_at: _Moment | None = None
    team: Annotated[TeamId | None, BeforeValidator(lambda said: said or None)] = None
    letterbox: Annotated[Id | None, BeforeValidator(lambda said: said or None)] = None
    revision: int = Field(default=1, ge=1)

    @field_validator("dimensions", "nodes")
    @classmethod
    def _drop_repeated(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids))

    @model_validator(mode="after")
    def _check_languages(self) -> Self:
        languages = [wording.language for wording in self.wordings]
        if len(set(languages)) < len(languages):
            raise ValueError("a story has one wording a language")
        return self

    @property
    def language(self) -> str:
        """The language the story was told in."""
        return self.wordings[0].language

    @property
    def title(self) -> str:
        """The title in the language it was told in; may be empty."""
        return self.wordings[0].title

    @property
    def text(self) -> str:
        """The text in the language it was told in."""
        return self.wordings[0].text

    @property
    def setting(self) -> str:
        """The setting in the language it was told in; may be empty."""
        return self.wordings[0].setting

    @property
    def is_public(self) -> bool:
        """Whether everybody in the room may see it: published, and its teller agreed."""
        return self.status == "published" and self.consent.room

    @property
    def is_exportable(self) -> bool:
        """Whether it may be in exported files: it is published, and its teller agreed to that."""
        return self.status == "published" and self.consent.exports

    def in_language(self, language: str) -> Wording:
        """What it says in a language, or in the one it was told in where there is no translation."""
        return next((wording for wording in self.wordings if wording.language == language), self.wordings[0])

    def name(self, language: str, longest: int = 60) -> str:
        """The title in a language, or the beginning of the text where there is none.

        >>> told = Wording(language="en", text="Once there was a mango.")
        >>> Story(wordings=(told,), teller="other").name("en", longest=12)
        'Once there …'
        """
        wording = self.in_language(language)
        name = wording.title or " ".join(wording.text.split())
        return name if len(name) <= longest else name[: longest - 1].rsplit(" ", 1)[0] + " …"

    def has_content_of(self, other: Story) -> bool:
        """Whether another one says the same in all that people give: its revision and times do not count."""
        return self.model_dump(exclude=_SET_BY_STORE) == other.model_dump(exclude=_SET_BY_STORE)

    def has_words(self, search: str) -> bool:
        """Whether its public texts, in any language, hold every word of the search."""
        return has_words(search, list_texts(self))

    @property
    def fingerprint(self) -> str:
        """A text that two stories share which say the same in the same language, whatever their ids."""
        said = " ".join(fold_accents(self.text).split())
        return hashlib.sha256(f"{self.language}\n{said}".encode()).hexdigest()

    @property
    def mark(self) -> str:
        """A text that two stories share which the same kind of teller told in the same words."""
        return hashlib.sha256(f"{self.fingerprint}\n{self.teller}".encode()).hexdigest()
