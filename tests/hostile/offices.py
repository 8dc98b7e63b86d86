"""Hostile office files: entity bombs, sheets with no end, containers that loop, passwords, words from elsewhere."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from datascores.corpus.extract import Status

from .archives import zip_of
from .hostile_file import REFUSED, SAMPLES, Hostile, made_of, mutated

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENTITY = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
PARAGRAPH = "<w:p><w:r><w:t>Words that a council wrote.</w:t></w:r></w:p>"
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bomb"}">' for n in range(10))


def docx(body: str = PARAGRAPH, declared: str = "", **parts: str) -> bytes:
    """A Word file; `declared` stands before the root, `parts` are further parts ("word/x.xml")."""
    main = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zip_of((name, text.encode()) for name, text in {
        "[Content_Types].xml": "<Types/>", "word/document.xml": main, **parts}.items())  # fmt: skip


def xlsx(sheet: str, shared: str = "", **parts: str) -> bytes:
    """A workbook of one sheet whose XML is `sheet`."""
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{TYPES}/worksheet" Target="worksheets/s.xml"/>'
    )
    relations += f'<Relationship Id="r2" Type="{TYPES}/sharedStrings" Target="strings.xml"/></Relationships>'
    root = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{TYPES}/officeDocument" Target="xl/workbook.xml"/>'
    return zip_of((name, text.encode()) for name, text in {
        "[Content_Types].xml": "<Types/>", "_rels/.rels": root + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{TYPES}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations,
        "xl/strings.xml": shared or f'<sst xmlns="{SHEET}"/>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{SHEET}">{sheet}</worksheet>', **parts}.items())  # fmt: skip


def opendocument(kind: str, body: str, declared: str = "", manifest: str = "<manifest/>") -> bytes:
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in
                    ("office", "text", "table"))  # fmt: skip
    content = f'<?xml version="1.0"?>{declared}<office:document-content{names}><office:body>{body}</office:body>'
    return zip_of([("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()),
                   ("META-INF/manifest.xml", manifest.encode()),
                   ("content.xml", f"{content}</office:document-content>".encode())])  # fmt: skip


def ole(streams: dict[str, bytes], table: list[int] | None = None) -> bytes:
    """An OLE container of these streams (4,096 bytes or longer); `table` overrides the chain of sectors."""
    chains, body, entries = [0xFFFFFFFD, 0xFFFFFFFE], b"", []
    names = ["Root Entry", *streams]
    for number, name in enumerate(names):
        data, start = streams.get(name, b""), 0xFFFFFFFE
        if data:
            sectors, start = -(-len(data) // 512), len(chains)
            chains += [start + n + 1 for n in range(sectors - 1)] + [0xFFFFFFFE]
            body += data.ljust(sectors * 512, b"\0")
        wide = name.encode("utf-16-le") + b"\0\0"
        right, child = (number + 1 if 0 < number < len(names) - 1 else 0xFFFFFFFF), (1 if not number else 0xFFFFFFFF)
        entries.append(wide.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(wide), 2 if number else 5, 1, 0xFFFFFFFF,
                                                          right, child, start, len(data)))  # fmt: skip
    directory = b"".join(entries).ljust(512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    header += struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)
    fat = struct.pack(f"<{len(table or chains)}I", *(table or chains)).ljust(512, b"\xff")[:512]
    return header + fat + directory + body


def hostile_offices() -> Iterator[Hostile]:
    yield from _word()
    yield from _sheets()
    yield from _opendocuments()
    yield from _containers()
    names = ["brackenford-reply.docx", "ardlinn-licences.xlsx", "ardlinn-licences-old.xls", "saltmere-follow-up.doc",
             "saltmere-strategy.pptx", "ardlinn-reply.odt", "case-camden.rtf", "brackenford-minutes.html"]  # fmt: skip
    for number in range(48):
        name = names[number % len(names)]
        data = mutated((SAMPLES / name).read_bytes(), f"office {number}", 60)
        yield Hostile(f"mutated {name.rpartition('.')[2]}", f"{number}-{name}", made_of(data))


def _word() -> Iterator[Hostile]:
    relation = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{TYPES}/%s" Target="%s" TargetMode="%s"/>'
    )
    relation += "</Relationships>"
    template = relation % ("attachedTemplate", "http://127.0.0.1:00000/template.dotx", "External")
    inside = relation % ("notesSlide", "../../../../../../etc/passwd", "Internal")
    deep = "<w:tbl><w:tr><w:tc>" * 30_000 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 30_000
    cases: dict[str, object] = {
        "entity-bomb": docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!DOCTYPE b [{BOMB}]>"),
        "entity-quadratic": docx("<w:p><w:r><w:t>" + "&a;" * 20_000 + "</w:t></w:r></w:p>",
                                 f'<!DOCTYPE b [<!ENTITY a "{"bomb" * 20_000}">]>'),
        "entity-file": docx(ENTITY, '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "entity-address": docx(ENTITY, '<!DOCTYPE b [<!ENTITY a SYSTEM "http://127.0.0.1:00000/entity">]>'),
        "doctype-address": docx(declared='<!DOCTYPE b SYSTEM "http://127.0.0.1:00000/doctype.dtd">'),
        "external-template": docx(**{"word/_rels/document.xml.rels": template}),
        "external-picture": docx(
            **{"word/_rels/document.xml.rels": relation % ("image", "http://127.0.0.1:00000/a.png", "External")}
        ),
        "relation-climbs": docx(**{"ppt/_rels/presentation.xml.rels": inside}),
        "tables-nested": docx(deep),
        "paragraphs-nested": docx("<w:p>" * 50_000 + "</w:p>" * 50_000),
        "attribute-long": docx(f'<w:p w:x="{"y" * 20_000_000}">' + PARAGRAPH + "</w:p>"),
        "tabs-many": docx("<w:p><w:r>" + '<w:tab w:c="99999999999"/>' * 200_000 + "</w:r></w:p>"),
        "xml-90mb": lambda: docx(PARAGRAPH * 1_500_000),
        "headers-many": docx(**{f"word/header{n}.xml": f'<w:hdr xmlns:w="{WORD}">{PARAGRAPH}{n}</w:hdr>' for n in range(5000)}),
        "number-huge": docx(**{f"word/header{'9' * 6000}.xml": f'<w:hdr xmlns:w="{WORD}">{PARAGRAPH}</w:hdr>'}),
        "tags-crossed": docx("</w:body></w:document><w:p>"),
        "utf-7": docx().replace(b"UTF-8", b"UTF-7"),
    }  # fmt: skip
    refused = {"entity-bomb", "entity-quadratic", "entity-file", "entity-address", "doctype-address", "tags-crossed"}
    for name, data in cases.items():
        yield Hostile("hostile docx", f"{name}.docx", made_of(data), REFUSED if name in refused else frozenset(),
                      heavy=callable(data))  # fmt: skip
    loop = relation % ("slide", "presentation.xml", "Internal")
    slides = f'<p xmlns:r="{TYPES}">' + '<sldId r:id="r1"/>' * 20_000 + "</p>"
    yield Hostile("hostile pptx", "slides-loop.pptx", made_of(zip_of(
        [("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", slides.encode()),
         ("ppt/_rels/presentation.xml.rels", loop.encode())])))  # fmt: skip


def _sheets() -> Iterator[Hostile]:
    def data(rows: str, before: str = "") -> str:
        return f"{before}<sheetData>{rows}</sheetData>"

    cell = '<row r="%s"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>'
    corners = cell % (1, "A1") + cell % (1048576, "XFD1048576")
    cases: dict[str, object] = {
        "corners": xlsx(data(corners)),
        "dimension": xlsx(data(cell % (1, "A1"), '<dimension ref="A1:XFD1048576"/>')),
        "dimension-wrong": xlsx(data(cell % (1, "A1"), '<dimension ref="XFD1048576:A1"/>')),
        "row-beyond": xlsx(data(cell % (99999999999999999999, "A99999999999999999999"))),
        "column-beyond": xlsx(data(cell % (1, "ZZZZZZZZZZ1"))),
        "reference-empty": xlsx(data(cell % ("", ""))),
        "strings-count": xlsx(data('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
                              f'<sst xmlns="{SHEET}" count="4294967295" uniqueCount="18446744073709551615"/>'),
        "string-beyond": xlsx(data('<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>')),
        "style-beyond": xlsx(data('<row r="1"><c r="A1" s="4294967295"><v>1</v></c></row>')),
        "date-beyond": xlsx(data('<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c><c r="B1"><v>1e308</v></c></row>')),
        "merge-all": xlsx(data(cell % (1, "A1")) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 1000),
        "relation-address": xlsx(data(cell % (1, "A1")), **{"xl/externalLinks/_rels/a.rels": "http://127.0.0.1:00000/link"}),
        "entity-bomb": xlsx(data("<row>&e9;</row>"), f"<!DOCTYPE b [{BOMB}]><sst>&e9;</sst>"),
        "rows-two-million": lambda: xlsx(data("<row><c><v>1</v></c></row>" * 2_000_000)),
        "sheet-itself": xlsx(data("")).replace(b"worksheets/s.xml", b"workbook.xml\0\0\0\0"),
    }  # fmt: skip
    for name, content in cases.items():
        yield Hostile("hostile xlsx", f"{name}.xlsx", made_of(content), heavy=callable(content))


def _opendocuments() -> Iterator[Hostile]:
    def table(row: str, cell: str) -> str:
        inner = f'<table:table-cell office:value-type="string" {cell}><text:p>x</text:p></table:table-cell>'
        return (f'<office:spreadsheet><table:table table:name="S"><table:table-row {row}>{inner}</table:table-row>'
                "</table:table></office:spreadsheet>")  # fmt: skip

    billion = "1000000000"
    cases = {
        "columns-repeated.ods": opendocument("spreadsheet", table("", f'table:number-columns-repeated="{billion}"')),
        "rows-repeated.ods": opendocument("spreadsheet", table(f'table:number-rows-repeated="{billion}"', "")),
        "both-repeated.ods": opendocument("spreadsheet", table(f'table:number-rows-repeated="{billion}"',
                                                               f'table:number-columns-repeated="{billion}"')),
        "repeated-negative.ods": opendocument("spreadsheet", table("", 'table:number-columns-repeated="-5"')),
        "repeated-thousands.ods": opendocument("spreadsheet", table('table:number-rows-repeated="9000"',
                                                                    'table:number-columns-repeated="9000"')),
        "blanks-repeated.odt": opendocument(
            "text", f'<office:text><text:p>a<text:s text:c="{billion}"/>b</text:p></office:text>'),
        "entity-bomb.odt": opendocument("text", "<office:text><text:p>&e9;</text:p></office:text>", f"<!DOCTYPE b [{BOMB}]>"),
        "nested.odt": opendocument("text", "<text:p>" * 50_000 + "deep" + "</text:p>" * 50_000),
        "password.odt": opendocument("text", "", manifest="<manifest><encryption-data/></manifest>"),
        "cells-nested.odt": opendocument("text", "<table:table-cell>" * 50_000 + "</table:table-cell>" * 50_000),
    }  # fmt: skip
    for name, data in cases.items():
        allowed = {"entity-bomb.odt": REFUSED, "password.odt": frozenset({Status.ENCRYPTED})}.get(name, frozenset())
        yield Hostile("hostile opendocument", name, made_of(data), allowed)


def _containers() -> Iterator[Hostile]:
    locked = ole({"EncryptionInfo": b"\4\0" * 4096, "EncryptedPackage": b"\7" * 9000})
    for suffix in ("docx", "xlsx", "pptx"):
        yield Hostile("encrypted office", f"password.{suffix}", made_of(locked), frozenset({Status.ENCRYPTED}))
    flagged = bytearray(b"\xec\xa5\xc1\0" + bytes(5000))
    flagged[11] = 1
    yield Hostile("encrypted office", "password.doc", made_of(ole({"WordDocument": bytes(flagged)})),
                  frozenset({Status.ENCRYPTED}))  # fmt: skip
    pass_record = struct.pack("<HH", 0x809, 16) + b"\0\6\5\0" + bytes(12) + struct.pack("<HH", 0x2F, 54) + b"\1" * 54
    yield Hostile("encrypted office", "password.xls", made_of(ole({"Workbook": pass_record.ljust(5000, b"\0")})))
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    tables = {
        "chain-loops": [0xFFFFFFFD, end, *range(3, 11), 2], "chain-itself": [0xFFFFFFFD, end, *[2] * 9],
        "directory-loops": [0xFFFFFFFD, 1, *range(3, 12), end], "table-in-itself": [0, end, *range(3, 12), end],
        "chain-beyond": [0xFFFFFFFD, end, 99999, *[free] * 8], "all-free": [free] * 11,
    }  # fmt: skip
    for name, table in tables.items():
        for suffix, stream in (("doc", "WordDocument"), ("xls", "Workbook"), ("ppt", "PowerPoint Document")):
            data = ole({stream: b"\xec\xa5\xc1\0" + b"words " * 800}, table)
            yield Hostile("looping ole", f"{name}.{suffix}", made_of(data))
    message = ole({"__properties_version1.0": b"\0" * 5000, "__substg1.0_1000001F": "words ".encode("utf-16-le") * 500})
    yield Hostile("looping ole", "message.msg", made_of(message))
    yield Hostile("looping ole", "size-lies.doc", made_of(ole({"WordDocument": b"\xec\xa5" * 2500}).replace(
        struct.pack("<Q", 5000), struct.pack("<Q", 1 << 40))))  # fmt: skip
