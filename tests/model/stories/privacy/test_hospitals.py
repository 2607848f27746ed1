"""Hospitals, wards, plates and events, and what is only written like one."""

from __future__ import annotations

from tests.model.stories.test_privacy import found_in, list_finds, nothing_in


@found_in(
    "hospital",
    "on the |Magnolia Ward|",
    "|Anna Hospital|",
    "|St. Mary's Hospital|",
    "|kliniek Maria-Kerk|",
    "het |ziekenhuis Krakzwa|",
    "het |UZ Gent|",
)
def test_a_hospital_or_a_ward_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "the Magnolia Ward",
    "On the Magnolia ward",
    "on the Nursing Ward",
    "on the Toen Ward",
    "on the Team Ward",
    "Dear Hospital",
    "The Hospital",
    "Team Hospital",
    "the Magnolia hospital",
    "ziekenhuis Toen",
    "ziekenhuis Team",
    "ziekenhuis Met",
    "uz Gent",
)
def test_a_word_before_or_behind_hospital_is_not_its_name(text: str) -> None:
    assert list_finds(text) == []


@found_in("plate", "kenteken |AB 12|", "nummerplaat: |1-ABC-234|", "|1-ABC-234|")
def test_a_number_plate_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in("kenteken AB CD", "kenteken 12 34", "nummerplaat is AB CD", "1-abc-234")
def test_a_plate_has_letters_and_digits(text: str) -> None:
    assert list_finds(text) == []


@found_in("event", "the |Aberfan disaster|")
def test_an_event_is_found_by_where_it_was(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in("the aberfan disaster", "an Aberfan Disaster")
def test_a_disaster_is_written_small_behind_a_name(text: str) -> None:
    assert [kind for kind, _ in list_finds(text) if kind == "event"] == []
