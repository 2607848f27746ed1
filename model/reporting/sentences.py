"""What came out of a workshop, in sentences, and what its parts are called: for every form of the report."""

from __future__ import annotations

from collections.abc import Iterator

from model.paths import PathCount
from model.reporting.report import Named, Report, SamePeople, Vote
from model.stories import Story
from model.teams import describe_sides, explain_chance, list_left_out
from model.words import Translate, get_words, join_label, write_day, write_number
from model.workshop import Round, Spread, describe_paired, write_difference
from model.workshop.activities.poll import WeakWords
from model.workshop.wording import describe_roles, name_roles


def name_role(role: str, language: str) -> str:
    """What a role is called.

    >>> name_role("patient", "en")
    'patient or family'
    """
    return name_roles(get_words(language))[role]


def name_round(round_: Round, language: str) -> str:
    """The question of a round; the usual one of its kind where the facilitator wrote none.

    >>> name_round(Round(id="r", number=1, kind="rating", nodes=("joy",)), "en")
    'How present is this in our team?'
    """
    return round_.ask(get_words(language))


def describe_day(report: Report) -> str:
    """The day of the workshop, in full."""
    return write_day(report.day, report.language)


def describe_headcount(report: Report) -> str:
    """How many took part, by role where that may be told."""
    _ = get_words(report.language)
    roles = [
        join_label(_, name_role(role, report.language), count)
        for role, count in report.headcount.by_role.items()
    ]
    return " · ".join([_("Took part: {count}").format(count=report.headcount.joined), *roles])


def explain_comparison(report: Report, vote: Vote) -> Iterator[str]:
    """Which ratings are compared, what is left out, and what a difference does not say."""
    _ = get_words(report.language)
    if vote.compared is None:
        return
    first, _second = describe_sides(vote.compared, report.language)
    yield join_label(_, _("Compared with"), first) + "."
    yield from list_left_out(vote.compared, report.name_keys(vote), report.language)
    if vote.compared.differences:
        yield explain_chance(_)


def explain_spread(_: Translate) -> str:
    """What the pictures of means mean."""
    return _("Bar: middle half of the answers. Line: mean.")


def describe_vote(report: Report, vote: Vote) -> str:
    """How a vote was held and how many voted."""
    return vote.poll.describe_vote(vote.round.asked, vote.tally.voters, get_words(report.language))


def sum_up_vote(report: Report, vote: Vote) -> Iterator[str]:
    """What came out of one vote."""
    results = [(report.name_subject(vote, subject), value) for subject, value in vote.values.items()]
    if not vote.tally.voters or not results:
        yield get_words(report.language)("Nobody voted.")
        return
    yield from vote.poll.sum_up(results, report.language, vote.round.ends)
    yield from sum_up_consequences(report, vote)
    yield from sum_up_weakest(report, vote)


def sum_up_weakest(report: Report, vote: Vote) -> Iterator[str]:
    """Which node of a rating is the weakest, and on how many paths to the outcomes."""
    found, words = vote.weakest, describe_weak(report, vote)
    if words is None:
        return
    if not found.nodes:
        if found.paths:
            yield words.none
        return
    first, last = found.nodes[0], report.model.stages[-1]
    for weak in found.nodes:
        if weak.value == first.value:
            yield words.sentence.format(
                end=words.end,
                name=report.name(weak.node),
                mean=write_number(weak.value, report.language),
                highest=vote.limits[1],
                count=count_paths(weak.paths, report.language),
                all=count_paths(found.paths, report.language),
                stage=(last.singular or last.name).text(report.language),
            )


def describe_weak(report: Report, vote: Vote) -> WeakWords | None:
    """What is said of the weak nodes of a vote; None where it has none."""
    return vote.poll.describe_weak(get_words(report.language), vote.round.ends)


def describe_weakest(report: Report, vote: Vote, shown: int) -> str:
    """In which order the weak nodes stand, and how many of them are shown where that is not all."""
    _ = get_words(report.language)
    weak = describe_weak(report, vote)
    words = weak.rule if weak else ""
    if shown < len(vote.weakest.nodes):
        words += " " + _("The {shown} lowest of {all}.").format(shown=shown, all=len(vote.weakest.nodes))
    return words


def sum_up_same_people(report: Report, same_people: SamePeople) -> Iterator[str]:
    """What the same people answered before and now, as a whole."""
    _ = get_words(report.language)
    if same_people.comparison.whole is not None:
        yield _("Compared with {day}, by personal codes.").format(
            day=write_day(same_people.day, report.language)
        )
        yield describe_paired(same_people.comparison.whole, _, report.language)


def list_same_people(report: Report, vote: Vote) -> list[list[str]]:
    """What they answered on each subject: its name, how many gave a higher, the same, a lower number, and
    the difference on average; under heads. Subjects that fewer than 5 answered both times are left out."""
    _ = get_words(report.language)
    heads = [vote.poll.list_report_words(_).subject, _("Higher"), _("The same"), _("Lower"), _("On average")]
    counted = vote.same_people.comparison.subjects if vote.same_people else {}
    rows = [
        [
            report.name_subject(vote, subject),
            *(
                write_number(count, report.language, 0)
                for count in (paired.higher, paired.same, paired.lower)
            ),
            write_difference(paired.mean, report.language),
        ]
        for subject, paired in counted.items()
    ]
    return [heads, *rows]


