from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load_stories
from model.diagram import Filter, build_diagram
from model.export.captions import build_caption
from model.export.figure import Figure, Options
from model.export.handout import to_handout
from model.export.wording import describe_provenance
from model.loading import DATA
from model.stories import StorySource
from model.stories.story import LONGEST_TEXT, Story
from tests.building import build_model
from tests.documents import (
    CAPTION,
    MODEL,
    build_figure,
    get_root,
    list_fonts,
    list_links,
    list_outline,
    list_sizes,
    list_tags,
    read_pdf,
    read_text,
)
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import build_story, list_stories

SHIPPED = load_stories(MODEL, DATA / "stories.yaml")
SMALL = build_model("a>b", levels={"nurse": "a", "leader": "b"}, provenances={"a": "open", "b": "stated"})
both_languages = pytest.mark.parametrize("language", MODEL.languages)

SENTENCES = [f"This is sentence number {number} of a long story." for number in range(100)]
LONG = " ".join(SENTENCES)[:LONGEST_TEXT]


def build_shipped(language: str = "en", **values: Any) -> Figure:
    return build_figure(language=language, stories=SHIPPED, caption=CAPTION, **values)


@cache
def make_shipped(language: str = "en") -> bytes:
    return to_handout(build_shipped(language))


def make_small(*stories: Story, **values: Any) -> bytes:
    return to_handout(build_figure(SMALL, stories=stories, **values))


def drop_spaces(text: str) -> str:
    """The text without spaces: a line may break after a hyphen."""
    return "".join(text.split())


def read_card(made: bytes) -> str:
    """The text of the last page, without its footer."""
    text = read_text(made, len(read_pdf(made).pages) - 1)
    return re.sub(r" ?Page \d+ of \d+$", "", text)


def test_the_map_lies_and_every_other_page_stands() -> None:
    assert list_sizes(make_shipped()) == [(297, 210)] + [(210, 297)] * 10


@both_languages
def test_each_level_begins_a_page_with_its_name_and_what_it_is(language: str) -> None:
    made = make_shipped(language)
    texts = [read_text(made, page) for page in range(len(read_pdf(made).pages))]
    for level in MODEL.levels:
        assert level.description is not None
        begin = " ".join(f"{level.name.text(language)} {level.description.text(language)}".split())
        assert [text.startswith(begin) for text in texts].count(True) == 1


@both_languages
def test_every_node_is_there_with_description_question_and_provenance(language: str) -> None:
    text = drop_spaces(read_text(make_shipped(language)))
    for node in MODEL.nodes():
        assert node.description is not None
        assert drop_spaces(node.description.text(language)) in text
        assert node.question is None or drop_spaces(node.question.text(language)) in text
        assert node.provenance is not None
        assert node.provenance.source is not None
        assert drop_spaces(MODEL.get_source(node.provenance.source).short) in text
        assert node.provenance.note is None or drop_spaces(node.provenance.note.text(language)) in text
        for further in node.provenance.further:
            assert drop_spaces(MODEL.get_source(further.source).short) in text
            assert drop_spaces(further.note.text(language)) in text


@both_languages
def test_a_level_says_how_its_description_is_known(language: str) -> None:
    text = drop_spaces(read_text(make_shipped(language)))
    [level] = [level for level in MODEL.levels if level.provenance]
    assert level.provenance
    assert drop_spaces(describe_provenance(MODEL, level.provenance, language)) in text


@both_languages
def test_it_cites_in_its_own_language(language: str) -> None:
    caption = build_caption(MODEL, language)
    made = to_handout(replace(build_shipped(language), caption=caption))
    foot = drop_spaces(read_text(made, 1))
    assert MODEL.file.model.notice
    assert drop_spaces(MODEL.file.model.notice.text(language)) in foot
    assert drop_spaces(caption.citation) in foot


@both_languages
def test_every_story_is_told_in_full_with_who_told_it_where_and_from_which_source(language: str) -> None:
    made = make_shipped(language)
    text = drop_spaces(read_text(made))
    for story in SHIPPED:
        wording = story.in_language(language)
        for part in (wording.title, wording.text, wording.setting):
            assert drop_spaces(part) in text
        assert story.source is None or drop_spaces(story.source.name) in text


def test_a_story_stands_at_its_node() -> None:
    text = read_text(make_small(build_story("Of b only.", nodes=["b"])), 1)
    assert text.index("What would help here?") < text.index("Nobody has told a story about this yet.")
    assert "Of b only." in read_text(make_small(build_story("Of b only.", nodes=["b"])), 2)


def test_a_story_of_two_nodes_is_told_once_and_then_found_by_its_page() -> None:
    made = make_small(build_story("Told once.", title="The pear", nodes=["a", "b"]))
    assert "Told once." in read_text(made, 1)
    assert "The pear, page 2" in read_text(made, 2)
    assert "Told once." not in read_text(made, 2)


