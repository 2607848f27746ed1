"""Projects that other programs wrote: what is found, what is new, and that nothing is left out in silence."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from model import load_model
from model.coding import Code, Mark, Passage
from model.coding.refi import Meaning, ProjectReading, read_project
from model.loading import DATA
from tests.coding import CODERS, STORIES
from tests.storytelling import build_story

MODEL = load_model(DATA / "mangomoment.yaml")
JOY = Code("node", "effect-joy-in-work")
A, B, C, D, E, F = (f"{letter * 8}-1111-4111-8111-{letter * 12}" for letter in "ABCDEF")
_CODES = f"""<CodeBook><Codes>
  <Code guid="{A}" name="Joy in work" isCodable="true"/>
  <Code guid="{B}" name="Waiting" isCodable="true" color="#ff0000"><Description>Long.</Description></Code>
</Codes></CodeBook>"""
_USERS = f'<Users><User guid="{C}" name="ann"/><User guid="{D}" name="Dirk"/></Users>'


def build_project(
    body: str,
    texts: dict[str, bytes],
    origin: str = "ATLAS.ti 23",
    folder: str = "sources",
    users: str = _USERS,
) -> bytes:
    """A project with these texts; the body is what follows the users and codes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "project.qde",
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="{origin}">{users}{_CODES}\n'
            f"{body}</Project>",
        )
        for name, text in texts.items():
            archive.writestr(f"{folder}/{name}", text)
    return content.getvalue()


def write_source(selections: str, guid: str = E, name: str = "Interview 1.docx", path: str = "e.txt") -> str:
    """A text with selections, as the source of a project."""
    return (
        f'<TextSource guid="{guid}" name="{name}" plainTextPath="internal://{path}" '
        f'richTextPath="internal://e.docx">{selections}</TextSource>'
    )


def select(start: object, end: object, code: str = A, user: str = C, inside: str = "") -> str:
    """A passage with a code."""
    return (
        f'<PlainTextSelection guid="{F}" startPosition="{start}" endPosition="{end}" name="x" '
        f'modifyingUser="{user}" modifiedDateTime="2026-11-24T10:00:00Z">{inside}'
        f'<Coding guid="{F}"><CodeRef targetGUID="{{{code}}}"/></Coding></PlainTextSelection>'
    )


def read(body: str, text: bytes, choices: dict[str, Meaning] | None = None, **options: str) -> ProjectReading:
    content = build_project(f"<Sources>{body}</Sources>", {"e.txt": text}, **options)
    return read_project(content, "p.qdpx", MODEL, STORIES, CODERS, choices)


def test_text_that_a_story_says_is_that_story_and_coders_are_known_by_name() -> None:
    reading = read(write_source(select(0, 8)), b"\xef\xbb\xbfShe sang for him.\r\n", folder="Sources")
    [coding] = reading.codings.codings
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert (coding.story, coding.coder, coding.is_done, coding.at) == ("zang", CODERS[0].id, True, at)
    assert coding.marks == (Mark(JOY, (Passage("en", 0, 8, 1),), at),)
    assert reading.new_stories == ()


def test_unknown_text_is_a_new_story_that_waits() -> None:
    reading = read(write_source(select(2, 7, user=D)), b"A  quiet evening.")
    [story] = reading.new_stories
    assert (story.title, story.text, story.teller, story.status, story.origin) == (
        "Interview 1",
        "A  quiet evening.",
        "other",
        "pending",
        "imported",
    )
    [coding] = reading.codings.codings
    dirk = next(coder for coder in reading.codings.coders if coder.name == "Dirk")
    assert (coding.story, coding.coder) == (story.id, dirk.id)


@pytest.mark.parametrize(("origin", "start"), [("MAXQDA", 7), ("ATLAS.ti 23", 6)])
def test_line_breaks_count_as_the_program_counts_them(origin: str, start: int) -> None:
    reading = read(write_source(select(start, start + 5)), b"First\r\nmango tree", origin=origin)
    [coding] = reading.codings.codings
    [passage] = coding.marks[0].passages
    assert passage.find_text(reading.new_stories[0]) == "mango"


