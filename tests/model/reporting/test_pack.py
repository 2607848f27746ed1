from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from unicodedata import combining

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from model import ConceptualModel
from model.export.typesetting import to_printable
from model.lettering import measure
from model.reporting import to_pack
from model.stories import Consent, StorySource
from model.workshop import OwnStep, PlanItem, Round, read_picture
from tests.building import build_model
from tests.documents import MODEL, get_root, list_links, list_sizes, list_tags, read_pdf, read_text
from tests.golden.listings import list_document
from tests.nasty import NASTY
from tests.properties import examples
from tests.reporting import CATALYSTS, DOTS, build_told, build_workshop

ADDRESS = "http://192.168.1.7:8501/join/ABCDEF"


def draw_code(address: str = ADDRESS) -> str:
    content = BytesIO()
    segno.make_qr(address).save(content, kind="svg", xmldecl=False)
    return content.getvalue().decode()


def make(language: str = "en", stories: tuple[Any, ...] = (), **changed: Any) -> bytes:
    values = {"address": ADDRESS, "qr": draw_code()} | changed
    workshop = values.pop("workshop", build_workshop())
    return to_pack(MODEL, workshop, (DOTS, CATALYSTS), stories, language, **values)


@pytest.mark.parametrize("language", MODEL.languages)
def test_it_is_tagged_and_stands_on_a4(language: str) -> None:
    made = make(language, (build_told(),))
    assert get_root(made)["/Lang"].startswith(language)
    assert set(list_sizes(made)) == {(210, 297)}


def test_the_run_sheet_asks_the_question_of_each_stage_and_round() -> None:
    text = read_text(make(parts=("run",)))
    for stage in MODEL.stages:
        assert stage.name.text("en") in text
        assert stage.ask("en") in text
    for said in (
        "Where should we begin?",
        "What would make a Mangomoment more likely here?",
        "--server.address 0.0.0.0",
    ):
        assert said in text


def test_the_page_for_the_wall_has_code_address_and_key() -> None:
    made = make(parts=("join",))
    assert len(read_pdf(made).pages) == 1
    text = read_text(made)
    assert ADDRESS in text
    assert "ABCDEF" in text.replace(" ", "").replace(ADDRESS, "")
    assert [address for address, _ in list_links(made)] == [ADDRESS]
    assert f"QR code of {ADDRESS}" in [words for tag, words in list_tags(made) if tag == "/Figure"]


def test_without_an_address_the_key_stands_alone() -> None:
    made = make(parts=("join",), address="", qr="")
    assert "ABCDEF" in read_text(made).replace(" ", "")
    assert not [tag for tag, _ in list_tags(made) if tag == "/Figure"]


@pytest.mark.parametrize("language", MODEL.languages)
def test_the_story_form_fits_on_one_page_and_asks_what_phones_ask(language: str) -> None:
    made = make(language, parts=("form",))
    assert len(read_pdf(made).pages) == 1
    text = "".join(read_text(made).split())
    for node in MODEL.nodes():
        assert node.question or "".join(node.name.text(language).split()) in text
    words = {
        "en": "in this application, to everybody",
        "nl": "in deze toepassing, aan iedereen",
        "fr": "dans cette application, à toute la salle",
        "de": "in dieser Anwendung, für alle",
    }
    assert "".join(words[language].split()) in text


def test_cards_are_made_of_stories_with_consent_only() -> None:
    kept = build_told("Not for paper.", consent=Consent(room=True))
    waiting = build_told("Not yet.", status="pending")
    text = read_text(make(stories=(build_told("For paper."), kept, waiting), parts=("cards",)))
    assert "For paper." in text
    assert "Not" not in text


def test_eight_cards_stand_on_a_sheet() -> None:
    stories = tuple(build_told(f"Story number {number}.") for number in range(9))
    assert len(read_pdf(make(stories=stories, parts=("cards",))).pages) == 2


def test_the_same_values_give_the_same_bytes() -> None:
    stories = (build_told(id="a"),)
    assert make(stories=stories) == make(stories=stories)


