"""Sentences of tests in which a name stands in curly brackets."""

from __future__ import annotations


def place_in(words: str) -> tuple[str, int, int]:
    """The words without the last brackets, and where the name stood in them."""
    start = words.rindex("{")
    end = words.rindex("}") - 1
    plain = words[:start].replace("{", "").replace("}", "")
    shift = start - len(plain)
    return plain + words[start + 1 : end + 1] + words[end + 2 :], start - shift, end - shift
