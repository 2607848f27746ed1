"""Stories: what people tell of moments that a node of the model stands for."""

from model.stories.retold import load_stories
from model.stories.story import Consent, Story, StorySource, Wording

__all__ = ["Consent", "Story", "StorySource", "Wording", "load_stories"]
