"""What a round came to, on a phone: from the reveal until it is hidden, by the rules of the projector."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from urllib.parse import urljoin

import pytest

from model import ConceptualModel
from model.stories import StoryStore
from model.words import LANGUAGES
from model.workshop import (
    ACTIVITIES,
    KINDS,
    ActivityKind,
    ParticipantStore,
    PlanItem,
    Position,
    Round,
    Workshop,
    WorkshopStore,
    find_poll,
    list_edges,
    make_request_id,
)
from pages.phones.layout import ASSETS
from tests.pages.joining import FIRST, SECOND, Phones, model, phone, room, workshop
from tests.phoning import Phone, ask_room
from tests.workshopping import join

__all__ = ["model", "phone", "room", "workshop"]

NODES = (FIRST, SECOND)
WAITS = "Nothing is open right now. Look at the screen."


@pytest.fixture
def voters(store: StoryStore) -> ParticipantStore:
    return ParticipantStore(store)


def open_poll(
    room: WorkshopStore, model: ConceptualModel, workshop: Workshop, kind: ActivityKind, dots: int = 0
) -> Round:
    """A round about two nodes, two edges or two texts, open."""
    about = {"nodes": NODES, "edges": list_edges(model)[:2], "options": ("A bench", "Less paper")}
    named = {ACTIVITIES[kind].about: about[ACTIVITIES[kind].about]}
    made = room.add_round(workshop.id, kind, "", dots=dots, **named)  # type: ignore[arg-type]
    return room.open_round(workshop.id, made.id)


def vote(
    voters: ParticipantStore,
    workshop: Workshop,
    round_: Round,
    *ballots: Sequence[int],
    role: str | None = None,
) -> None:
    """Ballots on the subjects of a round, each by somebody of a role."""
    for numbers in ballots:
        token = join(voters, workshop)
        voters.set_role(workshop.id, token, role)  # type: ignore[arg-type]
        choices = {
            subject: number for subject, number in zip(round_.subjects, numbers, strict=True) if number
        }
        voters.vote(workshop.id, token, round_.id, choices, make_request_id())


def answer(voters: ParticipantStore, workshop: Workshop, round_: Round, *texts: str) -> None:
    """Answers on the first subject of a round, each by somebody."""
    for text in texts:
        token = join(voters, workshop)
        voters.name_catalyst(workshop.id, token, round_.id, round_.subjects[0], text, make_request_id())


def read_result(phone: Phone) -> list[tuple[str, str, str, str]]:
    """Each subject with its value, its bar and what else is said of it."""
    return [
        (
            item.findtext("span"),
            item.findtext("b"),
            "".join(item.xpath("svg/rect/@width")),
            "".join(item.xpath("span[@class='hint']/text()")),
        )
        for item in phone.page.xpath("//ul[@class='result']/li")
    ]


Shown = dict[str, tuple[int, list[tuple[int, int]], list[tuple[str, str, str, str]], str]]
POLLS: Shown = {
    "dots": (
        3,
        [(2, 1), (3, 0)],
        [("0", "5 dots", "100%", ""), ("1", "1 dot", "20%", "")],
        "2 answered. Dots show what the room chose first, not what is weak.",
    ),
    "rating": (
        0,
        [(4, 3), (5, 3)],
        [("0", "4.5 of 5", "88%", "answers from 4 to 5"), ("1", "3.0 of 5", "50%", "")],
        "2 answered. From 1, hardly, to 5, strongly.",
    ),
    "choice": (
        2,
        [(0, 1), (1, 1)],
        [("1", "chosen by 2", "100%", ""), ("0", "chosen by 1", "50%", "")],
        "2 answered.",
    ),
    "scale": (
        0,
        [(1, 0)],
        [("0", "1.0 of 5", "0%", ""), ("1", "no answers", "", "")],
        "1 answered. From 1, not at all, to 5, fully.",
    ),
    "edges": (
        0,
        [(4, 9), (3, 2)],
        [
            ("0", "3.5 of 4", "83%", "answers from 3 to 4"),
            ("1", "2.0 of 4", "33%", "don't know: 1"),
        ],
        "2 answered. 1 no, 2 hardly, 3 somewhat, 4 clearly.",
    ),
    "order": (
        0,
        [(2, 1), (2, 1)],
        [("1", "mean place 1.0", "100%", ""), ("0", "mean place 2.0", "0%", "")],
        "2 answered. The mean of the places that each was given; 1 comes first.",
    ),
}


@pytest.mark.parametrize("kind", POLLS)
def test_each_poll_is_shown_in_words_with_a_bar_once_it_is_revealed_and_not_before(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    voters: ParticipantStore,
    model: ConceptualModel,
    kind: ActivityKind,
) -> None:
    dots, ballots, expected, hint = POLLS[kind]
    round_ = open_poll(room, model, workshop, kind, dots)
    vote(voters, workshop, round_, *ballots)
    somebody = phone().join()
    names = dict(zip(round_.subjects, somebody_sees(somebody, kind), strict=True))
    for turn in (lambda: None, lambda: room.close_round(workshop.id, round_.id)):
        turn()
        somebody.look()
        assert read_result(somebody) == []
    assert WAITS in somebody.words
    room.reveal_round(workshop.id, round_.id)
    somebody.look()
    shown = [(names[round_.subjects[int(at)]], *rest) for at, *rest in expected]
    assert read_result(somebody) == shown
    assert somebody.page.findtext(".//h2") == ACTIVITIES[kind].ask(str)
    assert hint in somebody.words
    assert "refresh" in somebody.answer.text
    room.hide_round(workshop.id, round_.id)
    somebody.look()
    assert WAITS in somebody.words
    assert read_result(somebody) == []


def somebody_sees(phone: Phone, kind: ActivityKind) -> list[str]:
    """The names of what is asked about, in its order on the page."""
    names = {
        "dots": "//form//div[@class='row']/label",
        "order": "//form//div[@class='row']/label",
        "choice": "//label[@class='choice']/span",
    }
    found = phone.page.xpath(names.get(kind, "//fieldset[@class='rating']/legend"))
    return [name.text_content().strip() for name in found]


def test_every_poll_is_among_those_above() -> None:
    assert set(POLLS) == {kind for kind in KINDS if find_poll(kind)}


@pytest.mark.parametrize("kind", ["catalysts", "answers"])
def test_of_answers_the_chosen_words_are_shown_alone_each_with_how_many_said_so(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    voters: ParticipantStore,
    model: ConceptualModel,
    kind: ActivityKind,
) -> None:
    round_ = ask_room(room, model, workshop, kind)
    answer(
        voters,
        workshop,
        round_,
        "<b>Coffee</b> & cake",
        "Coffee and cake",
        "Jan Peeters should smile",
        "Time",
    )
    first, second, _name, last = (answer_.id for answer_ in room.get_state(workshop.id).answers)
    somebody = phone().join()
    room.reveal_round(workshop.id, round_.id)
    somebody.look()
    assert "Result" in somebody.words
    assert "Nothing yet." in somebody.words
    coffee = room.group_answers(workshop.id, [first, second])
    time = room.group_answers(workshop.id, [last])
    room.choose_group(workshop.id, coffee.id)
    somebody.look()
    assert [item.text_content() for item in somebody.page.xpath("//ul[@class='found']/li")] == [
        "Coffee & cake × 2"
    ]
    assert "Nothing yet." not in somebody.words
    room.choose_group(workshop.id, time.id)
    reveal_words(room, model, workshop, voters, kind, "Said elsewhere")
    room.move(workshop.id, Position(view="round", round=round_.id, at=1))
    somebody.look()
    assert "Said elsewhere" not in somebody.page.xpath("//ul[@class='found']/li/text()")
    assert somebody.page.xpath("//ul[@class='found']/li/text()")[1:] == ["Time"]
    assert "Peeters" not in somebody.answer.text
    about = [heading.text for heading in somebody.page.xpath("//section/h3")]
    assert len(about) == (kind == "catalysts")
    for revealed in room.get_state(workshop.id).rounds:
        room.hide_round(workshop.id, revealed.id)
    somebody.look()
    assert WAITS in somebody.words
    assert "Coffee" not in somebody.answer.text


def reveal_words(
    room: WorkshopStore,
    model: ConceptualModel,
    workshop: Workshop,
    voters: ParticipantStore,
    kind: ActivityKind,
    text: str,
) -> None:
    """Another round of a kind, revealed with one answer that is chosen."""
    round_ = ask_room(room, model, workshop, kind)
    answer(voters, workshop, round_, text)
    room.choose_group(
        workshop.id, room.group_answers(workshop.id, [room.get_state(workshop.id).answers[-1].id]).id
    )
    room.reveal_round(workshop.id, round_.id)


def test_stories_have_no_result_to_show(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "stories")
    room.reveal_round(workshop.id, round_.id)
    room.move(workshop.id, Position(view="round", round=round_.id))
    assert WAITS in phone().join().words


def test_roles_are_told_apart_only_where_five_answered_and_nobody_can_be_found_out(
    phone: Phones, room: WorkshopStore, workshop: Workshop, voters: ParticipantStore, model: ConceptualModel
) -> None:
    round_ = open_poll(room, model, workshop, "rating")
    vote(voters, workshop, round_, *[(5, 2)] * 5, role="professional")
    vote(voters, workshop, round_, *[(1, 2)] * 4, role="patient")
    somebody = phone().join()
    room.reveal_round(workshop.id, round_.id)
    somebody.look()
    assert "professional" not in str(read_result(somebody))
    room.open_round(workshop.id, round_.id)
    vote(voters, workshop, round_, (1, 2), role="patient")
    room.reveal_round(workshop.id, round_.id)
    somebody.look()
    [(*_first, notes), _second] = read_result(somebody)
    assert notes == "answers from 1 to 5 · patient or family: 1.0 · professional: 5.0"


def test_where_the_workshop_hides_its_people_nobody_is_counted(
    phone: Phones, room: WorkshopStore, workshop: Workshop, voters: ParticipantStore, model: ConceptualModel
) -> None:
    round_ = open_poll(room, model, workshop, "rating")
    vote(voters, workshop, round_, (4, 3), (5, 3))
    room.reveal_round(workshop.id, round_.id)
    somebody = phone().join()
    assert "2 answered." in somebody.words
    room.show(workshop.id, hides_people=True)
    somebody.look()
    assert "2 answered" not in somebody.words
    assert "4.5 of 5" in somebody.words


def test_a_poll_that_nobody_answered_says_so(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = open_poll(room, model, workshop, "rating")
    room.reveal_round(workshop.id, round_.id)
    somebody = phone().join()
    assert "Nobody has answered." in somebody.words
    assert read_result(somebody) == []


# Which result


def reveal_all(
    room: WorkshopStore, model: ConceptualModel, workshop: Workshop, *kinds: ActivityKind
) -> list[Round]:
    rounds = [ask_room(room, model, workshop, kind) for kind in kinds]
    for round_ in rounds:
        room.reveal_round(workshop.id, round_.id)
    return rounds


def get_heading(phone: Phone) -> str:
    phone.look()
    return str(phone.page.findtext(".//h2"))


def test_the_result_on_the_projector_is_shown_else_the_last_in_the_order_of_the_workshop(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    dots, rating, choice = reveal_all(room, model, workshop, "dots", "rating", "choice")
    somebody = phone().join()
    assert get_heading(somebody) == "Which would you choose?"
    room.move(workshop.id, Position(view="round", round=dots.id, at=2))
    assert get_heading(somebody) == "Where should we begin?"
    room.move(workshop.id, Position(view="map"))
    assert get_heading(somebody) == "Which would you choose?"
    room.arrange(workshop.id, [PlanItem(part=part) for part in ("join", choice.id, dots.id, rating.id)])
    assert get_heading(somebody) == "How present is this in our team?"
    room.hide_round(workshop.id, rating.id)
    assert get_heading(somebody) == "Where should we begin?"


def test_an_open_question_comes_before_a_result_unless_the_projector_shows_a_newer_one(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    [rating] = reveal_all(room, model, workshop, "rating")
    somebody = phone().join()
    assert get_heading(somebody) == "Which Mangomoment did you see or live yourself?"
    [link] = somebody.page.xpath("//nav//a")
    assert link.text == "Result: How present is this in our team?"
    somebody.look(urljoin(somebody.address, link.get("href")))
    assert somebody.page.findtext(".//h2") == "How present is this in our team?"
    room.move(workshop.id, Position(view="round", round=rating.id, at=1))
    assert get_heading(somebody) == "How present is this in our team?"
    [link] = somebody.page.xpath("//nav//a")
    somebody.look(urljoin(somebody.address, link.get("href")))
    assert somebody.find_form("tell") is not None
    dots = ask_room(room, model, workshop, "dots")  # while the projector still shows the result
    assert get_heading(somebody) == "Where should we begin?"
    room.move(workshop.id, Position(view="round", round=dots.id))  # an open round has no result yet
    somebody.look()
    assert [link.text.split(":")[0] for link in somebody.page.xpath("//nav//a")] == [
        "Which Mangomoment did you see or live yourself?",
        "Result",
    ]


def test_a_phone_is_told_of_a_reveal_a_hiding_and_words_that_are_chosen_later(
    phone: Phones, room: WorkshopStore, workshop: Workshop, voters: ParticipantStore, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "answers")
    answer(voters, workshop, round_, "Coffee", "coffee!")
    group = room.group_answers(workshop.id, [room.get_state(workshop.id).answers[0].id])
    room.close_round(workshop.id, round_.id)
    somebody = phone().join()

    def get_page() -> str:
        somebody.look()
        return str(somebody.page.find(".//main").get("data-page"))

    pages = [get_page()]
    for change in (
        lambda: room.reveal_round(workshop.id, round_.id),
        lambda: room.choose_group(workshop.id, group.id),
        lambda: room.group_answers(workshop.id, [room.get_state(workshop.id).answers[1].id], group=group.id),
        lambda: room.hide_round(workshop.id, round_.id),
    ):
        change()
        pages.append(get_page())
    assert len(set(pages)) == 4
    assert pages[0] == pages[-1]


# How large


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_result_is_a_small_page_in_each_language(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    voters: ParticipantStore,
    model: ConceptualModel,
    language: str,
) -> None:
    nodes = [node.id for node in model.nodes()]
    made = room.add_round(workshop.id, "rating", "", nodes)
    round_ = room.open_round(workshop.id, made.id)
    for role in ("patient", "professional"):
        for number in range(1, 6):
            token = join(voters, workshop)
            voters.set_role(workshop.id, token, role)
            voters.vote(workshop.id, token, round_.id, dict.fromkeys(nodes, number), make_request_id())
    room.reveal_round(workshop.id, round_.id)
    somebody = phone(language).join()
    assert len(read_result(somebody)) == min(len(nodes), 40)
    page = somebody.answer.content
    assert len(page) < 17_000
    assert sum(len(gzip.compress(content)) for content in (page, *ASSETS.values())) < 10_000


def test_of_very_many_the_first_are_shown_and_how_many_there_are(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    voters: ParticipantStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pages.join.results.MOST_SUBJECTS", 2)
    made = room.add_round(workshop.id, "scale", "", options=("One", "Two", "Three"))
    round_ = room.open_round(workshop.id, made.id)
    vote(voters, workshop, round_, (1, 3, 5))
    room.reveal_round(workshop.id, round_.id)
    somebody = phone().join()
    assert [name for name, *_rest in read_result(somebody)] == ["Three", "Two"]
    assert "The first 2 of 3." in somebody.words
