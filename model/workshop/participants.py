"""What a participant's phone may do in a workshop, and nothing else: join, vote, name, tell, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Insert, bindparam, delete, insert, select

from model.stories import Consent, Story, StorySource, UnknownStoryError
from model.stories.codes import find_by_codes
from model.stories.faults import UnknownCodeError
from model.stories.keys import (
    EARLIER_ALPHABET,
    derive_code,
    hash_code,
    read_code,
)
from model.stories.shelf import Shelf
from model.stories.tables import insert_into
from model.stories.withdrawal import withdraw_for_teller
from model.workshop.desk import Desk, check_request, name_request
from model.workshop.faults import InvalidEntryError, UnknownWorkshopError
from model.workshop.personal_codes import PersonalCodes
from model.workshop.session import (
    MOST_ANSWERS,
    MOST_STORIES,
    Answer,
    Receipt,
    describe,
    make,
)
from model.workshop.tables import (
    answers,
    ballots,
    told,
)

# Built once, as in `desk`: all phones vote in the same moment.
_ADD_ANSWER = insert(answers)
_ADD_TOLD = insert(told)
_CODE_HASH = select(told.c.code_hash).where(
    told.c.workshop == bindparam("workshop"), told.c.story == bindparam("story")
)
_MY_BALLOT = select(ballots.c.choices).where(
    ballots.c.workshop == bindparam("workshop"),
    ballots.c.round == bindparam("round"),
    ballots.c.participant == bindparam("participant"),
)


class ParticipantStore(PersonalCodes):
    """The workshops as phones see them, in the database of the stories.

    `token` is what the phone's cookie holds (`keys.make_token`), `request` the id that its form carries
    (`keys.make_request_id`): the same request again gives the same answer and changes nothing. What is
    returned is stored for good. May be used by many threads at once.

    Everything may raise `StoreUnavailableError` (nothing was changed then) and `UnknownWorkshopError`; what
    changes something also `WorkshopEndedError`, and `NotJoinedError` where the token did not join.
    """

    def vote(
        self, workshop: str, token: str, round_id: str, choices: Mapping[str, int], request: str
    ) -> Mapping[str, int]:
        """Give one's ballot in a round of dots or ratings; a later one takes the place of an earlier one.

        `choices` are dots (as many as the round gives, or fewer) or ratings from 1 to 5 by node; nodes
        with 0 dots, and skipped nodes, may be left out. Returns the ballot that counts now. Raises
        `RoundClosedError`, `UnknownPartError`, and `InvalidEntryError` for other nodes or numbers, and for
        a ballot that says nothing ("empty"): an earlier one still counts then.
        """
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.lock(is_running=True)
            me = desk.get_participant(token)
            named = name_request(me, request)
            if desk.find_result(named) is None:
                round_ = desk.get_open_round(round_id, "ballots")
                kept = round_.check_choices(choices)
                if not kept:
                    raise InvalidEntryError("choices", "empty", kind=round_.kind)
                row = {"workshop": desk.id, "round": round_id, "participant": me.id, "choices": kept}
                connection.execute(_build_put_ballot(connection.dialect.name), row)
                desk.note_sent(me)
                desk.finish(named)
                return kept
            mine = {"workshop": desk.id, "round": round_id, "participant": me.id}
            return dict(connection.execute(_MY_BALLOT, mine).scalar() or {})

    def name_catalyst(
        self, workshop: str, token: str, round_id: str, node: str, text: str, request: str
    ) -> Answer:
        """Name a catalyst for a node of an open round, in at most 200 characters; at most 10 in each round.

        Raises `RoundClosedError`, `UnknownPartError`, `InvalidEntryError`.
        """
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.lock(is_running=True)
            me = desk.get_participant(token)
            answer_id = name_request(me, request)
            if desk.find_result(answer_id) is not None:
                # The facilitator may have dropped it meanwhile; it was taken all the same.
                return make(Answer, id=answer_id, round=round_id, node=node, text=text)
            round_ = desk.get_open_round(round_id, "answers")
            if node not in round_.subjects:
                raise InvalidEntryError("node", "unknown-node", node=node[:80])
            answer = make(Answer, id=answer_id, round=round_id, node=node, text=text)
            already = desk.count(answers, round=round_id, participant=me.id)
            if already >= MOST_ANSWERS:
                raise InvalidEntryError("text", "too-many", most=MOST_ANSWERS, given=already + 1)
            row = {**answer.model_dump(), "workshop": desk.id, "participant": me.id}
            connection.execute(_ADD_ANSWER, row)
            desk.note_sent(me)
            desk.finish(answer_id)
            return answer

    def take_back(self, workshop: str, token: str, answer: str) -> None:
        """Take back a catalyst that this phone named, while its round is open; nothing where it is gone."""
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.lock(is_running=True)
            me = desk.get_participant(token)
            mine = (answers.c.workshop == desk.id, answers.c.id == answer, answers.c.participant == me.id)
            round_id = connection.execute(select(answers.c.round).where(*mine)).scalar()
            if round_id is not None:
                desk.get_open_round(round_id, "answers")
                connection.execute(delete(answers).where(*mine))
                desk.finish(None)

    def tell_story(
        self,
        workshop: str,
        token: str,
        round_id: str,
        *,
        text: str,
        teller: str,
        language: str,
        request: str,
        nodes: tuple[str, ...] = (),
        consent: Consent = Consent(),  # noqa: B008
        title: str = "",
    ) -> Receipt:
        """Tell a story in an open round of stories: it waits for the facilitator, as any pending story.

        Nodes that the round does not list are refused (a round without nodes takes any). Who told it is
        not kept with it. At most 20 from one phone. Raises `RoundClosedError`, `UnknownPartError`,
        `InvalidEntryError` (`field` is "text", "title", "teller", "nodes", "language").
        """
        check_request(request)
        secret = self._get_secret()
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock(is_running=True)
            me = desk.get_participant(token)
            named = name_request(me, request)
            if (known := desk.find_result(named)) is not None:
                return _build_receipt(desk, secret, token, request, known)
            round_ = desk.get_open_round(round_id, "stories")
            for node in nodes:
                if round_.nodes and node not in round_.nodes:
                    raise InvalidEntryError("nodes", "unknown-node", node=node[:80])
            already = desk.count(told, participant=me.id)
            if already >= MOST_STORIES:
                raise InvalidEntryError("text", "too-many", most=MOST_STORIES, given=already + 1)
            story = _build_story(
                wordings=({"language": language, "title": title, "text": text},),
                teller=teller,
                nodes=nodes,
                consent=consent,
                source=StorySource(name=current.name, session=desk.id),
                team=current.team,
            )
            shelf = Shelf(connection, self._model_id)
            shelf.finish((), shelf.insert([story], "participant"))
            code = derive_code(secret, desk.id, token, request)
            row = {
                "workshop": desk.id,
                "round": round_id,
                "story": story.id,
                "participant": me.id,
                "code_hash": hash_code(code),
            }
            connection.execute(_ADD_TOLD, row)
            desk.note_sent(me)
            desk.finish(named, story.id)
            return Receipt(story=story.id, code=code)

    def find_receipt(self, workshop: str, token: str, request: str) -> Receipt | None:
        """The receipt of a story that this phone told with a request, once more; None where there is none."""
        check_request(request)
        secret = self._get_secret()
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            found = desk.find_result(name_request(desk.get_participant(token), request))
            return _build_receipt(desk, secret, token, request, found) if found else None

    def is_withdrawn(self, workshop: str, token: str, request: str) -> bool:
        """Whether this phone told a story with a request that was withdrawn or deleted since."""
        receipt = self.find_receipt(workshop, token, request)
        if receipt is None:
            return False
        with self._database.reading() as connection:
            try:
                return Shelf(connection, self._model_id).get(receipt.story).status == "withdrawn"
            except UnknownStoryError:
                return True

    def withdraw_story(self, typed: str) -> None:
        """Withdraw the story with this code at once, in whatever workshop: running, ended or deleted.

        It is gone from every screen, all consent with it, and erased after 30 days. The same code again
        changes nothing. Raises `UnknownCodeError`.
        """
        codes = read_code(typed)
        hashes = [hash_code(code) for code in codes]
        query = select(told.c.story, told.c.workshop).where(told.c.code_hash.in_(hashes))
        with self._database.reading() as connection:
            kept = find_by_codes(connection, self._model_id, hashes)
            places = dict.fromkeys(kept) | dict(map(tuple, connection.execute(query)))
        if len(places) != 1:
            raise UnknownCodeError
        [(story_id, workshop)] = places.items()
        with self._database.writing() as connection:
            shelf = Shelf(connection, self._model_id)
            if workshop is None:  # it was deleted
                withdraw_for_teller(shelf, story_id)
                return
            desk = Desk(connection, self._model_id, workshop)
            try:
                desk.lock()
            except UnknownWorkshopError:
                raise UnknownCodeError from None
            if withdraw_for_teller(shelf, story_id):
                desk.finish(None)


@cache
def _build_put_ballot(dialect: str) -> Insert:
    statement = insert_into(ballots, dialect)
    return statement.on_conflict_do_update(
        index_elements=["workshop", "round", "participant"], set_={"choices": statement.excluded.choices}
    )


def _build_receipt(desk: Desk, secret: bytes, token: str, request: str, story: str) -> Receipt:
    """The receipt of a story once more, with the code that was given then, maybe in the earlier letters."""
    kept = desk.connection.execute(_CODE_HASH, {"workshop": desk.id, "story": story}).scalar()
    earlier = derive_code(secret, desk.id, token, request, alphabet=EARLIER_ALPHABET)
    if kept == hash_code(earlier):
        return Receipt(story=story, code=earlier)
    return Receipt(story=story, code=derive_code(secret, desk.id, token, request))


def _build_story(**fields: Any) -> Story:
    try:
        return Story(**fields)
    except ValidationError as error:
        fault = describe(error)
        raise InvalidEntryError(fault.field.rsplit(".", 1)[-1], fault.code, **fault.details) from None
