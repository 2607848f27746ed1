"""Reading what people write into the cells of a table: names of a list, yes or no, a moment, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

from model.graph import ConceptualModel
from model.schema import Dimension, Node
from model.search import fold
from model.stories.intake.headings import list_words
from model.stories.intake.languages import LANGUAGE_CODES, list_language_names
from model.stories.intake.tellers import list_teller_names

_FORMULA = re.compile(r"=[A-ZÀ-Þ][A-ZÀ-Þ0-9.]*\([^\n]*\)")
_SEPARATORS = re.compile(r"[;|\r\n]")

_NO_ANSWERS = """
    n v t, nvt, niet van toepassing, n a, na, not applicable, not available, no answer, no response,
    none, nothing, nihil, nil, null, nan, undefined, missing, blank, empty, no data, no comment,
    no comments, no remarks, no story, geen, niets, niks, leeg, lege, niet ingevuld, geen antwoord,
    geen verhaal, geen opmerkingen, geen opmerking, geen commentaar, niets te melden, geen idee,
    onbekend,
    aucun, aucune, rien, neant, vide, vides, sans objet, s o, sans reponse, pas de reponse,
    non applicable, non concerne, non renseigne, rien a signaler, pas de commentaire, pas d histoire,
    keine, kein, keiner, nichts, leer, k a, keine angabe, keine angaben, keine antwort, entfallt,
    nicht zutreffend, nicht anwendbar, kein kommentar, keine geschichte,
    true, false, waar, onwaar, vrai, faux, wahr, falsch, x, xx, xxx, xxxx, ninguno, ninguna, nada
"""
_SPREADSHEET_ERRORS = """
    #n/a #name? #ref! #value! #div/0! #null! #num! #spill! #calc! #getting_data #error! #field! #blocked!
    #unknown! #connect! #busy!
    #n/b #naam? #verw! #waarde! #deel/0! #leeg! #getal! #overloop!
    #nom? #valeur! #nul! #nombre! #propagation!
    #nv #bezug! #wert! #zahl! #uberlauf!
    #n/d #¿nombre? #¡ref! #¡valor! #¡div/0! #¡nulo! #¡num! err:502 err:504 err:508 err:509 err:510 err:522
"""
_NO_SIGNS_OF_EMOTION = {"Sm", "Sc", "Sk"}

_TOTALS = """
    totaal, totalen, eindtotaal, subtotaal, algemeen totaal, som, gemiddelde, gemiddeld, aantal,
    aantallen, mediaan, total, totals, grand total, subtotal, sub total, sum, average, avg, mean, median,
    count, counts, number, n, totaux, somme, moyenne, nombre, sous total, total general, mediane,
    summe, summen, gesamt, gesamtsumme, gesamtergebnis, insgesamt, zwischensumme, durchschnitt,
    mittelwert, anzahl
"""
_COUNTED = """
    of, the, de, het, van, des, du, der, all, alle, verhalen, stories, recits, geschichten, antwoorden,
    answers, responses, reponses, antworten, rijen, rows, lignes, zeilen, records, respondenten,
    respondents, participants, deelnemers, inzendingen, entries, aantal, number, nombre, anzahl, general,
    algemeen, totaal, total, is
