"""Two ratings side by side, as the browser gets them: which there are, and what differs between two."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from model import ConceptualModel
from model.teams import (
    Comparison,
    Difference,
    Side,
    arrange_differences,
    compare,
    describe_difference,
    find_share,
    list_left_out,
    name_keys,
    name_sides,
)
from model.words import get_words, write_day, write_number
from model.workshop import (
    DECIMALS,
    Ballot,
    KeptMean,
    KeptRating,
    PairedComparison,
    Round,
    UnknownPartError,
    Workshop,
    WorkshopStore,
    compare_pairs,
    describe_paired,
    get_poll,
    keep_rating,
    write_difference,
)
from pages.shared import resources
from pages.workshop.zone import find_zone


def name_teams() -> dict[str, str]:
    """The names of all teams by their ids."""
    return resources.get_team_store().name_all()


def list_ratings(
    store: WorkshopStore, teams: Collection[str], language: str, within: str = ""
) -> list[dict[str, Any]]:
    """The ratings that can be compared, the newest first: those of some teams, or all; of rehearsals only
    those of the workshop `within`."""
    names = name_teams()
    _ = get_words(language)
    return [
        {
            "workshop": workshop.id,
            "round": round_.id,
            "name": workshop.name,
            "question": round_.ask(_),
            "day": write_day(workshop.get_day(find_zone()), language),
            "team": workshop.team,
            "teamName": names.get(workshop.team or "", ""),
            "kind": round_.kind,
            "keys": list(round_.keys.values()),
        }
        for workshop, round_ in store.list_ratings(teams, within)
    ]


def build_comparison(
    store: WorkshopStore, before: tuple[str, str], after: tuple[str, str], language: str
) -> dict[str, Any]:
    """What differs between two ratings, each named by its workshop and its round."""
    model = resources.get_content().model
    (first, earlier), (second, later) = _read_side(store, before), _read_side(store, after)
    compared = compare(first, second)
    has_codes = all(store.get(workshop).has_codes for workshop, _round in (before, after))
    paired = compare_pairs(earlier, later, store.get_pairs(before, after)) if has_codes else None
    return describe_comparison(model, later, compared, {}, language, paired)


def _read_side(store: WorkshopStore, named: tuple[str, str]) -> tuple[Side, Round]:
    workshop_id, round_id = named
    workshop = store.get(workshop_id)
    found = [round_ for listed, round_ in store.list_ratings() if (listed.id, round_.id) == named]
    if not found:
        raise UnknownPartError("round", round_id)
    ballots = store.get_ballots(workshop_id, round_id)
    rating = keep_rating(workshop, found[0], ballots, workshop.get_day(find_zone()))
    return Side(rating, name_teams().get(workshop.team or "", "")), found[0]


def compare_round(
    model: ConceptualModel,
    workshop: Workshop,
    round_: Round,
    ballots: tuple[Ballot, ...],
    named: Mapping[str, str],
    language: str,
) -> dict[str, Any] | None:
    """What differs between a round and the rating that it is compared with; None where it is with none.

    `named` are the names of what it is about, with a workshop's own words.
    """
    if round_.earlier is None or not get_poll(round_).is_compared:
        return None
    names = name_teams()
    rating = keep_rating(workshop, round_, ballots, workshop.get_day(find_zone()))
    before, after = (Side(kept, names.get(kept.team or "", "")) for kept in (round_.earlier, rating))
    keys = round_.keys
    own = {keys[subject]: name for subject, name in named.items()}
    return describe_comparison(model, round_, compare(before, after), own, language)


def describe_comparison(
    model: ConceptualModel,
    round_: Round,
    compared: Comparison,
    own: Mapping[str, str],
    language: str,
    paired: PairedComparison | None = None,
) -> dict[str, Any]:
    """Two ratings side by side, in words and numbers; `own` are names in the place of the model's, `paired`
    what the same people answered, None where not both workshops have personal codes."""
    names = {key: own.get(key, name) for key, name in name_keys(model, round_, compared, language).items()}
    sides = (compared.before, compared.after)
    _ = get_words(language)
    same_people = paired.subjects if paired else {}
    said = {round_.keys[subject]: describe_paired(each, _, language) for subject, each in same_people.items()}
    return {
        "sides": [
            _describe_side(side, name) for side, name in zip(sides, name_sides(*sides, language), strict=True)
        ],
        "isHidden": compared.is_hidden,
        "paired": _describe_paired(paired, language),
        "subjects": [
            _describe(round_, name, difference, compared, language) | {"paired": said.get(difference.key, "")}
            for name, difference in arrange_differences(compared, names)
        ],
        "notes": list(list_left_out(compared, names, language)),
        "range": get_poll(round_).limits,
        "isOnMap": "change" in get_poll(round_).parts,
    }


def describe_kept(rating: KeptRating, workshop: str, language: str) -> str:
    """What a rating that one of a workshop is compared with is called: its day, its workshop, its team."""
    _ = get_words(language)
    if rating.workshop == workshop:
        return _("the same question, asked earlier in this workshop")
    team = name_teams().get(rating.team or "", "")
    return " · ".join(filter(None, (write_day(rating.day, language), team, rating.name)))


def _describe_paired(paired: PairedComparison | None, language: str) -> str:
    """What the same people answered, as a whole; "" where there is nothing to say."""
    _ = get_words(language)
    if paired is None:
        return ""
    if paired.whole is None:
        return _("Not shown: fewer than 5 people answered both times with a personal code.")
    return describe_paired(paired.whole, _, language)


def _describe_side(side: Side, name: str) -> dict[str, Any]:
    """A side; of fewer than 5 people not even how many they were."""
    voters = side.rating.voters if side.is_shown else None
    return {"name": name, "workshop": side.workshop, "voters": voters}


def _describe(
    round_: Round, name: str, difference: Difference, compared: Comparison, language: str
) -> dict[str, Any]:
    return {
        "id": difference.key,
        "name": name,
        "before": _describe_mean(difference.before, language),
        "after": _describe_mean(difference.after, language),
        "share": find_share(round_, difference.value),
        "text": write_difference(difference.value, language),
        "words": describe_difference(difference, compared, language),
    }


def _describe_mean(kept: KeptMean, language: str) -> dict[str, Any]:
    mean = round(kept.mean, DECIMALS)
    text = write_number(mean, language, DECIMALS)
    return {"mean": mean, "text": text, "low": kept.low, "high": kept.high, "voters": kept.voters}
