"""By which tokens a story is found: those of every database that was indexed by the rules of this number."""

from __future__ import annotations

from datetime import date

import pytest

from model.stories import Consent, Story, StoryQuery, Wording
from model.stories.search.syntax import Term
from model.stories.tokens import (
    RULES,
    Group,
    Groups,
    Token,
    build_groups,
    list_lexemes,
    list_tokens,
    to_match,
    to_tsquery,
)
from tests.storytelling import build_story

PEAR = Story(
    id="pear",
    wordings=(
        Wording(language="nl", title="De peer", text="Een halve peer.", setting="Zaal"),
        Wording(language="en", text="Half a pear."),
    ),
    teller="patient",
    nodes=("joy",),
    dimensions=("comfort",),
    consent=Consent(room=True),
    status="published",
    told_on=date(2026, 5, 31),
    team="a" * 32,
    letterbox="box",
)
WORDS = ["de", "peer", "een", "halve", "zaal", "half", "a", "pear"]
PAIRS = ["__psx8a1", "__p1fo25", "__p88lta", "__p8lrmn", "__ptnq0f"]
FACETS = """
    _012208c40635 _013151daebd6 _04cb9942d9a2 _1393c25dd37d _146ca8ceecaf _1d835891300d _563327362bb9
    _6d971e361695 _7cef55828fd0 _bb9e6a0bfc0f _c10efa68ec60 _d89ba71c65f9 _e5894b7c44d2 _eaac29659277
    _f40aaf7ce908 _fc20a0ed5518
"""
OF_MODEL = Group("model", ("test",), (Token("_e5894b7c44d2"),))


def build(query: StoryQuery) -> Groups | None:
    """What a query asks for where `pear` is a word of a node, and has another form."""
    return build_groups(
        query,
        "test",
        named=lambda word: ["joy"] if word == "pear" else [],
        alike=lambda word: ["peer"] if word == "pear" else [],
    )


def list_told(since: date | None, until: date | None) -> list[str] | None:
    """Of which years, months and days a question for a time is one."""
    groups = build_groups(StoryQuery(told_since=since, told_until=until), "test")
    return None if groups is None else [value for group in groups[1:] for value in group.values]


def test_other_tokens_are_other_rules() -> None:
    tokens = list_tokens(PEAR, "test")
    assert RULES == 3
    assert tokens[: len(WORDS) + len(PAIRS)] == [*WORDS, *PAIRS]
    assert sorted(tokens[len(WORDS) + len(PAIRS) :]) == FACETS.split()
    lexemes = list_lexemes(PEAR, "test")
    short = {"__a", "__d", "__de", "__e", "__ee", "__h", "__ha", "__p", "__pe", "__z", "__za"}
    assert lexemes[: len(tokens)] == [*WORDS, *PAIRS, *lexemes[len(WORDS) + len(PAIRS) : len(tokens)]]
    assert set(lexemes) == {*tokens, *short}
    assert len(lexemes) == len(tokens) + len(short)


def test_of_what_a_story_does_not_have_there_is_no_token_but_of_having_no_node() -> None:
    story = build_story("A pear.", status="pending", consent=Consent(exports=True))
    facets = [token for token in list_tokens(story, "test") if token.startswith("_") and token[1] != "_"]
    assert len(facets) == 8  # model, no node, teller, no setting, language, status, origin, one consent
    assert len(set(facets) & set(list_tokens(PEAR, "test"))) == 5
    assert set(facets).isdisjoint(list_tokens(story, "other"))


def test_three_thousand_words_and_pairs_of_a_story_count() -> None:
    wordings = [
        {"language": f"a{letter}", "text": " ".join(f"{letter}{n:03}" for n in range(900))}
        for letter in "bcde"
    ]
    tokens = list_tokens(build_story(wordings=wordings), "test")
    assert sum(not token.startswith("_") for token in tokens) == 3000
    assert tokens[2999] == "e299"
    # Nearly every pair has a token of its own.
    assert 2900 < sum(token.startswith("__p") for token in tokens) <= 3000


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        (StoryQuery(), []),
        (
            StoryQuery("pear kiwi"),
            [
                Group(
                    "word",
                    ("pear",),
                    (Token("pear", is_beginning=True), Token("peer"), Token("_d89ba71c65f9")),
                    terms=(Term(("pear",)),),
                ),
                Group("word", ("kiwi",), (Token("kiwi", is_beginning=True),), terms=(Term(("kiwi",)),)),
            ],
        ),
        (
            StoryQuery('-"half a pear" "pear"'),
            [
                Group(
                    "word",
                    ("half", "a", "pear"),
                    (
                        Token(
                            "__p8lrmn", rest=("__ptnq0f", "half", "a", "pear"), phrase=("half", "a", "pear")
                        ),
                    ),
                    is_excluded=True,
                    terms=(Term(("half", "a", "pear"), is_exact=True),),
                ),
                Group("word", ("pear",), (Token("pear"),), terms=(Term(("pear",), is_exact=True),)),
            ],
        ),
        (
            StoryQuery('"a pear" OR kiwi'),
            [
                Group(
                    "word",
                    ("a", "pear", "kiwi"),
                    (Token("__ptnq0f", rest=("a", "pear")), Token("kiwi", is_beginning=True)),
                    terms=(Term(("a", "pear"), is_exact=True), Term(("kiwi",))),
                )
            ],
        ),
    ],
)
def test_a_search_is_a_group_of_tokens_for_each_thing_that_is_asked(
    query: StoryQuery, groups: list[Group]
) -> None:
    built = build(query)
    assert built == [OF_MODEL, *groups]
    assert [group.has_long_phrase for group in built] == [
        any(token.phrase for token in group.tokens) for group in built
    ]


