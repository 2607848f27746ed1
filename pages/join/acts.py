"""What a phone may do in a workshop, from what its form sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from model import ConceptualModel
from model.stories.plain_text import clean_line
from model.words import Translate
from model.workshop import PARTICIPANT_ROLES, InvalidEntryError, ParticipantStore
from pages.join.words import describe_entry
from pages.phones.fields import Fields
from pages.phones.forms import ComesBackError, Entered
from pages.phones.telling import guard, hash_request, read_story
from pages.shared.counts import count

PERSONAL = ("code", "forget")
"""What is done on the page of personal codes."""


class Act:
    """One thing that one phone does in one workshop. `do` says what to show then, as parts of an address.

    Whatever is sent again does nothing again; the same form sent with other words is something else.
    """

    def __init__(
        self,
        store: ParticipantStore,
        model: ConceptualModel,
        workshop: str,
        token: str,
        language: str,
        fields: Fields,
        translate: Translate,
    ) -> None:
        self._store = store
        self._nodes = {node.id for node in model.nodes()}
        self._workshop = workshop
        self._token = token
        self._language = language
        self._fields = fields
        self._round = fields.get("round")
        self._ = translate
        self.ticket = ""
        """With what a phone that joined by this comes back."""

    def do(self) -> dict[str, str]:
        """Do what the form asks for; raises `ComesBackError`, and what the store raises."""
        does: Mapping[str, Callable[[], dict[str, str]]] = {
            "join": self._join,
            "role": self._change_role,
            "vote": self._vote,
            "name": self._name,
            "take": self._take_back,
            "tell": self._tell,
            "code": self._use_code,
            "forget": self._forget_code,
        }
        act = does.get(self._fields.get("do"))
        if act is None:
            raise InvalidEntryError("do", "bad-value")
        return act()

    def _join(self) -> dict[str, str]:
        self.ticket = self._store.admit(self._workshop, self._token, self._language, self._read_role())
        return {"done": "joined"}

    def _change_role(self) -> dict[str, str]:
        self._store.set_role(self._workshop, self._token, self._read_role(), self._language)
        return {"done": "changed"}

    def _read_role(self) -> Any:
        role = self._fields.get("role")
        if role and role not in PARTICIPANT_ROLES:
            raise InvalidEntryError("role", "bad-value")
        return role or None

    def _vote(self) -> dict[str, str]:
        choices = {}
        try:
            for subject, said in self._fields.get_by_prefix("n-").items():
                if number := _read_number(said):
                    choices[subject] = number
            choices |= dict.fromkeys(self._fields.get_all("pick"), 1)
            request = self._build_request(*sorted(f"{chosen} {value}" for chosen, value in choices.items()))
            self._store.vote(self._workshop, self._token, self._round, choices, request)
            count("votes")
        except InvalidEntryError as error:
            self._send_back({"choices": describe_entry(error, self._)})
        return {"done": "voted"}

    def _name(self) -> dict[str, str]:
        said = {node: clean_line(text) for node, text in self._fields.get_by_prefix("t-").items()}
        said = {node: text for node, text in said.items() if text}
        faults: dict[str, str] = {}
        for node, text in guard(self._round, self._fields, said, self._language).items():
            request = self._build_request(node, text)
            try:
                self._store.name_catalyst(self._workshop, self._token, self._round, node, text, request)
            except InvalidEntryError as error:
                faults[f"t-{node}"] = describe_entry(error, self._)
        if not said:
            first = next(iter(self._fields.get_by_prefix("t-")), "")
            faults[f"t-{first}"] = self._("This is still empty.")
        if faults:
            # What was taken is listed as sent; only the rest comes back to be fixed.
            kept = [pair for pair in self._fields.pairs if pair[0] in faults or not pair[0].startswith("t-")]
            raise ComesBackError(self._round, Entered(Fields(tuple(kept)), faults))
        return {"done": "named"}

    def _take_back(self) -> dict[str, str]:
        self._store.take_back(self._workshop, self._token, self._fields.get("answer"))
        return {"done": "taken"}

    def _tell(self) -> dict[str, str]:
        story = read_story(self._round, self._fields, self._language, self._)
        # The same story from the same phone is one story, also from another form: without a script a browser
        # that goes back shows what was typed. Only who withdrew it can tell it anew.
        request = hash_request("tell", self._round, *story.words)
        if self._store.is_withdrawn(self._workshop, self._token, request):
            request = self._build_request(*story.words)
        try:
            if set(story.nodes) - self._nodes:
                raise InvalidEntryError("nodes", "unknown-node", node="")
            self._store.tell_story(
                self._workshop,
                self._token,
                self._round,
                text=story.text,
                teller=story.teller,
                language=story.language,
                nodes=story.nodes,
                consent=story.consent,
                request=request,
            )
        except InvalidEntryError as error:
            self._send_back({"text": describe_entry(error, self._)})
        return {"told": request}

    def _use_code(self) -> dict[str, str]:
        """Use the personal code that was typed, or be given one; only who agrees does."""
        if not self._fields.get("agree"):
            raise ComesBackError("code", Entered(self._fields, {"agree": self._("Agree to this first.")}))
        if typed := self._fields.get("code").strip():
            self._store.use_code(self._workshop, self._token, typed)
            return {"done": "paired"}
        request = self._build_request()
        self._store.give_code(self._workshop, self._token, request)
        return {"given": request}

    def _forget_code(self) -> dict[str, str]:
        self._store.forget_my_code(self._workshop, self._token)
        return {"done": "forgotten"}

    def _send_back(self, faults: Mapping[str, str]) -> None:
        raise ComesBackError(self._round, Entered(self._fields, faults))

    def _build_request(self, *said: str) -> str:
        """The id of this request with these words: another one for other words."""
        return hash_request(self._fields.get("request"), self._fields.get("do"), self._round, *said)


def _read_number(said: str) -> int:
    """A number of dots or a rating, 0 for none."""
    if not said.strip():
        return 0
    if not re.fullmatch(r"[0-9]{1,4}", said.strip(), re.ASCII):
        raise InvalidEntryError("choices", "bad-value")
    return int(said)
