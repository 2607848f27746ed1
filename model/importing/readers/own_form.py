"""Reading a model file of our own form."""

from __future__ import annotations

from model.importing.graph_file import GraphFile
from model.importing.raw import RawGraph, to_title
from model.loading import parse_model


def read_own_form(file: GraphFile) -> RawGraph:
    """The model in a file, with nothing to choose; `ModelFileError` with every fault of it."""
    model = parse_model(file.content, file.name)
    return RawGraph(file.name, "yaml", to_title(file.name), model=model, label="A model of this application")
