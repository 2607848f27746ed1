"""How what a file holds is known again: GUIDs that follow from ids, and ids at the end of names.

Other programs keep GUIDs or give new ones; names they keep.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import get_args
from uuid import UUID, uuid5

from model.coding.story_coding import CODE_KINDS, Code
from model.stories import Role

_SPACE = UUID("5f1d1f0e-2f6b-5a0c-9b0e-6d616e676f6d")
_TAIL = re.compile(r"\[([^\[\]]+)\]\s*$")
_NOT_IN_FILE_NAME = re.compile(r'[\\/:*?"<>|]+')

LEFTOVER = "leftover"
AGREED = "agreed"
"""The id of the user whose codings are what a story is attached to."""


def build_guid(model: str, *parts: object) -> str:
    """The GUID of something in a model, by what it is and its ids; always the same one.

    >>> build_guid("mangomoment", "code", "node", "resonance")
    '2a1bd7f6-377f-561c-9696-df5eaebb8c9c'
    """
    return str(uuid5(_SPACE, "\n".join([model, *map(str, parts)])))


@lru_cache(maxsize=4096)
def guid_code(model: str, code: Code | None) -> str:
    """The GUID of a code; of the one for what has no place in the model, without a code."""
    return build_guid(model, "code", code.kind, code.id) if code else build_guid(model, "code", LEFTOVER)


@lru_cache(maxsize=4096)
def guid_coder(model: str, coder: str) -> str:
    """The GUID of a coder, by id."""
    return build_guid(model, "user", coder)


def guid_source(model: str, story: str, language: str) -> str:
    """The GUID of a story's text in a language."""
    return build_guid(model, "source", story, language)


def name_source(name: str, story: str, language: str = "") -> str:
    """A text's name: that of its story, and in brackets its id, with the language of a translation.

    It can be the name of a file, as some programs make one of it.

    >>> name_source("The mango: how?", "the-mango"), name_source("La mangue", "the-mango", "fr")
    ('The mango how [the-mango]', 'La mangue [the-mango, fr]')
    """
    plain = " ".join(_NOT_IN_FILE_NAME.sub(" ", name).split())
    return f"{plain} [{story}, {language}]" if language else f"{plain} [{story}]"


def find_story(name: str) -> tuple[str, str]:
    """The id of a story at the end of a text's name, and the language of a translation; "" for none.

    >>> find_story("La mangue [the-mango, fr]"), find_story("interview.txt")
    (('the-mango', 'fr'), ('', ''))
    """
    found = _TAIL.search(name)
    story, _, language = found[1].partition(",") if found else ("", "", "")
    return story.strip(), language.strip()


def name_note(name: str, code: Code, is_refusal: bool = False) -> str:
    """The name of a note on a code, or of one that says that a story has it not.

    >>> name_note("Joy in work – Ann", Code("node", "joy"))
    'Joy in work – Ann [node joy]'
    """
    return f"{name} [{'not ' if is_refusal else ''}{code.kind} {code.id}]"


def find_noted(name: str) -> tuple[Code, bool] | None:
    """The code that the name of a note ends with, and whether the note says that a story has it not.

    >>> find_noted("Joy in work – Ann [not node joy]"), find_noted("A thought")
    ((Code(kind='node', id='joy'), True), None)
    """
    found = _TAIL.search(name)
    words = found[1].split() if found else []
    is_refusal = words[:1] == ["not"]
    kind, *ids = (words[1:] if is_refusal else words) or [""]
    known = next((code_kind for code_kind in CODE_KINDS if code_kind == kind), None)
    return (Code(known, ids[0]), is_refusal) if known and len(ids) == 1 else None


def name_role(role: str) -> str:
    """The id of the user who decided in a role."""
    return f"{AGREED} {role}"


def find_role(user: str) -> Role | None:
    """The role in the id of a user who decided; None for every other user.

    >>> find_role("agreed facilitator"), find_role("ann")
    ('facilitator', None)
    """
    return next((role for role in get_args(Role) if name_role(role) == user), None)
