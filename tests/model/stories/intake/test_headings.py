from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.fields import FIELDS
from model.stories.intake.headings import is_own_export, suggest_columns
from model.stories.intake.story_import import REASONS
from model.stories.story_files import STORY_FORMS, write_stories
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
        ("created_at", ["created_at", "Created at", "Aangemaakt op", "Date de création"]),
        (
            "told_on",
            [
                *("Tijdstempel", "Timestamp", "Horodateur", "Zeitstempel", "Datum", "Date", "Verteld op"),
                *("Completion time", "Tijd van voltooien", "Heure de fin", "Fertigstellungszeit", "EndDate"),
                *("submitdate. Date submitted", "Submission Date", "Ingestuurd op", "Date de soumission"),
                *("RecordedDate", "Survey Timestamp", "Start Date", "Begintijd", "Datum van het verhaal"),
            ],
        ),
        (
            "title",
            [
                "Betreff",
                "Give your story a title",
                "Geef je verhaal een titel",
                "Donnez un titre à votre récit",
            ],
        ),
        (
            "text",
            [
                *("Please tell us your story", "Tell us about a moment of care that meant a lot to you."),
                *("Q1. Wat is er gebeurd? Vertel uw verhaal.", "Racontez-nous votre histoire", "story_text"),
                *("Was ist passiert? Bitte erzählen Sie Ihre Geschichte.", "Geschichte", "Ihr Erlebnis"),
                *("Please describe the moment in your own words", "Que s’est-il passé ?", "Mijn Mangomoment"),
                " ".join(["Wat is er gebeurd? Vertel ons uw verhaal zo precies mogelijk."] * 5),
            ],
        ),
        (
            "setting",
            [
                *("Op welke afdeling was dit?", "Which department do you work in?", "Naam van de afdeling"),
                *("Dans quel service cela s'est-il passé ?", "Auf welcher Station war das?", "Abteilung"),
                "Where did your story take place?",
            ],
        ),
        ("language", ["startlanguage. Starttaal", "UserLanguage", "Sprache", "Taal van het verhaal"]),
        (
            "teller",
            [
                *(
                    "Ik ben ...",
                    "Q2. Wie bent u?",
                    "wie",
                    "Vous êtes ...",
                    "Ich bin ...",
                    "Wer sind Sie?",
                    "Functie",
                    "Ik ben (kies één)",
                ),
                *(
                    "Qui êtes-vous ?",
                    "What is your role in this story?",
                    "In welke hoedanigheid vertelt u dit?",
                ),
            ],
        ),
        ("nodes", ["Knoten", "Elemente des Modells"]),
        ("dimensions", ["Themen"]),
        ("source", ["Bron", "Quelle"]),
        (
            "consent_room",
            [
                *(
                    "May we show it?",
                    "Mag dit verhaal getoond worden?",
                    "Darf Ihre Geschichte gezeigt werden?",
                ),
                *(
                    "I agree to: (choice=show in the room)",
                    "Q3[SQ001]. Toestemming [Mag getoond worden op de afdeling]",
                ),
                *(
                    "Ik ga akkoord dat mijn verhaal getoond wordt",
                    "Einwilligung (Raum)",
                    "May we share your story?",
                ),
                "J'accepte que mon récit soit montré dans la salle",
            ],
        ),
        ("consent_exports", ["I agree to: (choice=exports)", "Toestemming export", "Einwilligung Exporte"]),
        (
            "consent_publications",
            [
                *("used in publications", "May we publish your story?", "Toestemming publicatie"),
                *("J'accepte que mon récit soit publié", "Darf Ihre Geschichte veröffentlicht werden?"),
                "I agree that my story may be shown or published: (choice=published on the website)",
            ],
        ),
    ],
)
def test_columns_are_known_by_what_people_call_them(field: str, names: list[str]) -> None:
    for name in names:
        assert suggest_columns([name]) == {field: name}


