"""Letterboxes in the database of the stories: made, found, changed, and told stories for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, select, update

from model.letterboxes.faults import (
    InvalidLetterboxError,
    LetterboxClosedError,
    LetterboxDeletedError,
    LetterboxFullError,
    UnknownLetterboxError,
)
from model.letterboxes.letterbox import MOST_AN_HOUR, Letterbox, Receipt, Telling
from model.letterboxes.tables import letterboxes, to_letterbox, told
from model.stories import By, Story, StorySource, StoryStore
from model.stories.faults import UnknownCodeError
from model.stories.keys import derive_code, hash_code, is_request_id, make_key, read_code, read_key
from model.stories.places import get_secret, mark_place
from model.stories.shelf import Shelf
from model.stories.tables import stories
from model.stories.withdrawal import withdraw_for_teller
from model.words import LANGUAGES, get_words

CHANGEABLE = ("name", "question", "is_weekly", "language", "team", "is_open")
_HOUR = timedelta(hours=1)

_Made = TypeVar("_Made", bound=BaseModel)


class LetterboxStore:
    """The letterboxes of the model of a store of stories.

    One that was deleted is found by its key and its id, so that who has its poster or one of its stories can
    be told; it is in no list, and nothing but `restore` changes it.

    `request` is the id that a form carries (`model.stories.keys.make_request_id`): the same request again
    gives the same answer and changes nothing. What is returned is stored for good. May be used by many
    threads and processes at once. Everything may raise `StoreUnavailableError` (nothing was changed then).
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id

    def create(self, request: str, name: str, language: str, **more: Any) -> Letterbox:
        """Make a letterbox, which is open; `more` may be what `change` takes.

        Raises `InvalidLetterboxError`.
        """
        _check_request(request)
        with self._database.writing() as connection:
            if found := self._find(connection, letterboxes.c.id == request):
                return found
            fields = {"id": request, "name": name, "language": language, "created_at": datetime.now(UTC)}
            made = _make(Letterbox, **fields, **more, key=_draw_key(connection))
            connection.execute(insert(letterboxes), made.model_dump() | {"model": self._model_id})
            return made

    def change(self, letterbox: str, **changes: Any) -> Letterbox:
        """Change what a letterbox says of itself (`CHANGEABLE`); its key stays.

        Raises `UnknownLetterboxError`, `LetterboxDeletedError`, `InvalidLetterboxError`.
        """
        if unknown := set(changes) - set(CHANGEABLE):
            raise InvalidLetterboxError(min(unknown))
        with self._database.writing() as connection:
            current = self._get(connection, letterbox, is_changing=True)
            if current.is_deleted:
                raise LetterboxDeletedError(letterbox)
            changed = _make(Letterbox, **{**current.model_dump(), **changes})
            row = update(letterboxes).where(letterboxes.c.id == letterbox)
            connection.execute(row.values({name: getattr(changed, name) for name in CHANGEABLE}))
            return changed

    def delete(self, letterbox: str) -> None:
        """Delete a letterbox: its address, its posters and its cards lead to nothing any more.

        The stories that came through it stay, and their codes go on working. The same again changes nothing.
        Raises `UnknownLetterboxError`.
        """
        with self._database.writing() as connection:
            if not self._get(connection, letterbox, is_changing=True).is_deleted:
                row = update(letterboxes).where(letterboxes.c.id == letterbox)
                connection.execute(row.values(deleted_at=datetime.now(UTC)))

    def restore(self, letterbox: str) -> Letterbox:
        """Bring back a letterbox that was deleted, as it was; raises `UnknownLetterboxError`."""
        with self._database.writing() as connection:
            row = update(letterboxes).where(letterboxes.c.id == letterbox)
            found = self._get(connection, letterbox, is_changing=True)
            connection.execute(row.values(deleted_at=None))
            return found.model_copy(update={"deleted_at": None})

    def get(self, letterbox: str) -> Letterbox:
        """The letterbox with this id; raises `UnknownLetterboxError`."""
        with self._database.reading() as connection:
            return self._get(connection, letterbox)

    def find_all(self) -> tuple[Letterbox, ...]:
        """All letterboxes of the model that were not deleted, the first made first."""
        return self._list(letterboxes.c.deleted_at.is_(None))

    def name_all(self) -> dict[str, str]:
        """What the letterboxes are called, by their ids, the first made first: all that there are, and those
        that were deleted but through which stories came."""
        came = exists().where(told.c.letterbox == letterboxes.c.id)
        return {box.id: box.name for box in self._list(letterboxes.c.deleted_at.is_(None) | came)}

    def _list(self, condition: ColumnElement[bool]) -> tuple[Letterbox, ...]:
        query = select(letterboxes).where(letterboxes.c.model == self._model_id, condition)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(letterboxes.c.created_at, letterboxes.c.id)).mappings()
            return tuple(map(to_letterbox, rows))

    def find_by_key(self, typed: str) -> Letterbox:
        """The letterbox whose key somebody typed, read forgivingly; raises `UnknownLetterboxError`."""
        keys = read_key(typed)
        query = select(letterboxes).where(letterboxes.c.model == self._model_id, letterboxes.c.key.in_(keys))
        with self._database.reading() as connection:
            found = {row["key"]: row for row in connection.execute(query).mappings()} if keys else {}
        exact = found.get(keys[0]) if keys else None
        if exact is None and len(found) != 1:
            raise UnknownLetterboxError(typed)
        return to_letterbox(exact or next(iter(found.values())))

    def count_told(self) -> dict[str, tuple[int, int]]:
        """How many stories came in through each letterbox, by id, and how many of these wait."""
        is_waiting = stories.c.status == "pending"
        query = (
            select(told.c.letterbox, func.count(), func.count().filter(is_waiting))
            .join(letterboxes, letterboxes.c.id == told.c.letterbox)
            .outerjoin(stories, (stories.c.model == self._model_id) & (stories.c.id == told.c.story))
            .where(letterboxes.c.model == self._model_id)
            .group_by(told.c.letterbox)
        )
        with self._database.reading() as connection:
            return {box: (all_, waiting) for box, all_, waiting in connection.execute(query)}

    def tell(self, letterbox: str, request: str, telling: Telling, network: str = "") -> Receipt:
        """Put a story into an open letterbox: it waits for the facilitator, as any pending story.

        Of the `network` only a mark is kept, and only as long as the story waits. Raises
        `UnknownLetterboxError`, `LetterboxClosedError`, `LetterboxDeletedError`, and `LetterboxFullError`
        after `MOST_AN_HOUR`; who sends a request again that was taken gets its receipt all the same.
        """
        _check_request(request)
        with self._database.writing() as connection:
            box = self._get(connection, letterbox, is_changing=True)
            secret = get_secret(connection)
            code = derive_code(secret, "letterbox", box.id, request)
            if known := _find_told(connection, box.id, request):
                return Receipt(story=known.story, code=code)
            if box.is_deleted:
                raise LetterboxDeletedError(box.id)
            if not box.is_open:
                raise LetterboxClosedError(box.id)
            _check_flood(connection, box.id, datetime.now(UTC))
            story = self._put_in(connection, box, telling, request, "participant", hash_code(code))
            if network:
                place = mark_place(secret, "stories", network)
                Shelf(connection, self._model_id).keep_places({story.id: place})
            return Receipt(story=story.id, code=code)

    def type_card(self, letterbox: str, request: str, telling: Telling, by: By = "facilitator") -> Story:
        """Put in what somebody wrote on a paper card, for who types it in: also where the box is closed,
        and however many there are. Its history says who typed it in. Raises
        `UnknownLetterboxError`, `LetterboxDeletedError`."""
        _check_request(request)
        with self._database.writing() as connection:
            box = self._get(connection, letterbox, is_changing=True)
            if known := _find_told(connection, box.id, request):
                return Shelf(connection, self._model_id).get(known.story)
            if box.is_deleted:
                raise LetterboxDeletedError(box.id)
            return self._put_in(connection, box, telling, request, by, None)

    def withdraw_story(self, typed: str) -> None:
        """Withdraw the story with this code at once, whatever became of its letterbox.

        The same code again changes nothing. Raises `UnknownCodeError`.
        """
        codes = [hash_code(code) for code in read_code(typed)]
        query = (
            select(told.c.story)
            .join(letterboxes, letterboxes.c.id == told.c.letterbox)
            .where(letterboxes.c.model == self._model_id, told.c.code_hash.in_(codes))
        )
        with self._database.reading() as connection:
            found = connection.execute(query).scalars().all() if codes else []
        if len(found) != 1:
            raise UnknownCodeError
        with self._database.writing() as connection:
            withdraw_for_teller(Shelf(connection, self._model_id), found[0])

    def _put_in(
        self,
        connection: Connection,
        box: Letterbox,
        telling: Telling,
        request: str,
        by: By,
        code_hash: str | None,
    ) -> Story:
        story = _build_story(box, telling)
        shelf = Shelf(connection, self._model_id)
        shelf.finish((), shelf.insert([story], by))
        row = {"letterbox": box.id, "request": request, "story": story.id, "code_hash": code_hash}
        connection.execute(insert(told), row | {"at": datetime.now(UTC)})
        return story

    def _get(self, connection: Connection, letterbox: str, is_changing: bool = False) -> Letterbox:
        is_id = is_request_id(letterbox)
        if is_id and (found := self._find(connection, letterboxes.c.id == letterbox, is_changing)):
            return found
        raise UnknownLetterboxError(letterbox)

    def _find(self, connection: Connection, condition: Any, is_changing: bool = False) -> Letterbox | None:
        query = select(letterboxes).where(letterboxes.c.model == self._model_id, condition)
        row = connection.execute(query.with_for_update() if is_changing else query).mappings().first()
        return to_letterbox(row) if row else None


