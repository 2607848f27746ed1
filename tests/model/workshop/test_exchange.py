from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from model.stories import Consent, StoryQuery, StorySource, StoryStore
from model.stories.keys import ALPHABET, hash_code
from model.stories.plain_text import clean_line
from model.workshop import (
    ACTIVITIES,
    KINDS,
    PARTICIPANT_ROLES,
    Action,
    Group,
    ParticipantStore,
    Position,
    Round,
    Workshop,
    WorkshopExistsError,
    WorkshopFileError,
    WorkshopRecord,
    WorkshopStore,
    count_ballots,
    find_poll,
    read_workshop_json,
    to_numbers_csv,
    to_numbers_xlsx,
    to_workshop_json,
)
from model.workshop.record import RecordedAnswer, RecordedBallot, RecordedParticipant, RecordedTelling
from tests.properties import examples
from tests.storytelling import build_story
from tests.workshopping import NODES, build_end, choose_subjects, hold

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
signs = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
lines = st.text(signs, min_size=1, max_size=40).filter(lambda said: clean_line(said) == said)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


def draw_choices(round_: Round) -> st.SearchStrategy[dict[str, int]]:
    """The ballots that a round takes; none of anything else."""
    poll, subjects = find_poll(round_.kind), round_.subjects
    if poll is None:
        return st.just({})
    if round_.kind == "order":
        places = st.permutations(range(1, len(subjects) + 1))
        return places.map(lambda order: dict(zip(subjects, order, strict=True)))
    is_scale = poll.get_limits(len(subjects)) is not None
    numbers = st.sampled_from(poll.list_numbers(round_.dots, len(subjects))) if is_scale else st.just(1)
    return st.dictionaries(st.sampled_from(subjects), numbers)


@st.composite
def records(draw: Any) -> WorkshopRecord:
    """Workshops of any content that can be."""
    rounds, ballots, answers, groups, tellings, stories = [], [], [], [], [], []
    people = draw(st.lists(st.integers(0, 2**31 - 1), unique=True, max_size=4))
    for number in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(KINDS))
        is_open = draw(st.booleans())
        round_ = Round(
            id=f"round-{number}",
            number=number * 2 + 1,
            kind=kind,
            question=draw(st.one_of(st.just(""), lines)),
            **choose_subjects(kind, dots=4),
            is_open=is_open,
            is_revealed=not is_open and draw(st.booleans()),
        )
        rounds.append(round_)
        for person in people if find_poll(kind) else ():
            ballots.append(
                RecordedBallot(round=round_.id, participant=person, choices=draw(draw_choices(round_)))
            )
        if ACTIVITIES[kind].takes == "answers":
            group = Group(id=f"group-{number}", round=round_.id, node=round_.subjects[0], title=draw(lines))
            groups.append(group.model_copy(update={"is_chosen": draw(st.booleans())}))
            for at, person in enumerate(people):
                node = draw(st.sampled_from(round_.subjects))
                inside = group.id if node == group.node and draw(st.booleans()) else None
                answers.append(
                    RecordedAnswer(
                        id=f"answer-{number}-{at}",
                        round=round_.id,
                        participant=person,
                        node=node,
                        text=draw(lines),
                        group=inside,
                    )
                )
        if ACTIVITIES[kind].takes == "stories":
            source = StorySource(name="Ward 4", session="held")
            story = build_story(draw(lines), id=f"story-{number}", source=source, consent=Consent())
            stories.append(story)
            for name in (story.id, f"withdrawn-{number}"):
                tellings.append(RecordedTelling(round=round_.id, story=name, code_hash=hash_code(name)))
    return WorkshopRecord(
        model="test",
        workshop=Workshop(
            id="held",
            key=draw(st.text(ALPHABET, min_size=6, max_size=6)),
            name=draw(lines),
            language="nl",
            created_at=draw(moments),
            ends_at=draw(moments),
            ended_at=draw(st.one_of(st.none(), moments)),
            is_rehearsal=draw(st.booleans()),
            day=draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))),
            position=Position(
                view="path", at=draw(st.integers(0, 9)), path=NODES, is_black=draw(st.booleans())
            ),
        ),
        participants=tuple(
            RecordedParticipant(
                id=person, role=draw(st.sampled_from([None, *PARTICIPANT_ROLES])), language="en"
            )
            for person in sorted(people)
        ),
        rounds=tuple(rounds),
        ballots=tuple(sorted(ballots, key=lambda ballot: (ballot.round, ballot.participant))),
        answers=tuple(answers),
        groups=tuple(groups),
        tellings=tuple(tellings),
        stories=tuple(stories),
        actions=tuple(
            Action(id=f"action-{at}", text=draw(lines), who=draw(lines), nodes=NODES[:at], created_at=NOW)
            for at in range(draw(st.integers(0, 3)))
        ),
    )


