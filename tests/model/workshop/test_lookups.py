"""Which workshop a key, an id or a link leads to, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from model.stories import StoryStore
from model.workshop import (
    ParticipantStore,
    UnknownPartError,
    UnknownWorkshopError,
    Workshop,
    WorkshopEndedError,
    WorkshopLinks,
    WorkshopStore,
    make_token,
)
from model.workshop.tables import workshops
from tests.workshopping import build_end, hold, join, open_round


def set_fields(stories: StoryStore, workshop: Workshop, **values: Any) -> None:
    """Let a workshop be another one than can be made by anything that is allowed."""
    with stories.database.writing() as connection:
        connection.execute(update(workshops).where(workshops.c.id == workshop.id).values(values))


def ago(**some: float) -> datetime:
    return datetime.now(UTC) - timedelta(**some)


@pytest.fixture
def alike(store: WorkshopStore, stories: StoryStore) -> tuple[Workshop, Workshop]:
    """Two workshops whose keys differ in a sign that somebody may take for the other one's."""
    made = []
    for key in ("AHCK4D", "AHCK4Q"):
        made.append(store.create(key, "nl", build_end()))
        set_fields(stories, made[-1], key=key)
    return made[0], made[1]


def find(store: WorkshopStore, typed: str) -> str:
    """What is found by a key: a workshop by its name, one that ended, or none."""
    try:
        return str(store.find_by_key(typed).name)
    except WorkshopEndedError as error:
        return f"ended: {store.get(error.workshop).name}"
    except UnknownWorkshopError as error:
        return f"none: {error.said}"


