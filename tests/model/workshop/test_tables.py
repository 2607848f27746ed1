"""The tables of workshops: those that the migrations make; rows of earlier versions are read as they were."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from model.stories import StoryStore
from model.workshop import PlanItem, WorkshopStore
from tests.model.stories.test_store_migrations import ALL_TABLES, list_schema
from tests.workshopping import build_end


def test_workshops_are_kept_in_the_tables_that_the_program_knows(stories: StoryStore) -> None:
    store = WorkshopStore(stories)
    made = store.create("Ward 4", "nl", build_end())
    assert store.get(made.id) == made
    if not stories.database.is_sqlite:
        return
    known = create_engine("sqlite://")
    with known.begin() as expected, stories.database.reading() as connection:
        for tables in ALL_TABLES:
            tables.create_all(expected)
        assert list_schema(connection) == list_schema(expected)
    known.dispose()


def test_what_earlier_versions_did_not_keep_is_as_usual(stories: StoryStore) -> None:
    store = WorkshopStore(stories)
    made = store.create("Ward 4", "nl", build_end())
    round_ = store.add_round(made.id, "stories")
    store.arrange(made.id, [PlanItem(part="join")])
    missing = {
        "workshops": ("is_own_only", "hides_people", "has_codes", "plan", "link_seed"),
        "workshop_rounds": ("edges", "options", "ends", "was_opened", "earlier"),
    }
    with stories.database.writing() as connection:
        for table, columns in missing.items():
            emptied = ", ".join(f"{column} = NULL" for column in columns)
            connection.execute(text(f"UPDATE {table} SET {emptied}"))  # noqa: S608
    found = store.get(made.id)
    assert found.model_copy(update={"stamp": made.stamp}) == made
    assert store.get_state(made.id).rounds == (round_,)
    assert store.get_record(made.id).rounds == (round_,)


def test_all_of_a_workshop_is_read_as_it_was_stored(stories: StoryStore) -> None:
    store = WorkshopStore(stories)
    plan = (PlanItem(part="join", minutes=3), PlanItem(part="path"))
    made = store.create("Ward 4", "nl", build_end(), is_rehearsal=True)
    store.arrange(made.id, plan)
    store.show(made.id, is_own_only=True, hides_people=True, has_codes=True)
    store.close_joining(made.id)
    found = store.get(made.id)
    changed = {"plan": plan, "is_own_only": True, "hides_people": True, "has_codes": True}
    changed |= {"joining_closed_at": found.joining_closed_at, "stamp": found.stamp}
    assert found == made.model_copy(update=changed)
    assert found.joining_closed_at
    rounds = (
        store.add_round(made.id, "scale", "How?", options=("Tea", "Rest"), ends=("never", "always")),
        store.add_round(made.id, "edges", edges=("a>b",)),
        store.add_round(made.id, "dots", nodes=("joy",), dots=7),
    )
    step = store.add_own_step(made.id, kind="text", title="Hello", text="There", notes="Smile")
    action = store.add_action(made.id, "Tea", "team", "May", ("joy",), due=made.created_at.date())
    settled = store.settle_action(made.id, action.id, "dropped", "No", "story")
    state = store.get_state(made.id)
    assert (state.rounds, state.own_steps, state.actions) == (rounds, (step,), (settled,))
