"""Projects as they are written, whole, and what of those of others is taken, to the sign."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from model.coding import Code, CodeMemo, Coder, Codings, Decision, Mark, Passage, StoryCoding
from model.coding.refi import ProjectReading, UnknownCode, read_project, to_qdpx
from model.coding.refi.guids import find_noted, find_story, name_source
from model.coding.refi.known_codes import to_meaning
from model.stories import Story, Wording
from tests.model.coding.building import build_coded_model
from tests.storytelling import build_story

MODEL = build_coded_model(nodes="joy trust", dimensions="respect joy")
JOY, TRUST, RESPECT = Code("node", "joy"), Code("node", "trust"), Code("dimension", "respect")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ANN, BO = Coder("a" * 32, "Ann", AT), Coder("b" * 32, "Bo", AT)
_TIMES: dict[str, Any] = {"created_at": AT, "changed_at": AT}
SONG = Story(
    id="song",
    wordings=(
        Wording(language="en", title="Song", text="She sang for him."),
        Wording(language="nl", title="Zang", text="Zij zong voor hem."),
    ),
    teller="family",
    nodes=("joy", "gone"),
    dimensions=("respect",),
    **_TIMES,
)
CODINGS = Codings(
    (ANN, BO),
    (
        StoryCoding(
            "song",
            ANN.id,
            (Mark(JOY, (Passage("en", 4, 8, 1), Passage("nl", 4, 8, 1)), AT), Mark(RESPECT, (), AT)),
            (Passage("en", 0, 3, 1),),
            "A note.",
            True,
            AT,
        ),
    ),
    (Decision("song", TRUST, True, "coder", AT), Decision("song", RESPECT, False, "facilitator", AT)),
    (CodeMemo(BO.id, TRUST, "Hers.", AT),),
)


def unpack(content: bytes) -> tuple[Element, dict[str, bytes]]:
    """The list of a project without its namespace, and its texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts.pop("project.qde").decode()
    return fromstring(re.sub(r' xmlns="[^"]*"', "", text)), parts


def list_sources(whole: Any) -> list[tuple[Any, ...]]:
    """What stands on the texts of the project: selections and codings, by their users and codes."""
    root, _parts = unpack(to_qdpx(MODEL, [SONG], CODINGS, "en", whole))
    users = {user.get("guid"): user.get("name") for user in root.iter("User")}
    codes = {code.get("guid"): code.get("name") for code in root.iter("Code")}

    def read(part: Element) -> tuple[Any, ...]:
        coded = [codes[ref.get("targetGUID")] for ref in part.iter("CodeRef")]
        return users[part.get("creatingUser")], *coded, part.get("creationDateTime")

    return [
        (
            source.get("name"),
            [
                (part.get("name"), part.get("startPosition"), part.get("endPosition"), *read(part))
                for part in source.findall("PlainTextSelection")
            ],
            [read(part) for part in source.findall("Coding")],
            len(source.findall("NoteRef")),
        )
        for source in root.iter("TextSource")
    ]


def test_passages_are_selections_and_codes_without_one_are_of_the_whole_text() -> None:
    at = "2026-11-24T09:30:00Z"
    marked = [
        ("sang", "4", "8", "Ann", "joy (joy)", at),
        ("She", "0", "3", "Ann", "No place in the model", at),
    ]
    whole = [("Ann", "respect", at), ("Agreed (coder)", "trust", at)]
    whole += [("Agreed", "joy (joy)", at), ("Agreed", "respect", at)]
    translated: tuple[Any, ...] = ("Zang [song, nl]", [("zong", "4", "8", "Ann", "joy (joy)", at)], [], 0)
    [source, other] = list_sources("source")
    assert (source, other) == (("Song [song]", marked, whole, 2), translated)
    [source, other] = list_sources("passage")
    selected = [("*", "0", "17", *coded) for coded in whole]
    assert (source, other) == (("Song [song]", [*marked, *selected], [], 2), translated)


