"""An act of a facilitator: what its fields can be, and a sentence for what is no value of its field."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)
from pydantic.fields import FieldInfo

from model import ConceptualModel
from model.workshop import InvalidEntryError, WorkshopStore, is_request_id, list_edges
from pages.shared.answers import BadRequestError

_LONGEST_REQUEST = 64
_SENT_AS = {
    "act": "do",
    "is_silent": "isSilent",
    "is_rehearsal": "isRehearsal",
    "is_own_only": "isOwnOnly",
    "hides_people": "hidesPeople",
    "has_codes": "hasCodes",
    "agreed_in": "agreedIn",
    "with_workshop": "withWorkshop",
    "with_round": "withRound",
}


@dataclass(frozen=True)
class Is:
    """What a field is, for who sent something else; `choice` is what a text has to be one of."""

    words: str
    choice: str = ""


def list_choices(choices: tuple[str, ...] | Mapping[str, str]) -> str:
    """The choices, as a sentence ends with them."""
    return f"one of {', '.join(choices)}"


def _check_request(value: str) -> str:
    if not is_request_id(value) or len(value) > _LONGEST_REQUEST:
        raise ValueError("no id")
    return value


def _read_day(value: object) -> date | None:
    if not isinstance(value, str):
        raise ValueError("no text")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise InvalidEntryError("day", "bad-value") from None


Text = Annotated[StrictStr, Is("a text")]
Texts = Annotated[tuple[StrictStr, ...], Is("a list of texts")]
Whole = Annotated[StrictInt, Is("a whole number")]
Numbers = Annotated[tuple[StrictInt, ...] | None, Is("a list of whole numbers")]
Named = Annotated[StrictStr | None, BeforeValidator(lambda value: value or None), Is("a text")]
"""A text; None where it is empty."""
Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
"""Whether it is true; nothing else is."""
Day = Annotated[date | None, BeforeValidator(_read_day), Is("a text")]
"""A day such as 2026-05-01; None where it is empty."""
Request = Annotated[
    StrictStr, AfterValidator(_check_request), Is("an id that the browser makes for each change")
]


class Sent(BaseModel):
    """What a facilitator's page sent; what it holds besides is left alone."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=lambda name: _SENT_AS.get(name, name)
    )

    request: Request


class Act(Sent):
    """Something that is done with a workshop: `act`, sent as "do", says what."""

    is_for_team: ClassVar[bool] = True
    """Whether who is limited to some teams may do it with a workshop of these."""

    def list_others(self) -> tuple[str, ...]:
        """Which other workshops it reads from; none, if it does not."""
        return ()

    @abstractmethod
    def do(self, store: WorkshopStore, workshop: str, model: ConceptualModel) -> None:
        """Do it; raises what the store raises, and `BadRequestError`."""


_Read = TypeVar("_Read")


class ActReader(Generic[_Read]):
    """Reads one of several acts, each by its name: `any_act` is the union of their types."""

    def __init__(self, any_act: Any) -> None:
        self.acts: Mapping[str, type[Sent]] = {
            get_args(act.model_fields["act"].annotation)[0]: act for act in get_args(any_act)
        }
        self._adapter: TypeAdapter[_Read] = TypeAdapter(Annotated[any_act, Field(discriminator="act")])

    def read(self, sent: Mapping[str, Any]) -> _Read:
        """The act that was sent; raises `BadRequestError` and `InvalidEntryError`."""
        try:
            return self._adapter.validate_python(sent)
        except ValidationError as error:
            act = self.acts.get(str(sent.get("do")))
            if act is None:
                raise BadRequestError(f"do is {list_choices(tuple(self.acts))}") from None
            raise explain(error, act, skip=1) from None


def explain(error: ValidationError, model: type[BaseModel], skip: int = 0) -> Exception:
    """What is wrong with the first field that is no value of its kind: `BadRequestError`, or for what
    somebody may have typed `InvalidEntryError`. `skip` is how many steps there are before the name of the
    field."""
    first = error.errors(include_url=False)[0]
    if isinstance(cause := first.get("ctx", {}).get("error"), InvalidEntryError):
        return cause
    name, *inside = first["loc"][skip:]
    field = next(field for key, field in model.model_fields.items() if name in (key, field.alias))
    found = next((rule for rule in field.metadata if isinstance(rule, Is)), None)
    if found is None:
        return InvalidEntryError(".".join(map(str, [name, *inside])), "bad-value")
    return BadRequestError(f"{name} is {_choose_words(found, field, first)}")


def find_nodes(model: ConceptualModel, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of nodes; raises where the model has one of them not."""
    return tuple(model.get_node(node).id for node in ids)


def find_edges(model: ConceptualModel, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of edges, "from>to"; raises where the model has one of them not."""
    known = set(list_edges(model))
    for edge in ids:
        if edge not in known:
            raise BadRequestError("there is no such link")
    return ids


def _choose_words(found: Is, field: FieldInfo, fault: Mapping[str, Any]) -> str:
    if fault["type"] in ("greater_than_equal", "less_than_equal"):
        least, most = (
            getattr(rule, name) for name in ("ge", "le") for rule in field.metadata if hasattr(rule, name)
        )
        return f"a number from {least} to {most}"
    is_other_text = fault["type"] == "literal_error" and isinstance(fault["input"], str)
    return found.choice if is_other_text else found.words
