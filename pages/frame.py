"""What surrounds every page: title, language, navigation."""

import streamlit as st

from model import ModelFileError
from pages.shared import resources, selection
from pages.shared.inputs import choose_language
from pages.shared.page_link import link_page
from pages.shared.payload.troubles import describe_trouble

st.set_page_config(page_title="Mangomoment", page_icon="🥭", layout="wide")
selection.follow_language()
_ = selection.get_translate()
explore = "explore/page.py"
page = st.navigation(
    [
        st.Page(explore, title=_("Explore"), default=True, visibility="hidden"),
        st.Page(explore, title=_("Explore"), url_path="explore"),
        st.Page("paths/page.py", title=_("Paths"), url_path="paths"),
        st.Page("stories/page.py", title=_("Stories"), url_path="stories"),
        st.Page("workshop/page.py", title=_("Workshop"), url_path="workshop"),
        st.Page("export/page.py", title=_("Export"), url_path="export"),
        st.Page("about/page.py", title=_("About"), url_path="about"),
    ],
    position="top",
)
try:
    content = resources.get_content()
except ModelFileError as error:
    st.error(_("The model file has faults. Mend them and load this page again."))
    st.code("\n".join(f"{error.file}: {fault}" for fault in error.faults), language=None)
    st.stop()
unknown = selection.follow_address(content.model, page.url_path)
with st.container(key="language"):
    choose_language(selection.get_translate())
    link_page(selection.get_language(), content.version)
for missing in unknown:
    st.warning(selection.describe_unknown(missing))
if content.trouble:
    st.warning(describe_trouble(content.trouble, _))
page.run()
