"""The tables that hold the workshops, beside those of the stories, and how rows become what they hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    RowMapping,
    Table,
    Text,
)

from model.stories.tables import Moment, Number
from model.stories.tables import metadata as of_stories
from model.workshop.kept_rating import KeptRating
from model.workshop.plan import OwnStep, PlanItem
from model.workshop.round import Round
from model.workshop.session import Action, Answer, Group, Participant, Position, Workshop

metadata = MetaData(naming_convention=of_stories.naming_convention)


def _workshop(is_key: bool = True) -> Column[str]:
    return Column(
        "workshop",
        Text,
        ForeignKey("workshops.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


workshops = Table(
    "workshops",
    metadata,
    Column("id", Text, primary_key=True),
    Column("model", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("is_rehearsal", Boolean, nullable=False),
    Column("position", JSON, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("request", Text),
    Column("is_unlinked", Boolean, nullable=False),
    Column("day", Date),
    Column("joining_closed_at", Moment),
    Column("team", Text),
    Column("link_seed", Text),
    Column("is_own_only", Boolean),
    Column("hides_people", Boolean),
    Column("plan", JSON(none_as_null=True)),
    Column("has_codes", Boolean),
)
Index("uq_workshops_model_request", workshops.c.model, workshops.c.request, unique=True)
Index("ix_workshops_key", workshops.c.key)
Index("ix_workshops_model_created", workshops.c.model, workshops.c.created_at)

participants = Table(
    "workshop_participants",
    metadata,
    _workshop(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("token_hash", Text),
    Column("role", Text),
    Column("language", Text, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("place", Text),
    Column("has_sent", Boolean),
    Column("person", Text),
)
Index("uq_workshop_participants_token", participants.c.workshop, participants.c.token_hash, unique=True)
Index("ix_workshop_participants_person", participants.c.person)

rounds = Table(
    "workshop_rounds",
    metadata,
    _workshop(),
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("nodes", JSON, nullable=False),
    Column("dots", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("is_revealed", Boolean, nullable=False),
    Column("was_opened", Boolean),
    Column("edges", JSON),
    Column("options", JSON),
    Column("ends", JSON),
    Column("earlier", JSON(none_as_null=True)),
)


def _of_round(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workshop", "round"],
        ["workshop_rounds.workshop", "workshop_rounds.id"],
        name=f"fk_{table}_round",
        ondelete="CASCADE",
    )


def _of_participant(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workshop", "participant"],
        ["workshop_participants.workshop", "workshop_participants.id"],
        name=f"fk_{table}_participant",
        ondelete="CASCADE",
    )


ballots = Table(
    "workshop_ballots",
    metadata,
    Column("workshop", Text, primary_key=True),
    Column("round", Text, primary_key=True),
    Column("participant", Integer, primary_key=True),
    Column("choices", JSON, nullable=False),
    _of_round("workshop_ballots"),
    _of_participant("workshop_ballots"),
)

answers = Table(
    "workshop_answers",
    metadata,
    Column("number", Number, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("participant", Integer, nullable=False),
    Column("node", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("group", Text),
    _of_round("workshop_answers"),
    _of_participant("workshop_answers"),
    sqlite_autoincrement=True,
)
Index("uq_workshop_answers_id", answers.c.workshop, answers.c.id, unique=True)
Index("ix_workshop_answers_round", answers.c.workshop, answers.c.round, answers.c.participant)

groups = Table(
    "workshop_groups",
    metadata,
    Column("number", Number, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("is_chosen", Boolean, nullable=False),
    _of_round("workshop_groups"),
    sqlite_autoincrement=True,
)
Index("uq_workshop_groups_id", groups.c.workshop, groups.c.id, unique=True)

told = Table(
    "workshop_stories",
    metadata,
    Column("number", Number, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("participant", Integer),
    Column("code_hash", Text, nullable=False),
    _of_round("workshop_stories"),
    sqlite_autoincrement=True,
)
Index("uq_workshop_stories_story", told.c.workshop, told.c.story, unique=True)
Index("ix_workshop_stories_code", told.c.code_hash)

actions = Table(
    "workshop_actions",
    metadata,
    Column("number", Number, primary_key=True),
    _workshop(is_key=False),
    Column("id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
    Column("nodes", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due", Date),
    Column("state", Text, nullable=False, server_default="open"),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("story", Text),
    Column("settled_at", Moment),
    Column("settled_in", Text),
    sqlite_autoincrement=True,
)
Index("uq_workshop_actions_id", actions.c.workshop, actions.c.id, unique=True)
SETTLED = ("state", "outcome", "story", "settled_at", "settled_in")
"""What is said of an action once it is asked what came of it."""

own_steps = Table(
    "workshop_own_steps",
    metadata,
    Column("number", Number, primary_key=True),
    _workshop(is_key=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("picture", Text, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("uq_workshop_own_steps_id", own_steps.c.workshop, own_steps.c.id, unique=True)

templates = Table(
    "workshop_templates",
    metadata,
    Column("model", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

requests = Table(
    "workshop_requests",
    metadata,
    _workshop(),
    Column("id", Text, primary_key=True),
    Column("result", Text, nullable=False),
)

removed = Table(
    "workshop_removed",
    metadata,
    _workshop(),
    Column("token_hash", Text, primary_key=True),
)

floods = Table(
    "workshop_floods",
    metadata,
    Column("workshop", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("minute", BigInteger, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)

deleted = Table(
    "workshop_deleted",
    metadata,
    Column("model", Text, primary_key=True),
    Column("workshop", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("rows", JSON, nullable=False),
    Column("deleted_at", Moment, nullable=False),
)

# What was checked when it was stored is not checked again: that takes longer than all the rest.


def to_workshop(row: RowMapping, now: datetime) -> Workshop:
    """The workshop of a row, ended where its time is up."""
    is_over = row["ended_at"] is None and row["ends_at"] <= now
    return Workshop.model_construct(
        id=row["id"],
        key=row["key"],
        name=row["name"],
        language=row["language"],
        created_at=row["created_at"],
        ends_at=row["ends_at"],
        ended_at=row["ends_at"] if is_over else row["ended_at"],
        is_rehearsal=row["is_rehearsal"],
        position=Position.model_validate(row["position"]),
        stamp=row["stamp"],
        day=row["day"],
        joining_closed_at=row["joining_closed_at"],
        team=row["team"],
        is_own_only=bool(row["is_own_only"]),
        hides_people=bool(row["hides_people"]),
        has_codes=bool(row["has_codes"]),
        plan=tuple(PlanItem.model_construct(**item) for item in row["plan"] or ()),
    )


def to_round(row: RowMapping) -> Round:
    """The round of a row."""
    return Round.model_construct(
        id=row["id"],
        number=row["number"],
        kind=row["kind"],
        question=row["question"],
        nodes=tuple(row["nodes"]),
        dots=row["dots"],
        is_open=row["is_open"],
        is_revealed=row["is_revealed"],
        was_opened=bool(row["was_opened"]),
        edges=tuple(row["edges"] or ()),
        options=tuple(row["options"] or ()),
        ends=tuple(row["ends"] or ()),
        earlier=KeptRating.model_validate(row["earlier"]) if row["earlier"] else None,
    )


def to_round_row(round_: Round) -> dict[str, Any]:
    """The row of a round, without its workshop."""
    lists = {name: list(getattr(round_, name)) for name in ("nodes", "edges", "options", "ends")}
    earlier = round_.earlier.model_dump(mode="json") if round_.earlier else None
    return round_.model_dump() | lists | {"earlier": earlier}


def to_participant(row: RowMapping) -> Participant:
    """The participant of a row."""
    return Participant.model_construct(
        id=row["id"],
        role=row["role"],
        language=row["language"],
        joined_at=row["joined_at"],
        seen_at=row["seen_at"],
        has_code=row["person"] is not None,
    )


def to_answer(row: RowMapping) -> Answer:
    """The answer of a row."""
    return Answer.model_construct(
        id=row["id"], round=row["round"], node=row["node"], text=row["text"], group=row["group"]
    )


def to_group(row: RowMapping) -> Group:
    """The group of a row."""
    return Group.model_construct(
        id=row["id"],
        round=row["round"],
        node=row["node"],
        title=row["title"],
        is_chosen=row["is_chosen"],
    )


def to_own_step(row: RowMapping) -> OwnStep:
    """The own step of a row, which may lack the content of its picture."""
    return OwnStep.model_construct(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        text=row["text"],
        notes=row["notes"],
        picture=row["picture"],
    )


def to_action(row: RowMapping) -> Action:
    """The action of a row."""
    return Action.model_construct(
        id=row["id"],
        text=row["text"],
        who=row["who"],
        when=row["when"],
        nodes=tuple(row["nodes"]),
        created_at=row["created_at"],
        due=row["due"],
        state=row["state"],
        outcome=row["outcome"],
        story=row["story"],
        settled_at=row["settled_at"],
        settled_in=row["settled_in"],
    )
