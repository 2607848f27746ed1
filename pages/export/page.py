"""Export: what the screen shows as a file: a picture, slides, a page, or data for other tools."""

import streamlit as st

from model import ConceptualModelError
from model.export import EXPORTERS
from model.export.left_behind import describe_left_behind
from pages.export.copies import show_addresses, show_copies
from pages.export.file import find_missing_letters, find_small_letters, make_file
from pages.export.inputs import MOST_INPUTS, choose_file, choose_format
from pages.export.preview import show_preview
from pages.export.view import build_address, build_base, read_screen
from pages.shared import address, current
from pages.shared.component import show_inputs
from pages.shared.facilitator import get_access, may_facilitate

content = current.get_content()
model = content.model


@st.fragment
def show_export() -> None:
    """The preview on the canvas, the choices in the panel, the download at its foot; a change of a choice
    runs only this. Where they stand is in export.css."""
    _ = address.get_translate()
    base = build_base(st.context.url)
    inputs = st.container(key="export_bar")  # filled once the format is known
    canvas = st.container(key="export_canvas")
    panel = st.container(key="export_panel")
    choices = panel.container(key="export_choices")
    foot = panel.container(key="export_foot")
    progress = canvas.container(key="export_progress")
    look, shown = read_screen(content)
    link = build_address(base, shown)
    with choices.container():
        form = choose_format(_)
        choice = choose_file(form, bool(look.path), may_facilitate(get_access()), _)
        exporter = choice.exporter
        if exporter.tells_stories(choice.options) and not choice.has_stories:
            st.text(_("Stories are not included: exporting them needs the facilitator's passcode."))
        if behind := describe_left_behind(model, form, _):
            st.text(behind)
        for _more in range(MOST_INPUTS):
            st.empty()  # what another format asked goes at once
    with choices:
        show_addresses(base, shown, _)
    with inputs:
        own = {"format": "" if form == next(iter(EXPORTERS)) else form}
        show_inputs("export", content, title=_("Export"), own=own)
    try:
        with progress, st.spinner(_("Making the file …")):
            file = make_file(content.version, content, look, link, choice)
    except ConceptualModelError as error:
        canvas.warning(str(error))
        return
    with foot:
        with st.container(key="export_warning"):
            if small := find_small_letters(content.version, content, look, link, choice):
                st.text(small)
            if missing := find_missing_letters(content.version, content, look, choice):
                st.text(_("Some characters are not in the font.") + " " + missing)
        size = f"{len(file) / 1000:,.0f} kB".replace(",", "\u202f")
        st.download_button(
            _("Download {format} ({size})").format(format=_(exporter.title), size=size),
            file,
            f"{model.file.model.id}.{exporter.ending}",
            exporter.media_type,
            key="export_button",
            type="primary",
            on_click="ignore",
            width="stretch",
        )
        show_copies(shown, _)
    with progress, st.spinner(_("Drawing the preview …")), canvas:
        show_preview(content, look, link, choice, file, _)


show_export()
