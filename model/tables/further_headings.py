"""How many rows the headings of a table take: survey tools and spreadsheets write a second or third one.

A row is taken for headings only where something shows that it is no record; a record that is left out is
worse than a heading that is read as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from model.tables.notes import Row
from model.tables.refusal import LONGEST_HEADING

Merged = tuple[int, int, int, int]
"""The first column and row of merged cells, and the last ones, counted from 1."""

MOST_HEADING_ROWS = 10
_MOST_RECOGNISED = 4

_NUMBER = re.compile(r"[-+]?[0-9]+([.,/:T -][0-9]+)*Z?%?")
_YEAR = re.compile("(19|20)[0-9]{2}")
_IMPORT_ID = re.compile(r"\{\W{0,3}ImportId\b")
_ID = re.compile("[0-9]{6,}")
_CODE_OF_QUALTRICS = re.compile("v[0-9]+")
_LABEL_OF_QUALTRICS = re.compile(
    "response(id|set)|externaldatareference|ipaddress|emailaddress|(start|end|recorded)date|durationinseconds|"
    "recipient(lastname|firstname|email)|location(latitude|longitude)|distributionchannel|userlanguage"
)
_RENAMED_BY_QUALTRICS = {("status", "responsetype"), ("externalreference", "externaldatareference")}
_RESPONDENT = re.compile(
    "respondentid|idvanrespondent|id(du)?repondant|(teilnehmer|befragten)id|iddesbefragten|"
    "idderespondente|id(del)?encuestado"
)
"""How SurveyMonkey calls the column of its numbers of respondents, in five languages."""

_ANSWER = re.compile("response|antwoord|reponse|antwort|beantwortung|respuesta")
_OPEN = re.compile(
    "openendedresponse|openantwoord|antwoordmetopeneinde|reponse(ouverte|libre)|"
    "offene(antwort|beantwortung)|freitextantwort|respuesta(abierta|libre)"
)
"""What SurveyMonkey writes below a question, and below one with an answer in one's own words."""

_FEW = 2
_MANY_CELLS = 20
_LONGEST_OF_A_SENTENCE = 120
_COMPARED = 400
_SENTENCE = re.compile(r"[.!…][\"'”’)]*$")


def count_heading_rows(rows: Sequence[Row], merged: Iterable[Merged] = ()) -> tuple[int, bool]:
    """How many rows the headings take, of which the first begins the rows; and a doubt.

    More than one where a row

    - holds the import ids of Qualtrics, or its labels under its codes;
    - is empty under the "Respondent ID" of SurveyMonkey, or has its "Response" and "Open-Ended Response"
      where others have answers;
    - is merged with the first one, in a workbook;
    - names each column below a heading over several columns, and no other, and the rows below are unlike it.

    Where the last is so but for the rows below, the headings take one row, and that is doubtful.

    >>> rows = [(1, ["Respondent ID", "Why?"]), (2, ["", "Open-Ended Response"]), (3, ["118", "So."])]
    >>> count_heading_rows(rows)
    (2, False)
    """
    first = rows[0][0]
    following = [cells for at, (number, cells) in enumerate(rows) if number == first + at][1:]
    for count, cells in enumerate(following[: _MOST_RECOGNISED - 1], start=2):
        if is_import_ids(cells):
            return count, False
    if not following:
        return 1, False
    pair = HeadingPair(rows[0], rows[1], [cells for _, cells in rows[2:]], list(merged))
    if pair.is_of_qualtrics or pair.is_of_surveymonkey:
        return 2, False
    deep = pair.count_merged(following)
    if deep > 1:
        return deep, False
    if pair.is_complete and pair.is_unlike_rows:
        return 2, False
    return 1, pair.is_doubtful