def test_a_search_without_a_word_asks_for_nothing_and_an_empty_one_for_all() -> None:
    assert build(StoryQuery("!?")) is None
    assert build(StoryQuery(" ")) == build(StoryQuery()) == [OF_MODEL]


def test_each_filter_is_a_group_by_its_values() -> None:
    query = StoryQuery(
        nodes=frozenset({"trust", "joy"}),
        is_unattached=True,
        tellers=frozenset({"patient"}),
        dimensions=frozenset({"comfort"}),
        settings=frozenset({"WÄRD", "ward"}),
        languages=frozenset({"nl"}),
        origins=frozenset({"retold"}),
        statuses=frozenset({"published", "aside"}),
        teams=frozenset({"a" * 32}),
        letterboxes=frozenset({"box"}),
        consents=frozenset({"room"}),
        seen_by=frozenset({"b" * 32, "a" * 32}),
        told_since=date(2026, 5, 31),
    )
    groups = build_groups(query, "test")
    assert groups is not None
    assert [(group.field, group.values) for group in groups[:-1]] == [
        ("model", ("test",)),
        ("node", ("joy", "trust")),
        ("node", ("",)),
        ("teller", ("patient",)),
        ("dimension", ("comfort",)),
        ("setting", ("ward",)),
        ("language", ("nl",)),
        ("origin", ("retold",)),
        ("status", ("aside", "published")),
        ("team", ("a" * 32,)),
        ("letterbox", ("box",)),
        ("consent", ("room",)),
        ("seen", ("a" * 32, "b" * 32)),
    ]
    assert all(len(group.tokens) == len(group.values) for group in groups if group.field != "seen")
    of_team, of_other, public = groups[-2].tokens
    tokens = list_tokens(PEAR, "test")
    assert (of_team.text in tokens, of_other.text in tokens) == (True, False)
    assert {public.text, *public.rest} <= set(tokens)


@pytest.mark.parametrize(
    ("since", "until", "periods"),
    [
        (date(2026, 5, 31), date(2026, 5, 31), ["2026-05-31"]),
        (date(2026, 5, 1), date(2026, 5, 31), ["2026-05"]),
        (date(2026, 5, 1), date(2026, 5, 30), [f"2026-05-{day:02}" for day in range(1, 31)]),
        (date(2025, 12, 31), date(2026, 12, 31), ["2025-12-31", "2026"]),
        (date(2026, 1, 1), date(2026, 12, 30), None),
        (date(2024, 2, 1), date(2024, 3, 1), ["2024-02", "2024-03-01"]),
        (date(2026, 1, 2), date(2026, 2, 1), [*(f"2026-01-{day:02}" for day in range(2, 32)), "2026-02-01"]),
        (None, date(1901, 1, 1), ["1900", "1901-01-01"]),
        (date(1800, 1, 1), date(1900, 1, 31), ["1900-01"]),
        (date(2149, 12, 1), None, ["2149-12"]),
        (date(2148, 12, 31), date(2999, 1, 1), ["2148-12-31", "2149"]),
    ],
)
def test_a_time_is_asked_for_by_the_fewest_years_months_and_days(
    since: date | None, until: date | None, periods: list[str] | None
) -> None:
    if periods is None:
        periods = [*(f"2026-{month:02}" for month in range(1, 12))]
        periods += [f"2026-12-{day:02}" for day in range(1, 31)]
    assert list_told(since, until) == sorted(periods)


def test_a_time_that_ends_before_it_begins_has_no_story() -> None:
    assert list_told(date(2026, 5, 31), date(2026, 5, 30)) is None
    assert list_told(date(2150, 1, 1), None) is None
    assert list_told(None, date(1899, 12, 31)) is None


PUBLIC = Group("status", ("published",), (Token("_2"),))


@pytest.mark.parametrize(
    ("groups", "match", "tsquery"),
    [
        ([OF_MODEL], '("_e5894b7c44d2")', "('_e5894b7c44d2')"),
        ([OF_MODEL, PUBLIC], '("_2")', "('_e5894b7c44d2') & ('_2')"),
        (
            [OF_MODEL, Group("word", ("pear",), (Token("pear", is_beginning=True), Token("peer")))],
            '("_e5894b7c44d2") AND ("pear" * OR "peer")',
            "('_e5894b7c44d2') & ('pear':* | 'peer')",
        ),
        (
            [
                PUBLIC,
                Group("word", ("p", "pe"), (Token("p", is_beginning=True), Token("pe", is_beginning=True))),
            ],
            '("_2") AND ("p" * OR "pe" *)',
            "('_2') & ('__p' | '__pe')",
        ),
        (
            [
                OF_MODEL,
                Group("word", ("pe",), (Token("pe"),), is_excluded=True),
                Group("word", ("a", "b"), (Token("__p1", rest=("a", "b")),)),
                Group("word", ("kiwi",), (Token("kiwi", is_beginning=True),), is_excluded=True),
            ],
            '(("_e5894b7c44d2") AND (("__p1" AND "a" AND "b"))) NOT ("pe" OR "kiwi" *)',
            "('_e5894b7c44d2') & !('pe') & (('__p1' & 'a' & 'b')) & !('kiwi':*)",
        ),
    ],
)
def test_groups_are_written_in_the_language_of_each_database(
    groups: list[Group], match: str, tsquery: str
) -> None:
    assert (to_match(groups), to_tsquery(groups)) == (match, tsquery)
