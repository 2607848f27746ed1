from __future__ import annotations

from collections.abc import Sequence
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from model.search import fold
from model.stories import Story, StoryQuery, StoryStore, questions, search_index, story_pages, tokens
from model.stories.tables import stories as stored
from model.stories.tables import story_search_state, story_words
from tests.properties import examples
from tests.storytelling import build_story, is_found, name_nodes, queries, stories

_NUMBERS = count()


def find(store: StoryStore, words: str = "", **filters: object) -> list[str]:
    return [story.text for story in store.find(StoryQuery(words=words, **filters)).stories]  # type: ignore[arg-type]


def sort_as_asked(added: Sequence[Story], sort: str) -> list[Story]:
    """The stories, given as they were added, in the order asked for."""
    if sort == "title":
        return sorted(added, key=lambda story: fold(story.name(story.language))[:120])
    if sort == "changed":
        placed = sorted(enumerate(added), key=lambda numbered: (numbered[1].changed_at, numbered[0]))
        return [story for _, story in placed][::-1]
    return list(added) if sort == "oldest" else list(reversed(added))


class TestWords:
    @pytest.mark.parametrize(
        "words", ["man", "MANGO", "mángo", " mango ", "ma", "m", "mango boom", "boom-mango"]
    )
    def test_a_story_is_found_by_how_its_words_begin(self, store: StoryStore, words: str) -> None:
        store.add(build_story("Een Mángoboom, zei ze: boom!"), "visitor")
        assert find(store, words) == ["Een Mángoboom, zei ze: boom!"]

    @pytest.mark.parametrize("words", ["ango", "mangoboomen", "mango kiwi", "++", "🥭", "'"])
    def test_it_is_not_found_by_anything_else(self, store: StoryStore, words: str) -> None:
        store.add(build_story("Een Mángoboom 🥭 + 'boom'"), "visitor")
        assert find(store, words) == []

    def test_title_setting_and_every_language_count(self, store: StoryStore) -> None:
        wordings = [
            {"language": "en", "title": "The mango", "text": "She smiled.", "setting": "Ward seven"},
            {"language": "nl", "text": "Ze glimlachte."},
        ]
        store.add(build_story(wordings=wordings), "visitor")
        assert all(find(store, word) for word in ("mango", "smiled", "seven", "glim"))

    def test_a_story_at_a_node_with_that_name_is_found_too(self, store: StoryStore) -> None:
        store.add_all(
            [build_story("At joy.", nodes=["joy"]), build_story("At trust.", nodes=["trust"])], "import"
        )
        store.add(build_story("Joyful."), "visitor")
        assert find(store, "joy") == ["Joyful.", "At joy."]
        assert find(store, "joy at") == ["At joy."]

    def test_letters_of_the_like_operator_are_letters(self, store: StoryStore) -> None:
        store.add_all([build_story("100 mangos"), build_story("a_b")], "import")
        assert find(store, "%") == []
        assert find(store, "1%0") == []
        assert find(store, "a_b") == ["a_b"]

    def test_very_long_words_and_very_many_are_cut(self, store: StoryStore) -> None:
        store.add(build_story("a" * 100 + " " + " ".join(f"w{number}" for number in range(30))), "visitor")
        assert len(find(store, "a" * 99)) == 1
        assert len(find(store, " ".join(f"w{number}" for number in range(20)) + " no no no")) == 1

    def test_a_story_of_very_many_words_can_be_stored(self, store: StoryStore) -> None:
        languages = [a + b for a in "abcdefghij" for b in "klmnopqrst"]
        wordings = [
            {"language": language, "text": " ".join(f"{language}{n:057}𝟗" for n in range(80))}
            for language in languages
        ]
        story = store.add(build_story(wordings=wordings), "visitor")
        assert store.get(story.id) == story
        assert [found.id for found in store.find(StoryQuery(words="ak0")).stories] == [story.id]


