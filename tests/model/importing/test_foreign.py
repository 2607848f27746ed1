"""What is known and not read is named, with the way to a file that can be read; and nothing else is."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.foreign import find_foreign
from model.importing.graph_file import GraphFile
from tests.model.importing.samples import read

REFUSED = {
    "in SIF": b"Trust leadsto Joy\nJoy leadsto Hope\n",
    "TGF": b"1 Trust\n2 Joy\n#\n1 2 helps\n",
    "(VNA)": b"*node data\nid name\n",
    "(DL)": b"dl n=3 format=fullmatrix\nlabels:\na,b,c\ndata:\n0 1 0\n",
    "bnlearn": b"[A][B|A][C|A:B]",
    "Hugin": b"net\n{\n node_size = (80 40);\n}\nnode A\n{\n}\n",
    "in BIF": b"network unknown {\n}\nvariable A {\n type discrete [ 2 ] { yes, no };\n}\n",
    "PlantUML": b"@startuml\na -> b\n@enduml",
    "(Turtle": b"@prefix ex: <http://example.org/> .\nex:a ex:b ex:c .\n",
    "source code": b"import sys\nprint(1)\n",
    "Vensim": b"{UTF-8}\nJoy = Trust\n~\n~ |\n",
    "a flowchart;": b"sequenceDiagram\n  a->>b: hello\n",
    "a PDF": b"%PDF-1.7\n",
    "gzip": b"\x1f\x8b\x08\x00",
}

READ = [
    b"Source Target Type\nTrust Joy Directed\nJoy Hope Directed\n",
    b"From\tTo\tKind\na\tb\thelps\nb\tc\thelps\n",
    b"a b 3\nb c 1\n",
    b"dl_id,From,To\n1,a,b\n",
    b"id name kind\na Trust x\nb Joy x\n",
    b"*Vertices 2\n1 a\n2 b\n*Arcs\n1 2\n",
]


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_known_and_not_read_is_named_with_the_way_out(what: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(REFUSED[what], "map")
    assert what in str(caught.value)
    assert "; " in str(caught.value)


@pytest.mark.parametrize("content", READ)
def test_a_file_that_can_be_read_is_not_taken_for_another(content: bytes) -> None:
    assert find_foreign(GraphFile(content, "map.txt")) is None
    assert read(content, "map.txt").label