def test_a_story_without_a_title_is_referred_to_by_its_beginning() -> None:
    made = make_small(build_story("A nurse brought half a pear.", nodes=["a", "b"]))
    assert read_text(made, 1).count("A nurse brought half a pear.") == 1
    assert "A nurse brought half a pear., page 2" in read_text(made, 2)


def test_a_story_of_no_node_that_is_shown_is_told_after_the_levels() -> None:
    made = make_small(build_story("Of nothing.", nodes=["elsewhere"]), build_story("Of a.", nodes=["a"]))
    assert read_text(made, 3).startswith("More stories Of nothing.")


def test_a_story_is_told_in_the_language_of_the_handout_where_it_can_be() -> None:
    story = Story.model_validate(
        {
            "wordings": [{"language": "nl", "text": "Een peer."}, {"language": "en", "text": "A pear."}],
            "teller": "family",
        }
    )
    text = read_text(make_small(story))
    assert "A pear. told by family" in text
    assert "Een peer" not in text


def test_a_source_with_an_address_is_a_link() -> None:
    source = StorySource(name="A blog", url="https://example.org/é?a=1")
    made = make_small(build_story(nodes=["a"], source=source))
    assert [address for address, _ in list_links(made, 1)] == ["https://example.org/%C3%A9?a=1"]


def test_without_stories_there_are_levels_and_neither_cards_nor_regrets() -> None:
    made = make_small()
    assert list_sizes(made) == [(297, 210), (210, 297), (210, 297)]
    assert "Nobody has told" not in read_text(made)
    assert "Story cards" not in read_text(made)


def test_nodes_that_are_faded_or_hidden_have_no_text() -> None:
    chosen = Filter(stages=frozenset({"effect"}))
    for hide in (True, False):
        diagram = build_diagram(MODEL, "en", chosen, hide=hide)
        text = read_text(to_handout(build_figure(diagram=diagram)))
        assert "Joy in work" in text
        names = [name for depth, name in list_outline(to_handout(build_figure(diagram=diagram))) if depth]
        assert names == [node.name.text("en") for node in MODEL.nodes(stage="effect")]


# The cards


@pytest.mark.parametrize(("stories", "sheets"), [(1, 1), (8, 1), (9, 2), (17, 3)])
def test_there_are_eight_cards_a_sheet(stories: int, sheets: int) -> None:
    built = [
        build_story(f"Card number {number}.", title=f"T{number}", nodes=["a"]) for number in range(stories)
    ]
    made = make_small(*built)
    cards = [outline for outline in list_outline(made) if outline[1] == "Story cards"]
    assert len(cards) == 1
    pages = [read_text(made, page) for page in range(len(read_pdf(made).pages))][-sheets:]
    assert [len(re.findall(r"Card number \d+\.", page)) for page in pages] == [
        min(8, stories - 8 * sheet) for sheet in range(sheets)
    ]


def test_a_card_has_title_text_teller_setting_and_source() -> None:
    story = build_story(title="Half a pear", setting="night shift", source=StorySource(name="A blog"))
    assert read_card(make_small(story)) == (
        "Story cards Half a pear A nurse brought half a pear. told by a patient, night shift. A blog"
    )


def test_a_text_too_long_for_its_card_ends_after_a_sentence_with_the_page_of_the_whole() -> None:
    made = make_small(build_story(LONG, title="Long", nodes=["b"]))
    card = read_card(made)
    match = re.fullmatch(r"Story cards Long (.*\.) … The whole story: page 3 told by a patient", card)
    assert match
    assert LONG.startswith(match[1])
    assert len(match[1]) > 500
    assert re.fullmatch(r".* story\.", match[1])


def test_one_sentence_too_long_for_its_card_ends_after_a_word() -> None:
    text = " ".join(f"word{number}" for number in range(600))
    card = read_card(make_small(build_story(text, nodes=["a"])))
    match = re.search(r"Story cards (.*) … The whole story: page 2", card)
    assert match
    assert text.startswith(f"{match[1]} ")
    assert len(match[1]) > 500


def test_one_word_too_long_for_its_card_ends_within_it() -> None:
    card = read_card(make_small(build_story("x" * 5000, nodes=["a"])))
    assert re.search(r"Story cards [x ]{500,} … The whole story: page 2", card)


@pytest.mark.parametrize("length", range(200, 1800, 100))
def test_a_text_is_whole_on_its_card_or_says_where_it_goes_on(length: int) -> None:
    text = LONG[:length].strip()
    card = read_card(make_small(build_story(text, nodes=["a"])))
    assert (text in card) != ("… The whole story: page 2" in card)


def test_a_long_title_and_source_leave_room_for_the_text() -> None:
    source = StorySource(name="source " * 28)
    card = read_card(make_small(build_story(LONG, title="title " * 33, setting="ward " * 39, source=source)))
    assert SENTENCES[0] in card
    assert "… The whole story" in card


