"""How Excel shows a number: 0.864 in a cell formatted `0.0%` is read by people, and so by us, as 86,4%."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from soyte.intake.documents.markup import parse_xml
from soyte.intake.documents.model import UnreadableDocument
from soyte.intake.documents.package import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[()\s$+-]')
_KNOWN = re.compile(r"(?P<whole>[#0?,]*[0#?])(?:\.(?P<decimals>[0#?]{1,15}))?(?P<percent>%?)")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CELLS = 1_000_000


@dataclass(frozen=True)
class NumberFormat:
    """Decimals, whether thousands are parted, and whether the value is shown as a percentage."""

    decimals: int
    grouped: bool
    percent: bool

    def show(self, value: float) -> str:
        """The number with a decimal comma."""
        try:
            exact = Decimal(repr(value)) * (100 if self.percent else 1)
            rounded = exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        except InvalidOperation:
            return general(value)
        text = f"{rounded:,f}" if self.grouped else f"{rounded:f}"
        return text.translate(str.maketrans(",.", ".,")) + ("%" if self.percent else "")


def general(value: float) -> str:
    """A number without a format: fifteen digits, as Excel keeps them, and a decimal comma."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    try:
        return f"{Decimal(f'{value:.15g}').normalize():f}".replace(".", ",") if abs(value) >= 1e-9 else f"{value:.15g}"
    except InvalidOperation:
        return str(value)


def sheet_formats(data: bytes) -> dict[str, dict[tuple[int, int], NumberFormat]]:
    """For each sheet of an .xlsx file, the cells whose format changes what is read. Trouble costs only the formats."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with Package(data, "", "") as package:
            return _read(package)
    except (UnreadableDocument, etree.LxmlError, zipfile.BadZipFile, ValueError, KeyError):
        return {}


def _read(package: Package) -> dict[str, dict[tuple[int, int], NumberFormat]]:
    styles = _styles(parse_xml(package.read("xl/styles.xml"), "", ""))
    relations = parse_xml(package.read("xl/_rels/workbook.xml.rels"), "", "")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    result = {}
    for sheet in parse_xml(package.read("xl/workbook.xml"), "", "").iter(f"{_S}sheet"):
        part = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_R_ID), ""))).lstrip("/")
        if part in package:
            result[sheet.get("name", "")] = _cells(package.read(part), styles)
    return result


def _cells(data: bytes, styles: dict[str, NumberFormat]) -> dict[tuple[int, int], NumberFormat]:
    found: dict[tuple[int, int], NumberFormat] = {}
    events = etree.iterparse(
        io.BytesIO(data), tag=f"{_S}c", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, cell in events:
        number_format = styles.get(cell.get("s", ""))
        place = _PLACE.fullmatch(cell.get("r", ""))
        if number_format and place and cell.get("t", "n") == "n" and len(found) < _CELLS:
            found[int(place.group(2)) - 1, _column(place.group(1))] = number_format
        cell.clear()
    return found


def _column(name: str) -> int:
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _styles(root: etree._Element) -> dict[str, NumberFormat]:
    codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iter(f"{_S}numFmt")}
    codes = {str(key): code for key, code in _BUILT_IN.items()} | codes
    formats = root.find(f"{_S}cellXfs")
    parsed = [
        number_format(codes.get(item.get("numFmtId", ""), "")) for item in (formats if formats is not None else ())
    ]
    return {str(index): found for index, found in enumerate(parsed) if found}


def number_format(code: str) -> NumberFormat | None:
    """What a format code does to a positive number, if it is one of the plain kinds."""
    match = _KNOWN.fullmatch(_LITERAL.sub("", code.partition(";")[0]))
    if match is None:
        return None
    decimals = match.group("decimals") or ""
    if "#" in decimals or "?" in decimals:
        return None  # as many digits as there are: the number as it is
    return NumberFormat(len(decimals), "," in match.group("whole"), bool(match.group("percent")))
