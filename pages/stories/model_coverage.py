"""Does the model hold what people tell? Coverage of the model by stories, and of stories by the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from model import ConceptualModel, Story
from model.coding import CodingStore
from model.coding.coverage import PLACEMENTS, Coverage, Leftover, measure_coverage
from model.coding.wording import list_coverage_notes, name_placements, write_share
from model.stories import StoreError
from model.words import Translate, quote, write_number
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble
from pages.shared.markdown import to_markdown
from pages.stories.agreement.coded import Coded, get_coded, get_coverage

MOST_LEFTOVERS = 100
"""How many leftovers are listed; the report has them all, as far as they may be exported."""

_FILES = {"PDF": "codings-report.pdf", "XLSX": "codings-report.xlsx"}


def show_model_coverage(content: resources.Content, is_facilitator: bool, _: Translate) -> None:
    """Show how far model and stories cover each other.

    Visitors see what of the model has a public story; how far stories are placed, what is not coded yet and
    the leftovers are for the facilitator.
    """
    coded = None
    if is_facilitator:
        try:
            coded = get_coded(resources.get_store())
        except StoreError as error:
            st.error(describe_trouble(error, _))
            return
    coverage = get_coverage(content, coded) if coded else measure_coverage(content.model, content.attached)
    st.subheader(_("Does the model hold what people tell?"), anchor=False)
    language = address.get_language()
    for said in describe_shares(coverage, is_facilitator, language, _):
        st.text(said)
    if coded:
        _show_placements(coverage, _)
        _show_leftovers(coverage.leftovers, coded, _)
    if untold := list_untold(content.model, coverage, language, _):
        with st.expander(_("Elements and links without a story")):
            st.table(pd.DataFrame(untold, columns=[_("What"), _("Name")]), hide_index=True)
    with st.expander(_("What is counted, and where that is from")):
        for note in list_coverage_notes(language):
            st.text(note)
    if coded:
        _show_report(_)


def describe_shares(coverage: Coverage, is_facilitator: bool, language: str, _: Translate) -> list[str]:
    """How far model and stories cover each other, a sentence for each share."""
    shares = [
        (_("Elements that have a story, of those that need one: {share}."), coverage.nodes),
        (_("Links of which one story has both ends: {share}."), coverage.edges),
    ]
    if is_facilitator:
        shares += [
            (
                _("Stories that have a place in the model, of those that are coded: {share}."),
                coverage.stories,
            ),
            (_("Marked passages that have a place in the model: {share}."), coverage.passages),
        ]
    return [said.format(share=write_share(share, language)) for said, share in shares if share.total]


def _show_placements(coverage: Coverage, _: Translate) -> None:
    """How many stories have a place, and how many of these nobody was asked for leftovers in."""
    language = address.get_language()
    names = name_placements(language)
    rows = [
        (names[placement], write_number(len(coverage.placed[placement]), language, 0))
        for placement in PLACEMENTS
    ]
    unread = _("Attached without a coder, so that nobody was asked for leftovers: {count}.")
    with st.expander(_("The stories in the model")):
        st.table(pd.DataFrame(rows, columns=[_("Placement"), _("Stories")]), hide_index=True)
        if coverage.unread:
            st.text(unread.format(count=write_number(len(coverage.unread), language, 0)))


def _show_leftovers(leftovers: tuple[Leftover, ...], coded: Coded, _: Translate) -> None:
    """What coders marked as having no place in the model, each with its story."""
    language = address.get_language()
    title = _("Leftovers: passages without a place in the model")
    with st.expander(f"{title} ({write_number(len(leftovers), language, 0)})"):
        if not leftovers:
            st.text(_("No coder has marked a passage that has no place in the model."))
            return
        listed = leftovers[:MOST_LEFTOVERS]
        store = CodingStore(resources.get_store())
        stories = {story.id: story for story in store.find_told({leftover.story for leftover in listed})}
        coders = {coder.id: coder.name for coder in coded.codings.coders}
        with st.container(height=320 if len(listed) > 6 else "content", key="leftovers"):
            st.html(build_leftovers(listed, stories, coders, language, _))
        if more := len(leftovers) - len(listed):
            st.text(_("And {count} more.").format(count=write_number(more, language, 0)))


def build_leftovers(
    leftovers: Iterable[Leftover],
    stories: Mapping[str, Story],
    coders: Mapping[str, str],
    language: str,
    _: Translate,
) -> str:
    """The leftovers as a list in HTML: the words, a link to the story, and the coder."""
    items = []
    for leftover in leftovers:
        story = stories.get(leftover.story)
        if story is None:
            continue
        query = urlencode({"story": story.id, "lang": language})
        link = f'<a href="stories?{escape(query)}">{escape(story.name(language))}</a>'
        words = escape(quote(_, leftover.passage.find_text(story)))
        coder = escape(coders.get(leftover.coder, leftover.coder))
        items.append(
            f'<li><span lang="{escape(leftover.passage.language)}">{words}</span> – {link}, {coder}</li>'
        )
    return f"<ul>{''.join(items)}</ul>"


def list_untold(
    model: ConceptualModel, coverage: Coverage, language: str, _: Translate
) -> list[tuple[str, str]]:
    """What of the model needs a story and has none: its nodes, then its edges, in words."""

    def name(node: str) -> str:
        return model.get_node(node).name.text(language)

    nodes = [(_("element"), to_markdown(name(node))) for node in coverage.untold_nodes]
    links = [
        (
            _("link"),
            to_markdown(
                " ".join(
                    (
                        quote(_, name(edge.source)),
                        model.get_kind(edge.kind).verb.text(language),
                        quote(_, name(edge.target)),
                    )
                )
            ),
        )
        for edge in coverage.untold_edges
    ]
    return [*nodes, *links]


def _show_report(_: Translate) -> None:
    query = escape(urlencode({"lang": address.get_language()}))
    links = " ".join(
        f'<a class="file-link" href="stories/agreement/{file}?{query}" download>{form}</a>'
        for form, file in _FILES.items()
    )
    name = escape(_("Report on codings"))
    st.html(f'<p class="file-links"><span>{name}</span> {links}</p>')
