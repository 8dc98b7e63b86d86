"""Word files of the old binary kind (doc).

legacy-doc reads them; where it fails, the readable runs of characters are taken from the text stream, and the status
says so. Never runs a macro.
"""

from __future__ import annotations

import re

import legacy_doc
import olefile

from ..normalise import clean_title, normalise, one_line
from ..office.blips import PICTURES_UNREAD, has_large_picture
from ..quality import count_characters
from ..reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable

_WIDE_RUN = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e\xa0-\xff]\x00|[\x13-\x1e\x20-\x22\x26]\x20){12,}")
_NARROW_RUN = re.compile(rb"[\x09\x0d\x20-\x7e\x91-\x97\xa3\xa9\xb7\xe0-\xff]{24,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 5
_WORDLESS = ".doc extraction produced no text"  # what legacy-doc says of a sound file without words
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15")


def read_doc(task: Task) -> Reading:
    """The text of a doc as page 1. Raises Unreadable when it is encrypted or holds nothing readable."""
    stream, title = _text_stream(task)
    reason, engine = "", "legacy-doc"
    pictures = PICTURES_UNREAD if has_large_picture(task.path.read_bytes()) else ""
    options = legacy_doc.ExtractionOptions(
        max_file_bytes=task.limits.file_bytes, max_text_bytes=task.limits.output_chars
    )
    try:
        raw = legacy_doc.extract_text(task.path.read_bytes(), options=options).text
    except MemoryError:
        raise
    except Exception as error:  # a young library: whatever it stumbles over, the rough reader is next
        raw = _readable_runs(stream)
        if raw or str(error) != _WORDLESS:
            engine = "runs"
            reason = "The file is damaged or unusual: only runs of readable characters were taken from it."
    text = normalise(_FIELD_CODE.sub("", raw.replace("\x07", "\t")))
    if not count_characters(text):
        status = Status.FAILED if reason else Status.NO_TEXT
        reason = f"{reason or 'The file holds no text.'} {pictures}".strip()
        return Reading("doc", status, reason, title, engine=engine)
    reason = f"{reason} {pictures}".strip()
    status = Status.PARTIAL if reason else Status.OK
    return Reading("doc", status, reason, title, (PageReading(1, text, engine),), engine=engine)


def _text_stream(task: Task) -> tuple[bytes, str]:
    try:
        with olefile.OleFileIO(task.path) as container:
            stream = container.openstream("WordDocument").read()
            title = container.get_metadata().title or b""
    except MemoryError:
        raise
    except Exception:  # olefile raises many kinds for damaged containers; the words may still stand in the bytes
        return task.path.read_bytes(), ""
    # Bit 8 of the flags at offset 10 of the file information block: the text is encrypted ([MS-DOC] 2.5.2, fEncrypted)
    if len(stream) > 12 and stream[11] & 1:
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON)
    return stream, clean_title(one_line(title.decode("cp1252", "replace") if isinstance(title, bytes) else str(title)))


def _readable_runs(stream: bytes) -> str:
    wide = [run[0].decode("utf-16-le", "ignore") for run in _WIDE_RUN.finditer(stream)]
    narrow = [run[0].decode("cp1252", "replace") for run in _NARROW_RUN.finditer(stream)]
    # style and property names are short runs; five words in a row are more likely somebody's sentence
    return "\n".join(run for run in wide + narrow if len(_WORD.findall(run)) >= _FEWEST_WORDS)
