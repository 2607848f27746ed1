"""What people answer when they are asked for their consent: yes, no, or nothing that can be relied on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from model.search import fold
from model.stories.intake.headings import list_words
from model.stories.story import Purpose

_YES = "yes, yeah, yep, ja, jawel, jazeker, oui, wel, jep, yess, jaa, ouais, jup"
_NO = "no, nope, nee, neen, nein, non"

_AGREED = """
    agree, agrees, agreed, akkoord, accoord, accord, accords, accepte, acceptee, accept, accepts,
    accepted, accepteer, accepteren, geaccepteerd, einverstanden, toegestaan, toegelaten, allowed, allow,
    granted, approve, approved, goedgekeurd, autorise, autorisee, autoriser, permis, permise, consens,
    consented, consents, erlaubt, erlaube, gestattet, gestatte, genehmigt, zugestimmt, zustimmen, eens,
    instemmen, ingestemd, mag, mogen, may, darf, durfen, d accord, opt in, true, waar, vrai, wahr,
    checked, ticked, selected, aangevinkt, aangekruist, geselecteerd, coche, cochee, selectionne,
    selectionnee, angekreuzt, ausgewahlt, gewahlt, ok, oke, okay, okee, graag, gerne, gern, volontiers,
    zeker, certainly, sure, absolutely, absoluut, natuurlijk, uiteraard, bien sur, certainement,
    absolument, naturlich, selbstverstandlich, klar, of course, prima, fine, i consent, we consent,
    i do consent, i hereby consent, give consent, give my consent, gives consent, given consent,
    gave consent, consent given, consent granted, consent obtained, give permission, give my permission,
    gave permission, given permission, permission given, permission granted, geef toestemming,
    geef mijn toestemming, geef hiervoor toestemming, geef ik toestemming, geven toestemming,
    geeft toestemming, gaf toestemming, toestemming gegeven, toestemming verleend, toestemming verkregen,
    stem toe, stem in, stem ermee in, stem hiermee in,
    donne mon accord, donne mon consentement, donne mon autorisation, accord donne, consentement donne,
    autorisation donnee, autorisation accordee, je consens, j y consens,
    stimme zu, stimme dem zu, stimme gerne zu, willige ein, zustimmung erteilt, einwilligung erteilt,
    erteile meine zustimmung, erteile meine einwilligung, gebe meine zustimmung, gebe meine einwilligung,
    gebe mein einverstandnis
"""
"""What says yes on its own; with "not" it says no."""

_HALF = """
    consent, toestemming, permission, consentement, autorisation, zustimmung, einwilligung, einverstandnis,
    stimme, zu, ein, stem, toe, willige, geef, gebe, give, donne, erteile
"""
"""What says no with "not", and on its own neither yes nor no."""

_REFUSED = """
    refuse, refuses, refused, refusee, refus, weiger, weigeren, geweigerd, decline, declined, declines,
    denied, disagree, disagrees, disagreed, object, objection, objections, bezwaar, bezwaren, ablehne,
    abgelehnt, lehne ab, verweigere, verweigert, widerspreche, oneens, opt out, withdrawn, withdraw,
    unchecked, unticked, unselected, deselected, false, onwaar, faux, falsch, forbid, forbidden,
    verboden, interdit, interdis, non coche, non cochee, non selectionne, non selectionnee, non accepte,
    non autorise, non autorisee, oppose, verbiete, rejected, reject, afgewezen, uitgevinkt, decoche,
    decochee, abgewahlt
"""

_NOT = """
    liever niet, rather not, i d rather not, i would rather not, prefer not, lieber nicht, plutot pas,
    eerder niet, not, don, don t, dont, doesn t, didn t, won t, never, niet, nooit, geen, pas, ne,
    jamais, nicht, kein, keine, keinen, keinesfalls, niemals, nie, cannot, can t, aucun, aucune
"""

_HARMLESS_NOES = """
    no problem, no problems, no objection, no objections, without any problem, without problem,
    geen probleem, geen enkel probleem, geen bezwaar, geen bezwaren, zonder probleem, pas de probleme,
    pas de problemes, aucun probleme, sans probleme, pas de souci, sans souci, pas d objection,
    aucune objection, kein problem, keine einwande, ohne probleme, why not, waarom niet, pourquoi pas,
    warum nicht, i don t mind, i do not mind, don t object, do not object, doe maar
"""
"""What agrees although it sounds like a no."""

_DOUBTS = """
    weet niet, weet ik niet, weet het niet, ik weet niet, don t know, dont know, do not know, not sure,
    unsure, sais pas, ne sais pas, weiss nicht, weiss es nicht, onzeker, twijfel, geen idee, no idea,
    aucune idee, keine ahnung, geen mening, no opinion, undecided, onbeslist, niet zeker, pas sur, pas sure,
    nicht sicher, unsicher, geen antwoord, no answer, keine angabe, keine antwort, pas de reponse,
    sans reponse, geen voorkeur
"""
_NO_ANSWERS = """
    n v t, nvt, niet van toepassing, niet ingevuld, not applicable, n a, na, non applicable, sans objet,
    nicht zutreffend, k a, off
