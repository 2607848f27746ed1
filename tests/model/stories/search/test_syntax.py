"""How a search is read: words, phrases, what is left out, and either of several."""

from __future__ import annotations

import pytest

from model.stories.search.syntax import MOST_WORDS, Clause, Term, read_search

MANY = [f"w{number}" for number in range(MOST_WORDS + 2)]


def word(*words: str) -> list[Clause]:
    return [Clause((Term((each,)),)) for each in words]


def either(*terms: Term) -> list[Clause]:
    return [Clause(terms)]


def exact(*words: str) -> Term:
    return Term(words, is_exact=True)


def out(*terms: Term) -> list[Clause]:
    return [Clause(terms, is_excluded=True)]


COFFEE, TEA, MILK = Term(("koffie",)), Term(("thee",)), Term(("melk",))


@pytest.mark.parametrize(
    ("search", "clauses"),
    [
        ("Koffie  thee", word("koffie", "thee")),
        ("koffie KOFFIE", word("koffie")),
        ("koffie ++ thee", word("koffie", "thee")),
        ("koffie-thee", word("koffie", "thee")),
        ("koffie - thee", word("koffie", "thee")),
        ("koffie OR thee melk", [*either(COFFEE, TEA), *word("melk")]),
        ("koffie OR thee OR melk", either(COFFEE, TEA, MILK)),
        ("OR koffie", word("koffie")),
        ("koffie OR", word("koffie")),
        ("koffie OR OR thee", either(COFFEE, TEA)),
        ("koffie OR ++ thee", either(COFFEE, TEA)),
        ("koffie or thee", word("koffie", "or", "thee")),
        ("koffie OR -thee", [*word("koffie"), *out(TEA)]),
        ("-koffie OR thee", [*out(COFFEE), *word("thee")]),
        ("koffie OR -thee melk", [*word("koffie"), *out(TEA), *word("melk")]),
        ("-koffie-thee", out(exact("koffie", "thee"))),
        ("melk OR koffie-thee", either(MILK, exact("koffie", "thee"))),
        ("−koffie –thee", [*out(COFFEE), *out(TEA)]),
        ('"koffie"', either(exact("koffie"))),
        ('"koffie thee"', either(exact("koffie", "thee"))),
        ("“koffie thee” „melk“", [*either(exact("koffie", "thee")), *either(exact("melk"))]),
        ('"koffie thee" OR melk', either(exact("koffie", "thee"), MILK)),
        ('-"koffie thee"', out(exact("koffie", "thee"))),
        ('koffie"thee"melk', [*word("koffie"), *either(exact("thee")), *word("melk")]),
        ('"koffie', word("koffie")),
        ('"" koffie', word("koffie")),
        ('""', []),
        ("++", []),
        ("", []),
        ("l'été", word("ete")),
        ("qu’elle", word("elle")),
        ("jusqu'ici", word("ici")),
        ("d'or", word("dor")),
        ("aujourd'hui", word("aujourdhui")),
        ("rock'n'roll", word("rocknroll")),
        ("z'n", word("zn")),
        ("'s avonds", [*either(exact("s")), *word("avonds")]),
        (" ".join(MANY), word(*MANY[:MOST_WORDS])),
        (f'"{" ".join(MANY)}"', either(exact(*MANY[:MOST_WORDS]))),
        (f'a "{" ".join(MANY)}" b', [*word("a"), *either(exact(*MANY[: MOST_WORDS - 1]))]),
        (f"{' '.join(MANY[:MOST_WORDS])} OR x", word(*MANY[:MOST_WORDS])),
    ],
)
def test_a_search_is_read_as_its_clauses(search: str, clauses: list[Clause]) -> None:
    assert read_search(search) == clauses
