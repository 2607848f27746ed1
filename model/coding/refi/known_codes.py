"""Which codes of a file are those of the model, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from model.coding.codebook import list_names, name_codes, name_leftover
from model.coding.refi.guids import LEFTOVER, guid_code
from model.coding.refi.records import RefiCode, read_records
from model.coding.story_coding import Code
from model.errors import find_near_match
from model.graph import ConceptualModel
from model.search import fold
from model.words import LANGUAGES

Meaning = Code | Literal["leftover", "none"]
"""What a code of a file is: one of the model, one for what has no place in it, or none of ours."""


@dataclass(frozen=True)
class UnknownCode:
    """A code of a file that the model does not have: offered, so that somebody says what it means.

    `path` is the codes it stands under, `count` how often it was used, `near` a code with a similar name.
    """

    name: str
    path: tuple[str, ...] = ()
    description: str = ""
    count: int = 0
    near: Code | None = None


class KnownCodes:
    """The codes of a model, by GUID, id, or name in one of its languages; and what somebody said of others.

    `choices` are by the names in the file.
    """

    def __init__(self, model: ConceptualModel, choices: Mapping[str, Meaning] | None = None) -> None:
        model_id = model.file.model.id
        languages = tuple(dict.fromkeys([*model.languages, *LANGUAGES]))
        self._choices = {fold(name): meaning for name, meaning in (choices or {}).items()}
        self._by_guid: dict[str, Meaning] = {guid_code(model_id, None): "leftover"}
        self._by_name: dict[str, Meaning] = {}
        self.codes = frozenset(list_names(model, "en"))
        for code in self.codes:
            self._by_guid[guid_code(model_id, code)] = code
        for language in languages:
            self._by_name.setdefault(fold(name_leftover(language)), "leftover")
            for code, name in name_codes(model, language).items():
                self._by_name.setdefault(fold(name), code)
        for code in sorted(self.codes):
            self._by_name.setdefault(fold(code.id), code)

    def find(self, code: RefiCode) -> Meaning | None:
        """What a code of a file is; None where nobody knows."""
        name = fold(code.name)
        return self._by_guid.get(code.guid) or self._choices.get(name) or self._by_name.get(name)

    def offer(self, code: RefiCode, count: int) -> UnknownCode:
        """A code that is none of the model's, with the one whose name is nearest."""
        near = find_near_match(fold(code.name), self._by_name)
        meaning = self._by_name[near] if near else None
        return UnknownCode(
            code.name, code.path, code.description, count, meaning if isinstance(meaning, Code) else None
        )


def read_codebook(
    content: bytes, name: str, model: ConceptualModel
) -> tuple[Mapping[str, Meaning], Sequence[UnknownCode]]:
    """What each code of a codebook (.qdc) is in the model, by its name, and those that the model has not.

    Raises `ModelFileError` for a file that is no codebook.
    """
    known = KnownCodes(model)
    codes = [code for code in read_records(content, name, "CodeBook").codes if code.is_codable]
    meanings = {code.name: meaning for code in codes if (meaning := known.find(code))}
    return meanings, _list_unknown(known, codes)


def _list_unknown(known: KnownCodes, codes: Iterable[RefiCode]) -> tuple[UnknownCode, ...]:
    return tuple(known.offer(code, 0) for code in codes if known.find(code) is None)


def to_meaning(text: str, model: ConceptualModel) -> Meaning | None:
    """What somebody writes for a code: an id of the model, "leftover" or "none"; None for anything else.

    >>> from model import load_model
    >>> to_meaning("respect", load_model()), to_meaning("leftover", load_model())
    (Code(kind='dimension', id='respect'), 'leftover')
    """
    if text == LEFTOVER:
        return "leftover"
    if text == "none":
        return "none"
    if any(node.id == text for node in model.nodes()):
        return Code("node", text)
    is_dimension = any(dimension.id == text for dimension in model.file.dimensions)
    return Code("dimension", text) if is_dimension else None
