"""What a facilitator does to a story, or to many alike: each act with what it makes of a story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import ValidationError

from model.stories.changes import What
from model.stories.fields import FIELDS, PLAIN
from model.stories.story import MOST_NODES, PURPOSES, Status, Story

ActKind = Literal[
    "publish", "withdraw", "aside", "restore", "consent", "attach", "detach", "sort", "unsort", "set"
]
ACT_KINDS: tuple[ActKind, ...] = get_args(ActKind)

_STATUSES: Mapping[str, tuple[Status, What]] = {
    "publish": ("published", "published"),
    "withdraw": ("withdrawn", "withdrawn"),
    "aside": ("aside", "aside"),
    "restore": ("pending", "restored"),
}
_WHATS: Mapping[str, What] = {"consent": "consent", "attach": "attached", "detach": "attached"}

SETTABLE: tuple[str, ...] = ("setting", *(field.name for field in PLAIN if field.kind != "text"))
"""The fields that can be given to many stories alike, by name."""


@dataclass(frozen=True)
class Act:
    """What is done: `publish`, `withdraw` (reject), set `aside`, or `restore`, that is let wait again.

    `consent` sets what the teller agreed to for the purpose `name`; `attach` and `detach` are about the node
    `name`, `sort` and `unsort` about the dimension `name`, `set` gives the field `name` a value, which may be
    empty where the field may be.

    >>> told = Story(wordings=[{"language": "en", "text": "A mango."}], teller="patient")
    >>> Act("attach", "joy").apply(told).nodes
    ('joy',)
    >>> Act("set", "told_on", "2026-05-31").apply(told).told_on.year
    2026
    """

    kind: ActKind
    name: str = ""
    value: Any = None

    @property
    def what(self) -> What:
        """What the history of a story says of it."""
        if self.kind in _STATUSES:
            return _STATUSES[self.kind][1]
        return _WHATS.get(self.kind, "edited")

    def apply(self, story: Story) -> Story:
        """The story after it; the same one where that is so already, or no more nodes fit.

        Raises `ValueError` for a purpose, a field or a value that there is not.
        """
        changes = _CHANGES[self.kind](self, story)
        is_so = all(getattr(story, name) == now for name, now in changes.items())
        return story if is_so else story.model_copy(update=changes)


def _change_status(act: Act, story: Story) -> dict[str, Any]:
    return {"status": _STATUSES[act.kind][0]}


def _change_consent(act: Act, story: Story) -> dict[str, Any]:
    if act.name not in PURPOSES or not isinstance(act.value, bool):
        raise ValueError(f"consent is yes or no for one of {', '.join(PURPOSES)}")
    return {"consent": story.consent.model_copy(update={act.name: act.value})}


def _attach(act: Act, story: Story) -> dict[str, Any]:
    fits = act.name not in story.nodes and len(story.nodes) < MOST_NODES
    return {"nodes": (*story.nodes, act.name) if fits else story.nodes}


def _detach(act: Act, story: Story) -> dict[str, Any]:
    return {"nodes": tuple(node for node in story.nodes if node != act.name)}


def _sort(act: Act, story: Story) -> dict[str, Any]:
    return {"dimensions": tuple(dict.fromkeys((*story.dimensions, act.name)))}


def _unsort(act: Act, story: Story) -> dict[str, Any]:
    return {"dimensions": tuple(dimension for dimension in story.dimensions if dimension != act.name)}


def _set(act: Act, story: Story) -> dict[str, Any]:
    if act.name not in SETTABLE:
        raise ValueError(f"a field that can be set is one of {', '.join(SETTABLE)}")
    checked = _check(act.name, act.value)
    if not FIELDS[act.name].is_worded:
        return {act.name: checked}
    first, *others = story.wordings
    return {"wordings": (first.model_copy(update={act.name: checked}), *others)}


def _check(name: str, value: Any) -> Any:
    """The value as a story has it; `ValueError` where none can have it."""
    field = FIELDS[name]
    wording = {"language": "en", "text": "-"} | ({name: value or ""} if field.is_worded else {})
    data: dict[str, Any] = {"wordings": [wording], "teller": "other"}
    if not field.is_worded:
        data[name] = value or (None if field.kind in ("day", "choice", "team") else "")
    try:
        return field.get(Story.model_validate(data))
    except ValidationError:
        raise ValueError(f"{name} cannot be {value!r}") from None


_CHANGES: Mapping[ActKind, Callable[[Act, Story], dict[str, Any]]] = {
    "publish": _change_status,
    "withdraw": _change_status,
    "aside": _change_status,
    "restore": _change_status,
    "consent": _change_consent,
    "attach": _attach,
    "detach": _detach,
    "sort": _sort,
    "unsort": _unsort,
    "set": _set,
}
