"""Languages by the names that people write: codes with or without a region, and names in four languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from babel import Locale

from model.stories.intake.headings import list_words
from model.stories.intake.slips import Slips

_NAMES = {
    "en": "english, engels, engelstalig, anglais, anglaise, englisch, inglese, ingles, eng",
    "nl": """
        dutch, flemish, nederlands, nederlandstalig, nederlandse, vlaams, neerlandais, neerlandophone,
        flamand, niederlandisch, niederlaendisch, flamisch, hollands, hollandisch, nld, dut, ned, vls""",
    "fr": "french, frans, franstalig, francais, francaise, francophone, franzosisch, franzoesisch, fra, fre",
    "de": "german, duits, duitstalig, allemand, allemande, germanophone, deutsch, deu, ger",
    "es": "spanish, spaans, espagnol, spanisch, espanol, castellano, spa",
    "it": "italian, italiaans, italien, italienisch, italiano, ita",
    "pt": "portuguese, portugees, portugais, portugiesisch, portugues, por",
    "tr": "turkish, turks, turc, turkisch, turkce, tur",
    "ar": "arabic, arabisch, arabe, ara",
    "pl": "polish, pools, polonais, polnisch, polski, pol",
    "ro": "romanian, roemeens, roumain, rumanisch, romana, ron, rum",
    "ru": "russian, russisch, russe, rus",
    "uk": "ukrainian, oekraiens, ukrainien, ukrainisch, ukr",
    "bg": "bulgarian, bulgaars, bulgare, bulgarisch, bul",
    "fa": "persian, farsi, perzisch, persan, persisch, dari, fas, per",
}
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo
    wa wo xh yi yo za zh zu
"""
LANGUAGE_CODES = tuple(_CODES.split())
"""The two-letter codes of ISO 639."""

_SPOKEN = ("en", "nl", "fr", "de")
_REGIONAL_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_FILLERS = (
    "the language i speak in het de taal ik spreek la langue le en je parle die sprache ich spreche auf"
)


def list_language_names() -> Iterator[tuple[str, str]]:
    """The common names of the common languages, each with its code before it."""
    for code, names in _NAMES.items():
        yield from ((code, " ".join(name.split())) for name in names.split(","))


def read_language(text: str, codes: Collection[str] = ()) -> tuple[str | None, bool]:
    """The code of the language that a text names, or None, and whether nothing else can be meant.

    `codes` are those that count beside ISO 639's. Two languages side by side are none.

    >>> read_language("nl-BE"), read_language("Français (France)"), read_language("Dutch or French")
    (('nl', True), ('fr', True), (None, False))
    """
    text = text.strip()[:200]
    if code := _REGIONAL_CODE.fullmatch(text):
        language = code[1].lower()
        if language in LANGUAGE_CODES or language in codes:
            return language, True
    words = list_words(text)
    outside = list_words(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)) or words
    names = _get_names()
    if not (found := names.find(outside)) and not (found := names.find_in_cldr(outside)):
        near = {language for word in outside for language in names.find_similar(word)}
        return (near.pop(), False) if len(near) == 1 else (None, False)
    languages = {language for language, _ in found}
    if len(languages) > 1:
        return None, False
    named = {word for _, name in found for word in name.split()}
    return languages.pop(), not set(outside) - named - set(_FILLERS.split())


class _Names:
    """The names of languages, ready for looking up."""

    def __init__(self) -> None:
        self._codes = {name: code for code, name in list_language_names()}
        self._slips = Slips(self._codes)
        self._in_cldr: dict[str, str] | None = None

    def find(self, words: tuple[str, ...]) -> list[tuple[str, str]]:
        """The languages that words name, each with its name."""
        return [(self._codes[word], word) for word in words if word in self._codes]

    def find_in_cldr(self, words: tuple[str, ...]) -> list[tuple[str, str]]:
        """The rarer languages that words name, as the Unicode project calls them in four languages."""
        if self._in_cldr is None:
            self._in_cldr = dict(_list_cldr_names())
        whole = " ".join(words)
        if whole in self._in_cldr:
            return [(self._in_cldr[whole], whole)]
        return [(self._in_cldr[word], word) for word in words if len(word) > 3 and word in self._in_cldr]

    def find_similar(self, word: str) -> set[str]:
        return {self._codes[near] for near in self._slips.find(word)}


def _list_cldr_names() -> Iterator[tuple[str, str]]:
    for spoken in _SPOKEN:
        for code, name in sorted(Locale(spoken).languages.items()):
            if re.fullmatch("[a-z]{2,3}", code) and code not in ("und", "mul", "mis", "zxx"):
                yield " ".join(list_words(name)), code


@lru_cache(maxsize=1)
def _get_names() -> _Names:
    return _Names()
