"""What phones are asked about own texts, or in words, without a script."""

from __future__ import annotations

from typing import Any

from model import ConceptualModel
from model.workshop import ActivityKind, Round, Workshop, WorkshopStore, list_edges, name_edge
from tests.pages.joining import Phones, model, phone, room, workshop

__all__ = ["model", "phone", "room", "workshop"]


def ask(room: WorkshopStore, workshop: Workshop, kind: ActivityKind, **fields: Any) -> Round:
    """A round about some texts of its own, open."""
    options = tuple(f"<Tea> & more, {number}" for number in range(1, 5))
    made = room.add_round(workshop.id, kind, **{"options": options, **fields})
    return room.open_round(workshop.id, made.id)


def read_ballots(room: WorkshopStore, workshop: Workshop, round_: Round) -> list[dict[str, int]]:
    """The ballots of a round, which is revealed for it."""
    room.reveal_round(workshop.id, round_.id)
    return [dict(ballot.choices) for ballot in room.get_ballots(workshop.id, round_.id)]


def test_who_may_choose_one_has_one_button_of_several(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    round_ = ask(room, workshop, "choice", dots=1)
    somebody = phone().join()
    assert "Choose one. < Tea> & more, 1" in somebody.words  # markup is none any more
    assert [field.get("type") for field in somebody.page.xpath("//*[@name='pick']")] == ["radio"] * 4
    somebody.send("vote")
    assert "You have not chosen anything yet, so nothing was sent." in somebody.words
    somebody.send("vote", pick="o3")
    assert somebody.page.xpath("//*[@name='pick'][@checked]/@value") == ["o3"]
    somebody.send("vote", pick="o1")
    assert read_ballots(room, workshop, round_) == [{"o1": 1}]


def test_who_chooses_more_than_may_be_is_told_and_keeps_what_was_chosen(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    round_ = ask(room, workshop, "choice", dots=2)
    somebody = phone().join()
    assert "Choose up to 2." in somebody.words
    somebody.send("vote", pick=["o1", "o2", "o4"])
    assert "You chose 3; the limit is 2." in somebody.words
    assert somebody.page.xpath("//*[@name='pick'][@checked]/@value") == ["o1", "o2", "o4"]
    somebody.send("vote", pick=["o1", "o4"])
    somebody.send("vote", pick=["o1", "o9"])
    assert "The question has changed meanwhile. Look at it again." in somebody.words
    assert read_ballots(room, workshop, round_) == [{"o1": 1, "o4": 1}]


def test_statements_are_rated_or_skipped(phone: Phones, room: WorkshopStore, workshop: Workshop) -> None:
    round_ = ask(room, workshop, "scale")
    somebody = phone().join()
    assert "From 1, not at all, to 5, fully." in somebody.words
    somebody.send("vote", **{"n-o2": "5", "n-o3": "1"})
    assert somebody.page.xpath("//*[@name='n-o2'][@checked]/@value") == ["5"]
    assert somebody.page.xpath("//*[@name='n-o1'][@checked]/@value") == ["0"]
    assert read_ballots(room, workshop, round_) == [{"o2": 5, "o3": 1}]


def test_a_question_is_answered_in_words_that_are_looked_through(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    ask(room, workshop, "answers", options=(), question="What did you see?")
    somebody = phone().join()
    assert "A few words of your own, no names. Your answer Send" in somebody.words
    somebody.send("name", **{"t-question": "Call me: 0470 12 34 56"})
    assert "0470 12 34 56" in somebody.words
    assert not room.get_state(workshop.id).answers
    somebody.send("name", **{"t-question": "A smile"})
    somebody.send("name", **{"t-question": ""})
    assert "This is still empty." in somebody.words
    assert [(answer.node, answer.text) for answer in room.get_state(workshop.id).answers] == [
        ("question", "A smile")
    ]
    somebody.look()
    somebody.send("take")
    assert not room.get_state(workshop.id).answers


def test_of_links_it_can_be_said_that_one_does_not_know(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    first, second, third = list_edges(model)[:3]
    round_ = ask(room, workshop, "edges", options=(), edges=(third, first, second))
    somebody = phone().join()
    assert "1 no, 2 hardly, 3 somewhat, 4 clearly. ?: I do not know." in somebody.words
    assert f"{name_edge(model, first, 'en')} 1 2 3 4 ? skip" in somebody.words
    names = somebody.page.xpath(f"//*[@name='n-{first}']/@aria-label")
    assert names == ["don't know"]
    somebody.send("vote", **{f"n-{first}": "9", f"n-{second}": "4"})
    somebody.send("vote", **{f"n-{first}": "5"})
    assert "This is not possible here. Choose again." in somebody.words
    assert read_ballots(room, workshop, round_) == [{first: 9, second: 4}]


def test_all_are_put_in_order_by_plain_lists(phone: Phones, room: WorkshopStore, workshop: Workshop) -> None:
    round_ = ask(room, workshop, "order")
    somebody = phone().join()
    assert "Give each its own place; 1 comes first." in somebody.words
    places = {"n-o1": "2", "n-o2": "1", "n-o3": "2", "n-o4": ""}
    somebody.send("vote", **places)
    assert "Some have no place yet. Give each of them one." in somebody.words
    somebody.send("vote", **places | {"n-o4": "4"})
    assert "Two have the same place. Give each its own." in somebody.words
    somebody.send("vote", **{"n-o3": "3"})  # what was chosen before is still there
    assert read_ballots(room, workshop, round_) == [{"o1": 2, "o2": 1, "o3": 3, "o4": 4}]


def test_the_ends_of_a_scale_are_said_in_own_words(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    round_ = ask(room, workshop, "scale", ends=("never", ""))
    somebody = phone().join()
    assert "From 1, never, to 5, fully." in somebody.words
    somebody.send("vote", **{f"n-{round_.subjects[0]}": "4"})
    room.reveal_round(workshop.id, round_.id)
    somebody.look()
    assert "1 answered. From 1, never, to 5, fully." in somebody.words
