"""Names after titles, roles and relatives: in capitals, and without any."""

from __future__ import annotations

from tests.model.stories.test_privacy import found_in, list_finds, nothing_in


@found_in(
    "name",
    "|MEVROUW VAN DAMME| KWAM.",
    "|ZUSTER ANNA PEETERS| KWAM",
    "|ZUSTER ANNA| KWAM",
    "|DOKTER DE SMET| LACHTE",
    "|MENEER D'HONDT| LACHTE",
    "|DR. PEETERS| ZEI",
)
def test_of_a_text_in_capitals_the_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@found_in(
    "name",
    "|mevrouw peeters| kwam",
    "|mevrouw bakker| kwam",
    "|mevrouw van den berg| kwam",
    "|meneer janssens-peeters| kwam",
    "|meneer smith| kwam",
    "|mr. green| said",
    "|zuster fatima| kwam",
    "mijn zoon |ruben| sliep",
    "Mijn zoon |Ruben| sliep",
    "mijn dochter |fatima| sliep",
    "ma fille |chloe| dort",
)
def test_a_known_name_is_found_without_its_capital(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_finds(text) == expected


@nothing_in(
    "MEVROUW HALLO",
    "VERPLEEGSTER EN DOKTER",
    "zuster bakker kwam",
    "nurse smith came",
    "zuster van den berg kwam",
    "mevrouw rose kwam",
    "mevrouw winter kwam",
    "mevrouw lachte",
    "meneer van hier",
    "dokter rose kwam",
    "tante rose kwam",
    "mijn vader lachte",
    "mijn dochter rose sliep",
    "my husband will slept",
    "mijn man janssens sliep",
    "mijn zoon april sliep",
    "mijn zoon krakzwa sliep",
    "Mr. B. Hij kwam",
    "Juffrouw Wij kwamen",
    "Ik heet Alzheimer Peeters.",
    "Ik heet Anna Minecraft.",
)
def test_a_word_after_a_title_or_a_relative_is_no_name(text: str) -> None:
    assert list_finds(text) == []
