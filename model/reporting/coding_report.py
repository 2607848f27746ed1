"""The report on codings: does the model hold what people tell, and do coders agree? A value for all files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from model.coding import Codings
from model.coding.agreement import Agreement, AgreementTable, measure_agreement, measure_pairs
from model.coding.coverage import PLACEMENTS, Coverage, measure_coverage
from model.coding.disagreements import Disagreement, find_disagreements
from model.coding.story_coding import CODE_KINDS, CodeKind
from model.coding.wording import (
    describe_coded,
    list_coverage_notes,
    list_measure_notes,
    name_code,
    name_kind,
    name_placements,
    write_figure,
    write_share,
)
from model.export.captions import build_caption
from model.graph import ConceptualModel
from model.stories import Story
from model.words import get_words, quote, write_day

Cell = str | int
Part = Literal["model", "stories", "leftovers", "untold", "agreement", "disagreements", "about"]


@dataclass(frozen=True)
class ReportTable:
    """A table: the heads of its columns, how wide they are beside each other, and its rows."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class ReportSection:
    """A part of a report: what it is called, what it says, its table, if any, and how that is to be read."""

    part: Part
    title: str
    sentences: tuple[str, ...] = ()
    table: ReportTable | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodingReport:
    """How far model and stories cover each other, and how far coders agree, in one language.

    `stories` are those that may be shown: published, and their tellers agreed to exports. Of the others the
    report has figures and ids, but neither titles nor passages. `coders` has their names by their ids.
    """

    model: ConceptualModel
    language: str
    day: date
    coders: Mapping[str, str]
    stories: Mapping[str, Story]
    coverage: Coverage
    agreement: AgreementTable
    pairs: Mapping[tuple[str, str], Agreement]
    disagreements: tuple[Disagreement, ...]

    @property
    def title(self) -> str:
        """What the report asks."""
        _ = get_words(self.language)
        return _("Does the model hold what people tell?")

    @property
    def subtitle(self) -> str:
        """The model that is meant, and the day."""
        return f"{self.model.title.text(self.language)} · {write_day(self.day, self.language)}"

    def name_story(self, story: str) -> str:
        """The title of a story that may be shown; the id of any other one."""
        known = self.stories.get(story)
        return (known.in_language(self.language).title if known else "") or story

    def list_agreements(self) -> Iterator[tuple[str, Agreement]]:
        """Each agreement with its name: what is measured together, each two coders, each code."""
        table = self.agreement
        kinds: tuple[tuple[CodeKind | None, Agreement], ...] = (
            (None, table.together),
            *zip(CODE_KINDS, (table.nodes, table.dimensions), strict=True),
        )
        for kind, agreement in kinds:
            yield name_kind(kind, self.language), agreement
        if len(self.pairs) > 1:
            for (coder, other), agreement in self.pairs.items():
                yield f"{self.coders.get(coder, coder)} – {self.coders.get(other, other)}", agreement
        for agreement in table.codes:
            if agreement.code is not None:
                yield name_code(self.model, agreement.code, self.language), agreement


def build_coding_report(
    model: ConceptualModel, stories: Sequence[Story], codings: Codings, language: str, day: date
) -> CodingReport:
    """The report on the codings of stories, in a language of the model.

    `stories` are all that are not withdrawn, whatever their status: they make the figures.

    >>> from model import load_model, load_stories
    >>> model = load_model()
    >>> report = build_coding_report(model, load_stories(model), Codings(), "en", date(2026, 11, 29))
    >>> report.title, report.coverage.nodes.total
    ('Does the model hold what people tell?', 19)
    """
    agreement = measure_agreement(model, codings, len(stories))
    return CodingReport(
        model=model,
        language=language,
        day=day,
        coders={coder.id: coder.name for coder in codings.coders},
        stories={story.id: story for story in stories if story.is_exportable},
        coverage=measure_coverage(model, stories, codings),
        agreement=agreement,
        pairs=measure_pairs(model, codings, len(stories)) if len(agreement.coders) > 2 else {},
        disagreements=find_disagreements(codings),
    )


def list_sections(report: CodingReport) -> list[ReportSection]:
    """The report, part by part; parts that would say nothing are left out.

    >>> from model import load_model, load_stories
    >>> model = load_model()
    >>> report = build_coding_report(model, load_stories(model), Codings(), "en", date(2026, 11, 29))
    >>> [section.title for section in list_sections(report)][:2]
    ['The model in the stories', 'The stories in the model']
    """
    parts = (
        _build_model_part(report),
        _build_stories_part(report),
        _build_leftovers_part(report),
        _build_untold_part(report),
        _build_agreement_part(report),
        _build_disagreements_part(report),
        _build_about_part(report),
    )
    return [part for part in parts if part is not None]


def _build_model_part(report: CodingReport) -> ReportSection:
    _ = get_words(report.language)
    coverage = report.coverage
    return ReportSection(
        "model",
        _("The model in the stories"),
        (
            _("Elements that have a story, of those that need one: {share}.").format(
                share=write_share(coverage.nodes, report.language)
            ),
            _("Links of which one story has both ends: {share}.").format(
                share=write_share(coverage.edges, report.language)
            ),
        ),
    )


