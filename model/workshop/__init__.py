"""Workshops: a room, a projector, and everyone's phone.

`WorkshopStore` is the facilitator's side, `ParticipantStore` all that phones may do; both keep what they
are told in the database of the stories. Everything they give is frozen and checked. `model.workshop.keys`
makes tokens, `model.stories.keys` request ids.
"""

from model.stories.faults import UnknownCodeError
from model.stories.keys import is_request_id, make_request_id
from model.workshop.activities import ACTIVITIES, KINDS, Activity, ActivityKind, Poll, find_poll
from model.workshop.calendar import to_calendar
from model.workshop.exchange import (
    read_workshop_json,
    to_numbers_csv,
    to_numbers_xlsx,
    to_workshop_json,
)
from model.workshop.faults import (
    ActionConflictError,
    InvalidEntryError,
    JoiningClosedError,
    NotJoinedError,
    RemovedError,
    RoundClosedError,
    RoundUnopenedError,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopEndedError,
    WorkshopError,
    WorkshopExistsError,
)
from model.workshop.kept_rating import SMALLEST_GROUP, KeptMean, KeptRating
from model.workshop.keys import is_token, make_token
from model.workshop.links import LinkKind, WorkshopLinks
from model.workshop.pairs import (
    DECIMALS,
    Pair,
    Paired,
    PairedComparison,
    compare_pairs,
    describe_paired,
    find_shared,
    write_difference,
)
from model.workshop.participants import ParticipantStore
from model.workshop.persons import get_retention
from model.workshop.pictures import LARGEST_PICTURE, Picture, read_picture
from model.workshop.plan import FIXED_PARTS, OWN_STEP_KINDS, OwnStep, OwnStepKind, PlanItem, arrange
from model.workshop.ratings import is_comparable, keep_rating
from model.workshop.record import WorkshopFileError, WorkshopRecord
from model.workshop.round import Round, get_poll
from model.workshop.session import (
    ACTION_STATES,
    PARTICIPANT_ROLES,
    VIEWS,
    Action,
    ActionState,
    Answer,
    Attendee,
    Ballot,
    CastBallots,
    Flood,
    FloodKind,
    FollowedAction,
    Group,
    Participant,
    ParticipantRole,
    Position,
    Receipt,
    View,
    Workshop,
    make,
    open_ballots,
)
from model.workshop.shipped import ShippedTemplate, load_shipped_templates
from model.workshop.spread import Spread
from model.workshop.state import Answered, Headcount, PhoneState, State
from model.workshop.store import WorkshopStore
from model.workshop.subjects import list_edges, list_subjects, name_edge, name_subject
from model.workshop.tally import (
    Consequences,
    SubjectTally,
    Tally,
    Weakest,
    WeakNode,
    WeakPoint,
    choose_roles,
    count_ballots,
    find_equal,
    find_weakest,
    trace,
)
from model.workshop.template import KeptTemplate, RoundStep, Template, fit_template

__all__ = [
    "ACTION_STATES",
    "ACTIVITIES",
    "DECIMALS",
    "FIXED_PARTS",
    "KINDS",
    "LARGEST_PICTURE",
    "OWN_STEP_KINDS",
    "PARTICIPANT_ROLES",
    "SMALLEST_GROUP",
    "VIEWS",
    "Action",
    "ActionConflictError",
    "ActionState",
    "Activity",
    "ActivityKind",
    "Answer",
    "Answered",
    "Attendee",
    "Ballot",
    "CastBallots",
    "Consequences",
    "Flood",
    "FloodKind",
    "FollowedAction",
    "Group",
    "Headcount",
    "InvalidEntryError",
    "JoiningClosedError",
    "KeptMean",
    "KeptRating",
    "KeptTemplate",
    "LinkKind",
    "NotJoinedError",
    "OwnStep",
    "OwnStepKind",
    "Pair",
    "Paired",
    "PairedComparison",
    "Participant",
    "ParticipantRole",
    "ParticipantStore",
    "PhoneState",
    "Picture",
    "PlanItem",
    "Poll",
    "Position",
    "Receipt",
    "RemovedError",
    "Round",
    "RoundClosedError",
    "RoundStep",
    "RoundUnopenedError",
    "ShippedTemplate",
    "Spread",
    "State",
    "SubjectTally",
    "Tally",
    "Template",
    "UnknownCodeError",
    "UnknownPartError",
    "UnknownWorkshopError",
    "View",
    "WeakNode",
    "WeakPoint",
    "Weakest",
    "Workshop",
    "WorkshopEndedError",
    "WorkshopError",
    "WorkshopExistsError",
    "WorkshopFileError",
    "WorkshopLinks",
    "WorkshopRecord",
    "WorkshopStore",
    "arrange",
    "choose_roles",
    "compare_pairs",
    "count_ballots",
    "describe_paired",
    "find_equal",
    "find_poll",
    "find_shared",
    "find_weakest",
    "fit_template",
    "get_poll",
    "get_retention",
    "is_comparable",
    "is_request_id",
    "is_token",
    "keep_rating",
    "list_edges",
    "list_subjects",
    "load_shipped_templates",
    "make",
    "make_request_id",
    "make_token",
    "name_edge",
    "name_subject",
    "open_ballots",
    "read_picture",
    "read_workshop_json",
    "to_calendar",
    "to_numbers_csv",
    "to_numbers_xlsx",
    "to_workshop_json",
    "trace",
    "write_difference",
]
