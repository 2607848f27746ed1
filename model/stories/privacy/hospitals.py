"""The rules of `privacy` for hospitals and wards, numbers of files, number plates and rare events."""

from __future__ import annotations

import re
from typing import Final

from model.stories.privacy import name_words as near
from model.stories.privacy import words
from model.stories.privacy.places import CAPITAL
from model.stories.privacy.rule import Match, Rule
from model.stories.privacy.word_patterns import any_of

_L: Final = words.LETTER

_HOSPITALS: Final = (
    "UZ AZ ZNA GZA UMC CHU CHR CHC CHIREC OLVG MUMC UKE LMU MVZ ETZ AMC VUmc EMC Universitair_Ziekenhuis "
    "Algemeen_Ziekenhuis Academisch_Ziekenhuis Universitatsklinikum Uniklinik Uniklinikum "
    "Klinikum Universitatsspital Kantonsspital Landesklinikum Centre_hospitalier "
    "Centre_Hospitalier Cliniques_universitaires cliniques_universitaires Cliniques_Universitaires"
)
_GENERIC: Final = any_of(
    "ziekenhuis kliniek hopital clinique krankenhaus klinik spital woonzorgcentrum rusthuis"
)
_SAINT: Final = r"(?:Sint|Sinte|St|Saint|Sainte|Sankt)[- .]"


def _judge_ward(match: Match) -> int | None:
    first = match["first"].lower()
    no_name = first in words.NO_NAMES or first in near.THINGS or first in near.GREETING_BEFORE
    return None if no_name else match.end()


def _judge_generic(match: Match) -> int | None:
    last = match[0].split()[-1].lower()
    return None if last in words.NO_NAMES or last in near.THINGS or last in near.BEFORE_NAMES else match.end()


HOSPITAL_RULES = (
    Rule(
        "hospital",
        rf"(?<!\w){any_of(_HOSPITALS)} (?:(?:de|du|des|van|te|Am|am) )?{CAPITAL}(?:[ -](?:(?:en|de|la|van)"
        rf" )?{CAPITAL}){{0,3}}",
        cased=True,
        initials="A-Zc",
    ),
    Rule(
        "hospital",
        rf"(?<!\w)(?:(?:The )?(?P<first>{CAPITAL})'?(?:'?s)? (?:{CAPITAL}'? ){{0,3}}(?:Hospital|Infirmary|"
        r"Hospice|Ziekenhuis|Medical Centre)"
        rf"|(?:St\.? |St\. )(?P<saint>{CAPITAL})'?s?'? (?:Hospital|Hospice|Infirmary))(?!\w)",
        lambda match: _judge_ward(match) if match["first"] else match.end(),
        cased=True,
        initials="A-Z",
    ),
    # "the hospital Saint-Luc" may be any of dozens: a saint tells no more than that
    Rule(
        "hospital",
        rf"(?<!\w){_GENERIC} "
        rf"(?:(?!{_SAINT})(?-i:{CAPITAL})(?! (?:Hospital|Ward))"
        rf"|{_SAINT}{CAPITAL} (?:de |d'|te |in |van |in )(?-i:{CAPITAL}))",
        _judge_generic,
        initials="chkrswz",
        needs="ziekenhuis kliniek hopital clinique krankenhaus klinik spital woonzorg rusthuis",
    ),
    Rule(
        "hospital",
        rf"(?<!\w)(?:on|in|from|to|at) (?:the )?(?P<it>(?P<first>{CAPITAL}) [Ww]ard)(?!\w)",
        _judge_ward,
        cased=True,
        initials="oifta",
        needs="_ward",
    ),
    Rule(
        "room",
        r"(?<![^\W_])(?:(?:verpleeg)?afdeling|verpleegeenheid|eenheid|ward|unite|station|zaal|dienst|"
        r"service|salle|gang)"
        rf"(?: ?(?:nummer|nr\.?|number|no\.?|n°|numero))? (?-i:(?=[A-Z]?-?[0-9])){words.ROOM_NUMBER}",
        initials="adegsuvwz",
    ),
    Rule(
        "room",
        r"(?<!\w)(?:in|op|van|uit) de "
        r"(?P<it>[0-9]{3})(?= (?:lag|ligt|lagen|liggen|zat|sliep|was|werd|woonde))",
        initials="iouv",
    ),
    Rule(
        "room",
        r"(?<!\w)(?:(?:patienten)?kamer|room|chambre|zimmer|bed|bett)(?: nummer| number| numero)? "
        rf"{words.NUMBER_IN_WORDS}(?![\w-])(?!{words.UNITS})(?! (?:et|en|and|und) )",
        initials="bckprz",
    ),
)


# Files, plates, events ----------------------------------------------------------------------------------

