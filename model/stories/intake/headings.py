"""Which column of somebody's file holds what of a story, guessed from what stands above the columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import get_args

from model.search import fold
from model.stories.fields import FIELDS
from model.stories.intake.heading_names import (
    ABOUT_THE_STORY,
    AGREEING,
    CLOSED_BEGINNINGS,
    CONSENTING,
    NO_DAY,
    NO_PURPOSE,
    NO_TEXT,
    NOT_TAKEN,
    NOT_TAKEN_AS_A_WHOLE,
    OTHER_MARKS,
    PURPOSES,
    QUESTIONS,
    ROOM_WORDS,
    START_NAMES,
    STORY_WORDS,
    TELLING,
    WHOLE_ONLY,
)
from model.stories.intake.slips import Slips
from model.stories.story import Purpose

_WITHIN_LONGER = ("title", "text", "setting", "language", "teller", "dimensions", "told_on")
"""The fields that are also known by a name within a longer one: the others have names of one common word."""

_OWN, _CONSENT, _EXACT, _QUESTION, _TELLING, _WITHIN, _SLIP, _LAST = 4.0, 3.3, 3.0, 2.9, 2.8, 2.0, 0.9, 0.5
"""How likely a column holds a field, by how it was recognised; a name within a longer one adds its part."""

_ORDER = {name: place for place, name in enumerate(FIELDS)}
_LEAST_PART = 0.25
"""How much of the words in the name of a column must be those that are known."""

_LESS_FOR_TEXT = 0.3
"""How much less the word "story" within a longer name counts: in "story title" it says whose title."""

_MOST_WORDS_FOR_SLIPS = 6
_LESS_FOR_START = 0.5
_LESS_FOR_OTHER = 0.4

_CODE = re.compile(r"^\s*([\w-]{1,40}(?:\[\w*]+\])*)\s*[.:)]\s+(?=\S)")
"""What LimeSurvey and numbered questions put before the question: "Q3[SQ001]. ", "submitdate. ", "1) "."""

_IMPORT_ID = re.compile(r"\{\s*\"ImportId\".*?\}", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CHOICE = re.compile(r"\(\s*choice\s*=(.*)\)|\[([^\]]*)\]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OPEN_ENDED = ("open", "ended", "response")


def list_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and signs between them, for comparing.

    >>> list_words("Récit: d'où, nœud?")
    ('recit', 'd', 'ou', 'noeud')
    """
    return tuple(re.findall(r"[^\W_]+", fold(text).replace("œ", "oe").replace("æ", "ae")))


def is_own_export(columns: Collection[str]) -> bool:
    """Whether a table has the columns of our own exports: ids, texts or nodes, and revisions at least.

    Exports of the first versions have no revisions; they are known by the three columns of consent.

    >>> is_own_export(["id", "revision", "nodes"]), is_own_export(["ID", "Revision", "Text"])
    (True, False)
    """
    names = set(columns)
    has_state = "revision" in names or {f"consent_{purpose}" for purpose in get_args(Purpose)} <= names
    return "id" in names and not {"text", "nodes"}.isdisjoint(names) and has_state


