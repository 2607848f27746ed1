"""Importing models that were made with other tools: yEd, Gephi, networkx, Kumu, D3, tables.

In three steps, between which a person may look and choose: `read_graph` reads what is in a file,
`suggest_roles` guesses which column says what, `build_model` makes a model of it.
"""

from model.importing.findings import Finding, Item, describe_finding, to_rows
from model.importing.formats import ENDINGS, FORMATS, Format
from model.importing.graph_file import ReadingOptions
from model.importing.model_builder import Defaults, Imported, build_imported, build_model
from model.importing.placement import MOST_LAYERS
from model.importing.policy import CHOICES, STRICT, Policy
from model.importing.raw import RawGraph, RawRow
from model.importing.reader import FilesApartError, check_together, read_graph
from model.importing.roles import Roles, suggest_roles
from model.importing.template import build_template

__all__ = [
    "CHOICES",
    "ENDINGS",
    "FORMATS",
    "MOST_LAYERS",
    "STRICT",
    "Defaults",
    "FilesApartError",
    "Finding",
    "Format",
    "Imported",
    "Item",
    "Policy",
    "RawGraph",
    "RawRow",
    "ReadingOptions",
    "Roles",
    "build_imported",
    "build_model",
    "build_template",
    "check_together",
    "describe_finding",
    "read_graph",
    "suggest_roles",
    "to_rows",
]
