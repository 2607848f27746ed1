"""Trace paths: from where to where, through what, who has told of it, and what if something were missing."""

from pages.shared import address, current
from pages.shared.component import show_inputs
from pages.workbench.view import show_workbench

content = current.get_content()
_ = address.get_translate()
show_inputs("paths", content, title=_("Trace paths"))
show_workbench("paths", content)