def test_passage_is_followed_into_a_text_that_was_changed() -> None:
    source = write_source(select(14, 19), name="Letters a b [3]")
    [coding] = read(
        source, b"Once upon time A mango & <5 minutes.".replace(b"time A", b"a A")
    ).codings.codings
    assert coding.story == "3"
    [passage] = coding.marks[0].passages
    assert passage.find_text(STORIES[2]) == "mango"


def test_unknown_code_is_named_and_can_be_said() -> None:
    source = write_source(select(0, 3, code=B))
    reading = read(source, b"She sang for him.")
    [unknown] = reading.unknown_codes
    assert (unknown.name, unknown.description, unknown.count) == ("Waiting", "Long.", 1)
    assert reading.codings.codings == ()
    [coding] = read(source, b"She sang for him.", {"waiting": JOY}).codings.codings
    assert coding.codes == {JOY}
    [coding] = read(source, b"She sang for him.", {"Waiting": "leftover"}).codings.codings
    assert coding.leftovers == (Passage("en", 0, 3, 1),)
    reading = read(source, b"She sang for him.", {"Waiting": "none"})
    assert (reading.unknown_codes, reading.codings.codings) == ((), ())


def test_selection_of_the_whole_text_is_a_code_of_the_story() -> None:
    [coding] = read(write_source(select(0, 17)), b"She sang for him.").codings.codings
    assert coding.marks[0].passages == ()


def test_what_is_noted_on_a_passage_is_in_the_memo() -> None:
    described = select(0, 3, inside="<Description>Who?</Description>")
    noted = select(4, 8).replace("</PlainTextSelection>", f'<NoteRef targetGUID="{B}"/></PlainTextSelection>')
    body = f"""<Sources>{write_source(described + noted)}</Sources><Notes>
      <Note guid="{B}" creatingUser="{C}" plainTextPath="internal://n.txt"/>
      <Note guid="{D}" name="On my own" creatingUser="{C}"><PlainTextContent>Loose.</PlainTextContent></Note>
    </Notes>"""
    content = build_project(body, {"e.txt": b"She sang for him.", "n.txt": "Sang: 🥭".encode()})
    reading = read_project(content, "p.qdpx", MODEL, STORIES, CODERS)
    assert reading.codings.codings[0].memo == "“She”: Who?\n“sang”: Sang: 🥭"
    assert [(remark.kind, remark.place, remark.text) for remark in reading.remarks] == [
        ("note", "On my own", "Loose.")
    ]


@pytest.mark.parametrize(
    ("selection", "kind"),
    [
        (select(0, 99), "outside"),
        (select(5, 5), "outside"),
        (select(-1, 4), "outside"),
        (select("one", 4), "outside"),
        (select(0, 4, code=F), "code"),
    ],
)
def test_what_is_nowhere_is_said(selection: str, kind: str) -> None:
    [remark] = read(write_source(selection), b"She sang for him.").remarks
    assert remark.kind == kind
    assert remark.place.startswith("Interview 1.docx")


def test_whole_text_without_a_place_in_the_model_is_said() -> None:
    reading = read(write_source(select(0, 17, code=B)), b"She sang for him.", {"Waiting": "leftover"})
    assert [remark.kind for remark in reading.remarks] == ["outside"]
    assert [coding.leftovers for coding in reading.codings.codings] == [()]


def test_decision_against_a_code_that_the_model_has_not_is_said() -> None:
    users = f'<Users><User guid="{D}" name="Agreed (facilitator)"/></Users>'
    body = f"""<Sources>{write_source(f'<NoteRef targetGUID="{B}"/>')}</Sources><Notes>
      <Note guid="{B}" name="Gone [not node gone]" creatingUser="{D}">
        <PlainTextContent>No.</PlainTextContent></Note>
    </Notes>"""
    content = build_project(body, {"e.txt": b"She sang for him."}, users=users)
    reading = read_project(content, "p.qdpx", MODEL, STORIES, CODERS)
    assert (reading.codings.decisions, [remark.kind for remark in reading.remarks]) == ((), ["note"])


