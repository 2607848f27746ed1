"""What the facilitator is sent of agreement: the figures with their words, where coders differ, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model import ConceptualModel, Story
from model.coding import Code, Codings, Decision, StoryCoding
from model.coding.agreement import Agreement, AgreementTable, Coefficient, Figure, Interval, Undefined
from model.coding.coefficients import MEASURES
from model.coding.disagreements import Disagreement, find_disagreements
from model.coding.story_coding import CodeKind
from model.coding.wording import (
    describe_coded,
    describe_undefined,
    list_measure_notes,
    name_code,
    name_kind,
    write_figure,
    write_share,
)
from model.words import get_words, join_label, write_number, write_percent
from pages.shared.story_payload import to_payload
from pages.stories.agreement.coded import Figures
from pages.stories.guards import list_nodes


def to_figures(
    model: ConceptualModel, figures: Figures, names: Mapping[str, str], lang: str
) -> dict[str, Any]:
    """The figures in a language: a sentence that reads the whole, the rows of the table, how to read them.

    `names` are those of the coders by their ids.
    """
    table = figures.table
    totals: list[tuple[CodeKind | None, Agreement]] = [
        (None, table.together),
        ("node", table.nodes),
        ("dimension", table.dimensions),
    ]
    return {
        "sentences": describe_agreement(table.together, [names[coder] for coder in table.coders], lang),
        "totals": [
            _to_row(name_kind(kind, lang), agreement, len(table.coders), lang) for kind, agreement in totals
        ],
        "pairs": [
            _to_row(f"{names[coder]} – {names[other]}", agreement, 2, lang)
            for (coder, other), agreement in figures.pairs.items()
        ],
        "groups": _list_groups(model, table, lang),
        "kappa": len(table.coders) < 3,
        "notes": _list_notes(lang),
    }


def describe_agreement(together: Agreement, coders: Sequence[str], language: str) -> list[str]:
    """How far coders agree on everything, in one or two sentences.

    >>> from model.coding.agreement import Share, Undefined
    >>> none = Undefined("not coded")
    >>> describe_agreement(Agreement(None, Share(0, 19), Share(0, 19), 0, 0, 0, none, none, none), [], "en")
    ['Nobody is done with coding a story yet.']
    """
    _ = get_words(language)
    if not coders:
        return [_("Nobody is done with coding a story yet.")]
    named = join_label(_, _("Coders"), ", ".join(coders))
    sentences = [f"{named}.", describe_coded(together, language)]
    if len(coders) == 1:
        return [*sentences, _("Agreement needs a second coder.")]
    if isinstance(together.percent, Coefficient):
        agreed = _("They agree on {percent} of all that could be attached.")
        sentences.append(agreed.format(percent=write_percent(together.percent.value, language)))
    return [
        *sentences,
        join_label(_, _("Krippendorff’s alpha"), write_figure(together.alpha, language)) + ".",
    ]


def _list_groups(model: ConceptualModel, table: AgreementTable, language: str) -> list[dict[str, Any]]:
    """The rows of the table by the stage of their nodes, those of dimensions last."""
    _ = get_words(language)
    groups: dict[str, dict[str, Any]] = {}
    for agreement in table.codes:
        code = agreement.code
        if code is None:
            continue
        if code.kind == "node":
            name = model.get_stage(model.get_node(code.id).stage).name.text(language)
        else:
            name = _("Dimensions")
        group = groups.setdefault(f"{code.kind} {name}", {"name": name, "rows": []})
        row = _to_row(name_code(model, code, language), agreement, len(table.coders), language)
        group["rows"].append({**row, "kind": code.kind, "id": code.id})
    return list(groups.values())


def _to_row(name: str, agreement: Agreement, coders: int, language: str) -> dict[str, Any]:
    _ = get_words(language)

    def count(number: int) -> str:
        return write_number(number, language, 0)

    return {
        "name": name,
        "coded": write_share(agreement.coded, language),
        "shared": write_share(agreement.coded_by_two, language),
        "attached": _("{count} (by {coders} of {all})").format(
            count=count(agreement.attached), coders=count(agreement.coders), all=count(coders)
        ),
        "differing": count(agreement.differing),
        **{measure: _to_figure(getattr(agreement, measure), measure, language) for measure in MEASURES},
    }


def _to_figure(figure: Figure, measure: str, language: str) -> dict[str, Any]:
    """A figure: its value, for sorting, and how it is written; with its interval, or why there is none."""
    if isinstance(figure, Undefined):
        return {"value": None, "text": "", "interval": "", "why": describe_undefined(figure, language)}

    def write(value: float) -> str:
        if measure == "percent":
            return write_percent(value, language)
        return write_number(value, language, 2)

    interval = figure.interval
    if isinstance(interval, Interval):
        _ = get_words(language)
        between = _("{low} to {high}").format(low=write(interval.low), high=write(interval.high))
        return {"value": figure.value, "text": write(figure.value), "interval": between, "why": ""}
    why = describe_undefined(interval, language)
    return {"value": figure.value, "text": write(figure.value), "interval": "", "why": why}


def _list_notes(language: str) -> list[str]:
    _ = get_words(language)
    advice = _(
        "Krippendorff (2004, Content Analysis, 2nd edition, page 241) advises to rely on codes with an alpha "
        "of 0.800 or more, and to draw tentative conclusions only from those between 0.667 and 0.800."
    )
    return [*list_measure_notes(language), advice]


def to_disagreements(codings: Codings, names: Mapping[str, str]) -> dict[str, Any]:
    """Where coders who are done differ, the most argued codes first; `names` are those of the stories."""
    found = [disagreement for disagreement in find_disagreements(codings) if disagreement.story in names]
    done = {coding.coder for coding in codings.codings if coding.is_done}
    return {
        "coders": [{"id": coder.id, "name": coder.name} for coder in codings.coders if coder.id in done],
        "stories": {disagreement.story: names[disagreement.story] for disagreement in found},
        "disagreements": [to_disagreement(disagreement) for disagreement in found],
        "memos": [
            {"coder": memo.coder, "kind": memo.code.kind, "id": memo.code.id, "text": memo.text}
            for memo in codings.memos
            if memo.coder in done
        ],
    }


def to_disagreement(disagreement: Disagreement) -> dict[str, Any]:
    """A disagreement for the browser, with what was decided, None for nothing yet."""
    return {
        "story": disagreement.story,
        "kind": disagreement.code.kind,
        "id": disagreement.code.id,
        "by": list(disagreement.attached_by),
        "without": list(disagreement.not_attached_by),
        "decision": to_decision(disagreement.decision),
    }


def to_decision(decision: Decision | None) -> dict[str, Any] | None:
    """A decision: whether the story has the code, who said so, and when."""
    if decision is None:
        return None
    return {"attached": decision.is_attached, "role": decision.role, "at": decision.at.isoformat()}


def to_argued_story(
    story: Story, codings: Iterable[StoryCoding], model: ConceptualModel, language: str
) -> dict[str, Any]:
    """A story with what each coder who is done made of it; passages as language, first and after the last."""
    return {
        "story": to_payload(story, list_nodes(model), language, True),
        "codings": [
            {
                "coder": coding.coder,
                "marks": [
                    {"kind": mark.code.kind, "id": mark.code.id, "passages": _list_passages(mark.passages)}
                    for mark in coding.marks
                ],
                "leftovers": _list_passages(coding.leftovers),
                "memo": coding.memo,
            }
            for coding in codings
            if coding.is_done
        ],
    }


def _list_passages(passages: Iterable[Any]) -> list[list[Any]]:
    return [[passage.language, passage.start, passage.end] for passage in passages]


def find_disagreement(codings: Codings, story: str, code: Code) -> Disagreement | None:
    """The disagreement about a code in a story, None where coders do not differ."""
    return next(
        (
            disagreement
            for disagreement in find_disagreements(codings)
            if (disagreement.story, disagreement.code) == (story, code)
        ),
        None,
    )
