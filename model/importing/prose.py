"""Telling a text to be read, such as a letter, from a list of names."""

from __future__ import annotations

import re

_LOOKED_AT = 20_000
_SEPARATORS = ("\t", ";", "|", ",")
_GREETING = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon|evening)|beste|geachte|dag|hallo"
    r"|goede(?:morgen|middag|navond)|liebe[rs]?|sehr geehrte[rs]?|guten tag|cher|chère|chers|bonjour|madame"
    r"|monsieur)\b[^.;|\t]{0,60}[,!:.]?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[\w)\"”’»][.!?…](?=[\"”’»)]*(?:\s|$))")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL_WORDS = """
the a an of and or but to in on at is are was were be been have has had will would can could please this
that these those it we you they i he she with for from by as not if so which who de het een en of maar
van te in op is zijn was waren heb heeft hebben had wordt worden kan kunnen deze dit die dat we wij je
jij u ze zij ik hij met voor door als niet er om naar bij ook der die das den dem des ein eine einen
einem einer und oder aber zu im am ist sind war waren hat haben wird werden kann diese dieser dieses wir
ihr sie ich er mit für von als nicht wenn auch auf le la les un une des du et ou mais à au aux dans sur
est sont était ont avait sera peut ce cette ces nous vous ils elles je il elle avec pour par que qui ne
pas si
"""
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())
_LEAST_OF_FUNCTION_WORDS = 0.15
_FEWEST_WORDS = 8
_LONGEST_NAME = 12
"""In words: what an element of a map is hardly ever called with more of."""


def is_prose(text: str) -> bool:
    """Whether a text is prose, such as a letter or notes: sentences over several lines, or paragraphs.

    A list of names, or of short statements one a line, is none, nor is anything with the same number of
    separators on each line. To be asked only where nothing else is known of a text.

    >>> is_prose("Dear all,\\nplease find the model in the other mail.\\nRegards")
    True
    >>> is_prose("Trust in the team\\nJoy in work\\nTime for the patient")
    False
    """
    lines = [line.strip() for line in text[:_LOOKED_AT].split("\n") if line.strip()]
    if len(text) > _LOOKED_AT:
        lines = lines[:-1] or lines
    if not lines or _is_separated(lines):
        return False
    words = [word.lower() for word in _WORD.findall("\n".join(lines))]
    if len(words) < _FEWEST_WORDS:
        return False
    is_worded = sum(word in _FUNCTION_WORDS for word in words) >= _LEAST_OF_FUNCTION_WORDS * len(words)
    if _GREETING.fullmatch(lines[0]) and len(lines) > 1 and is_worded:
        return True
    ends = len(_SENTENCE_END.findall("\n".join(lines)))
    counts = [len(_WORD.findall(line)) for line in lines]
    if max(counts) > 2 * _LONGEST_NAME and ends >= 1 and is_worded:
        return True
    if ends == 0 or not is_worded or _is_list_of_statements(lines, counts):
        return False
    return len(words) >= 4 * ends


def _is_separated(lines: list[str]) -> bool:
    """Whether each line has cells: the same number of one separator, or a tab in most lines."""
    for separator in _SEPARATORS:
        found = {line.count(separator) for line in lines}
        if len(lines) > 1 and len(found) == 1 and found != {0}:
            return True
    return sum("\t" in line for line in lines) > len(lines) / 2


def _is_list_of_statements(lines: list[str], counts: list[int]) -> bool:
    """Whether each line is a short statement of its own that ends, or does not end, like the others."""
    begin = sum(line[:1].isupper() or not line[:1].isalpha() for line in lines)
    end = sum(line[-1] in ".!?" for line in lines)
    return len(lines) > 1 and begin == len(lines) and max(counts) <= _LONGEST_NAME and end in (0, len(lines))
