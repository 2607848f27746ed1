"""Who coded: the users of a file as coders, or as those who decided where coders differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from model.coding.refi.guids import AGREED, build_guid, find_role, guid_coder, name_role
from model.coding.refi.records import RefiUser
from model.coding.story_coding import Coder
from model.search import fold
from model.stories import Role
from model.stories.plain_text import clean_line
from model.words import LANGUAGES, get_words

LONGEST_NAME = 60

Person = Coder | tuple[Literal["agreed"], Role | None]
"""A coder; or who decided, in a role, or without one what stories are attached to."""


class KnownPeople:
    """The coders that there are already and those of a file; each is found by GUID, id or name."""

    def __init__(self, model: str, coders: Iterable[Coder], users: Iterable[RefiUser], at: datetime) -> None:
        self._model = model
        self._at = at
        self._by_guid: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        self._by_id: dict[str, Coder] = {}
        self.coders: dict[str, Coder] = {}
        for coder in coders:
            self._by_guid[guid_coder(model, coder.id)] = coder
            self._by_name[fold(clean_line(coder.name))] = coder
            self._by_id[coder.id] = coder
        agreed = [get_words(language)("Agreed") for language in LANGUAGES]
        for role in (None, *get_args(Role)):
            person: Person = ("agreed", role)
            self._by_guid[guid_coder(model, name_role(role) if role else AGREED)] = person
            for name in agreed:
                self._by_name.setdefault(fold(f"{name} ({role})" if role else name), person)
        for user in users:
            self._by_guid[user.guid] = self._find(user)

    @property
    def everybody(self) -> tuple[Coder, ...]:
        """All coders, those who coded nothing with them."""
        people = dict.fromkeys(self._by_guid.values())
        return tuple(person for person in people if isinstance(person, Coder))

    def get(self, guid: str, language: str) -> Person:
        """The user with a GUID; where there is none, a coder whom nobody knows."""
        person = self._by_guid.get(guid)
        if person is None:
            _ = get_words(language)
            person = self._find(RefiUser(guid, _("Unknown coder"), ""))
        if isinstance(person, Coder):
            self.coders.setdefault(person.id, person)
        return person

    def _find(self, user: RefiUser) -> Person:
        if user.guid in self._by_guid:
            return self._by_guid[user.guid]
        if user.id == AGREED or find_role(user.id):
            return "agreed", find_role(user.id)
        if user.id in self._by_id:
            return self._by_id[user.id]
        name = clean_line(user.name)[:LONGEST_NAME].strip() or user.guid[:8] or "?"
        known = self._by_name.get(fold(name))
        if known is None:
            known = Coder(UUID(build_guid(self._model, "coder", fold(name))).hex, name, self._at)
            self._by_name[fold(name)] = known
        return known
