"""What the model is, the study behind it, how each part is known, sources, licence, how to cite."""

import streamlit as st

from pages.about.descriptions import describe_opened, describe_source
from pages.about.figures import build_provenance_table, has_provenance, render_study
from pages.shared import address, current
from pages.shared.markdown import to_markdown

_ = address.get_translate()
language = address.get_language()
content = current.get_content()
model = content.model
about, study = model.file.model, model.file.study

with st.container(key="prose"):
    st.title(to_markdown(model.title.text(language)), anchor=False)
    if content.is_opened:
        st.text(describe_opened(model, _))
    for words in (about.summary, about.definition):
        if words is not None:
            st.text(words.text(language))

    if study is not None:
        st.header(_("The study behind it"), anchor=False)
        for words in (study.setting, study.participants):
            if words is not None:
                st.text(words.text(language))
        if study.phases:
            with st.container(key="study"):
                st.html(render_study(study, language, _))
        if study.findings is not None:
            st.text(study.findings.text(language))
        st.caption(to_markdown(model.get_source(study.source).short))

    if has_provenance(model):
        st.header(_("How each part is known"), anchor=False)
        st.table(build_provenance_table(model, _), width="stretch", hide_index=True)

    if model.file.dimensions:
        st.header(_("The dimensions of the stories"), anchor=False)
        st.markdown("\n".join(f"1. {to_markdown(one.name.text(language))}" for one in model.file.dimensions))

    if model.file.sources:
        st.header(_("Sources"), anchor=False)
    for source in model.file.sources:
        st.markdown(describe_source(source, language, _))

    if about.source:
        st.header(_("How to cite"), anchor=False)
        st.text(_("Cite the paper for the model:"))
        st.code(model.get_source(about.source).reference.text(language), language=None, wrap_lines=True)
    if about.notice is not None:
        st.header(_("Independence and licence"), anchor=False)
        st.text(about.notice.text(language))
    st.text(
        _(
            "The software is free under the MIT licence; the fonts are Source Sans 3 and Noto Emoji "
            "(SIL Open Font License)."
        )
    )
