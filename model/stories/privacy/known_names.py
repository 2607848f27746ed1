"""Names that stand alone in a text: known ones by their lists, others by what stands around them.

A name is weighed. That it is in a list of first names says much, unless it is a word too ("Rose", "Will");
what somebody says or does after it speaks for a name, an article before it against one. In German every
noun has a capital, so that a capital says nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.stories.privacy import name_words as near
from model.stories.privacy import words
from model.stories.privacy.name_lists import read_names
from model.stories.privacy.name_weights import (
    is_among_capitals,
    is_full_name,
    is_german,
    is_no_name,
    is_passed_over,
    weigh_word,
)
from model.stories.privacy.rule import IdentifierKind
from model.stories.privacy.word_patterns import any_of

_LETTERS = rf"{words.LETTER}{{1,30}}"
_WORD = rf"(?:[DO]'|Mc|Mac)?[A-Z]{_LETTERS}(?:(?:-|'(?=[A-Z])){_LETTERS}){{0,3}}(?![\w@])"
_PARTICLES = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]en?|[Dd]er|[Dd]es|[Dd]u|[Dd]i|[Tt]en?|[Tt]er|[Ll][ae]|[Ee]l|Ben|'t) |[Dd]')"
    r"{0,3}"
)
# "Anna P." or "Anna Van den Broeck-Maes", up to three words after the first.
_UNIT = re.compile(rf"{_WORD}(?: (?:{_PARTICLES}{_WORD}|[A-Z]\.(?!\w)|[A-Z]\. {_WORD})){{0,3}}")
_STEP = re.compile(rf"(?P<before> (?:[A-Z]\. )?{_PARTICLES})?(?P<word>{_WORD}|[A-Z]\.)")
_START = re.compile(
    r"(?<![\w@'.#/&-])[A-Z](?=[^\W\d_])|(?<=[^\W\d_]')(?<![DdOo]')[A-Z](?=[^\W\d_])|(?<=[DdLlNnMm]')"
    r"[A-Z](?=[^\W\d_])"
)
_BEFORE = re.compile(
    r"(?:(?P<more>[\w'-]{1,20})(?P<wide>[^\w\n]{1,3}))?(?P<word>[\w'.-]{1,20}?)(?P<gap>[^\w]{1,4}|')$"
)
_AFTER = re.compile(r"(?P<gap>[^\w\[\]]{0,3}?)(?P<word>'s\b|[\w'-]{1,20})")
_CALLED = re.compile(
    r"(?:called|named|heet(?:te)?|genaamd|s'appell?(?:e|ait)|nommee?|hei(?:ss|ß)t|hie(?:ss|ß)) $", re.I
)
_THING = re.compile(
    r"\b(?:ward|wards|unit|afdeling|dienst|zaal|gang|vleugel|gebouw|kamer|room|wing|building|service|"
    r"unite|salle|"
    r"aile|station|bus|boot|schip|ship|hond|kat|poes|dog|cat|chien|chat|hund|katze|robot|song|lied|"
    r"liedje|film|boek|"
    r"storm|orkaan|straat|street|rue|ziekte|syndroom|syndrome|maladie|disease|app|programma|project|"
    r"campagne)\b",
    re.I,
)
_AFFLICTION = re.compile(
    r"(?:'s)? (?:disease|syndrome|syndroom|palsy|lymphoma|lymfoom|chorea|sign|score|scale|schaal|ziekte|"
    r"krankheit|test)",
    re.I,
)
_CLEFT = re.compile(
    r"\b(?:it was|it is|it's|het was|het is|dat was|'t was|c'est|c'etait|ce fut|es war|es ist|das war|"
    r"that was) $",
    re.I,
)
_JOIN = re.compile(r"(?:, ?| en | and | et | und | & | of | or | ou | oder |, (?:en|and|et|und) )$", re.I)
_LIST_AFTER = re.compile(r"(?:, ?| (?:en|and|et|und|&|of|or|ou|oder) )[A-Z]")
_SENTENCE = re.compile(r"[.!?:;\n\"“”«»(„…*•—]|(?:^| )- ?$|^$")
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "prof",
        "st",
        "ste",
        "mr",
        "mrs",
        "ms",
        "mw",
        "mevr",
        "dhr",
        "bv",
        "o.a",
        "incl",
        "vs",
        "enz",
        "zr",
        "br",
        "m",
        "mme",
        "mlle",
        "fam",
    ]
)
_PERFECT = re.compile(r" (?:(?:m'|nous |lui |s')?(?:a|est|avait|etait)) \w{1,12}(?:e|i|u|is|it|ee|ert)\b")
_DOES = re.compile(rf", {any_of(*near.ACTING, *near.SPEAKING)}\b")
_ENOUGH = 2


class KnownNames:
    """Finds names that stand alone, as a rule does: of those that begin within a stretch of a text."""

    kind: IdentifierKind = "name"

    def find(self, compared: str, at: int, until: int) -> Iterator[tuple[int, int]]:
        """Where the names in a text start and end; no name of another rule is among them."""
        german = is_german(compared)
        joined = False  # to a name before
        done = at
        waiting: list[tuple[int, int, int]] = []  # units in a list that only a name after them makes names
        for start in _START.finditer(compared, at):
            if start.start() >= until:
                break
            if start.start() < done:
                continue
            unit = _UNIT.match(compared, start.start())
            if not unit:
                continue
            if is_passed_over(unit[0], german):
                done, joined, waiting = unit.end(), False, []
                continue
            place = _Place(compared, unit.start(), unit.end(), german)
            if waiting and not (place.is_joined and waiting[-1][1] + 6 >= place.start):
                waiting = []
            name = place.find_name(joined and place.is_joined and done + 6 >= place.start)
            if name:
                for first, last, _ in waiting:
                    yield first, last
                waiting = []
                yield name
                done, joined = name[1], True
                continue
            done, joined = unit.end() if not place.rest else place.rest, False
            doubtful = place.find_name(True) if _LIST_AFTER.match(compared, unit.end()) else None
            if doubtful:
                waiting = [*waiting, (*doubtful, 0)][-8:]


class _Place:
    """Words with capitals side by side, and what stands around them."""

    def __init__(self, compared: str, start: int, end: int, is_german: bool) -> None:
        self.compared, self.start, self.end, self.is_german = compared, start, end, is_german
        self.rest = 0
        before = _BEFORE.search(compared, max(0, start - 32), start)
        self.before = before["word"].lower().strip(".'-") if before else ""
        self.further = (before["more"] or "").lower() if before else ""
        self.gap = before["gap"] if before else compared[max(0, start - 2) : start]
        if "]" in self.gap or "[" in self.gap:
            self.before = self.further = ""
        breaks = _SENTENCE.search(self.gap) and not (self.before in _ABBREVIATIONS and self.gap == ". ")
        self.begins = bool(breaks) or (not before and "]" not in self.gap)
        if self.begins:
            self.before = self.further = ""
        self.is_joined = bool(_JOIN.search(compared, max(0, start - 5), start))

    def find_name(self, is_listed: bool) -> tuple[int, int] | None:
        """Where the name among these words starts and ends, or None where there is none."""
        compared = self.compared
        steps = [
            (m.start("word"), m.end(), m["word"]) for m in _STEP.finditer(compared, self.start, self.end)
        ]
        place = 0
        while place < len(steps) and is_no_name(steps[place][2]) and not self._is_rare(steps, place):
            place += 1
        if place == len(steps):
            return None
        self.rest = steps[place][1]
        skipped = place > 0
        if any(word.lower() in near.HONOURED for _, _, word in steps[:-1]):
            return None
        if compared[self.start : self.end].lower() in near.FIGURES:
            return None
        if skipped and any(word.lower() in near.THINGS for _, _, word in steps[:place]):
            return None
        begins = self.begins and not skipped
        before = steps[place - 1][2].lower() if skipped else self.before
        further = "" if skipped else self.further
        first = weigh_word(steps[place][2])
        if first < 0 and place + 1 < len(steps):  # "Frans De Wit", but "Frans" alone is a language
            first = 3 if is_full_name(steps[place][2].lower(), steps[place + 1][2].lower()) else first
        if first < 0 or (first == 0 and begins and place + 1 == len(steps) and not is_listed):
            return None
        if first < 3 and place + 1 < len(steps) and weigh_word(steps[place + 1][2]) == 3 and begins:
            place, first, begins = place + 1, 3, False  # "Kapster Griet kwam"
        start, end = steps[place][0], steps[place][1]
        last = place
        family = 0
        for following in steps[place + 1 :]:
            word = following[2]
            if word.lower() in near.STRONG_EPONYMS:
                return None
            if is_no_name(word) or (word.lower() in near.THINGS and word.lower() not in read_names("family")):
                break
            is_known = (
                word.endswith(".")
                or word.lower() in read_names("family")
                or word.lower() in read_names("first")
            )
            if self.is_german and not is_known and not re.search(r" v[ao]n ", compared[end : following[0]]):
                break
            family = max(family, 2 if is_known else 1)
            end, last = following[1], last + 1
        self.rest = end
        rest = compared[end : end + 25]
        after = _AFTER.match(compared, end, end + 26)
        gap, next_word = (after["gap"], after["word"]) if after else ("", "")
        if last + 1 < len(steps) and steps[last + 1][2].lower() in near.THINGS:
            return None
        if compared[start:end].lower() == "grace" and next_word in ("a", "au", "aux"):
            return None
        if compared[start:end] == "Jan" and next_word.lower() in (
            "to",
            "till",
            "until",
            "tot",
            "feb",
            "march",
        ):
            return None
        if self._is_of_a_thing(start, end, next_word, before, further):
            return None
        weight = first + family if first else 2 if family == 2 and not begins and not self.is_german else 0
        if first == 0 and not family and before not in near.SPEAKING_BEFORE and not is_listed:
            weight -= 1 if before or skipped else 0
        if begins or self.is_german:
            weight -= (
                0
                if first == 3
                else 3
                if not first
                else 1
                if family
                else 2
                if first == 2 or self.is_german
                else 0
            )
        said = self._weigh_after(gap, next_word.lower(), rest)
        # "Patience, he said" is as likely as "Rose, he said"
        weight += min(said, 1) if first == 2 and begins and "," in gap else said
        weight += self._weigh_before(before, further, first, start, gap, next_word, compared[start:end])
        if is_listed:
            weight += 2
        is_capitals = compared[start:end].isupper()
        if is_capitals and (end - start < 3 or first < 3 or not is_among_capitals(compared, start, end)):
            return None
        return (start, end) if weight >= _ENOUGH else None

    def _is_rare(self, steps: list[tuple[int, int, str]], place: int) -> bool:
        """Whether a word that starts sentences stands within one, and so is a name: "aan An"."""
        starts = self.begins and place == 0
        return not starts and not self.is_german and steps[place][2].lower() in near.ALSO_WORDS

    def _is_of_a_thing(self, start: int, end: int, next_word: str, before: str, further: str) -> bool:
        compared = self.compared
        if before in near.HONOURED or (next_word.lower() in near.THINGS and next_word[:1].isupper()):
            return True
        if _AFFLICTION.match(compared, end):
            return True
        if (next_word[:1].isdigit() and compared[end : end + 1] == " ") or before.isdigit():
            return True
        earlier = compared[max(0, start - 45) : start]
        if not earlier.endswith(" "):
            return False
        if _CALLED.search(earlier):
            sentence = re.split(r"[.!?\]]", earlier)[-1]
            return bool(_THING.search(sentence))
        return bool(_THING.fullmatch(before)) or (
            before in ("van", "de", "of", "von")
            and further in ("ziekte", "syndroom", "maladie", "syndrome", "disease", "morbus")
        )

    def _weigh_after(self, gap: str, word: str, rest: str) -> int:
        if gap not in (" ", ", ", "-", "," + '" ', "'", "", " (", '," ', ",” ", ", » ", " », "):
            return 0
        if word in near.SPEAKING or rest.startswith("-t") or word.startswith("dit-"):
            return 3
        if gap == " ":
            if word in near.ACTING or _PERFECT.match(rest):
                return 2
            return 1 if word in near.BEING else 0
        if gap == ", " and word in ("who", "die", "qui", "der"):
            return 1
        return 1 if word == "'s" else 0

    def _weigh_before(
        self,
        before: str,
        further: str,
        first: int,
        start: int,
        gap: str,
        next_word: str,
        word: str,
    ) -> int:
        weight = 0
        if before in near.SPEAKING_BEFORE or before in near.SEEING_BEFORE:
            weight += 3
        elif before in near.SMALL_BEFORE:
            weight += 1
        elif before in near.GREETING_BEFORE:
            weight += 2 if first else 1
        elif before in near.BEFORE_NAMES:
            weight += 1 if first else 0
        if before in near.DETERMINERS:
            weight -= 5 if first < 3 else 4 if before in near.AGAINST_KNOWN else 0
        elif further in near.DETERMINERS and first < 3 and "," not in self.gap and before not in near.ACTING:
            weight -= 1
        earlier = self.compared[max(0, start - 12) : start]
        if _CLEFT.search(earlier):
            weight += 1 if not first else 0
            weight += 1 if next_word.lower() in ("die", "who", "that", "qui", "that's", "dat", "der") else 0
        is_beside = gap.startswith(",") and _SOMEBODY.fullmatch(before)
        does = not first and _DOES.match(self.compared, start + len(word))
        if "," in self.gap and (is_beside or does):
            weight += 3
        return weight


_SOMEBODY = re.compile(
    rf"(?:{words.SOMEBODY}|kapster|kapper|kok|chauffeur|porter|chef|hairdresser|cleaner|coiffeuse|"
    r"coiffeur|cuisinier|poetsvrouw|poetsman|onthaalmedewerker|onthaalmedewerkster|receptionist|"
    r"receptioniste|secretaresse|secretary|volunteer|student|studente|stagiaire|etudiante?|friseurin|"
    r"koch|fahrer|healthcare|assistant|domestic|chaplain|logistiek|technician|barber|driver)",
    re.I,
)


KNOWN_NAME_RULES = (KnownNames(),)
