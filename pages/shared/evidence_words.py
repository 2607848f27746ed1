"""What the kinds of provenance and of evidence are called on the screen, and what they mean."""

from __future__ import annotations

from model.schema import PROVENANCE_KINDS
from model.words import Translate


def describe_provenances(_: Translate) -> dict[str, tuple[str, str]]:
    """For each kind of provenance its name and what it means."""
    described = {
        "stated": (_("stated"), _("The main source says this literally.")),
        "reported": (_("reported"), _("Another public source says it.")),
        "inferred": (_("inferred"), _("It follows from how the main source puts stated things together.")),
        # Translators: How we know this: a source says that it exists and does not name it.
        "open": (_("open"), _("The main source says that it exists and does not name it.")),
    }
    return {kind: described[kind] for kind in PROVENANCE_KINDS}


def describe_evidence(_: Translate) -> dict[str, tuple[str, str]]:
    """For each kind of evidence its name and what it means."""
    return {
        "whole": (_("told by one story"), _("One story covers every element of the path.")),
        "stitched": (
            _("told in pieces"),
            _("Every element has a story, but no single story has them all."),
        ),
        "untold": (_("not told yet"), _("At least one element has no story yet.")),
    }