@examples(40)
@given(st.sampled_from([text for text in NASTY if text.strip()]))
def test_no_text_is_taken_for_markup(text: str) -> None:
    try:
        workshop = build_workshop(name=text[:100])
        story = build_told(text)
    except ValueError:
        return  # a workshop cannot hold it
    made = make(workshop=workshop, stories=(story,), address=text)
    shown = to_printable(workshop.name)
    assert len(read_pdf(made).pages) == 5
    if not any(map(combining, shown)):  # pypdf reads letters with marks on them twice
        assert "".join(shown.split())[:40] in "".join(read_text(made, 0).split())


def test_a_story_card_does_not_say_in_which_workshop_the_story_was_told() -> None:
    story = build_told(source=StorySource(name="Ward 4 of Saint Luke", session="w"))
    made = to_pack(MODEL, build_workshop(name="A day"), (), (story,), "en", parts=("cards",))
    text = read_text(made)
    assert "half a pear" in text
    assert "Saint Luke" not in text


def test_the_run_sheet_follows_the_plan_with_minutes_notes_and_pictures() -> None:
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "red").save(drawn, "PNG")
    picture = read_picture(drawn.getvalue())
    own = (
        OwnStep(id="hello", kind="welcome", title="Good morning", notes="Smile at all"),
        OwnStep(id="look", kind="picture", text="A mango", picture=picture.name),
    )
    parts = {"hello": 4, "join": 6, "look": 3, DOTS.id: 12, "actions": 5}
    plan = tuple(PlanItem(part=part, minutes=minutes) for part, minutes in parts.items())
    workshop = build_workshop(plan=plan)
    made = make(workshop=workshop, own_steps=own, pictures={picture.name: picture}, parts=("run",))
    text = read_text(made)
    order = [text.index(said) for said in ("Good morning", "Join in", "A mango", "Where should we begin?")]
    assert order == sorted(order)
    assert "Smile at all" in text
    assert "30 minutes in all." in text
    assert all(stage.ask("en") not in text for stage in MODEL.stages)
    assert b"/Subtype/Image" in made.replace(b" ", b"")


def test_the_minutes_of_the_stages_are_counted_once() -> None:
    workshop = build_workshop(plan=(PlanItem(part="stages", minutes=15),))
    assert "15 minutes in all." in read_text(make(workshop=workshop, parts=("run",)))


def read_data(model: ConceptualModel = MODEL, rounds: tuple[Round, ...] = (), **changed: Any) -> Any:
    """What the pages are made of."""
    workshop = changed.pop("workshop", build_workshop())
    make_pack = lambda: to_pack(model, workshop, rounds, (), "en", **changed)  # noqa: E731
    return json.loads(list_document(make_pack))["data"]


def list_steps(plan: str, **changed: Any) -> list[tuple[str, ...]]:
    """The steps of the run sheet: number, title, question, hint, minutes; a plan is "part:minutes part"."""
    items = [part.partition(":")[::2] for part in plan.split()]
    planned = tuple(PlanItem(part=part, minutes=int(minutes or 0)) for part, minutes in items)
    data = read_data(workshop=build_workshop(plan=planned), **changed)
    return [
        tuple(step[key] for key in ("number", "title", "question", "hint", "minutes"))
        for step in data["steps"]
    ]


WELCOME = "Why we are here; how answers are kept secret; everybody joins."
AGREE = "Who does what, and when? Write it down before everybody leaves."
CLOSE = ("Close", "", "Thank everybody; say when they will hear what came of it.", "")
STAGES = build_model(stages={"need": "a", "effect": "b"})
ASK = "Where do you see this here?"


def test_the_run_sheet_has_the_parts_of_the_plan_with_their_minutes() -> None:
    plan = "join:5 followed map:3 stages:10 stories dots actions:6 gone"
    steps = list_steps(plan, model=STAGES, rounds=(DOTS.model_copy(update={"nodes": ("a", "b")}),))
    assert [step[1:] for step in steps] == [
        ("Welcome", "", WELCOME, "5"),
        ("The whole map", "", "", "3"),
        ("need", ASK, "", "10"),
        ("effect", ASK, "", ""),
        ("Stories", "", "", ""),
        ("Vote with dots", "Where should we begin?", "a, b", ""),
        ("What we agree", AGREE, "", "6"),
        CLOSE,
    ]
    assert [step[0] for step in steps] == [str(number) for number in range(1, 9)]
    assert list_steps("followed:4 actions", model=STAGES)[0][1:] == (
        "What came of what we agreed",
        "",
        "",
        "4",
    )


