from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import UnknownIdError, load_model
from model.search import fold
from model.stories.intake.meanings import MAPPED_FIELDS, Proposal, Proposer, build_key, list_meanings
from model.stories.story import TELLERS
from tests.building import build_model
from tests.nasty import NASTY
from tests.round_trips import build_translated_model

MODEL = build_translated_model()
PROPOSER = Proposer(MODEL)
ASKED = Proposal(None, False)

fields = st.sampled_from(MAPPED_FIELDS)
values = st.text() | st.sampled_from(
    [*NASTY, "Patiënt", "ja", "nl-BE", "A1", "joy; trust", "Joy in wrok", "-"]
)


@pytest.mark.parametrize(
    ("field", "said", "meaning"),
    [
        ("teller", "Mantelzorger", "family"),
        ("teller", "leader", "leader"),
        ("language", "nl", "nl"),
        ("language", "nl-BE", "nl"),
        ("language", "EN", "en"),
        ("language", "Nederlands", "nl"),
        ("language", "Vlaams", "nl"),
        ("language", "Français (France)", "fr"),
        ("language", "Englisch", "en"),
        ("language", "English (United States)", "en"),
        ("language", "Tigrinya", "ti"),
        ("consent_room", "Ik ga akkoord", "yes"),
        ("consent_exports", "Unchecked", "no"),
        ("consent_publications", "", "no"),
        ("setting", " Geriatrie ", "Geriatrie"),
        ("setting", "3", "3"),
        ("nodes", "joy", "joy"),
        ("nodes", "Joy in work | Vertrouwen", "joy; trust"),
        ("nodes", "Vreugde, in het werk; trust", "joy; trust"),
        ("nodes", "", ""),
        ("nodes", "n.v.t.", ""),
        ("nodes", "joy; " * 400, "joy"),
        ("dimensions", "comfort; Informatie, communicatie en educatie", "comfort; information"),
    ],
)
def test_a_name_for_exactly_this_is_certain(field: str, said: str, meaning: str) -> None:
    assert PROPOSER.propose(field, said) == Proposal(meaning, True)


@pytest.mark.parametrize(
    ("field", "said", "meaning"),
    [
        ("teller", "Verpleegkundige (dag)", "professional"),
        ("language", "nederlnads", "nl"),
        ("consent_room", "yes - anonymously", "yes"),
        ("nodes", "Joy in wrok", "joy"),
        ("nodes", "joyinwork; trust", "joy; trust"),
        ("nodes", "Vertrowen", "trust"),
        ("dimensions", "comfort, Informatie, communicatie en educatie", "comfort; information"),
        ("dimensions", "comunicatie", "information"),
        ("dimensions", "Informatie, comunicatie en educatie", "information"),
    ],
)
def test_what_is_only_near_is_a_guess(field: str, said: str, meaning: str) -> None:
    assert PROPOSER.propose(field, said) == Proposal(meaning, False)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        *(
            (field, code)
            for field in ("teller", "language", "nodes", "dimensions")
            for code in ("A1", "1", "Y")
        ),
        *(
            (field, code)
            for field in ("consent_room", "consent_exports")
            for code in ("1", "0", "Y", "N", "J", "X")
        ),
        ("teller", "patiënt of familie"),
        ("teller", ""),
        ("teller", "-"),
        ("language", "Nederlands/Français"),
        ("language", ""),
        ("language", "xx"),
        ("consent_room", "Ja, maar niet in publicaties"),
        ("nodes", "zebra"),
        ("nodes", "joy; zebra"),
        ("nodes", "calm"),
        ("nodes", "joy; " * 401),
        ("nodes", " ".join(["joy"] * 21)),
        ("nodes", "rust"),
        ("nodes", "trus ang"),
    ],
)
def test_what_nobody_can_know_is_asked(field: str, said: str) -> None:
    assert PROPOSER.propose(field, said) == ASKED


def test_a_code_is_asked_even_where_a_node_is_called_almost_like_it() -> None:
    proposer = Proposer(build_model(nodes="a b", names={"a": "A 1", "b": "Joy in work"}))
    assert proposer.propose("nodes", "A1") == ASKED
    assert proposer.propose("nodes", "A 1") == Proposal("a", True)
    assert proposer.propose("nodes", "Joyin work") == Proposal("b", False)


def test_an_id_goes_before_everything_it_looks_like() -> None:
    [first, *_] = MODEL.nodes()
    assert all(PROPOSER.propose("nodes", node.id) == Proposal(node.id, True) for node in MODEL.nodes())
    assert PROPOSER.propose("nodes", f"{first.id};{first.id}").meaning == first.id


def test_the_heading_says_what_is_consented_to() -> None:
    heading = "I agree that my story is, shown in the room"
    assert PROPOSER.propose("consent_room", "shown in the room", heading) == Proposal("yes", True)
    assert PROPOSER.propose("consent_room", "shown in the room") == ASKED
    assert PROPOSER.propose("consent_room", "Ja", "Ik maak bezwaar") == ASKED


# What was said before


def remember(field: str, said: str, heading: str, meaning: str) -> Proposer:
    return Proposer(MODEL, {(field, build_key(field, said, heading)): meaning})


