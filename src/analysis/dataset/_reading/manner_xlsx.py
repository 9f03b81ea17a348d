"""How an XLSX workbook shows its cells, read from its XML where a first look gave reason."""

from __future__ import annotations

import html
import re
import zipfile
from xml.etree import ElementTree

from analysis.dataset._reading.manner import BROKEN_XML, SHEET_COLUMNS, Manner, join_spans, read_format
from analysis.dataset._reading.units import Worth

__all__ = ["SIGNS", "find_sheets", "find_telling_styles", "read_manner"]

#: What a sheet's XML holds where there is more to see than values: errors, formulas, hidden rows and columns.
SIGNS = (b't="e"', b"<f>", b"<f ", b":f>", b":f ", b'hidden="1"', b'hidden="true"')
#: No tag holds a "<" of its own: each pattern ends there, or it would be tried to the end of the sheet from every tag.
CELL = rb'<(?:\w+:)?c\s(?=[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")'
ERRORS = re.compile(CELL + rb'(?=[^<>]*\bt="e")[^<>]*>(?:(?!</?(?:\w+:)?c[\s>/]).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
#: A formula, and no value or an empty one behind it.
FORMULAS = re.compile(
    CELL + rb"[^<>]*(?<!/)>\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
ROWS = re.compile(
    rb'<(?:\w+:)?row\s(?=[^<>]*\bhidden="(?:1|true)")(?![^<>]*\boutlineLevel="[1-9])[^<>]*?\br="(\d{1,7})"'
)
COLUMNS = re.compile(rb'<(?:\w+:)?col\s(?=[^<>]*\bhidden="(?:1|true)")(?![^<>]*\boutlineLevel="[1-9])[^<>]*>')
#: Formats beyond these are none that a person made.
MOST_STYLES = 65_000
MOST_PART = 32 * 2**20


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A small part of the archive as XML; None where there is none, or it declares entities of its own."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > MOST_PART:
        return None
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return None
    try:
        return ElementTree.fromstring(content)
    except BROKEN_XML:
        return None


def find_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet, by the sheet's name."""
    book, relations = _part(archive, "xl/workbook.xml"), _part(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {one.get("Id"): (one.get("Target") or "").lstrip("/") for one in relations}
    found = {}
    for sheet in book.iter():
        if _local(sheet.tag) == "sheet":
            key = next((value for name, value in sheet.attrib.items() if _local(name) == "id"), None)
            target = targets.get(key, "")
            found[sheet.get("name") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def find_telling_styles(archive: zipfile.ZipFile) -> dict[int, Worth]:
    """The styles whose number format shows another size or currency than the number has, by their index."""
    styles = _part(archive, "xl/styles.xml")
    if styles is None:
        return {}
    formats, of_cells = {}, []
    for part in styles.iter():
        if _local(part.tag) == "numFmt":
            formats[part.get("numFmtId")] = part.get("formatCode") or ""
        elif _local(part.tag) == "cellXfs":
            of_cells = [style.get("numFmtId") for style in list(part)[:MOST_STYLES]]
    telling = {key: worth for key, code in formats.items() if (worth := read_format(code))}
    return {at: telling[key] for at, key in enumerate(of_cells) if key in telling}


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def read_manner(xml: bytes, styles: dict[int, Worth]) -> Manner:
    """What the cells of a sheet have beside their values.

    Examples
    --------
    >>> found = read_manner(b'<row r="2" hidden="1"><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>A2*2</f></c></row>', {})
    >>> sorted(found.texts.values()), found.hidden_rows
    (['#REF!', '=A2*2'], {1})
    """
    found = Manner()
    for letters, digits, formula in FORMULAS.findall(xml):
        name = _text(letters + digits)
        found.texts[int(digits) - 1, _column(letters)] = f"={_text(formula)}" if formula else f"=({name})"
    for letters, digits, error in ERRORS.findall(xml):
        found.texts[int(digits) - 1, _column(letters)] = _text(error).strip()
    found.hidden_rows = {int(digits) - 1 for digits in ROWS.findall(xml)}
    columns = (dict(re.findall(rb'\b(min|max)="(\d{1,5})"', column)) for column in COLUMNS.findall(xml))
    spans = ((int(bounds.get(b"min", b"1")) - 1, int(bounds.get(b"max", b"0"))) for bounds in columns)
    found.hidden_columns = join_spans(spans, SHEET_COLUMNS)
    if styles:
        wanted = b"|".join(str(index).encode() for index in styles)
        shown = re.compile(CELL + rb'(?=[^<>]*?\bs="(' + wanted + rb')")(?![^<>]*\bt="(?!n"))[^<>]*(?<!/)>')
        for letters, digits, style in shown.findall(xml):
            found.worth[int(digits) - 1, _column(letters)] = styles[int(style)]
    return found
