"""A maker of Word files out of the XML of their parts, as small as a reader accepts, for what python-docx does not write.

`make_word` takes the body and the parts around it; the rest are pieces of body: runs, paragraphs, cells, shapes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SECRET = "Quillmark sum 48,215"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:a="{_DRAWING}" xmlns:wps="urn:wps" xmlns:wp="urn:wp" xmlns:v="urn:v"'
    ' xmlns:w14="urn:w14" xmlns:mc="urn:mc"'
)
THEME = (
    f'<a:theme xmlns:a="{_DRAWING}"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)
PNG_EXTENT = 'cx="7560000" cy="10692000"'  # a page of A4, in EMU


def make_word(
    body: str,
    styles: str = "",
    settings: str = "",
    background: str = "",
    parts: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """A Word file. `parts` are further ones by name in `word/`: their kind of relation and their XML (`{ns}` is filled in)."""
    wanted = {
        "theme1.xml": ("theme", THEME),
        "styles.xml": ("styles", f"<w:styles {{ns}}>{styles}</w:styles>"),
        "settings.xml": ("settings", f"<w:settings {{ns}}>{settings}</w:settings>"),
        **(parts or {}),
    }
    rels = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (name, (kind, _)) in enumerate(wanted.items(), 1)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {_SPACES}>{background}<w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{rels}</Relationships>")
        for name, (_, xml) in wanted.items():
            package.writestr(f"word/{name}", xml.replace("{ns}", _SPACES))
    return file.getvalue()


def run(properties: str = "", words: str = SECRET) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph that begins with words that are seen."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run('', 'Seen first ')}{''.join(runs)}</w:p>"


def alone(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def style(name: str, content: str, kind: str = "paragraph", based_on: str = "", default: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}" {default}>{based}{content}</w:style>'


def box(content: str, fill: str = "<a:noFill/>") -> str:
    """A run with a text box of the newer kind."""
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:spPr>{fill}<a:ln><a:solidFill>"
        '<a:srgbClr val="FF0000"/></a:solidFill></a:ln></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def behind(extent: str = PNG_EXTENT) -> str:
    """A run with a picture that lies behind the text."""
    return f'<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent {extent}/></wp:anchor></w:drawing></w:r>'
