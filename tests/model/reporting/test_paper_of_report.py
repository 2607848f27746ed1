from __future__ import annotations

from typing import Any
from unicodedata import combining

import pytest

from model.export.typesetting import to_printable
from model.reporting.paper import to_pdf
from model.stories import Consent
from tests.documents import (
    MODEL,
    get_root,
    list_fonts,
    list_outline,
    list_overruns,
    list_sizes,
    list_tags,
    read_pdf,
    read_text,
)
from tests.reporting import (
    build_ballots,
    build_empty_state,
    build_nasty_states,
    build_state,
    build_told,
    build_workshop,
    make_report,
)

both_languages = pytest.mark.parametrize("language", MODEL.languages)


def drop_spaces(text: str) -> str:
    """The text without spaces: a line may break anywhere between words."""
    return "".join(text.split())


@both_languages
def test_it_is_tagged_and_says_its_language_and_title(language: str) -> None:
    root = get_root(made := to_pdf(make_report(language=language)))
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert "Ward 4" in str(read_pdf(made).metadata.title)  # type: ignore[union-attr]


def test_pages_stand_but_for_those_with_a_map() -> None:
    sizes = list_sizes(to_pdf(make_report()))
    assert set(sizes) == {(210, 297), (297, 210)}
    assert sizes.count((297, 210)) == 3  # dots, rating, words


LONG_WORDS = (
    "hoofdverpleegkundige",
    "zorgkwaliteitscoördinator, hoofdverpleegkundige",
    "arbeidsongeschiktheidsverzekering",
    "ziekenhuisapotheekvergadering",
    "gezondheidszorgpsychologenopleiding",
    "x" * 29,
    "W" * 30,
)


@pytest.mark.parametrize("word", LONG_WORDS)
def test_no_long_word_of_what_was_agreed_runs_into_the_next_column(word: str) -> None:
    [action] = build_state().actions
    for field in ("text", "who", "when"):
        others = {"text": "Thee", "who": "iedereen", "when": "maandag"} | {field: word}
        state = build_state(actions=(action.model_copy(update=others),))
        made = to_pdf(make_report(state, language="nl"))
        assert list_overruns(made, 0, ("Wat", "Wie", "Wanneer")) == []
    everywhere = action.model_copy(update={"text": word, "who": word, "when": word})
    made = to_pdf(make_report(build_state(actions=(everywhere,)), language="nl"))
    assert list_overruns(made, 0, ("Wat", "Wie", "Wanneer")) == []


@pytest.mark.parametrize("stories", range(1, 14))
def test_what_the_report_says_of_itself_is_not_alone_on_a_page(stories: int) -> None:
    stories_ = tuple(build_told("A nurse brought half a pear. " * 12, id=f"s{n}") for n in range(stories))
    last = read_pdf(to_pdf(make_report(build_state(stories=stories_)))).pages[-1].extract_text()
    assert "About this report" in last
    assert "half a pear" in last


def test_without_stories_what_the_report_says_of_itself_is_not_alone_either() -> None:
    nothing: dict[str, Any] = {"groups": (), "answers": ()}
    for changed in ({}, nothing):
        made = to_pdf(make_report(build_state(stories=(), **changed)))
        [page] = [
            text
            for pdf_page in read_pdf(made).pages
            if "About this report" in (text := pdf_page.extract_text())
        ]
        assert len(page.splitlines()) > 15


def test_the_first_page_has_figures_results_and_actions() -> None:
    text = read_text(to_pdf(make_report()), 0)
    for said in (
        "Ward 4",
        "24 November 2026",
        "11 took part",
        "Most dots: Openness to the gesture, with 22 of 33.",
        "Least present: Organisational climate (2.0 of 5).",
        "Begin each handover with a good moment",
        "head nurse",
        "in December",
    ):
        assert said in text


@both_languages
def test_citation_and_licence_of_the_model_are_there(language: str) -> None:
    report = make_report(language=language)
    text = drop_spaces(read_text(to_pdf(report)))
    assert drop_spaces(report.citation) in text
    assert drop_spaces(report.licence) in text


def test_every_part_is_a_heading_in_the_outline() -> None:
    titles = [title for _, title in list_outline(to_pdf(make_report()))]
    for title in ("In short", "What we agreed", "In our words", "What was told", "About this report"):
        assert title in titles


def test_numbers_are_tables_with_heads_and_maps_have_their_numbers_in_words() -> None:
    tags = list_tags(to_pdf(make_report()))
    assert {"/Table", "/TH", "/TD"} <= {tag for tag, _ in tags}
    maps = [words for tag, words in tags if tag == "/Figure"]
    assert len(maps) == 3
    assert "Openness to the gesture: 22" in maps[0]


def test_roles_are_told_apart_only_where_they_may_be() -> None:
    assert "patient or family (5)" in read_text(to_pdf(make_report()))
    few = {"dots": build_ballots({"patient-openness": 1}, ("patient",) * 4 + ("professional",) * 6)}
    assert "patient or family (" not in read_text(to_pdf(make_report(ballots=few)))


def test_a_story_is_there_with_consent_and_not_without() -> None:
    assert "half a pear" in read_text(to_pdf(make_report()))
    secret = build_told(consent=Consent(room=True))
    text = read_text(to_pdf(make_report(build_state(stories=(secret,)))))
    assert "half a pear" not in text
    assert "1 more story was told" in text


@both_languages
def test_characters_that_the_font_lacks_are_named(language: str) -> None:
    assert "□" not in read_text(to_pdf(make_report(language=language)))
    [action] = build_state().actions
    state = build_state(actions=(action.model_copy(update={"text": "Tea for all ★"}),))
    text = " ".join(read_text(to_pdf(make_report(state, language=language))).split())
    said = {
        "en": "each of these characters is a □",
        "nl": "is elk van deze tekens een □",
        "fr": "chacun de ces caractères est un □",
        "de": "wird jedes dieser Zeichen zu □",
    }
    quoted = {"en": "“{}”", "nl": "“{}”", "fr": "« {} »", "de": "„{}“"}[language]
    assert quoted.format("Tea for all □") in text
    assert said[language] in text


def test_words_of_the_workshop_are_marked_as_such() -> None:
    text = read_text(to_pdf(make_report()))
    assert "The published model is not changed by them." in text
    assert "Time" in text


@both_languages
def test_an_empty_workshop_says_what_to_do_on_one_page(language: str) -> None:
    made = to_pdf(make_report(build_empty_state(), {}, language))
    assert list_sizes(made) == [(210, 297)]
    said = {"en": "Reveal rounds", "nl": "Toon rondes", "fr": "Révélez des questions", "de": "Decken Sie"}
    assert said[language] in read_text(made)


def test_a_rehearsal_is_marked() -> None:
    state = build_state(workshop=build_workshop(is_rehearsal=True))
    assert "This was a rehearsal" in read_text(to_pdf(make_report(state)), 0)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(make_report()) == to_pdf(make_report())


def test_only_the_font_that_comes_along_is_used_and_it_is_embedded() -> None:
    assert all(
        ("SourceSans3" in name or "NotoEmoji" in name) and is_embedded
        for name, is_embedded in list_fonts(to_pdf(make_report()))
    )


def test_no_text_is_taken_for_markup() -> None:
    for state in build_nasty_states():
        text = drop_spaces(read_text(to_pdf(make_report(state))))
        for shown in (to_printable(action.text) for action in state.actions):
            if not any(map(combining, shown)):  # pypdf reads letters with marks on them twice
                assert drop_spaces(shown)[:40] in text