@pytest.mark.parametrize(
    "name",
    [
        *("", "Nr", "E-mail", "Name", "Naam", "Telefoon", REASONS, "(C)", "Opmerkingen", "Respondent"),
        *(
            "Response ID",
            "id. Response ID",
            "Record ID",
            "Collector ID",
            "IP Address",
            "IPAddress",
            "ipaddr. IP address",
        ),
        *(
            "Duration (in seconds)",
            "Progress",
            "Finished",
            "Complete?",
            "lastpage. Last page",
            "seed. Seed",
            "Q1",
        ),
        *(
            "First Name",
            "RecipientLastName",
            "Wie ist dein Vorname?",
            "Email Address",
            "Custom Data 1",
            "Event Name",
        ),
        *("Survey Identifier", "LocationLatitude", "DistributionChannel", "interviewtime. Total time"),
        *(
            "story_complete",
            "Story ID number",
            "Geboortedatum",
            "Date of birth",
            "Opnamedatum",
            "Datum toestemming",
        ),
        *(
            "How does your story make you feel?",
            "Have you told your story before?",
            "Score verhaal",
            "Leeftijd",
        ),
        *(
            "Toestemming",
            "Consent",
            "consent___1",
            "consent[SQ001]",
            "Do you agree that staff showed respect?",
        ),
        *("I agree the room was clean", "Do you consent to participate in this study and its publication?"),
        *(
            "May we use your photo in publications?",
            "How satisfied are you with the service?",
            "I am satisfied",
        ),
    ],
)
def test_other_columns_are_left_alone(name: str) -> None:
    assert suggest_columns([name]) == {}


@pytest.mark.parametrize(
    ("columns", "suggested"),
    [
        (
            ["Verhaaltitel", "Story", "Titel", "Text", "Language of the story"],
            {"title": "Titel", "text": "Story", "language": "Language of the story"},
        ),
        (["Verhal", "Verhaal"], {"text": "Verhaal"}),
        (["Verhaal hier", "Het verhaal"], {"text": "Het verhaal"}),
        (["Hier het verhaal", "Verhaal van hier"], {"text": "Hier het verhaal"}),
        (["Starttijd", "Datum en plaats", "Eindtijd"], {"told_on": "Eindtijd"}),
        (["Where did it happen?", "Waar"], {"setting": "Waar"}),
        (["Verhaal titel", "Verhaal"], {"title": "Verhaal titel", "text": "Verhaal"}),
        (["Titel van uw verhaal", "Geef een titel"], {"title": "Geef een titel"}),
        (["Wie bent u? [Anders]", "Wie bent u?"], {"teller": "Wie bent u?"}),
        (["Wie", "Wie - anders, namelijk"], {"teller": "Wie"}),
        (
            ["Export consent", "Room consent"],
            {"consent_room": "Room consent", "consent_exports": "Export consent"},
        ),
        (["I agree (choice=a) (choice=export)"], {"consent_exports": "I agree (choice=a) (choice=export)"}),
        (["Afdeling a b c"], {"setting": "Afdeling a b c"}),
        (["Afdeling a b c d"], {}),
        (["Hebt u het verhaal verteld?"], {}),
        (["verhaalTekst", "2) Titel"], {"title": "2) Titel", "text": "verhaalTekst"}),
        (["Wie (in te vullen door de dienst)"], {"teller": "Wie (in te vullen door de dienst)"}),
        (["Consent to ward use"], {"consent_room": "Consent to ward use"}),
        (["Ik ga akkoord dat u de lange vragenlijst deelt met de afdeling"], {}),
        (["Verhaal", "text"], {"text": "text"}),
    ],
)
def test_every_column_is_suggested_once_and_the_best_comes_first(
    columns: list[str], suggested: dict[str, str]
) -> None:
    assert suggest_columns(columns) == suggested
    assert list(suggested) == [field for field in FIELDS if field in suggested]