class TestKeys:
    def test_of_two_that_look_alike_the_one_that_was_typed_is_found(
        self, store: WorkshopStore, alike: tuple[Workshop, Workshop]
    ) -> None:
        assert (find(store, "ahck4d"), find(store, "AHCK4Q")) == ("AHCK4D", "AHCK4Q")

    def test_of_two_that_look_alike_the_one_that_runs_is_found(
        self, store: WorkshopStore, alike: tuple[Workshop, Workshop]
    ) -> None:
        store.end(alike[0].id)
        assert find(store, "AHCK4O") == "AHCK4Q"
        store.end(alike[1].id)
        assert find(store, "AHCK4O") == "ended: AHCK4Q"
        store.change(alike[0].id, ends_at=build_end())
        assert find(store, "AHCK4O") == "AHCK4D"

    def test_of_one_that_ended_the_key_is_known_for_thirty_days(
        self, store: WorkshopStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        for name in ("ends_at", "ended_at"):  # its time was up; it was ended, though it was to go on
            for days, found in ((29.9, "ended: Ward 4"), (30.1, f"none: {workshop.key}")):
                set_fields(stories, workshop, **{"ends_at": build_end(), name: ago(days=days)})
                assert find(store, workshop.key) == found

    def test_a_long_text_is_no_key_and_is_not_said_whole(self, store: WorkshopStore) -> None:
        assert find(store, "A" * 200) == f"none: {'A' * 80}"


class TestVersions:
    def test_the_version_says_that_a_workshop_is_over_from_its_end_on(
        self, store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        running = phones.get_version(workshop.id)
        set_fields(stories, workshop, ends_at=ago(seconds=1))
        assert phones.get_version(workshop.id) == f"{running}e"
        assert len(running) in (16, 32)
        assert store.get_version(workshop.id) == store.get_state(workshop.id).version

    def test_a_workshop_is_over_at_its_end_and_not_before(
        self, store: WorkshopStore, stories: StoryStore, workshop: Workshop
    ) -> None:
        end = ago(minutes=5)
        set_fields(stories, workshop, ends_at=end)
        assert store.get(workshop.id).ended_at == end
        set_fields(stories, workshop, ended_at=ago(minutes=9))
        assert store.get(workshop.id).ended_at != end


class TestLinks:
    @pytest.fixture
    def links(self, stories: StoryStore) -> WorkshopLinks:
        return WorkshopLinks(stories)

    @pytest.fixture
    def other(self, url: str) -> Iterator[WorkshopLinks]:
        """The links of another model in the same database."""
        opened = StoryStore(url, "other")
        yield WorkshopLinks(opened)
        opened.close()

    def test_the_screen_is_shown_until_the_end_and_the_report_for_thirty_days_after_it(
        self, store: WorkshopStore, stories: StoryStore, links: WorkshopLinks, workshop: Workshop
    ) -> None:
        screen, report = (links.build(workshop.id, kind) for kind in ("screen", "report"))
        assert links.find_screen(screen) == workshop
        with pytest.raises(UnknownWorkshopError):
            links.find_report(report)
        for ended_at, is_shown in ((ago(days=29.9), True), (ago(days=30.1), False)):
            set_fields(stories, workshop, ended_at=ended_at)
            with pytest.raises(WorkshopEndedError):
                links.find_screen(screen)
            if is_shown:
                assert links.find_report(report).id == workshop.id
            else:
                with pytest.raises(UnknownWorkshopError):
                    links.find_report(report)

    def test_a_link_is_of_one_kind_one_workshop_and_one_model(
        self, store: WorkshopStore, links: WorkshopLinks, other: WorkshopLinks, workshop: Workshop
    ) -> None:
        screen, report = (links.build(workshop.id, kind) for kind in ("screen", "report"))
        neighbour = store.create("Other", "nl", build_end())
        sign = screen.partition(".")[2]
        for link in (report, f"{neighbour.id}.{sign}", workshop.id, f"{screen}0", f".{sign}", "é.é", ""):
            with pytest.raises(UnknownWorkshopError):
                links.find_screen(link)
        store.end(workshop.id)
        with pytest.raises(UnknownWorkshopError):
            links.find_report(screen)
        assert links.find_report(report).id == workshop.id
        with pytest.raises(UnknownWorkshopError):
            other.find_report(report)
        for missing in ("nothing", "é", "x" * 90):
            with pytest.raises(UnknownWorkshopError) as caught:
                links.build(missing, "screen")
            assert caught.value.said == missing[:80]


class TestState:
    def test_how_many_answered_is_counted_by_round(
        self, store: WorkshopStore, phones: ParticipantStore
    ) -> None:
        held = hold(store, phones, 4)
        again = open_round(store, held.workshop, "answers")
        store.open_round(held.workshop.id, held.catalysts.id)
        phones.name_catalyst(held.workshop.id, held.tokens[0], held.catalysts.id, "joy", "More", "more")
        answered = store.get_state(held.workshop.id).answered
        assert {round_id: (found.people, found.answers) for round_id, found in answered.items()} == {
            held.dots.id: (4, 4),
            held.rating.id: (4, 4),
            held.catalysts.id: (4, 5),
            held.stories.id: (4, 4),
        }
        assert again.id not in answered

    def test_ballots_come_in_an_order_that_tells_nothing_each_with_its_role(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        round_, hidden = open_round(store, workshop, "rating"), open_round(store, workshop, "rating")
        said = [("professional", 5), (None, 3), ("patient", 4), ("patient", 1)]
        for role, rating in said:
            phones.join(workshop.id, token := make_token(), "nl", role)  # type: ignore[arg-type]
            for voted in (round_, hidden):
                phones.vote(workshop.id, token, voted.id, {"joy": rating}, voted.id)
        store.reveal_round(workshop.id, round_.id)
        for ballots in (
            store.get_ballots(workshop.id, round_.id),
            phones.get_ballots(workshop.id, round_.id),
        ):
            assert [(ballot.role, ballot.choices) for ballot in ballots] == [
                *((None, {"joy": 3}), ("patient", {"joy": 1}), ("patient", {"joy": 4})),
                ("professional", {"joy": 5}),
            ]
        assert list(store.get_cast(workshop.id)) == [round_.id]
        assert store.get_ballots(workshop.id, hidden.id) == phones.get_ballots(workshop.id, hidden.id) == ()

    def test_what_is_missing_is_named_with_its_kind_and_id(
        self, store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
    ) -> None:
        gone, long = "gone", "x" * 100
        for act, kind, part in (
            (lambda: store.open_round(workshop.id, gone), "round", gone),
            (lambda: store.open_round(workshop.id, long), "round", long),
            (lambda: store.choose_group(workshop.id, gone), "group", gone),
            (lambda: store.group_answers(workshop.id, [gone]), "answer", gone),
            (lambda: store.settle_action(workshop.id, gone, "done"), "action", gone),
            (lambda: store.change_own_step(workshop.id, gone, title="A"), "step", gone),
            (lambda: store.get_picture(workshop.id, long), "step", long[:80]),
            (lambda: store.get_picture(workshop.id, ""), "step", ""),
            (lambda: store.get_template(long), "template", long[:80]),
            (lambda: store.undo(workshop.id, gone), "deletion", gone),
            (lambda: store.remove(workshop.id, flood=gone), "flood", gone),
            (lambda: phones.vote(workshop.id, join(phones, workshop), gone, {}, "r"), "round", gone),
        ):
            with pytest.raises(UnknownPartError) as caught:
                act()
            assert (caught.value.kind, caught.value.part) == (kind, part)
            assert (
                str(caught.value) == f"the workshop has no {kind} with this id any more; load the page again"
            )
