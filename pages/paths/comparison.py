"""The answer before all others: how many of the asked paths stories tell, and in what the paths differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from model import ConceptualModel
from model.evidence import EvidenceKind, Told
from model.path_comparison import compare_paths
from model.paths import PathCount
from model.words import get_words
from pages.paths.answers import describe_count, write_count
from pages.paths.tracing import MOST_LISTED, judge_paths
from pages.workbench.path_question import Question


def build_comparison(
    model: ConceptualModel, attached: tuple[Told, ...], question: Question, language: str
) -> dict[str, Any]:
    """A heading that answers how many of the paths one story tells, what the others are, and a table.

    The evidence is that of the `MOST_LISTED` shortest paths: where there are more, the numbers are
    lower bounds.

    >>> from model import load_model
    >>> answer = build_comparison(load_model(), (), Question("mangomoment", "loyalty-patients"), "en")
    >>> answer["title"], answer["told"], answer["table"]["stages"]
    ('21 paths', '', ['effect', 'resonance'])
    """
    comparison = compare_paths(model, question.start, question.end, question.via, question.avoiding)
    chosen = {node for dimension in comparison.dimensions for node in dimension}
    whole = replace(question, via=tuple(node for node in question.via if node not in chosen))
    listed = judge_paths(model, attached, question) if attached else []
    by_kind = Counter(evidence.kind for _path, evidence in listed)
    by_group: defaultdict[tuple[str | None, ...], Counter[EvidenceKind]] = defaultdict(Counter)
    for path, evidence in (
        listed if whole == question or not attached else judge_paths(model, attached, whole)
    ):
        by_group[comparison.locate(path)][evidence.kind] += 1
    count = model.count_paths(question.start, question.end, **question.restrictions)
    return {
        **_describe(model, question, count, by_kind, language),
        "table": {
            "stages": [model.get_node(dimension[0]).stage for dimension in comparison.dimensions],
            "isComplete": sum(group.count for group in comparison.groups) <= MOST_LISTED,
            "groups": [
                {
                    "nodes": [node or "" for node in group.nodes],
                    "count": group.count,
                    "evidence": by_group[group.nodes],
                }
                for group in comparison.groups
            ],
        },
    }


def _describe(
    model: ConceptualModel,
    question: Question,
    count: PathCount,
    by_kind: Counter[EvidenceKind],
    language: str,
) -> dict[str, str]:
    _ = get_words(language)
    title = describe_count(model, question, _)
    if question.via or question.avoiding:
        every = model.count_paths(question.start, question.end)
        title = _("{count} of {all} paths").format(count=write_count(count, _), all=write_count(every, _))
    if not by_kind or not count:
        return {"title": title, "told": ""}
    is_complete = count.is_exact and count <= MOST_LISTED

    def write(number: int) -> str:
        return write_count(PathCount(number, is_exact=is_complete), _)

    rest: dict[EvidenceKind, str] = {
        "stitched": _("{count} told in pieces"),
        "untold": _("{count} not told yet"),
    }
    others = [words.format(count=write(by_kind[kind])) for kind, words in rest.items() if by_kind[kind]]
    if by_kind["whole"]:
        title += ", " + _("{count} told by one story").format(count=write(by_kind["whole"]))
    elif is_complete:
        others.insert(0, _("none told by one story"))
    return {"title": title, "told": ", ".join(others)}