def test_each_card_says_another_page_where_the_whole_stands_elsewhere() -> None:
    made = make_small(build_story(LONG, nodes=["a"]), build_story(LONG + "!", nodes=["b"]))
    pages = [int(page) for page in re.findall(r"whole story: page (\d+)", read_card(made))]
    assert len(pages) == 2
    for page in pages:
        assert SENTENCES[0] in read_text(made, page - 1)


# The document


@both_languages
def test_it_has_title_language_outline_and_tags(language: str) -> None:
    made = make_shipped(language)
    document = read_pdf(made)
    assert document.metadata is not None
    assert document.metadata.title == CAPTION.title
    assert get_root(made)["/Lang"] == language
    outline = list_outline(made)
    assert [name for depth, name in outline if depth == 0][:4] == [
        level.name.text(language) for level in MODEL.levels
    ]
    assert {name for depth, name in outline if depth == 1} == {
        node.name.text(language) for node in MODEL.nodes()
    }
    kinds = {kind for kind, _ in list_tags(made)}
    assert {"/Title", "/Figure", "/H1", "/H2", "/H3", "/P", "/Link"} <= kinds


def test_each_page_has_its_number_and_how_to_cite() -> None:
    made = make_shipped()
    count = len(read_pdf(made).pages)
    for page in range(count):
        text = read_text(made, page)
        assert f"Page {page + 1} of {count}" in text
        assert CAPTION.citation in text
        assert CAPTION.licence in text


def test_the_fonts_are_embedded() -> None:
    assert all(is_embedded for _, is_embedded in list_fonts(make_shipped()))


def test_it_is_printed_on_white_whatever_the_theme() -> None:
    dark, light = to_handout(build_shipped(theme="dark")), to_handout(build_shipped(theme="print"))
    assert dark == light


def test_the_paper_makes_no_difference() -> None:
    assert to_handout(build_shipped(), Options(paper="a0")) == make_shipped()


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert to_handout(build_shipped()) == make_shipped()


def test_headings_never_stand_alone_at_the_end_of_a_page() -> None:
    many = build_model(nodes=[f"n{index}" for index in range(120)], levels={"level": ()})
    made = to_handout(build_figure(many))
    texts = [read_text(made, page) for page in range(1, len(read_pdf(made).pages))]
    assert texts[0].startswith("level n0 Stage · level")
    assert all(re.search(r"· level Page \d", text) for text in texts)


# Whatever somebody tells


def test_a_story_in_letters_the_font_does_not_have_is_named_and_not_shown() -> None:
    text = read_text(make_small(build_story("السلام عليكم", language="ar", title="العنوان", nodes=["a"])))
    assert "Arabic This story is told in Arabic; the font of this file does not have its characters." in text
    assert "□" not in text


def test_a_story_with_an_emoji_is_shown_with_it() -> None:
    assert "A 🥭 for you" in read_text(make_small(build_story("A 🥭 for you")))


@pytest.mark.parametrize("language", ["nl", "fr", "pl", "tr", "ru", "uk", "ro"])
def test_a_story_in_another_language_has_its_letters(language: str) -> None:
    text = {
        "nl": "Één ideeënrijke coördinator",
        "fr": "Ça m’a touché : l’œuvre de sa sœur",
        "pl": "Zażółć gęślą jaźń",
        "tr": "Şefkatli bir hemşire, ılık çay, İyi geceler",
        "ru": "Съешь ещё этих булок",
        "uk": "Їжак, ґанок, є і її",
        "ro": "Așa, țară, înger, ăsta",
    }[language]
    assert text in read_text(make_small(build_story(text, language=language)))


@pytest.mark.parametrize("start", range(0, len(NASTY), 8))
def test_nasty_stories_make_a_handout_like_any_other(start: int) -> None:
    stories = [
        build_story(f"Once. {text}"[:LONGEST_TEXT], title=text[:150], setting=text[:150], nodes=["a", "b"])
        for text in NASTY[start : start + 8]
    ]
    text = read_text(make_small(*stories))
    assert text.count("told by a patient") == 2 * len(stories)
    assert "Story cards" in text


CODE = '#panic("x") $x^2$ @story-0 <story-0> \\u{1} = a *b* _c_ `d` // e /* f */ {page} ]) }'


def test_code_in_a_story_is_only_its_words() -> None:
    text = read_text(make_small(build_story(CODE, title=CODE, setting=CODE, nodes=["a"])))
    assert text.count('#panic("x") $x^2$ @story-0') == 6
    assert "{page}" in text


@examples(30)
@given(st.lists(list_stories(("a", "b", "c")), max_size=4))
def test_any_stories_make_a_handout(stories: list[Story]) -> None:
    made = make_small(*stories, caption=CAPTION)
    assert ("Story cards" in read_text(made)) == bool(stories)


@pytest.mark.parametrize(
    "text", ["." * 5000, ".x" * 2500, ". " * 2500, '."' * 2500, "\n" * 200 + "a", "a\n" * 2500]
)
def test_a_text_of_signs_takes_seconds_at_most(text: str) -> None:
    started = time.process_time()
    make_small(build_story(text, nodes=["a"]))
    assert time.process_time() - started < 8
