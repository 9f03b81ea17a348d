"""The text of a file: its encoding, and letters that were encoded twice."""

from __future__ import annotations

import re
from functools import cache

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.words._formatting import show_value

__all__ = ["decode", "repair_letters"]

#: A longer mark goes before one that it begins with.
MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
#: What French offices and older Macs write where it is not UTF-8.
OTHERS = ("cp1252", "mac_roman", "cp850")
#: The first byte of é, of « and of ’ in UTF-8, as each of them shows it.
LEADS = "ÃÂâ√¬‚├┬Ô"
SPACES = re.compile(r"[ \t\r\n;,|\"]")
SAMPLE = 256 * 2**10
LONGEST = 4 * 2**20
#: How much a letter or sign speaks for French text: the frequent ones most.
LETTERS = {
    **dict.fromkeys("é", 5), **dict.fromkeys("èàêç’€«»°", 3), **dict.fromkeys("âîôûùëïœ–…\u00a0£", 2), **dict.fromkeys("ÉÈÀÇÎ", 1),
}  # fmt: skip


def _guess_encoding(content: bytes) -> str:
    """The encoding in which the letters are most like French ones; cp1252 where nothing tells."""
    signs = bytes(byte for byte in content[:LONGEST] if byte > 127)[:SAMPLE]
    scores = {name: sum(LETTERS.get(sign, 0) for sign in signs.decode(name, "replace")) for name in OTHERS}
    return max(scores, key=lambda name: scores[name])


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, told by the zeros that stand at every second byte; empty where it is not that."""
    start = content[:4096]
    half = len(start) // 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if half and odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.3 * half and odd < 0.05 * half else ""


def _refuse(file: str, rule: Rule, row: int | None = None) -> UnreadableError:
    return UnreadableError([Problem(rule, file, row)])


def decode(content: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding.

    Parameters
    ----------
    content : bytes
        What the file holds.
    file : str
        Name that problems carry.
    encoding : str, optional
        The encoding, where it is known.

    Raises
    ------
    UnreadableError
        If the file is empty, holds NUL bytes, or is not text.

    Examples
    --------
    >>> decode("Coût".encode("utf-16-le"), "a.csv")
    ('Coût', 'utf-16-le')
    """
    mark, named = next(((m, name) for m, name in MARKS if content.startswith(m)), (b"", ""))
    wide = named or ((encoding or "") if (encoding or "").lower().startswith(("utf-16", "utf-32")) else "")
    if b"\0" in content and not wide.lower().startswith(("utf-16", "utf-32")):
        named = _wide(content)
        if not named:
            raise _refuse(file, Rule.NUL_BYTE, content[: content.index(b"\0")].count(b"\n") + 1)
    body = content[len(mark) :]
    if not body.strip():
        raise _refuse(file, Rule.FILE_EMPTY)
    for name in dict.fromkeys([encoding, named, "utf-8"]):
        if name:
            try:
                text = body.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
            if "\0" not in text:
                return text, name
    name = _guess_encoding(body)
    text = body.decode(name, "replace")
    strange = sum(c < " " and c not in "\t\r\n\f\v" for c in text[:SAMPLE])
    if strange > 0.01 * min(len(text), SAMPLE):
        raise _refuse(file, Rule.NOT_TEXT)
    return text, name


@cache
def _table(encoding: str) -> dict[str, int]:
    """Sign to byte: in cp1252 a byte without a sign stands for itself, as programs write it."""
    found = {}
    for byte in range(128, 256):
        sign = bytes([byte]).decode(encoding, "ignore") or chr(byte)
        found[sign] = byte
    if encoding == "cp1252":
        found |= {chr(byte): byte for byte in range(128, 160)}
    return found


@cache
def _twice(encoding: str) -> re.Pattern[str]:
    """What UTF-8 looks like to who takes it for another encoding: a first byte of two or three, and those that follow."""
    signs = _table(encoding)

    def among(low: int, high: int) -> str:
        return "".join(re.escape(sign) for sign, byte in signs.items() if low <= byte <= high)

    more = f"[{among(0x80, 0xBF)}]"
    return re.compile(f"[{among(0xC2, 0xDF)}]{more}|[{among(0xE0, 0xEF)}]{more}{{2}}|[{among(0xF0, 0xF4)}]{more}{{3}}")


def repair_letters(text: str) -> tuple[str, str, str]:
    """A text whose letters were encoded twice, with the letters meant; and a word before and after, empty where nothing was.

    Only where all that looks so becomes letters and signs that people write: "Ã©" is "é".

    Examples
    --------
    >>> repair_letters("Lieu;CoÃ»t total")
    ('Lieu;Coût total', 'CoÃ»t', 'Coût')
    >>> repair_letters("São Tomé")
    ('São Tomé', '', '')
    """
    if text.isascii():
        return text, "", ""
    for encoding in OTHERS:
        if not any(sign in text for sign in LEADS if sign in _table(encoding)):
            continue
        pattern, signs = _twice(encoding), _table(encoding)
        found = set(pattern.findall(text))
        try:
            meant = {run: bytes(signs[sign] for sign in run).decode() for run in found}
        except UnicodeDecodeError:
            continue
        if not meant or not all(run[0] in LEADS for run in meant):
            continue
        # letters that are right beside it say that it was not the whole text; a single odd pair is no proof
        rest = pattern.sub("", text)
        if sum(c.isalpha() and not c.isascii() for c in rest) > len(pattern.findall(text)):
            continue
        once = _exchange(pattern, meant, text)
        repaired = repair_letters(once)[0]
        if all(c.isascii() or c in rest or _written(c) for c in set(repaired)):
            at = next(i for i, word in enumerate(SPACES.split(text)) if pattern.search(word))
            return repaired, show_value(SPACES.split(text)[at]), show_value(SPACES.split(repaired)[at])
    return text, "", ""


def _exchange(pattern: re.Pattern[str], meant: dict[str, str], text: str) -> str:
    return pattern.sub(lambda run: meant[run[0]], text)


def _written(sign: str) -> bool:
    return sign.isalpha() or sign in "’‘“”«»€£°–—…•·\u00a0\u202f\u2009²³½×"
