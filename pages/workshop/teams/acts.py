"""What a facilitator can do with teams: each act a name, what it reads, and what it tells the store."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import Annotated, ClassVar, Literal

from model.teams import COLOURS, Colour, TeamEntryError, TeamStore
from pages.shared.passcode_tries import find_role_of
from pages.shared.roles import tidy
from pages.workshop.desk.act import ActReader, Day, Is, Sent, Text, list_choices

_Colour = Annotated[Colour, Is("a text", choice=list_choices(COLOURS))]


class _Act(Sent):
    is_about_passcode: ClassVar[bool] = False

    @abstractmethod
    def do(self, store: TeamStore) -> None:
        """Do it; raises what the store raises."""


class _Add(_Act):
    act: Literal["add"]
    name: Text
    colour: _Colour = "blue"
    ends: Day = None

    def do(self, store: TeamStore) -> None:
        store.add(self.name, self.colour, self.ends, self.request)


class _Change(_Act):
    act: Literal["change"]
    team: Text
    name: Text
    colour: _Colour

    def do(self, store: TeamStore) -> None:
        store.change(self.team, name=self.name, colour=self.colour, request=self.request)


class _End(_Act):
    """End it on a day, today without one."""

    act: Literal["end"]
    team: Text
    ends: Day = None

    def do(self, store: TeamStore) -> None:
        store.end(self.team, self.ends or date.today(), self.request)


class _Reopen(_Act):
    act: Literal["reopen"]
    team: Text

    def do(self, store: TeamStore) -> None:
        store.reopen(self.team, self.request)


class _SetPasscode(_Act):
    is_about_passcode = True
    act: Literal["set-passcode"]
    team: Text
    passcode: Text

    def do(self, store: TeamStore) -> None:
        if find_role_of(self.passcode):
            raise TeamEntryError("passcode", "taken", "a role has this passcode; choose another one")
        store.set_passcode(self.team, tidy(self.passcode), self.request)


class _RemovePasscode(_Act):
    is_about_passcode = True
    act: Literal["remove-passcode"]
    team: Text

    def do(self, store: TeamStore) -> None:
        store.remove_passcode(self.team, self.request)


_AnyAct = _Add | _Change | _End | _Reopen | _SetPasscode | _RemovePasscode
_READER: ActReader[_AnyAct] = ActReader(_AnyAct)
read_act = _READER.read
