"""Opening the stories of a model outside the application."""

from __future__ import annotations

import os

from model.graph import ConceptualModel
from model.stories.retold import load_stories
from model.stories.store import StoryStore, find_store_url
from model.stories.story import Story

_SHIPPED = "mangomoment"


def open_store(
    model: ConceptualModel, file: str | os.PathLike[str] | None = None, url: str | None = None
) -> StoryStore:
    """The open store of a model's stories: the one at a URL, or that of the application.

    `file` is the one that the model was loaded from, None for the usual one. Raises `StoreError`.
    """
    store = StoryStore(find_store_url() if url is None else url, model.file.model.id)
    store.open(load_own_stories(model, file))
    return store


def load_own_stories(model: ConceptualModel, file: str | os.PathLike[str] | None = None) -> tuple[Story, ...]:
    """The stories that come along with the model that comes along; another model has none."""
    return load_stories(model) if file is None and model.file.model.id == _SHIPPED else ()
