"""What in a whole story may tell who its people are: in each of its texts, pointed out or masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.deduce_setting import is_on
from model.stories.fields import FIELDS, PLAIN
from model.stories.plain_text import clean_line, clean_text
from model.stories.privacy import Identifier, IdentifierKind, find_identifiers, mask
from model.stories.privacy.dutch_names import add_dutch_names
from model.stories.story import LONGEST_LINE, LONGEST_TEXT, Story, StorySource, Wording

_WORDED = ("text", "title", "setting")
_PLAIN = tuple(field for field in PLAIN if field.is_text)


@dataclass(frozen=True)
class Telltale:
    """Words of a story that may tell who somebody is: in which of its texts, of what kind."""

    field: str
    kind: IdentifierKind
    text: str


def find_telltales(story: Story) -> Iterator[Telltale]:
    """The likely identifiers in all texts of a story, in all its languages, and in its source.

    As with `privacy.find_identifiers`, what is likely is found, not everything. The web address of the
    source is left out, as it says where the story was made public.

    >>> told = Wording(language="nl", title="Bij dr. Peeters", text="Op kamer 12 was het stil.")
    >>> [found.text for found in find_telltales(Story(wordings=(told,), teller="other"))]
    ['kamer 12', 'dr. Peeters']
    """
    for wording in story.wordings:
        for field in _WORDED:
            for found in _find(getattr(wording, field), wording.language):
                yield Telltale(field, found.kind, found.text)
    for plain in _PLAIN:
        for found in _find(plain.get(story), story.language):
            yield Telltale(plain.name, found.kind, found.text)
    if story.source:
        for found in _find_in_source(story.source):
            yield Telltale("source", found.kind, found.text)


def mask_story(story: Story) -> Story:
    """The story with every likely identifier masked, in the language of its text or of the story.

    A mask can be longer than what it hides: what then does not fit any more is cut off at the end.

    >>> told = Wording(language="en", text="Mrs Jones sang.")
    >>> mask_story(Story(wordings=(told,), teller="other")).text
    '[name] sang.'
    """
    masked: dict[str, object] = {"wordings": tuple(_mask_wording(wording) for wording in story.wordings)}
    for plain in _PLAIN:
        text = plain.get(story)
        masked[plain.name] = _fit(mask(text, _find(text, story.language), story.language), plain.name)
    if story.source:
        name = mask(story.source.name, _find_in_source(story.source), story.language)
        masked["source"] = story.source.model_copy(update={"name": _fit(name, "source")})
    return story.model_copy(update=masked)


def _mask_wording(wording: Wording) -> Wording:
    masked: dict[str, str] = {}
    for field in _WORDED:
        said = getattr(wording, field)
        masked[field] = _fit(mask(said, _find(said, wording.language), wording.language), field)
    return wording.model_copy(update=masked)


def _find(text: str, language: str) -> tuple[Identifier, ...]:
    """What the rules find in a text and, in Dutch and where it is asked for, deduce beside them."""
    found = find_identifiers(text)
    return add_dutch_names(text, found) if language == "nl" and is_on() else found


def _find_in_source(source: StorySource) -> list[Identifier]:
    """What is found in the name of a source, but for what its web address says anyway."""
    address = source.url or ""
    return [
        found for found in find_identifiers(source.name) if found.kind != "web" or found.text not in address
    ]


def _fit(masked: str, field: str) -> str:
    """A masked text as it can be stored: a mask before a colon would be a link in Markdown."""
    is_long = FIELDS[field].kind == "text"
    clean, longest = (clean_text, LONGEST_TEXT) if is_long else (clean_line, LONGEST_LINE)
    return clean(masked)[:longest].rstrip()
