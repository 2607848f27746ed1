"""Trace paths: what leads from one node to another, as sentences."""

import streamlit as st

from pages.shared import resources, selection
from pages.shared.inputs import choose_node

_AT_MOST = 50

_ = selection.get_translate()
language = selection.get_language()
model = resources.get_content().model

st.title(_("Trace paths"), anchor=False)
with st.container(key="ends", horizontal=True):
    start = choose_node(model, _("From"), selection.PATH_START, _)
    end = choose_node(model, _("To"), selection.PATH_END, _)

if start is None or end is None:
    st.info(_("Choose where the paths start and where they end."))
    st.stop()
count = model.count_paths(start, end)
if not count:
    st.info(_("No path leads from here to there. The edges have a direction: try it the other way round."))
    st.stop()
st.subheader(_("{count} paths").format(count=count) if count > 1 else _("1 path"), anchor=False)
with st.container(key="path_list"):
    for number, path in enumerate(model.find_paths(start, end, at_most=_AT_MOST), start=1):
        st.text(f"{number}. {model.to_sentence(path, language)}")
if count > _AT_MOST:
    st.caption(_("The {most} shortest are shown.").format(most=_AT_MOST))
