"""A story on a phone: the form it is typed into, what was sent of it, and what could identify a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model import ConceptualModel
from model.schema import Node
from model.stories import Consent
from model.stories.plain_text import clean_text
from model.stories.privacy import find_identifiers, mask
from model.stories.story import LONGEST_TEXT, PURPOSES, TELLERS, Teller
from model.words import STORY_LANGUAGES, Translate, list_story_languages
from pages.phones.fields import Fields
from pages.phones.forms import ComesBackError, Entered
from pages.phones.words import list_consents
from pages.shared.story_words import list_identifiers, list_tellers


@dataclass(frozen=True)
class Telltales:
    """What could identify a person, each with its kind; `seen` says which text that was found in."""

    found: tuple[tuple[str, str], ...]
    seen: str


@dataclass(frozen=True)
class StoryForm:
    """A story to tell, as `parts/story.html` asks for it; `number` tells its fields from others'.

    `meanings` is the address of the page that says what the nodes mean, or "".
    """

    number: int
    text: str
    text_fault: str
    longest: int
    tellers: Mapping[str, str]
    chosen_tellers: tuple[str, ...]
    teller_fault: str
    nodes_by_stage: tuple[tuple[str, Mapping[str, str]], ...]
    meanings: str
    chosen_nodes: tuple[str, ...]
    consents: Mapping[str, str]
    chosen_consents: tuple[str, ...]
    languages: Mapping[str, str]
    language: str
    warning: Telltales | None


@dataclass(frozen=True)
class ToldStory:
    """What somebody told, as it may be stored."""

    text: str
    teller: Teller
    language: str
    nodes: tuple[str, ...]
    consent: Consent

    @property
    def words(self) -> tuple[str, ...]:
        """All that it says: another text for another story."""
        return (self.text, self.teller, self.language, *self.nodes, repr(self.consent))


def build_story_form(
    number: int,
    model: ConceptualModel,
    nodes: Iterable[Node],
    language: str,
    _: Translate,
    back: Entered | None = None,
    own_teller: str = "",
    names: Mapping[str, str] | None = None,
    meanings: str = "",
    has_room: bool = True,
) -> StoryForm:
    """The form, as it comes `back` or empty but for the teller, where the role says who tells.

    `names` are what nodes are called, where it is not as in the model; a letterbox has no room, and says so.
    """
    called = names or {node.id: node.name.text(language) for node in model.nodes()}
    fields = back.fields if back else Fields()
    faults = back.faults if back else {}
    nodes = list(nodes)
    nodes_by_stage = tuple(
        (stage.name.text(language), own)
        for stage in model.stages
        if (own := {node.id: called[node.id] for node in nodes if node.stage == stage.id})
    )
    return StoryForm(
        number,
        text=fields.get("text"),
        text_fault=faults.get("text", ""),
        longest=LONGEST_TEXT,
        tellers=list_tellers(_),
        chosen_tellers=fields.get_all("teller") if back else tuple(filter(None, [own_teller])),
        teller_fault=faults.get("teller", ""),
        nodes_by_stage=nodes_by_stage,
        meanings=meanings,
        chosen_nodes=fields.get_all("node"),
        consents=list_consents(_, has_room),
        chosen_consents=fields.get_all("consent"),
        languages=list_story_languages(language),
        language=fields.get("language") or language,
        warning=build_warning(back, _),
    )


def build_warning(back: Entered | None, _: Translate) -> Telltales | None:
    """What could identify a person in a form that comes back; None where there is nothing."""
    if not back or not back.identifiers:
        return None
    kinds = list_identifiers(_)
    found = tuple((identifier.text, kinds[identifier.kind]) for identifier in back.identifiers)
    return Telltales(found, back.print_)


def read_story(form: str, fields: Fields, language: str, _: Translate) -> ToldStory:
    """The story that a form sent; raises `ComesBackError` where something lacks or has to be looked at.

    Told in the `language` of the page where the form names none of those that there are.
    """
    text, told_in, teller = clean_text(fields.get("text")), fields.get("language"), fields.get("teller")
    faults = {}
    if not text:
        faults["text"] = _("The story itself is missing.")
    elif len(text) > LONGEST_TEXT:
        details = {"given": len(text), "most": LONGEST_TEXT}
        faults["text"] = _("{given} characters; the limit is {most}.").format(**details)
    if teller not in TELLERS:
        faults["teller"] = _("Choose who tells the story.")
    if faults:
        raise ComesBackError(form, Entered(fields, faults))
    if told_in not in STORY_LANGUAGES:
        told_in = language
    consent = Consent(**{purpose: purpose in fields.get_all("consent") for purpose in PURPOSES})
    text = guard(form, fields, {"text": text}, told_in)["text"]
    nodes = tuple(dict.fromkeys(fields.get_all("node")))
    return ToldStory(text, teller, told_in, nodes, consent)  # type: ignore[arg-type]


def guard(form: str, fields: Fields, texts: Mapping[str, str], language: str) -> dict[str, str]:
    """The texts as they may be sent: without what could identify a person, or with it where their writer has
    seen what that is and sends it all the same; raises `ComesBackError` until then."""
    found = {name: find_identifiers(text) for name, text in texts.items()}
    identifiers = tuple(identifier for those in found.values() for identifier in those)
    if not identifiers:
        return dict(texts)
    print_ = hashlib.sha256("\n".join(texts.values()).encode()).hexdigest()[:16]
    choice = fields.get("privacy")
    if choice == "mask":
        return {name: mask(text, found[name], language) for name, text in texts.items()}
    if choice == "keep" and fields.get("seen") == print_:
        return dict(texts)
    raise ComesBackError(form, Entered(fields, {}, identifiers, print_))


def hash_request(*parts: str) -> str:
    """The id of a request that says this: another one for other words."""
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:32]