@given(records())
def test_a_workshop_comes_back_from_json_as_it_was(record: WorkshopRecord) -> None:
    content = to_workshop_json(record)
    assert read_workshop_json(content) == record
    assert to_workshop_json(read_workshop_json(content)) == content


@given(records())
@examples(15, keeps_fixtures=True)
def test_a_workshop_goes_through_a_database_as_it_was(
    store: WorkshopStore, stories: StoryStore, record: WorkshopRecord
) -> None:
    store.delete("held")
    for story in stories.find(StoryQuery()).stories:
        stories.delete(story.id, story.revision, "system")
    put = store.put_back(record)
    again = store.get_record("held")
    free: Any = {"workshop": {"key", "stamp", "ended_at"}}
    assert again.model_dump(exclude=free) == record.model_dump(exclude=free)
    assert store.put_back(record).id == store.put_back(again).id == put.id
    assert len(store.list()) == 1


def test_a_file_of_the_version_before_comes_in_and_has_the_day_it_was_started(store: WorkshopStore) -> None:
    held = store.create("Ward 4", "nl", build_end())
    values = json.loads(to_workshop_json(store.get_record(held.id)))
    del values["workshop"]["day"]
    store.delete(held.id)
    put = store.put_back(read_workshop_json(json.dumps(values | {"version": 1}).encode()))
    assert (put.day, put.get_day()) == (None, held.created_at.date())


def test_a_held_workshop_goes_to_another_database_with_all_that_it_showed(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, tmp_path: Any
) -> None:
    held = hold(store, phones, 6)
    phones.withdraw_story(held.receipts[5].code)
    store.end(held.workshop.id)
    content = to_workshop_json(store.get_record(held.workshop.id))
    elsewhere = StoryStore(str(tmp_path / "elsewhere.db"), "test")
    other, theirs = WorkshopStore(elsewhere), ParticipantStore(elsewhere)
    put = other.put_back(read_workshop_json(content))
    before, after = store.get_state(held.workshop.id), other.get_state(put.id)
    for field in ("rounds", "answered", "answers", "groups", "stories", "actions"):
        assert getattr(after, field) == getattr(before, field), field
    assert (after.headcount.joined, after.workshop.key) == (6, held.workshop.key)
    for round_ in (held.dots, held.rating):
        assert other.get_ballots(put.id, round_.id) == store.get_ballots(put.id, round_.id)
    assert to_workshop_json(other.get_record(put.id)) == content
    theirs.withdraw_story(held.receipts[0].code)
    assert elsewhere.get(held.receipts[0].story).status == "withdrawn"
    elsewhere.close()


