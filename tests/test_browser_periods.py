"""How long browsers keep what is typed is as said: the scripts hold the figures of `model.retention`."""

from __future__ import annotations

import re
from datetime import timedelta
from math import prod

import pytest

from model.retention import PERIODS, Kept
from tests.serving import ROOT


def read_constant(script: str, name: str) -> timedelta:
    """Milliseconds that a script writes as a product."""
    source = (ROOT / script).read_text(encoding="utf-8")
    [product] = re.findall(rf"^ *(?:const|var) {name} = ([\d_]+(?: \* [\d_]+)*);", source, re.MULTILINE)
    return timedelta(milliseconds=prod(int(factor) for factor in product.split(" * ")))


@pytest.mark.parametrize(
    ("kept", "script", "name"),
    [("typed", "pages/phones/phones.js", "KEEP"), ("drafts", "pages/story_form/draft.js", "DAY")],
)
def test_a_script_keeps_what_is_typed_for_as_long_as_is_said(kept: Kept, script: str, name: str) -> None:
    assert read_constant(script, name) == PERIODS[kept].usual


def test_nothing_changes_how_long_a_script_keeps_what_is_typed() -> None:
    """A period that is set in the environment would have to be handed to the scripts."""
    assert not PERIODS["typed"].variable
    assert not PERIODS["drafts"].variable
