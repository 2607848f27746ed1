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


def _list_told(model: ConceptualModel, attached: Iterable[Told], asked: Question) -> Iterator[_Told]:
    """The asked paths with their evidence; only the first `MOST_LISTED` are looked at where they are
    sorted or chosen by evidence."""
    telling = Telling(model, attached)
    found = model.find_paths(asked.start, asked.end, at_most=MOST_LISTED, **asked.restrictions)
    told: Iterator[_Told] = (_Told(path, telling.judge(path)) for path in found)
    if asked.evidence:
        told = (one for one in told if one.evidence.kind == asked.evidence)
    if asked.sort == "told":
        told = iter(sorted(told, key=lambda one: EVIDENCE_KINDS.index(one.evidence.kind)))
    return told


def judge_paths(
    model: ConceptualModel, attached: Iterable[Told], asked: Question
) -> list[tuple[Path, Evidence]]:
    """The `MOST_LISTED` shortest of the asked paths, whatever their evidence, each with it."""
    every = replace(asked, evidence="", sort="short")
    return [(told.path, told.evidence) for told in _list_told(model, attached, every)]


def build_page(
    model: ConceptualModel,
    attached: Iterable[Told],
    asked: Question,
    language: str,
    skip: int,
    words: Mapping[str, Any],
) -> bytes:
    """A page of the asked paths as JSON: ids, sentence, evidence of each, and where the next page starts.

    The first page has the edges of all the paths, the nodes that each of these holds, and the `words` about
    them, too.
    """
    told = list(islice(_list_told(model, attached, asked), skip, skip + PAGE + 1))
    answer: dict[str, Any] = {
        "paths": [
            {
                "nodes": one.path.nodes,
                "sentence": model.to_sentence(one.path, language),
                "evidence": one.evidence.kind,
                "stories": one.evidence.stories,
                "gaps": one.evidence.gaps,
            }
            for one in told[:PAGE]
        ],
        "next": skip + PAGE if len(told) > PAGE else None,
    }
    if skip == 0:
        along = model.count_paths_along(asked.start, asked.end, **asked.restrictions)
        answer |= {
            "edges": [pair for pair, count in along.items() if count],
            "common": _find_common(along, model.count_paths(asked.start, asked.end, **asked.restrictions)),
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
    asked: Question,
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
    for number, one in enumerate(_list_told(model, attached, asked), start=1):
        gaps = "; ".join(model.get_node(node).name.text(language) for node in one.evidence.gaps)
        yield [
            number,
            len(one.path),
            model.to_sentence(one.path, language),
            names[one.evidence.kind][0],
            "; ".join(titles.get(story, story) for story in one.evidence.stories),
            gaps,
            " > ".join(one.path.nodes),
        ]


def build_csv(
    model: ConceptualModel,
    attached: Iterable[Told],
    titles: Mapping[str, str],
    asked: Question,
    language: str,
) -> bytes:
    """The asked paths, at most `MOST_LISTED`, as CSV that spreadsheets open with the right letters."""
    return to_csv(_list_rows(model, attached, titles, asked, language))


def build_xlsx(
    model: ConceptualModel,
    attached: Iterable[Told],
    titles: Mapping[str, str],
    asked: Question,
    language: str,
) -> bytes:
    """The asked paths, at most `MOST_LISTED`, as an Excel workbook."""
    return to_xlsx(_list_rows(model, attached, titles, asked, language), widths=(8, 8, 90, 12, 40, 40, 60))
