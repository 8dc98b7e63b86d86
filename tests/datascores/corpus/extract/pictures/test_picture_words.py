"""From Tesseract's words to lines, order and text. Pure."""

from datascores.corpus.extract.pictures.picture_words import (
    Word,
    in_blocks,
    lines_from_table,
    looks_written,
    mean_confidence,
    without_known,
    without_noise,
    write_out,
)


def line(text: str, left: float = 0, top: float = 0, confidence: float = 0.9) -> tuple[Word, ...]:
    words, at = [], left
    for word in text.split():
        words.append(Word(word, confidence, at, top, at + 10 * len(word), top + 10))
        at += 10 * len(word) + 5
    return tuple(words)


def row(place: str, box: str, confidence: float, word: str) -> str:
    return "\t".join(["5", *place.split(), *box.split(), str(confidence), word])


def texts(lines) -> list[str]:
    return [" ".join(word.text for word in line) for line in lines if line]


def test_table_becomes_lines_with_paragraphs_apart():
    table = "\n".join(
        [
            row("1 1 1 1 1", "10 20 30 12", 96.5, "Lantern"),
            row("1 1 1 1 2", "50 20 30 12", 91, "Score"),
            row("1 1 1 2 1", "10 40 30 12", 90, "again"),
            row("1 1 2 1 1", "10 80 30 12", 90, "|"),
            row("1 1 2 1 2", "20 80 30 12", 90, "later"),
        ]
    )
    lines = lines_from_table(table)
    assert texts(lines) == ["Lantern Score", "again", "later"]
    assert write_out(lines)[0] == "Lantern Score\nagain\n\nlater"
    first = next(line for line in lines if line)[0]
    assert first == Word("Lantern", 0.965, 10, 20, 40, 32)


def test_specks_and_unsure_words_are_dropped_but_known_words_stay():
    lines = [
        line("council holds", confidence=0.3),
        line("xzqqt", confidence=0.3),
        line("a b"),
        line("45.61M"),
        line(""),
    ]
    assert texts(without_noise(lines)) == ["council holds", "45.61M"]


def test_labels_of_a_drawing_are_read_box_by_box():
    lines = [
        line("Event", 0, 0),
        line("SPSS", 200, 1),
        line("Table", 0, 12),
        line("Modeler", 200, 12),
        line("End", 0, 100),
    ]
    assert texts(in_blocks(lines)) == ["Event", "Table", "SPSS", "Modeler", "End"]


def test_lines_that_the_page_has_already_are_left_out():
    lines = [line("The council uses Lantern Score"), line("Dashboard of risk"), line("council")]
    assert texts(without_known(lines, "The council uses Lantern Score today.")) == ["Dashboard of risk"]


def test_word_broken_at_a_line_end_is_joined_and_keeps_both_places():
    text, boxes = write_out([line("this infor-"), line("mation is well-", 0, 20), line("Known", 0, 40)])
    assert text == "this information is well-\nKnown"
    assert [text[start:end] for start, end, *_ in boxes] == ["this", "infor", "mation", "is", "well-", "Known"]


def test_confidence_is_weighed_by_length():
    assert mean_confidence([line("abcdefghi", confidence=1.0), line("x", confidence=0.0)]) == 0.9
    assert mean_confidence([()]) is None


def test_long_run_of_unsure_letters_is_writing_and_specks_are_not():
    assert looks_written([line("quokka119", confidence=0.18)])
    assert not looks_written([line("ee fe Wer oi", confidence=0.4)])
    assert not looks_written([line("Sifbehntst", confidence=0.02)])
