"""The answers about paths in words: how many, what is lost without some nodes, what all must pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model import ConceptualModel
from model.paths import PathCount
from model.words import Translate, get_words
from pages.paths.tracing import MOST_LISTED
from pages.workbench.path_question import Question

_MOST_NAMED = 12


def describe_answers(model: ConceptualModel, question: Question, language: str) -> list[str]:
    """What is to be said about the asked paths, a sentence each.

    >>> from model import load_model
    >>> describe_answers(load_model(), Question("resonance-trust", "loyalty-patients"), "en")
    []
    """
    bounds = _describe_bounds(model, question, get_words(language))
    return [*bounds, *_describe_bottlenecks(model, question, language)]


def describe_count(model: ConceptualModel, question: Question, _: Translate) -> str:
    """How many paths there are, e.g. "105 paths"; "at least 200 paths" where the counting stopped."""
    count = model.count_paths(question.start, question.end, **question.restrictions)
    if count == 1 and count.is_exact:
        return _("1 path")
    words = _("{count} paths") if count.is_exact else _("at least {count} paths")
    return words.format(count=int(count))


def write_count(count: PathCount, _: Translate) -> str:
    """A number of paths, e.g. "105"; "at least 200" where the counting stopped."""
    return str(int(count)) if count.is_exact else _("at least {count}").format(count=int(count))


def describe_undirected(model: ConceptualModel, _: Translate) -> str:
    """How many links of the model have no direction, and what paths do with them; "" where all have one."""
    count = model.count_undirected()
    words = ""
    if count == 1:
        words = _(
            "1 of {all} links has no direction in the file it comes from. Paths follow it as it is written."
        )
    elif count:
        words = _(
            "{count} of {all} links have no direction in the file they come from. "
            "Paths follow them as they are written."
        )
    return words.format(count=count, all=len(model.edges))


def _describe_bounds(model: ConceptualModel, question: Question, _: Translate) -> Iterator[str]:
    """What the list leaves out: beyond a bound paths are counted, not listed."""
    if model.count_paths(question.start, question.end, **question.restrictions) > MOST_LISTED:
        yield _(
            "The list and its choices cover the {most} shortest paths; the total counts all of them."
        ).format(most=MOST_LISTED)


def describe_loss(model: ConceptualModel, question: Question, language: str) -> list[str]:
    """How many paths are left without the nodes that are switched off, and what none reaches any more.

    >>> from model import load_model
    >>> question = Question("mangomoment", "loyalty-patients", avoiding=("resonance-trust",))
    >>> describe_loss(load_model(), question, "en")[0]
    'Without Trust between patient and professional, 14 of 21 paths remain.'
    """
    if not question.avoiding:
        return []
    _ = get_words(language)
    names = _name(model, question.avoiding, language)
    before = model.count_paths(question.start, question.end, via=question.via)
    after = model.count_paths(question.start, question.end, **question.restrictions)
    left = _("Without {names}, {after} of {before} paths remain.").format(
        names=names, after=write_count(after, _), before=write_count(before, _)
    )
    rest = model.without(question.avoiding)
    lost = rest.find_unreached() - model.find_unreached()
    ordered = [node.id for node in model.nodes() if node.id in lost]
    if not ordered:
        return [left, _("Everything that is left can still be reached from the first stage.")]
    lost_names = _name(model, ordered, language)
    return [left, _("Nothing leads any more from the first stage to: {names}.").format(names=lost_names)]


def _describe_bottlenecks(model: ConceptualModel, question: Question, language: str) -> Iterator[str]:
    """Which single nodes every asked path must pass, and which nodes others hang on."""
    _ = get_words(language)
    must = model.find_bottlenecks(question.start, question.end, avoiding=question.avoiding)
    if must:
        yield _("Every path runs through: {names}. Without any one of these no path is left.").format(
            names=_name(model, must, language)
        )
    for node in model.find_articulations(question.start, question.end, avoiding=question.avoiding)[
        :_MOST_NAMED
    ]:
        cut = model.find_cut_off(node, question.start, question.end, avoiding=question.avoiding)
        if cut:
            ordered = [other.id for other in model.nodes() if other.id in cut]
            yield _("Only {name} connects the paths to: {names}.").format(
                name=_name(model, [node], language), names=_name(model, ordered, language)
            )


def _name(model: ConceptualModel, nodes: Iterable[str], language: str) -> str:
    names = [model.get_node(node).name.text(language) for node in nodes]
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f", … (+{more})" if more > 0 else "")
