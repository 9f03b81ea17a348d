"""How an XLS workbook of Excel 97 to 2003 shows its cells, read from its records: no library tells formulas without a value."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from analysis.dataset._reading.manner import Manner, read_format
from analysis.dataset._reading.units import Worth

__all__ = ["find_stream", "read_xls_manners"]

#: Kinds of records, as [MS-XLS] 2.3 numbers them.
BOF, EOF, BOUNDSHEET, FORMAT, XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
ROW, COLINFO, MERGED, FORMULA, NUMBER, RK, MULRK, BOOLERR = (
    0x0208,
    0x007D,
    0x00E5,
    0x0006,
    0x0203,
    0x027E,
    0x00BD,
    0x0205,
)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
#: What stands for a formula whose words nobody wrote down.
UNSPELLED = "=({name})"
#: The last sector of a chain has a number from here on.
LAST = 0xFFFFFFFA
Record = tuple[int, bytes]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a stream; one that turns in a circle ends."""
    at = start
    for _sector in range(len(table)):
        if at >= len(table):
            return
        yield at
        at = table[at]


def find_stream(content: bytes) -> bytes:
    """The records of the workbook in a compound file; empty where it holds none ([MS-CFB] 2).

    Examples
    --------
    >>> find_stream(b"no compound file")
    b''
    """
    if len(content) < 512:
        return b""
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 20)

    def sector(at: int) -> bytes:
        return content[(at + 1) * size : (at + 2) * size]

    first, _signature, cutoff, mini_first, _n, more, _m = struct.unpack_from("<7I", content, 48)
    of_table = list(_numbers(content[76:512]))
    while more < LAST and len(of_table) < len(content) // size + 110:
        part = _numbers(sector(more))
        if not part:
            break
        of_table += part[:-1]
        more = part[-1]
    table = _numbers(b"".join(sector(at) for at in of_table if at < LAST))
    folder = b"".join(sector(at) for at in _chain(table, first))
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    for entry in entries:
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", entry, 116)
        if name not in ("Workbook", "Book"):
            continue
        if length >= cutoff:
            return b"".join(sector(at) for at in _chain(table, start))[:length]
        small = b"".join(sector(at) for at in _chain(table, struct.unpack_from("<I", entries[0], 116)[0]))
        minis = _chain(_numbers(b"".join(sector(at) for at in _chain(table, mini_first))), start)
        return b"".join(small[at * 64 : at * 64 + 64] for at in minis)[:length]
    return b""


def _records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """The records of a part of the stream, up to its end; those of charts in it are passed over."""
    deep = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == BOF:
            deep += 1
        elif kind == EOF:
            deep -= 1
            if deep <= 0:
                return
        elif deep == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _text(content: bytes, count: int) -> str:
    """A text behind the byte that says how wide its signs are."""
    wide = bool(content[0] & 1)
    return content[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _globals(stream: bytes) -> tuple[list[int], dict[int, Worth]]:
    """Where each sheet begins, and the styles whose number format shows another size or currency than the number has."""
    formats: dict[int, Worth] = {}
    of_cells: list[int] = []
    starts: list[int] = []
    for kind, body in _records(stream):
        if kind == BOUNDSHEET and body[5] == 0:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == FORMAT:
            key, count = struct.unpack_from("<HH", body)
            formats[key] = read_format(_text(body[4:], count))
        elif kind == XF:
            of_cells.append(struct.unpack_from("<H", body, 2)[0])
    return starts, {at: formats[key] for at, key in enumerate(of_cells) if formats.get(key)}


def _cells(kind: int, body: bytes) -> list[tuple[int, int, int]]:
    """Row, column and style of the numbers in a record."""
    if kind == MULRK:
        row, first = struct.unpack_from("<HH", body)
        styles = (struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 2, 6))
        return [(row, first + at, style) for at, style in enumerate(styles)]
    return [struct.unpack_from("<HHH", body)] if kind in (NUMBER, RK, FORMULA) else []


def _name(row: int, column: int) -> str:
    letters = "" if column < 26 else chr(64 + column // 26)
    return f"{letters}{chr(65 + column % 26)}{row + 1}"


def _read_sheet(stream: bytes, start: int, styles: dict[int, Worth]) -> Manner:
    found = Manner()
    empty: list[tuple[int, int]] = []
    valued = False
    for kind, body in _records(stream, start):
        if kind == ROW:
            row, shown = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            found.hidden_rows |= {row} if shown & 0x20 and not shown & 7 else set()
        elif kind == COLINFO:
            first, last, _width, _style, shown = struct.unpack_from("<5H", body)
            found.hidden_columns |= set(range(first, last + 1)) if shown & 1 and not shown & 0x700 else set()
        elif kind == MERGED:
            for at in range(2, len(body) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", body, at)
                found.merged.append((top, left, bottom, right))
        elif kind == BOOLERR and body[7]:
            found.texts[struct.unpack_from("<HH", body)] = ERRORS.get(body[6], "#N/A")
        elif kind == FORMULA:
            where, result = struct.unpack_from("<HH", body), body[6:14]
            what = result[0] if result[6:] == b"\xff\xff" else None
            valued = valued or what != 3
            if what == 2:
                found.texts[where] = ERRORS.get(result[2], "#N/A")
            elif what == 3:
                empty.append(where)
        for row, column, style in _cells(kind, body) if styles else ():
            if style in styles:
                found.worth[row, column] = styles[style]
    # a program that computes leaves a blank here and there; one that does not leaves nothing else
    found.texts |= {} if valued else {where: UNSPELLED.format(name=_name(*where)) for where in empty}
    return found


def read_xls_manners(content: bytes) -> Iterator[Manner]:
    """What the cells of each sheet have beside their values, sheet by sheet; nothing of a file that is damaged.

    Examples
    --------
    >>> list(read_xls_manners(b"no workbook"))
    []
    """
    try:
        stream = find_stream(content)
        starts, styles = _globals(stream)
        yield from (_read_sheet(stream, start, styles) for start in starts)
    except (struct.error, IndexError):
        return
