"""What a facilitator can do with a workshop: each act a name, what it reads, and what it tells the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationError

from model import ConceptualModel
from model.words import LANGUAGES
from model.workshop import InvalidEntryError, Position, View, Workshop, WorkshopStore, make
from pages.shared.answers import BadRequestError
from pages.workshop.desk.act import (
    Act,
    ActReader,
    Day,
    Flag,
    Named,
    Numbers,
    Sent,
    Text,
    Whole,
    explain,
    list_choices,
)
from pages.workshop.desk.action_acts import AddAction, ChangeAction, DeleteAction, SettleAction
from pages.workshop.desk.plan_acts import (
    AddStep,
    Arrange,
    ChangeStep,
    ChangeTemplate,
    CompareRound,
    DeleteStep,
    DropPicture,
    DuplicateRound,
    MakeTemplate,
)
from pages.workshop.desk.round_acts import (
    AddRound,
    ChangeRound,
    ChooseGroup,
    CloseRound,
    DeleteGroup,
    DeleteRound,
    DropAnswer,
    GroupAnswers,
    HideRound,
    Mask,
    OpenRound,
    RevealRound,
    UngroupAnswers,
)
from pages.workshop.steps import is_path
from pages.workshop.templates import find_template

LONGEST_TIMER = 180


class Start(Sent):
    """Start a workshop that lasts some minutes; `source` is what it begins from (`find_template`)."""

    language: Text
    minutes: Whole
    name: Text
    is_rehearsal: Flag = False
    day: Day = None
    team: Named = None
    source: Text = ""

    def create(self, store: WorkshopStore, model: ConceptualModel) -> Workshop:
        if self.language not in LANGUAGES:
            raise BadRequestError(f"language is {list_choices(LANGUAGES)}")
        template = find_template(store, model, self.source, self.language)
        ends = _find_end(self.minutes)
        return store.create(
            self.name, self.language, ends, self.is_rehearsal, self.request, self.day, self.team, template
        )


# What is shown


class Move(Act):
    """Show something else; what is not named stays, but another place begins with its first page and ends
    black screen and spotlight."""

    act: Literal["move"]
    view: View = "join"
    at: int = 0
    path: tuple[str, ...] = ()
    story: str | None = None
    round: str | None = None
    spotlight: str | None = None
    is_black: bool = False
    page: int = 0

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        change = self.model_dump(include=self.model_fields_set - {"act", "request"})
        before = store.get(workshop).position.model_dump()
        if "view" in change:
            before |= {"at": 0, "story": None, "round": None, "spotlight": None, "is_black": False, "page": 0}
        position = make(Position, **{**before, **change})
        if "path" in change and not is_path(model, position.path) and position.path:
            raise BadRequestError("path is a list of nodes, each leading to the next")
        if position.spotlight is not None:
            model.get_node(position.spotlight)
        store.move(workshop, position, self.request)


class SetTimer(Act):
    """Let the timer run for some minutes from now; 0 ends it."""

    act: Literal["timer"]
    minutes: Annotated[Whole, Field(ge=0, le=LONGEST_TIMER)]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        until = datetime.now(UTC) + timedelta(minutes=self.minutes) if self.minutes else None
        position = store.get(workshop).position.model_copy(update={"timer_until": until})
        store.move(workshop, position, self.request)


# The workshop itself, and who is in it


class Rename(Act):
    """Call the workshop something else."""

    act: Literal["rename"]
    name: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.change(workshop, name=self.name, request=self.request)


class Extend(Act):
    """Let it end some minutes from now; one that has ended goes on."""

    act: Literal["extend"]
    minutes: Whole

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.change(workshop, ends_at=_find_end(self.minutes), request=self.request)


class SetDay(Act):
    """Say when the workshop is held."""

    act: Literal["set-day"]
    day: Day = None

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        if self.day is None:
            raise InvalidEntryError("day", "empty")
        store.change(workshop, day=self.day, request=self.request)


class SetTeam(Act):
    """Say whose workshop it is; nobody's without a team."""

    is_for_team: ClassVar[bool] = False
    act: Literal["set-team"]
    team: Text = ""

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.change(workshop, team=self.team, request=self.request)


class CloseJoining(Act):
    """Let nobody new join."""

    act: Literal["close-joining"]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.close_joining(workshop, self.request)


class OpenJoining(Act):
    """Let others join again."""

    act: Literal["open-joining"]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.open_joining(workshop, self.request)


class Show(Act):
    """Choose what screens and phones show; what is not named stays."""

    act: Literal["show"]
    is_own_only: Flag | None = None
    hides_people: Flag | None = None
    has_codes: Flag | None = None

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        chosen = self.model_dump(include={"is_own_only", "hides_people", "has_codes"} & self.model_fields_set)
        store.show(workshop, **chosen, request=self.request)


class RenewLinks(Act):
    """Stop the links to screen and report that were given out."""

    act: Literal["renew-links"]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.renew_links(workshop, self.request)


class Remove(Act):
    """Remove participants: some by their numbers, those of a flood, those who never sent anything."""

    act: Literal["remove"]
    participants: Numbers = None
    flood: Named = None
    is_silent: Flag = False

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        if self.participants is None and self.flood is None and not self.is_silent:
            raise BadRequestError("say whom to remove: participants, flood or isSilent")
        chosen = None if self.participants is None else frozenset(self.participants)
        store.remove(workshop, chosen, flood=self.flood, is_silent=self.is_silent, request=self.request)


class End(Act):
    """End the workshop."""

    act: Literal["end"]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.end(workshop, self.request)


class Delete(Act):
    """Delete the workshop; stories stay."""

    is_for_team: ClassVar[bool] = False
    act: Literal["delete"]

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.delete(workshop, self.request)


class Undo(Act):
    """Put back what was deleted."""

    act: Literal["undo"]
    deletion: Text

    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        store.undo(workshop, self.deletion, self.request)


AnyAct = (
    Move
    | SetTimer
    | AddRound
    | ChangeRound
    | OpenRound
    | CloseRound
    | RevealRound
    | HideRound
    | DeleteRound
    | GroupAnswers
    | UngroupAnswers
    | ChooseGroup
    | DeleteGroup
    | DropAnswer
    | Mask
    | Arrange
    | CompareRound
    | DuplicateRound
    | AddStep
    | ChangeStep
    | DeleteStep
    | DropPicture
    | MakeTemplate
    | AddAction
    | ChangeAction
    | DeleteAction
    | SettleAction
    | Rename
    | Extend
    | SetDay
    | SetTeam
    | CloseJoining
    | OpenJoining
    | Show
    | RenewLinks
    | Remove
    | End
    | Delete
    | Undo
)
_READER: ActReader[AnyAct] = ActReader(AnyAct)
ACTS = _READER.acts
"""Each act by what is sent as "do"."""

read_act = _READER.read


def read_template_change(sent: Mapping[str, Any]) -> ChangeTemplate:
    """What is to be done with a template; raises `BadRequestError` and `InvalidEntryError`."""
    try:
        return ChangeTemplate.model_validate(sent)
    except ValidationError as error:
        raise explain(error, ChangeTemplate) from None


def read_start(sent: Mapping[str, Any]) -> Start:
    """The workshop that is to be started; raises `BadRequestError` and `InvalidEntryError`."""
    try:
        return Start.model_validate(sent)
    except ValidationError as error:
        raise explain(error, Start) from None


def _find_end(minutes: int) -> datetime:
    try:
        return datetime.now(UTC) + timedelta(minutes=minutes)
    except OverflowError as error:
        raise InvalidEntryError("ends_at", "bad-value") from error