def test_without_a_plan_the_run_sheet_has_what_needs_to_be_prepared() -> None:
    hello = OwnStep(id="hello", kind="welcome", title="Good morning", text="Tea is ready")
    titles = ["Welcome", "need", "effect", "What we agree", "Close"]
    assert [step[1] for step in list_steps("", model=STAGES)] == titles
    joined = list_steps("", model=STAGES, own_steps=(hello,))
    assert ("Join in", "", "", "") in [step[1:] for step in joined]
    assert ("Good morning", "", "Tea is ready", "") in [step[1:] for step in joined]


@pytest.mark.parametrize(("count", "about"), [(3, "a, b, c"), (4, "a, b, c and 1 more")])
def test_a_round_names_three_of_what_it_is_about(count: int, about: str) -> None:
    round_ = DOTS.model_copy(update={"nodes": tuple("abcd"[:count])})
    assert list_steps("dots", model=build_model(nodes="a b c d"), rounds=(round_,))[0][3] == about


@pytest.mark.parametrize(
    ("size", "width"), [((40, 20), 60), ((20, 40), 16), ((60, 32), 60), ((30, 32), 30), ((61, 32), 60)]
)
def test_a_picture_is_as_large_as_its_place_on_the_run_sheet(size: tuple[int, int], width: float) -> None:
    drawn = BytesIO()
    Image.new("RGB", size, "red").save(drawn, "PNG")
    picture = read_picture(drawn.getvalue())
    own = OwnStep(id="look", kind="picture", text="A mango", picture=picture.name)
    for pictures, shown in (({picture.name: picture}, width), ({}, 0)):
        steps = read_data(STAGES, own_steps=(own,), pictures=pictures)["steps"]
        [step] = [step for step in steps if step["hint"] == "A mango"]
        assert step["picture-width"] == shown
        assert bool(step["picture"]) == bool(pictures)


def test_the_form_offers_what_is_named_of_six_stages_with_twelve_choices_at_most() -> None:
    stages = {f"stage-{at}": [f"n{at}-{number}" for number in range(11 + at)] for at in range(3)}
    stages |= {f"more-{at}": [f"m{at}"] for at in range(6)}
    model = build_model(stages=stages, provenances={"n0-0": "open", "m0": "open"})
    offered = {stage["name"]: len(stage["nodes"]) for stage in read_data(model)["stages"]}
    assert offered == {"stage-0": 10, "stage-1": 12} | {f"more-{at}": 1 for at in range(1, 5)}


@pytest.mark.parametrize("letters", [1, 20, 60, 100])
def test_a_long_name_and_a_long_address_are_set_in_letters_in_which_they_fit(letters: int) -> None:
    text = "W" * letters
    data = read_data(STAGES, workshop=build_workshop(name=text), address=text)
    size, largest = data["address-size"], measure(text, 30, bold=True) <= 480
    assert size == 30 if largest else measure(text, size, bold=True) == pytest.approx(480)
    size, largest = data["title-size"], measure(text, 30, bold=True) <= 3.5 * 480
    assert size == 30 if largest else measure(text, size, bold=True) == pytest.approx(3.5 * 480)
    assert read_data(STAGES)["address-size"] == 30


def test_parts_come_in_their_order_whatever_order_they_are_asked_in() -> None:
    assert read_data(STAGES, parts=("cards", "run"))["parts"] == ["run", "cards"]
    assert read_data(STAGES)["parts"] == ["run", "join", "form", "cards"]


def test_how_phones_reach_the_server_is_said_if_there_is_something_to_do() -> None:
    assert read_data(STAGES)["reach"] == "Phones then open the address on the page for the wall."
    assert read_data(STAGES, reach="Open a port.")["reach"] == "Open a port."
