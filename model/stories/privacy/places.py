"""The rules of `privacy` for where people live: streets, postcodes, places."""

from __future__ import annotations

import re
from typing import Final

from model.stories.privacy import name_words as near
from model.stories.privacy import words
from model.stories.privacy.name_lists import read_names
from model.stories.privacy.rule import DIGITS, Match, Rule, get_before
from model.stories.privacy.word_patterns import any_of

_L: Final = words.LETTER
CAPITAL: Final = rf"(?-i:[A-Z]){_L}{{1,30}}(?:['-]{_L}{{1,30}}){{0,4}}"
_SMALL: Final = (
    r"(?:(?:de[nrs]?|du|la|les?|l'|d'|van|ten|ter|het|aan|op|sur|en|am|an|of|the|upon|und|et) ?){0,3}"
)
_NAMED: Final = rf"{_SMALL}{CAPITAL}(?: {_SMALL}{CAPITAL}){{0,3}}"
_HOUSE: Final = (
    rf"[0-9]{{1,4}}(?: ?(?:bis|ter))?(?: ?[a-z](?!\w))?(?:[/-][0-9]{{1,4}})?(?!\w)(?![.,:/][0-9])(?"
    rf"!{words.UNITS})"
    r"(?:,? ?(?:bus|bte|boite|box|app?\.?|appartement|apt\.?) ?[0-9A-Z]{1,4}(?!\w))?"
)
_POSTAL: Final = (
    r"(?:,? (?:in |te |a )?(?:(?:B-|F-|D-|L-)?[0-9]{4,5}(?: ?(?-i:[A-Z]{2}))? )?"
    rf"(?-i:{CAPITAL}(?:[ -]{CAPITAL})?(?!\w)))?"
)
_DUTCH_ENDS: Final = any_of(
    "straat laan steenweg plein dreef kaai kade gracht singel dijk weg lei baan hof pad ring markt park "
    "wijk veld berg heide straatje plantsoen boulevard vest poort"
)
_DUTCH_CERTAIN: Final = any_of("straat laan steenweg plein dreef kaai gracht singel plantsoen")
_GERMAN_ENDS: Final = any_of("stra\u00dfe strasse str\\. gasse weg platz allee damm ufer ring markt")
_FRENCH_WAYS: Final = any_of(
    "rue avenue av\\. boulevard bd chaussee chemin impasse quai allee route place square clos dreve "
    "venelle ruelle sentier"
)
_FRENCH_CERTAIN: Final = any_of("rue avenue boulevard chaussee impasse dreve")
_ENGLISH_ENDS: Final = any_of(
    "Street St Road Rd Lane Avenue Ave Drive Close Way Crescent Terrace Gardens Court Place Square Hill "
    "Row Mews Grove Park Walk Green"
)
_ENGLISH_CERTAIN: Final = any_of("Street Road Lane Avenue Crescent Terrace")
_NO_STREETS: Final = frozenset(
    [
        "sesamstraat",
        "onderweg",
        "halfweg",
        "snelweg",
        "autosnelweg",
        "zebrapad",
        "voetpad",
        "fietspad",
        "wallstreet",
    ]
)
_FAMOUS: Final = re.compile(r"(?:Coronation|Sesame|Wall|Quality|High|Main|Baker) (?:Street|Road)$")


def _judge_street(match: Match) -> int | None:
    first = re.sub("^(?:am|an|im)$", "", match[0].split(" ")[0].lower())
    if first in words.NO_NAMES or first in near.BEFORE_NAMES or first in words.ORDINARY.split():
        return None
    return None if match["street"].lower() in _NO_STREETS else match.end()


def _judge_lane(match: Match) -> int | None:
    return None if _FAMOUS.search(match[0]) else match.end()


_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|en|sinds|since|seit|tot|depuis|of|and|et|und|year|jaar|annee) $", re.I
)


def _judge_postcode(match: Match) -> int | None:
    """Four digits before a known place; a year before it counts as such after "in" or "since"."""
    known = match["place"].lower() in read_names("places") or match["letters"]
    return None if not known or _YEAR_BEFORE.search(get_before(match, 8)) else match.end()


