"""Workshops: a room, a projector, and everyone's phone.

`WorkshopStore` is the facilitator's side, `ParticipantStore` all that phones may do; both keep what they
are told in the database of the stories. Everything they give is frozen and checked. `model.workshop.keys`
makes tokens and request ids.
"""

from model.workshop.faults import (
    InvalidEntryError,
    NotJoinedError,
    RoundClosedError,
    UnknownCodeError,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopEndedError,
    WorkshopError,
    WorkshopExistsError,
)
from model.workshop.keys import is_request_id, is_token, make_request_id, make_token
from model.workshop.participants import ParticipantStore, PhoneState
from model.workshop.session import (
    KINDS,
    PARTICIPANT_ROLES,
    VIEWS,
    Action,
    Answer,
    Answered,
    Ballot,
    Group,
    Headcount,
    Kind,
    Participant,
    ParticipantRole,
    Position,
    Receipt,
    Round,
    State,
    View,
    Workshop,
    make,
)
from model.workshop.store import WorkshopStore

__all__ = [
    "KINDS",
    "PARTICIPANT_ROLES",
    "VIEWS",
    "Action",
    "Answer",
    "Answered",
    "Ballot",
    "Group",
    "Headcount",
    "InvalidEntryError",
    "Kind",
    "NotJoinedError",
    "Participant",
    "ParticipantRole",
    "ParticipantStore",
    "PhoneState",
    "Position",
    "Receipt",
    "Round",
    "RoundClosedError",
    "State",
    "UnknownCodeError",
    "UnknownPartError",
    "UnknownWorkshopError",
    "View",
    "Workshop",
    "WorkshopEndedError",
    "WorkshopError",
    "WorkshopExistsError",
    "WorkshopStore",
    "is_request_id",
    "is_token",
    "make",
    "make_request_id",
    "make_token",
]
