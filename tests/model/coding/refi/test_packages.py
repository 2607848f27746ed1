"""What a project of REFI-QDA holds: each kind of element in its place, and how large it may be."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from model.coding.refi import package, records
from model.coding.refi.package import Package, pack
from model.coding.refi.records import (
    RefiCode,
    RefiCoding,
    RefiProject,
    RefiSelection,
    RefiText,
    RefiUser,
    read_records,
)
from model.coding.refi.texts import decode
from model.errors import ModelFileError

WHOLE = """<Project origin="Other 1" creatingUserGUID="{AB}" creationDateTime="2026-11-24T09:30:00Z">
<Users><User guid="{AB}" name="Ann" id="a"/><User guid="C"/></Users>
<CodeBook><Codes><Code guid="1" name="Top" isCodable="false"><Description>All.</Description>
<Code guid="2" name="Low"><NoteRef targetGUID="N1"/></Code></Code>
<Code guid="3" name="Next" isCodable="0"/></Codes>
<Sets><Set guid="S"><Code guid="9" name="Not read"/></Set></Sets></CodeBook>
<Variables><Variable guid="V" name="Ward"/></Variables>
<Sources><TextSource guid="T" name="Talk" plainTextPath="internal://t.txt" modifyingUser="{AB}">
<Description>Told.</Description>
<PlainTextSelection guid="P" name="She" startPosition="0" endPosition="3" creatingUser="c"
 modifiedDateTime="2026"><Description>Who?</Description>
<Coding><CodeRef targetGUID="{2}"/><NoteRef targetGUID="N2"/></Coding><NoteRef targetGUID="N3"/>
</PlainTextSelection>
<Coding creatingUser="AB"><CodeRef targetGUID="3"/></Coding><NoteRef targetGUID="N4"/>
<VariableValue><VariableRef targetGUID="V"/><TextValue> Four
</TextValue></VariableValue></TextSource><PictureSource guid="X"><Coding><CodeRef targetGUID="2"/></Coding>
<PictureSource/></PictureSource><TextSource guid="U"/></Sources>
<Notes><Note guid="N1" name="On Low"><PlainTextContent>Noted.</PlainTextContent></Note></Notes>
<Links><Link/><Link/></Links></Project>"""


def test_each_kind_of_element_is_read_in_its_place() -> None:
    project = read_records(WHOLE.encode(), "p.qde", "Project")
    low = RefiCode("2", "Low", ("Top",), True, 4, notes=["n1"])
    selection = RefiSelection(
        *("0", "3", "She", "c", "2026", 10, "Who?"),
        codings=[RefiCoding("", "", "2", ["n2"])],
        notes=["n3"],
    )
    text = RefiText(
        *("t", "Talk", "internal://t.txt", "ab", "", 8, None, "Told."),
        selections=[selection],
        codings=[RefiCoding("ab", "", "3")],
        notes=["n4"],
        values=[("v", "Four")],
    )
    assert project == RefiProject(
        *("Other 1", "ab", "2026-11-24T09:30:00Z"),
        users=[RefiUser("ab", "Ann", "a"), RefiUser("c", "", "")],
        codes=[RefiCode("1", "Top", (), False, 3, "All."), low, RefiCode("3", "Next", (), False, 5)],
        variables={"v": "Ward"},
        sources=[text, RefiText("u", "", "", "", "", 17)],
        notes=[RefiText("n1", "On Low", "", "", "", 18, "Noted.")],
        unread=project.unread,
    )
    assert project.unread == {"sets": 1, "pictures": 1, "links": 2}


def test_passages_and_codings_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_SELECTIONS", 3)
    assert read_records(WHOLE.encode(), "p.qde", "Project").sources
    monkeypatch.setattr(records, "MOST_SELECTIONS", 2)
    with pytest.raises(ModelFileError) as caught:
        read_records(WHOLE.encode(), "p.qde", "Project")
    assert str(caught.value) == ("p.qde: line 14: has more than 2 passages and codings; split the project")
    with pytest.raises(
        ModelFileError, match=f"begins with <{'x' * 40}>, where a file of REFI-QDA has <CodeBook>"
    ):
        read_records(f"<{'x' * 50}/>".encode(), "p.qdc", "CodeBook")


def build(parts: dict[str, bytes]) -> Package:
    return Package(pack(parts), "p.qdpx")


def test_the_list_of_a_project_is_found_by_its_usual_name_first() -> None:
    assert build({"b.qde": b"1", "Project.QDE": b"2"}).read_project() == b"2"
    assert build({"sources/a.qde": b"0", "b.qde": b"1", "c.qde": b"2"}).read_project() == b"1"
    with pytest.raises(ModelFileError, match=r"project\.qde: is missing; export the project as REFI-QDA"):
        build({"sources/project.qde": b"0"}).read_project()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        *(("internal://A.TXT", b"text"), ("internal:///a.txt", b"text"), ("internal:\\\\a.txt", b"text")),
        *(("internal:/a.txt", None), ("relative://a.txt", None), ("a.txt", None), ("internal://b.txt", None)),
        ("internal://../project.qde", None),
    ],
)
def test_a_path_leads_to_a_text_in_its_folder(path: str, found: bytes | None) -> None:
    assert build({"project.qde": b"", "Sources/a.txt": b"text"}).find_text(path) == found


def test_a_package_is_as_large_as_it_may_be_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"project.qde": b"x" * 60, "sources/a.txt": b"y" * 40}
    content = pack(parts)

    def read(**limits: int) -> list[Any]:
        with monkeypatch.context() as patch:
            for name, limit in limits.items():
                patch.setattr(package, name, limit)
            opened = Package(content, "p.qdpx")
            return [opened.read_project(), opened.find_text("internal://a.txt")]

    whole = list(parts.values())
    size = len(content)
    assert read(LARGEST_FILE=size, MOST_PARTS=2, LARGEST_UNPACKED=100) == whole
    assert read(LARGEST_PROJECT=60, LARGEST_TEXT=40) == whole
    for name, limit in (
        *(("LARGEST_FILE", size - 1), ("MOST_PARTS", 1), ("LARGEST_UNPACKED", 99)),
        *(("LARGEST_PROJECT", 59), ("LARGEST_TEXT", 39)),
    ):
        with pytest.raises(ModelFileError, match=r"is larger than 0 MB|has more than 1 parts"):
            read(**{name: limit})


def test_a_package_is_the_same_bytes_for_the_same_parts_and_packed() -> None:
    parts = {"b": b"x" * 1000, "a": b"y"}
    assert pack(parts) == pack(parts)
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as archive:
        assert archive.namelist() == ["b", "a"]
        assert archive.getinfo("b").compress_size < 100


def test_a_text_is_read_as_its_program_counts_it() -> None:
    content = "\ufeffé\r\nb".encode()
    assert decode(content, "MAXQDA 24") == "é\r\nb"
    assert decode(content, "atlas.ti 9") == "é\nb"
    assert decode(b"\xff", "") == "\ufffd"
