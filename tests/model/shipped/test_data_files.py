"""What facts the shipped files must hold: those of the abstract, and the promises of the files' own heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product

import pytest

from model import Evidence, Telling, load_model, load_stories
from model.graph import ConceptualModel
from model.loading import DATA, parse_document
from model.schema import Edge, Node, Words
from model.words import LANGUAGES

MODEL = load_model(DATA / "mangomoment.yaml")
STORIES = load_stories(MODEL)
ENGLISH_PAPERS = ("bmj2020", "daems")
ADDRESSES = (
    "lachman",
    "patients-platform",
    "kuleuvenblogt",
    "azoudenaarde",
    "hetkeetjevanlien",
    "artsenkrant",
    "branddoctors",
    "flaqum",
)
"""The sources that are cited by a name and an address, which are the same in every language."""
"""The sources that are cited in every language as their English titles are."""
PARTS: tuple[Node | Edge, ...] = (*MODEL.nodes(), *MODEL.edges)

PRECONDITIONS = {
    "patient": ["patient-personality", "patient-openness"],
    "professional": ["professional-personal-space", "professional-professional-space"],
    "leadership": ["leadership-person-centred", "leadership-climate"],
}
EFFECTS = {
    "patient": ["effect-experience", "effect-adherence", "effect-healing"],
    "professional": ["effect-accomplishment", "effect-anti-burnout", "effect-joy-in-work", "effect-team"],
}
FORMS = ["resonance-trust", "resonance-tolerance", "resonance-open-climate"]
LOYALTIES = ["loyalty-patients", "loyalty-professionals"]
STORYLESS = {"effect-anti-burnout", "resonance-tolerance", "resonance-open-climate", "loyalty-professionals"}


def get_stage_ids(stage: str) -> list[str]:
    return [node.id for node in MODEL.nodes(stage=stage)]


def list_edges(kind: str) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in MODEL.edges if edge.kind == kind}


def walk_words(value: object) -> Iterator[Words]:
    """Every text inside a value of the model file."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from walk_words(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:  # type: ignore[attr-defined]
            yield from walk_words(getattr(value, name))


def test_there_are_26_nodes_and_43_edges() -> None:
    assert (len(MODEL.nodes()), len(MODEL.edges)) == (26, 43)


def test_the_stages_run_from_precondition_to_loyalty() -> None:
    stages = ["precondition", "catalyst", "mangomoment", "effect", "resonance", "loyalty"]
    assert [stage.id for stage in MODEL.stages] == stages


def test_there_are_four_levels_and_only_the_one_between_them_is_shared() -> None:
    assert {level.id: level.shared for level in MODEL.levels} == {
        "patient": False,
        "shared": True,
        "professional": False,
        "leadership": False,
    }


@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("precondition", 6),
        ("catalyst", 6),
        ("mangomoment", 1),
        ("effect", 7),
        ("resonance", 4),
        ("loyalty", 2),
    ],
)
def test_each_stage_holds_as_many_nodes_as_the_abstract_names(stage: str, number: int) -> None:
    assert len(get_stage_ids(stage)) == number


@pytest.mark.parametrize(("stage", "nodes"), [("precondition", PRECONDITIONS), ("effect", EFFECTS)])
def test_preconditions_and_effects_stand_on_their_own_level(stage: str, nodes: dict[str, list[str]]) -> None:
    for level, ids in nodes.items():
        assert [node.id for node in MODEL.nodes(level=level, stage=stage)] == ids


def test_each_precondition_has_its_own_catalyst_on_its_own_level() -> None:
    preconditions = get_stage_ids("precondition")
    assert list_edges("amplified-by") == {(node, f"catalyst-{node}") for node in preconditions}
    for node in preconditions:
        assert MODEL.get_node(node).level == MODEL.get_node(f"catalyst-{node}").level


def test_each_catalyst_sparks_the_moment() -> None:
    assert list_edges("sparks") == {(node, "mangomoment") for node in get_stage_ids("catalyst")}


def test_the_moment_leads_to_each_effect_and_each_effect_builds_resonance() -> None:
    assert list_edges("leads-to") == {("mangomoment", node) for node in get_stage_ids("effect")}
    assert list_edges("builds") == {(node, "resonance") for node in get_stage_ids("effect")}


