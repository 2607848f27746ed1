"""What a phone page shows: one open question, in few bytes, and what its script asks for."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import pytest
from sqlalchemy import update

from model import ConceptualModel
from model.stories import StoryStore
from model.workshop import KINDS, ActivityKind, Position, Workshop, WorkshopStore
from model.workshop.tables import participants
from pages.join import presence, routes
from pages.phones.layout import ASSETS
from pages.shared.limits import Limit
from tests.pages.joining import FIRST, STORY, Phones, model, phone, room, workshop
from tests.phoning import FORM, IN_PLACE, ask_room

__all__ = ["model", "phone", "room", "workshop"]


def test_only_a_page_with_nothing_to_type_looks_again_by_itself(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    somebody = phone().join()
    assert "refresh" in somebody.answer.text
    ask_room(room, model, workshop, "stories")
    somebody.look()
    assert "refresh" not in somebody.answer.text


def test_nothing_of_a_closed_round_or_of_others_is_on_the_page(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    rounds = {kind: ask_room(room, model, workshop, kind) for kind in ("dots", "catalysts", "stories")}
    other, somebody = phone().join("patient"), phone().join()
    other.send("vote", **{f"n-{FIRST}": "5"})
    other.send("name", **{f"t-catalyst-{FIRST}": "Quixotic time"})
    other.send("tell", **{**STORY, "text": "Quixotic story."})
    for link in ["", *somebody.page.xpath("//nav//a/@href")]:
        somebody.look(urljoin(somebody.address, link))
        assert "Quixotic" not in somebody.answer.text
        assert not somebody.page.xpath("//main//input[@type='number' and @value!='']")
    for end, said in ((room.close_round, "Nothing is open right now."), (room.reveal_round, "5 dots")):
        for round_ in rounds.values():
            end(workshop.id, round_.id)
        somebody.look(f"/join/{workshop.key}?lang=en&question=2&newest=3")
        assert "Quixotic" not in somebody.answer.text
        room.move(workshop.id, Position(view="round", round=rounds["dots"].id, at=1))
        somebody.look(f"/join/{workshop.key}?lang=en&question=3&newest=3")
        assert said in somebody.words
        assert {form.fields.get("do") for form in somebody.page.forms} == {"role", None}
        assert "Quixotic" not in somebody.answer.text


def test_what_was_sent_is_listed_under_its_own_question(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone().join()
    somebody.send("name", **{f"t-catalyst-{FIRST}": "More time"})
    assert "More time" in somebody.words
    ask_room(room, model, workshop, "catalysts")
    somebody.look()
    assert "More time" not in somebody.words
    somebody.look(urljoin(somebody.address, somebody.page.xpath("//nav//a/@href")[0]))
    assert "More time" in somebody.words


def test_in_french_a_space_stands_before_the_colon_of_each_label(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "catalysts")
    somebody = phone("fr").join()
    somebody.send("name", **{f"t-catalyst-{FIRST}": "Plus de temps"})
    shown = "\n".join(map(str, somebody.page.xpath("//text() | //@aria-label")))
    assert "Retirer\u202f: Plus de temps" in shown
    assert "Votre rôle\u202f: " in shown
    assert not re.search(r"\S:(?!\S)", shown)
    assert somebody.page.xpath("//main/@data-colon") == ["\u202f: "]
    somebody.send("name", **{f"t-catalyst-{FIRST}": "x" * 9999})
    assert somebody.page.xpath("//title/text()")[0].startswith("Erreur\u202f: ")


def test_who_only_looks_is_noted_to_be_here_once_in_half_a_minute(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    store: StoryStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr(presence, "_noted", Limit(most=1, seconds=30, clock=lambda: now))

    def count_present() -> int:
        return room.get_state(workshop.id).headcount.present

    somebody = phone().join()
    for address in ("", f"/join/{workshop.key}/state.json"):
        with store.database.writing() as connection:  # as an hour later
            connection.execute(update(participants).values(seen_at=datetime.now(UTC) - timedelta(hours=1)))
        somebody.client.get(address or somebody.address)
        assert count_present() == 0
        now += 31
        somebody.client.get(address or somebody.address)
        assert count_present() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_with_its_script_and_style_weighs_less_than_10_kb_on_the_way(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, kind: ActivityKind
) -> None:
    ask_room(room, model, workshop, kind)
    room.show(workshop.id, has_codes=True)
    somebody = phone("nl").join()
    page = somebody.answer.content
    assert sum(len(gzip.compress(content)) for content in (page, *ASSETS.values())) < 10_000
    assert len(page) < 17_000


def test_a_page_weighs_less_than_17_kb_also_when_all_is_open(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    for kind in (*KINDS, "stories"):
        ask_room(room, model, workshop, kind)
    room.show(workshop.id, has_codes=True)
    somebody = phone("nl").join()
    weights = [len(somebody.answer.content)]
    for link in somebody.page.xpath("//nav//a/@href"):
        weights.append(len(somebody.look(urljoin(somebody.address, link)).content))
    assert len(weights) == len(KINDS) + 1
    assert max(weights) < 17_000


# Several questions at once


def test_each_open_question_has_a_page_of_its_own_and_the_newest_is_shown_first(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    for kind in ("rating", "dots", "stories"):
        ask_room(room, model, workshop, kind)
    somebody = phone().join()
    assert [form.fields["do"] for form in somebody.page.forms if "round" in form.fields] == ["tell"]
    links = somebody.page.xpath("//nav//a")
    assert [link.text for link in links] == ["Where should we begin?", "How present is this in our team?"]
    somebody.send("vote", **{f"n-{FIRST}": "2"})
    assert "Thank you, it was sent." in somebody.words
    assert somebody.find_form("vote").fields[f"n-{FIRST}"] == "2"
    somebody.look()
    [answered] = somebody.page.xpath("//nav//li[span]")
    assert " ".join(answered.text_content().split()) == "Where should we begin? answered"


def test_a_question_that_was_chosen_stays_until_a_newer_one_is_opened(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "dots")
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    somebody.find_form("vote")
    chosen = str(somebody.answer.url)
    somebody.look(chosen)
    assert "Where should we begin?" in somebody.page.findtext(".//h2")
    ask_room(room, model, workshop, "catalysts")
    somebody.look(chosen)
    assert "What would make a Mangomoment more likely here?" in somebody.page.findtext(".//h2")


def test_a_chosen_question_that_is_closed_gives_way_to_one_that_is_open(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    round_ = ask_room(room, model, workshop, "dots")
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    sent = somebody.fill_in("vote", **{f"n-{FIRST}": "2"})
    chosen = str(somebody.answer.url)
    room.close_round(workshop.id, round_.id)
    assert somebody.post(sent, chosen).status_code == 409
    assert somebody.page.findtext(".//h2") == "Which Mangomoment did you see or live yourself?"
    assert not somebody.page.xpath("//nav")


# What a script prefers


def test_a_script_gets_the_page_that_follows_at_once_with_its_address(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "dots")
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    somebody.post(somebody.fill_in("tell", **STORY), **IN_PLACE)
    assert not somebody.answer.history
    code = somebody.find_code()
    follows = somebody.answer.headers["content-location"]
    somebody.find_form("vote")
    somebody.post(
        somebody.fill_in("vote", **{f"n-{FIRST}": "2"}),
        str(somebody.answer.url),
        **IN_PLACE,
    )
    assert "Thank you, it was sent." in somebody.words
    assert somebody.page.findtext(".//h2") == "Where should we begin?"
    assert "done=voted" in somebody.answer.headers["content-location"]
    somebody.look(urljoin(somebody.address, follows))
    assert somebody.find_code() == code


# The state for scripts


def test_the_state_names_another_page_only_when_the_page_is_another_one(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    somebody = phone().join()
    somebody.look()
    main = somebody.page.find(".//main")
    version, page = main.get("data-version"), main.get("data-page")
    address = f"/join/{workshop.key}/state.json"
    assert somebody.client.get(f"{address}?v={version}").json() == {"version": version}
    phone().join()
    said = somebody.client.get(f"{address}?v={version}").json()
    assert said["version"] != version
    assert said["page"] == page
    routes._watch._seen.clear()  # as a second later
    ask_room(room, model, workshop, "dots")
    assert somebody.client.get(f"{address}?v={version}").json()["page"] != page


@pytest.mark.parametrize("method", ["head", "options"])
@pytest.mark.parametrize("address", ["/join", "/join/{key}", "/join/withdraw"])
def test_other_methods_change_nothing_and_carry_nothing(
    phone: Phones, room: WorkshopStore, workshop: Workshop, method: str, address: str
) -> None:
    before = room.get_state(workshop.id)
    somebody = phone()
    address = address.format(key=workshop.key)
    plain = somebody.client.get(address, follow_redirects=False).status_code
    answer = getattr(somebody.client, method)(address, follow_redirects=False)
    assert answer.status_code == (204 if method == "options" else plain)
    assert answer.content == b""
    if method == "options":
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    for refused in ("put", "delete", "patch"):
        assert getattr(somebody.client, refused)(address).status_code == 405
    assert room.get_state(workshop.id) == before


def test_a_form_sent_to_where_the_key_is_asked_for_leads_to_that_page(phone: Phones) -> None:
    answer = phone().client.post("/join", content="a=b", headers=FORM, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("join")


def test_script_and_style_have_addresses_of_their_own_that_can_be_kept(phone: Phones) -> None:
    somebody = phone().join()
    for address, kind in (
        (somebody.page.find(".//script").get("src"), "text/javascript"),
        (somebody.page.xpath("//link[@rel='stylesheet']/@href")[0], "text/css"),
    ):
        answer = somebody.client.get(f"/join/{address}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert "immutable" in answer.headers["cache-control"]
    assert somebody.client.get("/join/assets/x/other.js").status_code == 404
    assert somebody.page.xpath("//style | //script[not(@src)] | //@style | //*[@onclick]") == []
