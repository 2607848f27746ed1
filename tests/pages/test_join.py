"""The phone pages: joining, telling, naming, voting, withdrawing, without a script."""

from __future__ import annotations

import pytest

from model import ConceptualModel
from model.stories import StoryStore
from model.workshop import ActivityKind, Workshop, WorkshopStore
from tests.pages.conftest import Ask
from tests.pages.joining import FIRST, SECOND, STORY, Phones, model, phone, room, workshop
from tests.phoning import Phone, ask_room

__all__ = ["model", "phone", "room", "workshop"]


# Joining


def test_a_key_is_read_whatever_its_case_and_spaces(phone: Phones, workshop: Workshop) -> None:
    key = workshop.key.lower()
    somebody = phone()
    answer = somebody.look(f"/join?lang=en&key={key[:3]}+-+{key[3:]}")
    assert answer.url.path == f"/join/{workshop.key}"
    assert "Ward 4" in somebody.words
    assert somebody.look(f"/join/{key}").url.path == f"/join/{workshop.key}"


def test_a_link_that_is_pasted_into_the_field_of_the_key_leads_to_its_workshop(
    phone: Phones, workshop: Workshop
) -> None:
    link = f"http%3A%2F%2F192.168.1.7%3A8501%2Fjoin%2F{workshop.key}%3Flang%3Den"
    somebody = phone()
    assert somebody.look(f"/join?lang=en&key={link}").url.path == f"/join/{workshop.key}"


def test_an_empty_key_is_answered(phone: Phones) -> None:
    somebody = phone()
    assert somebody.look("/join?lang=en&key=+").status_code == 422
    assert "Type the key first." in somebody.words


def test_who_joins_is_counted_once_and_keeps_nothing_but_the_cookie(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    somebody = phone().join("leadership")
    assert "You are in." in somebody.words
    assert "Nothing is open right now. Look at the screen." in somebody.words
    somebody.look()
    assert room.get_state(workshop.id).headcount.joined == 1
    [cookie] = somebody.client.cookies.jar
    assert (cookie.name, cookie.path) == ("mangomoment_join", "/join")
    header = somebody.answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "max-age="):
        assert part in header
    assert somebody.answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("base", "forwarded", "is_secure"),
    [
        ("https://ward.example", "", True),
        ("http://ward.example", "https", True),
        ("http://ward.example", "", False),
    ],
)
def test_a_cookie_that_came_by_https_is_never_sent_without_it(
    ask: Ask, workshop: Workshop, base: str, forwarded: str, is_secure: bool
) -> None:
    headers = {"X-Forwarded-Proto": forwarded} if forwarded else {}
    answer = ask("203.0.113.7", base).get(f"/join/{workshop.key}", headers=headers)
    parts = [part.strip() for part in answer.headers["set-cookie"].lower().split(";")]
    assert ("secure" in parts) is is_secure