def test_resonance_takes_three_forms_and_each_earns_each_loyalty() -> None:
    assert list_edges("takes-the-form-of") == {("resonance", form) for form in FORMS}
    assert list_edges("earns") == set(product(FORMS, LOYALTIES))


def test_leadership_shapes_the_four_preconditions_of_the_other_levels() -> None:
    others = PRECONDITIONS["patient"] + PRECONDITIONS["professional"]
    assert list_edges("shapes") == set(product(PRECONDITIONS["leadership"], others))


def test_no_edge_is_of_another_kind() -> None:
    kinds = Counter(edge.kind for edge in MODEL.edges)
    assert kinds == {
        "amplified-by": 6,
        "sparks": 6,
        "leads-to": 7,
        "builds": 7,
        "takes-the-form-of": 3,
        "earns": 6,
        "shapes": 8,
    }


def test_the_model_is_acyclic_without_any_feedback() -> None:
    assert not any(node.id in MODEL.find_downstream(node.id) for node in MODEL.nodes())
    assert not any(edge.feedback for edge in MODEL.edges)


def test_every_precondition_reaches_every_loyalty() -> None:
    for node in get_stage_ids("precondition"):
        assert MODEL.find_downstream(node) >= set(LOYALTIES)


def test_the_mangomoment_lies_on_every_path_from_precondition_to_loyalty() -> None:
    assert MODEL.paths_through["mangomoment"] == MODEL.count_paths("stage:precondition", "stage:loyalty")


@pytest.mark.parametrize(("level", "number"), [("patient", 21), ("professional", 21), ("leadership", 105)])
def test_so_many_paths_lead_from_a_precondition_to_a_loyalty(level: str, number: int) -> None:
    for start, end in product(PRECONDITIONS[level], LOYALTIES):
        assert MODEL.count_paths(start, end) == number
        listed = [path.nodes for path in MODEL.find_paths(start, end)]
        assert len(set(listed)) == len(listed) == number


def test_paths_from_leadership_come_first_through_its_own_catalyst() -> None:
    lengths = [len(path) for path in MODEL.find_paths("leadership-climate", "loyalty-patients")]
    assert Counter(lengths) == {6: 21, 7: 84}
    assert all(shorter <= longer for shorter, longer in pairwise(lengths))


def test_each_node_says_how_it_is_known() -> None:
    known = Counter((node.stage, node.provenance and node.provenance.kind) for node in MODEL.nodes())
    assert known == {
        ("precondition", "reported"): 6,
        ("catalyst", "open"): 6,
        ("mangomoment", "stated"): 1,
        ("effect", "stated"): 7,
        ("resonance", "stated"): 4,
        ("loyalty", "stated"): 2,
    }


def test_each_edge_says_how_it_is_known() -> None:
    known = Counter((edge.kind, edge.provenance and edge.provenance.kind) for edge in MODEL.edges)
    assert known == {
        ("amplified-by", "stated"): 6,
        ("sparks", "stated"): 6,
        ("leads-to", "stated"): 7,
        ("builds", "inferred"): 7,
        ("takes-the-form-of", "stated"): 3,
        ("earns", "inferred"): 6,
        ("shapes", "inferred"): 8,
    }


def test_the_preconditions_are_reported_by_the_press_release_and_by_daems() -> None:
    sources = Counter(
        node.provenance and node.provenance.source for node in MODEL.nodes(stage="precondition")
    )
    assert sources == {"press2019": 5, "daems": 1}


def test_what_is_stated_rests_on_the_paper() -> None:
    stated = [
        part.provenance.source for part in PARTS if part.provenance and part.provenance.kind == "stated"
    ]
    assert set(stated) == {"bmj2020"}


def test_what_is_inferred_says_how() -> None:
    for part in PARTS:
        assert part.provenance
        assert part.provenance.kind != "inferred" or part.provenance.note


def test_each_open_catalyst_asks_a_question_and_no_other_node_does() -> None:
    asking = [node.id for node in MODEL.nodes() if node.question]
    assert asking == get_stage_ids("catalyst")
    for node, language in product(asking, MODEL.languages):
        question = MODEL.get_node(node).question
        assert question
        assert question.text(language).endswith("?")


def test_every_text_is_in_every_language_of_the_screen_and_in_no_other() -> None:
    assert MODEL.languages == tuple(LANGUAGES)
    texts = [*walk_words(MODEL.file), *(words for story in STORIES for words in walk_words(story))]
    assert len(texts) > 200
    assert [words for words in texts if words.root.keys() != LANGUAGES.keys()] == [
        source.reference for source in MODEL.file.sources if source.id in ENGLISH_PAPERS + ADDRESSES
    ]


