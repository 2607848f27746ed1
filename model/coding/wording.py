"""What agreement and coverage are called and how their figures are written, in each language."""

from __future__ import annotations

from collections.abc import Mapping

from model.coding.agreement import (
    RESAMPLES,
    Agreement,
    Figure,
    Reason,
    Share,
    Undefined,
)
from model.coding.coverage import Placement
from model.coding.story_coding import Code, CodeKind
from model.graph import ConceptualModel
from model.words import get_words, write_number, write_percent


def name_code(model: ConceptualModel, code: Code, language: str) -> str:
    """What a code is called; its id where the model does not have it."""
    named = model.nodes() if code.kind == "node" else model.file.dimensions
    return next((part.name.text(language) for part in named if part.id == code.id), code.id)


def name_kind(kind: CodeKind | None, language: str) -> str:
    """What all codes of a kind are called together, or all there are."""
    _ = get_words(language)
    return {
        "node": _("All elements"),
        "dimension": _("All dimensions"),
        None: _("All elements and dimensions"),
    }[kind]


def describe_undefined(undefined: Undefined, language: str) -> str:
    """Why there is no figure, in few words.

    >>> describe_undefined(Undefined("no variation"), "en")
    'all said the same'
    """
    _ = get_words(language)
    words: Mapping[Reason, str] = {
        "no codes": _("none in the model"),
        "not coded": _("not coded yet"),
        "coded by one": _("coded by one only"),
        "no variation": _("all said the same"),
        "more than two coders": _("for two coders only"),
        "one story": _("one story only"),
        "few resamples": _("too rare for an interval"),
    }
    return words[undefined.reason]


def write_figure(figure: Figure, language: str, *, is_percent: bool = False) -> str:
    """A coefficient with its interval in brackets, or why there is none.

    >>> from model.coding.agreement import Coefficient, Interval
    >>> write_figure(Coefficient(0.741, Interval(-0.06, 0.81)), "en")
    '0.74 (-0.06 to 0.81)'
    >>> write_figure(Coefficient(1.0, Undefined("one story")), "nl", is_percent=True)
    '100% (maar één verhaal)'
    """
    if isinstance(figure, Undefined):
        return describe_undefined(figure, language)

    def write(value: float) -> str:
        return write_percent(value, language) if is_percent else write_number(value, language, 2)

    interval = figure.interval
    if isinstance(interval, Undefined):
        return f"{write(figure.value)} ({describe_undefined(interval, language)})"
    _ = get_words(language)
    # Translators: The ends of an interval, numbers that may be negative.
    ends = _("{low} to {high}").format(low=write(interval.low), high=write(interval.high))
    return f"{write(figure.value)} ({ends})"


def write_share(share: Share, language: str) -> str:
    """How many of how many, with the share in percent.

    >>> write_share(Share(15, 19), "en"), write_share(Share(0, 0), "en")
    ('15 of 19 (79%)', '0 of 0')
    """
    _ = get_words(language)
    count, total = (write_number(value, language, 0) for value in (share.count, share.total))
    written = _("{count} of {total}").format(count=count, total=total)
    return written if share.value is None else f"{written} ({write_percent(share.value, language)})"


def describe_coded(agreement: Agreement, language: str) -> str:
    """How many of the stories were coded at all, and by two or more coders.

    >>> nothing = Undefined("coded by one")
    >>> one = Agreement(None, Share(8, 10), Share(0, 10), 1, 5, 0, nothing, nothing, nothing)
    >>> describe_coded(one, "en")
    'Coded: 8 of 10 (80%); by two or more: 0 of 10 (0%).'
    """
    _ = get_words(language)
    return _("Coded: {coded}; by two or more: {shared}.").format(
        coded=write_share(agreement.coded, language), shared=write_share(agreement.coded_by_two, language)
    )


def name_placements(language: str) -> dict[Placement, str]:
    """What each placement of a story is called, in the order in which they are told."""
    _ = get_words(language)
    return {
        "fully": _("Fully placed: elements, no leftovers"),
        "partly": _("Partly placed: elements and leftovers"),
        "nowhere": _("Not placed: coded, but no element"),
        "waiting": _("To be decided: no element yet, coders differ"),
        "uncoded": _("Not coded yet"),
    }


def list_measure_notes(language: str) -> tuple[str, ...]:
    """How the figures of agreement are computed, in sentences."""
    _ = get_words(language)
    return (
        _(
            "Agreement is the share of the pairs of coders who say the same of a story, on average over the "
            "stories that two or more coded. Kappa (Cohen, 1960) and alpha (Krippendorff, 2011; nominal, "
            "values may be missing) correct it for chance: 1 is perfect, 0 is chance."
        ),
        _(
            "In brackets: where the figure lies in 95% of {count} resamples of the stories (bootstrap, "
            "percentiles). Of all elements together, each element counts once in each story."
        ).format(count=write_number(RESAMPLES, language, 0)),
    )


def list_coverage_notes(language: str) -> tuple[str, ...]:
    """How coverage is meant and where the word is from, in sentences."""
    _ = get_words(language)
    return (
        _(
            "An element has a story when one is attached to it or to one of its forms; a link has one when a "
            "single story has both its ends. What nobody has named yet, and what every story is about, needs "
            "no story."
        ),
        _(
            "Coverage says whether the model can name what people tell, not whether it is true; broader "
            "elements cover more. Look at the leftovers first."
        ),
        _(
            "Coverage and leftovers as in Causal Map’s working paper “A simple measure of the goodness of "
            "fit of a causal theory to a text corpus” (23 December 2025), which counts coded causal links; "
            "here stories and marked passages are counted."
        ),
    )