def test_users_notes_and_variables_of_a_project_are_all_there() -> None:
    root, parts = unpack(to_qdpx(MODEL, [SONG], CODINGS, "en"))
    assert (root.get("origin"), root.get("modifiedDateTime")) == ("Mangomoment", "2026-11-24T09:30:00Z")
    assert [(user.get("name"), user.get("id")) for user in root.iter("User")] == [
        *(("Ann", ANN.id), ("Bo", BO.id), ("Agreed", "agreed")),
        *(("Agreed (coder)", "agreed coder"), ("Agreed (facilitator)", "agreed facilitator")),
    ]
    notes = [
        (note.get("name"), note.findtext("PlainTextContent"), *(part.get("endPosition") for part in note))
        for note in root.iter("Note")
    ]
    assert notes == [
        ("trust – Bo [node trust]", None),
        (None, "A note.", None, "7"),
        (
            "respect [not dimension respect]",
            "The coders agreed that this story does not show it.",
            *(None, str(len(SONG.text))),
        ),
    ]
    values = {
        ref.get("targetGUID"): value.text
        for part in root.iter("VariableValue")
        for ref, value in [(part[0], part[1])]
    }
    declared = {
        variable.get("name"): (variable.get("typeOfVariable"), values.get(variable.get("guid")))
        for variable in root.iter("Variable")
    }
    assert declared["Done: Ann"] == ("Boolean", "true")
    assert declared["Last coded: Ann"] == ("DateTime", "2026-11-24T09:30:00Z")
    assert declared["Done: Bo"] == ("Boolean", None)
    assert {form for form, _value in declared.values()} == {"Boolean", "DateTime", "Date", "Text"}
    assert "family" in values.values()
    assert "" not in values.values()
    assert None not in values.values()
    assert sorted(parts.values()) == sorted([b"She sang for him.", b"Zij zong voor hem.", b"Hers."])


GUIDS = (48, "e606bfe33d2baef6")
"""How many there are in the project, and what they make together."""


def test_guids_stay_what_they_are_in_files_that_were_given_out() -> None:
    root, _parts = unpack(to_qdpx(MODEL, [SONG], CODINGS, "en", "passage"))
    guids = sorted(part.get("guid", "") for part in root.iter() if part.get("guid"))
    assert len(guids) == len(set(guids)) == GUIDS[0]
    assert hashlib.sha256("\n".join(guids).encode()).hexdigest()[:16] == GUIDS[1]


LATER = "2026-11-24T10:30:00+01:00"  # the same moment as AT
JOY_GUID, TRUST_GUID, WAIT_GUID, USER = (f"{letter * 8}-1111-4111-8111-{letter * 12}" for letter in "abcd")


