"""What the model is, the study behind it, how each part is known, what is not; sources, citing."""

import streamlit as st

from pages.about.descriptions import describe_opened, describe_source
from pages.about.figures import build_provenance_table, has_provenance, render_study
from pages.about.remarks import (
    describe_filling,
    list_described,
    list_open,
    list_untold,
    render_nodes,
    render_parts,
    render_remarks,
)
from pages.shared import address, current
from pages.shared.component import show_bar
from pages.shared.markdown import to_markdown
from pages.shared.verbatim import show_verbatim

_ = address.get_translate()
language = address.get_language()
content = current.get_content()
model = content.model
about, study = model.file.model, model.file.study
background, unknown = model.file.background, model.file.unknown
open_nodes, untold = list_open(model), list_untold(content)
sections = {
    anchor: title
    for anchor, title, is_there in (
        ("study", _("The study behind it"), study is not None),
        ("background", _("Around the study"), bool(background)),
        ("parts", _("Stages and levels"), bool(list_described(model))),
        ("known", _("How each part is known"), has_provenance(model)),
        ("unknown", _("What is not known"), bool(unknown or open_nodes or untold)),
        ("dimensions", _("The dimensions of the stories"), bool(model.file.dimensions)),
        ("sources", _("Sources"), bool(model.file.sources)),
        ("cite", _("How to cite"), bool(about.source)),
        ("licence", _("Independence and licence"), about.notice is not None),
    )
    if is_there
}


def begin_section(anchor: str) -> bool:
    """Whether there is a section; its title is shown then, which the list of contents leads to."""
    if anchor in sections:
        st.header(sections[anchor], anchor=anchor)
    return anchor in sections


show_bar("about", content, model.title.text(language))
if sections:
    heading = _("On this page")
    with st.container(key="about_panel"):
        st.markdown(f"**{heading}**")
        st.markdown("\n".join(f"- [{title}](#{anchor})" for anchor, title in sections.items()))

with st.container(key="prose"):
    if content.is_opened:
        st.text(describe_opened(model, _))
    for words in (about.summary, about.definition):
        if words is not None:
            st.text(words.text(language))

    if begin_section("study") and study is not None:
        for words in (study.setting, study.participants):
            if words is not None:
                st.text(words.text(language))
        if study.phases:
            with st.container(key="study"):
                st.html(render_study(study, language, _))
        if study.findings is not None:
            st.text(study.findings.text(language))
        st.caption(to_markdown(model.get_source(study.source).short))

    if begin_section("background"):
        st.html(render_remarks(model, background, language))

    if begin_section("parts"):
        st.html(render_parts(model, language, _))

    if begin_section("known"):
        st.table(build_provenance_table(model, _), width="stretch", hide_index=True)

    if begin_section("unknown"):
        if unknown:
            st.html(render_remarks(model, unknown, language))
        if open_nodes:
            st.markdown(_("The sources say that these elements exist, and do not name them:"))
            st.html(render_nodes(open_nodes, language))
        if untold:
            st.markdown(_("No public story tells of these elements yet:"))
            st.html(render_nodes(untold, language))
        if open_nodes:
            st.subheader(_("If you have found the missing names"), anchor=False)
            st.markdown("\n".join(describe_filling(model, _)))

    if begin_section("dimensions"):
        st.markdown(
            "\n".join(
                f"1. {to_markdown(dimension.name.text(language))}" for dimension in model.file.dimensions
            )
        )

    if begin_section("sources"):
        for source in model.file.sources:
            st.markdown(describe_source(source, language, _))

    if begin_section("cite") and about.source:
        st.text(_("Cite the paper for the model:"))
        show_verbatim(model.get_source(about.source).reference.text(language), "citation", _)
    if begin_section("licence") and about.notice is not None:
        st.text(about.notice.text(language))
    st.text(
        _(
            "The software is free under the MIT licence; the fonts are Source Sans 3 and Noto Emoji "
            "(SIL Open Font License)."
        )
    )
