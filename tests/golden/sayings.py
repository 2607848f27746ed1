"""What pages say of the model, of its stories and of codings, as readable text."""

from __future__ import annotations

import json
from typing import Any

from model import Telling, load_model
from model.coding.agreement import measure_agreement, measure_pairs
from model.coding.coverage import measure_coverage
from model.coding.exchange import Intake
from model.coding.refi import read_project, to_qdpx
from model.coding.story_coding import StoryCoding
from model.evidence import Attachment
from model.export.palette import PALETTES
from model.loading import DATA
from model.stories import load_stories
from model.words import get_words
from pages.about.descriptions import describe_opened, describe_source
from pages.about.figures import build_provenance_table, render_study
from pages.about.remarks import describe_filling, render_parts, render_remarks
from pages.shared.resources import Content
from pages.stories.agreement.coded import Figures
from pages.stories.agreement.payload import to_argued_story, to_disagreements, to_figures
from pages.stories.coding.payload import to_coding, to_memo, to_story
from pages.stories.coding_exchange import describe_intake, describe_reading
from pages.stories.coverage import (
    Counted,
    build_coverage,
    build_table,
    describe_figure,
    describe_gaps,
    find_gaps,
    find_rows,
    list_columns,
)
from pages.stories.model_coverage import build_leftovers, describe_shares, list_untold
from tests import coding

_MODEL = load_model(DATA / "mangomoment.yaml")


def list_about(language: str) -> str:
    """The parts of the page about the model."""
    _, file = get_words(language), _MODEL.file
    assert file.study is not None
    shown = [
        render_study(file.study, language, _),
        render_remarks(_MODEL, [*file.background, *file.unknown], language),
        render_parts(_MODEL, language, _),
        build_provenance_table(_MODEL, _).to_csv(),
        *(describe_source(source, language, _) for source in file.sources),
        *describe_filling(_MODEL, _),
        describe_opened(_MODEL, _),
    ]
    return "\n\n".join(shown) + "\n"


def list_coverage(language: str) -> str:
    """Which elements stories tell of, counted by teller and by dimension, and what no story tells of."""
    _, stories = get_words(language), load_stories(_MODEL)
    attached = tuple(Attachment(story.id, story.nodes) for story in stories)
    counts = {node.id: sum(node.id in story.nodes for story in stories) for node in _MODEL.nodes()}
    content = Content(_MODEL, stories, attached, counts, "1", "1")
    by_teller: dict[tuple[str, str], int] = {}
    by_dimension: dict[tuple[str, str], int] = {}
    for story in stories:
        for node in story.nodes:
            by_teller[node, story.teller] = by_teller.get((node, story.teller), 0) + 1
            for dimension in story.dimensions:
                by_dimension[node, dimension] = by_dimension.get((node, dimension), 0) + 1
    addresses: list[dict[str, str]] = [
        {},
        {"level": "patient,professional", "stage": "precondition"},
        {"node": "effect-joy-in-work"},
        {"level": "patient", "node": "effect-joy-in-work"},
    ]
    payload: list[Any] = []
    counted: Counted
    for parameters in addresses:
        nodes, names = find_rows(_MODEL, parameters, language)
        payload.append([names, find_gaps(content, nodes)])
        for by, counted in (("teller", by_teller), ("dimension", by_dimension)):
            columns = list_columns(_MODEL, by, language, _)  # type: ignore[arg-type]
            payload += [
                describe_figure(by, _),  # type: ignore[arg-type]
                columns,
                build_table(nodes, counted, columns, language, _).to_csv().splitlines(),
                describe_gaps(content, nodes, counted, columns, by, language, _),  # type: ignore[arg-type]
            ]
    covered = find_rows(_MODEL, {"node": "effect-experience"}, language)[0]
    payload.append(describe_gaps(content, covered, by_teller, {"patient": "A"}, "teller", language, _))
    figure = build_coverage(
        _MODEL.nodes()[:6], by_teller, {"patient": "A <b>", "family": "B"}, language, PALETTES["light"]
    )
    payload.append(json.loads(figure.to_json())["data"])
    layout = figure.to_plotly_json()["layout"]
    payload.append({name: layout[name] for name in ("height", "margin", "xaxis", "yaxis")})
    telling = Telling(_MODEL, attached)
    payload.append([node.id for node in _MODEL.nodes() if telling.find_stories(node.id)])
    return _write(*payload)


def list_codings(language: str) -> str:
    """How far coders agree, where they differ, what model and stories hold of each other, and a project."""
    _, codings = get_words(language), coding.build_codings()
    names = {coder.id: coder.name for coder in codings.coders}
    titles = {story.id: story.name(language) for story in coding.STORIES}
    count = len(coding.STORIES)
    figures = Figures(measure_agreement(_MODEL, codings, count), measure_pairs(_MODEL, codings, count))
    attached = tuple(Attachment(story.id, story.nodes) for story in coding.STORIES)
    coverage = measure_coverage(_MODEL, attached, codings)
    stories = {story.id: story for story in coding.STORIES}
    project = to_qdpx(_MODEL, coding.STORIES, codings, "en")
    readings = [
        read_project(project, "a.qdpx", _MODEL, some, coders, language="en")
        for some, coders in ((coding.STORIES, codings.coders), (coding.STORIES[:1], ()))
    ]
    done = Intake(1, 2, 3, 4, 5, [f"story {number % 11}" for number in range(12)], [("a", "b")], 6, 7, 8)
    few = Intake(different=[f"story {number}" for number in range(10)])
    return _write(
        to_figures(_MODEL, figures, names, language),
        to_disagreements(codings, titles),
        [to_argued_story(story, codings.codings, _MODEL, language) for story in coding.STORIES],
        [to_coding(each) for each in codings.codings] + [to_coding(StoryCoding("s", "c"))],
        [to_memo(memo) for memo in codings.memos],
        [to_story(story, language, is_coder) for story in coding.STORIES for is_coder in (True, False)],
        [describe_shares(coverage, is_facilitator, language, _) for is_facilitator in (True, False)],
        list_untold(_MODEL, coverage, language, _),
        build_leftovers(coverage.leftovers, stories, names, language, _),
        [list(describe_reading(reading, language, _)) for reading in readings],
        [list(describe_intake(each, language, _)) for each in (done, few, Intake())],
    )


def _write(*payloads: Any) -> str:
    return "\n".join(json.dumps(payload, indent=1, ensure_ascii=False) for payload in payloads) + "\n"
