"""What surrounds every page: title, language, navigation, and which model is looked at."""

import streamlit as st

from model import ModelFileError
from pages.shared import query, resources, selection
from pages.shared.inputs import choose_language
from pages.shared.markdown import to_markdown
from pages.shared.opened import ForgottenModelError
from pages.shared.page_link import link_page
from pages.shared.payload.troubles import describe_trouble, describe_unknown

st.set_page_config(page_icon="🥭", layout="wide")
query.follow_language()
_ = selection.get_translate()
explore = "explore/page.py"
page = st.navigation(
    [
        st.Page(explore, title=_("Explore"), url_path="explore"),
        st.Page("paths/page.py", title=_("Paths"), url_path="paths"),
        st.Page("stories/page.py", title=_("Stories"), url_path="stories"),
        st.Page("workshop/page.py", title=_("Workshop"), url_path="workshop"),
        st.Page("export/page.py", title=_("Export"), url_path="export"),
        st.Page("open/page.py", title=_("Open"), url_path="open"),
        st.Page("about/page.py", title=_("About"), url_path="about"),
        st.Page(explore, title=_("Explore"), default=True, visibility="hidden"),
    ],
    position="top",
)
query.follow_model(page.url_path)
is_forgotten = False
try:
    try:
        content = resources.get_content(selection.get_model())
    except ForgottenModelError:
        is_forgotten = True
        query.turn_to_model(None)
        content = resources.get_content()
except ModelFileError as error:
    st.error(_("The model file has faults. Mend them and load this page again."))
    st.code("\n".join(f"{error.file}: {fault}" for fault in error.faults), language=None)
    st.stop()
unknown = query.follow_address(content.model, page.url_path)
title = content.model.title.text(selection.get_language())
st.set_page_config(page_title=f"{title} · {page.title}")
with st.container(key="language"):
    choose_language(selection.get_translate())
    link_page(selection.get_language(), content, page.url_path)
if content.is_opened:
    own = resources.get_content().model
    with st.container(key="opened", horizontal=True, vertical_alignment="center"):
        st.text(_("Opened: {title}").format(title=title))
        st.button(
            _("Back to: {title}").format(title=to_markdown(own.title.text(selection.get_language()))),
            key="back_to_own",
            on_click=query.turn_to_model,
            args=(None,),
            type="tertiary",
            icon="↩️",
        )
if is_forgotten:
    st.warning(_("The model you had opened is not kept any more. Open its file again on the page “Open”."))
for missing in unknown:
    st.warning(describe_unknown(missing, _))
if content.trouble:
    st.warning(describe_trouble(content.trouble, _))
page.run()