def test_each_node_has_a_name_for_a_sentence_and_a_description() -> None:
    assert [node.id for node in MODEL.nodes() if not (node.in_sentence and node.description)] == []


def test_no_name_is_longer_than_42_characters() -> None:
    names = [node.name.text(language) for node in MODEL.nodes() for language in MODEL.languages]
    assert [name for name in names if len(name) > 42] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_nodes_have_the_same_name(language: str) -> None:
    names = Counter(node.name.text(language) for node in MODEL.nodes())
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_path_reads_as_short_sentences(language: str) -> None:
    link = MODEL.file.model.sentence_link.text(language)
    for start, end in product(get_stage_ids("precondition"), LOYALTIES):
        for path in MODEL.find_paths(start, end):
            sentence = MODEL.to_sentence(path, language)
            assert not re.search(r"  | ,|\.\.|,,|\.$.", sentence)
            assert max(part.count(link) for part in sentence.split(". ")) <= 2
            assert sentence.count(". ") == 2


def test_the_figures_of_the_study_are_those_of_the_abstract() -> None:
    study = MODEL.file.study
    assert study
    assert study.source == "bmj2020"
    assert {phase.id: phase.count for phase in study.phases} == {
        "campaign": 1045,
        "interviews": 120,
        "focus-groups": 3,
        "consensus": 1,
    }
    assert {phase.id: phase.of_which.count for phase in study.phases if phase.of_which} == {"campaign": 983}


def test_there_are_the_eight_dimensions_of_picker() -> None:
    assert [dimension.id for dimension in MODEL.file.dimensions] == [
        "respect",
        "coordination",
        "information",
        "physical-comfort",
        "emotional-support",
        "family",
        "transition",
        "access",
    ]


def test_each_source_is_cited_by_an_element_or_says_what_it_is_used_for() -> None:
    cited = {source for part in PARTS if part.provenance for source in part.provenance.list_sources()}
    assert [s.id for s in MODEL.file.sources if s.id not in cited and not s.used_for] == []


def test_the_sources_are_those_that_are_known() -> None:
    sources = {source.id for source in MODEL.file.sources}
    first = {"bmj2020", "site", "press2019", "daems", "picker", "lancet2018"}
    said = {"castro", "welingelichte2018", "bd2018", "lachman", "patients-platform", "flaqum", "branddoctors"}
    done = {"hln2018", "kuleuvenblogt", "project", "azoudenaarde", "azdiest2022", "hetkeetjevanlien"}
    assert sources == first | said | done | {"artsenkrant"}


def test_the_paper_is_cited_with_its_doi_and_licence() -> None:
    paper = MODEL.get_source("bmj2020")
    assert "doi:10.1136/bmjopen-2019-034543" in paper.reference.text("en")
    assert paper.licence == "CC BY-NC"


def test_each_address_of_a_source_is_a_secure_web_address() -> None:
    addresses = [source.url for source in MODEL.file.sources if source.url]
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_the_notice_says_whose_the_trademark_is_and_that_the_project_is_independent() -> None:
    notice = MODEL.file.model.notice
    assert notice
    assert "trademark of KU Leuven" in notice.text("en")
    assert "independent of KU Leuven" in notice.text("en")
    assert "handelsmerk" in notice.text("nl")


def test_each_kind_of_edge_reads_both_ways() -> None:
    assert [kind.id for kind in MODEL.file.kinds if not kind.inverse] == []


def test_there_are_nineteen_stories_each_retold_from_a_named_source() -> None:
    assert len(STORIES) == 19
    assert {story.origin for story in STORIES} == {"retold"}
    assert all(story.source and story.source.name for story in STORIES)


def test_the_nodes_that_no_public_story_shows_stay_without_a_story() -> None:
    shown = {node for story in STORIES for node in story.nodes}
    assert shown & STORYLESS == set()
    effects = {node for stage in ("effect", "resonance", "loyalty") for node in get_stage_ids(stage)}
    assert effects - shown - {"resonance"} == STORYLESS


def test_no_story_is_told_of_a_catalyst_that_nobody_has_named() -> None:
    shown = {node for story in STORIES for node in story.nodes}
    assert shown.isdisjoint(get_stage_ids("catalyst"))