def _build_untold_part(report: CodingReport) -> ReportSection | None:
    _ = get_words(report.language)
    coverage, language = report.coverage, report.language

    def name(node: str) -> str:
        return report.model.get_node(node).name.text(language)

    nodes = [(_("element"), name(node)) for node in coverage.untold_nodes]
    links = [
        (
            _("link"),
            " ".join(
                (
                    quote(_, name(edge.source)),
                    report.model.get_kind(edge.kind).verb.text(language),
                    quote(_, name(edge.target)),
                )
            ),
        )
        for edge in coverage.untold_edges
    ]
    if not nodes and not links:
        return None
    table = ReportTable((_("What"), _("Name")), (1, 6), (*nodes, *links))
    return ReportSection("untold", _("Elements and links without a story"), (), table)


def _build_stories_part(report: CodingReport) -> ReportSection:
    _ = get_words(report.language)
    coverage = report.coverage
    sentences = [
        _("Stories that have a place in the model, of those that are coded: {share}.").format(
            share=write_share(coverage.stories, report.language)
        )
    ]
    if coverage.passages.total:
        share = write_share(coverage.passages, report.language)
        sentences.append(_("Marked passages that have a place in the model: {share}.").format(share=share))
    if coverage.unread:
        sentences.append(
            _("Attached without a coder, so that nobody was asked for leftovers: {count}.").format(
                count=len(coverage.unread)
            )
        )
    names = name_placements(report.language)
    rows = tuple((names[placement], len(coverage.placed[placement])) for placement in PLACEMENTS)
    return ReportSection(
        "stories",
        _("The stories in the model"),
        tuple(sentences),
        ReportTable((_("Placement"), _("Stories")), (5, 1), rows),
    )


def _build_leftovers_part(report: CodingReport) -> ReportSection | None:
    _ = get_words(report.language)
    leftovers = report.coverage.leftovers
    if not leftovers:
        return None
    shown = [leftover for leftover in leftovers if leftover.story in report.stories]
    rows = tuple(
        (
            report.name_story(leftover.story),
            report.coders.get(leftover.coder, leftover.coder),
            leftover.passage.find_text(report.stories[leftover.story]),
        )
        for leftover in shown
    )
    hidden = len(leftovers) - len(shown)
    kept_back = _("Not shown, because their stories are not published or may not be exported: {count}.")
    return ReportSection(
        "leftovers",
        _("Leftovers: passages without a place in the model"),
        (kept_back.format(count=hidden),) if hidden else (),
        ReportTable((_("Story"), _("Coder"), _("Passage")), (3, 2, 8), rows) if rows else None,
    )


def _build_agreement_part(report: CodingReport) -> ReportSection | None:
    _ = get_words(report.language)
    if not report.agreement.coders:
        return None
    language = report.language
    heads = (
        _("Element or dimension"),
        _("Attached"),
        _("Differ"),
        _("Coders"),
        _("Agreement"),
        _("Kappa"),
        _("Alpha"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            name,
            agreement.attached,
            agreement.differing,
            agreement.coders,
            write_figure(agreement.percent, language, is_percent=True),
            write_figure(agreement.kappa, language),
            write_figure(agreement.alpha, language),
        )
        for name, agreement in report.list_agreements()
    )
    return ReportSection(
        "agreement",
        _("Do coders agree?"),
        (describe_coded(report.agreement.together, language),),
        ReportTable(heads, (7, 2, 2, 2, 4, 5, 5), rows),
        list_measure_notes(language),
    )


def _build_disagreements_part(report: CodingReport) -> ReportSection | None:
    _ = get_words(report.language)
    if not report.disagreements:
        return None

    def name_all(coders: Sequence[str]) -> str:
        return ", ".join(report.coders.get(coder, coder) for coder in coders)

    def describe_decision(disagreement: Disagreement) -> str:
        if disagreement.decision is None:
            return _("to be decided")
        return _("attached") if disagreement.decision.is_attached else _("not attached")

    heads = (_("Element or dimension"), _("Story"), _("Attached by"), _("Not attached by"), _("Decision"))
    rows = tuple(
        (
            name_code(report.model, disagreement.code, report.language),
            report.name_story(disagreement.story),
            name_all(disagreement.attached_by),
            name_all(disagreement.not_attached_by),
            describe_decision(disagreement),
        )
        for disagreement in report.disagreements
    )
    return ReportSection(
        "disagreements", _("Where coders differ"), (), ReportTable(heads, (5, 4, 3, 3, 2), rows)
    )


def _build_about_part(report: CodingReport) -> ReportSection:
    _ = get_words(report.language)
    caption = build_caption(report.model, report.language)
    credit = tuple(line for line in (caption.citation, caption.licence) if line)
    return ReportSection(
        "about", _("About this report"), (), None, (*list_coverage_notes(report.language), *credit)
    )
