"""Each plain field of the table goes there and back through the addresses of the stories."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from model.stories.fields import PLAIN, PlainField
from tests.pages.asking import EVERYBODYS, SHOWN_TO_EVERYBODY, add, change
from tests.story_fields import build_sent

every_plain = pytest.mark.parametrize("field", PLAIN, ids=lambda field: field.name)


def ask(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.json()


@every_plain
def test_what_the_form_sends_is_stored_and_what_it_leaves_empty_is_nothing(
    facilitator: TestClient, field: PlainField
) -> None:
    added = add(facilitator, **build_sent())
    assert added[field.name] == build_sent()[field.name]
    edited = change(facilitator, added["id"], "edit", 1, story={**added, **build_sent(1)}).json()
    assert edited[field.name] == build_sent(1)[field.name]
    if not field.is_required:
        emptied = change(facilitator, added["id"], "edit", 2, story={**edited, field.name: ""}).json()
        assert emptied[field.name] == field.empty


@every_plain
def test_a_public_field_is_for_everybody_and_another_one_for_the_facilitator(
    facilitator: TestClient, visitor: TestClient, field: PlainField
) -> None:
    added = add(facilitator, **build_sent(), nodes=["resonance"], consent=EVERYBODYS, publish=True)
    alone = ask(visitor, f"/stories/{added['id']}.json")
    [listed] = [story for story in ask(visitor, "/stories.json")["stories"] if story["id"] == added["id"]]
    beside = ask(visitor, "/public-stories.json")[added["id"]]
    for shown in (alone, listed, beside):
        assert (field.name in shown) == field.is_public
        assert shown.get(field.name) == (build_sent()[field.name] if field.is_public else None)
    assert (field.name in SHOWN_TO_EVERYBODY) == field.is_public


def test_the_scripts_are_told_of_every_plain_field(visitor: TestClient) -> None:
    plain = ask(visitor, "/model.json?lang=nl")["words"]["plain"]
    assert [field["name"] for field in plain] == [field.name for field in PLAIN]
    for described, field in zip(plain, PLAIN, strict=True):
        assert described["options"].keys() == field.options.keys()
        assert (described["longest"] is not None) == field.is_text
