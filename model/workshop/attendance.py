"""Who is in a workshop, for its facilitator: closing joining, the list, removing participants, and what the
same people answered before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, delete, func, insert, select

from model.stories.shelf import Shelf
from model.stories.tables import stories
from model.workshop.deletions import keep
from model.workshop.desk import Desk
from model.workshop.faults import UnknownPartError
from model.workshop.floods import find_flood
from model.workshop.keys import make_token
from model.workshop.lookups import read_pairs
from model.workshop.pairs import Pair
from model.workshop.preparation import Preparation
from model.workshop.session import Attendee, Workshop
from model.workshop.tables import answers, ballots, participants, removed, told, workshops


class Attendance(Preparation):
    """The part of `WorkshopStore` about its participants; see there for requests and errors."""

    def close_joining(self, workshop: str, request: str | None = None) -> Workshop:
        """Let nobody new join; who joined goes on."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new and desk.get().is_joining_open:
                desk.set(joining_closed_at=datetime.now(UTC))
            return desk.get()

    def open_joining(self, workshop: str, request: str | None = None) -> Workshop:
        """Let phones join again."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                desk.set(joining_closed_at=None)
            return desk.get()

    def show(
        self,
        workshop: str,
        *,
        is_own_only: bool | None = None,
        hides_people: bool | None = None,
        has_codes: bool | None = None,
        request: str | None = None,
    ) -> Workshop:
        """Choose what screens and phones show: stories of this workshop only, no number of people, personal
        codes; None leaves it as it is. Codes that were given stay where none are offered any more."""
        choices = {"is_own_only": is_own_only, "hides_people": hides_people, "has_codes": has_codes}
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                desk.set(**{name: value for name, value in choices.items() if value is not None})
            return desk.get()

    def renew_links(self, workshop: str, request: str | None = None) -> None:
        """Stop all links to the workshop that were given out (`WorkshopLinks`): new ones take their place."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                desk.set(link_seed=make_token())

    def list_participants(self, workshop: str) -> tuple[Attendee, ...]:
        """Everybody who joined, in that order, and how much each sent; never what.

        Stories that are withdrawn are not counted.
        """
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.get()
            voted, named = (self._count_by_participant(desk, table) for table in (ballots, answers))
            shared = select(told.c.participant, func.count()).join(stories, stories.c.id == told.c.story)
            shared = shared.where(
                told.c.workshop == workshop,
                stories.c.model == self._model_id,
                stories.c.status != "withdrawn",
            )
            counted = connection.execute(shared.group_by(told.c.participant))
            shared_by: dict[int, int] = dict(map(tuple, counted))
            query = select(participants).where(participants.c.workshop == workshop)
            rows = connection.execute(query.order_by(participants.c.joined_at, participants.c.id)).mappings()
            places: dict[str, int] = {}
            return tuple(
                Attendee.model_construct(
                    id=row["id"],
                    role=row["role"],
                    joined_at=row["joined_at"],
                    seen_at=row["seen_at"],
                    place=places.setdefault(row["place"], len(places) + 1) if row["place"] else None,
                    votes=voted.get(row["id"], 0),
                    answers=named.get(row["id"], 0),
                    stories=shared_by.get(row["id"], 0),
                    is_silent=not row["has_sent"],
                )
                for row in rows
            )

    def list_paired(self, workshop: str) -> frozenset[str]:
        """The other workshops of the model in which somebody answered who has a personal code in this one."""
        here, there = participants.alias(), participants.alias()
        query = (
            select(there.c.workshop)
            .join(here, here.c.person == there.c.person)
            .join(workshops, workshops.c.id == there.c.workshop)
            .where(here.c.workshop == workshop, there.c.workshop != workshop)
            .where(workshops.c.model == self._model_id)
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query.distinct()).scalars())

    def get_pairs(self, before: tuple[str, str], after: tuple[str, str]) -> tuple[Pair, ...]:
        """The ballots of those who answered two rounds with one personal code, for `pairs.compare_pairs`.

        Each round is named by its workshop and itself. None where one of them is not revealed. Their order
        tells nothing of who came when.
        """
        with self._database.reading() as connection:
            for workshop, round_id in (before, after):
                desk = Desk(connection, self._model_id, workshop)
                desk.get()
                if not desk.get_round(round_id).is_revealed:
                    return ()
            return read_pairs(connection, before, after)

    def _count_by_participant(self, desk: Desk, table: Table) -> dict[int, int]:
        query = select(table.c.participant, func.count()).where(table.c.workshop == desk.id)
        rows = desk.connection.execute(query.group_by(table.c.participant))
        return dict(map(tuple, rows))

    def remove(
        self,
        workshop: str,
        ids: Collection[int] | None = None,
        *,
        flood: str | None = None,
        is_silent: bool = False,
        request: str | None = None,
    ) -> int:
        """Remove participants with their ballots and answers; how many that were.

        Those with these `ids`, of a `flood` of joins by its id, who never sent anything (`is_silent`), or in
        whom all of these meet that are given. Their stories that nobody has decided on are withdrawn;
        published ones stay. Their phones read that they were removed, and can join again, as
        others, while joining is open. With a request it can be had back for a day (`WorkshopStore.undo`).
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return int(desk.find_result(request) or 0)
            gone = self._choose(desk, ids, flood, is_silent)
            mine = (participants.c.workshop == desk.id, participants.c.id.in_(list(gone)))
            withdrawn = self._withdraw_stories(desk, gone)
            if request is not None:
                keep(desk.connection, self._model_id, desk.id, request, "participants", gone, withdrawn)
            tokens = select(participants.c.workshop, participants.c.token_hash).where(
                *mine, participants.c.token_hash.is_not(None)
            )
            desk.connection.execute(insert(removed).from_select(["workshop", "token_hash"], tokens))
            desk.connection.execute(delete(participants).where(*mine))
            desk.result = str(len(gone))
            return len(gone)

    def _choose(
        self, desk: Desk, ids: Collection[int] | None, flood: str | None, is_silent: bool
    ) -> tuple[int, ...]:
        query = select(participants.c.id).where(participants.c.workshop == desk.id)
        if is_silent:
            query = query.where(participants.c.has_sent.is_not(True))
        if flood is not None:
            found = find_flood(desk.connection, desk.id, flood)
            if found is None:
                raise UnknownPartError("flood", flood)
            place, since, until = found
            query = query.where(
                participants.c.place == place,
                participants.c.joined_at >= since,
                participants.c.joined_at < until,
            )
        rows = desk.connection.execute(query).scalars()
        return tuple(id_ for id_ in rows if ids is None or id_ in ids)

    def _withdraw_stories(self, desk: Desk, gone: Collection[int]) -> list[dict[str, Any]]:
        """Withdraw what participants told and nobody decided on; each story, what it was, and its revision
        after that."""
        query = select(told.c.story).where(told.c.workshop == desk.id, told.c.participant.in_(list(gone)))
        shelf = Shelf(desk.connection, self._model_id)
        found = shelf.find_some(desk.connection.execute(query).scalars().all())
        before, after = [], []
        for waiting in sorted(found.values(), key=lambda story: story.id):
            if waiting.status in ("pending", "aside"):
                number, current = shelf.lock(waiting.id, waiting.revision)
                withdrawn = current.model_copy(update={"status": "withdrawn"})
                before.append(current)
                after.append(shelf.replace(number, current, withdrawn, self._by, "withdrawn"))
        if after:
            shelf.finish(before, after)
        return [
            {"id": story.id, "revision": story.revision, "status": was.status}
            for was, story in zip(before, after, strict=True)
        ]
