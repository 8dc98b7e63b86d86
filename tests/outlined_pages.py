"""Maker of PDF pages whose letters are drawn as shapes, as drawing programs write them."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas


def outlined_pdf(text: list[str], lines: list[str], size: int = 20) -> bytes:
    """Real text at the top of a page, and for each letter of `lines` a round shape, from 500 points downwards."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    for row, line in enumerate(text):
        canvas.drawString(60, 780 - 16 * row, line)
    for row, line in enumerate(lines):
        for at, sign in enumerate(line):
            if sign != " ":
                shape = canvas.beginPath()
                left, bottom = 60 + 0.6 * size * at, 500 - 2 * size * row
                shape.circle(left + size / 4, bottom + size / 4, size / 4)
                shape.circle(left + size / 4, bottom + size / 4, size / 6)
                canvas.drawPath(shape, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()
