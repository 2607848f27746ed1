"""The forms of the phone pages: where each is sent, what it carries, and what comes back of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.stories.privacy import Identifier
from pages.phones.fields import Fields


@dataclass(frozen=True)
class Form:
    """A form that is sent once however often it is sent.

    A script keeps what is typed into it under the name `draft`.
    """

    action: str
    hidden: Mapping[str, str]
    draft: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """The form that withdraws a story with the code on its receipt; `key` is that of its page, if any.

    Where it `takes_personal`, a personal code is forgotten by it, too.
    """

    key: str = ""
    typed: str = ""
    fault: str = ""
    takes_personal: bool = False


@dataclass(frozen=True)
class Unsent:
    """What somebody typed and could not be sent; with an `action` it can be sent again."""

    text: str
    pairs: tuple[tuple[str, str], ...]
    action: str = ""


@dataclass(frozen=True)
class Entered:
    """A form that comes back: what was typed, what is wrong with it by field, and what could tell who
    somebody is in the text whose `print_` is said."""

    fields: Fields
    faults: Mapping[str, str] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    print_: str = ""


class ComesBackError(Exception):
    """A form that its sender has to look at again: which one was `asked`, and what was entered."""

    def __init__(self, form: str, entered: Entered) -> None:
        self.asked = form
        self.entered = entered
        super().__init__(form)


def build_unsent(fields: Fields, action: str = "") -> Unsent | None:
    """What cannot be taken now of what a form sent; None where there is no text and nothing to send again."""
    texts = [value for name, value in fields.pairs if (name == "text" or name.startswith("t-")) and value]
    return Unsent("\n\n".join(texts), fields.pairs, action) if texts or action else None