def is_import_ids(cells: Sequence[str]) -> bool:
    """Whether a row holds nothing but the ids by which Qualtrics knows its questions.

    >>> is_import_ids(['{"ImportId":"QID1"}', ""]), is_import_ids(["ImportId"])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_IMPORT_ID.match(cell) for cell in filled)


def is_generic(text: str) -> bool:
    """Whether a heading says only that there is an answer, as SurveyMonkey writes it.

    >>> is_generic("Open-Ended Response"), is_generic("Other (please specify)")
    (True, False)
    """
    return any(words.fullmatch(_compact(text)) for words in (_ANSWER, _OPEN))


def _compact(text: str) -> str:
    """The letters and digits of the beginning of a text, without accents and case."""
    decomposed = unicodedata.normalize("NFKD", text[:_COMPARED].casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def blank_repeats(row: Row, merged: Iterable[Merged]) -> list[str]:
    """The cells of a row without those that show what another one, merged with them, holds.

    >>> blank_repeats((1, ["Who", "Why", "Why"]), [(2, 1, 3, 1)])
    ['Who', 'Why', '']
    """
    number, cells = row
    own = [cell.strip("\ufeff \t\r\n") for cell in cells]
    for left, top, right, bottom in merged:
        if top <= number <= bottom:
            for column in range(left, min(right, len(own)) + 1):
                if (column, number) != (left, top):
                    own[column - 1] = ""
    return own


def find_groups(row: Row, width: int, merged: Sequence[Merged]) -> list[int | None]:
    """By column, in which one the heading over it stands: the nearest to the left; None without one.

    Merged cells end where they end; other headings go on over the empty ones beside them.

    >>> find_groups((1, ["", "Who", "Why"]), 4, [])
    [None, 1, 2, 2]
    """
    number = row[0]
    own = blank_repeats(row, merged)
    ends = {
        left - 1: right - 1 for left, top, right, bottom in merged if right > left and top <= number <= bottom
    }
    groups: list[int | None] = []
    head: int | None = None
    for column in range(width):
        if column < len(own) and own[column]:
            head = column
        elif head in ends and column > ends[head]:
            head = None
        groups.append(head)
    return groups


class HeadingPair:
    """A row of headings, the row below, which may be one, too, and the rows that come then."""

    def __init__(
        self, first: Row, second: Row, rest: Sequence[Sequence[str]], merged: Sequence[Merged]
    ) -> None:
        self._number = first[0]
        self._rest = rest
        self.width = max(len(first[1]), len(second[1]))
        self._merged = [
            place for place in merged if place[1] <= self._number <= place[3] and place[2] <= self.width
        ]
        self.first = _pad(blank_repeats(first, merged), self.width)
        self.second = _pad(blank_repeats(second, merged), self.width)
        self.groups = find_groups(first, self.width, merged)
        self._below: dict[int, set[str]] = {}
        self._columns = [at for at in range(self.width) if self.second[at]]

    # -- what survey tools write

    @property
    def is_of_qualtrics(self) -> bool:
        """Whether labels of Qualtrics stand under its codes, or under V1, V2 and so on in its older form."""
        pairs = [(_compact(self.first[at]), _compact(self.second[at])) for at in self._columns]
        found = [
            (code, label)
            for code, label in pairs
            if (code, label) in _RENAMED_BY_QUALTRICS
            or (
                _LABEL_OF_QUALTRICS.fullmatch(label) and (code == label or _CODE_OF_QUALTRICS.fullmatch(code))
            )
        ]
        return len(found) > 1

    @property
    def is_of_surveymonkey(self) -> bool:
        """Whether the second row has no respondent but says how there were answers, or what could be chosen.

        That is "Response" and the like, once or more, or in a language that is not known, a word that comes
        again and is no answer of anybody.
        """
        texts = [(at, _compact(self.second[at])) for at in self._columns]
        generic = [at for at, text in texts if is_generic(text)]
        if any(text in self._list_below(at) for at, text in texts if at in generic):
            return False
        respondents = [at for at in self.anchors if _RESPONDENT.fullmatch(_compact(self.first[at]))]
        are_known = any(all(map(_ID.fullmatch, self._get_below(at))) for at in respondents)
        if self._rest and are_known and 2 * sum(map(is_number, self.second)) <= len(texts):
            return bool(generic) or self.is_complete or self._has_word_for_answers
        is_sure = len(generic) > 1 or any(_OPEN.fullmatch(text) for _, text in texts)
        return (
            is_sure
            and bool(self.anchors if self._rest else respondents)
            and not any(map(is_number, self.second))
            and all(text not in self._list_below(at) or self._has_one_value(at) for at, text in texts)
        )

    @property
    def _has_word_for_answers(self) -> bool:
        texts = Counter(
            text for at in self._columns if (text := _compact(self.second[at])) not in self._list_below(at)
        )
        return max(texts.values(), default=0) > 1

    # -- what is merged

    @property
    def is_merged(self) -> bool:
        """Whether there are merged headings over some of the columns."""
        return any(right > left for left, _, right, _ in self._merged)

    def count_merged(self, following: Sequence[Sequence[str]]) -> int:
        """How many rows the cells of the first row go on, as far as they are merged with those below."""
        last = max((bottom for left, top, _, bottom in self._merged if top == self._number), default=0)
        count = min(last - self._number, len(following)) + 1
        is_banner = any(left == 1 and right >= self.width for left, _, right, _ in self._merged)
        if not 1 < count <= _MOST_RECOGNISED or is_banner or not self._has_room_for_headings:
            return 1
        headings = filter(None, (cell.strip() for cells in following[: count - 1] for cell in cells))
        return count if all(is_like_heading(text) or _YEAR.fullmatch(text) for text in headings) else 1

    @property
    def _has_room_for_headings(self) -> bool:
        """Whether nothing but columns under merged headings, and those without one, has a heading below."""
        return all(
            not self.second[at] or not self.first[at] or at in self._grouped for at in range(self.width)
        )

    # -- what the rows look like

    @cached_property
    def _grouped(self) -> set[int]:
        """The columns under a heading over several columns."""
        sizes = Counter(self.groups)
        return {at for at, head in enumerate(self.groups) if head is not None and sizes[head] > 1}

    @cached_property
    def anchors(self) -> list[int]:
        """The columns with a heading that are empty in the second row, and in no row that comes then."""
        return [
            at
            for at in range(self.width)
            if self.first[at]
            and not self.second[at]
            and all(at < len(cells) and cells[at].strip() for cells in self._rest)
        ]

    @cached_property
    def _named_groups(self) -> list[list[str]]:
        """What the second row says under each heading over several columns that are in use."""
        groups: dict[int | None, list[str]] = {}
        for at in self._grouped:
            if self.second[at] or any(self._get_below(at)):
                groups.setdefault(self.groups[at], []).append(_compact(self.second[at]))
        return [texts for texts in groups.values() if len(texts) > 1 and any(texts)]

    @property
    def is_complete(self) -> bool:
        """Whether the second row names each column under a heading over several, and nothing else."""
        return (
            bool(self._named_groups)
            and all(all(texts) and len(set(texts)) == len(texts) for texts in self._named_groups)
            and all(is_short_heading(self.second[at]) for at in self._columns)
            and all(
                at in self._grouped or not self.first[at] or is_generic(self.second[at])
                for at in self._columns
            )
        )

    @property
    def is_unlike_rows(self) -> bool:
        """Whether what comes then shows that a complete second row is no record.

        Some columns are empty in that row only; or some hold nothing else than their own name below; or half
        of them nothing but numbers. Some are at least two, and together twenty cells.
        """
        below = [at for at in self._columns if any(self._get_below(at))]
        if len(self._rest) < _FEW:
            return False
        if self._is_enough(len(self.anchors)) and any(not self.first[at] for at in below):
            return True
        if self.anchors and self._is_enough(sum(self._has_one_value(at) for at in below)):
            return True
        numbers = [at for at in below if all(map(is_number, filter(None, self._get_below(at))))]
        has_several = bool(self.anchors) or len(self._named_groups) > 1 or self.is_merged
        return has_several and self._is_enough(len(numbers)) and 2 * len(numbers) >= len(below)

    def _is_enough(self, columns: int) -> bool:
        """Whether a number of columns is no coincidence, given the number of rows."""
        return columns >= _FEW and columns * len(self._rest) >= _MANY_CELLS

    @property
    def is_doubtful(self) -> bool:
        """Whether the second row may be one of headings, though nothing but itself shows it."""
        if self.is_complete:
            return bool(self._rest and self.anchors) or self.is_merged
        return bool(self._columns) and all(
            _OPEN.fullmatch(text := _compact(self.second[at])) and text not in self._list_below(at)
            for at in self._columns
        )

    @property
    def tells_repeats_apart(self) -> bool:
        """Whether most texts of the second row come again, each time under another heading of the first."""
        heads = {at: self.first[head] for at, head in enumerate(self.groups) if head is not None}
        texts = [(self.second[at].casefold(), heads.get(at)) for at in self._columns]
        times = Counter(text for text, _ in texts)
        apart = [(text, head) for text, head in texts if times[text] > 1]
        return (
            bool(self._grouped)
            and 2 * len(apart) > len(texts)
            and len(set(apart)) == len(apart)
            and all(head is not None for _, head in apart)
            and all(is_like_heading(self.second[at]) for at in self._columns)
        )

    def _get_below(self, column: int) -> Iterator[str]:
        return (cells[column].strip() for cells in self._rest if column < len(cells))

    def _list_below(self, column: int) -> set[str]:
        if column not in self._below:
            self._below[column] = set(map(_compact, self._get_below(column)))
        return self._below[column]

    def _has_one_value(self, column: int) -> bool:
        """Whether a column holds nothing below but what the second row calls it, as ticked boxes do."""
        return self._list_below(column) - {""} == {_compact(self.second[column])}


def is_number(text: str) -> bool:
    """Whether a text is a number, a date or a time.

    >>> is_number("2024-03-01 10:00:00"), is_number("-1,5"), is_number("Q1")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def is_like_heading(text: str) -> bool:
    """Whether a text can be a heading: no number, no date, and not too long."""
    return not is_number(text) and len(text) <= LONGEST_HEADING


def is_short_heading(text: str) -> bool:
    """Whether a text is like a heading, and no sentence that somebody may have told.

    >>> is_short_heading("used in publications"), is_short_heading("She sang for me.")
    (True, False)
    """
    return is_like_heading(text) and len(text) <= _LONGEST_OF_A_SENTENCE and not _SENTENCE.search(text)


def _pad(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
