"""Workbooks written as one XML file (Excel 2003, "XML spreadsheet"), as the parts of the xlsx that Excel would save.

Cells, formats, looks, and what is hidden of sheets, rows and columns go over, so that the reader of xlsx judges them;
comments stand in a cell of their own at the end of their row. Formulas and drawings are left behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from .office.markup import parse, safe_parser

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14  # of a sheet in xlsx
_TYPES = {"Number": "n", "Boolean": "b"}


@dataclass
class _Sheet:
    name: str
    state: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0  # the last one, in the row and among the columns
    described: int = 0  # columns that the sheet says something of, perhaps that they are hidden
    cells: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class _Collector:
    """Takes the elements one by one; local names are enough, as none occurs in two meanings but `Data`."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.styles: dict[str, dict[str, str]] = {"Default": {}}
        self.looks = {"Default": 0}  # the number of each style
        self.style: dict[str, str] = {}
        self.row: dict[str, str] = {}
        self.cell: dict[str, str] = {}
        self.kind = ""
        self.is_comment = False
        self.text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Style":
            parent = self.styles.get(given.get("Parent", "Default"), {})
            self.style = self.styles[given.get("ID", "")] = dict(parent)
            self.looks.setdefault(given.get("ID", ""), len(self.looks))
        elif name in ("Font", "Interior", "NumberFormat") and not self.sheets:
            self.style.update({f"{name}.{key}": value for key, value in given.items()})
        elif name == "Worksheet":
            self.sheets.append(_Sheet(given.get("Name", f"Sheet{len(self.sheets) + 1}")))
        elif name in ("Data", "Visible"):
            self.text, self.kind = [], given.get("Type", "")
        elif self.sheets:
            self._start_in_sheet(name, given, self.sheets[-1])

    def _start_in_sheet(self, name: str, given: dict[str, str], sheet: _Sheet) -> None:
        if name == "Table":
            sheet.column = 0
        elif name == "Column":
            first = max(sheet.column + 1, _number(given, "Index"))
            sheet.column = sheet.described = last = min(first + _number(given, "Span"), _LAST_COLUMN)
            width = f' width="{_points(given["Width"]) / 5.25:.2f}" customWidth="1"' if "Width" in given else ""
            sheet.columns.append(f'<col min="{first}" max="{last}"{width}{_hidden(given)}/>')
        elif name == "Row":
            sheet.row = min(max(sheet.row + 1, _number(given, "Index")), _LAST_ROW)
            sheet.column, sheet.cells, sheet.comments, self.row = 0, [], [], given
        elif name == "Cell":
            self.cell = given
            sheet.column = min(max(sheet.column + 1, _number(given, "Index")), _LAST_COLUMN)
        elif name == "Comment":
            self.is_comment = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        sheet = self.sheets[-1] if self.sheets else None
        if sheet is None:
            return
        if name == "Visible":
            state = "".join(self.text).strip()
            sheet.state = {"SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"}.get(state, "")
        elif name == "Data" and self.is_comment:
            sheet.comments.append("".join(self.text))
        elif name == "Data":
            sheet.cells.append(self._cell(sheet, "".join(self.text)))
        elif name == "Comment":
            self.is_comment = False
        elif name == "Cell":
            sheet.column = min(sheet.column + _number(self.cell, "MergeAcross"), _LAST_COLUMN)
        elif name == "Row":
            for comment in sheet.comments:
                sheet.column = min(max(sheet.column, sheet.described) + 1, _LAST_COLUMN)
                sheet.cells.append(_written(sheet, "inlineStr", 0, comment))
            height = f' ht="{_points(self.row["Height"])}" customHeight="1"' if "Height" in self.row else ""
            sheet.rows.append(f'<row r="{sheet.row}"{height}{_hidden(self.row)}>{"".join(sheet.cells)}</row>')

    def _cell(self, sheet: _Sheet, text: str) -> str:
        name = self.cell.get("StyleID") or self.row.get("StyleID") or "Default"
        if self.kind == "DateTime":
            text = text.removesuffix(".000").removesuffix("T00:00:00").replace("T", " ")
        return _written(sheet, _TYPES.get(self.kind, "inlineStr"), self.looks.get(name, 0), text)


def workbook_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of the xlsx by name. Raises Unreadable for damaged XML."""
    collector = _Collector()
    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = lambda text: collector.text.append(text)
    parse(parser, data)
    numbers = range(1, len(collector.sheets) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{at}" r:id="r{at}"{_attribute("state", sheet.state)}/>'
        for at, sheet in zip(numbers, collector.sheets, strict=True)
    )
    parts = [("styles", "styles.xml"), *(("worksheet", f"worksheets/sheet{at}.xml") for at in numbers)]
    related = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(parts)
    )
    yield "[Content_Types].xml", b"<Types/>"
    main = f'<Relationship Id="r0" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>'
    workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>'
    yield "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>'.encode()
    yield "xl/workbook.xml", workbook.encode()
    yield "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'.encode()
    yield "xl/styles.xml", _style_sheet(list(collector.styles.values())).encode()
    for at, sheet in zip(numbers, collector.sheets, strict=True):
        columns = f"<cols>{''.join(sheet.columns)}</cols>" if sheet.columns else ""
        rows = f"<sheetData>{''.join(sheet.rows)}</sheetData>"
        yield f"xl/worksheets/sheet{at}.xml", f'<worksheet xmlns="{_MAIN}">{columns}{rows}</worksheet>'.encode()


def _style_sheet(styles: list[dict[str, str]]) -> str:
    """Each style as a look of cells with a font, a fill and a format of its own."""
    formats, fonts, fills, looks = "", "", "", ""
    for at, style in enumerate(styles):
        size, letters = style.get("Font.Size", "10"), _colour("color", style.get("Font.Color", ""))
        fonts += f'<font><sz val="{_points(size)}"/>{letters}</font>'
        is_filled = style.get("Interior.Pattern", "None") == "Solid"
        ground = _colour("fgColor", style.get("Interior.Color", "")) if is_filled else ""
        fills += f'<fill><patternFill patternType="{"solid" if ground else "none"}">{ground}</patternFill></fill>'
        shown = style.get("NumberFormat.Format", "General")
        formats += f'<numFmt numFmtId="{200 + at}" formatCode={quoteattr(shown)}/>'
        looks += f'<xf numFmtId="{200 + at}" fontId="{at}" fillId="{at}" applyFill="1" applyFont="1"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts><fills>{fills}</fills>'
        f"<cellXfs>{looks}</cellXfs></styleSheet>"
    )


def _written(sheet: _Sheet, kind: str, look: int, text: str) -> str:
    name, number = "", sheet.column
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    inner = f"<is><t>{escape(text)}</t></is>" if kind == "inlineStr" else f"<v>{escape(text)}</v>"
    return f'<c r="{name}{sheet.row}" t="{kind}" s="{look}">{inner}</c>'


def _colour(name: str, colour: str) -> str:
    return f'<{name} rgb="FF{escape(colour[1:7])}"/>' if colour.startswith("#") else ""


def _hidden(given: dict[str, str]) -> str:
    return _attribute("hidden", "1" if given.get("Hidden") == "1" else "")


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _number(given: dict[str, str], name: str) -> int:
    value = given.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _points(size: str) -> float:
    try:
        return max(0.0, min(float(size), 1e4))
    except ValueError:
        return 10.0
