from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.intake.consents import ConsentReading, is_code, read_consent
from model.stories.story import Purpose
from tests.nasty import NASTY

YES = """
    Yes | yes | YES | Yes. | Yes! | ja | Ja | JA | Ja; | Ja, graag | ja, graag | Ja graag! | Oui | oui |
    Oui, bien sûr | Jawel | Jazeker | Ja, zeker | Ja natuurlijk | Yes please | Yes, please |
    Yes of course | Yes, of course | Sure | Of course | OK | Ok | oké | Okay | akkoord | Akkoord |
    Accoord | Ik ga akkoord | Ik ga hiermee akkoord | Ja, ik ga akkoord | Ja, ik geef toestemming |
    Ik geef toestemming | Ik geef hiervoor toestemming | Toestemming gegeven | Ik stem toe | I agree |
    I agree. | Yes, I agree | I consent | Yes, I consent | I give consent | I give my consent |
    I give permission | Permission granted | Consent given | Agreed | Agree | Accepted | Accept |
    Checked | checked | Selected | Aangevinkt | Geselecteerd | Coché | Ausgewählt | TRUE | true | True |
    WAAR | waar | VRAI | WAHR | Wel | wel | ✓ | ✔ | ☑ | ✅ | J'accepte | J’accepte | Je suis d'accord |
    D'accord | Oui, je suis d'accord | Je donne mon accord | Je donne mon consentement | Accord |
    J'autorise | Einverstanden | Ich bin einverstanden | Ja, ich bin einverstanden | Ich stimme zu |
    Ja, ich stimme zu | Ich willige ein | Zustimmung erteilt | Ja, gerne | Ja, sehr gerne | Natürlich |
    Ja klar | yes - anonymously | Ja, anoniem | Oui, anonymement | Ja, anonym | Geen probleem |
    Ja, geen probleem | No problem | Yes, no problem | Geen bezwaar | Pas de problème | Kein Problem |
    I don't mind | Mag | Dat mag | Mag wel | Ja, dat mag | Ja (1) | 1. Ja | 1 = Ja |
    Ja, mijn verhaal mag getoond worden | Ik ga akkoord dat mijn verhaal getoond wordt | Opt-in | on
"""
NO = """
    No | no | NO | Nee | nee | Neen | Non | Nein | Nee. | nee, bedankt | No thanks | No thank you |
    Nee, liever niet | Liever niet | Rather not | Non merci | Nein danke | Niet akkoord | niet akkoord |
    Ik ga niet akkoord | Nee, ik ga niet akkoord | Do not agree | I do not agree | I don't agree |
    I don’t agree | I disagree | Disagree | I don't consent | I do not consent | No, I do not consent |
    No consent | Ik geef geen toestemming | Geen toestemming | Ik weiger | Geweigerd | Refused |
    Declined | I refuse | Je refuse | Refus | Pas d'accord | Je ne suis pas d'accord |
    Non, je ne suis pas d'accord | Je n'accepte pas | Nicht einverstanden | Ich bin nicht einverstanden |
    Ich stimme nicht zu | Ich lehne ab | Abgelehnt | Keine Zustimmung | Unchecked | unchecked |
    Not selected | Not checked | Niet geselecteerd | Niet aangevinkt | Non coché | Nicht ausgewählt |
    Nicht gewählt | FALSE | false | ONWAAR | FAUX | FALSCH | Niet | not | pas | nooit | never | Opt-out |
    weet niet | Weet ik niet | Ik weet het niet | Don't know | Je ne sais pas | Weiß nicht | N.v.t. |
    nvt | n/a | N/A | - | / | ☐ | ❌ | not sure | Niet van toepassing | 2. Nee | Nee (2) | Mag niet |
    oneens | off
"""
UNCLEAR = """
    1 | 0 | Y | N | J | X | x | A1 | O | V | 01 | 2 | SQ001 | Ja, maar niet in publicaties |
    Ja, maar alleen in de zaal | Yes, but not in publications | Yes but only anonymously |
    Yes, if anonymous | Ja, als het anoniem is | Ja, mits anoniem | Ja, op voorwaarde dat |
    Ja, na overleg | Ja, misschien | Oui, mais pas publié | Oui si anonyme | Ja, aber nur anonym |
    Nur im Raum | Only in the room | Alleen op de afdeling | Enkel intern | misschien | Maybe | perhaps |
    mss | Peut-être | Vielleicht | Ja/Nee | Ja;Nee; | Yes/No | yes no | Nee, maar wel in de zaal |
    Nee, akkoord | Ja, liever niet | Ja, zonder mijn naam | Yes, without my name |
    Yes, with my name removed | Ja, ik wil eerst het resultaat zien | zie mail | see email | pending |
    Toestemming gevraagd | Toestemming | Consent | Consent pending | Consent withdrawn later | blauw |
    Patiënt | ? | + | 😀 | Ik weiger niet | I do not refuse | I don't disagree | Nee, geen bezwaar |
    Non, pas de problème | ik ga akkoord dat mijn naam niet vermeld wordt | Oui et non |
    Yes, in the newsletter | Ja, in publicaties | mondeling | mondeling akkoord van dochter |
    unless I say otherwise | shown in the room
"""
"""Codes, conditions, and what says more than is known."""


