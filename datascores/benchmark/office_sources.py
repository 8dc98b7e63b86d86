"""Office files with words in every corner that counts, for measuring what the readers miss.

A letter with header, footer, notes, a comment, a text box, a list and a table; slides with notes and comments; sheets with
comments. Written as flat OpenDocument, which LibreOffice turns into all other formats, as offices do.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_NAMES = ("office", "style", "text", "table", "draw:drawing", "presentation", "fo:xsl-fo-compatible",
          "svg:svg-compatible")  # fmt: skip
_SPACES = " ".join(
    f'xmlns:{name.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name.rpartition(":")[2]}:1.0"'
    for name in _NAMES
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
FLAT = {"fodt": ("odt", "docx", "doc", "rtf"), "fodp": ("odp", "pptx", "ppt"), "fods": ("ods", "xlsx", "xls")}
_SOFFICE_SECONDS = 180


def write_office_files(folder: Path) -> list[Path]:
    """The three sources in all formats. Raises FileNotFoundError without LibreOffice, CalledProcessError if it fails."""
    files = []
    for suffix, content in (("fodt", _letter()), ("fodp", _slides()), ("fods", _sheets())):
        source = folder / f"made.{suffix}"
        source.write_text(content, encoding="utf-8")
        for wanted in FLAT[suffix]:
            files.append(convert(source, wanted, folder))
    return files


def convert(source: Path, wanted: str, folder: Path) -> Path:
    """The source as LibreOffice writes it in another format. Raises as `write_office_files` does."""
    made = folder / f"{source.stem}.{wanted}"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}", "--headless", "--convert-to",
         wanted, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=_SOFFICE_SECONDS,
    )  # fmt: skip
    if not made.exists():
        raise subprocess.CalledProcessError(1, "soffice", stderr=f"wrote no {wanted}")
    return made


def _letter() -> str:
    styles = (
        '<office:automatic-styles><style:page-layout style:name="L"><style:header-style/><style:footer-style/>'
        '</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard"'
        ' style:page-layout-name="L"><style:header><text:p>Letterhead of Brackenford Borough</text:p></style:header>'
        "<style:footer><text:p>Registered footer address</text:p></style:footer></style:master-page></office:master-styles>"
    )
    paragraphs = "".join(
        f"<text:p>Paragraph{number}: the council’s naïve café – £{number},200 – sorts claim{number} by score.</text:p>"
        for number in range(1, 40)
    )
    body = (
        '<text:h text:outline-level="1">Heading about scores</text:h>'
        f"<text:p>Noted{_note('footnote', 'Footnote explains it.')} and ended{_note('endnote', 'Endnote closes it.')}."
        f"{_comment('Remark by a colleague.')}</text:p>{paragraphs}"
        '<text:p><draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="2cm"><draw:text-box><text:p>Boxed'
        " words aside.</text:p></draw:text-box></draw:frame>Anchor.</text:p>"
        "<text:list><text:list-item><text:p>Listed item</text:p></text:list-item></text:list>"
        '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-row>'
        "<table:table-cell><text:p>Supplier</text:p></table:table-cell><table:table-cell><text:p>Price Ŵyneb</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    return _document("text", body, styles)


def _slides() -> str:
    masters = '<office:master-styles><style:master-page style:name="M"/></office:master-styles>'
    frame = '<draw:frame {}svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>{}</text:p>'
    frame += "</draw:text-box></draw:frame>"
    pages = "".join(
        f'<draw:page draw:name="p{n}" draw:master-page-name="M">{frame.format("", f"Words shown{n} on slide")}'
        f"{_comment(f'Remark{n} upon slide')}<presentation:notes>"
        f"""{frame.format('presentation:class="notes" ', f"Spoken{n} words for slide")}</presentation:notes></draw:page>"""
        for n in range(1, 13)
    )
    return _document("presentation", pages, masters)


def _sheets() -> str:
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            "<table:table-row>"
            + _cell(f"Supplier{row}", _comment(f"Remark{row} on row") if row % 7 == 0 else "")
            + _cell(f"licence for {name}{row}")
            + f'<table:table-cell office:value-type="float" office:value="{row * 1250}"/></table:table-row>'
            for row in range(1, 60)
        )
        + "</table:table>"
        for name in ("Licences", "Costs")
    )
    return _document("spreadsheet", tables)


def _cell(words: str, comment: str = "") -> str:
    return f'<table:table-cell office:value-type="string">{comment}<text:p>{words}</text:p></table:table-cell>'


def _comment(words: str) -> str:
    date = "<dc:date>2018-05-29T10:00:00</dc:date>"
    return f"<office:annotation><dc:creator>Clerk</dc:creator>{date}<text:p>{words}</text:p></office:annotation>"


def _note(kind: str, words: str) -> str:
    citation = f'<text:note text:note-class="{kind}" text:id="{kind}"><text:note-citation>1</text:note-citation>'
    return f"{citation}<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"


def _document(element: str, content: str, before: str = "") -> str:
    kind = f'office:mimetype="application/vnd.oasis.opendocument.{element}"'
    body = f"<office:body><office:{element}>{content}</office:{element}></office:body>"
    attributes = f'{_SPACES} office:version="1.3" {kind}'
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document {attributes}>{before}{body}</office:document>'
