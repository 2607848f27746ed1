"""Reading the file of retold public stories that comes along with a model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from model.errors import describe_unknown, find_near_match
from model.file_faults import describe_repeated
from model.graph import ConceptualModel
from model.loading import DATA, parse_document, read_bytes
from model.schema import Id, Place, Words
from model.stories.story import EVERYTHING, Story, StorySource, Teller, Wording


class RetoldStory(BaseModel):
    """A story as the file has it: each text in all languages of the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    title: Words
    text: Words
    teller: Teller
    setting: Words
    dimensions: tuple[Id, ...] = ()
    nodes: tuple[Id, ...] = Field(min_length=1)
    source: StorySource
    origin: Literal["retold"]

    def to_story(self, languages: tuple[str, ...]) -> Story:
        """The story, published: its source made it public."""
        wordings = [
            Wording(
                language=language,
                title=self.title.text(language),
                text=self.text.text(language),
                setting=self.setting.text(language),
            )
            for language in languages
        ]
        return Story(
            id=self.id,
            wordings=tuple(wordings),
            teller=self.teller,
            dimensions=self.dimensions,
            nodes=self.nodes,
            source=self.source,
            origin=self.origin,
            consent=EVERYTHING,
            status="published",
        )


class StoryFile(BaseModel):
    """A whole file of stories."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stories: tuple[RetoldStory, ...] = ()


def load_stories(model: ConceptualModel, file: str | os.PathLike[str] | None = None) -> tuple[Story, ...]:
    """The stories of a file; without one, the retold stories that come along.

    Raises `ModelFileError` with every fault, among them a story on a node the model does not have.

    >>> from model import load_model
    >>> len(load_stories(load_model()))
    19
    """
    path = FilePath(file) if file is not None else DATA / "stories.yaml"
    document = parse_document(read_bytes(path), path.name)
    parsed = document.parse(StoryFile, lambda file, _malformed: _find_faults(model, file.stories))
    return tuple(story.to_story(tuple(model.languages)) for story in parsed.stories)


def _find_faults(model: ConceptualModel, stories: tuple[RetoldStory, ...]) -> Iterator[tuple[Place, str]]:
    nodes = {node.id for node in model.nodes()}
    dimensions = {dimension.id for dimension in model.file.dimensions}
    seen: set[str] = set()
    for position, story in enumerate(stories):
        place: Place = ("stories", position)
        if story.id in seen:
            yield (*place, "id"), describe_repeated(story.id)
        seen.add(story.id)
        for what, used, known in (("node", story.nodes, nodes), ("dimension", story.dimensions, dimensions)):
            for index, id_ in enumerate(used):
                if id_ not in known:
                    yield (
                        (*place, f"{what}s", index),
                        describe_unknown(what, id_, find_near_match(id_, known)),
                    )
        for name in ("title", "text", "setting"):
            for language in model.languages:
                if not getattr(story, name).is_in(language):
                    yield (*place, name), f'the text in "{language}" is missing'