def split(answers: str) -> list[str]:
    return [answer for piece in answers.split("|") if (answer := piece.strip())]


@pytest.mark.parametrize(("answers", "is_yes"), [(YES, True), (NO, False), (UNCLEAR, None)])
def test_an_answer_is_read_as_it_is_meant(answers: str, is_yes: bool | None) -> None:
    listed = split(answers)
    assert {answer: read_consent(answer, "", "room").is_yes for answer in listed} == dict.fromkeys(
        listed, is_yes
    )


SURE, GUESS, ASKED = ConsentReading(True, True), ConsentReading(True, False), ConsentReading(None, False)
REFUSED, DOUBT = ConsentReading(False, True), ConsentReading(False, False)


def test_of_an_answer_that_must_be_asked_nothing_is_certain() -> None:
    assert {read_consent(answer, "", "room") for answer in split(UNCLEAR)} == {ASKED}


@pytest.mark.parametrize(
    ("answer", "heading", "purpose", "reading"),
    [
        ("A1", "Consent (choice=A1)", "room", ASKED),
        ("Shown in the room!", "I agree that my story is, shown in the room", "room", SURE),
        ("zaal", "Toestemming [zaal]", "room", SURE),
        ("blauw", "Toestemming [groen] [blauw] [rood]", "room", SURE),
        ("raum", "Einwilligung Raum", "room", SURE),
        ("web", "Consent web", None, ASKED),
        ("Oui", "Don de récit : êtes-vous d'accord ?", "room", SURE),
        ("Ja, maar alleen anoniem", "(choice=Ja, maar alleen anoniem)", "room", ASKED),
        ("Toestemming dochter", "", "room", ASKED),
        ("Toestemming", "Mijn verhaal [Toestemming]", "room", SURE),
        ("Toestemming", "", "room", ASKED),
        ("Geef toestemming niet", "", "room", REFUSED),
        ("Ja, in de zaal", "Toestemming", "exports", ASKED),
        ("Ja, export", "Toestemming", "exports", SURE),
        ("Ja, in publicaties en in de zaal", "Toestemming", "publications", ASKED),
        ("Ja, in publicaties", "Toestemming", None, ASKED),
        ("Nee, in publicaties", "", "room", DOUBT),
        ("Nee, blauw", "", "room", DOUBT),
        ("Consent, anonymously", "", None, ASKED),
        ("geen bezwaar, anoniem", "", None, GUESS),
        ("Ja, toestemming", "", None, SURE),
        ("ja 2024", "", None, SURE),
        ("bezwaar", "", None, REFUSED),
        ("no agreed", "", None, ASKED),
        ("not refused", "", None, ASKED),
        ("ja", "Getoond worden of niet", "room", SURE),
        ("ja", "Niet getoond worden", "room", ASKED),
        ("", "Niet getoond worden", "room", REFUSED),
        ("n/a", "Niet getoond worden", "room", REFUSED),
        ("?!", "", None, ASKED),
        ("—?", "", None, ASKED),
        ("✓ ?", "", None, SURE),
        ("✗", "", None, REFUSED),
        ("…", "", None, REFUSED),
    ],
)
def test_an_answer_is_read_together_with_its_question(
    answer: str, heading: str, purpose: Purpose | None, reading: ConsentReading
) -> None:
    assert read_consent(answer, heading, purpose) == reading


