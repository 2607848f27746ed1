"""Streets, postcodes and places, and what is only called like one."""

from __future__ import annotations

import pytest

from tests.model.stories.test_privacy import found_in, list_finds, nothing_in


@found_in(
    "place",
    "vanuit |Gent|",
    "uit |Sint-Niklaas|-Dorp",
    "van |Brugge|",
    "de weg van |Aalst|",
    "in |De Panne|",
    "in |Knokke-Heist| Noord",
    "woont in |Krakzwa|",
    "woont te |Krakzwa-Zand|",
)
def test_a_place_is_found_as_far_as_it_is_known(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "van Gent",
    "bij Leuven",
    "uit Peeters",
    "in Kerk Gent",
    "in Krakzwa",
    "In As",
    "woont in Marokko",
    "woont in Augustus",
    "woont in Parkinson",
    "woont in Toen",
    "woont in Frans",
)
def test_what_is_a_name_a_word_or_a_country_is_no_place(text: str) -> None:
    assert list_finds(text) == []


@pytest.mark.parametrize(("text", "name"), [("woont in Ruben", "Ruben"), ("van Peeters", "Peeters")])
def test_a_name_after_a_word_for_places_is_a_name(text: str, name: str) -> None:
    assert list_finds(text) == [("name", name)]


@found_in(
    "address",
    "|3000 Leuven|",
    "|1012 AB Krakzwa|",
    "|Kerkstraat 12|",
    "|Krakzwa Straat 5|",
    "|Am Markt 5|",
    "|Goethestraße 5|",
    "|Bahnhof-Straße 12, 10115 Berlin|",
    "at |Elm Street| we sat",
    "in de |rue Royale|",
    "|SW1A 1AA|",
)
def test_an_address_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "3000 Krakzwa",
    "in 2019 Leuven",
    "sinds 2019 Leuven",
    "1012 ab Krakzwa",
    "sw1a 1aa",
    "Aan Straat 5",
    "Zo Straat 5",
    "Bij Straat 5",
    "in de Sesamstraat",
    "Onderweg 3 mensen",
    "de Snelweg 5",
    "Halfweg 5",
    "we sat in Coronation Street",
    "on High Road we sat",
    "at Elm Street Anna",
    "aan de rue royale",
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert [kind for kind, _ in list_finds(text) if kind == "address"] == []
