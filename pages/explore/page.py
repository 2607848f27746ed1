"""Explore the model: map, network or outline, filters, search, and all that is known of an element."""

from pages.shared import current
from pages.shared.component import show_inputs
from pages.workbench.view import show_workbench

content = current.get_content()
show_inputs("explore", content)
show_workbench("explore", content)
