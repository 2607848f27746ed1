"""Files that are made to do harm are refused, at once and without being opened any further."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from model import ModelFileError
from model.importing import read_graph
from model.importing.graph_file import GraphFile
from model.importing.raw import LARGEST_FILE
from model.tables import TableError
from tests.model.importing.samples import make_node_link, make_zip, read, take_in, wrap_graphml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
TYPES = {
    "billion laughs": f'<!DOCTYPE graphml [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic": f'<!DOCTYPE graphml [<!ENTITY l29 "{"x" * 100_000}">]>',
    "a file": '<!DOCTYPE graphml [<!ENTITY l29 SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE graphml [<!ENTITY l29 SYSTEM "http://127.0.0.1:9/x">]>',
    "a parameter": '<!DOCTYPE graphml [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "a type elsewhere": '<!DOCTYPE graphml SYSTEM "http://127.0.0.1:9/x.dtd">',
    "nothing": "<!DOCTYPE graphml>",
}
GRAPH = '<graphml><graph><node id="&l29;"/></graph></graphml>'


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_is_made_of_it(kind: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>\n{TYPES[kind]}{GRAPH}'.encode(encoding)
    started = time.process_time()
    with pytest.raises(ModelFileError) as caught:
        read(content, "trap.graphml")
    assert time.process_time() - started < 1
    (fault,) = caught.value.faults
    assert fault.line == 2
    assert "declares a document type" in fault.message


def test_an_entity_that_nobody_declares_is_no_text() -> None:
    with pytest.raises(ModelFileError, match="undefined entity"):
        read(wrap_graphml('<graph><node id="a"><data key="k">&passwd;</data></node></graph>'))


@pytest.mark.parametrize("place", ["", "<graph>", '<graph><node id="a"><data key="k">'])
def test_another_file_is_not_put_in(place: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret.txt" parse="text"/>'
    )
    with pytest.raises(ModelFileError, match="XInclude"):
        read(wrap_graphml(place + include))


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    class Endless(BytesIO):
        taken = 0

        def seekable(self) -> bool:
            return False

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size < 2 * LARGEST_FILE
            return b"x" * size

    with pytest.raises(ModelFileError, match="is larger than 20 MB"):
        read_graph(Endless(), "endless.csv")


@pytest.mark.parametrize("name", ["nodes.csv", "xl/worksheets/sheet1.xml"])
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(name: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if name.startswith("xl"):
            archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(name, "w") as part:
            for _ in range(110):
                part.write(b"\0" * 2**20)
    assert len(file.getvalue()) < 2**20
    started = time.process_time()
    with pytest.raises(ModelFileError, match="unpacks to more than 100 MB"):
        read(file.getvalue(), "bomb.zip")
    assert time.process_time() - started < 1


def test_a_part_of_a_zip_file_that_lies_about_its_length_is_refused() -> None:
    content = make_zip({"nodes.csv": b"From,To\n" + b"a,b\n" * 10_000})
    at = content.rindex(b"PK\x01\x02")
    lying = content[: at + 24] + (9).to_bytes(4, "little") + content[at + 28 :]
    with pytest.raises(ModelFileError, match="is damaged"):
        read(lying, "lying.zip")


def test_a_zip_file_is_not_unpacked_out_of_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(read(make_zip({"../../edges.csv": b"From,To\na,b\n"}), "x.zip").edges) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_zip_file_with_a_password_or_an_unusual_packing_is_refused() -> None:
    content = bytearray(make_zip({"edges.csv": b"From,To\na,b\n"}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(ModelFileError, match="protected by a password"):
        read(bytes(content))
    for others in ([], [zipfile.ZIP_STORED]):
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("edges.csv", "From,To\na,b\n", zipfile.ZIP_LZMA)
            for packing in others:
                archive.writestr("read me.txt", "A plain part.", packing)
        with pytest.raises(ModelFileError, match="plain zip file"):
            read(file.getvalue())


@pytest.mark.parametrize(
    "content",
    [b'{"nodes":' + b"[" * 100_000, b'{"nodes":[' + b'{"a":' * 100_000, b'{"a":' * 100_000, b"[" * 100_000],
)
def test_json_that_is_nested_too_deeply_is_refused(content: bytes) -> None:
    with pytest.raises(ModelFileError, match=r"nested too deeply|not whole JSON"):
        read(content, "deep.json")


def test_a_number_of_a_million_digits_is_only_a_text() -> None:
    digits = "9" * 1_000_000
    raw = read(f'{{"nodes":[{{"id":"a","size":{digits}}}],"links":[]}}'.encode())
    assert raw.nodes[0].get("size") == digits


@pytest.mark.parametrize(
    "content",
    [
        wrap_graphml("<graph>" + '<node id="a"/>' * 5_001 + "</graph>"),
        wrap_graphml("<graph>" + '<edge source="a" target="b"/>' * 20_001 + "</graph>"),
        b'{"nodes":[' + b",".join([b"1"] * 5_001) + b"]}",
        b'{"links":[' + b",".join([b"[1,2]"] * 20_001) + b"]}",
        b"From,To\n" + b"a,b\n" * 20_001,
        b"Label\n" + b"a\n" * 5_001,
    ],
)
def test_more_nodes_or_edges_than_can_be_shown_are_refused(content: bytes) -> None:
    with pytest.raises(ModelFileError, match=r"holds more than (5000|20000)"):
        read(content)


def test_more_columns_than_anybody_can_choose_from_are_refused() -> None:
    keys = "".join(f'<key id="k{n}" for="node" attr.name="k{n}"/>' for n in range(201))
    with pytest.raises(ModelFileError, match="more than 200 kinds of data"):
        read(wrap_graphml(keys))
    cells = ",".join(f'"k{n}":1' for n in range(201))
    with pytest.raises(ModelFileError, match="more than 200 kinds of values"):
        read(f'{{"nodes":[{{{cells}}}]}}'.encode())
    with pytest.raises(TableError, match="501 columns"):
        read(",".join(f"k{n}" for n in range(501)).encode())


def test_a_chain_of_all_nodes_and_a_web_of_all_edges_take_little_time() -> None:
    chain = "From,To\n" + "".join(f"n{at},n{at + 1}\n" for at in range(4_999))
    web = "From,To\n" + "".join(
        f"n{at % 150},n{at // 150}\n" for at in range(20_000) if at % 150 != at // 150
    )
    started = time.process_time()
    assert len(take_in(chain.encode()).stages) == 12
    assert len(take_in(web.encode()).edges) > 19_000
    assert time.process_time() - started < 30


def test_a_file_that_is_named_in_a_log_does_not_show_what_is_in_it() -> None:
    said = repr(GraphFile(b"A patient told us.", "map.csv"))
    assert "map.csv" in said
    assert "patient" not in said


def test_what_a_message_quotes_of_a_file_does_not_reach_the_terminal_as_it_is() -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(b'From,To\n"\x1b[31ma\x1b]0;x\x07","\x1b[31ma\x1b]0;x\x07"\n', strict=True)
    assert not set("\x1b\x07") & set(str(caught.value))


def test_long_names_that_resemble_each_other_take_little_time_to_compare() -> None:
    words = ["patient", "professional", "trust", "openness", "effect", "climate", "leadership", "resonance"]
    names = [" ".join(words[at % 8 :] + words[: at % 7] + [str(at)]) for at in range(4_000)]
    links = [{"source": f"{name}x", "target": f"{name}y"} for name in names[:200]]
    started = time.process_time()
    with pytest.raises(ModelFileError) as caught:
        take_in(make_node_link([{"label": name} for name in names], links), strict=True)
    assert caught.value.count == 400
    assert time.process_time() - started < 12