def test_a_file_holds_nothing_of_withdrawn_stories_tokens_or_codes(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    phones.withdraw_story(held.receipts[1].code)
    content = to_workshop_json(store.get_record(held.workshop.id)).decode()
    assert "Mango 0." in content
    assert "Mango 1." not in content
    for secret in (*held.tokens, *(receipt.code for receipt in held.receipts)):
        assert secret not in content


def test_bringing_back_what_was_changed_since_is_refused(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    record = store.get_record(held.workshop.id)
    assert store.put_back(record) == store.get(held.workshop.id)
    store.add_action(held.workshop.id, "Later")
    with pytest.raises(WorkshopExistsError, match="delete it here first"):
        store.put_back(record)
    assert len(store.get_state(held.workshop.id).actions) == 2


def test_a_running_workshop_comes_back_under_another_key_where_its_own_is_taken(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    held = hold(store, phones)
    record = store.get_record(held.workshop.id)
    other = record.workshop.model_copy(update={"id": "other"})
    story = StorySource(name="Ward 4", session="other")
    stories = tuple(
        original.model_copy(update={"source": story, "id": f"{original.id}-2"}) for original in record.stories
    )
    tellings = tuple(
        telling.model_copy(update={"story": f"{telling.story}-2"}) for telling in record.tellings
    )
    copy = record.model_copy(update={"workshop": other, "stories": stories, "tellings": tellings})
    put = store.put_back(read_workshop_json(to_workshop_json(copy)))
    assert put.key != held.workshop.key
    assert store.find_by_key(put.key) == put
    assert store.find_by_key(held.workshop.key).id == held.workshop.id


def test_a_workshop_about_another_model_is_refused(store: WorkshopStore, phones: ParticipantStore) -> None:
    record = store.get_record(hold(store, phones).workshop.id)
    with pytest.raises(WorkshopFileError, match='about the model "other", not about "test"'):
        store.put_back(record.model_copy(update={"model": "other"}))


def build_values(**changes: Any) -> dict[str, Any]:
    """A file with one of each, as values, with some of them changed."""
    source = StorySource(name="Ward 4", session="w")
    values: dict[str, Any] = {
        "format": "mangomoment-workshop",
        "version": 1,
        "model": "test",
        "workshop": {"id": "w", "key": "ABCDEF", "name": "Ward 4", "language": "nl",
                     "created_at": "2026-05-01T12:00:00Z", "ends_at": "2026-05-01T15:00:00Z"},
        "participants": [{"id": 7, "role": "patient", "language": "nl"}],
        "rounds": [{"id": "d", "number": 1, "kind": "dots", "nodes": ["joy"], "dots": 2},
                   {"id": "c", "number": 2, "kind": "catalysts", "nodes": ["joy"]},
                   {"id": "s", "number": 3, "kind": "stories"}],
        "ballots": [{"round": "d", "participant": 7, "choices": {"joy": 2}}],
        "answers": [{"id": "a", "round": "c", "participant": 7, "node": "joy", "text": "Time", "group": "g"}],
        "groups": [{"id": "g", "round": "c", "node": "joy", "title": "Time"}],
        "tellings": [{"round": "s", "story": "one", "code_hash": "0" * 64}],
        "stories": [build_story(id="one", source=source).model_dump(mode="json")],
        "actions": [{"id": "x", "text": "Do", "created_at": "2026-05-01T14:00:00Z"}],
    }  # fmt: skip
    return values | changes


def test_a_file_written_by_hand_is_read() -> None:
    record = read_workshop_json(json.dumps(build_values()).encode())
    assert record.rounds[0].dots == 2
    assert record.stories[0].id == "one"


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"rounds": []}, "ballots[0].round", "no round of ballots"),
        ({"participants": []}, "ballots[0].participant", "no participant 7"),
        ({"participants": [{"id": 7, "language": "nl"}] * 2}, "participants", '2 of them have the id "7"'),
        ({"ballots": [{"round": "d", "participant": 7, "choices": {"joy": 3}}]}, "ballots[0].choices",
         "not possible"),
        ({"ballots": [{"round": "d", "participant": 7, "choices": {"x": 1}}]}, "ballots[0].choices", '"x"'),
        ({"rounds": build_values()["rounds"] * 2}, "rounds", '2 of them have the id "d"'),
        ({"groups": build_values()["groups"] * 2}, "groups", '2 of them have the id "g"'),
        ({"answers": build_values()["answers"] * 2}, "answers", '2 of them have the id "a"'),
        ({"actions": build_values()["actions"] * 2}, "actions", '2 of them have the id "x"'),
        ({"stories": build_values()["stories"] * 2}, "stories", '2 of them have the id "one"'),
        ({"tellings": build_values()["tellings"] * 2}, "tellings", '2 of them have the story "one"'),
        ({"groups": []}, "answers[0].group", 'no group "g"'),
        ({"tellings": []}, "stories[0]", "not told in this workshop"),
        ({"actions": [{"id": "x", "text": "", "created_at": "2026-05-01T14:00:00Z"}]}, "actions[0].text",
         "at least 1"),
        ({"actions": [{"id": "x", "text": "Do", "created_at": "soon"}]}, "actions[0].created_at", ""),
        ({"surprise": 1}, "surprise", "not permitted"),
        ({"model": None}, "model", "string"),
    ],
)  # fmt: skip
def test_each_fault_of_a_file_is_told_with_its_place(
    changes: dict[str, Any], place: str, message: str
) -> None:
    with pytest.raises(WorkshopFileError) as caught:
        read_workshop_json(json.dumps(build_values(**changes)).encode(), "ward.json")
    assert any(fault.place == place and message in fault.message for fault in caught.value.faults)
    assert str(caught.value).startswith("ward.json: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff", "UTF-8"),
        (b"[]", "no workshop"),
        (b'{"format": "mangomoment-stories"}', "no workshop"),
        (b'{"format": "mangomoment-workshop", "version": 5}', "newer version"),
        (b'{"format": "mangomoment-workshop", "version": true}', "newer version"),
        (b" " * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_workshop_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(WorkshopFileError, match=message):
        read_workshop_json(content)


def test_the_numbers_of_a_round_are_rows_of_a_table(store: WorkshopStore, phones: ParticipantStore) -> None:
    held = hold(store, phones, 15)
    state = store.get_state(held.workshop.id)
    counted = count_ballots(held.rating, store.get_ballots(held.workshop.id, held.rating.id))
    names = {"'=Joy", "trust", "calm"}
    content = to_numbers_csv(counted, {"joy": "=Joy"}).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][:4] == ["node", "role", "rank", "voters"]
    assert {row[0] for row in rows[1:]} == names
    # Each role rated one node only, all five of it.
    assert [row[3] for row in rows[1:]] == ["5"] * 6
    sheets = load_workbook(io.BytesIO(to_numbers_xlsx(state, [counted], {"joy": "=Joy"})))
    assert sheets.sheetnames == ["2 rating", "Words", "Actions"]
    assert {row[0] for row in sheets["2 rating"].iter_rows(min_row=2, values_only=True)} == names
    assert list(sheets["Words"].values)[1] == ("'=Joy", "Time", 5)
    word = state.words[0].model_copy(update={"id": "other", "title": "Rest"})
    unused = state.model_copy(update={"groups": (word,)})
    sheets_of_unused = load_workbook(io.BytesIO(to_numbers_xlsx(unused, [counted], {})))
    assert list(sheets_of_unused["Words"].values)[1] == ("joy", "Rest", 0)
    agreed = ("Ten minutes a day", "head nurse", "from May on", "'=Joy", None, "open", None)
    assert list(sheets["Actions"].values)[1] == agreed


def test_an_ended_workshop_of_long_ago_comes_back_ended(store: WorkshopStore) -> None:
    put = store.put_back(read_workshop_json(json.dumps(build_values()).encode()))
    assert put.is_ended
    opened = store.change("w", ends_at=build_end())
    assert not opened.is_ended
    assert store.erase_expired(datetime.now(UTC) + timedelta(days=40)) == 1
