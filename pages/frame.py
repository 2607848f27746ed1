"""What surrounds every page: title, navigation, and which model is looked at."""

import streamlit as st

from model import ModelFileError
from model.stories import StoreError
from pages.navigation.view import show_frame
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble, describe_unknown
from pages.shared.opened import ForgottenModelError

st.set_page_config(layout="wide")
_ = address.get_translate()
explore = "explore/page.py"
pages = {
    "explore": st.Page(explore, title=_("Explore"), url_path="explore"),
    "paths": st.Page("paths/page.py", title=_("Paths"), url_path="paths"),
    "stories": st.Page("stories/page.py", title=_("Stories"), url_path="stories"),
    "workshop": st.Page("workshop/page.py", title=_("Workshop"), url_path="workshop"),
    "export": st.Page("export/page.py", title=_("Export"), url_path="export"),
    "open": st.Page("open/page.py", title=_("Open"), url_path="open"),
    "about": st.Page("about/page.py", title=_("About"), url_path="about"),
}
home = st.Page(explore, title=_("Explore"), default=True, visibility="hidden")
page = st.navigation([*pages.values(), home], position="hidden")
is_forgotten = False
try:
    try:
        content = resources.get_content(address.get_model_key())
    except ForgottenModelError:
        is_forgotten = True
        content = resources.get_content()
    except StoreError:  # it may be there again in a minute, so its key stays in the address
        content = resources.get_content()
except ModelFileError as error:
    st.error(_("The model file has errors. Fix them, then reload this page."))
    st.code("\n".join(f"{error.file}: {fault}" for fault in error.faults), language=None)
    st.stop()
st.set_page_config(page_title=f"{content.model.title.text(address.get_language())} · {page.title}")
titles = [(path, each.title) for path, each in pages.items()]
notices: list[str] = []
if is_forgotten:
    notices.append(_("The model you opened is no longer available. Open its file again on the page “Open”."))
else:
    notices += describe_unknown(address.read(content.model).faults, _)
if content.trouble:
    notices.append(describe_trouble(content.trouble, _))
show_frame(content, page.url_path or "explore", titles, notices, is_forgotten)
page.run()
