"""Which kind of teller somebody is who answered in their own words: "dochter van patiënt" is family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from model.search import fold
from model.stories.intake.slips import LEAST_LETTERS, Slips
from model.stories.intake.vocabulary import (
    ARTICLES,
    COMPOUND_ENDINGS,
    CONJUNCTIONS,
    FILLERS,
    GUESSED_TELLER_NAMES,
    LANGUAGE_MARKS,
    LEADING_BEGINNINGS,
    NEGATIONS,
    NO_TELLERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATED_BY_CONTEXT,
    SOMEBODY_ELSE,
    SPECIFIERS,
    TELLER_NAMES,
)

_LONGEST_TEXT = 500
_MOST_WORDS = 40
_LONGEST_NAME = 5
_LEAST_BEGINNING = 3
"""How many letters stand at least before the ending of a compound."""

_ELSE = "else"
"""What somebody is who is only said to be none of the others, until more is said."""

_NUMBERING = re.compile(
    r"^\s*\(?(?:\d{1,2}|[a-zA-Z])\s*[.):=]\s*-?\s*(?=\D)|^\s*\d{1,2}\s+[-–]?\s*(?=[^\W\d])"
)
_BOTH_SEXES = re.compile(
    r"(?<=[^\W\d_])\([^\W\d_]{1,6}\)s?"
    r"|(?<=[a-zäöüß])In(?:nen)?\b"
    r"|(?<=[^\W\d_]{3})(?:[·•․*_:]|\s?/\s?-?|[.-])"
    r"(?:e|es|s|ne|nes|n|en|in|innen|ère|ere|ières|ieres|rice|trice|trices|euse|euses|ster|ice|se|le|ve|te|de)"
    r"(?:[·•․.-]s)?(?![-\w])"
)
"""What is added to a word for the other sex or the plural: "vriend(in)", "soignant·e", "Ärzt:in"."""

_SHORT_FOR_VAN = re.compile(r"\b[vV]\s?[./]\s?[deh]\b\.?")
_WORD = re.compile(r"[^\W_]+")
_ENUMERATING = re.compile(r"[/,;:&+|(\n]|(?:^|\s)[-–—](?:\s|$)")
_WITHIN_NAME = re.compile(r"[\s.'’‘`´-]*")


@dataclass(frozen=True)
class TellerReading:
    """The kind of teller that an answer names, or None; certain where nothing else can be meant."""

    kind: str | None
    is_certain: bool


@dataclass(frozen=True)
class _Name:
    """A name that stands in an answer: from which word to before which, for which kind of teller."""

    start: int
    end: int
    kind: str
    is_certain: bool


def read_teller(text: str) -> TellerReading:
    """Who somebody is, in English, Dutch, French or German.

    Names are known with what makes them feminine or plural, as compounds and with a slip of the pen. Where
    people of two kinds are named side by side nothing is read, nor where something is denied.

    >>> read_teller("dochter van patiënt").kind, read_teller("patiënt of familie").kind
    ('family', None)
    >>> read_teller("Verpleegkundige (dag)")
    TellerReading(kind='professional', is_certain=False)
    """
    short = _SHORT_FOR_VAN.sub("van", _BOTH_SEXES.sub("", text[:_LONGEST_TEXT]))
    return _TellerWords(_NUMBERING.sub("", short, count=1)).read()


def list_teller_names() -> Iterator[tuple[str, str]]:
    """The names of tellers that are sure, each with its kind before it."""
    for languages in TELLER_NAMES.values():
        for kind, names in languages.items():
            yield from ((kind, name) for name in _split(names))
    for names in SOMEBODY_ELSE.values():
        yield from (("other", name) for name in _split(names))


class _TellerWords:
    """An answer while it is being read."""

    def __init__(self, text: str) -> None:
        folded = _fold(text)
        found = list(_WORD.finditer(folded))[:_MOST_WORDS]
        self.words = [match.group() for match in found]
        ends = [0, *(match.end() for match in found)]
        self.gaps = [folded[end : match.start()] for end, match in zip(ends, found, strict=False)]
        """What stands before each word, since the one before it."""
        self.is_dutch = "ë" in text.casefold()
        self.vocabulary = _get_vocabulary()

    def read(self) -> TellerReading:
        names = self._find_names()
        if not names or self._is_denied(names) or self._is_owner_of_unknown(names[0]):
            return TellerReading(None, False)
        kinds = self._combine(names)
        if len(kinds) != 1:
            return TellerReading(None, False)
        [kind] = kinds
        is_certain = all(name.is_certain for name in names) and not self._find_unknown(names)
        named = {name.kind for name in names}
        is_certain &= len(named) == 1 or named == {"family", "patient"} or (named <= {"other", _ELSE})
        return TellerReading("other" if kind == _ELSE else kind, is_certain)

    def _find_names(self) -> list[_Name]:
        names = list(self._walk_names())
        if not names:
            names = [
                _Name(place, place + 1, kind, False)
                for place, word in enumerate(self.words)
                if (kind := self.vocabulary.find_similar(word))
            ]
        return names

    def _walk_names(self) -> Iterator[_Name]:
        place = 0
        while place < len(self.words):
            name = self._find_name_at(place)
            if name and name.kind:
                yield name
            place = name.end if name else place + 1

    def _find_name_at(self, start: int) -> _Name | None:
        """The longest name that begins with a word; or what the word is a compound of."""
        known = self.vocabulary
        word = self.words[start]
        if word in known.related and self._is_whose_said(start):
            return _Name(start, start + 1, "family", word not in known.names)
        for end in range(min(start + _LONGEST_NAME, len(self.words)), start, -1):
            if all(_WITHIN_NAME.fullmatch(gap) for gap in self.gaps[start + 1 : end]):
                found = known.names.get(" ".join(self.words[start:end]))
                if found:
                    return _Name(start, end, *found)
        kind = known.find_compound(word)
        return _Name(start, start + 1, kind, False) if kind else None

    def _is_whose_said(self, place: int) -> bool:
        """Whether a word stands between "my" and "of the patient", for one of both at least."""
        if place and self.words[place - 1] in self.vocabulary.possessives:
            return True
        rest = self.words[place + 1 :]
        return (
            len(rest) > 1
            and (rest[0] in self.vocabulary.prepositions or rest[0] == "of")
            and any(self.vocabulary.names.get(word, ("",))[0] == "patient" for word in rest[1:4])
        )

    def _combine(self, names: list[_Name]) -> set[str]:
        """The kinds of those who tell; who is only named to say whose relative somebody is, is left out."""
        heads = [names[0].kind]
        owner = ""
        first = names[0]
        for before, name in pairwise(names):
            relation = self._find_relation(before, name)
            if relation == "owner" or (owner == name.kind and owner not in heads):
                owner = name.kind
            elif relation == "possessive":
                owner, heads[-1] = heads[-1], name.kind
            elif relation == "specified" and heads == [_ELSE]:
                heads = [name.kind]
            elif relation == "adjacent" and (joined := _join(heads[-1], name.kind)):
                heads[-1] = joined
            elif (
                relation == "apart"
                and first.kind == "family"
                and name.kind == "patient"
                and self._is_mine(first)
            ):
                owner = "patient"
            else:
                heads.append(name.kind)
        return set(heads)

    def _is_mine(self, name: _Name) -> bool:
        return name.start > 0 and self.words[name.start - 1] in self.vocabulary.possessives

    def _find_relation(self, before: _Name, name: _Name) -> str:
        """How a name hangs together with the one before it."""
        known = self.vocabulary
        between = self.words[before.end : name.start]
        gaps = "\0".join(self.gaps[before.end : name.start + 1])
        if between and between[0] in known.prepositions and not re.search(r"[/,;&+|]", gaps):
            return "owner"
        if _ENUMERATING.search(gaps) or set(between) & (known.conjunctions | known.specifiers):
            is_list = "/" in gaps or set(between) & known.conjunctions
            return "specified" if before.kind == _ELSE and not is_list else "beside"
        if "of" in between:
            return "owner" if self._is_english() else "beside"
        if between[:1] == ["s"]:
            return "possessive"
        if set(between) & known.prepositions:
            return "owner"
        return "adjacent" if set(between) <= known.fillers else "apart"

    def _is_english(self) -> bool:
        """Whether "of" is the English word: some word is English and none is Dutch."""
        if self.is_dutch:
            return False
        languages = [self.vocabulary.languages.get(word, frozenset()) for word in self.words if word != "of"]
        is_english = any("en" in spoken and "nl" not in spoken for spoken in languages)
        return is_english and not any("nl" in spoken and "en" not in spoken for spoken in languages)

    def _is_owner_of_unknown(self, name: _Name) -> bool:
        """Whether a patient is only named for what somebody is to them, as in "hairdresser of a patient"."""
        known = self.vocabulary
        before = self.words[: name.start]
        joining = known.prepositions | known.conjunctions | known.articles | {"of"}
        unknown = [place for place, word in enumerate(before) if word not in joining | known.fillers]
        return name.kind == "patient" and bool(unknown) and bool(set(before[unknown[-1] :]) & joining)

    def _list_rest(self, names: list[_Name]) -> list[str]:
        covered = {place for name in names for place in range(name.start, name.end)}
        return [word for place, word in enumerate(self.words) if place not in covered]

    def _is_denied(self, names: list[_Name]) -> bool:
        return bool(set(self._list_rest(names)) & self.vocabulary.negations)

    def _find_unknown(self, names: list[_Name]) -> set[str]:
        """The words that nothing is known of."""
        known = self.vocabulary
        meaningless = known.fillers | known.prepositions | known.conjunctions | known.specifiers | {"of", "s"}
        return {word for word in self._list_rest(names) if not word[0].isdigit()} - meaningless


def _join(kind: str, following: str) -> str | None:
    """The kind of somebody who has two names one after the other: "nurse manager", "dochter patiënt"."""
    if kind == following:
        return kind
    if kind == _ELSE:
        return following
    if following == _ELSE:
        return kind
    return _JOINED.get(frozenset((kind, following)))


_JOINED = {
    frozenset(("leader", "professional")): "leader",
    frozenset(("family", "patient")): "family",
}


class _Vocabulary:
    """The words for tellers, ready for looking up."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, bool]] = {}
        self.languages: dict[str, frozenset[str]] = {}
        for names, is_certain in ((GUESSED_TELLER_NAMES, False), (TELLER_NAMES, True)):
            for language, kinds in names.items():
                self._add(language, kinds, is_certain)
        for language, others in SOMEBODY_ELSE.items():
            self._add(language, {_ELSE: others}, True)
        self.names |= dict.fromkeys(_split(NO_TELLERS), ("", True))
        for language, marks in LANGUAGE_MARKS.items():
            for word in _split(marks):
                self._mark(word, language)
        self.related = set(_split(RELATED_BY_CONTEXT))
        self.possessives = _list_single(POSSESSIVES)
        self.prepositions = _list_single(PREPOSITIONS)
        self.articles = _list_single(ARTICLES)
        self.conjunctions = _list_single(CONJUNCTIONS)
        self.negations = _list_single(NEGATIONS)
        self.specifiers = _list_single(SPECIFIERS)
        self.fillers = _list_single(FILLERS) | self.possessives
        self._endings = sorted(
            ((ending, kind) for kind, endings in COMPOUND_ENDINGS.items() for ending in _split(endings)),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._leading = tuple(_split(LEADING_BEGINNINGS))
        single = {name: kind for name, (kind, _) in self.names.items() if " " not in name}
        self._kinds = {name: "other" if kind == _ELSE else kind for name, kind in single.items()}
        self._slips = Slips(self._kinds)

    def _add(self, language: str, kinds: Mapping[str, str], is_certain: bool) -> None:
        for kind, names in kinds.items():
            for name in _split(names):
                self.names[name] = kind, is_certain
                for word in name.split():
                    self._mark(word, language)

    def _mark(self, word: str, language: str) -> None:
        self.languages[word] = self.languages.get(word, frozenset()) | {language}

    def find_compound(self, word: str) -> str | None:
        """The kind that the end of a word names, of a word that is not known as a whole."""
        if len(word) <= LEAST_LETTERS or word in self.fillers:
            return None
        for ending, kind in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST_BEGINNING:
                leads = kind == "professional" and word.startswith(self._leading)
                return "leader" if leads and not word.startswith("ober") else kind
        return None

    def find_similar(self, word: str) -> str | None:
        """The kind that a word names which is written with a slip of the pen."""
        if word in self.names or word in self.fillers or word in self.negations:
            return None
        kinds = {self._kinds[near] for near in self._slips.find(word)}
        return next(iter(kinds)) or None if len(kinds) == 1 else None


@lru_cache(maxsize=1)
def _get_vocabulary() -> _Vocabulary:
    return _Vocabulary()


def _split(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",") if name.strip()]


def _list_single(names: str) -> frozenset[str]:
    return frozenset(word for name in _split(names) for word in name.split())


def _fold(text: str) -> str:
    return fold(text).replace("œ", "oe").replace("æ", "ae")
