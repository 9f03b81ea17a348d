"""Text files: their encoding, their separator, and their rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import MOST_COLUMNS, MOST_TEXT, Sheet
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["decode", "read_text_file", "refuse"]

SEPARATORS = (",", ";", "\t", "|")
#: A line longer than this is no row of a table.
LONGEST_LINE = 4 * 2**20
SAMPLE = 256 * 2**10
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: What French offices and older Macs write where it is not UTF-8.
OTHERS = ("cp1252", "mac_roman", "cp850")

#: How much a letter or sign speaks for French text: the frequent ones most.
LETTERS = {
    **dict.fromkeys("é", 5), **dict.fromkeys("èàêç’€«»°", 3), **dict.fromkeys("âîôûùëïœ–…\u00a0£", 2), **dict.fromkeys("ÉÈÀÇÎ", 1),
}  # fmt: skip

csv.field_size_limit(LONGEST_LINE)


def refuse(file: str, rule: Rule, /, *, row: int | None = None, sheet: str = "", **fields: Any) -> UnreadableError:
    """The error for a file that cannot be read at all; the rule's words hold the fields."""
    return UnreadableError([Problem(rule, file, row, sheet=sheet, fields=fields)])


def _guess_encoding(content: bytes) -> str:
    """The encoding in which the letters are most like French ones; cp1252 where nothing tells."""
    signs = bytes(byte for byte in content[:LONGEST_LINE] if byte > 127)[:SAMPLE]
    scores = {name: sum(LETTERS.get(sign, 0) for sign in signs.decode(name, "replace")) for name in OTHERS}
    return max(scores, key=lambda name: scores[name])


def decode(content: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding.

    Raises
    ------
    UnreadableError
        If the file is empty, holds NUL bytes, or is not text.
    """
    mark, named = next(((m, name) for m, name in MARKS if content.startswith(m)), (b"", ""))
    if b"\0" in content and not named.startswith("utf-16"):
        row = content[: content.index(b"\0")].count(b"\n") + 1
        raise refuse(file, Rule.NUL_BYTE, row=row)
    body = content[len(mark) :]
    if not body.strip():
        raise refuse(file, Rule.FILE_EMPTY)
    for name in dict.fromkeys([encoding, named, "utf-8"]):
        if name:
            try:
                return body.decode(name), name
            except (UnicodeDecodeError, LookupError):
                continue
    name = _guess_encoding(body)
    text = body.decode(name, "replace")
    strange = sum(c < " " and c not in "\t\r\n\f\v" for c in text[:SAMPLE])
    if strange > 0.01 * min(len(text), SAMPLE):
        raise refuse(file, Rule.NOT_TEXT)
    return text, name


def _sample(text: str) -> list[str]:
    return io.StringIO(text[:SAMPLE], newline=None).read().split("\n")[:300]


def _separator(text: str) -> str:
    """The separator that gives most rows the same number of cells, more than one."""
    lines = _sample(text)
    best, found = 0.0, ","
    for separator in SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if any(row))
        except csv.Error:
            continue
        total = sum(widths.values())
        score = max(((n / total) * min(width, 50) ** 0.5 for width, n in widths.items() if width > 1), default=0.0)
        if score > best:
            best, found = score, separator
    return found


def read_text_file(content: bytes, file: str, settings: dict[str, str]) -> Sheet:
    """The rows of a text file.

    Parameters
    ----------
    content : bytes
        At most `MOST_TEXT`.
    file : str
        Name that problems carry.
    settings : dict
        ``encoding`` and ``separator`` where they are known.

    Raises
    ------
    UnreadableError
        If the file is empty, too large, or not a table.
    """
    if len(content) > MOST_TEXT:
        raise refuse(file, Rule.TOO_LARGE, value=MOST_TEXT // 2**20)
    _refuse_long_lines(content, file)
    text, encoding = decode(content, file, settings.get("encoding"))
    separator = settings.get("separator") or _separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(row) > MOST_COLUMNS:
                raise refuse(file, Rule.TOO_MANY_COLUMNS, row=len(rows), most_columns=spell(format_whole, MOST_COLUMNS))
    except csv.Error as error:
        raise refuse(file, Rule.NOT_A_TABLE, row=len(rows) + 1, error=str(error)) from None
    found = {"encoding": encoding, "separator": separator}
    return Sheet(file, "", rows, range(1, len(rows) + 1), settings=found)


def _refuse_long_lines(content: bytes, file: str) -> None:
    start = 0
    while len(content) - start > LONGEST_LINE:
        window = content[start : start + LONGEST_LINE]
        end = max(window.rfind(b"\n"), window.rfind(b"\r"))
        if end < 0:
            row = content[:start].count(b"\n") + 1
            raise refuse(file, Rule.LINE_TOO_LONG, row=row, value=LONGEST_LINE // 2**20)
        start += end + 1
