"""What the address of a page may say, and what it cannot."""

from __future__ import annotations

import re

import pytest

from model import load_model
from model.words import get_words
from pages.shared.address import LONGEST_SEARCH, PARAMETERS, Address, read
from pages.shared.fault_words import describe_unknown
from tests.serving import ROOT

MODEL = load_model()
FOLLOWED = {
    "model": "k" * 32,
    "lang": "nl",
    "view": "network",
    "node": "resonance",
    "edge": "resonance,resonance-trust",
    "depth": "all",
    "level": "patient,professional",
    "without": "leadership,",
    "stage": "effect,loyalty",
    "rest": "hide",
    "counts": "yes",
    "search": "a mango",
    "from": "level:patient+stage:precondition",
    "to": "stage:loyalty",
    "via": "mangomoment,resonance",
    "off": "effect-team",
    "path": "mangomoment,effect-team,resonance",
    "evidence": "stitched",
    "sort": "told",
    "show": "queue",
    "story": "the-mango",
    "box": "AHCK43",
    "coder": "Ann",
    "state": "no-node",
    "part": "compare",
    "teller": "patient,leader",
    "dimension": "respect,family",
    "setting": "Ward 4|Ward 5",
    "told": "nl,en",
    "since": "1900-01-01",
    "until": "2149-12-31",
    "status": "pending,withdrawn",
    "origin": "collected,retold",
    "team": "1",
    "letterbox": "1",
    "order": "changed",
    "format": "png",
    "workshop": "1",
}


def test_an_address_may_say_all_of_this_at_once() -> None:
    assert FOLLOWED.keys() == PARAMETERS.keys()
    assert read(MODEL, FOLLOWED) == Address(FOLLOWED, ())
    assert read(MODEL, dict.fromkeys(FOLLOWED, "") | {"zebra": "yes"}) == Address({}, ())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("since", "1899-12-31", "day “1899-12-31”"),
        ("until", "2150-01-01", "day “2150-01-01”"),
        ("since", "May", "day “May”"),
        ("depth", "3", "number of steps “3”"),
        ("edge", "resonance-trust,resonance", "link “resonance-trust,resonance”"),
        ("path", "mangomoment,resonance", "path “mangomoment,resonance”"),
        ("dimension", "respect,respct", "dimension “respct” (did you mean “respect”?)"),
        ("teller", "patient,leadr", "teller “leadr” (did you mean “leader”?)"),
        ("without", "patiënt", "level “patiënt” (did you mean “patient”?)"),
        ("sort", "long", "order “long”"),
        ("show", "everything", "view “everything”"),
        ("format", "docx", "format “docx”"),
    ],
)
def test_what_cannot_be_followed_is_left_out_and_named(name: str, text: str, said: str) -> None:
    found = read(MODEL, {name: text, "lang": "nl"})
    assert found.parameters == {"lang": "nl"}
    assert describe_unknown(found.faults, get_words("en")) == [f"Not found: {said}. Check the address."]


def test_all_that_is_not_found_is_named_in_one_sentence() -> None:
    faults = read(MODEL, {"level": "zebra", "node": "xx", "lang": "xx"}).faults
    assert describe_unknown(faults, get_words("en")) == [
        "Not found: language “xx”, element “xx”, level “zebra”. Check the address."
    ]
    assert describe_unknown((), get_words("en")) == []


def test_browser_and_server_read_as_much_of_a_search() -> None:
    script = (ROOT / "pages" / "shared" / "selection.js").read_text(encoding="utf-8")
    assert re.findall(r"LONGEST_SEARCH = (\d+)", script) == [str(LONGEST_SEARCH)]