"""
"""What gives no consent, as it decides nothing."""

_CONDITIONS = """
    but, maar, mais, aber, if, als, indien, si, wenn, falls, mits, provided, unless, tenzij, sauf,
    except, behalve, ausser, excepte, only, alleen, enkel, slechts, seulement, uniquement, nur, without,
    zonder, sans, ohne, later, eerst, after, nadat, nadien, apres, nach, before, depends, depend, hangt,
    afhankelijk, evt, eventueel, eventuellement, eventuell, mogelijk, misschien, maybe, perhaps,
    vielleicht, peut, probably, waarschijnlijk, voorlopig, under, onder, condition, conditions,
    voorwaarde, voorwaarden, bedingung, unter, until, tot, jusqu, bis, though, although, hoewel, wel of,
    either, instead, rather, liever, plutot, lieber
"""

_ANONYMOUSLY = """
    anonymous, anonymously, anonymised, anonymized, anoniem, geanonimiseerd, anonyme, anonymement,
    anonymise, anonymisee, anonym, anonymisiert
"""

_MEANINGLESS = """
    i, ik, je, j, ich, we, wij, nous, wir, it, het, dat, dit, that, this, ca, cela, das, dies, diese,
    deze, die, the, de, der, den, dem, le, la, les, l, a, an, een, un, une, eine, einen, do, doe, does,
    am, ben, is, are, zijn, suis, est, sind, bin, be, can, kan, ga, gaan, vais, hereby, hierbij, hiermee,
    hiervoor, hiermit, hierfur, ermee, ermede, mee, damit, daarmee, daarvoor, daarin, dafur, to, te, zu,
    that s, of this, with, met, avec, mit, for, voor, pour, fur, d, my, mijn, mon, ma, mein, meine,
    meiner, meinem, your, uw, votre, his, her, please, aub, alstublieft, svp, bitte, bien, goed, gut,
    good, very, heel, sehr, tres, tout, a fait, helemaal, volledig, completely, fully, volkomen, thanks,
    thank, you, bedankt, merci, danke, dank, u, hoor, story, stories, verhaal, verhalen, recit, recits,
    histoire, temoignage, getuigenis, geschichte, erzahlung, moment, wordt, worden, mag, word, etre,
    soit, wird, werden, wurde, y, n, en, and, und, et, gebruikt, gebruiken, used, use, using, utilise,
    utiliser, verwendet, genutzt, getoond, tonen, toont, shown, show, displayed, montre, montrer,
    montree, partage, partager, partagee, shared, share, sharing, gedeeld, delen, gezeigt, geteilt,
    jullie, ze, s, t, m, gegeven, given, in, dans, op, on, im, auf, sur
