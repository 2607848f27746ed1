"""What is prepared before a workshop: its plan, own steps with their pictures, and templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from model.stories.keys import is_request_id
from model.stories.story import build_story_id as build_id
from model.stories.tables import insert_into
from model.workshop.agenda import Agenda
from model.workshop.desk import Desk, check_request
from model.workshop.faults import InvalidEntryError, UnknownPartError
from model.workshop.lookups import read_state
from model.workshop.pictures import Picture, open_picture
from model.workshop.plan import (
    FIXED_PARTS,
    MOST_OWN_STEPS,
    MOST_PICTURES,
    OwnStep,
    PlanItem,
    arrange,
    list_parts,
)
from model.workshop.ratings import is_comparable, read_rating
from model.workshop.record_rows import read_record
from model.workshop.round import Round
from model.workshop.session import MOST_ROUNDS, Position, Workshop, make
from model.workshop.tables import own_steps, rounds, templates, to_own_step, to_round_row, workshops
from model.workshop.template import KeptTemplate, Template, build_template, list_prepared, list_rows

MOST_TEMPLATES = 200


class Preparation(Agenda):
    """The part of `WorkshopStore` that prepares; see there for requests and errors."""

    # The plan

    def arrange(
        self, workshop: str, plan: Sequence[PlanItem], request: str | None = None
    ) -> tuple[PlanItem, ...]:
        """Put the parts of a workshop in an order, each with its minutes; rounds are numbered by it.

        A fixed part that is not named is left out; a round or own step that is not named comes before what
        the workshop ends with.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._set_plan(desk, plan)
            return read_state(desk.connection, self._model_id, workshop).order

    def duplicate_round(self, workshop: str, round_id: str, request: str | None = None) -> Round:
        """Prepare another round that asks the same, right after this one.

        Where this one is a rating that is revealed, the other one is compared with it.
        """
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return desk.get_round(desk.find_result(request) or "")
            round_ = desk.get_round(round_id)
            already = desk.count(rounds)
            if already >= MOST_ROUNDS:
                raise InvalidEntryError("rounds", "too-many", most=MOST_ROUNDS, given=already + 1)
            again = make(Round, **list_prepared(round_), id=build_id(), number=MOST_ROUNDS)
            if round_.is_revealed and is_comparable(round_, again):
                again = again.model_copy(update={"earlier": read_rating(desk, desk.id, round_id)[1]})
            order = list(read_state(desk.connection, self._model_id, workshop).order)
            desk.connection.execute(insert(rounds), to_round_row(again) | {"workshop": desk.id})
            at = next(at for at, item in enumerate(order) if item.part == round_id)
            order.insert(at + 1, PlanItem(part=again.id, minutes=order[at].minutes))
            self._set_plan(desk, order)
            desk.result = again.id
            return desk.get_round(again.id)

    def compare_round(
        self,
        workshop: str,
        round_id: str,
        earlier: tuple[str, str] | None,
        request: str | None = None,
        zone: tzinfo = UTC,
    ) -> Round:
        """Compare a rating with another one that is revealed, named by its workshop and round; or with none.

        What may be told of the other one is kept with the round, and stays when that workshop is deleted.
        With a request the comparison that there was before can be had back (`WorkshopStore.undo`). Raises
        `InvalidEntryError` where the two rate nothing alike. `zone` is where a workshop's day is counted.
        """
        with self._changing(workshop, request) as (desk, is_new):
            current = desk.get_round(round_id)
            if not is_new:
                return current
            found = None
            if earlier is not None:
                other, found = read_rating(desk, *earlier, zone)
                if other.id == round_id or not is_comparable(other, current):
                    raise InvalidEntryError("earlier", "bad-value")
            self._keep(desk, request, "comparison", round_id)
            changed = current.model_copy(update={"earlier": found})
            desk.set_round(changed)
            return changed

    def _set_plan(self, desk: Desk, plan: Sequence[PlanItem]) -> None:
        state = read_state(desk.connection, self._model_id, desk.id)
        kept = {item.part: item for item in plan}
        order = arrange(tuple(kept.values()), list_parts(state.rounds, state.own_steps))
        planned = make(Workshop, **state.workshop.model_dump() | {"plan": order})
        desk.set(plan=[item.model_dump() for item in planned.plan])
        numbers = {round_.id: round_.number for round_ in state.rounds}
        numbered = [item.part for item in order if item.part in numbers]
        for number, part in enumerate(numbered, start=1):
            if numbers[part] != number:
                here = (rounds.c.workshop == desk.id, rounds.c.id == part)
                desk.connection.execute(update(rounds).where(*here).values(number=number))

    # Own steps

    def add_own_step(self, workshop: str, request: str | None = None, **fields: Any) -> OwnStep:
        """Add a step with its `kind`, `title`, `text` and `notes`: 40 at most."""
        with self._changing(workshop, request) as (desk, is_new):
            if not is_new:
                return to_own_step(desk.get_part("step", desk.find_result(request) or ""))
            already = desk.count(own_steps)
            if already >= MOST_OWN_STEPS:
                raise InvalidEntryError("steps", "too-many", most=MOST_OWN_STEPS, given=already + 1)
            made = make(OwnStep, **fields, id=build_id())
            row = made.model_dump() | {"workshop": desk.id, "content": ""}
            desk.connection.execute(insert(own_steps), row)
            desk.result = made.id
            return made

    def change_own_step(self, workshop: str, step: str, request: str | None = None, **fields: Any) -> OwnStep:
        """Give a step another kind, title, text or notes; what is not named stays."""
        with self._changing(workshop, request) as (desk, is_new):
            current = to_own_step(desk.get_part("step", step))
            if not is_new:
                return current
            changed = make(OwnStep, **current.model_dump() | fields)
            self._set_step(desk, step, changed.model_dump(include=set(fields)))
            return changed

    def delete_own_step(self, workshop: str, step: str, request: str | None = None) -> None:
        """Delete a step with its picture; nothing where it is gone. With a request it can be had back."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                self._keep(desk, request, "step", step)
                here = (own_steps.c.workshop == desk.id, own_steps.c.id == step)
                desk.connection.execute(own_steps.delete().where(*here))

    def set_picture(
        self, workshop: str, step: str, picture: Picture | None, request: str | None = None
    ) -> OwnStep:
        """Give a step a picture, or none any more, which can be undone; a workshop has 10 at most."""
        with self._changing(workshop, request) as (desk, is_new):
            current = to_own_step(desk.get_part("step", step))
            if not is_new:
                return current
            others = select(own_steps.c.id).where(
                own_steps.c.workshop == desk.id, own_steps.c.picture != "", own_steps.c.id != step
            )
            already = len(desk.connection.execute(others).all())
            if picture and already >= MOST_PICTURES:
                raise InvalidEntryError("pictures", "too-many", most=MOST_PICTURES, given=already + 1)
            if picture is None:
                self._keep(desk, request, "step", step)
            name = picture.name if picture else ""
            content = picture.to_text() if picture else ""
            self._set_step(desk, step, {"picture": name, "content": content})
            return current.model_copy(update={"picture": name})

    def get_picture(self, workshop: str, name: str) -> Picture:
        """The picture of this name in a workshop; `UnknownPartError` where it has none."""
        with self._database.reading() as connection:
            Desk(connection, self._model_id, workshop).get()
            here = (own_steps.c.workshop == workshop, own_steps.c.picture == name)
            found = connection.execute(select(own_steps.c.content).where(*here).limit(1)).scalar()
        if not name or not found:
            raise UnknownPartError("step", name[:80])
        return open_picture(found)

    def get_pictures(self, workshop: str) -> Mapping[str, Picture]:
        """The pictures of a workshop by their names."""
        with self._database.reading() as connection:
            here = (own_steps.c.workshop == workshop, own_steps.c.picture != "")
            rows = connection.execute(select(own_steps.c.picture, own_steps.c.content).where(*here)).all()
        return {name: open_picture(content) for name, content in rows}

    def _set_step(self, desk: Desk, step: str, values: Mapping[str, Any]) -> None:
        row = update(own_steps).where(own_steps.c.workshop == desk.id, own_steps.c.id == step)
        desk.connection.execute(row.values(dict(values)))

    # Templates

    def build_template(self, workshop: str) -> Template:
        """The template that a workshop makes, for another one to begin from."""
        with self._database.reading() as connection:
            return build_template(read_record(connection, self._model_id, workshop))

    def add_template(self, name: str, template: Template, request: str | None = None) -> KeptTemplate:
        """Keep a template under a name: 200 at most. The request is its id, so that it is kept once."""
        if request is not None:
            check_request(request)
        made = _name_template(request or build_id(), name, template.minutes)
        row = made.model_dump() | {
            "model": self._model_id,
            "steps": template.model_dump(mode="json")["steps"],
            "created_at": datetime.now(UTC),
        }
        with self._database.writing() as connection:
            there = len(self._list_templates(connection))
            if there >= MOST_TEMPLATES:
                raise InvalidEntryError("templates", "too-many", most=MOST_TEMPLATES, given=there + 1)
            statement = insert_into(templates, connection.dialect.name).on_conflict_do_nothing()
            connection.execute(statement, row)
        return made

    def list_templates(self) -> tuple[KeptTemplate, ...]:
        """The templates that somebody made, by name."""
        with self._database.reading() as connection:
            found = self._list_templates(connection)
        return tuple(sorted(found, key=lambda template: (template.name.casefold(), template.id)))

    def get_template(self, template: str) -> Template:
        """A template that somebody made; `UnknownPartError` where it is gone."""
        query = select(templates.c.steps).where(*self._find_template(template))
        with self._database.reading() as connection:
            steps = connection.execute(query.where(templates.c.deleted_at.is_(None))).scalar()
        if steps is None:
            raise UnknownPartError("template", template[:80])
        return Template.model_validate({"steps": steps})

    def change_template(
        self, template: str, change: Literal["rename", "delete", "restore"], name: str = ""
    ) -> None:
        """Rename a template, delete it, or have it back within a day; nothing where it is gone."""
        values: dict[str, Any] = {"deleted_at": None if change == "restore" else datetime.now(UTC)}
        if change == "rename":
            values = {"name": _name_template("template", name, 0).name}
        with self._database.writing() as connection:
            connection.execute(update(templates).where(*self._find_template(template)).values(values))

    def _list_templates(self, connection: Connection) -> list[KeptTemplate]:
        query = select(templates.c.id, templates.c.name, templates.c.minutes).where(
            templates.c.model == self._model_id, templates.c.deleted_at.is_(None)
        )
        return [KeptTemplate.model_construct(**row) for row in connection.execute(query).mappings()]

    def _find_template(self, template: str) -> tuple[Any, ...]:
        known = template if is_request_id(template) else ""
        return (templates.c.model == self._model_id, templates.c.id == known)


def _name_template(id_: str, name: str, minutes: int) -> KeptTemplate:
    return make(KeptTemplate, id=id_, name=name, minutes=minutes)


def fill_workshop(connection: Connection, workshop: str, template: Template) -> None:
    """Give a workshop that was just made what its template holds, in its transaction; it begins there."""
    plan, round_rows, step_rows = list_rows(template, build_id)
    for fields in round_rows:
        made = make(Round, **fields)
        connection.execute(insert(rounds), to_round_row(made) | {"workshop": workshop})
    for fields, content in step_rows:
        step = make(OwnStep, **fields)
        connection.execute(insert(own_steps), step.model_dump() | {"workshop": workshop, "content": content})
    if not plan:
        return
    own = {fields["id"] for fields, _content in step_rows}
    begin = Position(view="own" if plan[0].part in own else "round", round=plan[0].part)
    if plan[0].part in FIXED_PARTS:
        begin = Position.model_validate({"view": plan[0].part})
    here = update(workshops).where(workshops.c.id == workshop)
    planned = {"plan": [item.model_dump() for item in plan], "position": begin.model_dump(mode="json")}
    connection.execute(here.values(planned))
