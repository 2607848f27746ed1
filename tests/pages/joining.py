"""A workshop and its phones, for the tests of the phone pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from model import ConceptualModel, load_model
from model.stories import StoryStore
from model.workshop import Workshop, WorkshopStore
from tests.pages.conftest import Ask
from tests.phoning import Phone
from tests.workshopping import build_end

_addresses = count(1)
MODEL = load_model()
FIRST, SECOND = "patient-personality", "patient-openness"
STORY = {"text": "She sang in the lift.", "teller": "family", "language": "en"}


@pytest.fixture
def room(store: StoryStore) -> WorkshopStore:
    return WorkshopStore(store)


@pytest.fixture
def model() -> ConceptualModel:
    return MODEL


@pytest.fixture
def workshop(room: WorkshopStore) -> Workshop:
    return room.create("Ward 4", "nl", build_end())


@pytest.fixture
def phone(ask: Ask, workshop: Workshop) -> Callable[..., Phone]:
    """A function that gives another phone, behind an address of its own unless one is given."""

    def build(language: str = "en", key: str = "", address: str = "") -> Phone:
        number = next(_addresses)
        address = address or f"203.0.{number // 250}.{number % 250}"
        return Phone(ask(address), key or workshop.key, language)

    return build


Phones = Callable[..., Phone]
