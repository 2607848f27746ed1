"""Open another model from a file: choose its columns, see what it becomes, look at it on every page."""

import streamlit as st

from model import ModelFileError
from model.importing import MOST_LAYERS, FilesApartError
from model.retention import find_period
from model.tables import TableError
from pages.open.faults import show_faults, show_files_apart
from pages.open.files import build, mark_files, read_again, write
from pages.open.inputs import choose_defaults, choose_files, choose_roles, show_forms, show_template
from pages.open.preview import show_findings, show_model, show_reading, show_steps
from pages.shared import address, current, resources
from pages.shared.component import show_bar
from pages.shared.period_words import name_period
from pages.tables.words import describe_table_error

_ = address.get_translate()

show_bar("open", current.get_content(), _("Open another model"))
with st.container(key="opening"):
    result, choices = st.columns([2, 1], gap="medium")
with result:
    st.text(
        _(
            "Open a model from your own file and use it on every page: map, paths, exports. This server "
            "keeps it encrypted and erases it {period} after somebody last looked at it. Only those who "
            "have its address can see it."
        ).format(period=name_period(find_period("opened"), _))
    )
    files = choose_files(_)
if not files:
    with result:
        show_template(_)
    with choices:
        show_forms(_)
else:
    try:
        mark = mark_files(files)
        with choices:
            raw = read_again(mark, files, _)
            roles = choose_roles(raw, mark, _)
            defaults = choose_defaults(raw, mark, _)
        with result:
            show_reading(raw, _)
        with st.spinner(_("Building the model …")):
            imported = build(mark, raw, roles, defaults)
        model = imported.model
        with result:
            with st.container(horizontal=True, key="opening_buttons"):
                is_map = st.button(_("Open it"), type="primary", key="open_button")
                is_long = imported.steps > MOST_LAYERS
                is_network = is_long and st.button(_("Open as a network"), key="network_button")
                if is_map or is_network:
                    shown = address.keep("lang") | {"model": resources.open_model(model)}
                    if is_network:
                        shown["view"] = "network"
                    st.switch_page("explore/page.py", query_params=shown)
                st.download_button(
                    _("Save as YAML"),
                    lambda: write(model),
                    f"{model.file.model.id}.yaml",
                    "application/yaml",
                    key="save_button",
                    on_click="ignore",
                )
            show_steps(imported, _)
            show_findings(imported, _)
            show_model(model, _)
    except FilesApartError as error:
        with result:
            show_files_apart(error, _)
    except ModelFileError as error:
        with result:
            show_faults(error, _)
    except TableError as error:
        with result:
            st.error(describe_table_error(error, _))