def read(
    on_text: str = "",
    text: str = "She sang for him.",
    elsewhere: str = "",
    origin: str = "MAXQDA",
    variables: str = "",
    source: str = 'name="song.txt"',
    codes: str = "",
    story: Story = SONG,
    **options: Any,
) -> ProjectReading:
    """A project that another program wrote, with one text, read for one story and the coders Ann and Bo."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "project.qde",
            f"""<Project origin="{origin}" modifiedDateTime="2026-11-24T09:30:00">
            <Users><User guid="{USER}" name="Ann"/></Users>
            <CodeBook><Codes><Code guid="{JOY_GUID}" name="Joy (joy)"/>
              <Code guid="{TRUST_GUID}" name="TRUST"/><Code guid="{WAIT_GUID}" name="No place in the model"/>
              {codes}</Codes></CodeBook><Variables>{variables}</Variables>
            <Sources><TextSource guid="{JOY_GUID}" plainTextPath="internal://e.txt" {source}>{on_text}
            </TextSource></Sources>{elsewhere}</Project>""",
        )
        archive.writestr("sources/e.txt", text)
    return read_project(content.getvalue(), "p.qdpx", MODEL, [story], [ANN, BO], **options)


def select(start: object, end: object, code: str = JOY_GUID, at: str = LATER, inside: str = "") -> str:
    return (
        f'<PlainTextSelection startPosition="{start}" endPosition="{end}" name="*" creatingUser="{USER}" '
        f'creationDateTime="{at}"><Coding><CodeRef targetGUID="{code}"/></Coding>{inside}'
        "</PlainTextSelection>"
    )


def note(guid: str, text: str, name: str = "", user: str = USER, at: str = LATER) -> str:
    return (
        f'<Note guid="{guid}" name="{name}" creatingUser="{user}" creationDateTime="{at}">'
        f"<PlainTextContent>{text}</PlainTextContent></Note>"
    )


def test_a_code_is_from_when_it_was_given_first_and_a_coding_from_when_last() -> None:
    times = ("2026-11-24T09:40:00Z", "2026-11-24T09:35:00Z", "2026-11-24T09:50:00Z")
    [coding] = read("".join(select(4, 8 + at, at=time) for at, time in enumerate(times))).codings.codings
    passages = tuple(Passage("en", 4, end, 1) for end in (8, 9, 10))
    assert coding == StoryCoding(
        *("song", ANN.id, (Mark(JOY, passages, AT + timedelta(minutes=5)),)),
        is_done=True,
        at=AT + timedelta(minutes=20),
    )


def test_codes_come_by_when_they_were_given_and_passages_by_where_they_are() -> None:
    selections = select(9, 12) + select(0, 3) + select(0, 3) + select(0, 8, TRUST_GUID, "2026-11-24T09:00:00")
    [coding] = read(selections + select(4, 8, WAIT_GUID)).codings.codings
    assert coding.marks == (
        Mark(TRUST, (Passage("en", 0, 8, 1),), AT - timedelta(minutes=30)),
        Mark(JOY, (Passage("en", 0, 3, 1), Passage("en", 9, 12, 1)), AT),
    )
    assert (coding.leftovers, coding.at) == ((Passage("en", 4, 8, 1),), AT)


@pytest.mark.parametrize("at", ["", "soon", "2026-11-24T09:30:00", "2026-11-24T09:30:00Z", LATER])
def test_a_time_is_in_utc_unless_it_says_otherwise_and_that_of_the_file_where_it_is_none(at: str) -> None:
    [coding] = read(select(0, 3, at=at)).codings.codings
    assert (coding.at, coding.marks[0].at) == (AT, AT)


@pytest.mark.parametrize(
    ("origin", "name", "is_whole"),
    [
        *(("MAXQDA", "*", True), ("MAXQDA", "x", True)),
        *(("Mangomoment", "*", True), ("Mangomoment", "x", False)),
    ],
)
def test_what_is_marked_from_end_to_end_is_a_passage_only_in_a_file_of_ours(
    origin: str, name: str, is_whole: bool
) -> None:
    text = " She sang for him.\n"
    for start, end in ((0, 19), (1, 18)):
        marked = select(start, end).replace('name="*"', f'name="{name}"')
        [coding] = read(marked, text, origin=origin).codings.codings
        assert bool(coding.marks[0].passages) == (not is_whole)
    for start, end in ((2, 18), (1, 17)):
        [coding] = read(select(start, end), text, origin=origin).codings.codings
        assert len(coding.marks[0].passages) == 1


@pytest.mark.parametrize(
    ("value", "is_done"), [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False)]
)
def test_variables_say_who_is_done_and_when_that_was(value: str, is_done: bool) -> None:
    names = {"e": "Done: Ann", "f": "Last coded: Ann", "a": "Klaar: Bo", "9": "Done: Somebody"}
    variables = "".join(f'<Variable guid="{guid}" name="{name}"/>' for guid, name in names.items())
    said = {"e": ("Boolean", value), "f": ("DateTime", "2026-11-25T00:00:00Z"), "9": ("Boolean", "true")}
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid}"/><{kind}Value>{text}</{kind}Value></VariableValue>'
        for guid, (kind, text) in said.items()
    )
    [coding] = read(select(0, 3) + values, variables=variables).codings.codings
    assert (coding.coder, coding.is_done, coding.at) == (ANN.id, is_done, AT + timedelta(hours=14.5))
    [other] = read(values, variables=variables).codings.codings
    assert (other.marks, other.is_done) == ((), is_done)


def test_notes_on_a_story_are_its_memo_each_once_with_the_words_that_they_are_on() -> None:
    refs = '<NoteRef targetGUID="e"/><NoteRef targetGUID="f"/><NoteRef targetGUID="none"/>'
    described = select(0, 3, inside="<Description>Who?</Description><NoteRef targetGUID='9'/>")
    elsewhere = "<Notes>" + note("e", "First.") + note("f", "First.") + note("9", " Second ") + "</Notes>"
    reading = read(described + refs, elsewhere=elsewhere)
    [coding] = reading.codings.codings
    assert (coding.memo, coding.at, reading.remarks) == ("“She”: Who?\n“She”: Second\nFirst.", AT, ())
    [noted] = read(
        '<NoteRef targetGUID="9"/>', elsewhere=elsewhere.replace('guid="e"', 'guid="g"')
    ).codings.codings
    assert (noted.memo, noted.is_done, noted.marks) == ("Second", False, ())


@pytest.mark.parametrize(("at", "minutes"), [("", 0), ("2026-11-24T09:35:00Z", 5)])
def test_who_agreed_that_a_story_does_not_show_a_code_decided_on_it(at: str, minutes: int) -> None:
    users = "".join(
        f'<User guid="{guid}" name="{name}"/>'
        for guid, name in (("5", "Agreed (facilitator)"), ("6", "Agreed"), ("7", "Bo"))
    )
    elsewhere = "<Notes>" + "".join(
        note(guid, f"No {guid}.", "Joy [not node joy]", user, at)
        for guid, user in (("5", "5"), ("6", "6"), ("7", "7"))
    )
    reading = read(
        "".join(f'<NoteRef targetGUID="{guid}"/>' for guid in "567"),
        elsewhere=f"{elsewhere}</Notes><Users>{users}</Users>",
    )
    moment = AT + timedelta(minutes=minutes)
    assert reading.codings.decisions == (Decision("song", JOY, False, "facilitator", moment),)
    assert [(coding.coder, coding.memo) for coding in reading.codings.codings] == [(BO.id, "No 7.")]
    assert [(remark.kind, remark.place, remark.text) for remark in reading.remarks] == [
        ("note", "song.txt", "No 6.")
    ]


@pytest.mark.parametrize(("length", "rest"), [(2000, None), (2001, "x"), (2005, "xxxxx")])
def test_of_a_memo_what_is_too_long_is_said(length: int, rest: str | None) -> None:
    elsewhere = f"<Notes>{note('e', 'x' * length)}{note('f', 'y' * length, 'Mine [node joy]')}</Notes>"
    reading = read('<NoteRef targetGUID="e"/>', elsewhere=elsewhere)
    assert len(reading.codings.codings[0].memo) == len(reading.codings.memos[0].text) == 2000
    remarks = [(remark.kind, remark.place, remark.text) for remark in reading.remarks]
    kept = [("memo", "Mine [node joy]", (rest or "").replace("x", "y")), ("memo", "song", rest)]
    assert remarks == (kept if rest else [])


@pytest.mark.parametrize(("count", "over"), [(200, None), (201, "1")])
def test_of_passages_those_beyond_the_limit_are_said(count: int, over: str | None) -> None:
    story = build_story("word " * 250, id="song", **_TIMES)
    marked = "".join(
        select(5 * at, 5 * at + 4, TRUST_GUID if at % 2 else JOY_GUID) for at in range(count - 50)
    )
    left = "".join(select(5 * at, 5 * at + 4, WAIT_GUID) for at in range(50))
    reading = read(marked + left, story.text, story=story)
    [coding] = reading.codings.codings
    assert len(list(coding.list_passages())) == 200
    assert (len(coding.leftovers), [remark.text for remark in reading.remarks]) == (
        50,
        [over] if over else [],
    )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(0, 17, None), (-1, 3, ""), (3, 3, ""), (4, 18, ""), ("x", 3, ""), ("", "", "")],
)
def test_a_place_that_is_not_in_the_text_is_said_with_its_line(start: object, end: object, said: Any) -> None:
    remarks = read("\n" + select(start, end)).remarks
    found = [(remark.kind, remark.place, remark.text, remark.line) for remark in remarks]
    assert found == ([] if said is None else [("outside", f"song.txt: {start}–{end}", "*", 7)])


def test_a_passage_whose_words_are_no_longer_in_the_story_is_said() -> None:
    reading = read(select(18, 27), "She sang for him. He\nlaughed.", source='name="Song [song]"')
    assert [(remark.kind, remark.place, remark.text) for remark in reading.remarks] == [
        ("moved", "Song [song]: 18–27", "He laughe"),
    ]
    assert reading.codings.codings == ()


def test_codes_that_the_model_has_not_are_offered_with_what_is_near_and_how_often_they_are_used() -> None:
    codes = """<Code guid="1" name="Feelings" isCodable="false"><Code guid="2" name="Trusst"/></Code>
      <Code guid="3" name="Group" isCodable="0"/>
      <Code guid="4" name="Other"><Description>D.</Description></Code>"""
    reading = read(select(0, 3, "2") + select(0, 4, "2") + select(0, 4, "1"), codes=codes)
    assert reading.unknown_codes == (
        UnknownCode("Feelings", (), "", 1, None),
        UnknownCode("Trusst", ("Feelings",), "", 2, TRUST),
        UnknownCode("Other", (), "D.", 0, None),
    )
    assert (reading.codings.codings, reading.remarks) == ((), ())
    chosen = read(select(0, 3, "2"), codes=codes, choices={"TRUSST": RESPECT})
    assert [coding.codes for coding in chosen.codings.codings] == [{RESPECT}]


def test_a_text_is_the_story_whose_id_is_in_its_name_in_the_language_that_it_says() -> None:
    for name, text, language in (
        ("Zang [song, nl]", "Zij zong voor hem.", "nl"),
        ("Song [song]", "She sang for him.", "en"),
        ("Chant [song, fr]", "Zij zong\n voor hem. ", "nl"),
    ):
        [coding] = read(select(0, 3), text, source=f'name="{name}"').codings.codings
        [passage] = coding.marks[0].passages
        assert (coding.story, passage) == ("song", Passage(language, 0, 3, 1))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A [joy]", None),
        ("A [node joy]", (JOY, False)),
        ("A [not node joy] ", (JOY, True)),
        ("A [not dimension respect]", (RESPECT, True)),
        ("A [node joy] B", None),
        ("A [node joy trust]", None),
        ("A [story joy]", None),
        ("A [not]", None),
        ("A []", None),
        ("", None),
    ],
)
def test_a_note_says_in_its_name_which_code_it_is_on(name: str, found: tuple[Code, bool] | None) -> None:
    assert find_noted(name) == found


def test_names_of_texts_say_which_story_they_are() -> None:
    for story, language in (("song", ""), ("song-2", "nl")):
        assert find_story(name_source('A "song": [1]/2?', story, language)) == (story, language)
    assert find_story("A [ song , nl ] ") == ("song", "nl")
    assert find_story("A [song] and more") == ("", "")


def test_what_somebody_writes_for_a_code_is_one_of_the_model_or_none() -> None:
    meanings = [to_meaning(text, MODEL) for text in ("leftover", "none", "joy", "respect", "gone", "")]
    assert meanings == ["leftover", "none", JOY, RESPECT, None, None]