class TestFilters:
    def test_values_of_a_field_are_alternatives_and_fields_add_up(self, store: StoryStore) -> None:
        store.add_all(
            [
                build_story("One.", teller="patient", nodes=["joy"]),
                build_story("Two.", teller="family", nodes=["joy"]),
                build_story("Three.", teller="leader", nodes=["trust"]),
            ],
            "import",
        )
        either = frozenset({"patient", "leader"})
        assert find(store, tellers=either) == ["Three.", "One."]
        assert find(store, tellers=either, nodes=frozenset({"joy"})) == ["One."]

    def test_all_consents_asked_for_are_needed(self, store: StoryStore) -> None:
        store.add(build_story("Both.", consent={"room": True, "exports": True}), "visitor")
        store.add(build_story("Room.", consent={"room": True}), "visitor")
        assert find(store, consents=frozenset({"room"})) == ["Room.", "Both."]
        assert find(store, consents=frozenset({"room", "exports"})) == ["Both."]

    def test_stories_without_a_node_can_be_asked_for(self, store: StoryStore) -> None:
        store.add_all([build_story("Loose."), build_story("Tied.", nodes=["joy"])], "import")
        assert find(store, is_unattached=True) == ["Loose."]

    def test_an_id_in_other_letters_is_another_node(self, store: StoryStore) -> None:
        store.add_all([build_story("Small.", nodes=["joy"]), build_story("Large.", nodes=["Joy"])], "import")
        assert find(store, nodes=frozenset({"Joy"})) == ["Large."]

    def test_a_setting_is_asked_for_whole_and_folded(self, store: StoryStore) -> None:
        store.add_all([build_story("A.", setting="Wärd 1"), build_story("B.", setting="Ward 11")], "import")
        assert find(store, settings=frozenset({"ward 1"})) == ["A."]


class TestPages:
    def test_pages_follow_each_other_without_gap(self, store: StoryStore) -> None:
        store.add_all((build_story(f"Story {number:03}.") for number in range(45)), "import")
        pages = [store.find(StoryQuery(words="story"), at_most=20, skip=skip) for skip in (0, 20, 40, 60)]
        assert [len(page.stories) for page in pages] == [20, 20, 5, 0]
        assert {(page.count, page.is_exact) for page in pages} == {(45, True)}
        texts = [story.text for page in pages for story in page.stories]
        assert texts == [f"Story {number:03}." for number in reversed(range(45))]

    @pytest.mark.parametrize("sort", ["newest", "oldest", "title", "changed"])
    def test_beyond_what_is_counted_every_page_is_right(
        self, store: StoryStore, monkeypatch: pytest.MonkeyPatch, sort: str
    ) -> None:
        monkeypatch.setattr(story_pages, "MOST_COUNTED", 7)
        monkeypatch.setattr(story_pages, "_BATCH", 4)
        monkeypatch.setattr(questions, "_BATCH", 4)
        monkeypatch.setattr(questions, "_WINDOW", 3)
        monkeypatch.setattr(questions, "_SAMPLE", 3)
        added = [build_story(f"{n * 7 % 50:02} {'mango' if n % 2 else 'kiwi'}.") for n in range(50)]
        store.add_all(added, "import")
        query = StoryQuery(words="mango -21", sort=sort)  # type: ignore[arg-type]
        mangos = [story for story in added[1::2] if story.text != "21 mango."]
        wanted = [story.id for story in sort_as_asked(mangos, sort)]
        for most, skip in product((16, 1000), (0, 5, 20, 24, 25)):
            monkeypatch.setattr(story_pages, "_MOST_LOOKED_AT", most)
            page = store.find(query, at_most=5, skip=skip)
            assert [story.id for story in page.stories] == wanted[skip : skip + 5]
            assert (page.count, page.is_exact) == (7, False)

    def test_nothing_can_be_asked_for(self, store: StoryStore) -> None:
        store.add(build_story(), "visitor")
        page = store.find(StoryQuery(), at_most=0, skip=-3)
        assert (page.stories, page.count) == ((), 1)


class TestWalking:
    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    def test_every_story_comes_once(self, store: StoryStore, sort: str) -> None:
        added = [build_story(f"{'Mango' if number % 3 else 'Kiwi'} {number}.") for number in range(1600)]
        store.add_all(added, "import")
        walked = [story.id for story in store.walk(StoryQuery(words="mango", sort=sort))]  # type: ignore[arg-type]
        wanted = [story.id for story in added if story.text.startswith("Mango")]
        assert walked == (wanted if sort == "oldest" else wanted[::-1])

    def test_stories_may_be_deleted_under_way(self, store: StoryStore) -> None:
        added = [build_story(f"Story {number}.") for number in range(600)]
        store.add_all(added, "import")
        walking = store.walk(StoryQuery())
        first = next(walking)
        store.delete(added[0].id, 1, "facilitator")
        assert [first, *walking] == added[:0:-1]


