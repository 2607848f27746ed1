"""What the values in somebody's table mean: a proposal for each, certain or a guess, or a question to ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from model.errors import UnknownIdError
from model.graph import ConceptualModel
from model.schema import Dimension, Node
from model.search import fold
from model.stories.intake.answers import Choice, build_dimensions, build_nodes, is_no_answer, split_names
from model.stories.intake.consents import is_code, read_consent
from model.stories.intake.headings import list_words
from model.stories.intake.languages import LANGUAGE_CODES, list_language_names, read_language
from model.stories.intake.slips import Slips, find_corrections
from model.stories.intake.tellers import read_teller
from model.stories.story import TELLERS, Purpose

MAPPED_FIELDS = (
    "teller",
    "language",
    "consent_room",
    "consent_exports",
    "consent_publications",
    "setting",
    "nodes",
    "dimensions",
)
"""The fields whose values are mapped to what they mean."""

YES, NO = "yes", "no"
SEPARATOR = "; "
"""What separates the ids of several nodes or dimensions."""

_LONGEST_KEY = 200
_LONGEST_LIST = 2000
_MOST_WORDS = 20
_LEAST_LETTERS_OF_PART = 4


@dataclass(frozen=True)
class Proposal:
    """What a value means: the id of a kind of teller, the code of a language, "yes" or "no", ids of nodes or
    dimensions separated by "; ", or a setting. None: it must be asked.

    Where it is certain, the value is a name for exactly this; otherwise it is a guess that is to be shown.
    """

    meaning: str | None
    is_certain: bool


_ASK = Proposal(None, False)


def list_meanings(field: str, model: ConceptualModel) -> tuple[str, ...] | None:
    """What the values of a field may mean; None for any text, which is what a setting may be.

    Of nodes and dimensions one value may mean several of those listed, or none of them. Raises
    `UnknownIdError` for a field that is not in `MAPPED_FIELDS`.
    """
    _check_field(field)
    if field == "teller":
        return TELLERS
    if field == "language":
        common = (code for code, _ in list_language_names())
        return tuple(dict.fromkeys((*model.languages, *common, *LANGUAGE_CODES)))
    if field == "nodes":
        return tuple(node.id for node in model.nodes())
    if field == "dimensions":
        return tuple(dimension.id for dimension in model.file.dimensions)
    return None if field == "setting" else (YES, NO)


def build_key(field: str, said: str, heading: str) -> str:
    """Under what it is remembered what a value of a field means: its words, without case, accents and signs.

    A code such as A1, 1 or Y means something in its own question only, so that its key holds the heading
    too. Long values are shortened without becoming alike.

    >>> build_key("teller", " Patiënt(e) ", "Wie?"), build_key("teller", "A1", "Wie bent u?")
    ('patient e', 'wie bent u: a1')
    """
    _check_field(field)
    key = " ".join(list_words(said)) or " ".join(fold(said).split())
    if is_code(said):
        key = f"{' '.join(list_words(heading))}: {key}"
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 65]} {hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"


class Proposer:
    """Proposes what the values in the columns of a table mean.

    `remembered` is what they were said to mean before, by field and `build_key`; what the model no longer
    has is passed over.

    >>> from model import load_model
    >>> proposer = Proposer(load_model(), {("teller", "wie: a1"): "family"})
    >>> proposer.propose("teller", "Mantelzorger"), proposer.propose("teller", "A1", "Wie?").meaning
    (Proposal(meaning='family', is_certain=True), 'family')
    >>> proposer.propose("consent_room", "Y")
    Proposal(meaning=None, is_certain=False)
    """

    def __init__(
        self, model: ConceptualModel, remembered: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._model = model
        self._remembered = remembered or {}
        self._parts: dict[str, _Parts] = {}

    def propose(self, field: str, said: str, heading: str = "") -> Proposal:
        """What a value of a field means; `heading` is all that stands above its column.

        Raises `UnknownIdError` for a field that is not in `MAPPED_FIELDS`.
        """
        remembered = self._remembered.get((field, build_key(field, said, heading)))
        if remembered is not None and self._is_possible(field, remembered):
            return Proposal(remembered, True)
        if field == "teller":
            reading = None if is_code(said) else read_teller(said)
            return Proposal(reading.kind, reading.is_certain) if reading else _ASK
        if field == "language":
            return Proposal(*read_language(said, self._model.languages))
        if field == "setting":
            return Proposal(said.strip(), True)
        if field in ("nodes", "dimensions"):
            return self._get_parts(field).propose(said)
        purpose = cast(Purpose, field.removeprefix("consent_"))
        consent = read_consent(said, heading, purpose)
        if consent.is_yes is None:
            return _ASK
        return Proposal(YES if consent.is_yes else NO, consent.is_certain)

    def _is_possible(self, field: str, meaning: str) -> bool:
        """Whether a value can mean this in the model as it is."""
        possible = list_meanings(field, self._model)
        if possible is None:
            return True
        if field in ("nodes", "dimensions"):
            return set(filter(None, meaning.split(SEPARATOR))) <= set(possible)
        return meaning in possible

    def _get_parts(self, field: str) -> _Parts:
        if field not in self._parts:
            model = self._model
            self._parts[field] = (
                _Parts(build_nodes(model), model.nodes())
                if field == "nodes"
                else _Parts(build_dimensions(model), model.file.dimensions)
            )
        return self._parts[field]


class _Parts:
    """The nodes or the dimensions of a model, found by what people call them."""

    def __init__(self, choice: Choice, parts: Iterable[Node | Dimension]) -> None:
        self._choice = choice
        names = [
            (part.id, list_words(name)) for part in parts for name in (part.id, *part.name.root.values())
        ]
        self._slips = Slips(word for _, words in names for word in words)
        self._slips_of_names = Slips(" ".join(words) for _, words in names)
        self._joined: dict[str, set[str]] = {}
        self._having: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
        for identity, words in names:
            self._joined.setdefault("".join(words), set()).add(identity)
            for word in words:
                self._having.setdefault(word, set()).add((identity, words))

    def propose(self, said: str) -> Proposal:
        """All that a cell lists, or that it must be asked as some of it is not known."""
        if not self._choice.find(said) and is_no_answer(said) and not is_code(said):
            return Proposal("", True)
        if len(said) > _LONGEST_LIST:
            return _ASK
        found: dict[str, None] = {}
        is_certain = True
        for name in split_names(said, self._choice):
            known = self._choice.find(name)
            guessed = set() if known or is_code(name) else self._guess(list_words(name))
            if len(known) != 1 and len(guessed) != 1:
                return _ASK
            found[known[0] if known else guessed.pop()] = None
            is_certain &= bool(known)
        return Proposal(SEPARATOR.join(found), is_certain) if found else _ASK

    def _guess(self, words: tuple[str, ...]) -> set[str]:
        """The ids that unknown words may stand for: written as one, with slips, or part of a single name."""
        if not words or len(words) > _MOST_WORDS:
            return set()
        if joined := self._joined.get("".join(words)):
            return set(joined)
        if near := self._slips_of_names.find(" ".join(words)):
            return {identity for name in near for identity in self._choice.find(name)}
        for meant in (words, *find_corrections(words, self._slips)):
            if found := set(self._choice.find(" ".join(meant))) or self._find_having(meant):
                return found
        return set()

    def _find_having(self, words: tuple[str, ...]) -> set[str]:
        """The ids of those in whose name the words stand one after the other."""
        longest = max(words, key=len)
        if len(longest) < _LEAST_LETTERS_OF_PART:
            return set()
        part = f" {' '.join(words)} "
        return {identity for identity, name in self._having.get(longest, ()) if part in f" {' '.join(name)} "}


def _check_field(field: str) -> None:
    if field not in MAPPED_FIELDS:
        raise UnknownIdError("field", field, MAPPED_FIELDS)