def test_who_only_looks_at_the_page_has_not_joined(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    phone().look()
    assert room.get_state(workshop.id).headcount.joined == 0


def test_the_role_can_be_changed(phone: Phones, room: WorkshopStore, workshop: Workshop) -> None:
    somebody = phone().join("patient")
    somebody.send("role", role="")
    assert "Changed." in somebody.words
    somebody.send("role", role="professional")
    assert "Your role: professional" in somebody.words


@pytest.mark.parametrize(
    ("chosen", "browser", "language"),
    [("nl", "en", "nl"), ("en", "nl", "en"), ("", "nl-BE,en", "nl"), ("", "en-GB", "en"), ("", "fi", "nl")],
)
def test_the_language_is_the_asked_one_else_the_browsers_else_the_workshops(
    phone: Phones, workshop: Workshop, chosen: str, browser: str, language: str
) -> None:
    somebody = phone()
    address = f"/join/{workshop.key}" + (f"?lang={chosen}" if chosen else "")
    somebody.show(somebody.client.get(address, headers={"Accept-Language": browser}))
    assert somebody.page.get("lang") == language
    other = {"nl": "English", "en": "Nederlands"}[language]
    assert other in somebody.page.find(".//header").text_content()


# Answering


def test_dots_are_spread_and_can_be_spread_anew(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "dots")
    somebody = phone().join()
    somebody.send("vote", **{f"n-{FIRST}": "2", f"n-{SECOND}": "3"})
    assert "Thank you, it was sent." in somebody.words
    assert somebody.find_form("vote").fields[f"n-{SECOND}"] == "3"
    somebody.send("vote", **{f"n-{FIRST}": "", f"n-{SECOND}": "1"})
    room.reveal_round(workshop.id, round_.id)
    assert [dict(ballot.choices) for ballot in room.get_ballots(workshop.id, round_.id)] == [{SECOND: 1}]


def test_too_many_dots_come_back_as_they_were_spread(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "dots")
    somebody = phone().join()
    answer = somebody.send("vote", **{f"n-{FIRST}": "4", f"n-{SECOND}": "3"})
    assert answer.status_code == 422
    assert "You placed 7 dots; you have 5." in somebody.words
    form = somebody.find_form("vote")
    assert (form.fields[f"n-{FIRST}"], form.fields[f"n-{SECOND}"]) == ("4", "3")
    field = form.inputs[f"n-{FIRST}"]
    assert field.get("autofocus") is not None
    assert somebody.page.get_element_by_id(field.get("aria-describedby")).text == (
        "You placed 7 dots; you have 5."
    )
    assert somebody.page.findtext(".//title") == "Error: Ward 4"


@pytest.mark.parametrize("said", ["-1", "1.5", "many", "1e3", "99999", "²"])
def test_what_is_no_number_of_dots_is_refused(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, said: str
) -> None:
    round_ = ask_room(room, model, workshop, "dots")
    somebody = phone().join()
    assert somebody.send("vote", **{f"n-{FIRST}": said}).status_code == 422
    assert round_.id not in room.get_state(workshop.id).answered


@pytest.mark.parametrize(
    ("kind", "choices", "words"),
    [
        ("dots", {}, "You have not placed a dot yet, so nothing was sent."),
        ("rating", {f"n-{FIRST}": "0", f"n-{SECOND}": "0"}, "You have not rated anything yet"),
    ],
)
def test_an_empty_vote_does_not_count_and_says_so(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    model: ConceptualModel,
    kind: ActivityKind,
    choices: dict[str, str],
    words: str,
) -> None:
    ask_room(room, model, workshop, kind)
    somebody = phone().join()
    assert somebody.send("vote", **choices).status_code == 422
    assert words in somebody.words
    assert "Thank you" not in somebody.words
    assert room.get_state(workshop.id).answered == {}


def test_nodes_are_rated_or_skipped(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "rating")
    somebody = phone().join()
    somebody.send("vote", **{f"n-{FIRST}": "5", f"n-{SECOND}": "0"})
    assert somebody.answer.status_code == 200, somebody.words
    assert somebody.find_form("vote").fields[f"n-{FIRST}"] == "5"
    room.reveal_round(workshop.id, round_.id)
    assert [dict(ballot.choices) for ballot in room.get_ballots(workshop.id, round_.id)] == [{FIRST: 5}]


def test_catalysts_are_named_listed_and_taken_back(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody, other = phone().join(), phone().join()
    words = {f"t-catalyst-{FIRST}": "More time", f"t-catalyst-{SECOND}": "Coffee <b>together</b>"}
    somebody.send("name", **words)
    assert [answer.text for answer in room.get_state(workshop.id).answers] == ["More time", "Coffee together"]
    for place in (FIRST, SECOND):
        assert model.get_node(f"catalyst-{place}").name.text("en") in somebody.words
    other.look()
    assert "More time" not in other.words
    somebody.send("take")
    assert "Withdrawn." in somebody.words
    assert [answer.text for answer in room.get_state(workshop.id).answers] == ["Coffee together"]


def test_only_the_catalyst_that_is_too_long_comes_back(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone().join()
    long = "more " * 59 + "more!"
    somebody.send("name", **{f"t-catalyst-{FIRST}": "Time", f"t-catalyst-{SECOND}": long})
    assert somebody.answer.status_code == 422
    assert "300 characters; the limit is 200." in somebody.words
    form = somebody.find_form("name")
    assert (form.fields[f"t-catalyst-{FIRST}"], form.fields[f"t-catalyst-{SECOND}"]) == ("", long)
    assert [answer.text for answer in room.get_state(workshop.id).answers] == ["Time"]


def test_an_empty_form_of_catalysts_says_so(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone().join()
    assert somebody.send("name").status_code == 422
    assert "This is still empty." in somebody.words


NAMES = {f"t-catalyst-{FIRST}": "Mevrouw Van Damme, 0470 12 34 56", f"t-catalyst-{SECOND}": "Tijd"}


def test_a_catalyst_that_could_tell_who_somebody_is_is_pointed_out_and_masked(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone("nl").join()
    assert somebody.send("name", **NAMES).status_code == 422
    assert "Mevrouw Van Damme (naam)" in somebody.words
    assert room.get_state(workshop.id).answers == ()
    assert set(NAMES.items()) <= set(somebody.read_form("name"))
    somebody.send("name", privacy="mask")
    assert sorted(answer.text for answer in room.get_state(workshop.id).answers) == [
        "Tijd",
        "[naam], [telefoonnummer]",
    ]


def test_a_catalyst_is_sent_as_it_is_by_who_saw_what_it_holds(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone("nl").join()
    assert somebody.send("name", **NAMES, privacy="keep").status_code == 422
    assert somebody.send("name", privacy="keep").status_code == 200
    assert {answer.text for answer in room.get_state(workshop.id).answers} == set(NAMES.values())


# Stories


def test_a_story_waits_with_what_its_teller_agreed_to_and_its_receipt_can_be_seen_again(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    nodes = ["resonance-trust", FIRST]
    sent = somebody.fill_in("tell", **STORY, node=nodes, consent=["room", "publications"])
    somebody.post(sent)
    code = somebody.find_code()
    [story] = room.get_state(workshop.id).stories
    assert (story.text, story.teller, story.language, story.status) == (*STORY.values(), "pending")
    assert set(story.nodes) == set(nodes)
    assert story.consent.model_dump() == {"room": True, "exports": False, "publications": True}
    assert story.source is not None
    assert story.source.session == workshop.id
    somebody.look(str(somebody.answer.url))
    assert somebody.find_code() == code
    somebody.post(sent)
    assert somebody.find_code() == code
    assert len(room.get_state(workshop.id).stories) == 1
    other = phone().join()
    other.look(str(somebody.answer.url))
    assert not other.page.xpath("//@data-code")


def test_the_same_story_from_another_form_of_the_same_phone_is_one_story(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    somebody.send("tell", **STORY)
    code = somebody.find_code()
    somebody.look()
    somebody.send("tell", **STORY)
    assert somebody.find_code() == code
    assert len(room.get_state(workshop.id).stories) == 1
    other = phone().join()
    other.send("tell", **STORY)
    assert len(room.get_state(workshop.id).stories) == 2


def test_a_story_that_was_withdrawn_can_be_told_anew(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    somebody.send("tell", **STORY)
    code = somebody.find_code()
    somebody.post([("code", code)], "/join/withdraw?lang=en")
    assert room.get_state(workshop.id).stories == ()
    somebody.look()
    somebody.send("tell", **STORY)
    assert somebody.find_code() != code
    assert len(room.get_state(workshop.id).stories) == 1


def test_the_same_form_with_other_words_is_another_story(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    sent = dict(somebody.fill_in("tell", **STORY))
    somebody.post(list(sent.items()))
    somebody.post(list({**sent, "text": "She danced."}.items()))
    assert [story.text for story in room.get_state(workshop.id).stories] == [STORY["text"], "She danced."]


def test_a_story_without_text_or_teller_comes_back_with_the_rest(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    text = "\n\nShe sang.\nTwice."
    somebody.send("tell", text=text, node=[FIRST], consent=["exports"])
    assert somebody.answer.status_code == 422
    assert "Choose who tells the story." in somebody.words
    typed = somebody.read_form("tell")
    assert ("text", text) in typed
    assert {value for name, value in typed if name in ("node", "consent")} == {FIRST, "exports"}
    somebody.send("tell", text=" ", teller="patient")
    assert "The story itself is missing." in somebody.words
    assert "the limit is 5000" in (somebody.send("tell", **STORY | {"text": "x" * 5001}), somebody.words)[1]
    assert room.get_state(workshop.id).stories == ()


NAMED = {**STORY, "text": "Mevrouw Van Damme, 92 jaar, kamer 214.", "language": "nl"}


def test_what_could_tell_who_somebody_is_is_pointed_out_before_it_is_sent(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone("nl").join()
    assert somebody.send("tell", **NAMED).status_code == 422
    for words in ("Mevrouw Van Damme (naam)", "92 jaar (leeftijd boven 89)", "kamer 214 (kamer of bed)"):
        assert words in somebody.words
    assert ("text", NAMED["text"]) in somebody.read_form("tell")
    assert room.get_state(workshop.id).stories == ()
    somebody.send("tell", privacy="mask")
    assert [story.text for story in room.get_state(workshop.id).stories] == ["[naam], [leeftijd], [kamer]."]


def test_a_story_is_sent_as_it_is_only_by_who_saw_what_it_holds(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    assert somebody.send("tell", **NAMED, privacy="keep").status_code == 422
    changed = NAMED["text"] + " 0470 12 34 56"
    assert somebody.send("tell", privacy="keep", text=changed).status_code == 422
    assert "0470 12 34 56" in somebody.words
    assert somebody.send("tell", privacy="keep").status_code == 200
    assert [story.text for story in room.get_state(workshop.id).stories] == [changed]


def test_a_code_withdraws_its_story_on_any_device_also_after_the_end(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, ask: Ask
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    somebody.send("tell", **STORY)
    code = somebody.find_code()
    room.end(workshop.id)
    elsewhere = Phone(ask("203.0.113.99"), workshop.key)
    elsewhere.look("/join?lang=en")
    elsewhere.post([("code", f" {code[:5].lower()}-{code[5:]}")], "/join/withdraw?lang=en")
    assert elsewhere.answer.url.path == "/join"
    assert "The story is withdrawn." in elsewhere.words
    assert room.get_state(workshop.id).stories == ()


def test_a_wrong_code_comes_back_to_be_compared(phone: Phones, store: StoryStore) -> None:
    somebody = phone()
    somebody.post([("code", "AAAAABBBBB"), ("key", "x")], "/join/withdraw?lang=en")
    assert somebody.answer.status_code == 404
    assert "This code is not known." in somebody.words
    assert somebody.page.get_element_by_id("code").get("value") == "AAAAABBBBB"


# What is shown


def test_what_was_agreed_is_shown_also_at_the_end_to_who_was_there(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    somebody = phone().join()
    room.add_action(workshop.id, "Ten minutes a day", "head nurse", "from May", (FIRST,))
    somebody.look()
    for words in ("Ten minutes a day", "head nurse · from May · Personality of the patient"):
        assert words in somebody.words
    room.end(workshop.id)
    assert somebody.look().status_code == 410
    assert "This workshop has ended" in somebody.words
    assert "Ten minutes a day" in somebody.words
    stranger = phone()
    assert stranger.look().status_code == 410
    assert "Ten minutes a day" not in stranger.words


@pytest.mark.parametrize(
    ("role", "teller"),
    [("patient", "patient"), ("professional", "professional"), ("leadership", "leader"), ("", None)],
)
def test_who_joined_in_a_role_is_not_asked_for_it_again_by_a_story(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    model: ConceptualModel,
    role: str,
    teller: str | None,
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join(role)
    form = somebody.find_form("tell")
    assert form.fields["teller"] == teller
    assert ("This is your role here" in somebody.words) == bool(role)
    somebody.send("tell", text="", teller="family")
    assert somebody.find_form("tell").fields["teller"] == "family"
