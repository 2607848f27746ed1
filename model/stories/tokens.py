"""A story and a question as tokens: the words of a story, and everything it can be filtered by.

Both are kept in one full-text index: FTS5 in SQLite, a `tsvector` in PostgreSQL. A question is a list of
groups of tokens: of each group a story has one.
"""

from __future__ import annotations

import hashlib
import string
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from model.search import fold
from model.stories.fields import list_texts
from model.stories.search.splitting import list_words, split_words
from model.stories.search.syntax import Clause, Term, read_search
from model.stories.story import EARLIEST_DAY, LATEST_DAY, Origin, Purpose, Status, Story, Teller

Sort = Literal["newest", "oldest", "title", "changed"]
Named = Callable[[str], Collection[str]]
"""From a folded word to the nodes whose names hold it."""

Alike = Callable[[str], Collection[str]]
"""From a folded word to others of the stories that count as it does (see `model.stories.search.alike`)."""

RULES = 3
"""Counts the ways in which tokens were made; a database indexed in another way is indexed anew."""

_MOST_WORDS_INDEXED = 3_000
_SHORT = (1, 2)
_PAIR = "__p"
_DIGITS = string.digits + string.ascii_lowercase
_TWO_DIGITS = [low + high for high in _DIGITS for low in _DIGITS]


@dataclass(frozen=True)
class StoryQuery:
    """Which stories: of each field that is not empty a story has one value, and every word.

    A story has a word when a word of its public texts, in any of its languages, begins with it or is
    another form of it or a compound with it (see `model.stories.search.alike`; 20 words of a search and
    3 000 of a story count, of each 60 letters), or when it is attached to a node whose name holds it. Words
    in quotation marks follow each other exactly as they are; with a minus before it, a word or phrase is
    left out; of those with OR between them a story has one (see `model.stories.search.syntax`). Words
    without any letter or digit are in no story.
    `languages` are those a story can be read in, `settings` whole settings; of `consents` all are needed;
    `is_unattached` asks for stories without a node; `told_since` and `told_until` for those that were told
    between two days, both included, so that stories without a day are not among them; `teams` for those of
    some teams; `letterboxes` for those that came through some; `seen_by` for what who is limited to some
    teams may see: their stories, and public ones. Sorted by title, by last change (the
    last first), or by when they were added.
    """

    words: str = ""
    nodes: frozenset[str] = frozenset()
    tellers: frozenset[Teller] = frozenset()
    dimensions: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    origins: frozenset[Origin] = frozenset()
    consents: frozenset[Purpose] = frozenset()
    is_unattached: bool = False
    told_since: date | None = None
    told_until: date | None = None
    teams: frozenset[str] = frozenset()
    letterboxes: frozenset[str] = frozenset()
    seen_by: frozenset[str] = frozenset()
    sort: Sort = "newest"


@dataclass(frozen=True)
class Token:
    """What a story is found by: a token as it is, or all that begin so; and `rest` of the tokens, too.

    `phrase` are the words of a phrase that is not found by its pairs alone, as it has three or more.
    """

    text: str
    is_beginning: bool = False
    rest: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """One thing that is asked for: a field and its values, and the tokens of which a story has one.

    Of one that is excluded it has none. `terms` are the words that it was asked for by.
    """

    field: str
    values: tuple[str, ...]
    tokens: tuple[Token, ...]
    is_excluded: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def has_long_phrase(self) -> bool:
        """Whether the index gives more stories than are asked for."""
        return any(token.phrase for token in self.tokens)


Groups = Sequence[Group]