def test_note_named_after_a_code_is_a_memo_where_the_model_has_it() -> None:
    notes = "".join(
        f'<Note guid="{guid}" name="Mine [node {code}]" creatingUser="{C}">'
        "<PlainTextContent>Noted.</PlainTextContent></Note>"
        for guid, code in ((A, JOY.id), (B, "gone"))
    )
    reading = read_project(build_project(f"<Notes>{notes}</Notes>", {}), "p.qdpx", MODEL, STORIES, CODERS)
    assert [(memo.coder, memo.code, memo.text) for memo in reading.codings.memos] == [
        (CODERS[0].id, JOY, "Noted.")
    ]
    assert [(remark.kind, remark.place) for remark in reading.remarks] == [("note", "Mine [node gone]")]


def test_kinds_that_no_story_has_a_place_for_are_counted() -> None:
    body = f'<PDFSource guid="{A}"><PDFSelection guid="{B}" page="1"/></PDFSource>' * 2
    reading = read(body + write_source(select(0, 3)), b"She sang for him.")
    assert [(remark.kind, remark.place, remark.text) for remark in reading.remarks] == [
        ("kind", "PDF files", "2")
    ]
    assert len(reading.codings.codings) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [("e.txt", b" \n"), ("e.txt", b"x" * 5001), ("other.txt", b"x"), ("../project.qde", b"x")],
)
def test_text_that_is_no_story_is_said(path: str, text: bytes) -> None:
    [remark] = read(write_source(select(0, 1), path=path), text).remarks
    assert (remark.kind, remark.place) == ("text", "Interview 1.docx")


def test_who_is_not_named_is_one_unknown_coder() -> None:
    reading = read(write_source(select(0, 3, user=F)), b"She sang for him.")
    [coding] = reading.codings.codings
    [name] = [coder.name for coder in reading.codings.coders if coder.id == coding.coder]
    assert name == "Unknown coder"


def test_more_than_a_memo_or_a_story_holds_is_said() -> None:
    story = build_story("word " * 900, id="long")
    many = "".join(select(5 * at, 5 * at + 4) for at in range(203))
    noted = select(0, 9, inside=f"<Description>{'x' * 3000}</Description>")
    content = build_project(
        f"<Sources>{write_source(many + noted)}</Sources>", {"e.txt": story.text.encode()}
    )
    reading = read_project(content, "p.qdpx", MODEL, [story], CODERS)
    [coding] = reading.codings.codings
    assert len(coding.marks[0].passages) == 200
    assert [(remark.kind, remark.text[:1]) for remark in reading.remarks] == [
        ("passages", "4"),
        ("memo", "x"),
    ]


def test_what_is_noted_on_a_code_of_a_passage_or_of_the_whole_text_is_in_the_memo() -> None:
    coded = f'<Coding guid="{F}" creatingUser="{C}"><CodeRef targetGUID="{A}"/>'
    whole = f'{coded}<NoteRef targetGUID="{D}"/></Coding>'
    part = select(0, 3).replace("</Coding>", f'<NoteRef targetGUID="{B}"/></Coding>')
    notes = "".join(
        f'<Note guid="{guid}" creatingUser="{C}"><PlainTextContent>{text}</PlainTextContent></Note>'
        for guid, text in ((B, "Who?"), (D, "All of it."))
    )
    body = f"<Sources>{write_source(part + whole)}</Sources><Notes>{notes}</Notes>"
    content = build_project(body, {"e.txt": b"She sang for him."})
    reading = read_project(content, "p.qdpx", MODEL, STORIES, CODERS)
    [coding] = reading.codings.codings
    assert (coding.memo, coding.marks[0].passages) == ("“She”: Who?\nAll of it.", (Passage("en", 0, 3, 1),))
    assert reading.remarks == ()


def test_a_description_of_a_text_and_a_code_that_is_nowhere_are_said() -> None:
    described = f"<Description>Told at night.</Description>{select(0, 3, code=F)}"
    coded = f'<Coding guid="{F}" creatingUser="{C}"><CodeRef targetGUID="{D}"/></Coding>'
    reading = read(write_source(described + coded), b"She sang for him.")
    assert [(remark.kind, remark.place, remark.text) for remark in reading.remarks] == [
        ("description", "Interview 1.docx", "Told at night."),
        ("code", "Interview 1.docx", F.lower()),
        ("code", "Interview 1.docx", D.lower()),
    ]
    assert reading.codings.codings == ()
