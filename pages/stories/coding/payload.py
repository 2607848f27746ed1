"""What a coder is sent of a story and of their own coding, nothing of anybody else's; and what they send."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

from model import ConceptualModel, Story
from model.coding import Code, CodeMemo, Coder, Mark, Passage, StoryCoding
from model.coding.story_coding import CODE_KINDS, LONGEST_MEMO, MOST_PASSAGES, CodeKind
from model.stories import StoryQuery
from model.stories.story import MOST_NODES
from pages.shared.answers import BadRequestError
from pages.shared.story_payload import to_payload
from pages.stories.payload import read_query

_OTHERS = ("nodes", "dimensions", "lost", "status", "consent", "letterbox", "changed")
"""What of a story would tell a coder what others made of it, or is none of their business."""

_ASKED = ("search", "teller", "setting", "told", "since", "until", "origin", "team")
"""By what stories can be found: not by what they are attached to, as others did that."""


_NEEDLESS = ("team",)
"""What of a story coding does without: only who facilitates as well is told it."""


def read_blind_query(
    parameters: Mapping[str, str], model: ConceptualModel, is_coder: bool = False
) -> StoryQuery:
    """The stories that an address asks for, oldest first, by nothing that others made of them.

    Who codes and does nothing else (`is_coder`) gets those alone that somebody has read and published.
    """
    filters = {
        name: parameters[name]
        for name in _ASKED
        if parameters.get(name) and not (is_coder and name in _NEEDLESS)
    }
    status = {"status": "published"} if is_coder else {}
    return read_query({**filters, **status, "order": "oldest"}, model, True)


def list_told(stories: Iterable[Story], is_coder: bool) -> dict[str, Story]:
    """Those stories that who codes may read, by their ids."""
    return {story.id: story for story in stories if story.status == "published" or not is_coder}


def to_story(story: Story, language: str, is_coder: bool = False) -> dict[str, Any]:
    """A story as a coder gets it, in a language where there is a translation."""
    payload = to_payload(story, (), language, True)
    hidden = (*_OTHERS, *_NEEDLESS) if is_coder else _OTHERS
    return {name: value for name, value in payload.items() if name not in hidden}


def to_coding(coding: StoryCoding) -> dict[str, Any]:
    """A coding for the browser: each passage as its language, its first character and that after its last."""
    return {
        "marks": [
            {"kind": mark.code.kind, "id": mark.code.id, "passages": _list(mark.passages)}
            for mark in coding.marks
        ],
        "leftovers": _list(coding.leftovers),
        "memo": coding.memo,
        "done": coding.is_done,
        "revision": coding.revision,
        "lost": coding.lost,
    }


def to_memo(memo: CodeMemo) -> dict[str, str]:
    """What a coder noted on a code."""
    return {"kind": memo.code.kind, "id": memo.code.id, "text": memo.text}


def to_coder(coder: Coder) -> dict[str, str]:
    """A coder, by their name."""
    return {"id": coder.id, "name": coder.name}


def _list(passages: tuple[Passage, ...]) -> list[list[Any]]:
    return [[passage.language, passage.start, passage.end] for passage in passages]


def read_coding(sent: Mapping[str, Any], model: ConceptualModel, before: StoryCoding | None) -> StoryCoding:
    """The coding that a browser sent; `BadRequestError` with what is wrong with it.

    A code that the model does not have is taken where the coder gave the story it before.
    """
    kept = before.codes if before else frozenset()
    seen = read_number(sent, "seen")
    marks = tuple(_read_mark(mark, seen, model, kept) for mark in _read_list(sent, "marks", 2 * MOST_NODES))
    if sum(mark.code.kind == "node" for mark in marks) > MOST_NODES:
        raise BadRequestError(f"a story is attached to at most {MOST_NODES} nodes")
    is_done = sent.get("done")
    if not isinstance(is_done, bool):
        raise BadRequestError("done is true or false")
    return StoryCoding(
        story=read_text(sent, "story"),
        coder=read_text(sent, "coder"),
        marks=marks,
        leftovers=_read_passages(sent.get("leftovers"), seen),
        memo=read_text(sent, "memo", LONGEST_MEMO, may_be_empty=True),
        is_done=is_done,
        revision=read_number(sent, "revision"),
    )


def read_code(sent: Any, model: ConceptualModel, kept: Collection[Code] = ()) -> Code:
    """The code that an object names by kind and id; one that the model has, or that is kept."""
    kind, id_ = (sent.get("kind"), sent.get("id")) if isinstance(sent, Mapping) else (None, None)
    if kind not in CODE_KINDS or not isinstance(id_, str):
        raise BadRequestError(f"a code has a kind ({', '.join(get_args(CodeKind))}) and an id")
    code = Code(kind, id_)
    if code not in kept and kind == "node":
        model.get_node(id_)
    elif code not in kept and id_ not in {dimension.id for dimension in model.file.dimensions}:
        raise BadRequestError(f"there is no dimension {id_}")
    return code


def read_text(sent: Mapping[str, Any], name: str, longest: int = 100, may_be_empty: bool = False) -> str:
    """A text that was sent under a name."""
    text = sent.get(name)
    if not isinstance(text, str) or len(text) > longest or not (text or may_be_empty):
        raise BadRequestError(f"{name} is a text of at most {longest} characters")
    return text


def read_number(sent: Mapping[str, Any], name: str) -> int:
    """A whole number that was sent under a name, not below 0."""
    number = sent.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**31:
        raise BadRequestError(f"{name} is a number")
    return number


def _read_list(sent: Mapping[str, Any], name: str, most: int) -> list[Any]:
    values = sent.get(name)
    if not isinstance(values, list) or len(values) > most:
        raise BadRequestError(f"{name} is a list of at most {most}")
    return values


def _read_mark(sent: Any, seen: int, model: ConceptualModel, kept: Collection[Code]) -> Mark:
    code = read_code(sent, model, kept)
    return Mark(code, _read_passages(sent.get("passages"), seen))


def _read_passages(sent: Any, seen: int) -> tuple[Passage, ...]:
    passages = _read_list({"passages": sent}, "passages", MOST_PASSAGES)
    return tuple(_read_passage(passage, seen) for passage in passages)


def _read_passage(sent: Any, seen: int) -> Passage:
    match sent:
        case [str(language), int(start), int(end)] if len(language) < 20:
            try:
                return Passage(language, start, end, seen)
            except ValueError as error:
                raise BadRequestError(str(error)) from None
    raise BadRequestError("a passage is its language, its first character and that after its last")