@pytest.mark.parametrize(
    ("captions", "suggested"),
    [
        ({"Q1": "Open-Ended Response", "Q2": "Open-Ended Response"}, {"text": "Q1"}),
        ({"Q1": "Open ended response now"}, {}),
        ({"Mag het?": "export", "Mag dit?": "in de zaal"}, {"consent_exports": "Mag het?"}),
        ({"Q1": "Ward", "Q2": "Who?"}, {"setting": "Q1", "teller": "Q2"}),
        ({"Title": "Ward", "Q2": "Title"}, {"title": "Title"}),
    ],
)
def test_what_stands_below_a_heading_says_what_its_column_holds(
    captions: dict[str, str], suggested: dict[str, str]
) -> None:
    assert suggest_columns(list(captions), captions) == suggested


# What survey tools write


CASES = {
    "google_forms_nl.csv": (
        [
            *("Tijdstempel", "Wat is er gebeurd? Beschrijf het moment in uw eigen woorden.", "Ik ben ..."),
            *("Op welke afdeling was dit?", "Mag dit verhaal getoond worden?"),
        ],
        {"told_on": 0, "text": 1, "teller": 2, "setting": 3, "consent_room": 4},
    ),
    "limesurvey.csv": (
        [
            *("id. Response ID", "submitdate. Datum van verzending", "lastpage. Laatste pagina"),
            *("startlanguage. Starttaal", "seed. Seed", "Q1. Wat is er gebeurd? Vertel uw verhaal."),
            *("Q2[other]. Wie bent u? [Anders]", "Q2. Wie bent u?"),
            "Q3[SQ001]. Toestemming [Mag getoond worden op de afdeling]",
        ],
        {"told_on": 1, "language": 3, "text": 5, "teller": 7, "consent_room": 8},
    ),
    "limesurvey_codes.csv": (
        ["submitdate", "lastpage", "startlanguage", "seed", "verhaal", "wie[other]", "wie", "consent[SQ001]"],
        {"told_on": 0, "language": 2, "text": 4, "teller": 6},
    ),
    "redcap_labels.csv": (
        [
            *("Record ID", "Event Name", "Survey Identifier", "Survey Timestamp", "Tell us your story"),
            *(
                "Who are you?",
                "I agree to: (choice=show in the room)",
                "I agree to: (choice=exports)",
                "Complete?",
            ),
        ],
        {"told_on": 3, "text": 4, "teller": 5, "consent_room": 6, "consent_exports": 7},
    ),
    "redcap_raw.csv": (
        [
            *(
                "record_id",
                "redcap_event_name",
                "redcap_survey_identifier",
                "story_timestamp",
                "story_complete",
            ),
            *("story_text", "teller", "consent___1", "consent___2"),
        ],
        {"told_on": 3, "text": 5, "teller": 6},
    ),
    "msforms.xlsx": (
        [
            *("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat is er gebeurd?", "Wie bent u?"),
            "Ik ga akkoord dat mijn verhaal getoond wordt",
        ],
        {"id": 0, "told_on": 2, "text": 5, "teller": 6, "consent_room": 7},
    ),
    "two_questions.csv": (
        ["Wat is er gebeurd?", "Wat deed dat met u?", "Wie bent u?", "Taal"],
        {"text": 0, "teller": 2, "language": 3},
    ),
    "google_dup.csv": (
        ["Timestamp", "Your story", "Who are you?", "Why?", "Why? (5)"],
        {"told_on": 0, "text": 1, "teller": 2},
    ),
    "Microsoft Forms in German": (
        ["Id", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Wie ist dein Vorname?", "Frage"],
        {"id": 0, "told_on": 2},
    ),
    "KoBoToolbox": (
        ["start", "end", "_uuid", "story", "who", "ward"],
        {"told_on": 1, "text": 3, "teller": 4, "setting": 5},
    ),
    "Typeform": (
        ["#", "What happened?", "Who are you?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        {"text": 1, "teller": 2, "told_on": 4},
    ),
}


@pytest.mark.parametrize("tool", CASES)
def test_the_columns_of_survey_tools_are_known(tool: str) -> None:
    columns, places = CASES[tool]
    assert suggest_columns(columns) == {field: columns[place] for field, place in places.items()}


QUALTRICS = {
    "StartDate": "Start Date",
    "EndDate": "End Date",
    "Status": "Response Type",
    "IPAddress": "IP Address",
    "Progress": "Progress",
    "Duration (in seconds)": "Duration (in seconds)",
    "Finished": "Finished",
    "RecordedDate": "Recorded Date",
    "ResponseId": "Response ID",
    "UserLanguage": "User Language",
    "Q1": "Tell us what happened",
    "Q2": "Who are you?",
    "Q2_4_TEXT": "Who are you? - Other - Text",
    "Q3": "May we show it?",
}
SURVEY_MONKEY = {
    "Respondent ID": "",
    "Collector ID": "",
    "Start Date": "",
    "End Date": "",
    "IP Address": "",
    "Email Address": "",
    "First Name": "",
    "Please tell us your story": "Open-Ended Response",
    "Who are you?": "Response",
    "(L)": "Other (please specify)",
    "I agree that my story is,": "shown in the room",
    "(N)": "used in publications",
}


def test_further_rows_of_headings_count() -> None:
    with_ids = {column: f'{caption} {{"ImportId": "QID_TEXT"}}' for column, caption in QUALTRICS.items()}
    for captions in (QUALTRICS, with_ids):
        assert suggest_columns(list(QUALTRICS), captions) == {
            **{"text": "Q1", "language": "UserLanguage", "teller": "Q2"},
            **{"consent_room": "Q3", "told_on": "EndDate"},
        }
    assert suggest_columns(list(SURVEY_MONKEY), SURVEY_MONKEY) == {
        "text": "Please tell us your story",
        "teller": "Who are you?",
        "consent_room": "I agree that my story is,",
        "consent_publications": "(N)",
        "told_on": "End Date",
    }


def test_an_open_question_that_is_not_known_is_the_text_where_there_is_no_other() -> None:
    captions = {"Anything else?": "Open-Ended Response"}
    assert suggest_columns(["Anything else?"], captions) == {"text": "Anything else?"}
    assert suggest_columns(["Anything else?", "Your story"], captions) == {"text": "Your story"}


def test_the_end_goes_before_the_start() -> None:
    assert suggest_columns(["Start time", "Completion time"]) == {"told_on": "Completion time"}
    assert suggest_columns(["Start time", "Text"]) == {"told_on": "Start time", "text": "Text"}


def test_our_own_columns_hold_their_own_field_whatever_is_beside_them() -> None:
    columns = ["Tell us your story", "text", "Who are you?", "teller", "Completion time", "told_on"]
    assert suggest_columns(columns) == {"text": "text", "teller": "teller", "told_on": "told_on"}


@pytest.mark.parametrize(
    ("columns", "is_own"),
    [
        (FIELDS, True),
        ([field for field in FIELDS if field != "revision"], True),
        (["id", "revision", "nodes"], True),
        (["nodes", "note", "id", "text", "revision"], True),
        (["id", "revision"], False),
        (["id", "text", "teller", "language"], False),
        (["ID", "Revision", "Nodes"], False),
        (["text", "nodes", "revision"], False),
        ([], False),
    ],
)
def test_an_export_of_our_own_is_known_by_its_columns(columns: list[str], is_own: bool) -> None:
    assert is_own_export(columns) is is_own


def test_many_long_questions_are_looked_at_at_once() -> None:
    questions = [
        f"{number}. How much do you agree that the staff of this unit are kind?" for number in range(200)
    ]
    start = time.process_time()
    suggest_columns(questions)
    assert time.process_time() - start < 1


@given(
    st.lists(
        st.sampled_from([*FIELDS, *NASTY, "Titel", "titel", "Récit", "Uw verhaal"]), unique=True, max_size=30
    ),
    st.lists(st.text() | st.sampled_from(NASTY), max_size=30),
)
def test_suggestions_are_columns_that_are_there_each_once(columns: list[str], captions: list[str]) -> None:
    suggested = suggest_columns(columns, dict(zip(columns, captions, strict=False)))
    assert set(suggested) <= set(FIELDS)
    assert set(suggested.values()) <= set(columns)
    assert len(set(suggested.values())) == len(suggested)
