"""A round of a workshop: one activity, what is asked, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from model.schema import Id
from model.stories.plain_text import clean_line
from model.words import Translate
from model.workshop.activities import ACTIVITIES, About, ActivityKind, Asked, Poll, find_poll
from model.workshop.faults import InvalidEntryError
from model.workshop.kept_rating import KeptRating

LONGEST_QUESTION = 200
LONGEST_OPTION = 120
LONGEST_END = 40
MOST_NODES = 200
MOST_EDGES = 40
MOST_OPTIONS = 20
MOST_DOTS = 100
THE_QUESTION = "question"
"""What answers are about where a round asks about nothing else."""

_END = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
EdgeId = Annotated[str, Field(pattern=rf"^{_END}>{_END}$", max_length=161)]
"""The ids of the two nodes of an edge, with ">" between them."""
SubjectId = Id | EdgeId
"""What a number or an answer can be given to."""


def _clean(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def build_line(longest: int, least: int = 1) -> Any:
    """The type of a line of text, cleaned of markup, with `least` to `longest` characters."""
    return Annotated[str, BeforeValidator(_clean), Field(min_length=least, max_length=longest)]


class WorkshopPart(BaseModel):
    """A part of a workshop: frozen, with no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Nodes = Annotated[tuple[Id, ...], Field(max_length=MOST_NODES)]
Question = build_line(LONGEST_QUESTION, 0)
_Option = build_line(LONGEST_OPTION)
Edges = Annotated[tuple[EdgeId, ...], Field(max_length=MOST_EDGES)]
Options = Annotated[tuple[_Option, ...], Field(max_length=MOST_OPTIONS)]  # type: ignore[valid-type]
_End = build_line(LONGEST_END, 0)
Ends = Annotated[
    tuple[_End, ...],  # type: ignore[valid-type]
    Field(max_length=2),
    AfterValidator(lambda ends: ends if any(ends) else ()),
]
"""Own words for what the lowest and the highest number of a scale mean: two, of which one may be empty, or
none for the usual ones."""


class Round(WorkshopPart):
    """One activity: what is asked, and about what; `number` counts them from 1.

    It is about `nodes`, about `edges`, about `options`, which are texts of its own, or about none of them, as
    its activity says (`Activity.choose_about`). `dots` is how many dots each participant has, or how many of
    them each may choose; 0 where its activity has no such number. `ends` are own words for the ends of its
    scale. A round that `is_revealed` is closed: what
    the room sees does not change under its eyes. `was_opened` says whether phones could answer at any time;
    of rounds of earlier versions it is not known, and False. `earlier` is what its result is compared with.
    """

    id: Id
    number: int = Field(ge=1)
    kind: ActivityKind
    question: Question = ""  # type: ignore[valid-type]
    nodes: Nodes = ()
    dots: int = Field(default=0, ge=0, le=MOST_DOTS)
    is_open: bool = False
    is_revealed: bool = False
    was_opened: bool = False
    edges: Edges = ()
    options: Options = ()
    ends: Ends = ()
    earlier: KeptRating | None = None

    @field_validator("nodes", "edges", "options")
    @classmethod
    def _drop_repeated(cls, named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named))

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        ACTIVITIES[self.kind].check_round(self.asked)
        if self.is_open and self.is_revealed:
            raise InvalidEntryError("is_revealed", "bad-value")
        return self

    @property
    def asked(self) -> Asked:
        """What its activity has to know of it."""
        return Asked(self.nodes, self.edges, self.options, self.dots, self.ends)

    @property
    def about(self) -> About:
        """What it is about, as its activity says."""
        return ACTIVITIES[self.kind].choose_about(self.asked)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of what can be given numbers or answers.

        >>> Round(id="r", number=1, kind="choice", options=("Coffee", "Tea"), dots=1).subjects
        ('o1', 'o2')
        """
        if self.about == "options":
            return tuple(f"o{number}" for number in range(1, len(self.options) + 1))
        if self.about == "edges":
            return self.edges
        return self.nodes if self.about == "nodes" else (THE_QUESTION,)

    @property
    def keys(self) -> dict[str, str]:
        """By what each subject is found in another round: a node or an edge by its id, an option by its text.

        >>> Round(id="r", number=1, kind="choice", options=("Coffee", "Tea"), dots=1).keys
        {'o1': 'Coffee', 'o2': 'Tea'}
        """
        named = self.options if self.about == "options" else self.subjects
        return dict(zip(self.subjects, named, strict=True))

    def ask(self, _: Translate) -> str:
        """What is asked: what the facilitator wrote, else the usual question of its kind.

        >>> from model.words import get_words
        >>> Round(id="r", number=1, kind="rating", nodes=("joy",)).ask(get_words("en"))
        'How present is this in our team?'
        """
        return self.question or ACTIVITIES[self.kind].ask(_)

    @property
    def own_texts(self) -> tuple[str, ...]:
        """What the facilitator wrote."""
        return tuple(filter(None, (self.question, *self.options, *self.ends)))

    def check_choices(self, choices: Mapping[str, int]) -> dict[str, int]:
        """A ballot as it is kept, in the round's order; `InvalidEntryError` where it is none for it."""
        return get_poll(self).check_choices(self.subjects, self.dots, choices)


def get_poll(round_: Round) -> Poll:
    """The activity of a round with ballots; `InvalidEntryError` for one of texts."""
    poll = find_poll(round_.kind)
    if poll is None:
        raise InvalidEntryError("round", "wrong-kind")
    return poll
