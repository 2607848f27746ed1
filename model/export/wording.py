"""What provenance, tellers and a node's place are called, for the texts that go into files."""

from __future__ import annotations

from model.export.legend import name_provenance
from model.graph import ConceptualModel
from model.schema import PROVENANCE_KINDS, Node, Provenance, ProvenanceKind
from model.stories.story import TELLERS, Story, Teller
from model.words import get_words, join_label


def describe_provenances(language: str) -> dict[ProvenanceKind, str]:
    """For each kind of provenance what it means.

    >>> describe_provenances("en")["reported"]
    'Another public source says it.'
    """
    _ = get_words(language)
    described = {
        "stated": _("The main source says this literally."),
        "reported": _("Another public source says it."),
        "inferred": _("It follows from how the main source puts stated things together."),
        "open": _("The main source says that it exists and does not name it."),
    }
    return {kind: described[kind] for kind in PROVENANCE_KINDS}


def describe_tellers(language: str) -> dict[Teller, str]:
    """For each kind of teller how a story is introduced.

    >>> describe_tellers("en")["family"]
    'told by family'
    """
    _ = get_words(language)
    described = {
        "patient": _("told by a patient"),
        "family": _("told by family"),
        "professional": _("told by a professional"),
        "leader": _("told by a leader"),
        "other": _("told by someone else"),
    }
    return {teller: described[teller] for teller in TELLERS}


def describe_place(model: ConceptualModel, node: Node, language: str) -> str:
    """The stage and the level of a node.

    >>> from model import load_model
    >>> m = load_model()
    >>> describe_place(m, m.get_node("effect-joy-in-work"), "en")
    'Effect · Professional'
    """
    stage = model.get_stage(node.stage)
    name = (stage.singular or stage.name).text(language)
    return f"{name[:1].upper()}{name[1:]} · {model.get_level(node.level).name.text(language)}"


def describe_provenance(model: ConceptualModel, provenance: Provenance, language: str) -> str:
    """How something is known and from which source, and what further sources add, in one line.

    >>> from model import load_model
    >>> m = load_model()
    >>> print(describe_provenance(m, m.get_node("mangomoment").provenance, "en")[:29])
    stated, Vanhaecht et al. 2020
    """
    known = describe_known(model, provenance, language)
    further = describe_further(model, provenance, language)
    return f"{known.removesuffix('.')}. {' '.join(further)}" if further else known


def describe_known(model: ConceptualModel, provenance: Provenance, language: str) -> str:
    """How something is known and from which source, without what further sources add.

    >>> from model import load_model
    >>> m = load_model()
    >>> print(describe_known(m, m.get_node("mangomoment").provenance, "en")[:29])
    stated, Vanhaecht et al. 2020
    """
    _ = get_words(language)
    known = name_provenance(_, provenance.kind)
    if provenance.source is not None:
        known += f", {model.get_source(provenance.source).short}"
    if provenance.note is not None:
        known = join_label(_, known, provenance.note.text(language))
    return known


def describe_further(model: ConceptualModel, provenance: Provenance, language: str) -> list[str]:
    """What each further source adds, with the name of the source.

    >>> from model import load_model
    >>> m = load_model()
    >>> describe_further(m, m.get_node("effect-healing").provenance, "en")
    ['Welingelichte Kringen 2018: The lead author did not claim that patients heal faster.']
    """
    _ = get_words(language)
    return [
        join_label(_, model.get_source(further.source).short, further.note.text(language))
        for further in provenance.further
    ]


def describe_story(story: Story, language: str) -> str:
    """Who told a story, where, and where it was made public."""
    setting = story.in_language(language).setting
    said = ", ".join(filter(None, [describe_tellers(language)[story.teller], setting]))
    return f"{said}. {story.source.name}" if story.source else said
