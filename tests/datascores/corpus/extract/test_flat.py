"""Office files written as one XML file are read as their packages are, with what they hide."""

import base64
import io
import re
import zipfile

import docx
import pytest

from datascores.corpus.extract import Reading, Status

WORD = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
HIDING_STYLE = '<w:style w:type="character" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>'
OFFICE = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                  for name in ("office", "text", "style", "table"))  # fmt: skip
SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>")


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def make_word_2003(*runs: str, encoding: str = "UTF-8", more: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Word.Document"?>'
    body = f"<w:body><w:p>{''.join(runs)}</w:p>{more}</w:body>"
    return f"{head}<w:wordDocument {WORD}><w:styles>{HIDING_STYLE}</w:styles>{body}</w:wordDocument>".encode(encoding)


def make_flat_package(package: bytes) -> bytes:
    """An office package as flat OPC."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        for name in zipped.namelist():
            data = zipped.read(name)
            if name.endswith((".xml", ".rels")):
                inner = f"<pkg:xmlData>{_DECLARATION.sub('', data.decode())}</pkg:xmlData>"
            else:
                inner = f"<pkg:binaryData>{base64.b64encode(data).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{name}">{inner}</pkg:part>' if name != "[Content_Types].xml" else "")
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{"".join(parts)}</pkg:package>'.encode()


def make_flat_opendocument(kind: str, body: str, styles: str = "") -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {OFFICE} office:mimetype="{mimetype}">'
        f"{styles}<office:body>{body}</office:body></office:document>"
    ).encode()


def make_workbook_2003(rows: str, columns: str = "", styles: str = "", options: str = "") -> bytes:
    sheet = f'<Worksheet ss:Name="Costs &amp; more"><Table>{columns}{rows}</Table>{options}</Worksheet>'
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return f'{head}<Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}"><Styles>{styles}</Styles>{sheet}</Workbook>'.encode()


def cell(text: str, kind: str = "String", comment: str = "", **given: str) -> str:
    attributes = "".join(f' ss:{name}="{value}"' for name, value in given.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data>{comment}</Cell>'


def row(*cells: str, **given: str) -> str:
    attributes = "".join(f' ss:{name}="{value}"' for name, value in given.items())
    return f"<Row{attributes}>{''.join(cells)}</Row>"


def hidden(reading: Reading) -> list[str]:
    return [page.text[span.start : span.end] for page in reading.pages for span in page.hidden]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "windows-1252"])
@pytest.mark.parametrize("name", ["reply.doc", "reply.xml"])
def test_word_2003_is_read_without_its_tags(read_bytes, name: str, encoding: str):
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("a", "b"))
    data = make_word_2003(
        run("The caf"), run("é uses it."), encoding=encoding, more=f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    reading = read_bytes(name, data)
    assert (reading.format, reading.status, reading.pages[0].text) == ("docx", Status.OK, "The café uses it.\na\tb")
    assert hidden(reading) == []


def test_hidden_and_deleted_words_of_word_2003_are_told(read_bytes):
    deleted = (
        '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>gone words</w:delText></w:r>'
        "</aml:content></aml:annotation>"
    )
    runs = (run("Seen. "), run("by look", "<w:vanish/>"), run(" and "), run("by style", '<w:rStyle w:val="Quiet"/>'))
    reading = read_bytes("a.doc", make_word_2003(*runs, deleted, run(" Last.")))
    assert hidden(reading) == ["by look", "by style", "gone words"]
    assert reading.pages[0].text.startswith("Seen. by look and by style Last.")


def test_pictures_of_word_2003_are_told_as_not_read(read_bytes):
    picture = '<w:p><w:r><w:pict><w:binData w:name="wordml://1.png">iVBORw0K</w:binData></w:pict></w:r></w:p>'
    reading = read_bytes("a.doc", make_word_2003(run("Words."), more=picture))
    assert reading.status == Status.PARTIAL and "Pictures may hold words" in reading.reason
    assert reading.pages[0].text == "Words."


def test_flat_package_of_word_is_read_with_what_it_hides(read_bytes):
    document = docx.Document()
    paragraph = document.add_paragraph("Uses Lantern Score. ")
    paragraph.add_run("Quillmark sum").font.hidden = True
    file = io.BytesIO()
    document.save(file)
    reading = read_bytes("reply.xml", make_flat_package(file.getvalue()))
    assert (reading.format, reading.pages[0].text) == ("docx", "Uses Lantern Score. Quillmark sum")
    assert hidden(reading) == ["Quillmark sum"]


def test_flat_opendocument_text_is_read_with_what_it_hides(read_bytes):
    style = '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    header = "<style:master-page><style:header><text:p>Town Hall</text:p></style:header></style:master-page>"
    styles = f"<office:automatic-styles>{style}</office:automatic-styles><office:master-styles>{header}</office:master-styles>"
    body = '<office:text><text:p>Uses it. <text:span text:style-name="T">Quillmark</text:span></text:p></office:text>'
    reading = read_bytes("a.fodt", make_flat_opendocument("text", body, styles))
    assert (reading.format, reading.pages[0].text) == ("odt", "Town Hall\n\nUses it. Quillmark")
    assert hidden(reading) == ["Quillmark"]


def test_flat_opendocument_sheet_is_read(read_bytes):
    inner = '<table:table-cell office:value-type="string"><text:p>Uses it</text:p></table:table-cell>'
    table = f'<table:table table:name="S"><table:table-row>{inner}</table:table-row></table:table>'
    reading = read_bytes(
        "a.fods", make_flat_opendocument("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")
    )
    assert (reading.format, reading.pages[0].label, reading.pages[0].text) == ("ods", "S", "Uses it")


def test_workbook_of_excel_2003_keeps_its_rows_values_and_comments(read_bytes):
    remark = '<Comment><ss:Data xmlns:h="urn:h"><h:B>Remark</h:B> &amp; more</ss:Data></Comment>'
    date = cell("2018-05-01T00:00:00.000", "DateTime", Index="4")
    rows = row(cell("Supplier"), cell("Cost", MergeAcross="1"), cell("Since")) + row(
        cell("Beta", comment=remark), cell("1200", "Number"), date, Index="4"
    )
    reading = read_bytes("costs.xls", make_workbook_2003(rows))
    (page,) = reading.pages
    assert (reading.format, page.label, page.first_row) == ("xlsx", "Costs & more", 1)
    assert page.text.split("\n") == ["Supplier\tCost\t\tSince", "", "", "Beta\t1200\t\t2018-05-01\tRemark & more"]
    assert hidden(reading) == []


@pytest.mark.parametrize(("rows", "columns", "options"), [
    (row(cell("Quillmark"), Hidden="1") + row(cell("Seen")), "", ""),
    (row(cell("Seen"), cell("Quillmark")), '<Column/><Column ss:Hidden="1"/>', ""),
    (row(cell("Seen"), cell("Quillmark", StyleID="pale")), "", ""),
    (row(cell("Seen"), cell("Quillmark", StyleID="none")), "", ""),
    (row(cell("Quillmark")), "", "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"),
])  # fmt: skip
def test_what_a_workbook_of_excel_2003_hides_is_told(read_bytes, rows: str, columns: str, options: str):
    styles = '<Style ss:ID="pale"><Font ss:Color="#FFFFFF"/></Style><Style ss:ID="none"><NumberFormat ss:Format=";;;"/></Style>'
    assert hidden(read_bytes("costs.xls", make_workbook_2003(rows, columns, styles, options))) == ["Quillmark"]


def test_pale_letters_on_a_dark_ground_of_a_workbook_are_seen(read_bytes):
    style = '<Style ss:ID="s"><Font ss:Color="#FFFFFF"/><Interior ss:Color="#000080" ss:Pattern="Solid"/></Style>'
    rows = f"<Row>{cell('Seen', given='ss:StyleID=' + chr(34) + 's' + chr(34))}</Row>"
    assert hidden(read_bytes("costs.xls", make_workbook_2003(rows, styles=style))) == []


@pytest.mark.parametrize("data", [
    make_word_2003(run("Words."))[:-30], make_workbook_2003(row(cell("a")))[:-30],
    make_flat_opendocument("text", "<office:text/>")[:-30],
    b'<!DOCTYPE x [<!ENTITY a "b">]>' + make_word_2003(run("&a;")).partition(b"?>")[2],
])  # fmt: skip
def test_damaged_file_fails_with_a_reason(read_bytes, data: bytes):
    reading = read_bytes("a.doc", data)
    assert (reading.status, reading.pages) == (Status.FAILED, ()) and reading.reason


@pytest.mark.parametrize("tag", ["<w:styles>", "<w:styles ", "<w:styles/>"])
def test_tags_that_are_never_closed_end_within_the_limits_with_what_is_wrong(extractor, tmp_path, tag: str):
    path = tmp_path / "a.xml"
    path.write_bytes(make_word_2003(run("Words."), more=200_000 * tag))
    reading = extractor.read(path, path.name)
    assert (reading.status, "XML" in reading.reason) in ((Status.FAILED, True), (Status.OK, False))


def test_styles_are_taken_from_their_first_tag_to_its_end_and_from_nowhere_else(read_bytes):
    look = '<w:rStyle w:val="Quiet"/>'
    more = "<w:p><w:r><w:t>Between</w:t></w:r></w:p><w:stylesheet/><w:p><w:r><w:t>After &lt;/w:styles&gt;</w:t></w:r></w:p>"
    reading = read_bytes("a.xml", make_word_2003(run("Seen"), run("Secret", look), more=more))
    assert hidden(reading) == ["Secret"]
    assert "Between" in reading.pages[0].text and "After </w:styles>" in reading.pages[0].text


def test_other_xml_stays_text(read_bytes):
    reading = read_bytes("a.xml", b'<?xml version="1.0"?><report><w:p xmlns:w="x">words</w:p></report>')
    assert reading.format == "txt" and "words" in reading.pages[0].text