def test_each_story_has_a_dimension_and_says_none_twice() -> None:
    for story in STORIES:
        assert story.dimensions
        assert len(set(story.dimensions)) == len(story.dimensions)
        assert len(set(story.nodes)) == len(story.nodes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_story_is_short(language: str) -> None:
    for story in STORIES:
        sentences = re.split(r"[.!?]+['\"”’]?\s", story.in_language(language).text.strip())
        assert 1 <= len(sentences) <= 4, story.id


@pytest.mark.parametrize("file", ["mangomoment.yaml", "stories.yaml"])
def test_the_files_are_text_as_everybody_keeps_it(file: str) -> None:
    content = (DATA / file).read_bytes()
    assert b"\r" not in content
    assert b"\t" not in content
    assert content.endswith(b"\n")
    assert parse_document(content, file).data


def test_the_model_of_the_tests_is_the_one_that_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MANGOMOMENT_MODEL", raising=False)
    assert isinstance(load_model(), ConceptualModel)
    assert load_model().file == MODEL.file


TELLING = Telling(MODEL, STORIES)
EVERY_PATH = {
    path.nodes: TELLING.judge(path) for path in MODEL.find_paths("stage:precondition", "stage:loyalty")
}


def test_of_588_paths_one_is_told_whole_and_83_are_stitched_together() -> None:
    kinds = Counter(evidence.kind for evidence in EVERY_PATH.values())
    assert kinds == {"whole": 1, "stitched": 83, "untold": 504}


def test_the_chestnuts_tell_a_whole_path_from_professional_space_to_loyal_patients() -> None:
    whole = {nodes: evidence for nodes, evidence in EVERY_PATH.items() if evidence.kind == "whole"}
    assert whole == {
        (
            "professional-professional-space",
            "catalyst-professional-professional-space",
            "mangomoment",
            "effect-joy-in-work",
            "resonance",
            "resonance-trust",
            "loyalty-patients",
        ): Evidence("whole", ("the-chestnuts",))
    }


def test_of_the_paths_from_professional_space_to_loyal_patients_five_are_stitched_and_the_rest_untold() -> (
    None
):
    kinds = {
        nodes[3:6:2]: evidence.kind
        for nodes, evidence in EVERY_PATH.items()
        if (nodes[0], nodes[-1]) == ("professional-professional-space", "loyalty-patients")
    }
    assert Counter(kinds.values()) == {"whole": 1, "stitched": 5, "untold": 15}
    trusted = {effect for (effect, form), kind in kinds.items() if kind == "stitched" and form == FORMS[0]}
    assert trusted == set(EFFECTS["patient"]) | {"effect-accomplishment", "effect-team"}


def test_the_gaps_of_untold_paths_are_the_nodes_that_no_story_tells() -> None:
    assert {gap for evidence in EVERY_PATH.values() for gap in evidence.gaps} == STORYLESS


def test_only_the_moment_needs_no_story_and_only_resonance_has_forms() -> None:
    assert [stage.id for stage in MODEL.stages if not stage.needs_story] == ["mangomoment"]
    assert [kind.id for kind in MODEL.file.kinds if kind.is_form] == ["takes-the-form-of"]


def test_the_moment_and_resonance_are_what_every_path_passes() -> None:
    assert MODEL.find_bottlenecks("stage:precondition", "stage:loyalty") == ("mangomoment", "resonance")
    assert MODEL.find_unreached() == frozenset()


def test_without_the_moment_nothing_after_it_is_reached() -> None:
    after = {node.id for node in MODEL.nodes(stage=["effect", "resonance", "loyalty"])}
    assert MODEL.without(["mangomoment"]).find_unreached() == after


ENGLISH = (
    "January|February|March|May|June|July|August|October|December|"
    "the|of|and|readers|letters|press|release|same|words|listed|home|page|table"
)


def test_sources_say_nothing_in_english_where_the_reader_reads_dutch() -> None:
    texts = [story.source.name for story in STORIES if story.source]
    texts += [source.reference.text("nl") for source in MODEL.file.sources if source.id not in ENGLISH_PAPERS]
    without_addresses = [re.sub(r'\S+/\S*|".*?"', "", text) for text in texts]
    assert len(texts) > 15
    assert [text for text in without_addresses if re.search(rf"\b({ENGLISH})\b", text, re.IGNORECASE)] == []