STREET_RULES = (
    Rule(
        "address",
        rf"(?<!\w)(?:(?:flat|apartment|apt\.?|unit|house) [0-9]{{1,4}}[A-Z]?,? )?[0-9]{{1,4}}[A-Z]?,? (?"
        rf"-i:{CAPITAL} ){{1,3}}"
        rf"(?-i:{_ENGLISH_ENDS})(?!\w){_POSTAL}",
        initials="0-9fauh",
    ),
    Rule(
        "address",
        rf"(?<!\w)(?:[0-9]{{1,4}}(?: ?(?:bis|ter))?,? )(?:de la )?{_FRENCH_WAYS} {_NAMED}{_POSTAL}",
        initials=DIGITS,
    ),
    Rule("address", rf"(?<!\w){_FRENCH_WAYS} {_NAMED},? (?:n° ?)?{_HOUSE}{_POSTAL}", initials="abcdipqrsv"),
    Rule(
        "address",
        rf"(?<!\w){_FRENCH_CERTAIN} {_NAMED}",
        initials="abcdir",
        needs="rue_ avenue_ boulevard_ chaussee_ impasse_ dreve_",
    ),
    Rule(
        "address",
        rf"(?<!\w)(?-i:{CAPITAL}) (?P<street>{_DUTCH_ENDS}),? (?:nr\.? ?|nummer )?{_HOUSE}{_POSTAL}",
        _judge_street,
        initials="a-z",
    ),
    Rule(
        "address",
        rf"(?<!\w)(?:(?-i:{CAPITAL}) ){{0,2}}(?P<street>(?:(?:{_L}|-){{2,30}}?){_DUTCH_ENDS}),? (?:nr\.? ?"
        rf"|nummer )?{_HOUSE}{_POSTAL}",
        _judge_street,
        initials="a-z",
    ),
    Rule(
        "address",
        rf"(?<!\w)(?P<street>(?-i:[A-Z])(?:(?:{_L}|-){{2,30}}?(?:{_GERMAN_ENDS}|-(?:Stra\u00dfe|Strasse|"
        r"Platz|Weg|Allee))|"
        rf"(?:m|n der|n den|m alten) {CAPITAL})) {_HOUSE}{_POSTAL}",
        _judge_street,
        initials="A-Z",
    ),
    Rule(
        "address",
        rf"(?<=[a-z,] )(?:(?-i:{CAPITAL}) )?(?P<street>(?-i:[A-Z])(?:{_L}|-){{2,30}}?{_DUTCH_CERTAIN})(?!\w)",
        _judge_street,
        cased=True,
        initials="A-Z",
    ),
    Rule(
        "address",
        rf"(?<=[a-z,] ){CAPITAL} (?:{CAPITAL} )?{_ENGLISH_CERTAIN}(?!\w)(?! {CAPITAL})",
        _judge_lane,
        cased=True,
        initials="A-Z",
    ),
    Rule(
        "address",
        rf"(?<![\w.-])(?:B-|F-|D-|L-)?[0-9]{{4,5}} ?(?P<letters>[A-Z]{{2}} )? ?(?P<place>{CAPITAL})",
        _judge_postcode,
        cased=True,
        initials="0-9BFDL",
    ),
    Rule("address", r"(?<!\w)[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}(?!\w)", cased=True, initials="A-Z"),
)


# Places -------------------------------------------------------------------------------------------------

_TOWN: Final = (
    rf"{CAPITAL}(?:[ -](?:(?:aan|op|de|den|der|la|le|les|sur|en|am|an|upon|by|bei|bij)[ -])?{CAPITAL}){{0,3}}"
)
_AT_PLACE: Final = any_of(
    "in uit te naar vanuit near rond rondom aus nach a vers dans omgeving from around outside"
)
_BEFORE_PLACE: Final = any_of("van de of von bij to tussen voorbij chez pres_de bei at")
_LIVING: Final = any_of(
    "woon woont woonde woonden wonen afkomstig geboren verhuisd verhuisde verhuist opgegroeid kwam komt "
    "komen dorp dorpje stad stadje gemeente live lives lived born village town raised comes came grew "
    "moved habite habitait habitent nee? vient venait venus originaire ville commune wohnt wohnte wohnen "
    "kommt kam stammt stammte dorf ganz man woman lady couple family boy girl vrouw koppel gezin jongen "
    "meisje homme femme famille frau familie"
)


def _judge_place(match: Match) -> int | None:
    """A known place, if it is no name of somebody after a word that stands before these, too."""
    lower = match["place"].lower()
    if re.split("[ -]", lower)[0] in near.THINGS:
        return None
    places = read_names("places")
    while lower not in places and re.search("[ -]", lower):
        lower = re.sub("[ -][^ -]*$", "", lower)
    if lower not in places or lower in _NO_PLACES:
        return None
    is_person = lower in read_names("first") or lower in read_names("family")
    return None if is_person and match["weak"] else match.start("place") + len(lower)


def _judge_town(match: Match) -> int | None:
    """A capital after words of living somewhere; not a country, a month, a feast, or somebody."""
    lower = re.split("[ -]", match["place"].lower())[0]
    others = (near.THINGS, near.RISKY, near.EPONYMS, words.NO_NAMES, words.BELONGINGS)
    is_other = (
        any(lower in group for group in others) or lower in read_names("first") or lower in near.ALSO_WORDS
    )
    return None if is_other else match.end()


_NO_PLACES: Final = frozenset(["as", "echt", "elp", "een", "ees", "hem", "mal", "my", "zug", "ass", "ast"])
PLACE_RULES = (
    Rule(
        "place",
        rf"(?<![^\W_])(?:(?P<weak>{_BEFORE_PLACE})|{_AT_PLACE}) (?P<it>(?P<place>(?-i:{_TOWN}))(?!\w))",
        _judge_place,
        initials="abcdfinoprtuv",
    ),
    Rule(
        "place",
        rf"(?<![^\W_]){_LIVING}(?: {_L}{{1,12}}){{0,2}} (?:in|uit|te|naar|van|from|near|of|to|called|a|de|"
        r"aus|nach|bij|bei)"
        rf" (?P<it>(?P<place>(?-i:{_TOWN}))(?!\w))",
        _judge_town,
        initials="abcdfghjklmnorstvw",
    ),
)