def suggest_columns(columns: Sequence[str], captions: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each field of a story (`fields.FIELDS`) the column that most likely holds it, if one does.

    `captions` are what further rows below the headings say of a column. Names are known in English, Dutch,
    French and German, also within a longer name, as a question, and with a slip of the pen. Each column is
    suggested once at most; those of our own exports always for their own field. What survey tools add of a
    response, such as names, addresses and durations, is suggested for nothing.

    >>> suggest_columns(["Nr", "Titel", "Uw verhaal", "Wie vertelt het verhaal?"])
    {'title': 'Titel', 'text': 'Uw verhaal', 'teller': 'Wie vertelt het verhaal?'}
    >>> suggest_columns(["Q1", "Q2"], {"Q1": "Tell us what happened", "Q2": "Who are you?"})
    {'text': 'Q1', 'teller': 'Q2'}
    """
    captions = captions or {}
    matches = sorted(
        (-likeness, _ORDER[field], place, field)
        for place, column in enumerate(columns)
        for field, likeness in [_find_field(column, captions.get(column, ""))]
        if field
    )
    found: dict[str, str] = {}
    for _, _, place, field in matches:
        if field not in found:
            found[field] = columns[place]
    return {field: found[field] for field in FIELDS if field in found}


def _find_field(column: str, caption: str) -> tuple[str, float]:
    """The field that a column most likely holds, or "", and how likely it is."""
    if column in FIELDS:
        return column, _OWN
    caption = _IMPORT_ID.sub(" ", caption)
    texts = list(_list_texts(column, caption))
    vocabulary = _get_vocabulary()
    if any(vocabulary.is_not_taken(words) for words in texts):
        return "", 0.0
    if purpose := vocabulary.find_purpose(column, caption, texts):
        return purpose, _CONSENT
    found = [(likeness, field) for words in texts for field, likeness in vocabulary.find(words)]
    if not found:
        return ("text", _LAST) if list_words(caption) == _OPEN_ENDED else ("", 0.0)
    likeness, field = max(found, key=lambda pair: (pair[0], -_ORDER[pair[1]]))
    if len(texts) > 1 and any(vocabulary.marks_other(words) for words in (*texts[1:], _list_option(column))):
        likeness -= _LESS_FOR_OTHER
    return field, likeness


def _list_texts(column: str, caption: str) -> Iterator[tuple[str, ...]]:
    """The column's name, its parts where it is a code before a question, and the caption: in words."""
    heading = _CAMEL.sub(" ", column)
    texts = [heading]
    if code := _CODE.match(heading):
        texts += [code[1], heading[code.end() :]]
    texts += [_IN_BRACKETS.sub(" ", text) for text in texts]
    yield from dict.fromkeys(words for text in (*texts, caption) if (words := list_words(text)))


def _list_option(column: str) -> tuple[str, ...]:
    """The option that a column is for, in words: "room" of "I agree to: (choice=room)"."""
    options = [option for match in _CHOICE.finditer(column) for option in match.groups() if option]
    return list_words(options[-1]) if options else ()


class _Vocabulary:
    """The names of columns, ready for looking up."""

    def __init__(self) -> None:
        self._names = {words: field.name for field in FIELDS.values() for words in _split(field.headings)}
        self._starts = frozenset(_split(START_NAMES))
        self._names |= dict.fromkeys(self._starts, "told_on")
        whole_only = frozenset(_split(WHOLE_ONLY))
        self._within = {
            words: field
            for words, field in self._names.items()
            if field in _WITHIN_LONGER and words not in whole_only
        }
        self._questions = {words: field for field, names in QUESTIONS.items() for words in _split(names)}
        self._longest = max(map(len, (*self._within, *self._questions)))
        self._joined = {" ".join(words): words for words in self._names}
        self._slips = Slips(self._joined)
        self._not_taken = frozenset(_split(NOT_TAKEN))
        self._not_taken_as_a_whole = frozenset(_split(NOT_TAKEN_AS_A_WHOLE)) | self._not_taken
        self._telling, self._story_words = _list_single(TELLING), _list_single(STORY_WORDS)
        self._closed, self._no_text = _list_single(CLOSED_BEGINNINGS), _list_single(NO_TEXT)
        self._no_day, self._no_purpose = _list_single(NO_DAY), _list_single(NO_PURPOSE)
        self._agreeing, self._consenting = _list_single(AGREEING), _list_single(CONSENTING)
        self._about_story, self._room = _list_single(ABOUT_THE_STORY), _list_single(ROOM_WORDS)
        self._purposes = {field: frozenset(_split(names)) for field, names in PURPOSES.items()}
        self._others = frozenset(_split(OTHER_MARKS))

    def is_not_taken(self, words: tuple[str, ...]) -> bool:
        """Whether a column is one of those that hold nothing of a story."""
        return words in self._not_taken_as_a_whole or any(
            part in self._not_taken for _, part in _list_parts(words, 4) if len(part) > 1
        )

    def marks_other(self, words: tuple[str, ...]) -> bool:
        """Whether a column is for what is typed where no answer fits."""
        return any(part in self._others for _, part in _list_parts(words, 2))

    def find(self, words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """The fields that words may name, and how likely."""
        if field := self._names.get(words):
            yield field, _EXACT - (_LESS_FOR_START if words in self._starts else 0)
            return
        found = list(self._find_within(words))
        yield from found
        if not found and len(words) <= _MOST_WORDS_FOR_SLIPS:
            for near in self._slips.find(" ".join(words)):
                yield self._names[self._joined[near]], _SLIP

    def _find_within(self, words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """What words name that stand within a longer text."""
        known = set(words)
        is_closed = words[0] in self._closed
        if not is_closed and self._telling & known and self._story_words & known:
            yield "text", _TELLING
        for start, part in _list_parts(words, self._longest):
            if field := self._questions.get(part):
                yield field, _QUESTION - start / 1000
            share = len(part) / len(words)
            field = self._within.get(part, "")
            if not field or share < _LEAST_PART:
                continue
            if field == "text" and (is_closed or self._no_text & known):
                continue
            if field == "told_on" and self._no_day & known:
                continue
            less = _LESS_FOR_TEXT if field == "text" else _LESS_FOR_START if part in self._starts else 0
            yield field, _WITHIN + share - start / 1000 - less

    def find_purpose(self, column: str, caption: str, texts: Sequence[tuple[str, ...]]) -> str | None:
        """What a column asks consent for: to show the story, to export it or to publish it."""
        option = _list_option(column) or list_words(caption)
        words = [word for text in texts for word in text]
        said = set(words)
        if said & self._no_purpose:
            return None
        is_short = len(option or words) <= 6
        if not said & self._consenting and not (
            said & self._agreeing and (is_short or said & self._about_story)
        ):
            return None
        for looked_at in filter(None, (option, words)):
            for field, names in self._purposes.items():
                if any(part in names for _, part in _list_parts(tuple(looked_at), 2)):
                    return field
            if said & self._consenting and set(looked_at) & self._room:
                return "consent_room"
        return None


def _list_parts(words: tuple[str, ...], most: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The runs of up to `most` words in a text, each with its place."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + most, len(words)) + 1):
            yield start, words[start:end]


@lru_cache(maxsize=1)
def _get_vocabulary() -> _Vocabulary:
    return _Vocabulary()


def _split(names: str) -> list[tuple[str, ...]]:
    return [words for name in names.split(",") if (words := list_words(name))]


def _list_single(names: str) -> frozenset[str]:
    return frozenset(word for words in _split(names) for word in words)
