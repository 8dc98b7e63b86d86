"""Hostile PDFs: broken, looping, nested, huge, encrypted, and such that refer to what lies outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from datascores.corpus.extract import Status

from .hostile_file import SAMPLES, Hostile, made_of, mutated

TEXT = b"BT /F1 12 Tf 10 10 Td (Words that a council wrote about its scoring system.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TRUTH = frozenset({Status.FAILED, Status.NO_TEXT, Status.PARTIAL, Status.EMPTY, Status.TOO_LARGE})


def pdf_of(objects: dict[int, bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of numbered objects with a right table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (max(objects) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(content: bytes = TEXT, page: bytes = b"", box: bytes = b"[0 0 595 842]", **more: bytes) -> bytes:
    """A PDF of one page; `more` are further objects by number ("o9"), `page` further entries of the page."""
    body = content if content.startswith(b"<<") else stream(content)
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % more.pop("catalog", b""),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>"
            b" /XObject << /X 6 0 R >> >> %s >>" % (box, page),
            4: body,
            5: more.pop("font", FONT),
            **{int(name[1:]): value for name, value in more.items()},
        }
    )


def squeezed(unit: bytes, times: int, layers: int = 1) -> bytes:
    """`unit` so many times, packed as often as `layers` says, as a stream."""
    packer, packed = zlib.compressobj(9), bytearray()
    for _ in range(times // 10_000):
        packed += packer.compress(unit * 10_000)
    data = bytes(packed + packer.flush())
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * layers + b"]")


def hostile_pdfs() -> Iterator[Hostile]:
    yield from _damaged()
    yield from _looping()
    yield from _nested()
    yield from _noted()
    yield from _huge()
    yield from _encrypted()
    yield from _reaching_out()


def _damaged() -> Iterator[Hostile]:
    samples = sorted(SAMPLES.glob("*.pdf"))
    for sample in samples:
        data = sample.read_bytes()
        for percent in (1, 20, 50, 80, 99):
            part = data[: max(len(data) * percent // 100, 9)]
            yield Hostile("truncated pdf", f"{sample.stem}-{percent}.pdf", made_of(part))
    for number in range(84):
        sample = samples[number % len(samples)]
        data = mutated(sample.read_bytes(), f"pdf {number}", 2000 if number % 3 == 0 else 50)
        yield Hostile("mutated pdf", f"{sample.stem}-{number}.pdf", made_of(data))


def _looping() -> Iterator[Hostile]:
    def loop(name: str, data: bytes, allowed: frozenset[Status] = frozenset()) -> Hostile:
        return Hostile("looping pdf", f"{name}.pdf", made_of(data), allowed)

    plain = one_page()
    table = plain.index(b"xref\n")
    prev = plain.replace(b"/Size", b"/Prev %d /Size" % table)
    yield loop("xref-prev-itself", prev)
    yield loop("xref-stm-itself", plain.replace(b"/Size", b"/XRefStm %d /Size" % table))
    yield loop("startxref-beyond", plain.replace(b"startxref\n%d" % table, b"startxref\n99999999999"))
    yield loop("startxref-negative", plain.replace(b"startxref\n%d" % table, b"startxref\n-1"))
    two = plain + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % table
    two = two.replace(b"/Size", b"/Prev %010d /Size" % len(plain), 1) + b"startxref\n%d\n%%%%EOF" % len(plain)
    yield loop("xref-prev-pair", two)
    catalog, page = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    yield loop("pages-own-child", pdf_of({1: catalog, 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), TRUTH)
    yield loop("pages-own-parent", pdf_of({1: catalog, 2: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>",
                                           3: page}), TRUTH)  # fmt: skip
    ring = {1: catalog, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 5000 >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 5000 >>",
            4: b"<< /Type /Pages /Parent 3 0 R /Kids [2 0 R 3 0 R] /Count 5000 >>"}  # fmt: skip
    yield loop("pages-ring", pdf_of(ring), TRUTH)
    yield loop("form-calls-itself", one_page(b"/X Do", o6=stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")), TRUTH)  # fmt: skip
    yield loop("length-is-itself", one_page(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"))
    yield loop("outline-ring", one_page(catalog=b"/Outlines 7 0 R", o7=b"<< /First 8 0 R /Last 8 0 R /Count 1 >>",
                                        o8=b"<< /Title (a) /Parent 7 0 R /Next 8 0 R /First 8 0 R >>"))  # fmt: skip
    yield loop("field-ring", one_page(catalog=b"/AcroForm << /Fields [7 0 R] >>", page=b"/Annots [7 0 R]",
                                      o7=b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /Kids [7 0 R]"
                                      b" /Parent 7 0 R >>"))  # fmt: skip
    members = stream(b"7 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 7 0 R")
    yield loop("object-stream-in-itself", one_page(o7=members))
    yield loop("reference-to-itself", one_page(o6=b"6 0 R", o7=b"8 0 R", o8=b"7 0 R"))
    yield loop("contents-ring", one_page().replace(b"/Contents 4 0 R", b"/Contents 3 0 R"))


def _nested() -> Iterator[Hostile]:
    deep = 10_000
    forms = {f"o{number}": stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject <<"
                                  b" /X %d 0 R >> >>" % (number + 1)) for number in range(6, deep)}  # fmt: skip
    kids = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, deep)}
    cases = {
        "arrays": one_page(page=b"/Annots " + b"[" * deep + b"]" * deep),
        "arrays-unclosed": one_page(page=b"/Annots " + b"[" * deep),
        "dictionaries": one_page(page=b"/Thing " + b"<< /A " * deep + b"1" + b" >>" * deep),
        "arrays-in-content": one_page(b"[" * deep * 10 + b"]" * deep * 10 + b" TJ"),
        "saved-states": one_page(b"q " * deep * 10 + TEXT),
        "marked-content": one_page(b"/Span BMC " * deep + TEXT),
        "forms": one_page(b"/X Do", **forms),
        "page-tree": pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", **kids}),
        "forms-doubling": one_page(b"/X Do /X Do", **{f"o{number}": stream(
            b"/X Do " * 8, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1)) for number in range(6, 36)}, o36=stream(TEXT, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")),
    }  # fmt: skip
    for name, data in cases.items():
        yield Hostile("nested pdf", f"{name}.pdf", made_of(data))


def _noted() -> Iterator[Hostile]:
    """Notes without number, end or sense."""
    redaction = b"<< /Type /Annot /Subtype /Redact /Rect [0 0 99 99] %s >>"
    ring = (
        b"<< /Type /Annot /Subtype /Line /L [0 0 9 9] /Rect 7 0 R /IRT 7 0 R /AP << /N 7 0 R >> /OC 7 0 R /FS 7 0 R >>"
    )
    layered = b"<< /Subtype /Text /Rect [0 0 9 9] /Contents (Ask) /OC << /Type /OCMD /VE 8 0 R >> >>"
    cases = {
        "many": one_page(page=b"/Annots [%s]" % (redaction % b"/Contents (Remove)" * 10_000)),
        "many-places": one_page(page=b"/Annots [%s]" % (redaction % (b"/QuadPoints [%s]" % (b"1 2 3 4 5 6 7 8 " * 50_000)))),
        "ring": one_page(page=b"/Annots [7 0 R 7 0 R]", o7=ring),
        "annots-in-themselves": one_page(page=b"/Annots 7 0 R", o7=b"[7 0 R null 5 (a) 4 0 R]"),
        "layers-ring": one_page(page=b"/Annots [7 0 R]", o7=layered, o8=b"[/And 8 0 R 8 0 R 8 0 R]",
                                catalog=b"/OCProperties << /OCGs 9 0 R /D << /OFF 9 0 R /AS 9 0 R >> >>", o9=b"[9 0 R 9 0 R]"),
        "senseless": one_page(page=b"/Annots [%s]" % (redaction % b"/QuadPoints (a) /F /A /Rect [1e99 (b) 3]")),
    }  # fmt: skip
    for name, data in cases.items():
        yield Hostile("noted pdf", f"{name}.pdf", made_of(data), heavy=name.startswith("many"))


def _huge() -> Iterator[Hostile]:
    def image(width: int, height: int, bits: int = 8, space: bytes = b"/DeviceRGB") -> bytes:
        entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s"
        return stream(zlib.compress(b"\0" * 1000), entries % (width, height, bits, space) + b" /Filter /FlateDecode")

    draw = b"q 500 0 0 700 0 0 cm /X Do Q"
    pages = b"<< /Type /Pages /Kids [%s] /Count %%d >>" % (b"3 0 R " * 100_000)
    cases: dict[str, object] = {
        "page-200-inches": one_page(box=b"[0 0 14400 14400]"),
        "page-200-inches-picture": one_page(b"q 14400 0 0 14400 0 0 cm /X Do Q", box=b"[0 0 14400 14400]", o6=image(9, 9)),
        "page-million-inches": one_page(draw, box=b"[0 0 72000000 72000000]", o6=image(9, 9)),
        "page-user-unit": one_page(draw, page=b"/UserUnit 75000", o6=image(9, 9)),
        "page-without-size": one_page(draw, box=b"[0 0 0 0]", o6=image(9, 9)),
        "page-thin": one_page(draw, box=b"[0 0 1 14400000]", o6=image(9, 9)),
        "page-backwards": one_page(draw, box=b"[595 842 -1e38 1e38]", o6=image(9, 9)),
        "image-50000": one_page(draw, o6=image(50_000, 50_000)),
        "image-million-1bit": one_page(draw, o6=image(1_000_000, 1_000_000, 1, b"/DeviceGray")),
        "image-overflow": one_page(draw, o6=image(65_537, 65_537, 16, b"/DeviceCMYK")),
        "image-negative": one_page(draw, o6=image(-1, -1)),
        "images-many": one_page(b"/X Do " * 200_000, o6=image(9, 9)),
        "paths-many": one_page(b"0 0 m 9 9 l S " * 300_000),
        "annotations-many": one_page(page=b"/Annots [%s]" % (b"7 0 R " * 100_000),
                                     o7=b"<< /Type /Annot /Subtype /FreeText /Contents (a) /Rect [0 0 9 9] >>"),
        "pages-many": lambda: one_page().replace(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", pages % 100_000),
        "pages-count-lies": one_page().replace(b"/Count 1", b"/Count 1000000000"),
        "pages-count-negative": one_page().replace(b"/Count 1", b"/Count -1"),
        "objects-count-lies": one_page().replace(b"/Size 6", b"/Size 4000000000"),
        "text-one-gigabyte": lambda: one_page(squeezed(TEXT + b"\n", 13_000_000)),
        "text-twice-packed": lambda: one_page(squeezed(TEXT + b"\n", 10_000_000, 2)),
        "zeros-one-gigabyte": lambda: one_page(squeezed(b"\0" * 100, 10_000_000)),
        "unicode-map-bomb": one_page(font=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode"
                                     b" 7 0 R >>", o7=stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041>"
                                                             b" endbfrange endcmap")),
        "dash-many": one_page(b"[" + b"0.0001 " * 100_000 + b"] 0 d 0 0 m 999999 9 l S"),
        "digits-many": one_page(b"9" * 1_000_000 + b" 0 0 1 0 0 cm " + TEXT),
        "name-long": one_page(page=b"/" + b"A" * 5_000_000 + b" 1"),
    }  # fmt: skip
    for name, data in cases.items():
        yield Hostile("huge pdf", f"{name}.pdf", made_of(data), heavy=callable(data))


def _encrypted() -> Iterator[Hostile]:
    import pikepdf

    for revision in (2, 3, 4, 6):
        with pikepdf.open(io.BytesIO(one_page())) as document:
            copy = io.BytesIO()
            document.save(copy, encryption=pikepdf.Encryption(
                user="u", owner="o", R=revision, aes=revision >= 4, metadata=revision >= 4))  # fmt: skip
        name = f"password-r{revision}.pdf"
        yield Hostile("encrypted pdf", name, made_of(copy.getvalue()), frozenset({Status.ENCRYPTED}))
    for name, entry in {
        "unknown-filter": b"<< /Filter /Acme /V 1 /R 2 /O (o) /U (u) /P -4 >>",
        "empty-dictionary": b"<< >>",
        "long-key": b"<< /Filter /Standard /V 2 /R 3 /Length 4000000000 /O (o) /U (u) /P -4 >>",
        "itself": b"7 0 R",
    }.items():
        data = one_page(o7=entry).replace(b"/Root", b"/Encrypt 7 0 R /Root")
        yield Hostile("encrypted pdf", f"{name}.pdf", made_of(data))


def _reaching_out() -> Iterator[Hostile]:
    cases = {
        "javascript": one_page(catalog=b"/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>"),
        "launch": one_page(catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
        "address": one_page(catalog=b"/OpenAction << /S /URI /URI (http://127.0.0.1:00000/pdf) >>"),
        "external-stream": one_page(b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"),
        "external-address": one_page(
            b"<< /Length 0 /F << /FS /URL /F (http://127.0.0.1:00000/stream) >> >>\nstream\n\nendstream"
        ),
        "form-from-address": one_page(catalog=b"/AcroForm << /Fields [] /XFA (http://127.0.0.1:00000/xfa) >>"),
    }
    for name, data in cases.items():
        yield Hostile("pdf reaching out", f"{name}.pdf", made_of(data))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("inner.txt", "words")
    yield Hostile("polyglot", "pdf-then-zip.pdf", made_of(one_page() + archive.getvalue()))
    yield Hostile("polyglot", "zip-then-pdf.zip", made_of(archive.getvalue() + one_page()))
    yield Hostile("polyglot", "html-then-pdf.html", made_of(b"<html><body>words " + one_page()))
    yield Hostile("polyglot", "rtf-then-pdf.rtf", made_of(b"{\\rtf1 words} " + one_page()))
    yield Hostile("polyglot", "picture-then-pdf.png", made_of(b"\x89PNG\r\n\x1a\n" + one_page()))
    yield Hostile("polyglot", "late-header.pdf", made_of(b"\0" * 1000 + one_page()))
