"""What in a whole story may tell who its people are: in each of its texts, pointed out or masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from model.stories.plain_text import clean_line, clean_text
from model.stories.privacy import Kind, find_identifiers, mask
from model.stories.story import LONGEST_LINE, LONGEST_TEXT, Story, Wording

Field = Literal["text", "title", "setting"]
_LONGEST: dict[Field, int] = {"text": LONGEST_TEXT, "title": LONGEST_LINE, "setting": LONGEST_LINE}


@dataclass(frozen=True)
class Telltale:
    """Words of a story that may tell who somebody is: in which of its texts, of what kind."""

    field: Field
    kind: Kind
    text: str


def find_telltales(story: Story) -> Iterator[Telltale]:
    """The likely identifiers in text, title and setting of a story, in all its languages.

    As with `privacy.find_identifiers`, what is likely is found, not everything.

    >>> told = Wording(language="nl", title="Bij dr. Peeters", text="Op kamer 12 was het stil.")
    >>> [one.text for one in find_telltales(Story(wordings=(told,), teller="other"))]
    ['kamer 12', 'dr. Peeters']
    """
    for wording in story.wordings:
        for field in _LONGEST:
            for found in find_identifiers(getattr(wording, field)):
                yield Telltale(field, found.kind, found.text)


def mask_story(story: Story) -> Story:
    """The story with every likely identifier masked in the language of its text.

    A mask can be longer than what it hides: what then does not fit any more is cut off at the end.

    >>> told = Wording(language="en", text="Mrs Jones sang.")
    >>> mask_story(Story(wordings=(told,), teller="other")).text
    '[name] sang.'
    """
    return story.model_copy(update={"wordings": tuple(_mask_wording(one) for one in story.wordings)})


def _mask_wording(wording: Wording) -> Wording:
    masked: dict[str, str] = {}
    for field, longest in _LONGEST.items():
        said = getattr(wording, field)
        # A mask before a colon would be a link in Markdown: it is cleaned as what somebody typed.
        clean = clean_text if field == "text" else clean_line
        masked[field] = clean(mask(said, find_identifiers(said), wording.language))[:longest].rstrip()
    return wording.model_copy(update=masked)