@pytest.mark.parametrize("answer", ["", "   ", "-", "/", "☐"])
def test_no_answer_is_no(answer: str) -> None:
    reading = read_consent(answer)
    assert (reading.is_yes, reading.is_certain) == (False, True)


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        ("shown in the room", "I agree that my story is, shown in the room"),
        ("shown in the room", "I agree that my story is shown in the room"),
        ("show in the room", "I agree to: (choice=show in the room)"),
        ("Mag getoond worden op de afdeling", "Q3[SQ001]. Toestemming [Mag getoond worden op de afdeling]"),
        ("Checked", "I agree to: (choice=show in the room)"),
        ("Ja", "Gaat u akkoord of niet?"),
        ("Ja", "Toestemming (ja/nee)"),
        ("Ja, ik ga akkoord dat mijn verhaal getoond wordt in de zaal", "Toestemming"),
        ("Ja, de foto ook", "Mag de foto ook getoond worden?"),
    ],
)
def test_an_answer_that_repeats_its_option_or_its_question_is_a_yes(answer: str, heading: str) -> None:
    assert read_consent(answer, heading, "room").is_yes is True


@pytest.mark.parametrize(
    "answer", ["Checked", "Ja", "Yes", "Nee", "No", "Unchecked", "shown in the room", "✓"]
)
@pytest.mark.parametrize(
    "heading",
    [
        "I object to: (choice=shown in the room)",
        "I do not want my story to be, shown in the room",
        "Mag dit niet getoond worden, shown in the room",
        "Je refuse, shown in the room",
        "Ich bin nicht einverstanden, shown in the room",
    ],
)
def test_every_answer_to_a_question_in_the_negative_is_asked(answer: str, heading: str) -> None:
    assert read_consent(answer, heading, "room").is_yes is None


def test_where_nothing_is_ticked_a_question_in_the_negative_gives_no_consent() -> None:
    assert read_consent("", "I object to: (choice=shown in the room)").is_yes is False


def test_a_yes_to_something_else_is_asked() -> None:
    heading = "Toestemming voor de zaal of voor publicaties"
    assert read_consent("Ja, in de zaal", heading, "room").is_yes is True
    assert read_consent("Ja, in de zaal", heading, "publications").is_yes is None
    assert read_consent("Ja, in publicaties", heading, "publications").is_yes is True


GUESSED = """
    yes - anonymously | Ja, anoniem | Oui, anonymement | Ja, anonym | Geen probleem | Ja, geen probleem |
    No problem | Yes, no problem | Geen bezwaar | Pas de problème | Kein Problem | I don't mind |
    weet niet | Weet ik niet | Ik weet het niet | Don't know | Je ne sais pas | Weiß nicht | not sure
"""


def test_a_yes_in_other_words_and_a_doubt_are_guesses_and_all_else_is_certain() -> None:
    answers = split(YES + "|" + NO)
    assert [answer for answer in answers if not read_consent(answer).is_certain] == split(GUESSED)


CODES = [
    "A1",
    "1",
    "Y",
    "j",
    "SQ001",
    "01",
    "1.0",
    "3,0",
    "(1)",
    "1.",
    "A 1",
    "AO01",
    "[A1]",
    "-1",
    "2024-03-01",
    "é",
    "abcd_1",
    "12a",
    "1 2",
]


@pytest.mark.parametrize("code", CODES)
def test_a_code_means_something_in_its_own_question_only(code: str) -> None:
    assert is_code(code)
    assert read_consent(code, "Mag het getoond worden?").is_yes is None


@pytest.mark.parametrize(
    "word",
    [
        "ab",
        "abcde1",
        "12ab",
        "a1 b",
        "nl",
        "n.v.t.",
        "-oth-",
        "1. Patiënt",
        "Ja",
        "k.A.",
        "",
        "✓",
        "PT",
        "Ja (1)",
        "dag 1",
        "?",
    ],
)
def test_words_are_no_codes(word: str) -> None:
    assert not is_code(word)


NEGATIONS = ["niet", "not", "pas", "nicht", "geen", "maar", "but", "als", "if", "alleen", "only", "misschien"]


@given(
    st.sampled_from(split(YES)),
    st.sampled_from(NEGATIONS),
    st.lists(st.sampled_from(["in", "de", "zaal", "anoniem", "publicaties", "naam"]), max_size=3),
)
def test_a_yes_with_something_negative_behind_it_is_never_a_yes(
    yes: str, negation: str, more: list[str]
) -> None:
    assert read_consent(" ".join([yes, negation, *more]), "", "room").is_yes is not True


@given(
    st.text() | st.sampled_from(NASTY) | st.sampled_from(split(YES + NO + UNCLEAR)),
    st.text() | st.sampled_from(["[x]", "(choice=x)"]),
    st.sampled_from([None, *get_args(Purpose)]),
)
def test_whatever_is_answered_to_whatever_is_read(answer: str, heading: str, purpose: Purpose | None) -> None:
    reading = read_consent(answer, heading, purpose)
    assert reading.is_yes is not None or not reading.is_certain