@examples(25, keeps_fixtures=True)
@given(added=st.lists(stories(), min_size=1, max_size=12), searches=st.lists(queries, min_size=1, max_size=8))
def test_a_search_finds_what_its_description_says(
    url: str, added: list[Story], searches: list[StoryQuery]
) -> None:
    store = StoryStore(url, f"model-{next(_NUMBERS)}", named=name_nodes)
    for story in added:
        store.add(story, "import")
    stored = [store.get(story.id) for story in added]
    for query in searches:
        wanted = [story for story in stored if is_found(story, query)]
        page = store.find(query)
        assert list(page.stories) == sort_as_asked(wanted, query.sort)
        assert (page.count, page.is_exact) == (len(wanted), True)
        walked = list(store.walk(query))
        assert walked == (wanted if query.sort == "oldest" else wanted[::-1])
    store.close()


def test_a_database_indexed_by_other_rules_is_indexed_anew(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.add_all((build_story(f"Mango {number}.") for number in range(1200)), "import")
    monkeypatch.setattr(search_index, "RULES", 99)
    monkeypatch.setattr(search_index, "_SECONDS_WITHOUT_A_WORD", 0.0)
    for name in ("list_tokens", "list_lexemes"):
        listed = getattr(tokens, name)
        monkeypatch.setattr(
            search_index, name, lambda story, model, listed=listed: ["kiwi", *listed(story, model)]
        )
    store.open()
    begun, further, done = caplog.messages
    assert begun.startswith("The search index of the stories is being rebuilt: 500 of 1200 (41 %), about ")
    assert further.startswith("The search index of the stories is being rebuilt: 1000 of 1200 (83 %), about ")
    assert done.startswith("The search index of 1200 stories was rebuilt in ")
    assert {line.rpartition(" seconds")[2] for line in (begun, further, done)} == {" left.", "."}
    assert store.find(StoryQuery(words="kiwi mango")).count == 1200
    store.close()
    store.open()
    assert len(caplog.messages) == 3
    assert store.find(StoryQuery(words="kiwi mango")).count == 1200


def test_stories_that_are_indexed_anew_are_sorted_and_counted_anew_each_in_its_model(
    store: StoryStore, url: str
) -> None:
    other = StoryStore(url, "other")
    for each, titles in ((store, "bac"), (other, "yz")):
        for title in titles:
            each.add(build_story("A mango.", title=title, nodes=["joy"]), "visitor")
    store.delete(store.find(StoryQuery("b")).stories[0].id, 1, "facilitator")
    with store.database.writing() as connection:
        connection.execute(stored.update().values(title_key="x"))
        connection.execute(story_words.update().values(stories=9))
        connection.execute(story_search_state.update().values(rules=0))
    for each, titles in ((store, "ac"), (other, "yz")):
        each.close()
        each.open()
        assert [story.title for story in each.find(StoryQuery("mango", sort="title")).stories] == [*titles]
    with store.database.reading() as connection:
        counts = connection.execute(select(story_words.c.model, story_words.c.word, story_words.c.stories))
        assert {tuple(row) for row in counts} == {("test", "mango", 2), ("other", "mango", 2)}
    other.close()


class TestNodes:
    def test_they_are_those_of_the_stories_that_are_found(self, store: StoryStore) -> None:
        store.add(build_story("A mango.", nodes=["joy", "trust"]), "visitor")
        store.add(build_story("A pear and a mango.", nodes=["calm", "joy"]), "visitor")
        store.add(build_story("A pear.", nodes=["loyalty"]), "visitor")
        assert store.find_nodes(StoryQuery(words="mango")) == {"joy", "trust", "calm"}
        assert store.find_nodes(StoryQuery(words="kiwi")) == frozenset()
        assert store.find_nodes(StoryQuery(words="++")) == frozenset()

    def test_of_many_stories_the_first_ones_count(self, store: StoryStore) -> None:
        for node in ("joy", "trust", "calm"):
            store.add(build_story("A mango.", nodes=[node]), "visitor")
        assert store.find_nodes(StoryQuery(words="mango"), at_most=2) == {"trust", "calm"}
