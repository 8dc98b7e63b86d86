"""Hostile texts, web pages, rich texts and tables; and files whose names tell a lie about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datascores.corpus.extract import Status

from .hostile_file import REFUSED, SAMPLES, Hostile, made_of
from .offices import BOMB

MEGABYTE = 1 << 20


def sparse_html(size: int) -> Hostile:
    """A web page of so many bytes, nearly all of them a hole in the file."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(b"<html><body><p>Words that a council wrote.</p>" + b"<p>word</p>" * 10_000)
            file.truncate(size)

    return Hostile("hostile html", f"{size // MEGABYTE}mb.html", write)


def hostile_texts() -> Iterator[Hostile]:
    yield from _html()
    yield from _rtf()
    yield from _plain()
    yield from _wrong_names()


def _html() -> Iterator[Hostile]:
    yield sparse_html(200 * MEGABYTE)
    yield sparse_html(201 * MEGABYTE)
    cases = {
        "tags-nested-100000": b"<html><body>" + b"<div>" * 100_000 + b"words" + b"</div>" * 100_000,
        "tags-nested-inline": b"<html><body>" + b"<b><i>" * 50_000 + b"words",
        "tables-nested": b"<html><body>" + b"<table><tr><td>" * 20_000 + b"words",
        "lists-nested": b"<html><body>" + b"<ul><li>" * 30_000 + b"words",
        "forms-misnested": b"<html><body>" + b"<a><p></a>" * 30_000 + b"words",
        "attribute-4mb": b'<html><body><p title="' + b"x" * (4 * MEGABYTE) + b'">words</p>',
        "attributes-200000": b"<html><body><p " + b" ".join(b"a%d=b" % n for n in range(200_000)) + b">words</p>",
        "cells-300000": b"<html><body><table>" + b"<tr><td>word</td></tr>" * 200_000,
        "entities": b"<html><body>" + b"&CounterClockwiseContourIntegral;" * 100_000,
        "comment-unclosed": b"<html><body>words<!--" + b"-" * MEGABYTE,
        "comments-leading": b"<!---->" * 500 + b"<html><body>words",
        "script-unclosed": b"<html><body>words<script>" + b"<" * MEGABYTE,
        "picture-address": b'<html><head><link rel=stylesheet href="http://127.0.0.1:00000/a.css">'
                           b'<base href="http://127.0.0.1:00000/"></head><body>words<img src="http://127.0.0.1:00000/a.png">'
                           b'<iframe src="http://127.0.0.1:00000/f"></iframe><script src="http://127.0.0.1:00000/s">',
        "charset-lies": b'<html><head><meta charset="utf-16"></head><body>words',
        "charset-long": b'<html><head><meta charset="' + b"x" * 10_000 + b'"></head><body>words',
        "nul-bytes": b"<html><body>wo\0rds\0" * 10_000,
        "select-nested": b"<html><body>" + b"<select><option>" * 50_000,
        "templates-nested": b"<html><body>" + b"<template>" * 20_000 + b"words",
        "svg-nested": b"<html><body>" + b"<svg><foreignObject>" * 20_000 + b"words",
    }  # fmt: skip
    for name, data in cases.items():
        allowed = frozenset({Status.OK}) if name.startswith(("tags-", "tables-", "lists-")) else frozenset()
        yield Hostile("hostile html", f"{name}.html", made_of(data), allowed)


