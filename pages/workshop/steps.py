"""What is shown one after the other: the way in, the stages, a path, what the room does, what is agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from model import ConceptualModel, Path, Story
from model.export.steps import choose_stories
from model.words import Translate
from model.workshop import ACTIVITIES, OwnStep, Round, State, View
from model.workshop.activities import Part
from model.workshop.wording import name_own_step
from pages.workshop.activities import describe_hint, name_part

PLACES: Mapping[Part, int] = {
    "words": 1,
    "ranking": 1,
    "map": 2,
    "spread": 3,
    "roles": 4,
    "weakest": 5,
    "traced": 6,
    "compared": 7,
    "change": 8,
}
"""Which step of its round each part is, whichever other parts there are: the question is step 0."""


@dataclass(frozen=True)
class Step:
    """One thing that the projector shows; view, at, round and story are those of a `Position`.

    `title` is its heading, `words` what is read or asked, `nodes` those that it is about; `part` says which
    part of a result it is, `told` is a story beside it, `hint` is for who leads only. Of an own step `round`
    is its id, `own` its kind and `picture` the name of its picture.
    """

    view: View
    at: int = 0
    title: str = ""
    words: str = ""
    nodes: tuple[str, ...] = ()
    round: str | None = None
    story: str | None = None
    own: str = ""
    picture: str = ""
    part: str = ""
    told: Story | None = None
    hint: str = ""


def build_steps(
    model: ConceptualModel,
    state: State,
    stories: tuple[Story, ...],
    parts: Mapping[str, tuple[Part, ...]],
    notes: Mapping[str, Mapping[Part, str]],
    language: str,
    _: Translate,
) -> tuple[Step, ...]:
    """All steps of a workshop as it is now; `stories` are those that a path may be told with.

    `parts` are those of the results that are revealed (`results.list_parts`), by the id of the round, and
    `notes` what to ask at each of them. A part keeps its `at` when another one comes or goes, so what the
    projector shows stays what it was.
    """
    rounds = {round_.id: round_ for round_ in state.rounds}
    own = {step.id: step for step in state.own_steps}

    def show(part: str) -> Iterable[Step]:
        match part:
            case "join":
                return (_show_join(state, _),)
            case "followed":
                return _show_followed(state, _)
            case "stages":
                return _show_stages(model, language)
            case "path":
                return _show_path(model, state.workshop.position.path, stories, language, _)
            case "map":
                hint = _("What the room sees: with numbers for stories, and with this workshop's own words.")
                return (Step("map", title=_("The whole map"), hint=hint),)
            case "stories":
                return _show_stories(state, language, _)
            case "actions":
                return (_show_actions(state, _),)
        if part in own:
            return (_show_own(own[part], _),)
        return _show_round(rounds[part], parts.get(part, ()), notes.get(part, {}), _)

    return tuple(step for item in state.order for step in show(item.part))


def name_planned(state: State, part: str, _: Translate) -> str:
    """What a part of a plan is called."""
    fixed = {
        "join": _("Join in"),
        "followed": _("What came of what we agreed"),
        "stages": _("The stages, one by one"),
        "path": _("Along a path"),
        "map": _("The whole map"),
        "stories": _("Stories"),
        "actions": _("What we agree"),
    }
    if part in fixed:
        return fixed[part]
    own = next((step for step in state.own_steps if step.id == part), None)
    round_ = state.get_round(part)
    return name_own_step(own, _) if own else round_.ask(_) if round_ else part


def _show_own(step: OwnStep, _: Translate) -> Step:
    return Step(
        "own",
        title=name_own_step(step, _),
        words=step.text,
        round=step.id,
        own=step.kind,
        picture=step.picture,
        hint=step.notes,
    )


def _show_actions(state: State, _: Translate) -> Step:
    return Step(
        "actions",
        title=_("What we agree"),
        nodes=tuple(dict.fromkeys(node for action in state.actions for node in action.nodes)),
        hint=_("Who does what, and when? Write it down before everybody leaves."),
    )


def _show_followed(state: State, _: Translate) -> Iterator[Step]:
    """The step that asks what came of earlier actions; none where there is nothing to ask."""
    if state.followed:
        yield Step(
            "followed",
            title=_("What came of what we agreed"),
            nodes=tuple(dict.fromkeys(node for followed in state.followed for node in followed.action.nodes)),
            hint=_("Ask for each in turn. Press 1 for done, 2 for still open, 3 for dropped."),
        )


def _show_join(state: State, _: Translate) -> Step:
    if state.workshop.is_ended:
        return Step("join", title=_("This workshop has ended"), words=_("Thank you for being here."))
    if not state.workshop.is_joining_open:
        return Step(
            "join", title=_("Joining is closed"), hint=_("You can reopen joining under Participants.")
        )
    return Step(
        "join", title=_("Join in"), hint=_("Wait until most people have joined; others can join at any time.")
    )


def _show_stages(model: ConceptualModel, language: str) -> Iterator[Step]:
    for at, stage in enumerate(model.stages):
        own = tuple(node.id for node in model.nodes(stage=stage.id))
        description = stage.description.text(language) if stage.description else ""
        yield Step(
            "stages",
            at,
            title=stage.name.text(language),
            words=stage.ask(language),
            nodes=own,
            hint=description,
        )


def _show_path(
    model: ConceptualModel, path: tuple[str, ...], stories: tuple[Story, ...], language: str, _: Translate
) -> Iterator[Step]:
    if not is_path(model, path):
        return
    chosen: Mapping[str, Story | None] = choose_stories(model, path, stories)
    for at, node in enumerate(path):
        yield Step(
            "path",
            at,
            title=model.get_node(node).name.text(language),
            words=model.to_sentence(Path(path[: at + 1]), language),
            nodes=path[: at + 1],
            told=chosen[node],
        )


def is_path(model: ConceptualModel, path: tuple[str, ...]) -> bool:
    """Whether these nodes are there, each leading to the next."""
    known = {node.id for node in model.nodes()}
    return bool(path) and set(path) <= known and all(model.get_edges(*step) for step in pairwise(path))


def _show_round(
    round_: Round, parts: tuple[Part, ...], notes: Mapping[Part, str], _: Translate
) -> Iterator[Step]:
    question, hint = round_.ask(_), describe_hint(ACTIVITIES[round_.kind].takes, _)
    yield Step("round", 0, question, nodes=round_.nodes, round=round_.id, hint=hint)
    for part in parts:
        yield Step(
            "round",
            PLACES[part],
            question,
            name_part(part, round_.kind, _, round_.ends),
            round_.nodes,
            round_.id,
            part=part,
            hint=notes.get(part, ""),
        )


def _show_stories(state: State, language: str, _: Translate) -> Iterator[Step]:
    public = [story for story in state.stories if story.is_public]
    for at, story in enumerate(public):
        # An untitled one is not named by its first words, which stand below.
        number = _("Story {number} of {count}").format(number=at + 1, count=len(public))
        title = story.in_language(language).title or number
        yield Step("stories", at, title, nodes=story.nodes, story=story.id, told=story)
    if not public:
        yield Step("stories", 0, _("Stories"), _("No story was approved yet."))
