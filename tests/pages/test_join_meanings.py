"""What a phone says of the elements that it asks about: what they mean, and the room's own words on them."""

from __future__ import annotations

import pytest

from model import ConceptualModel, Story
from model.schema import Words
from model.stories import Consent, StorySource, StoryStore, Wording
from model.words import LANGUAGES
from model.workshop import Workshop, WorkshopStore
from pages.join.meanings import LONGEST_DESCRIPTIONS, Meaning, choose_stories, find_example, find_meanings
from pages.phones.layout import Visit
from tests.pages.joining import FIRST, Phones, model, phone, room, workshop
from tests.phoning import ask_room

__all__ = ["model", "phone", "room", "workshop"]

CATALYST = f"catalyst-{FIRST}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_element_of_a_question_says_what_it_means(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, language: str
) -> None:
    ask_room(room, model, workshop, "rating")
    somebody = phone(language).join()
    fieldsets = somebody.page.xpath("//fieldset[@class='rating']")
    nodes = [field.xpath(".//input/@name")[0].removeprefix("n-") for field in fieldsets]
    said = {node: field.xpath("string(.//details/p)") for node, field in zip(nodes, fieldsets, strict=True)}
    for node in nodes:
        description = model.get_node(node).description
        assert description
        assert description.text(language) in said[node]
    [link, *_] = somebody.page.xpath("//a[contains(@href, 'meanings')]/@href")
    page = somebody.look(f"/join/{link}")
    assert page.status_code == 200
    shown = somebody.page.xpath(f"//div[@id='{FIRST}']")[0].text_content()
    assert model.get_node(FIRST).description.text(language) in shown  # type: ignore[union-attr]


def test_an_example_is_a_published_story_that_the_room_may_see_in_the_language_of_the_phone(
    phone: Phones, store: StoryStore, workshop: Workshop
) -> None:
    def tell(text: str, **values: object) -> Story:
        draft = Story(wordings=(Wording(language="nl", text=text),), teller="patient", nodes=(FIRST,))
        return draft.model_copy(update={"status": "published", "consent": Consent(room=True), **values})

    hidden = (tell("Pending.", status="pending"), tell("No room.", consent=Consent(exports=True)))
    shown = tell("Een mango op bed.")
    for story in (*hidden, shown):
        store.add(story, "facilitator")
    somebody = phone("nl")
    somebody.look(f"/join/{workshop.key}/meanings?lang=nl")
    assert "Pending." not in somebody.answer.text
    assert "No room." not in somebody.answer.text
    example = find_example(FIRST, (shown,), Visit("nl", True, "", ""))
    assert example
    assert (example.text, example.language, example.told_by) == (
        "Een mango op bed.",
        "nl",
        "verteld door een patiënt",
    )
    assert find_example("other", (shown,), Visit("nl", True, "", "")) is None


def test_a_page_of_many_elements_leads_to_what_they_mean_instead_of_saying_it(model: ConceptualModel) -> None:
    nodes = model.nodes()
    few, many = (find_meanings(some, (), "m", "en") for some in (nodes[:3], nodes * 3))
    assert sum(len(meaning.description) for meaning in few.values()) <= LONGEST_DESCRIPTIONS
    assert all(meaning.description for meaning in few.values())
    assert {meaning.description for meaning in many.values()} == {""}
    assert many[FIRST].address == f"m#{FIRST}"


def test_the_rooms_own_words_stand_beside_the_name_once_they_are_revealed(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    named = ask_room(room, model, workshop, "catalysts")
    somebody = phone().join()
    somebody.send("name", **{f"t-{CATALYST}": "Coffee together"})
    [answer] = room.get_state(workshop.id).answers
    group = room.group_answers(workshop.id, [answer.id], "Coffee together")
    room.choose_group(workshop.id, group.id)
    rating = room.add_round(workshop.id, "rating", nodes=(CATALYST,))
    room.open_round(workshop.id, rating.id)
    assert "✎" not in somebody.look().text
    room.reveal_round(workshop.id, named.id)
    somebody.look()
    [legend] = somebody.page.xpath("//fieldset[@class='rating']/legend")
    assert legend.text_content().endswith(" ✎ Coffee together")
    somebody.look(f"/join/{workshop.key}/meanings")
    assert "✎ Coffee together" in somebody.page.xpath(f"//div[@id='{CATALYST}']")[0].text_content()


def test_meanings_are_not_shown_of_a_workshop_that_is_over_or_was_never_there(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    somebody = phone()
    assert somebody.look("/join/AAAAAA/meanings").status_code == 404
    room.end(workshop.id)
    assert somebody.look(f"/join/{workshop.key}/meanings").status_code == 410


def test_published_stories_are_no_examples_where_the_workshop_shows_only_its_own(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "rating")
    somebody = phone().join()
    examples = "//a[contains(@href, 'meanings')]"
    assert somebody.page.xpath(examples)
    room.show(workshop.id, is_own_only=True)
    somebody.look()
    assert not somebody.page.xpath(examples)
    somebody.look(f"/join/{workshop.key}/meanings")
    assert not somebody.page.xpath("//blockquote")


def test_examples_are_of_all_stories_or_of_those_told_in_the_workshop(workshop: Workshop) -> None:
    published, here, elsewhere = (
        Story(
            wordings=(Wording(language="nl", text="Een mango."),),
            teller="patient",
            source=StorySource(name="Ward 4", session=session) if session else None,
        )
        for session in ("", workshop.id, "elsewhere")
    )
    stories = (published, here, elsewhere)
    assert choose_stories(stories, workshop.model_copy(update={"is_own_only": False})) == stories
    assert choose_stories(stories, workshop.model_copy(update={"is_own_only": True})) == (here,)


@pytest.mark.parametrize(
    ("length", "is_shown"), [(LONGEST_DESCRIPTIONS, True), (LONGEST_DESCRIPTIONS + 1, False)]
)
def test_descriptions_stand_beside_a_question_as_long_as_the_page_stays_small(
    model: ConceptualModel, length: int, is_shown: bool
) -> None:
    first, second, *_others = model.nodes()
    lengths = ((first, 1500), (second, length - 1500))
    nodes = [node.model_copy(update={"description": Words({"en": "x" * count})}) for node, count in lengths]
    found = find_meanings(nodes, {second.id}, "meanings", "en")
    assert found == {
        first.id: Meaning("x" * 1500 * is_shown, f"meanings#{first.id}", False),
        second.id: Meaning("x" * (length - 1500) * is_shown, f"meanings#{second.id}", True),
    }
    bare = first.model_copy(update={"description": None})
    assert find_meanings([bare], (), "meanings", "en") == {}
    assert find_meanings([bare], {first.id}, "m", "en") == {first.id: Meaning("", f"m#{first.id}", True)}
