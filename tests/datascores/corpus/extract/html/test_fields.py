"""Words of form fields, choices and frames are read where they stand; what nobody sees of them is not."""

import pytest

FIRST = "<p>Seen first, and enough of it to be the main text of this page.</p>"


def text_of(read_bytes, piece: str, name: str = "a.html") -> str:
    reading = read_bytes(name, f"<html><body>{FIRST}{piece}<p>And last.</p></body></html>".encode())
    return "\n".join(page.text for page in reading.pages)


@pytest.mark.parametrize("piece", [
    "<textarea rows=2>Lantern Score</textarea>", '<input value="Lantern Score">', '<input type="text" value="Lantern Score">',
    "<select><option>None</option><option selected>Lantern Score</option></select>", "<noscript>Lantern Score</noscript>",
    '<iframe srcdoc="&lt;p&gt;Lantern &lt;b&gt;Score&lt;/b&gt;&lt;/p&gt;"></iframe>',
    "<iframe srcdoc='<iframe srcdoc=\"<p>Lantern Score</p>\"></iframe>'></iframe>",
])  # fmt: skip
def test_words_of_fields_choices_and_frames_are_read(read_bytes, piece: str):
    assert text_of(read_bytes, piece).count("Lantern Score") == 1


@pytest.mark.parametrize("piece", [
    '<input type="hidden" value="Lantern Score">', '<input type=password value="Lantern Score">',
    '<textarea style="display : none">Lantern Score</textarea>', '<div hidden><input value="Lantern Score"></div>',
    '<iframe hidden srcdoc="<p>Lantern Score</p>"></iframe>', "<template>Lantern Score</template>",
])  # fmt: skip
def test_fields_that_nobody_sees_are_not_read(read_bytes, piece: str):
    assert "Lantern" not in text_of(read_bytes, piece)


@pytest.mark.parametrize("piece", [
    "<details><summary>Our answer</summary>Lantern Score</details>", "Our answer<noscript>Lantern Score</noscript>",
    "<select><option>Our answer</option><option>Lantern Score</option></select>",
    "<fieldset><legend>Our answer</legend>Lantern Score</fieldset>", "Our answer<dialog open>Lantern Score</dialog>",
])  # fmt: skip
def test_blocks_are_not_run_into_the_words_beside_them(read_bytes, piece: str):
    assert "Our answer\nLantern Score" in text_of(read_bytes, piece).replace("\n\n", "\n")


@pytest.mark.parametrize("style", [
    "display : none", "display:  none", "DISPLAY :\tNONE !important", "display:/* not */none", "color:red; visibility :hidden",
    "visibility:collapse", "mso-hide : all",
])  # fmt: skip
def test_what_the_page_takes_away_in_any_spelling_is_left_out(read_bytes, style: str):
    assert "Lantern" not in text_of(read_bytes, f'<p style="{style}">Lantern Score</p>')


@pytest.mark.parametrize("style", ["display : block", "display:  inline", "visibility : visible", "x-display : none"])
def test_what_a_page_shows_in_an_odd_spelling_stays(read_bytes, style: str):
    assert "Lantern Score" in text_of(read_bytes, f'<p style="{style}">Lantern Score</p><p>It says display : none.</p>')


def test_value_in_the_colour_of_its_ground_is_hidden_and_one_beside_it_is_not(read_bytes):
    piece = '<p><input style="color:#fff" value="Quillmark sum"> <input value="Lantern Score"></p>'
    reading = read_bytes("a.html", f"<html><body>{FIRST}{piece}</body></html>".encode())
    assert [page.text[span.start : span.end] for page in reading.pages for span in page.hidden] == ["Quillmark sum"]
    assert "Lantern Score" in "".join(page.text for page in reading.pages)


def test_hidden_words_of_a_frame_are_told(read_bytes):
    piece = '<iframe srcdoc="&lt;p&gt;Seen. &lt;font color=white&gt;Quillmark sum&lt;/font&gt;&lt;/p&gt;"></iframe>'
    reading = read_bytes("a.html", f"<html><body>{FIRST}{piece}</body></html>".encode())
    assert [page.text[span.start : span.end] for page in reading.pages for span in page.hidden] == ["Quillmark sum"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_page_in_utf_16_is_read_and_its_hidden_words_are_told(read_bytes, encoding: str):
    page = (
        f'<html><head><meta charset="utf-16"></head><body>{FIRST}<p style="color:#fff">Quillmark sum</p></body></html>'
    )
    reading = read_bytes("a.html", page.encode(encoding))
    assert reading.format == "html" and reading.pages[0].text.startswith("Seen first")
    assert [each.text[span.start : span.end] for each in reading.pages for span in each.hidden] == ["Quillmark sum"]


@pytest.mark.parametrize("name", ["costs.xls", "reply.doc", "a.txt"])
def test_bare_table_is_a_web_page_whatever_its_name(read_bytes, name: str):
    reading = read_bytes(name, b"<table border=1><tr><td>Saltmere</td><td>Lantern Score</td></tr></table>")
    assert reading.format == "html" and reading.pages[0].text.split() == ["Saltmere", "Lantern", "Score"]