_OF_FILES: Final = any_of(
    "patient patienten dossier opname file record hospital case admission chart klant lid polis fall akten "
    "fallakten verzekerings client"
)
_CODE: Final = r"(?-i:[A-Z]{0,4})[-/ ]?[0-9](?:[ ./-]?[0-9A-Z](?![a-z])){2,14}(?!\w)"
_SIGN: Final = any_of("id nummer number num\\.? numero no\\.? nr\\.? n° #")
FILE_RULES = (
    Rule(
        "file-number",
        rf"(?<!\w)(?:mrn|epd|emd|ehr|nhs[- ]{_SIGN}|{_OF_FILES}[- ]?{_SIGN}"
        rf"|{_SIGN} ?(?:de |du |d')?(?:patient|dossier|admission)|dossier|nhs)"
        rf"(?:[- ]?{_SIGN})?(?: (?:is|was|est|etait|ist|war|van|de)(?: (?:het|le|la|die))?)?"
        rf" ?:? ?{_CODE}",
        initials="#acdefhiklmnoprv",
        needs="mrn epd emd ehr nhs patient dossier opname file record hospital case admission chart klant "
        "lid polis fall akten verzekering client",
    ),
)

_PLATES: Final = "|".join(
    (
        r"[1-9][- ]?[A-Z]{3}[- ]?[0-9]{3}",  # Belgium
        r"[A-Z]{2}-[0-9]{3}-[A-Z]{2}",  # France
        r"[A-Z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[A-Z]{2}|[0-9]{2}-[A-Z]{2}-[0-9]{2}",
        r"[A-Z]{2}-[0-9]{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-[0-9]{2}|[0-9]{2}-[A-Z]{2}-[A-Z]{2}",
        r"[0-9]{2}-[A-Z]{3}-[0-9]|[0-9]-[A-Z]{3}-[0-9]{2}|[A-Z]{2}-[0-9]{3}-[A-Z]|[A-Z]-[0-9]{3}-[A-Z]{2}",
        r"[A-Z]{3}-[0-9]{2}-[A-Z]|[A-Z]-[0-9]{2}-[A-Z]{3}|[0-9]-[A-Z]{2}-[0-9]{3}|[0-9]{3}-[A-Z]{2}-[0-9]",
        r"[A-Z]{1,3}-[A-Z]{1,2} ?[0-9]{1,4}[EH]?",  # Germany
        r"[A-Z]{2}[0-9]{2} ?[A-Z]{3}",  # Britain
    )
)
_PLATE_WORDS: Final = any_of(
    "nummerplaat kenteken plaque kentekenplaat number_plate licence_plate license_plate registration "
    "kennzeichen immatriculation immatriculee?"
)
PLATE_RULES = (
    Rule("plate", rf"(?<![\w-])(?:{_PLATES})(?![\w-])", cased=True, initials="A-Z0-9"),
    Rule(
        "plate",
        rf"(?<!\w){_PLATE_WORDS}(?: (?:van|is|was|est|ist|was|der|number))?:? (?P<it>(?"
        rf"-i:[A-Z0-9]{{1,4}}(?:[- ][A-Z0-9]{{1,4}}){{1,2}}))(?!\w)",
        lambda match: (
            match.end() if re.search("[0-9]", match["it"]) and re.search("[A-Z]", match["it"]) else None
        ),
        initials="iklnpr",
        needs="plaat plate plaque kenteken kennzeichen registration immatriculation immatricule",
    ),
)

_PEOPLE: Final = any_of(
    "patiente? patients mens man vrouw persoon kind person woman child boy girl personne homme femme "
    "enfant mensch mann frau vlaming belg nederlander baby"
)
_DISASTERS: Final = (
    rf"(?:{_L}{{0,20}}ramp|{_L}{{0,10}}aanslag(?:en)?|{_L}{{0,8}}explosie|{_L}{{0,10}}ongluck|"
    r"overstroming(?:en)?|treinongeval"
    r"|(?:train |bus |plane |coach )?(?:crash|disaster|bombing|bombings|shooting|flood|floods)|attentats?"
    r"|catastrophe"
    r"|accident (?:de|du) (?:car|train|bus|avion)|inondations?|anschlag|flugzeugabsturz)"
)
EVENT_RULES = (
    Rule(
        "event",
        rf"(?<!\w)(?:enige|only|seule?|einzige[nr]?) (?P<it>{_PEOPLE}[^.,;!?:\n\[\]]{{0,50}}? (?:met|na|"
        r"with|after|avec|apres|mit|nach|in|die|dans)"
        r" (?=[^.,;!?\n\[\]]{0,80}(?-i:[A-Z]))[^.,;!?\n\[\]]{3,90})",
        initials="eos",
        needs="enig only seul einzig",
    ),
    Rule(
        "event",
        rf"(?<!\w){_DISASTERS} (?:in|op|van|at|of|on|de|du|a|von|bei) {CAPITAL}(?:[- ](?-i:{CAPITAL}))?",
        initials="a-z",
        needs="ramp aanslag explosie ongluck stroming ongeval crash disaster bomb shooting flood attentat "
        "catastrophe accident inondation anschlag absturz",
    ),
    Rule(
        "event",
        rf"(?<!\w)(?-i:{CAPITAL}) (?:disaster|bombing|bombings|shooting|floods?|train crash|air crash|"
        r"fire disaster)(?!\w)",
        cased=True,
        initials="A-Z",
        needs="disaster bombing shooting flood crash",
    ),
)
