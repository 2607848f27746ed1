"""Stories that go out into files and come in again: one out of few words, whatever hypothesis thinks of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from model import ConceptualModel
from model.schema import Dimension, ModelFile
from model.stories import Consent, Story, StorySource, Wording
from model.stories.fields import PLAIN
from model.stories.plain_text import clean_line, clean_text
from model.stories.story import EARLIEST_DAY, ORIGINS, STATUSES, TELLERS
from tests.building import build_model
from tests.nasty import NASTY

TEXTS = st.one_of(
    st.text(), st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join)
)
"""Texts as they come, nasty ones among them."""

_NAMES = {
    "joy": {"en": "Joy in work", "nl": "Vreugde, in het werk"},
    "trust": {"en": "Trust", "nl": "Vertrouwen"},
}

_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,11}", fullmatch=True)
_LINES = TEXTS.map(lambda text: clean_line(text)[:200].strip()).filter(lambda line: line == clean_line(line))
_MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


def build_story(text: str = "A nurse brought half a pear.", **values: Any) -> Story:
    """A story of a patient in English, unless said otherwise.

    >>> build_story(teller="leader", language="nl").teller
    'leader'
    """
    names = Wording.model_fields.keys() & values.keys()
    wording = {"language": "en", "text": text} | {name: values.pop(name) for name in names}
    return Story.model_validate({"wordings": [wording], "teller": "patient"} | values)


def build_translated_model() -> ConceptualModel:
    """A model in two languages with the nodes `joy` and `trust`, two called "Calm", and two dimensions."""
    data = build_model(nodes="joy trust calm-1 calm-2").file.model_dump(by_alias=True)
    data["model"]["languages"] = ("en", "nl")
    for node in data["nodes"]:
        node["name"] = _NAMES.get(node["id"], "Calm")
    care = {"en": "Information, communication and education", "nl": "Informatie, communicatie en educatie"}
    data["dimensions"] = [
        Dimension(id="comfort", name="Comfort").model_dump(),  # type: ignore[arg-type]
        Dimension(id="information", name=care).model_dump(),  # type: ignore[arg-type]
    ]
    return ConceptualModel(ModelFile.model_validate(data))


def list_stories(nodes: tuple[str, ...] = (), dimensions: tuple[str, ...] = ()) -> st.SearchStrategy[Story]:
    """Any stories, in up to three languages, attached to some of these nodes and dimensions."""
    wordings = st.builds(
        Wording,
        language=st.from_regex("[a-z]{2,3}", fullmatch=True),
        title=_LINES,
        text=TEXTS.filter(clean_text),
        setting=_LINES,
    )
    sources = st.builds(
        StorySource,
        name=_LINES.filter(bool),
        url=st.none() | st.sampled_from(["https://example.org/a?b=c&d=e#f", "http://x.be/'\u00eb'/(a)"]),
        session=st.none() | _IDS,
    )
    return st.builds(
        Story,
        id=_IDS,
        wordings=st.lists(wordings, min_size=1, max_size=3, unique_by=lambda wording: wording.language).map(
            tuple
        ),
        teller=st.sampled_from(TELLERS),
        nodes=_choose(nodes),
        dimensions=_choose(dimensions),
        source=st.none() | sources,
        origin=st.sampled_from(ORIGINS),
        consent=st.builds(Consent, room=st.booleans(), exports=st.booleans(), publications=st.booleans()),
        status=st.sampled_from(STATUSES),
        told_on=st.none() | st.dates(EARLIEST_DAY, date(2026, 11, 1)),
        created_at=_MOMENTS,
        changed_at=_MOMENTS,
        withdrawn_at=st.none() | _MOMENTS,
        **{field.name: _LINES for field in PLAIN if field.kind == "line"},
        revision=st.integers(1, 10**9),
    )


def _choose(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(())
