"""Stories: what people tell of moments that a node of the model stands for."""

from model.stories.faults import (
    BackupError,
    NothingToUndoError,
    StoreError,
    StoreUnavailableError,
    StoreUrlError,
    StoryConflictError,
    UnknownStoryError,
)
from model.stories.finding import StoryPage, StoryQuery
from model.stories.retold import load_stories
from model.stories.store import AddedCount, Change, Role, StoryStore, find_store_url
from model.stories.story import Consent, Story, StorySource, Wording

__all__ = [
    "AddedCount",
    "BackupError",
    "Change",
    "Consent",
    "NothingToUndoError",
    "Role",
    "StoreError",
    "StoreUnavailableError",
    "StoreUrlError",
    "Story",
    "StoryConflictError",
    "StoryPage",
    "StoryQuery",
    "StorySource",
    "StoryStore",
    "UnknownStoryError",
    "Wording",
    "find_store_url",
    "load_stories",
]
