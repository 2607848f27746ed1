"""Stories: what people tell of moments that a node of the model stands for."""

from model.stories.story import TELLERS, Story, StoryFile, StorySource, load_stories

__all__ = ["TELLERS", "Story", "StoryFile", "StorySource", "load_stories"]
