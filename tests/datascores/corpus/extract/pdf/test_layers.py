"""Words of a PDF in layers that are off are hidden, whatever hangs on the layer: marked words, forms, notes."""

from __future__ import annotations

import io

import pikepdf
import pytest

from datascores.corpus.extract.pdf.layers import Layers
from tests.hidden_pages import SECRET, make_pdf, plain
from tests.noted_pages import BELOW, BLACK_LOOK, NOTED, WORDS_LOOK, add_layer, membership, with_layered_form, with_note
from tests.painted_pages import FONT

SQUARE = {"C": [0, 0, 0], "IC": [0, 0, 0]}
SHOWN_WHILE_ON = ["layer", "all on", "any on", "not not"]
SHOWN_WHILE_OFF = ["all off", "any off", "not"]


def hidden_words(page) -> list[str]:
    return [" ".join(page.text[span.start : span.end].split()) for span in page.hidden]


def with_marked_words(is_on: bool) -> bytes:
    """The secret drawn in a layer of its own."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        page = document.pages[0]
        page.obj.Resources.Properties = pikepdf.Dictionary(L0=add_layer(document, is_on))
        words = f"/OC /L0 BDC BT {FONT} 11 Tf 1 0 0 1 60 730 Tm ({SECRET}) Tj ET EMC"
        page.contents_add(document.make_stream(words.encode()))
        document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("is_on", [True, False])
def test_marked_words_are_hidden_while_their_layer_is_off(read_bytes, is_on):
    page = read_bytes("a.pdf", with_marked_words(is_on)).pages[0]
    assert SECRET in page.text and hidden_words(page) == ([] if is_on else [SECRET])


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("policy", [*SHOWN_WHILE_ON, *SHOWN_WHILE_OFF])
def test_words_of_a_form_are_hidden_while_its_layers_are_not_as_it_asks(read_bytes, policy, is_on):
    page = read_bytes("a.pdf", with_layered_form(policy, is_on)).pages[0]
    assert SECRET in page.text and hidden_words(page) == ([] if is_on == (policy in SHOWN_WHILE_ON) else [SECRET])


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("look", [WORDS_LOOK, ""])
def test_words_of_a_note_are_hidden_while_its_layer_is_off(read_bytes, look, is_on):
    page = read_bytes("a.pdf", with_note("FreeText", look, is_on, Rect=BELOW, Contents=NOTED)).pages[0]
    assert page.text.count(NOTED) == 1 and hidden_words(page) == ([] if is_on else [NOTED])
    assert is_on or "layer" in page.hidden[0].reason


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("note", [{"look": BLACK_LOOK}, SQUARE])
def test_a_note_covers_words_while_its_layer_is_on_only(read_bytes, note, is_on):
    page = read_bytes("a.pdf", with_note("Square", is_on=is_on, **note)).pages[0]
    assert hidden_words(page) == ([SECRET] if is_on else [])


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("policy", [*SHOWN_WHILE_ON, *SHOWN_WHILE_OFF])
def test_memberships_are_off_when_their_layers_are_not_as_they_ask(policy, is_on):
    with pikepdf.new() as document:
        asked = membership(document, add_layer(document, is_on), policy)
        assert Layers(document.Root).is_off(asked) == (is_on != (policy in SHOWN_WHILE_ON))


def test_a_layer_may_be_off_by_the_state_of_all_or_by_its_own_wish():
    with pikepdf.new() as document:
        add_layer(document, True, BaseState=pikepdf.Name.OFF)
        other = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG))
        document.Root.OCProperties.OCGs.append(other)
        assert Layers(document.Root).is_off(other)

        wishing = add_layer(document, True)
        wishing.Usage = pikepdf.Dictionary(View=pikepdf.Dictionary(ViewState=pikepdf.Name.OFF))
        assert not Layers(document.Root).is_off(wishing)
        rule = pikepdf.Dictionary(Event=pikepdf.Name.View, OCGs=[wishing])
        document.Root.OCProperties.D.AS = pikepdf.Array([rule])
        assert Layers(document.Root).is_off(wishing)


def test_an_expression_that_holds_itself_counts_as_off():
    with pikepdf.new() as document:
        layer = add_layer(document, True)
        loop = document.make_indirect(pikepdf.Array([pikepdf.Name.And, layer]))
        loop.append(loop)
        loop.append(loop)
        assert Layers(document.Root).is_off(pikepdf.Dictionary(Type=pikepdf.Name.OCMD, VE=loop))


def test_a_file_without_layers_has_none_that_are_off():
    with pikepdf.new() as document:
        assert not Layers(document.Root).is_off(None)