def list_tokens(story: Story, model_id: str) -> list[str]:
    """Everything a story is found by: its words and its facets."""
    texts = list_texts(story)
    words = split_words("\n".join(texts))[:_MOST_WORDS_INDEXED]
    pairs = [pair for said in texts for pair in _list_pairs(list_words(said))]
    facets = {
        _build_facet(model_id, field, value)
        for field, values in (
            ("model", [model_id]),
            ("node", story.nodes or [""]),
            ("teller", [story.teller]),
            ("dimension", story.dimensions),
            ("setting", [fold(wording.setting) for wording in story.wordings]),
            ("language", [wording.language for wording in story.wordings]),
            ("status", [story.status]),
            ("origin", [story.origin]),
            ("consent", [purpose for purpose, is_given in story.consent if is_given]),
            ("told", _list_periods(story.told_on) if story.told_on else []),
            ("team", [story.team] if story.team else []),
            ("letterbox", [story.letterbox] if story.letterbox else []),
        )
        for value in values
    }
    return [*words, *dict.fromkeys(pairs[:_MOST_WORDS_INDEXED]), *facets]


def list_lexemes(story: Story, model_id: str) -> list[str]:
    """The same for PostgreSQL, with the beginnings that are searched for by a token of their own."""
    tokens = list_tokens(story, model_id)
    words = [token for token in tokens if not token.startswith("_")]
    return [*tokens, *{_mark_short(word[:length]) for word in words for length in _SHORT}]


def build_groups(
    query: StoryQuery, model_id: str, named: Named | None = None, alike: Alike | None = None
) -> Groups | None:
    """What a query asks of the index; None when nothing can be found by it."""
    clauses = read_search(query.words)
    if query.words.strip() and not clauses:
        return None

    def build(field: str, values: Iterable[str]) -> Group:
        listed = tuple(sorted(values))
        return Group(field, listed, tuple(Token(_build_facet(model_id, field, value)) for value in listed))

    def list_tokens_of(term: Term) -> list[Token]:
        if len(term.words) > 1:
            first, *others = _list_pairs(term.words)
            phrase = term.words if others else ()
            return [Token(first, rest=(*others, *dict.fromkeys(term.words)), phrase=phrase)]
        [word] = term.words
        if term.is_exact:
            return [Token(word)]
        nodes = build("node", named(word) if named else ())
        return [Token(word, is_beginning=True), *map(Token, alike(word) if alike else ()), *nodes.tokens]

    def build_words(clause: Clause) -> Group:
        tokens = [token for term in clause.terms for token in list_tokens_of(term)]
        values = tuple(word for term in clause.terms for word in term.words)
        return Group("word", values, tuple(dict.fromkeys(tokens)), clause.is_excluded, clause.terms)

    groups = [build("model", [model_id]), *map(build_words, clauses)]
    for field, values in (
        ("node", query.nodes),
        ("node", [""] if query.is_unattached else []),
        ("teller", query.tellers),
        ("dimension", query.dimensions),
        ("setting", {fold(setting) for setting in query.settings}),
        ("language", query.languages),
        ("origin", query.origins),
        ("status", query.statuses),
        ("team", query.teams),
        ("letterbox", query.letterboxes),
        *(("consent", [purpose]) for purpose in query.consents),
    ):
        if values:
            groups.append(build(field, values))
    if query.seen_by:
        published = _build_facet(model_id, "status", "published")
        public = Token(published, rest=(_build_facet(model_id, "consent", "room"),))
        own = [Token(_build_facet(model_id, "team", team)) for team in sorted(query.seen_by)]
        groups.append(Group("seen", tuple(sorted(query.seen_by)), (*own, public)))
    if query.told_since or query.told_until:
        periods = list(_split_days(query.told_since or EARLIEST_DAY, query.told_until or LATEST_DAY))
        if not periods:
            return None
        groups.append(build("told", periods))
    return groups


def _list_periods(day: date) -> list[str]:
    """The year, the month and the day, as a story is found by when it was told.

    >>> _list_periods(date(2026, 5, 31))
    ['2026', '2026-05', '2026-05-31']
    """
    said = day.isoformat()
    return [said[:4], said[:7], said]


