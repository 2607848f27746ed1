"""What a search finds on both databases: forms of words, compounds, phrases, exclusion, and slips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.stories import Story, StoryQuery, StoryStore
from tests.postgres import get_server, get_template
from tests.storytelling import build_story

TOLD = {
    "nl": [
        "De verpleegkundige kwam.",
        "Twee verpleegkundigen kwamen.",
        "Een spelletje tafeltennis.",
        "De ziekenhuiskapper.",
        "Het huis.",
        "De huizen.",
        "Een arts.",
        "Enkele artsen.",
        "Hij heeft het vergeten.",
        "Wij willen eten.",
        "z'n hond",
        "Ze aten van een zak noten.",
        "koffie in de nacht",
        "koffie overdag",
        "nacht in de koffie",
        "in de week, de nacht",
    ],
    "en": ["A chestnut.", "Two chestnuts.", "I run.", "She is running.", "He ran."],
    "fr": ["L'infirmière.", "Les infirmières.", "Le cœur.", "Aujourd'hui.", "Du rock'n'roll."],
    "de": ["Die Krankenschwester.", "Eine Straße."],
}
PUBLIC = {"statuses": frozenset({"published"}), "consents": frozenset({"room"})}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryStore]:
    """A store with a few stories in each language, and one that waits."""
    is_sqlite = request.param == "sqlite"
    folder: Path = tmp_path_factory.mktemp("found")
    url = str(folder / "stories.db") if is_sqlite else get_server().create_database(template=get_template())
    store = StoryStore(url, "test")
    store.open()
    stories = [build_story(text, language=language) for language, texts in TOLD.items() for text in texts]
    waiting = build_story("Een xylofoonconcert.", language="nl", status="pending")
    store.add_all([*stories, waiting], "import")
    yield store
    store.close()
    if not is_sqlite:
        get_server().drop_database(url)


def find(store: StoryStore, words: str) -> list[str]:
    return [story.text for story in store.find(StoryQuery(words, sort="oldest")).stories]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("verpleegkundige", TOLD["nl"][:2]),
        ("verpleegkundigen", TOLD["nl"][:2]),
        ("tennis", ["Een spelletje tafeltennis."]),
        ("kapper", ["De ziekenhuiskapper."]),
        ("kappers", ["De ziekenhuiskapper."]),
        ("huizen", ["Het huis.", "De huizen."]),
        ("huis", ["Het huis.", "De huizen."]),
        ("artsen", ["Een arts.", "Enkele artsen."]),
        ("eten", ["Wij willen eten."]),
        ("z'n", ["z'n hond"]),
        ("z’n", ["z'n hond"]),
        ("chestnuts", ["A chestnut.", "Two chestnuts."]),
        ("running", ["I run.", "She is running."]),
        ("infirmieres", TOLD["fr"][:2]),
        ("l’infirmière", TOLD["fr"][:2]),
        ("coeur", ["Le cœur."]),
        ("aujourd'hui", ["Aujourd'hui."]),
        ("d’aujourd’hui", ["Aujourd'hui."]),
        ("rock'n'roll", ["Du rock'n'roll."]),
        ("aujourd", ["Aujourd'hui."]),
        ("STRASSE", ["Eine Straße."]),
        ("Schwester", ["Die Krankenschwester."]),
        ("koffie -nacht", ["koffie overdag"]),
        ('"in de nacht"', ["koffie in de nacht"]),
        ('koffie -"in de nacht"', ["koffie overdag", "nacht in de koffie"]),
        ("“de nacht”", ["koffie in de nacht", "in de week, de nacht"]),
        ("huis OR arts", ["Het huis.", "De huizen.", "Een arts.", "Enkele artsen."]),
        ("koffie overdag OR week", ["koffie overdag"]),
    ],
)
def test_a_search_finds_what_a_person_means(filled: StoryStore, words: str, found: list[str]) -> None:
    assert find(filled, words) == found
    walked = [story.text for story in filled.walk(StoryQuery(words, sort="oldest"))]
    assert walked == found


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "-",
        "OR",
        '- OR - "OR',
        '-"',
        '""',
        "OR OR x OR",
        "-OR",
        "«»",
        "a" * 500,
        '"a" "b',
        "'",
        "\0",
        "(-x)",
    ],
)
def test_no_search_is_an_error(filled: StoryStore, words: str) -> None:
    filled.find(StoryQuery(words))
    filled.find(StoryQuery(words, sort="title", **PUBLIC))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("verpleegkundge", "verpleegkundige"),
        ("vepleegkundige", "verpleegkundige"),
        ("vrepleegkundige", "verpleegkundige"),
        ('"enkele rtsen"', '"enkele artsen"'),
        ("infirmiére", "infirmière"),
        ("xylofonconcert", ""),
        ("koffie", ""),
        ("qqqqqqq", ""),
    ],
)
def test_a_slip_is_told_from_words_of_public_stories(filled: StoryStore, words: str, meant: str) -> None:
    page = filled.find(StoryQuery(words, **PUBLIC))  # type: ignore[arg-type]
    assert page.meant == ("" if words == "infirmiére" else meant)  # accents are no slips


def test_the_facilitator_is_told_of_words_of_all_stories(filled: StoryStore) -> None:
    assert filled.find(StoryQuery("xylofonconcert")).meant == "xylofoonconcert"


def test_a_word_is_not_told_any_more_once_its_story_is_gone_or_hidden(store: StoryStore) -> None:
    story: Story = store.add(build_story("Een xylofoonconcert.", language="nl"), "visitor")
    query = StoryQuery("xylofonconcert", **PUBLIC)  # type: ignore[arg-type]
    assert store.find(query).meant == "xylofoonconcert"
    hidden = store.change(story.model_copy(update={"status": "pending"}), "facilitator", "withdrawn")
    assert store.find(query).meant == ""
    assert store.find(StoryQuery("xylofonconcert")).meant == "xylofoonconcert"
    store.delete(story.id, hidden.revision, "facilitator")
    assert store.find(StoryQuery("xylofonconcert")).meant == ""


def test_a_form_that_finds_its_story_is_no_slip(store: StoryStore) -> None:
    store.add(build_story("The physician came."), "visitor")
    page = store.find(StoryQuery("physicians"))
    assert (page.count, page.meant) == (1, "")
