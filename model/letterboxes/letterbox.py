"""One letterbox: where it is found, what it asks, whose it is."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from model.schema import Id
from model.stories import Consent
from model.stories.keys import EARLIER_ALPHABET, KEY_LENGTH
from model.stories.plain_text import clean_line
from model.stories.story import LONGEST_LINE, LONGEST_TEXT, Teller
from model.words import LANGUAGES, Translate

LONGEST_NAME = 80
MOST_AN_HOUR = 1_000
"""How many stories one letterbox takes within an hour from phones: a whole house in its busiest one."""

_CLEAN = BeforeValidator(lambda value: clean_line(value) if isinstance(value, str) else value)
_Name = Annotated[str, _CLEAN, Field(min_length=1, max_length=LONGEST_NAME)]
_Line = Annotated[str, _CLEAN, Field(max_length=LONGEST_LINE)]
_Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Letterbox(BaseModel):
    """A letterbox, of a `team` or of the whole house.

    Its key never changes, as it is printed. The `language` is what its page is in for a browser that has
    none of ours. Without a `question` of its own it asks in the language of its reader; `is_weekly` says
    which question that is. One that was deleted (`deleted_at`) takes nothing for good, and keeps its name for
    the stories that came through it.

    >>> box = Letterbox(id="b", key="AHCK43", name="Ward 4", language="nl", created_at="2026-05-01T09:00Z")
    >>> box.ask(str), box.model_copy(update={"is_weekly": True}).ask(str)
    ('Tell us your Mangomoment', 'What was your Mangomoment this week?')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    key: str = Field(pattern=rf"^[{EARLIER_ALPHABET}]{{{KEY_LENGTH}}}$")
    name: _Name
    question: _Line = ""
    is_weekly: bool = False
    language: str = Field(pattern=f"^({'|'.join(LANGUAGES)})$")
    team: Id | None = None
    is_open: bool = True
    created_at: _Moment
    deleted_at: _Moment | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether it takes nothing for good."""
        return self.deleted_at is not None

    @property
    def takes_stories(self) -> bool:
        """Whether somebody can tell it one now."""
        return self.is_open and not self.is_deleted

    def ask(self, _: Translate) -> str:
        """The question as its reader is asked it."""
        if self.question:
            return self.question
        return _("What was your Mangomoment this week?") if self.is_weekly else _("Tell us your Mangomoment")


class Telling(BaseModel):
    """What somebody tells a letterbox: the story, who tells it, what it shows, who may see it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    teller: Teller
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    setting: _Line = ""
    nodes: tuple[Id, ...] = ()
    consent: Consent = Consent()


class Receipt(BaseModel):
    """What who told a story gets: its id, and the code to withdraw it with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    story: Id
    code: str