def _rtf() -> Iterator[Hostile]:
    cases = {
        "words-30mb": lambda: b"{\\rtf1 " + b"{\\b word} \\par " * (30 * MEGABYTE // 15) + b"}",
        "hex-30mb": lambda: b"{\\rtf1 {\\pict " + b"0a" * (15 * MEGABYTE) + b"} words}",
        "groups-nested": b"{\\rtf1 " + b"{" * 500_000 + b"words" + b"}" * 500_000 + b"}",
        "groups-unclosed": b"{\\rtf1 " + b"{\\*\\x " * 200_000 + b"words",
        "groups-overclosed": b"{\\rtf1 " + b"}" * 200_000 + b"words",
        "binary-lies": b"{\\rtf1 words \\bin4000000000 more}",
        "unicode-beyond": b"{\\rtf1 words \\u99999999999? \\u-99999? \\u55357? \\uc999999999 \\u65? end}",
        "codepage-unknown": b"{\\rtf1\\ansicpg99999 words \\'ff}",
        "control-long": b"{\\rtf1 \\" + b"a" * 1_000_000 + b"9" * 1_000_000 + b" words}",
        "digits-many": b"{\\rtf1 " + b"\\uc" + b"9" * 5_000 + b" words}",
        "object": b"{\\rtf1 {\\object\\objautlink{\\*\\objdata " + b"d0cf11e0" * 1000 + b"}} words}",
        "template-address": b"{\\rtf1{\\*\\template http://127.0.0.1:00000/a.dot} words}",
        "picture-address": b'{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:00000/a.png"}} words}',
        "backslashes": b"{\\rtf1 " + b"\\" * 1_000_000,
        "blanks": b"{\\rtf1 " + b" " * 5_000_000 + b"words}",
        "hex-blank-hex": b"{\\rtf1 " + b"0\n" * 1_000_000 + b"!}",
    }
    for name, data in cases.items():
        yield Hostile("hostile rtf", f"{name}.rtf", made_of(data), heavy=callable(data))


def _plain() -> Iterator[Hostile]:
    cases: dict[str, object] = {
        "cell-50mb.csv": lambda: b'a,b\n"' + b"word " * (10 * MEGABYTE) + b'",c\n',
        "quote-unclosed.csv": b'a,b\n"' + b"x,\n" * 1_000_000,
        "columns-many.csv": b"," * 5_000_000,
        "rows-many.csv": b"\n" * 5_000_000 + b"a",
        "quotes-many.csv": b'"' * 1_000_001,
        "nul.csv": b"a,\0,b\nc,d,e\n",
        "line-90mb.txt": lambda: b"x" * (90 * MEGABYTE),
        "blanks-50mb.txt": lambda: b"word" + b" " * (50 * MEGABYTE) + b"word",
        "tabs-lines.txt": lambda: (b"\t \t " * 1000 + b"x\n") * 5_000,
        "newlines-50mb.txt": lambda: b"a" + b"\n" * (50 * MEGABYTE) + b"b",
        "marks-many.txt": ("a" + "\u0301" * 3_000_000).encode(),
        "marks-unordered.txt": ("a" + "\u0301\u0316" * 1_000_000).encode(),
        "hangul.txt": "\u1100\u1161\u11a8".encode() * 1_000_000,
        "ligature.txt": "\ufdfa".encode() * 1_000_000,
        "nul-20mb.txt": b"\0" * (20 * MEGABYTE),
        "utf16-odd.txt": b"\xff\xfe" + b"w\0o\0r\0d\0s",
        "utf16-surrogates.txt": b"\xff\xfe" + b"\0\xd8" * 10_000,
        "utf32.txt": "\ufeffwords".encode("utf-32-le"),
        "mark-only.txt": b"\xef\xbb\xbf",
        "one-byte.txt": b"x",
        "one-nul.txt": b"\0",
        "deep.json": b"[" * 1_000_000 + b"]" * 1_000_000,
        "digits.json": b"[" + b"9" * 2_000_000 + b"]",
        "bomb.xml": f'<?xml version="1.0"?><!DOCTYPE b [{BOMB}]><b>&e9;</b>'.encode(),
        "include.xml": b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY x SYSTEM "http://127.0.0.1:00000/x">]><b>&x;</b>',
        "colons.txt": b"From: " * 200_000,
        "headers-like.txt": b"a:" + b" " * 60_000 + b"b\n" * 10_000,
        "escape-codes.txt": b"\x1b]0;title\x07\x1b[2J words \x1b[31m" * 10_000,
    }
    empty = {"mark-only.txt", "nul-20mb.txt", "one-nul.txt"}
    for name, data in cases.items():
        allowed = REFUSED | {Status.NO_TEXT, Status.EMPTY} if name in empty else frozenset()
        yield Hostile("hostile text", name, made_of(data), frozenset(allowed), heavy=callable(data))
    for suffix in ("pdf", "docx", "xls", "zip", "png", "eml", "txt"):
        yield Hostile("empty file", f"empty.{suffix}", made_of(b""), frozenset({Status.EMPTY}))


def _wrong_names() -> Iterator[Hostile]:
    """Every sample under the name of another kind."""
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix)
    suffixes = sorted({path.suffix for path in samples})
    for number, sample in enumerate(samples):
        other = suffixes[(suffixes.index(sample.suffix) + 1 + number) % len(suffixes)]
        if other != sample.suffix:
            yield Hostile("wrong suffix", f"{sample.stem}{other}", made_of(sample.read_bytes()))
    for suffix in suffixes:
        yield Hostile("wrong suffix", f"noise{suffix}", made_of(bytes(range(128, 256)) * 100 + bytes(5000)),
                      REFUSED | {Status.NO_TEXT})  # fmt: skip
        yield Hostile("wrong suffix", f"zeros{suffix}", made_of(bytes(5000)), REFUSED | {Status.NO_TEXT})
