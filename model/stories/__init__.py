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
from model.stories.rejections import Sender
from model.stories.retold import load_stories
from model.stories.shelf import Change, Role, What
from model.stories.store import AddedCount, StoryStore, find_store_url
from model.stories.story import Consent, Story, StorySource, Wording
from model.stories.story_pages import StoryPage
from model.stories.tokens import StoryQuery

__all__ = [
    "AddedCount",
    "BackupError",
    "Change",
    "Consent",
    "NothingToUndoError",
    "Role",
    "Sender",
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
    "What",
    "Wording",
    "find_store_url",
    "load_stories",
]
