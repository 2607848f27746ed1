"""The workshops as the facilitator sees and leads them; `participants.py` has what phones may do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from model.stories import StoryStore
from model.stories.story import build_story_id as build_id
from model.workshop.desk import Desk, check_request
from model.workshop.faults import InvalidEntryError, WorkshopEndedError
from model.workshop.finding import KEY_RESTS, find_by_key, read_ballots, read_state, read_version
from model.workshop.keys import make_key
from model.workshop.session import (
    MOST_ACTIONS,
    MOST_ROUNDS,
    Action,
    Ballot,
    Group,
    Kind,
    Position,
    Round,
    State,
    Workshop,
    make,
)
from model.workshop.tables import (
    actions,
    answers,
    ballots,
    groups,
    participants,
    requests,
    rounds,
    to_action,
    to_group,
    to_workshop,
    told,
    workshops,
)

UNLINKED_AFTER = timedelta(days=30)
"""How long after its end a workshop forgets which phone gave which answer."""

LONGEST_WORKSHOP = timedelta(days=31)


class WorkshopStore:
    """The workshops of one model, in the database of its stories.

    Methods that change something take a `request`: an id made by whoever asks (`keys.make_request_id`).
    The same request again changes nothing, and returns what there is now; without one (None) it is carried
    out each time. What is returned is stored for good. May be used by many threads at once.

    Everything may raise `StoreUnavailableError` (nothing was changed then) and, where it names a workshop,
    `UnknownWorkshopError`; with texts or numbers that cannot be taken `InvalidEntryError`; with a round,
    answer, group or action that is gone `UnknownPartError`. A workshop that has ended can still be shown,
    revealed, grouped and given actions; only what lets phones answer raises `WorkshopEndedError`.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> stories = StoryStore(f"{folder.name}/stories.db", "mangomoment")
    >>> store = WorkshopStore(stories)
    >>> workshop = store.create("Ward 4", "nl", datetime.now(UTC) + timedelta(hours=3))
    >>> store.find_by_key(workshop.key.lower()) == workshop
    True
    >>> dots = store.add_round(workshop.id, "dots", "What matters most?", nodes=("joy", "trust"), dots=3)
    >>> store.open_round(workshop.id, dots.id).is_open
    True
    >>> stories.close(); folder.cleanup()
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id

    # The workshop itself

    def create(
        self,
        name: str,
        language: str,
        ends_at: datetime,
        is_rehearsal: bool = False,
        request: str | None = None,
    ) -> Workshop:
        """Make a workshop with a new key; it ends by itself at `ends_at`, 31 days from now at most."""
        if request is not None:
            check_request(request)
        now = datetime.now(UTC)
        _check_end(ends_at, now)
        with self._database.writing() as connection:
            self._database.guard(connection)  # so that nobody else draws the same key
            query = select(workshops).where(
                workshops.c.model == self._model_id, workshops.c.request == request
            )
            row = connection.execute(query).mappings().first() if request else None
            if row is not None:
                return to_workshop(row, now)
            made = make(
                Workshop,
                id=build_id(),
                key=self._draw_key(connection, now),
                name=name,
                language=language,
                created_at=now,
                ends_at=ends_at,
                is_rehearsal=is_rehearsal,
                stamp=build_id(),
            )
            values = made.model_dump() | {"position": made.position.model_dump(mode="json")}
            values |= {"model": self._model_id, "request": request, "is_unlinked": False}
            connection.execute(insert(workshops), values)
            return made

    def get(self, workshop: str) -> Workshop:
        """The workshop with this id."""
        with self._database.reading() as connection:
            return Desk(connection, self._model_id, workshop).get()

    def find_by_key(self, typed: str) -> Workshop:
        """The workshop whose key somebody typed, read forgivingly.

        Raises `UnknownWorkshopError`, or `WorkshopEndedError` where it ended within the last 30 days.
        """
        with self._database.reading() as connection:
            return find_by_key(connection, self._model_id, typed)

    def list(self) -> tuple[Workshop, ...]:
        """All workshops, the newest first."""
        query = select(workshops).where(workshops.c.model == self._model_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(workshops.c.created_at.desc(), workshops.c.id))
            now = datetime.now(UTC)
            return tuple(to_workshop(row, now) for row in rows.mappings())

    def get_version(self, workshop: str) -> str:
        """A text that is another one as soon as anything in the workshop, or any story, changed; cheap."""
        with self._database.reading() as connection:
            return read_version(connection, self._model_id, workshop)

    def get_state(self, workshop: str) -> State:
        """Everything in a workshop but the ballots, of one moment; `State.for_room` is what all may see.

        `State.version` is what `get_version` said at that moment. Who is present is not part of it.
        """
        with self._database.reading() as connection:
            return read_state(connection, self._model_id, workshop)

    def get_ballots(self, workshop: str, round_id: str) -> tuple[Ballot, ...]:
        """The ballots of a round that is revealed, for the functions of `tally`; none of any other."""
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.get()
            is_revealed = desk.get_round(round_id).is_revealed
            return read_ballots(connection, workshop, round_id) if is_revealed else ()

    def change(
        self,
        workshop: str,
        *,
        name: str | None = None,
        language: str | None = None,
        ends_at: datetime | None = None,
        request: str | None = None,
    ) -> Workshop:
        """Give a workshop another name, language or end; None leaves it as it is.

        An `ends_at` opens a workshop again that has ended; after 30 days with a new key.
        """
        now = datetime.now(UTC)
        if ends_at is not None:
            _check_end(ends_at, now)
        with self._database.writing() as connection:
            if ends_at is not None:
                self._database.guard(connection)
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock()
            if desk.find_result(request) is not None:
                return current
            given = {"name": name, "language": language, "ends_at": ends_at}
            new: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
            if ends_at is not None:
                new["ended_at"] = None
                if current.ended_at is not None and current.ended_at <= now - KEY_RESTS:
                    new["key"] = self._draw_key(connection, now)
            changed = make(Workshop, **current.model_dump() | new)
            desk.set(**{field: getattr(changed, field) for field in new})
            desk.finish(request)
            return desk.get()

    def move(self, workshop: str, position: Position, request: str | None = None) -> Workshop:
        """Show something else on the projector."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                desk.set(position=position.model_dump(mode="json"))
        return self.get(workshop)

    def end(self, workshop: str, request: str | None = None) -> Workshop:
        """End a workshop: every round is closed, phones can add nothing, the key is refused."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                now = datetime.now(UTC)
                if not desk.get().is_ended:
                    desk.set(ended_at=now)
                self._close_all(desk)
        return self.get(workshop)

    def delete(self, workshop: str) -> None:
        """Delete a workshop with everything in it but the stories, which stay in the store of stories.

        Their tellers' codes go with it. Nothing happens where it is gone already.
        """
        with self._database.writing() as connection:
            connection.execute(
                delete(workshops).where(workshops.c.model == self._model_id, workshops.c.id == workshop)
            )

    # Rounds

    def add_round(
        self,
        workshop: str,
        kind: Kind,
        question: str = "",
        nodes: Collection[str] = (),
        dots: int = 0,
        request: str | None = None,
    ) -> Round:
        """Add a round, closed and hidden, after the others; `dots` only for the kind "dots", at least 1.

        Which nodes there are, and which are open catalysts, is for the caller to see to; only a round of
        "stories" may have none, which stands for any.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return desk.get_round(desk.find_result(request) or "")
            already = desk.count(rounds)
            if already >= MOST_ROUNDS:
                raise InvalidEntryError("rounds", "too-many", most=MOST_ROUNDS, given=already + 1)
            highest = select(rounds.c.number).where(rounds.c.workshop == desk.id)
            last = desk.connection.execute(highest.order_by(rounds.c.number.desc()).limit(1)).scalar() or 0
            made = make(
                Round,
                id=build_id(),
                number=last + 1,
                kind=kind,
                question=question,
                nodes=tuple(nodes),
                dots=dots,
            )
            row = made.model_dump() | {"workshop": desk.id, "nodes": list(made.nodes)}
            desk.connection.execute(insert(rounds), row)
            desk.result = made.id
            return made

    def change_round(
        self,
        workshop: str,
        round_id: str,
        *,
        question: str | None = None,
        nodes: Collection[str] | None = None,
        dots: int | None = None,
        request: str | None = None,
    ) -> Round:
        """Ask something else; None leaves it as it is. Once it has answers, only the wording can change."""
        given = {"question": question, "nodes": None if nodes is None else tuple(nodes), "dots": dots}
        new: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
        with self._changing(workshop, request) as (desk, is_new):
            current = desk.get_round(round_id)
            if not is_new:
                return current
            changed = make(Round, **current.model_dump() | new)
            if (changed.nodes, changed.dots) != (current.nodes, current.dots):
                for table in (ballots, answers, told):
                    if many := desk.count(table, round=round_id):
                        raise InvalidEntryError("nodes", "too-many", most=0, given=many)
            self._set_round(desk, changed)
            return changed

    def open_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Let phones answer a round; what was revealed of it is hidden again. `WorkshopEndedError`."""
        return self._turn_round(workshop, round_id, request, is_open=True, is_revealed=False)

    def close_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Take no more answers."""
        return self._turn_round(workshop, round_id, request, is_open=False)

    def reveal_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Close a round and show its result to all."""
        return self._turn_round(workshop, round_id, request, is_open=False, is_revealed=True)

    def hide_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Show a round's result to nobody any more."""
        return self._turn_round(workshop, round_id, request, is_revealed=False)

    def delete_round(self, workshop: str, round_id: str, request: str | None = None) -> None:
        """Delete a round with its ballots, answers and groups; nothing where it is gone.

        Stories stay in the store of stories; their tellers' codes go with the round.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                row = delete(rounds).where(rounds.c.workshop == desk.id, rounds.c.id == round_id)
                desk.connection.execute(row)

    # What was named

    def group_answers(
        self,
        workshop: str,
        answer_ids: Collection[str],
        title: str = "",
        group: str | None = None,
        request: str | None = None,
    ) -> Group:
        """Put answers on one node into one group: a new one with this title, or the one with the id `group`.

        A `title` gives a group that is there another one; then there may be no answers.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return to_group(desk.get_part("group", desk.find_result(request) or ""))
            said = [desk.get_part("answer", one) for one in dict.fromkeys(answer_ids)]
            if group is not None:
                made = to_group(desk.get_part("group", group))
                made = make(Group, **made.model_dump() | ({"title": title} if title else {}))
                desk.connection.execute(
                    update(groups)
                    .where(groups.c.workshop == desk.id, groups.c.id == made.id)
                    .values(title=made.title)
                )
            elif not said:
                raise InvalidEntryError("answers", "too-few", least=1)
            else:
                first = said[0]
                made = make(
                    Group,
                    id=build_id(),
                    round=first["round"],
                    node=first["node"],
                    title=title or first["text"],
                )
                desk.connection.execute(insert(groups), {**made.model_dump(), "workshop": desk.id})
            if any((one["round"], one["node"]) != (made.round, made.node) for one in said):
                raise InvalidEntryError("answers", "bad-value")
            self._put_into(desk, [one["id"] for one in said], made.id)
            desk.result = made.id
            return made

    def ungroup_answers(self, workshop: str, answer_ids: Collection[str], request: str | None = None) -> None:
        """Take answers out of their groups; a group without answers stays, until it is deleted."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._put_into(desk, list(answer_ids), None)

    def choose_group(
        self, workshop: str, group: str, is_chosen: bool = True, request: str | None = None
    ) -> Group:
        """Make a group's title this workshop's word on its node, or no longer."""
        with self._changing(workshop, request) as (desk, is_new):
            found = to_group(desk.get_part("group", group))
            if not is_new:
                return found
            row = update(groups).where(groups.c.workshop == desk.id, groups.c.id == group)
            desk.connection.execute(row.values(is_chosen=is_chosen))
            return found.model_copy(update={"is_chosen": is_chosen})

    def delete_group(self, workshop: str, group: str, request: str | None = None) -> None:
        """Delete a group; its answers stay, in no group. Nothing where it is gone."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                inside = update(answers).where(answers.c.workshop == desk.id, answers.c.group == group)
                desk.connection.execute(inside.values(group=None))
                row = delete(groups).where(groups.c.workshop == desk.id, groups.c.id == group)
                desk.connection.execute(row)

    def drop_answer(self, workshop: str, answer: str, request: str | None = None) -> None:
        """Delete an answer for good, as one that names somebody; nothing where it is gone."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                row = delete(answers).where(answers.c.workshop == desk.id, answers.c.id == answer)
                desk.connection.execute(row)

    # What was agreed

    def add_action(
        self,
        workshop: str,
        text: str,
        who: str = "",
        when: str = "",
        nodes: Collection[str] = (),
        request: str | None = None,
    ) -> Action:
        """Add what was agreed, after the others: 200 at most."""
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return to_action(desk.get_part("action", desk.find_result(request) or ""))
            already = desk.count(actions)
            if already >= MOST_ACTIONS:
                raise InvalidEntryError("actions", "too-many", most=MOST_ACTIONS, given=already + 1)
            now = datetime.now(UTC)
            made = make(
                Action, id=build_id(), text=text, who=who, when=when, nodes=tuple(nodes), created_at=now
            )
            row = made.model_dump() | {"workshop": desk.id, "nodes": list(made.nodes)}
            desk.connection.execute(insert(actions), row)
            desk.result = made.id
            return made

    def change_action(self, workshop: str, action: Action, request: str | None = None) -> Action:
        """Put a changed action in the place of the one with its id."""
        with self._changing(workshop, request) as (desk, is_new):
            current = to_action(desk.get_part("action", action.id))
            if not is_new:
                return current
            changed = make(Action, **action.model_dump() | {"created_at": current.created_at})
            row = update(actions).where(actions.c.workshop == desk.id, actions.c.id == action.id)
            desk.connection.execute(row.values(changed.model_dump() | {"nodes": list(changed.nodes)}))
            return changed

    def delete_action(self, workshop: str, action: str, request: str | None = None) -> None:
        """Delete an action; nothing where it is gone."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                row = delete(actions).where(actions.c.workshop == desk.id, actions.c.id == action)
                desk.connection.execute(row)

    # After the workshop

    def erase_expired(self, now: datetime | None = None) -> int:
        """Forget, 30 days after a workshop's end, which phone answered what; how many workshops that were.

        The answers stay, each phone a mere number; codes still withdraw stories. Rehearsals are deleted.
        """
        limit = (now or datetime.now(UTC)) - UNLINKED_AFTER
        is_over = (workshops.c.ends_at < limit) | (workshops.c.ended_at < limit)
        query = select(workshops.c.id, workshops.c.is_rehearsal).where(
            workshops.c.model == self._model_id, is_over, workshops.c.is_unlinked.is_(False)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        for workshop, is_rehearsal in found:
            if is_rehearsal:
                self.delete(workshop)
                continue
            with self._changing(workshop, None) as (desk, _):
                mine = participants.c.workshop == workshop
                desk.connection.execute(update(participants).where(mine).values(token_hash=None))
                stories = update(told).where(told.c.workshop == workshop)
                desk.connection.execute(stories.values(participant=None))
                desk.connection.execute(delete(requests).where(requests.c.workshop == workshop))
                desk.set(is_unlinked=True)
        return len(found)

    @contextmanager
    def _changing(self, workshop: str, request: str | None) -> Iterator[tuple[Desk, bool]]:
        """A transaction on a locked workshop, and whether the request is a new one; kept if nothing fails."""
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.lock()
            is_new = desk.find_result(request) is None
            yield desk, is_new
            if is_new:
                desk.finish(request, desk.result)

    def _turn_round(self, workshop: str, round_id: str, request: str | None, **states: bool) -> Round:
        with self._changing(workshop, request) as (desk, is_new):
            current = desk.get_round(round_id)
            if not is_new:
                return current
            if states.get("is_open") and desk.get().is_ended:
                raise WorkshopEndedError(workshop)
            changed = make(Round, **current.model_dump() | states)
            self._set_round(desk, changed)
            return changed

    def _set_round(self, desk: Desk, changed: Round) -> None:
        row = update(rounds).where(rounds.c.workshop == desk.id, rounds.c.id == changed.id)
        desk.connection.execute(row.values(changed.model_dump() | {"nodes": list(changed.nodes)}))

    def _close_all(self, desk: Desk) -> None:
        row = update(rounds).where(rounds.c.workshop == desk.id)
        desk.connection.execute(row.values(is_open=False))

    def _put_into(self, desk: Desk, answer_ids: Collection[str], group: str | None) -> None:
        row = update(answers).where(answers.c.workshop == desk.id, answers.c.id.in_(answer_ids))
        desk.connection.execute(row.values(group=group))

    def _draw_key(self, connection: Connection, now: datetime) -> str:
        """A key that no workshop has, or had within the last 30 days."""
        while True:
            key = make_key()
            taken = select(workshops.c.id).where(
                workshops.c.key == key, workshops.c.ends_at > now - KEY_RESTS
            )
            if connection.execute(taken).first() is None:
                return key


def _check_end(ends_at: datetime, now: datetime) -> None:
    if ends_at.tzinfo is None or not now < ends_at <= now + LONGEST_WORKSHOP:
        raise InvalidEntryError("ends_at", "bad-value")
