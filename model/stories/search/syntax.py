"""How a search is read: words, "phrases", what is left out by a minus, and either of several by OR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.stories.search.splitting import APOSTROPHES, fold_words, list_words

MOST_WORDS = 20
_QUOTES = '"“”„«»'
_PART = re.compile(rf'(?P<minus>(?<!\S)[-−–])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))')  # fmt: skip  # noqa: E501
_ELIDED = re.compile(
    rf"(?<![\w{APOSTROPHES}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[{APOSTROPHES}](?=\w{{3}})"
)
_CLIPPED = re.compile(rf"[{APOSTROPHES}](\w)\b")
_INNER = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")


@dataclass(frozen=True)
class Term:
    """What is asked for: a word by how it begins, or words that follow each other exactly."""

    words: tuple[str, ...]
    is_exact: bool = False


@dataclass(frozen=True)
class Clause:
    """One of these terms must be in a story; none of them where it is excluded."""

    terms: tuple[Term, ...]
    is_excluded: bool = False


def read_search(search: str) -> list[Clause]:
    """The clauses of a search; any text is one. Empty where there is no word in it.

    >>> [clause.terms[0].words for clause in read_search('koffie "in de nacht" z\\'n')]
    [('koffie',), ('in', 'de', 'nacht'), ('zn',)]
    >>> read_search("-nacht")[0].is_excluded, len(read_search("tea OR coffee")[0].terms)
    (True, 2)
    """
    clauses: list[Clause] = []
    count = 0
    is_alternative = False
    for found in _PART.finditer(search):
        if found["word"] == "OR":
            is_alternative = bool(clauses)
            continue
        is_excluded = found["minus"] is not None
        is_whole = is_excluded or is_alternative
        for term in _read_terms(found["word"], found["phrase"], is_whole):
            term = Term(term.words[: MOST_WORDS - count], term.is_exact)
            count += len(term.words)
            if not term.words:
                return _drop_twice(clauses)
            last = clauses[-1] if clauses else None
            if is_alternative and last and not is_excluded and not last.is_excluded:
                clauses[-1] = Clause((*last.terms, term))
            else:
                clauses.append(Clause((term,), is_excluded))
            is_alternative = False
    return _drop_twice(clauses)


def _drop_twice(clauses: list[Clause]) -> list[Clause]:
    return list(dict.fromkeys(clauses))


def _read_terms(word: str | None, phrase: str | None, is_whole: bool) -> Iterator[Term]:
    if word is None:
        if words := tuple(list_words(phrase or "")):
            yield Term(words, is_exact=True)
        return
    said = fold_words(word)
    if clipped := _CLIPPED.fullmatch(said):  # as in "'s avonds"
        yield Term((clipped[1],), is_exact=True)
        return
    words = tuple(list_words(_INNER.sub("", _ELIDED.sub("", said))))
    if is_whole and len(words) > 1:
        yield Term(words, is_exact=True)
    else:
        yield from (Term((part,)) for part in words)
