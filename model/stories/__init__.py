"""Stories: what people tell of moments that a node of the model stands for."""

from model.stories.acts import Act
from model.stories.batches import Batch, Place, Sender
from model.stories.changes import Author, By, Change, LogLine, Role, What, name_role
from model.stories.faults import (
    BackupError,
    BatchTooLargeError,
    NothingToUndoError,
    StoreError,
    StoreUnavailableError,
    StoreUrlError,
    StoryConflictError,
    UnknownStoryError,
)
from model.stories.retold import load_stories
from model.stories.store import AddedCount, StoryStore, find_store_url
from model.stories.story import Consent, Story, StorySource, Wording
from model.stories.story_pages import StoryPage
from model.stories.tokens import StoryQuery

__all__ = [
    "Act",
    "AddedCount",
    "Author",
    "BackupError",
    "Batch",
    "BatchTooLargeError",
    "By",
    "Change",
    "Consent",
    "LogLine",
    "NothingToUndoError",
    "Place",
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
    "name_role",
]
