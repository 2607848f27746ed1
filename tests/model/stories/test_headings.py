from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.exporting import FIELDS, STORY_FORMS, write_stories
from model.stories.importing import REASONS, suggest_columns
from model.tables import read_table
from tests.nasty import NASTY
from tests.round_trips import build_story


@pytest.mark.parametrize("form", STORY_FORMS)
def test_the_columns_of_our_own_exports_are_all_known(form: str) -> None:
    file = BytesIO()
    write_stories([build_story()], file, form)
    assert suggest_columns(read_table(file, "stories").columns) == {field: field for field in FIELDS}


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            "title",
            ["Title", "TITEL", "Titre", "Story title", "Titel van het verhaal", "Titre du récit", "Titl e"],
        ),
        (
            "text",
            [
                "Story",
                "Verhaal",
                "Récit",
                "Story text",
                "Uw verhaal",
                "Votre récit",
                "Wat gebeurde er?",
                "Verhal",
            ],
        ),
        (
            "text",
            [
                "Texte",
                "Tekst",
                "Histoire",
                "Témoignage",
                "Vertel hier uw verhaal",
                "What happened?",
                "recit :",
            ],
        ),
        ("setting", ["Ward", "Afdeling", "Dienst", "Lieu", "Setting", "Service", "Où ?", "Waar?"]),
        ("language", ["Language", "Taal", "Langue", "langauge"]),
        (
            "teller",
            [
                "Teller",
                "wie vertelt",
                "Wie vertelt het verhaal?",
                "Qui raconte ?",
                "Verteld door",
                "Who are you?",
            ],
        ),
        ("nodes", ["Nodes", "Knopen", "Nœuds", "noeud"]),
        ("dimensions", ["Dimensie", "Dimensions", "Thema"]),
        ("source_url", ["URL", "Link", "Lien", "source-url"]),
        ("consent_room", ["Toestemming (zaal)", "consent room", "Consentement salle"]),
        ("created_at", ["Tijdstempel", "Completion time", "Horodateur", "created_at", "Datum"]),
    ],
)
def test_columns_are_known_by_what_people_call_them(field: str, names: list[str]) -> None:
    for name in names:
        assert suggest_columns([name]) == {field: name}


@pytest.mark.parametrize(
    "name", ["", "Nr", "E-mail", "Name", "Naam", "Telefoon", REASONS, "(C)", "Opmerkingen", "Respondent"]
)
def test_other_columns_are_left_alone(name: str) -> None:
    assert suggest_columns([name]) == {}


def test_every_column_is_suggested_once_and_the_best_comes_first() -> None:
    columns = ["Verhaaltitel", "Story", "Titel", "Text", "Language of the story"]
    assert suggest_columns(columns) == {
        "title": "Titel",
        "text": "Story",
        "language": "Language of the story",
    }


@given(
    st.lists(
        st.sampled_from([*FIELDS, *NASTY, "Titel", "titel", "Récit", "Uw verhaal"]), unique=True, max_size=30
    )
)
def test_suggestions_are_columns_that_are_there_each_once(columns: list[str]) -> None:
    suggested = suggest_columns(columns)
    assert set(suggested) <= set(FIELDS)
    assert set(suggested.values()) <= set(columns)
    assert len(set(suggested.values())) == len(suggested)
