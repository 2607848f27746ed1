from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model import ConceptualModel, ModelFileError
from model.graph import ConceptualModel as Model
from model.schema import Dimension, ModelFile
from model.stories import Story, StorySource, Wording, load_stories
from model.stories.story import EVERYTHING, TELLERS
from tests.building import build_model

STORIES = """\
stories:
  - id: pear
    title: {en: The pear, nl: De peer}
    text: A nurse brought half a pear.
    teller: patient
    setting: Hospital ward
    dimensions: [comfort]
    nodes: [joy]
    source: {name: A newspaper, url: https://example.org/pear}
    origin: retold
"""


def build_telling_model() -> ConceptualModel:
    """A model in two languages with the node `joy` and the dimension `comfort`."""
    data = build_model(nodes="joy").file.model_dump(by_alias=True)
    data["model"]["languages"] = ("en", "nl")
    data["dimensions"] = [Dimension(id="comfort", name="Comfort").model_dump()]  # type: ignore[arg-type]
    return Model(ModelFile.model_validate(data))


MODEL = build_telling_model()


def load(folder: Path, text: str) -> tuple[Story, ...]:
    file = folder / "stories.yaml"
    file.write_text(text, encoding="utf-8")
    return load_stories(MODEL, file)


def change(old: str, new: str) -> str:
    assert STORIES.count(old) == 1
    return STORIES.replace(old, new)


def list_faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ModelFileError) as caught:
        load(folder, text)
    return [str(fault) for fault in caught.value.faults]


def test_a_story_loads_with_its_teller_and_source(tmp_path: Path) -> None:
    [story] = load(tmp_path, STORIES)
    wordings = [
        Wording(language=language, title=title, text="A nurse brought half a pear.", setting="Hospital ward")
        for language, title in (("en", "The pear"), ("nl", "De peer"))
    ]
    retold = Story(
        id="pear",
        wordings=tuple(wordings),
        teller="patient",
        nodes=("joy",),
        dimensions=("comfort",),
        source=StorySource(name="A newspaper", url="https://example.org/pear"),
        origin="retold",
        consent=EVERYTHING,
        status="published",
    )
    assert story.has_content_of(retold)


def test_a_file_may_hold_no_story(tmp_path: Path) -> None:
    assert load(tmp_path, "stories: []\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "nodes: [joy]",
            "nodes: [joi]",
            'line 8: stories[0].nodes[0]: there is no node "joi"; did you mean "joy"?',
            id="an unknown node",
        ),
        pytest.param(
            "dimensions: [comfort]",
            "dimensions: [comfort, comfrt]",
            'line 7: stories[0].dimensions[1]: there is no dimension "comfrt"; did you mean "comfort"?',
            id="an unknown dimension",
        ),
        pytest.param(
            "{en: The pear, nl: De peer}",
            "{en: The pear}",
            'line 3: stories[0].title: the text in "nl" is missing',
            id="a missing translation",
        ),
        pytest.param(
            "nodes: [joy]", "nodes: []", "line 8: stories[0].nodes: must not be empty", id="no node at all"
        ),
        pytest.param(
            "teller: patient",
            "teller: doctor",
            'line 5: stories[0].teller: "doctor" is not one of '
            "'patient', 'family', 'professional', 'leader' or 'other'",
            id="an unknown teller",
        ),
        pytest.param(
            "origin: retold",
            "origin: invented",
            "line 10: stories[0].origin: \"invented\" is not one of 'retold'",
            id="a story that is not retold",
        ),
        pytest.param(
            "teller: patient",
            "teler: patient\n    teller: patient",
            'line 5: stories[0].teler: is not a known field; did you mean "teller"?',
            id="an unknown field",
        ),
        pytest.param(
            "    setting: Hospital ward\n",
            "",
            "line 2: stories[0].setting: is missing",
            id="a missing field",
        ),
    ],
)
def test_a_fault_is_said_with_its_line_and_place_and_what_to_do(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert list_faults(tmp_path, change(old, new)) == [fault]


def test_a_story_told_twice_under_one_id_is_a_fault(tmp_path: Path) -> None:
    twice = STORIES + STORIES.removeprefix("stories:\n")
    assert list_faults(tmp_path, twice) == [
        'line 11: stories[1].id: the id "pear" is already used by an earlier entry; ids must differ'
    ]


def test_all_faults_of_several_stories_come_at_once(tmp_path: Path) -> None:
    second = STORIES.removeprefix("stories:\n").replace("id: pear", "id: mango").replace("joy", "zebra")
    assert list_faults(tmp_path, change("nodes: [joy]", "nodes: [joi]") + second) == [
        'line 8: stories[0].nodes[0]: there is no node "joi"; did you mean "joy"?',
        'line 17: stories[1].nodes[0]: there is no node "zebra"',
    ]


def test_faults_of_form_and_faults_of_fit_come_at_once(tmp_path: Path) -> None:
    second = STORIES.removeprefix("stories:\n").replace("id: pear", "id: mango").replace("joy", "zebra")
    assert list_faults(tmp_path, change("teller: patient", "teler: patient") + second) == [
        "line 2: stories[0].teller: is missing",
        'line 5: stories[0].teler: is not a known field; did you mean "teller"?',
        'line 17: stories[1].nodes[0]: there is no node "zebra"',
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org", "example.org", "data:text/html,x"]
)
def test_an_address_that_is_no_web_address_is_refused(tmp_path: Path, address: str) -> None:
    [fault] = list_faults(tmp_path, change("https://example.org/pear", f'"{address}"'))
    assert fault.startswith("line 9: stories[0].source.url: ")


def test_a_source_needs_no_address(tmp_path: Path) -> None:
    [story] = load(tmp_path, change(", url: https://example.org/pear", ""))
    assert story.source
    assert story.source.url is None


def test_a_missing_file_of_stories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="there is no such file"):
        load_stories(MODEL, tmp_path / "none.yaml")


def test_stories_of_another_model_are_refused_each_with_its_node() -> None:
    with pytest.raises(ModelFileError, match='there is no node "mangomoment"'):
        load_stories(MODEL)


def test_a_story_is_found_by_words_of_title_text_and_setting_in_any_language(tmp_path: Path) -> None:
    [story] = load(tmp_path, STORIES)
    assert story.has_words("PEER nurse ward")
    assert not story.has_words("peer zebra")


@pytest.mark.parametrize("teller", TELLERS)
def test_everybody_may_tell(tmp_path: Path, teller: str) -> None:
    [story] = load(tmp_path, change("teller: patient", f"teller: {teller}"))
    assert story.teller == teller


def test_a_story_cannot_be_changed_once_it_is_read(tmp_path: Path) -> None:
    [story] = load(tmp_path, STORIES)
    changed: Any = story
    with pytest.raises(ValueError, match="frozen"):
        changed.teller = "leader"
