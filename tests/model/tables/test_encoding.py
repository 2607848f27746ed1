"""Letters are read as they were written, or the encoding is doubtful; never wrong in silence."""

from __future__ import annotations

import codecs
import random
from io import BytesIO

import pytest

from model.tables import ENCODINGS, Reading, Table, TableError, read_table

SENTENCES = {
    "nl": (
        "Mijn vader kreeg één crème brûlée.",
        "De patiënt kwam naïef binnen",
        "Coördinatie is essentieel",
        "hij zei: “ja” – en ging",
        "z’n dochter bleef",
        "café",
        "een reünie in België; € 5",
    ),
    "fr": (
        "Ma fille a pu rester; cœur léger.",
        "L’infirmière était très attentive",
        "ça m’a touché",
        "à côté du lit",
        "où est l’hôpital ?",
        "crème",
    ),
    "de": ("Die Schwester war sehr nett, für mich", "größer und schöner", "„Danke“, sagte er", "Übergabe"),
    "en": ("It’s a nurse’s job", "“Thank you” – she said", "I don’t know"),
    "pl": ("Pani pielęgniarka była miła.", "Dziękuję za opiekę, było świetnie", "później śpiewała"),
    "cs": ("Sestra byla milá a příjemná", "děkuji za péči", "čekali jsme dlouho"),
    "hu": ("A nővér nagyon kedves volt", "köszönöm az ápolást"),
}
LANGUAGES = {
    "cp1252": ("nl", "fr", "de", "en"),
    "cp850": ("nl", "fr", "de"),
    "mac_roman": ("nl", "fr", "de", "en"),
    "cp1250": ("pl", "cs", "hu"),
}


def read(content: bytes, reading: Reading = Reading()) -> Table:  # noqa: B008
    return read_table(BytesIO(content), "table.csv", reading=reading)


def list_texts(table: Table) -> list[str]:
    return [next(iter(cells.values())) for _, cells in table.rows]


@pytest.mark.parametrize(
    ("encoding", "language"),
    [(encoding, language) for encoding in LANGUAGES for language in LANGUAGES[encoding]],
)
@pytest.mark.parametrize("count", [1, 3, 20])
def test_no_text_is_read_wrongly_in_silence(encoding: str, language: str, count: int) -> None:
    chance = random.Random(f"{encoding} {language} {count}")
    right = tried = 0
    for _ in range(20):
        texts = chance.choices(SENTENCES[language], k=count)
        try:
            content = "\n".join(['"text";x', *(f'"{text}";1' for text in texts)]).encode(encoding)
        except UnicodeEncodeError:  # there is no “ in DOS
            continue
        table = read(content)
        is_right = list_texts(table) == texts
        assert is_right or table.doubtful == ("encoding",)
        right += is_right
        tried += 1
        assert list_texts(read(content, Reading(encoding=encoding))) == texts
    assert right >= (0.5 if count == 1 else 0.8) * tried


def test_a_longer_text_of_western_windows_is_not_doubtful() -> None:
    for language in LANGUAGES["cp1252"]:
        content = "\n".join(["text;x", *(f'"{text}";1' for text in SENTENCES[language] * 2)]).encode("cp1252")
        assert (read(content).encoding, read(content).doubtful) == ("cp1252", ())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_never_doubtful_and_shown_with_words(codec: str) -> None:
    table = read("verhaal;wie\néén;patiënt\nидти;bĕ\n".encode(codec))
    assert table.encoding == ("utf-" + codec.split("-")[1])
    assert (table.doubtful, table.samples) == ((), ("één", "patiënt", "идти"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_can_be_chosen(encoding: str) -> None:
    content = "verhaal;wie\nëén;x\n".encode(encoding)
    table = read(content, Reading(encoding=encoding))
    assert (table.encoding, table.samples) == (encoding, ("ëén",))
    assert list_texts(table) == ["ëén"]


def test_other_spellings_of_an_encoding_are_the_same_choice() -> None:
    content = codecs.BOM_UTF8 + "één;x\ny;z\n".encode()
    for spelling in ("UTF-8", "utf8", "utf-8-sig"):
        table = read(content, Reading(encoding=spelling))
        assert (table.encoding, table.columns) == ("utf-8", ("één", "x"))


@pytest.mark.parametrize("encoding", ["klingon", "ascii"])
def test_an_encoding_that_there_is_not_is_refused(encoding: str) -> None:
    with pytest.raises(TableError, match=f'there is no encoding "{encoding}"; choose one of utf-8, utf-16'):
        read(b"a,b\n", Reading(encoding=encoding))


def test_what_is_not_in_the_chosen_encoding_is_refused_or_said_where() -> None:
    content = "a,b\né,1\n".encode("cp1252")
    with pytest.raises(TableError, match="its letters cannot be read"):
        read(content, Reading(encoding="utf-8"))
    table = read(content, Reading(encoding="utf-8", repair=True))
    assert list_texts(table) == ["\ufffd"]
    assert [str(note) for note in table.notes] == [
        "a character could not be read and was replaced by a question mark: line 2"
    ]


def test_broken_letters_are_refused_or_replaced() -> None:
    content = "récit,éé\nà,ù\nœ,ç".encode() + b"\xe9\xff"
    with pytest.raises(TableError, match="letters in it are broken"):
        read(content)
    assert [note.places for note in read(content, Reading(repair=True)).notes] == [("line 3",)]


def test_letters_that_many_encodings_agree_on_are_not_doubtful() -> None:
    assert read("é;x\néé;y\n".encode("cp1252")).doubtful == ()