def sum_up_consequences(report: Report, vote: Vote) -> Iterator[str]:
    """What the nodes with most dots lead to in the model."""
    _ = get_words(report.language)
    found = vote.consequences
    if found is None or not found.reached:
        return
    outcomes = [
        _("{name} ({count} paths)").format(name=report.name(node), count=count_paths(count, report.language))
        for node, count in found.outcomes.items()
    ]
    if outcomes:
        yield _("In the model that leads to {count} other elements, and in the end to {outcomes}.").format(
            count=len(found.reached), outcomes=", ".join(outcomes)
        )
    else:
        yield _("In the model that leads to {count} other elements.").format(count=len(found.reached))


def sum_up_named(report: Report) -> list[str]:
    """The words that were found for each element or question, a line each; none for those without."""
    _ = get_words(report.language)
    said = [(named, ", ".join(list_counted(named))) for named in report.named if named.words]
    return [
        f"{named.question} {words}"
        if named.question
        else join_label(_, report.published_name(named.node), words)
        for named, words in said
    ]


def list_counted(named: Named) -> list[str]:
    """Words, each with how many said so where that is more than one.

    >>> list_counted(Named("joy", ("Time", "Coffee"), (3, 1)))
    ['Time × 3', 'Coffee']
    """
    counts = named.counts or (0,) * len(named.words)
    return [
        f"{word} × {count}" if count > 1 else word for word, count in zip(named.words, counts, strict=True)
    ]


def list_notes(report: Report) -> Iterator[str]:
    """What has to be said about the numbers, the stories and the model."""
    _ = get_words(report.language)
    yield (
        _("Answers were given on phones without names and stayed secret until they were revealed.")
        + f" {describe_roles(_)}"
    )
    if report.kept_back == 1:
        yield _("1 more story was told; it is not published, or may not be exported.")
    elif report.kept_back:
        yield _("{count} more stories were told; they are not published, or may not be exported.").format(
            count=report.kept_back
        )
    if report.unrevealed:
        names = "; ".join(name_round(round_, report.language) for round_ in report.unrevealed)
        yield _("Not revealed, and therefore not in here: {names}").format(names=names)
    weak = [describe_weak(report, vote) for vote in report.votes if vote.weakest.nodes]
    yield from dict.fromkeys(words.note for words in weak if words)
    yield from filter(None, (report.citation, report.licence))


def count_paths(count: PathCount, language: str) -> str:
    """How many paths there are, and whether there are more.

    >>> count_paths(PathCount(1200), "en"), count_paths(PathCount(5000, is_exact=False), "en")
    ('1,200', 'at least 5,000')
    """
    written = write_number(int(count), language, 0)
    if count.is_exact:
        return written
    _ = get_words(language)
    return _("at least {count}").format(count=written)


def describe_shown(shown: int, every: PathCount, language: str) -> str:
    """How many of the paths are shown.

    >>> describe_shown(3, PathCount(1200), "en")
    '3 of 1,200 are shown.'
    """
    _ = get_words(language)
    return _("{shown} of {all} are shown.").format(
        shown=write_number(shown, language, 0), all=count_paths(every, language)
    )


def list_figures(report: Report) -> list[tuple[str, str]]:
    """The figures that everybody asks for first, each with what it counts.

    What there is nothing of is left out, but for how many took part.
    """
    _ = get_words(report.language)
    story_count = len(report.stories) + report.kept_back
    counts = (
        (_("took part"), report.headcount.joined, True),
        (_("ballots"), sum(vote.tally.voters for vote in report.votes), False),
        (_("ideas for catalysts"), report.ideas, False),
        (_("short answers"), report.answers, False),
        (_("story told") if story_count == 1 else _("stories told"), story_count, False),
        (_("actions agreed"), len(report.actions), False),
    )
    return [
        (name, write_number(count, report.language, 0))
        for name, count, is_always in counts
        if count or is_always
    ]


def describe_emptiness(report: Report) -> str:
    """What to say where there is nothing to report, or ""."""
    if not report.is_empty:
        return ""
    _ = get_words(report.language)
    return _(
        "Nothing was voted, named, told or agreed that may be shown yet. Reveal rounds, publish stories and "
        "note actions on the page of the workshop, then make this report again."
    )


def describe_middle(spread: Spread, language: str) -> str:
    """Between which numbers the middle half of the answers lies.

    >>> describe_middle(Spread(4, 12, 3.0, 3.0, 2.5, 3.5, {}), "nl")
    '2,5–3,5'
    """
    if spread.low is None or spread.high is None:
        return "–"
    written = [write_number(value, language).rstrip("0").rstrip(".,") for value in (spread.low, spread.high)]
    return written[0] if written[0] == written[1] else "–".join(written)


def name_story(report: Report, story: Story) -> str:
    """The title of a story; where it has none, which one it is, as its first words stand below."""
    _ = get_words(report.language)
    number = report.stories.index(story) + 1
    return story.in_language(report.language).title or _("Story {number} of {count}").format(
        number=number, count=len(report.stories)
    )


def replace_source(story: Story) -> Story:
    """The story without the name of its workshop, which may tell of which ward it is."""
    if story.source is None or story.source.session is None:
        return story
    return story.model_copy(update={"source": None})
