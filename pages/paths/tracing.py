"""The paths that somebody asks for, with what stories tell of them: pages of JSON, or a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from model import ConceptualModel, Path
from model.evidence import Evidence, Telling, Told
from model.tables import to_csv, to_xlsx
from model.words import get_words
from pages.shared.address import EVIDENCE_KINDS
from pages.shared.evidence_words import describe_evidence
from pages.workbench.path_question import Question

PAGE = 20
MOST_LISTED = 1000


@dataclass(frozen=True)
class _Told:
    path: Path
    evidence: Evidence = field(compare=False)


def _list_told(model: ConceptualModel, attached: Iterable[Told], question: Question) -> Iterator[_Told]:
    """The asked paths with their evidence; only the first `MOST_LISTED` are looked at where they are
    sorted or chosen by evidence."""
    telling = Telling(model, attached)
    found = model.find_paths(question.start, question.end, at_most=MOST_LISTED, **question.restrictions)
    traced_paths: Iterator[_Told] = (_Told(path, telling.judge(path)) for path in found)
    if question.evidence:
        traced_paths = (traced for traced in traced_paths if traced.evidence.kind == question.evidence)
    if question.sort == "told":
        traced_paths = iter(
            sorted(traced_paths, key=lambda traced: EVIDENCE_KINDS.index(traced.evidence.kind))
        )
    return traced_paths


def judge_paths(
    model: ConceptualModel, attached: Iterable[Told], question: Question
) -> list[tuple[Path, Evidence]]:
    """The `MOST_LISTED` shortest of the asked paths, whatever their evidence, each with it."""
    every = replace(question, evidence="", sort="short")
    return [(traced.path, traced.evidence) for traced in _list_told(model, attached, every)]


def build_page(
    model: ConceptualModel,
    attached: Iterable[Told],
    question: Question,
    language: str,
    skip: int,
    words: Mapping[str, Any],
) -> bytes:
    """A page of the asked paths as JSON: ids, sentence, evidence of each, and where the next page starts.

    The first page has the edges of all the paths, the nodes that each of these holds, and the `words` about
    them, too.
    """
    traced_paths = list(islice(_list_told(model, attached, question), skip, skip + PAGE + 1))
    answer: dict[str, Any] = {
        "paths": [
            {
                "nodes": traced.path.nodes,
                "sentence": model.to_sentence(traced.path, language),
                "evidence": traced.evidence.kind,
                "stories": traced.evidence.stories,
                "gaps": traced.evidence.gaps,
            }
            for traced in traced_paths[:PAGE]
        ],
        "next": skip + PAGE if len(traced_paths) > PAGE else None,
    }
    if skip == 0:
        along = model.count_paths_along(question.start, question.end, **question.restrictions)
        answer |= {
            "edges": [pair for pair, count in along.items() if count],
            "common": _find_common(
                along, model.count_paths(question.start, question.end, **question.restrictions)
            ),
            **words,
        }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _find_common(along: Mapping[tuple[str, str], int], count: int) -> list[str]:
    """The nodes that every one of some paths holds."""
    arriving: Counter[str] = Counter()
    leaving: Counter[str] = Counter()
    for (source, target), paths in along.items():
        leaving[source] += paths
        arriving[target] += paths
    return [node for node in {**leaving, **arriving} if count in (arriving[node], leaving[node])]


def _list_rows(
    model: ConceptualModel,
    attached: Iterable[Told],
    titles: Mapping[str, str],
    question: Question,
    language: str,
) -> Iterator[list[Any]]:
    _ = get_words(language)
    names = describe_evidence(_)
    yield [
        _("Number"),
        _("Steps"),
        _("Path"),
        _("Evidence"),
        _("Stories"),
        _("Not told yet"),
        _("Elements"),
    ]
    for number, traced in enumerate(_list_told(model, attached, question), start=1):
        gaps = "; ".join(model.get_node(node).name.text(language) for node in traced.evidence.gaps)
        yield [
            number,
            len(traced.path),
            model.to_sentence(traced.path, language),
            names[traced.evidence.kind][0],
            "; ".join(titles.get(story, story) for story in traced.evidence.stories),
            gaps,
            " > ".join(traced.path.nodes),
        ]


def build_csv(
    model: ConceptualModel,
    attached: Iterable[Told],
    titles: Mapping[str, str],
    question: Question,
    language: str,
) -> bytes:
    """The asked paths, at most `MOST_LISTED`, as CSV that spreadsheets open with the right letters."""
    return to_csv(_list_rows(model, attached, titles, question, language))


def build_xlsx(
    model: ConceptualModel,
    attached: Iterable[Told],
    titles: Mapping[str, str],
    question: Question,
    language: str,
) -> bytes:
    """The asked paths, at most `MOST_LISTED`, as an Excel workbook."""
    return to_xlsx(_list_rows(model, attached, titles, question, language), widths=(8, 8, 90, 12, 40, 40, 60))