def _split_days(since: date, until: date) -> Iterator[str]:
    """The fewest years, months and days that make up a time, both ends included.

    >>> list(_split_days(date(2025, 11, 29), date(2027, 1, 2)))
    ['2025-11-29', '2025-11-30', '2025-12', '2026', '2027-01-01', '2027-01-02']
    """
    day = max(since, EARLIEST_DAY)
    until = min(until, LATEST_DAY)
    while day <= until:
        year, month, said = _list_periods(day)
        year_end = date(day.year, 12, 31)
        month_end = date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
        if (day.month, day.day) == (1, 1) and year_end <= until:
            yield year
            day = year_end
        elif day.day == 1 and month_end <= until:
            yield month
            day = month_end
        else:
            yield said
        day += timedelta(days=1)


@lru_cache(maxsize=10_000)
def _build_facet(model_id: str, field: str, value: str) -> str:
    """The token of something that stories are filtered by; no word has a `_` in it."""
    said = f"{model_id}\n{field}\n{value}".encode(errors="surrogatepass")
    return "_" + hashlib.sha256(said).hexdigest()[:12]


def to_match(groups: Groups) -> str:
    """The question in the language of FTS5.

    >>> word = Group("word", ("mango",), (Token("mango", True), Token("_1")))
    >>> to_match([word, Group("status", ("published",), (Token("_2"),))])
    '("mango" * OR "_1") AND ("_2")'
    >>> to_match([word, Group("word", ("a", "b"), (Token("__p1", rest=("a", "b")),), is_excluded=True)])
    '(("mango" * OR "_1")) NOT (("__p1" AND "a" AND "b"))'
    """
    facets = [group for group in groups if group.field not in ("model", "word")]
    # The tokens of all other facets are of this model, too: no need to look at every story of it.
    groups = [group for group in groups if not (facets and group.field == "model")]
    included = " AND ".join(_match_one(group.tokens) for group in groups if not group.is_excluded)
    left_out = [token for group in groups if group.is_excluded for token in group.tokens]
    return f"({included}) NOT {_match_one(left_out)}" if left_out else included


def _match_one(tokens: Iterable[Token]) -> str:
    return "(" + " OR ".join(map(_to_fts, tokens)) + ")"


def _to_fts(token: Token) -> str:
    first = f'"{token.text}"' + " *" * token.is_beginning
    return "(" + " AND ".join([first, *(f'"{other}"' for other in token.rest)]) + ")" if token.rest else first


def to_tsquery(groups: Groups) -> str:
    """The question in the language of PostgreSQL.

    >>> to_tsquery([Group("word", ("man",), (Token("man", True), Token("_1")))])
    "('man':* | '_1')"
    """
    return " & ".join(
        "!" * group.is_excluded + "(" + " | ".join(map(_to_lexeme, group.tokens)) + ")" for group in groups
    )


def _to_lexeme(token: Token) -> str:
    if token.rest:
        return "(" + " & ".join(f"'{part}'" for part in (token.text, *token.rest)) + ")"
    if not token.is_beginning:
        return f"'{token.text}'"
    if len(token.text) in _SHORT:
        return f"'{_mark_short(token.text)}'"
    return f"'{token.text}':*"


def _list_pairs(words: Sequence[str]) -> list[str]:
    """The tokens of words that follow each other, two by two: by them phrases are found.

    Short, as there are many; a story with both words may have the token of the two by accident, once in
    some hundred thousand. All begin alike, so that FTS5 keeps no beginnings of them.
    """
    return [_build_pair(first, second) for first, second in pairwise(words)]


@lru_cache(maxsize=20_000)
def _build_pair(first: str, second: str) -> str:
    number, low = divmod(zlib.crc32(f"{first} {second}".encode()), len(_TWO_DIGITS))
    high, middle = divmod(number, len(_TWO_DIGITS))
    return _PAIR + _TWO_DIGITS[low] + _TWO_DIGITS[middle] + _DIGITS[high % len(_DIGITS)]


def _mark_short(beginning: str) -> str:
    """The token of a short beginning.

    Too many words begin with one letter: collecting what stands at each takes PostgreSQL too long;
    FTS5 has its own means for that (its option `prefix`).
    """
    return f"__{beginning}"