"""
_LIKENESS_OF_WORDS = 0.8
"""How similar a common word must be to be suggested: many words look alike that mean something else."""

_LONGEST_NO_ANSWER = 60
_LEAST_WIDTH = 3
_KNOWN_NO_ANSWERS = {list_words(name) for name in _NO_ANSWERS.split(",")}
_ERRORS = {fold(error) for error in _SPREADSHEET_ERRORS.split()}
_KNOWN_TOTALS = {list_words(name) for name in _TOTALS.split(",")}
_SINGLE_TOTALS = {name for name in _KNOWN_TOTALS if len(name) == 1}
_KNOWN_COUNTED = {name.strip() for name in _COUNTED.split(",")}


class Choice:
    """Some values that a cell may name, each by several names; case, accents and signs do not matter.

    >>> tellers = build_tellers()
    >>> tellers.find("Patiënte"), tellers.find("zorgverlenr"), tellers.suggest("zorgverlenr")
    (('patient',), (), 'zorgverlener')
    """

    _MOST_SUGGESTIONS = 50
    """For how many unknown names the nearest one is looked for: that takes its time in a large model."""

    def __init__(self, names: Iterable[tuple[str, str]], likeness: float = 0.6) -> None:
        self._likeness = likeness
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
            near = get_close_matches(said, self._names, n=1, cutoff=self._likeness)
            self._suggested[said] = self._names[near[0]] if near else None
        return self._suggested[said]


def build_tellers() -> Choice:
    """Who tells, in English, Dutch, French and German, by the names that are sure."""
    return Choice(list_teller_names(), _LIKENESS_OF_WORDS)


def build_languages(model: ConceptualModel) -> Choice:
    """The languages by code, also with a region behind it, and the common ones by name."""
    codes = [*model.languages, *LANGUAGE_CODES]
    return Choice([*((code, code) for code in codes), *list_language_names()], _LIKENESS_OF_WORDS)


def build_nodes(model: ConceptualModel) -> Choice:
    """The nodes of a model by id, and by name in each of its languages."""
    return _build_parts(model.nodes())


def build_dimensions(model: ConceptualModel) -> Choice:
    """The dimensions of a model by id, and by name in each of its languages."""
    return _build_parts(model.file.dimensions)


def _build_parts(parts: Sequence[Node | Dimension]) -> Choice:
    ids = [(part.id, part.id) for part in parts]
    return Choice([*ids, *((part.id, name) for part in parts for name in part.name.root.values())])


def split_names(text: str, choice: Choice) -> list[str]:
    """The names that a cell lists; a comma separates only where it is not within a known name.

    >>> split_names("joy, trust; calm", Choice([("joy", "Joy"), ("trust", "Trust")]))
    ['joy', 'trust', 'calm']
    """
    if choice.find(text):
        return [text]
    names: list[str] = []
    for part in _SEPARATORS.split(text):
        pieces = [part] if choice.find(part.strip()) else part.split(",")
        names += pieces if any(choice.find(piece.strip()) for piece in pieces) else [part]
    return [name.strip() for name in names if name.strip()]


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


def is_no_answer(text: str) -> bool:
    """Whether a cell says nothing: signs, a number, a formula or an error of a sheet, or "none" in words.

    A short answer such as "Ja." or "Top!" says something, and so does an emoji.

    >>> [is_no_answer(text) for text in ("#N/A", "n.v.t.", "2", "", "Dank je wel.")]
    [True, True, True, True, False]
    """
    stripped = text.strip()
    if len(stripped) > _LONGEST_NO_ANSWER:
        return bool(_FORMULA.fullmatch(stripped))
    if " ".join(fold(stripped).split()) in _ERRORS or _FORMULA.fullmatch(stripped):
        return True
    words = list_words(stripped)
    if any(not word.isdecimal() for word in words):
        return words in _KNOWN_NO_ANSWERS
    return all(_says_nothing(sign) for sign in stripped)


def _says_nothing(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "PZCN" or category in _NO_SIGNS_OF_EMOTION


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row adds up the others: it begins with "Total" and the rest is numbers or nothing.

    >>> is_total(["Totaal", "2", "", ""]), is_total(["Totaal", "Ze zong."])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    words = tuple(word for word in list_words(filled[0][:_LONGEST_NO_ANSWER]) if not word.isdecimal())
    is_named = words in _KNOWN_TOTALS or (
        words[:1] in _KNOWN_TOTALS and set(words[1:]) <= _KNOWN_COUNTED | {word for (word,) in _SINGLE_TOTALS}
    )
    # A spreadsheet that never computed a formula shows it as it is.
    return is_named and all(is_no_answer(cell) or cell.startswith("=") for cell in filled[1:])


def is_remark(cells: Sequence[str], width: int) -> bool:
    """Whether a row is a remark below a table rather than a record: words in its first cell and nothing else.

    `width` is how many columns the table uses; in a narrow one this cannot be told. Nor can it where the
    first column holds what rows are kept for: then do not ask.

    >>> is_remark(["Bron: kwaliteitscel 2024", "", "", ""], 4), is_remark(["7", "", ""], 3)
    (True, False)
    """
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return width >= _LEAST_WIDTH and filled == [0] and not is_no_answer(cells[0])
