"""Makers of workbooks that hide the words of a cell by its look, and of innocent twins that look as suspicious."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

SECRET = "Quillmark sum 48,215"
Change = Callable[[Worksheet], None]


def make_sheet(change: Change, value: object = SECRET) -> bytes:
    """Three rows of three cells; the secret stands in the middle."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["Area", "Note", "Year"], ["North", value, 2017], ["South", "nothing", 2018]):
        sheet.append(row)
    change(sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def look(letters: Color | str | None = None, fill: Color | str | None = None, **more) -> Change:
    """The secret's cell in letters of a colour on a solid fill of another."""

    def change(sheet: Worksheet) -> None:
        sheet["B2"].font = Font(color=letters, **more)
        if fill is not None:
            sheet["B2"].fill = PatternFill("solid", fgColor=fill)

    return change


def number_format(code: str) -> Change:
    return lambda sheet: setattr(sheet["B2"], "number_format", code)


def piece(letters: str, around: Change) -> Change:
    """The secret as a piece with a colour of its own inside a longer text."""

    def change(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText("Paid ", TextBlock(InlineFont(color=letters), SECRET), " in all")
        around(sheet)

    return change


def on_gradient(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(color="FFFFFF")
    sheet["B2"].fill = GradientFill(stop=("000000", "333399"))


def on_pattern(sheet: Worksheet) -> None:
    sheet["B2"].font = Font(color="FFFFFF")
    sheet["B2"].fill = PatternFill("darkGray", fgColor="FFFFFF", bgColor="000000")


def under_condition(sheet: Worksheet) -> None:
    """White letters that a condition turns visible."""
    sheet["B2"].font = Font(color="FFFFFF")
    rule = CellIsRule(operator="notEqual", formula=['""'], fill=PatternFill(bgColor="C00000"))
    sheet.conditional_formatting.add("A2:C3", rule)


def in_table(sheet: Worksheet) -> None:
    """White letters in a table whose style paints its first row."""
    for cell in sheet[1]:
        cell.font = Font(color="FFFFFF")
    sheet["B1"] = SECRET
    table = Table(displayName="Spend", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    sheet["B2"] = "x"


HIDING: dict[str, tuple[Change, str]] = {
    "white on no fill": (look("FFFFFF"), "in the colour of its background"),
    "nearly white on no fill": (look("FCFCFC"), "in the colour of its background"),
    "theme's white on no fill": (look(Color(theme=0)), "in the colour of its background"),
    "palette's white on no fill": (look(Color(indexed=9)), "in the colour of its background"),
    "no colour of its own on black": (look(None, "000000"), "in the colour of its background"),
    "black on theme's black": (look("000000", Color(theme=1)), "in the colour of its background"),
    "accent on the same accent": (look(Color(theme=4), Color(theme=4)), "in the colour of its background"),
    "grey on a white that a tint makes grey": (
        look("808080", Color(theme=0, tint=-0.5)), "in the colour of its background",
    ),
    "white piece": (piece("FFFFFF", lambda sheet: None), "in the colour of its background"),
    "one point": (look(size=1), "in letters too small to see"),
    "format for nothing": (number_format(";;;"), "in a number format that shows nothing"),
    "format without text": (number_format("0;-0;0;"), "in a number format that shows nothing"),
    "format of empty quotes": (number_format('"";"";"";""'), "in a number format that shows nothing"),
    "format in white": (number_format("General;General;General;[White]@"), "in the colour of its background"),
}  # fmt: skip

INNOCENT: dict[str, Change] = {
    "white on blue": look("FFFFFF", "1F497D"),
    "white on theme's accent": look(Color(theme=0), Color(theme=4)),
    "white on a dark tint of white": look(Color(theme=0), Color(theme=0, tint=-0.5)),
    "black on yellow": look("000000", "FFFF00"),
    "no colour of its own on grey": look(None, "D9D9D9"),
    "pale grey on no fill": look("BFBFBF"),
    "white on a gradient": on_gradient,
    "white on a pattern": on_pattern,
    "white under a condition": under_condition,
    "white in a table with a style": in_table,
    "black piece in a white cell's text": piece("000000", look("FFFFFF", "1F497D")),
    "small letters": look(size=6),
    "format without zeros": number_format("0;-0;;@"),
    "format for numbers only": number_format(";;"),
    "format with a condition": number_format("[>5];;;"),
    "format with words": number_format('"Yes";"No";"No";@'),
    "white letters that the format turns red": lambda sheet: (
        look("FFFFFF")(sheet),
        number_format("0;0;0;[Red]@")(sheet),
    ),
}


# What a workbook in each format hides, row by row, and how: `make_workbook`, and the fixtures that came from it.
ROWS = ("Area", "white on nothing", "white on blue", "black on black", "white under a condition", "in a hidden row",
        "yellow on yellow", "one point", "pale grey", "format for nothing")  # fmt: skip
SEEN = "Seen beside"


def make_workbook() -> bytes:
    """A sheet with a row for each of ROWS, its words in column B, a hidden column D, print headers, and a hidden sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Spend"
    for words in ROWS:
        sheet.append([SEEN, words, "", "Kept" if words == "Area" else ""])
    for row, letters, ground in ((2, "FFFFFF", None), (3, "FFFFFF", "000080"), (4, "000001", "000001"),
                                 (5, "FFFFFF", None), (7, "FFFF00", "FFFF00"), (9, "C0C0C0", None)):  # fmt: skip
        sheet.cell(row, 2).font = Font(color=f"FF{letters}")
        if ground:
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor=f"FF{ground}")
    sheet["B8"].font = Font(size=1)
    sheet["B10"].number_format = ";;;"
    rule = CellIsRule(operator="notEqual", formula=['""'], fill=PatternFill(bgColor="FFC00000"))
    sheet.conditional_formatting.add("A5:C5", rule)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.oddHeader.center.text = "Printed above, page &P of &N"
    sheet.oddFooter.left.text = "Printed below"
    hidden = workbook.create_sheet("Named for what it hides")
    hidden["A1"] = "On a hidden sheet"
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
