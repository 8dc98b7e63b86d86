"""Makers of PDFs with a note (annotation) over words in plain sight, with or without a look, and in a layer or not."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.hidden_pages import SECRET, Draw, make_pdf, plain
from tests.painted_pages import FONT, words_as_form

PLACE = [55, 726, 260, 744]  # around the secret
BELOW = [55, 626, 260, 644]  # around nothing
ALONG = [55, 734, 260, 734]
CORNERS = [55, 744, 260, 744, 55, 726, 260, 726]
AROUND = [55, 726, 260, 726, 260, 744, 55, 744]
BLACK_LOOK = "0 g 55 726 205 18 re f"
NOTED = "Ask Brindle first"
WORDS_LOOK = f"BT {FONT} 9 Tf 60 630 Td ({NOTED}) Tj ET"


def secret_in_sight(canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)


def with_note(
    kind: str, look: str = "", is_on: bool | None = None, draw: Draw = secret_in_sight, **entries: Any
) -> bytes:
    """A page with one note; `is_on` is the state of the layer that it is in."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(draw))) as document:
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(PLACE), F=4)
        for name, value in entries.items():
            note["/" + name] = value
        if look:
            note.AP = Dictionary(N=document.make_stream(
                look.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=note.Rect,
                Resources=Dictionary(Font=document.pages[0].obj.Resources.Font),
            ))  # fmt: skip
        if is_on is not None:
            note.OC = add_layer(document, is_on)
        document.pages[0].obj.Annots = Array([document.make_indirect(note)])
        document.save(file)
    return file.getvalue()


def add_layer(document: pikepdf.Pdf, is_on: bool, **settings: Any) -> Any:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    default = Dictionary(Order=Array([layer]))
    default["/ON" if is_on else "/OFF"] = Array([layer])
    for name, value in settings.items():
        default["/" + name] = value
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
    return layer


def membership(document: pikepdf.Pdf, layer: Any, policy: str) -> Any:
    """A layer, or a membership that asks for its state by a policy or by an expression."""
    asked: dict[str, dict[str, Any]] = {
        "all on": {"P": Name.AllOn, "OCGs": Array([layer])},
        "any on": {"OCGs": layer},
        "all off": {"P": Name.AllOff, "OCGs": Array([layer])},
        "any off": {"P": Name.AnyOff, "OCGs": Array([layer])},
        "not": {"VE": Array([Name.Not, layer])},
        "not not": {"VE": Array([Name.Not, Array([Name.Not, Array([Name.And, layer, layer])])])},
    }
    return layer if policy == "layer" else document.make_indirect(Dictionary(Type=Name.OCMD, **asked[policy]))


def with_layered_form(policy: str, is_on: bool) -> bytes:
    """The secret in a form that belongs to a layer."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        page = document.pages[0]
        page.obj.Resources.XObject = Dictionary(words_as_form(document)["/XObject"])
        page.obj.Resources.XObject.X.OC = membership(document, add_layer(document, is_on), policy)
        page.contents_add(document.make_stream(b"/X Do"))
        document.save(file)
    return file.getvalue()
