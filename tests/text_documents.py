"""A maker of OpenDocument texts (odt) out of their XML, for what no library here writes.

`make_odt` takes the body, the styles it makes for itself and the common ones; `style` and `span` are pieces of them.
"""

from __future__ import annotations

import io
import zipfile

SECRET = "Quillmark sum 48,215"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" '
    f'xmlns:table="{_URN}:table:1.0" xmlns:draw="{_URN}:drawing:1.0" xmlns:fo="{_URN}:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:loext"'
)


def make_odt(body: str, own: str = "", common: str = "", paper: str = "", header: str = "") -> bytes:
    """An odt: `own` are the styles of its body, `common` those of the file, `paper` properties of its pages."""
    layout = f'<style:page-layout style:name="L"><style:page-layout-properties {paper}/></style:page-layout>'
    master = f'<style:master-page style:name="M"><style:header-first>{header}</style:header-first></style:master-page>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {_SPACES}><office:automatic-styles>{own}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {_SPACES}><office:styles>{common}</office:styles><office:automatic-styles>{layout}"
            f"</office:automatic-styles><office:master-styles>{master}</office:master-styles></office:document-styles>"
        ),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, xml)
    return file.getvalue()


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    """A style with one element of properties, `text fo:color="#ffffff"` for example; several are parted by a bar."""
    inherits = f'style:parent-style-name="{parent}"' if parent else ""
    elements = "".join(
        f"<style:{kind}-properties {rest}/>"
        for kind, _, rest in (given.strip().partition(" ") for given in properties.split("|"))
        if kind
    )
    return f'<style:style style:name="{name}" style:family="{family}" {inherits}>{elements}</style:style>'


def span(style_name: str = "", words: str = SECRET) -> str:
    return f'<text:span text:style-name="{style_name}">{words}</text:span>'


def paragraph(content: str, style_name: str = "") -> str:
    return f'<text:p text:style-name="{style_name}">{content}</text:p>'
