"""What is done in a workshop: rounds that are opened, closed and revealed, words that are chosen, actions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import Table, delete, insert, select, update

from model.stories import By, StoryStore
from model.stories.privacy import find_identifiers, mask
from model.stories.story import build_story_id as build_id
from model.workshop.activities import ActivityKind
from model.workshop.deletions import keep, keep_codes, keep_grouping
from model.workshop.desk import Desk
from model.workshop.faults import (
    ActionConflictError,
    InvalidEntryError,
    RoundUnopenedError,
    WorkshopEndedError,
)
from model.workshop.ratings import renew_comparisons
from model.workshop.round import Round
from model.workshop.session import MOST_ACTIONS, MOST_ROUNDS, Action, Group, make
from model.workshop.tables import (
    SETTLED,
    actions,
    answers,
    ballots,
    groups,
    rounds,
    to_action,
    to_group,
    to_round_row,
    told,
)

_TEXTS: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "answer": (answers, ("text",)),
    "group": (groups, ("title",)),
    "action": (actions, ("text", "who", "when", "outcome")),
}
"""The texts of a part of a workshop that somebody typed."""


class Agenda:
    """The part of `WorkshopStore` that leads what is done; see there for requests and errors."""

    def __init__(self, stories: StoryStore, by: By = "facilitator") -> None:
        self._database = stories.database
        self._model_id = stories.model_id
        self._by = by

    # Rounds

    def add_round(
        self,
        workshop: str,
        kind: ActivityKind,
        question: str = "",
        nodes: Collection[str] = (),
        dots: int = 0,
        request: str | None = None,
        *,
        edges: Collection[str] = (),
        options: Collection[str] = (),
        ends: Collection[str] = (),
    ) -> Round:
        """Add a round, closed and hidden, after the others; what it may have its activity says.

        Which nodes and edges there are, and which are open catalysts, is for the caller to see to. Raises
        `InvalidEntryError`.
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
                edges=tuple(edges),
                options=tuple(options),
                ends=tuple(ends),
            )
            desk.connection.execute(insert(rounds), to_round_row(made) | {"workshop": desk.id})
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
        edges: Collection[str] | None = None,
        options: Collection[str] | None = None,
        ends: Collection[str] | None = None,
        request: str | None = None,
    ) -> Round:
        """Ask something else; None leaves it as it is. Once it has answers, only the wording can change."""
        lists = {"nodes": nodes, "edges": edges, "options": options, "ends": ends}
        fields = {"question": question, "dots": dots, **lists}
        new: dict[str, Any] = {field: value for field, value in fields.items() if value is not None}
        new |= {field: tuple(new[field]) for field in lists if field in new}
        with self._changing(workshop, request) as (desk, is_new):
            current = desk.get_round(round_id)
            if not is_new:
                return current
            changed = make(Round, **current.model_dump() | new)
            if changed.asked != current.asked:
                for table in (ballots, answers, told):
                    if many := desk.count(table, round=round_id):
                        raise InvalidEntryError("nodes", "too-many", most=0, given=many)
            desk.set_round(changed)
            return changed

    def open_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Let phones answer a round; what was revealed of it is hidden again. `WorkshopEndedError`."""
        return self._turn_round(workshop, round_id, request, is_open=True, is_revealed=False, was_opened=True)

    def close_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Take no more answers."""
        return self._turn_round(workshop, round_id, request, is_open=False)

    def reveal_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Close a round and show its result to all.

        Raises `RoundUnopenedError` for one that was never opened and has no answers.
        """
        return self._turn_round(workshop, round_id, request, is_open=False, is_revealed=True)

    def hide_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Show a round's result to nobody any more."""
        return self._turn_round(workshop, round_id, request, is_revealed=False)

    def delete_round(self, workshop: str, round_id: str, request: str | None = None) -> None:
        """Delete a round with its ballots, answers and groups; nothing where it is gone.

        With a request it can be had back for a day (`WorkshopStore.undo`), as answers and actions can.
        Stories stay in the store of stories, and their tellers' codes go on working.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._keep(desk, request, "round", round_id)
                keep_codes(desk.connection, told.c.workshop == desk.id, told.c.round == round_id)
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

        A `title` gives a group that is there another one; then there may be no answers. With a request this
        can be undone for a day (`WorkshopStore.undo`), and so can whatever else changes groups.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return to_group(desk.get_part("group", desk.find_result(request) or ""))
            said = [desk.get_part("answer", answer_id) for answer_id in dict.fromkeys(answer_ids)]
            ids = [answer["id"] for answer in said]
            if group is not None:
                made = to_group(desk.get_part("group", group))
                self._keep_grouping(desk, request, ids, made.id)
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
                self._keep_grouping(desk, request, ids, made.id)
                desk.connection.execute(insert(groups), {**made.model_dump(), "workshop": desk.id})
            if any((answer["round"], answer["node"]) != (made.round, made.node) for answer in said):
                raise InvalidEntryError("answers", "bad-value")
            self._put_into(desk, ids, made.id)
            desk.result = made.id
            return made

    def ungroup_answers(self, workshop: str, answer_ids: Collection[str], request: str | None = None) -> None:
        """Take answers out of their groups; a group without answers stays, until it is deleted."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._keep_grouping(desk, request, answer_ids)
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
                inside = (answers.c.workshop == desk.id, answers.c.group == group)
                ids = desk.connection.execute(select(answers.c.id).where(*inside)).scalars().all()
                self._keep_grouping(desk, request, ids, group)
                self._put_into(desk, ids, None)
                row = delete(groups).where(groups.c.workshop == desk.id, groups.c.id == group)
                desk.connection.execute(row)

    def drop_answer(self, workshop: str, answer: str, request: str | None = None) -> None:
        """Delete an answer, as one that names somebody; nothing where it is gone."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._keep(desk, request, "answer", answer)
                row = delete(answers).where(answers.c.workshop == desk.id, answers.c.id == answer)
                desk.connection.execute(row)

    def mask_part(
        self, workshop: str, kind: Literal["answer", "group", "action"], part: str, request: str | None = None
    ) -> None:
        """Mask what could identify a person in an answer, a group's title or an action, for good.

        What is found, and by what it is replaced, is said in `model.stories.privacy`. Nothing happens where
        nothing is found.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return
            table, names = _TEXTS[kind]
            row, language = desk.get_part(kind, part), desk.get().language
            masked = {name: mask(row[name], find_identifiers(row[name]), language) for name in names}
            change = update(table).where(table.c.workshop == desk.id, table.c.id == part)
            desk.connection.execute(change.values(masked))

    # What was agreed

    def add_action(
        self,
        workshop: str,
        text: str,
        who: str = "",
        when: str = "",
        nodes: Collection[str] = (),
        request: str | None = None,
        *,
        due: date | None = None,
    ) -> Action:
        """Add what was agreed, after the others: 200 at most; `due` is the day by which it is done."""
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return to_action(desk.get_part("action", desk.find_result(request) or ""))
            already = desk.count(actions)
            if already >= MOST_ACTIONS:
                raise InvalidEntryError("actions", "too-many", most=MOST_ACTIONS, given=already + 1)
            now = datetime.now(UTC)
            said = {"text": text, "who": who, "when": when, "nodes": tuple(nodes), "due": due}
            made = make(Action, id=build_id(), created_at=now, **said)
            row = made.model_dump() | {"workshop": desk.id, "nodes": list(made.nodes)}
            desk.connection.execute(insert(actions), row)
            desk.result = made.id
            return made

    def change_action(
        self, workshop: str, action: Action, request: str | None = None, mark: str | None = None
    ) -> Action:
        """Put a changed action in the place of the one with its id; what came of it stays (`settle_action`).

        `mark` is that of the action as it was read before; `ActionConflictError` where it has another by now.
        """
        with self._changing(workshop, request) as (desk, is_new):
            current = to_action(desk.get_part("action", action.id))
            if not is_new:
                return current
            if mark is not None and mark != current.mark:
                raise ActionConflictError(action.id)
            changed = make(
                Action, **action.model_dump() | current.model_dump(include={"created_at", *SETTLED})
            )
            row = update(actions).where(actions.c.workshop == desk.id, actions.c.id == action.id)
            desk.connection.execute(row.values(changed.model_dump() | {"nodes": list(changed.nodes)}))
            return changed

    def delete_action(self, workshop: str, action: str, request: str | None = None) -> None:
        """Delete an action; nothing where it is gone."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._keep(desk, request, "action", action)
                row = delete(actions).where(actions.c.workshop == desk.id, actions.c.id == action)
                desk.connection.execute(row)

    def _keep(self, desk: Desk, request: str | None, kind: str, part: str) -> None:
        if request is not None:
            keep(desk.connection, self._model_id, desk.id, request, kind, part)

    def _keep_grouping(
        self, desk: Desk, request: str | None, answer_ids: Collection[str], *group_ids: str
    ) -> None:
        if request is not None:
            keep_grouping(desk.connection, self._model_id, desk.id, request, answer_ids, group_ids)

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
            if states.get("is_revealed") and not _can_be_revealed(desk, current):
                raise RoundUnopenedError(round_id)
            changed = make(Round, **current.model_dump() | states)
            desk.set_round(changed)
            return renew_comparisons(desk, changed) if changed.is_revealed else changed

    def _put_into(self, desk: Desk, answer_ids: Collection[str], group: str | None) -> None:
        row = update(answers).where(answers.c.workshop == desk.id, answers.c.id.in_(answer_ids))
        desk.connection.execute(row.values(group=group))


def _can_be_revealed(desk: Desk, current: Round) -> bool:
    """Whether phones could answer a round; of an earlier version only its answers say so."""
    if current.was_opened or current.is_open or current.is_revealed:
        return True
    return any(desk.count(table, round=current.id) for table in (ballots, answers, told))
