"""The codebook as a document of Word (DOCX), to write on in: headings, styles, page numbers.

Written as the parts that the format consists of: paragraphs with styles need no library.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from model.coding.codebook import Codebook, Entry
from model.export.codebook_paper import describe_entry_place, describe_use
from model.export.markup import to_line
from model.words import CULTURES, get_words, join_label
from model.xml_text import clean

_PARTS = Path(__file__).parent / "templates" / "codebook_docx"
_BY_PART = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/footer1.xml": "footer.xml",
    "word/styles.xml": "styles.xml",
}
"""The file that each part is made of."""


def to_codebook_docx(book: Codebook) -> bytes:
    """The codebook as DOCX; the same codebook gives the same bytes.

    It says what the PDF says, in paragraphs with the usual styles, so that others can write on in it.

    >>> from model import load_model
    >>> from model.coding.codebook import build_codebook
    >>> to_codebook_docx(build_codebook(load_model(), "en"))[:2]
    b'PK'
    """
    _ = get_words(book.language)
    page, separator, rest = _("Page {page} of {pages}").partition("{page}")
    between, _separator, after = rest.partition("{pages}") if separator else ("", "", "")
    values = {
        "LANGUAGE": CULTURES.get(book.language, "en-GB"),
        "TITLE": escape(_title(book)),
        "BODY": "".join(_list_paragraphs(book)),
        "SOURCE": escape(to_line(book.source)),
        "PAGE": escape(page),
        "BETWEEN": escape(between),
        "AFTER": escape(after),
    }
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for part, file in _BY_PART.items():
            text = (_PARTS / file).read_text("utf-8")
            for name, value in values.items():
                text = text.replace(f"<!--{name}-->", value).replace(f"@{name}@", value)
            info = ZipInfo(part)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text)
    return content.getvalue()


def _title(book: Codebook) -> str:
    _ = get_words(book.language)
    return to_line(join_label(_, _("Codebook"), book.title))


def _list_paragraphs(book: Codebook) -> Iterator[str]:
    _ = get_words(book.language)
    yield _write("Title", _("Codebook"))
    yield _write("Subtitle", to_line(book.title))
    yield _write("", book.summary)
    yield _write("Quiet", describe_use(book.language))
    for section in book.sections:
        yield _write("Heading1", to_line(section.name))
        yield _write("", section.description)
        for entry in section.entries:
            yield from _list_entry(entry, book.language)


def _list_entry(entry: Entry, language: str) -> Iterator[str]:
    _ = get_words(language)
    yield _write("Heading2", to_line(entry.name) or entry.code.id)
    yield _write("Place", to_line(describe_entry_place(entry)))
    yield _write("", entry.definition)
    yield _write("Said", entry.use, _("When to use"))
    yield _write("Said", entry.avoid, _("When not to use"))
    yield _write("Said", entry.example, _("Example"))


def _write(style: str, text: str, label: str = "") -> str:
    """A paragraph in a style, nothing for no text; a label stands before it, in bold."""
    if not text:
        return ""
    chosen = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>" if style else ""
    head = f"<w:r><w:rPr><w:b/></w:rPr>{_say(label)}<w:tab/></w:r>" if label else ""
    lines = "<w:br/>".join(_say(line) for line in clean(text).split("\n"))
    return f"<w:p>{chosen}{head}<w:r>{lines}</w:r></w:p>"


def _say(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
