"""What can go wrong with a workshop, said so that the reader knows what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from model.errors import ConceptualModelError

EntryCode = Literal[
    "empty",
    "too-long",
    "too-many",
    "too-few",
    "bad-value",
    "unknown-node",
    "wrong-kind",
    "picture-large",
    "picture-format",
    "picture-moves",
    "picture-broken",
]


class WorkshopError(ConceptualModelError):
    """The base of what can go wrong with a workshop; nothing was changed by what raised it."""


class UnknownWorkshopError(WorkshopError, LookupError):
    """No workshop has this key or id, or it was deleted."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__("there is no workshop with this key; read it from the screen again")


class WorkshopEndedError(WorkshopError):
    """The workshop has ended: phones can read, but not add anything."""

    def __init__(self, workshop: str) -> None:
        self.workshop = workshop
        super().__init__("this workshop has ended; ask who leads it to open it again")


class RoundClosedError(WorkshopError):
    """The round takes no answers: it is not opened yet, or closed by now."""

    def __init__(self, round_id: str) -> None:
        self.round = round_id
        super().__init__("this question is closed; ask who leads the workshop to open it again")


class RoundUnopenedError(WorkshopError):
    """The round was never opened and has no answer, so there is nothing to reveal."""

    def __init__(self, round_id: str) -> None:
        self.round = round_id
        super().__init__("nobody could answer this question yet; open it first, then reveal it")


class NotJoinedError(WorkshopError, LookupError):
    """The token is of no participant of this workshop."""

    def __init__(self) -> None:
        super().__init__("this phone has not joined the workshop; type the key to join")


class RemovedError(NotJoinedError):
    """The facilitator removed who joined with this token."""


class JoiningClosedError(WorkshopError):
    """The facilitator closed the workshop to who has not joined."""

    def __init__(self, workshop: str) -> None:
        self.workshop = workshop
        super().__init__("nobody new can join this workshop now; ask who leads it to open joining again")


class UnknownPartError(WorkshopError, LookupError):
    """A round, answer, group, action or own step that the workshop does not have (any more)."""

    def __init__(
        self,
        kind: Literal["round", "answer", "group", "action", "deletion", "flood", "step", "template"],
        part: str,
    ) -> None:
        self.kind = kind
        self.part = part
        super().__init__(f"the workshop has no {kind} with this id any more; load the page again")


class ActionConflictError(WorkshopError):
    """Somebody else changed what was agreed since it was read."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__("somebody else changed this meanwhile; look at what it says now, then save again")


class SettledSinceError(WorkshopError):
    """What became of an action was said anew since: undoing what was said before would overwrite that."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__("this action was changed since; it stays as it is now")


class InvalidEntryError(WorkshopError, ValueError):
    """What somebody entered cannot be taken: which `field`, what kind of fault (`code`), and `details`.

    The `code` says which words to show: "empty", "too-long" and "too-many" (`details["most"]`,
    `details["given"]`), "too-few" (`details["least"]`), "unknown-node" (`details["node"]`), "wrong-kind"
    (a ballot for a round of texts, say), or "bad-value"; of a picture "picture-large" (`details["most"]` MB),
    "picture-format", "picture-moves" or "picture-broken".

    >>> str(InvalidEntryError("text", "too-long", most=200, given=240))
    'text: it has 240 characters; the limit is 200'
    """

    def __init__(self, field: str, code: EntryCode, **details: Any) -> None:
        self.field = field
        self.code: EntryCode = code
        self.details: Mapping[str, Any] = details
        super().__init__(f"{field}: {_SENTENCES[code].format(**details)}")


_SENTENCES: dict[EntryCode, str] = {
    "empty": "it is empty; write something",
    "too-long": "it has {given} characters; the limit is {most}",
    "too-many": "{given} are too many; at most {most} are possible, so take some away",
    "too-few": "too few; at least {least} needed, so add some",
    "bad-value": "this value is not possible; choose another one",
    "unknown-node": 'the question does not ask about "{node}"; choose what it lists',
    "wrong-kind": "this question takes another kind of answer; load the page again",
    "picture-large": "the picture is too large; make it smaller than {most} MB and 40 million pixels",
    "picture-format": "this is no PNG, JPEG, WebP or GIF; save the picture as one of these",
    "picture-moves": "the picture moves; choose one that stands still",
    "picture-broken": "the picture is damaged; save it again",
}


class WorkshopExistsError(WorkshopError):
    """A file holds a workshop that is here already, and differs from it."""

    def __init__(self, workshop: str) -> None:
        self.workshop = workshop
        super().__init__(
            "this workshop is here already, and was changed since the file was written; "
            "delete it here first if the file is to replace it"
        )