def test_what_was_said_before_is_certain_in_every_spelling() -> None:
    proposer = remember("teller", "Buurvrouw", "Wie?", "other")
    for said in ("buurvrouw", " BUURVROUW ", "Buurvrouw."):
        assert proposer.propose("teller", said, "Wie bent u?") == Proposal("other", True)
    assert proposer.propose("teller", "buurman").meaning == "family"


def test_a_code_is_remembered_for_its_own_question_only() -> None:
    proposer = remember("consent_room", "Y", "Tonen in de zaal?", "yes")
    assert proposer.propose("consent_room", "y", "tonen in de zaal") == Proposal("yes", True)
    assert proposer.propose("consent_room", "Y", "Publiceren?") == ASKED
    assert proposer.propose("consent_exports", "Y", "Tonen in de zaal?") == ASKED


@pytest.mark.parametrize(
    ("field", "said", "gone"),
    [("nodes", "zebra", "stripes"), ("nodes", "zebra", "joy; stripes"), ("teller", "zebra", "animal")],
)
def test_what_the_model_no_longer_has_is_passed_over(field: str, said: str, gone: str) -> None:
    assert remember(field, said, "", gone).propose(field, said) == ASKED


def test_a_value_may_be_said_to_mean_everything_that_the_model_has() -> None:
    every = "; ".join(node.id for node in MODEL.nodes())
    assert remember("nodes", "zebra", "", every).propose("nodes", "zebra") == Proposal(every, True)
    assert remember("teller", "zebra", "", "patient; family").propose("teller", "zebra") == ASKED


def test_a_value_may_be_said_to_mean_nothing_or_several() -> None:
    assert remember("nodes", "zebra", "", "").propose("nodes", "zebra") == Proposal("", True)
    assert remember("nodes", "zebra", "", "joy; trust").propose("nodes", "zebra").meaning == "joy; trust"
    assert remember("setting", "G3", "", "Geriatrie").propose("setting", "g3").meaning == "Geriatrie"


# Keys and lists


def test_a_key_is_the_words_and_of_a_code_the_heading_too() -> None:
    assert build_key("teller", "Vriend(in) van Patiënt", "Wie?") == "vriend in van patient"
    assert build_key("teller", "A1", "Wie bent u?") == "wie bent u: a1"
    assert build_key("teller", "-oth-", "Wie?") == build_key("teller", "oth", "Who?") == "oth"
    assert build_key("consent_room", " ✓ ", "") == "✓"
    assert build_key("consent_room", "+", "") != build_key("consent_room", "-", "")


@given(fields, values, st.text())
def test_a_key_does_not_change_with_case_accents_and_outer_blanks(
    field: str, said: str, heading: str
) -> None:
    key = build_key(field, said, heading)
    assert build_key(field, f"  {said}\n", heading) == key
    assert build_key(field, fold(said), fold(heading)) == key
    assert len(key) <= 200


def test_a_key_has_at_most_two_hundred_signs() -> None:
    assert build_key("setting", "x" * 200, "") == "x" * 200
    long = build_key("setting", "x" * 201, "")
    assert (len(long), long[:136]) == (200, "x" * 135 + " ")
    assert build_key("teller", "A1", "y" * 196) == "y" * 196 + ": a1"
    assert len(build_key("teller", "A1", "y" * 197)) == 200


def test_long_values_that_begin_alike_have_keys_of_their_own() -> None:
    assert build_key("setting", "x" * 5000, "") != build_key("setting", "x" * 5001, "")


def test_the_meanings_of_a_field_are_listed() -> None:
    assert list_meanings("teller", MODEL) == TELLERS
    assert list_meanings("consent_room", MODEL) == ("yes", "no")
    assert list_meanings("setting", MODEL) is None
    assert list_meanings("nodes", MODEL) == tuple(node.id for node in MODEL.nodes())
    assert list_meanings("dimensions", MODEL) == tuple(dimension.id for dimension in MODEL.file.dimensions)
    languages = list_meanings("language", MODEL) or ()
    assert languages[: len(MODEL.languages)] == MODEL.languages
    assert len(set(languages)) == len(languages) > 180


def test_other_fields_have_no_meanings() -> None:
    for question in (
        lambda: PROPOSER.propose("title", "x"),
        lambda: build_key("title", "x", ""),
        lambda: list_meanings("title", MODEL),
    ):
        with pytest.raises(UnknownIdError, match='there is no field "title"'):
            question()


@given(fields, values, values)
def test_whatever_is_said_means_something_possible_or_is_asked(field: str, said: str, heading: str) -> None:
    proposal = PROPOSER.propose(field, said, heading)
    assert proposal.meaning is not None or proposal == ASKED
    possible = list_meanings(field, MODEL)
    if proposal.meaning and possible is not None:
        assert set(proposal.meaning.split("; ")) <= set(possible)


def test_hundreds_of_values_are_proposed_for_at_once() -> None:
    proposer = Proposer(load_model())
    said = [
        f"Emotionele stuen en verlichting van de angst van zorgverlener {number}" for number in range(200)
    ]
    start = time.process_time()
    for field in MAPPED_FIELDS:
        for value in said:
            proposer.propose(field, value, "Mag uw verhaal getoond worden op de afdeling?")
    assert time.process_time() - start < 2  # a millisecond each