def _build_story(box: Letterbox, telling: Telling) -> Story:
    """The story that is kept: what goes along of its letterbox stands here.

    Neither its name nor its key do, but its id, which says nothing to who may not ask for its name: the name
    of a ward may tell who somebody is.
    """
    _ = get_words(telling.language if telling.language in LANGUAGES else box.language)
    source = StorySource(name=_("Letterbox"))
    wording = {"language": telling.language, "text": telling.text, "setting": telling.setting}
    told_by = telling.model_dump(include={"teller", "nodes"}) | {"consent": telling.consent}
    return _make(Story, wordings=(wording,), source=source, team=box.team, letterbox=box.id, **told_by)


def _make(what: type[_Made], **fields: Any) -> _Made:
    try:
        return what(**fields)
    except ValidationError as error:
        place = error.errors(include_url=False)[0]["loc"]
        raise InvalidLetterboxError(str(place[-1]) if place else "value") from None


def _check_request(request: str) -> None:
    if not is_request_id(request):
        raise InvalidLetterboxError("request")


def _draw_key(connection: Connection) -> str:
    """A key that no letterbox has, of whatever model."""
    while True:
        key = make_key()
        if connection.execute(select(letterboxes.c.id).where(letterboxes.c.key == key)).first() is None:
            return key


def _find_told(connection: Connection, letterbox: str, request: str) -> Row[Any] | None:
    query = select(told.c.story).where(told.c.letterbox == letterbox, told.c.request == request)
    return connection.execute(query).first()


def _check_flood(connection: Connection, letterbox: str, now: datetime) -> None:
    """Raise `LetterboxFullError` where many came within an hour; cards that are typed in are not counted."""
    lately = (told.c.letterbox == letterbox, told.c.at > now - _HOUR, told.c.code_hash.is_not(None))
    count, first = connection.execute(select(func.count(), func.min(told.c.at)).where(*lately)).one()
    if count >= MOST_AN_HOUR:
        raise LetterboxFullError(max(1, int((first + _HOUR - now).total_seconds())))
