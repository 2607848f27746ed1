"""Reading what people write into the cells of a table: who tells, which language, yes or no, a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from model.errors import find_near_match
from model.graph import ConceptualModel
from model.schema import Dimension, Node
from model.stories.headings import list_words

_TELLERS = {
    "patient": (
        "patient, patients, client, clients",
        "patient, patiente, patient e, patienten, cliente, clienten, bewoner, zorgvrager, zorggebruiker",
        "patient, patiente, patients, usager, malade",
    ),
    "family": (
        "family, family member, relative, relatives, visitor, partner, friend, parent, parents, carer",
        "familie, familielid, naaste, naasten, mantelzorger, bezoeker, vriend, ouder",
        "famille, membre de la famille, proche, proches, aidant, aidant proche, visiteur, ami",
    ),
    "professional": (
        "professional, professionals, care professional, healthcare professional, health professional, "
        "staff, nurse, doctor, physician, midwife, therapist",
        "zorgverlener, zorgverleners, zorgprofessional, hulpverlener, medewerker, verpleegkundige, arts, "
        "zorgkundige, zuster, vroedvrouw, therapeut",
        "professionnel, professionnelle, professionnels, professionnel de sante, soignant, soignante, "
        "soignants, infirmier, infirmiere, medecin, collaborateur, sage femme",
    ),
    "leader": (
        "leader, leaders, leadership, manager, head nurse, director",
        "leidinggevende, leidinggevenden, leiding, hoofdverpleegkundige, diensthoofd, directie, directeur",
        "dirigeant, dirigeante, responsable, cadre, direction, infirmier en chef, infirmiere en chef, chef",
    ),
    "other": (
        "other, others, someone else, volunteer, student",
        "andere, ander, anderen, iemand anders, overige, vrijwilliger",
        "autre, autres, quelqu un d autre, benevole, etudiant",
    ),
}
"""What those who tell are called in English, Dutch and French, in words as `list_words` gives them."""

_LANGUAGES = {
    "en": ("english, eng", "engels", "anglais"),
    "nl": ("dutch, flemish", "nederlands, nederlandstalig, vlaams, nld, dut, ned", "neerlandais, flamand"),
    "fr": ("french", "frans, franstalig", "francais, fra, fre"),
    "de": ("german", "duits", "allemand", "deutsch, deu, ger"),
    "es": ("spanish", "spaans", "espagnol", "espanol, spa"),
    "it": ("italian", "italiaans", "italien", "italiano, ita"),
    "pt": ("portuguese", "portugees", "portugais", "portugues, por"),
    "tr": ("turkish", "turks", "turc", "turkce, tur"),
    "ar": ("arabic", "arabisch", "arabe", "ara"),
    "pl": ("polish", "pools", "polonais", "polski, pol"),
}
_LANGUAGE_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo
    wa wo xh yi yo za zh zu
"""
"""The two-letter codes of ISO 639."""

_YES = {"yes", "y", "true", "1", "x", "ja", "j", "waar", "oui", "o", "vrai", "v", "ok", "akkoord", "accord"}
_NO = {"no", "n", "false", "0", "nee", "neen", "onwaar", "non", "faux"}


class Choice:
    """Some values that a cell may name, each by several names; case, accents and signs do not matter.

    >>> tellers = build_tellers()
    >>> tellers.find("Patiënte"), tellers.find("zorgverlenr"), tellers.suggest("zorgverlenr")
    (('patient',), (), 'zorgverlener')
    """

    _MOST_SUGGESTIONS = 50
    """For how many unknown names the nearest one is looked for: that takes its time in a large model."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._values: dict[tuple[str, ...], dict[str, None]] = {}
        self._names: dict[str, str] = {}
        self._exact: set[str] = set()
        self._suggested: dict[str, str | None] = {}
        for value, name in names:
            words = list_words(name)
            self._values.setdefault(words, {})[value] = None
            self._names.setdefault(" ".join(words), name)
            self._exact.add(value)

    def find(self, name: str) -> tuple[str, ...]:
        """The values that go by a name: one, none, or several that share it."""
        if name in self._exact:
            return (name,)
        words = list_words(name)
        return tuple(self._values.get(words, ())) if words else ()

    def suggest(self, name: str) -> str | None:
        """The known name most similar to an unknown one, or None where none comes close."""
        said = " ".join(list_words(name[:200]))
        if said not in self._suggested:
            if len(self._suggested) == self._MOST_SUGGESTIONS:
                return None
            near = find_near_match(said, self._names)
            self._suggested[said] = None if near is None else self._names[near]
        return self._suggested[said]


def build_tellers() -> Choice:
    """Who tells, in English, Dutch and French."""
    return Choice(_split(_TELLERS))


def build_languages(model: ConceptualModel) -> Choice:
    """The languages by code, also with a region behind it, and the common ones by name."""
    codes = [*model.languages, *_LANGUAGE_CODES.split()]
    return Choice([*((code, code) for code in codes), *_split(_LANGUAGES)])


def build_nodes(model: ConceptualModel) -> Choice:
    """The nodes of a model by id, and by name in each of its languages."""
    return _build_parts(model.nodes())


def build_dimensions(model: ConceptualModel) -> Choice:
    """The dimensions of a model by id, and by name in each of its languages."""
    return _build_parts(model.file.dimensions)


def _build_parts(parts: Sequence[Node | Dimension]) -> Choice:
    ids = [(part.id, part.id) for part in parts]
    return Choice([*ids, *((part.id, name) for part in parts for name in part.name.root.values())])


def _split(names: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(value, name) for value, several in names.items() for name in ", ".join(several).split(", ")]


def read_truth(text: str) -> bool | None:
    """Whether a cell says yes, in English, Dutch or French; nothing is no; None for what is neither.

    >>> read_truth("Ja"), read_truth("non"), read_truth(""), read_truth("maybe")
    (True, False, False, None)
    """
    words = list_words(text)
    if len(words) == 1 and words[0] in _YES | _NO:
        return words[0] in _YES
    if not words:
        return True if any(sign in "✓✔☑✅" for sign in text) else False if text.strip() in ("", "-") else None
    return None


def read_moment(text: str) -> datetime | None:
    """The moment that ISO 8601 names, in UTC unless it says otherwise; None for what is none.

    >>> read_moment("2026-05-31T14:30+02:00").isoformat()
    '2026-05-31T12:30:00+00:00'
    >>> read_moment("31/05/2026") is None
    True
    """
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