"""
"""Words that change nothing about a yes or a no."""

_PURPOSE_WORDS: dict[Purpose, str] = {
    "room": "room, zaal, salle, raum, workshop, ward, afdeling, dienst",
    "exports": "export, exports, exportation, exporten, exporte",
    "publications": """
        publication, publications, publicatie, publicaties, publish, published, publiceren, gepubliceerd,
        publier, publie, publiee, veroffentlicht, veroffentlichen, veroffentlichung, veroffentlichungen""",
}
"""Words that name what one agrees to; those of another purpose make a yes doubtful."""

_OR_NOT = re.compile(
    r"\b(?:of|or|ou|oder) (?:niet|not|pas|non|nicht|no|nee|nein)\b|\b(?:yes|ja|oui) (?:no|nee|nein|non)\b"
)
_TICKS, _CROSSES = "✓✔☑✅🗹", "✗✘❌☐⬜🗷"
_CODE = re.compile(r"[a-z]|[a-z]{0,4}[-_.]?[0-9]+[a-z]?|[a-z] [0-9]+|[0-9]+(?:[^\w]+[0-9]+)*")
_LONGEST_CODE = 40
_CHOICE = re.compile(r"\(\s*choice\s*=(.*)\)|\[([^\]]*)\]", re.IGNORECASE)


@dataclass(frozen=True)
class ConsentReading:
    """Whether an answer gives consent; None where it must be asked. Certain where all of it is known."""

    is_yes: bool | None
    is_certain: bool


_ASK = ConsentReading(None, False)


def is_code(text: str) -> bool:
    """Whether a cell holds a code, such as A1, 1, Y or SQ001, which only its own question explains.

    >>> is_code("A1"), is_code("Y"), is_code("1"), is_code("nl"), is_code("1. Patiënt")
    (True, True, True, False, False)
    """
    return bool(_CODE.fullmatch(re.sub(r"^[\W_]+|[\W_]+$", "", fold(text[:_LONGEST_CODE]))))


def read_consent(text: str, heading: str = "", purpose: Purpose | None = None) -> ConsentReading:
    """Whether an answer to the question in a heading gives consent, in English, Dutch, French or German.

    An answer that repeats its own option, as SurveyMonkey gives it, is a yes; no answer is a no. Codes,
    conditions, an answer that says more than is known, and every answer to a question that is put in the
    negative must be asked: consent is never read out of doubt.

    >>> read_consent("Ja, ik geef toestemming").is_yes, read_consent("Unchecked").is_yes
    (True, False)
    >>> read_consent("Ja, maar niet in publicaties")
    ConsentReading(is_yes=None, is_certain=False)
    >>> read_consent("shown in the room", "I agree that my story is, shown in the room").is_yes
    True
    """
    said = " ".join(list_words(text[:500]))
    if not said and not any(sign in text for sign in _TICKS):
        is_empty = all(not sign.strip() or sign in "-–—./\\_?…·" + _CROSSES for sign in text)
        return ConsentReading(False, True) if is_empty and "?" not in text else _ASK
    asked_for = " ".join(list_words(heading[:2000]))
    words = _get_words()
    if said in words.no_answers:
        return ConsentReading(False, True)
    if is_code(text) or words.is_negative(_OR_NOT.sub("", asked_for)):
        return _ASK
    if not said:
        return ConsentReading(True, True)
    own = words.purposes[purpose] if purpose else frozenset()
    reading = words.read(said, own | set(asked_for.split()))
    if reading and reading.is_yes and purpose and words.names_other_purpose(said, purpose):
        return _ASK
    if reading is None:
        return ConsentReading(True, True) if _repeats_option(said, text, heading) else _ASK
    return reading


def _repeats_option(said: str, text: str, heading: str) -> bool:
    """Whether a cell says no more than the option in its heading does."""
    options = [option for match in _CHOICE.finditer(heading) for option in match.groups() if option]
    if any(" ".join(list_words(option)) == said for option in options):
        return True
    return f" {' '.join(list_words(heading))}".endswith(f" {said}") and len(said) > 3


class _Words:
    """The words of consents, ready for looking up."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        for kind, names in (
            ("meaningless", _MEANINGLESS),
            ("anonymous", _ANONYMOUSLY),
            ("condition", _CONDITIONS),
            ("half", _HALF),
            ("not", _NOT),
            ("refused", _REFUSED),
            ("agreed", _AGREED),
            ("harmless no", _HARMLESS_NOES),
            ("no", _NO),
            ("yes", _YES),
        ):
            self._kinds |= dict.fromkeys(_split(names), kind)
        self._longest = max(name.count(" ") + 1 for name in self._kinds)
        self._doubts = frozenset(_split(_DOUBTS))
        self.no_answers = frozenset(_split(_NO_ANSWERS))
        self.purposes = {purpose: frozenset(_split(names)) for purpose, names in _PURPOSE_WORDS.items()}

    def is_negative(self, heading: str) -> bool:
        """Whether a question asks what people do not agree to."""
        return any(
            self._kinds.get(word) in ("not", "refused")
            for word in heading.split()
            if word not in ("don", "ne")
        )

    def names_other_purpose(self, said: str, purpose: Purpose) -> bool:
        """Whether an answer is about something else than what is asked for."""
        others = frozenset().union(*self.purposes.values()) - self.purposes[purpose]
        return bool(others & set(said.split()))

    def read(self, said: str, known: frozenset[str]) -> ConsentReading | None:
        """What the words say; None where they alone say neither yes nor no."""
        if said == "on":
            return ConsentReading(True, True)
        words = said.split()
        kernel = " ".join(word for word in words if self._kinds.get(word) != "meaningless")
        if said in self._doubts or kernel in self._doubts:
            return ConsentReading(False, False)
        kinds, unknown = self._sort(words, known)
        is_negative = bool(kinds & {"not", "refused", "no"})
        if "condition" in kinds or (kinds & {"yes", "harmless no"} and is_negative):
            return _ASK
        if not kinds & {"yes", "no", "agreed", "refused", "not", "harmless no"}:
            return _ASK if "half" in kinds and unknown else None
        if unknown and "no" not in kinds:
            return _ASK if kinds & {"yes", "agreed"} or is_negative else None
        if is_negative:
            is_contrary = {"not", "refused"} <= kinds or (
                "no" in kinds and "agreed" in kinds and "not" not in kinds
            )
            return _ASK if is_contrary else ConsentReading(False, not unknown)
        is_doubtful = kinds & {"anonymous", "harmless no"} or ("half" in kinds and "yes" not in kinds)
        return ConsentReading(True, not is_doubtful)

    def _sort(self, words: list[str], known: frozenset[str]) -> tuple[set[str], set[str]]:
        """The kinds of the words, and those words that are of none."""
        kinds: set[str] = set()
        unknown: set[str] = set()
        place = 0
        while place < len(words):
            for count in range(min(self._longest, len(words) - place), 0, -1):
                kind = self._kinds.get(" ".join(words[place : place + count]))
                if kind:
                    kinds.add(kind)
                    break
            else:
                count = 1
                if words[place] not in known and not words[place].isdigit():
                    unknown.add(words[place])
            place += count
        return kinds, unknown


@lru_cache(maxsize=1)
def _get_words() -> _Words:
    return _Words()


def _split(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",") if name.strip()]
