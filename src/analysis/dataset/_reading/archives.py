"""What is packed or closed: compressed tables, archives of tables, and files that a password or a program keeps shut."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import MOST_TEXT, spell_whole

__all__ = ["BROKEN_ARCHIVE", "find_members", "find_shut", "inflate", "is_table_name"]

#: Endings of files that can hold a table; others in a folder or archive are named as left out.
TABLES = {
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".xml", ".json", ".geojson",
    ".jsonl", ".ndjson",
    ".parquet", ".htm", ".html", ".md", ".gz", ".docx", ".pdf",
}  # fmt: skip
MOST_FILES = 1_000
#: Members of one gzip file, and what is unpacked at a time.
MOST_MEMBERS, PORTION = 10_000, 64 * 1024
#: What zipfile raises on archives that are damaged, protected or made to harm.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError, KeyError, ValueError,
)  # fmt: skip
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_table_name(name: str) -> bool:
    """Whether a file of this name can hold a table.

    Examples
    --------
    >>> is_table_name("Plans 2021.XLSX"), is_table_name("photo.jpg"), is_table_name(".~lock.plans.ods#")
    (True, False, False)
    """
    file = PurePosixPath(name)
    return file.suffix.lower() in TABLES and not file.name.startswith((".", "~"))


def find_shut(content: bytes) -> Rule | None:
    """Why nobody can read a file without more: a password, or a program of its own; None where nothing tells.

    Examples
    --------
    >>> find_shut(OLD_OFFICE + ENCRYPTED)
    <Rule.PASSWORD: 'password'>
    """
    if content.startswith(OLD_OFFICE):
        return Rule.PASSWORD if ENCRYPTED in content or _has_filepass(content) else None
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if any(name.endswith(".iwa") or name in ("Index.zip", "index.apxl") for name in names):
                return Rule.APPLE_NUMBERS
            if any(info.flag_bits & 1 for info in archive.infolist()):
                return Rule.PASSWORD
            manifest = "META-INF/manifest.xml"
            if manifest in names and archive.getinfo(manifest).file_size < 2**20:
                return Rule.PASSWORD if b"encryption-data" in archive.read(manifest) else None
    except BROKEN_ARCHIVE:
        return None
    return None


def _has_filepass(content: bytes) -> bool:
    """Whether an XLS file says in its first records that what follows is encrypted (record FILEPASS, [MS-XLS] 2.4.117)."""
    start = re.search(rb"\x09\x08\x10\x00\x00\x06", content)  # BOF of a workbook of Excel 97 and later
    at = start.start() if start else len(content)
    for _record in range(8):
        if at + 4 > len(content):
            return False
        kind, size = (int.from_bytes(content[at + i : at + i + 2], "little") for i in (0, 2))
        if kind == 0x2F and size in (4, 6, 54, 200):
            return True
        at += 4 + size
    return False


def inflate(content: bytes, file: str) -> bytes:
    """What a gzip file holds.

    Raises
    ------
    UnreadableError
        If it is damaged, or unpacks to more than a file may hold.

    Examples
    --------
    >>> import gzip
    >>> inflate(gzip.compress(b"Lieu;Total"), "a.csv.gz")
    b'Lieu;Total'
    """
    found, at, members = bytearray(), 0, 0
    try:
        while content.startswith(b"\x1f\x8b", at):  # one file can be made of several
            members += 1
            if members > MOST_MEMBERS:
                raise UnreadableError([Problem(Rule.TOO_MANY_FILES, file, fields={"value": MOST_MEMBERS})])
            at = _inflate_one(content, at, found, file)
    except zlib.error:
        raise UnreadableError([Problem(Rule.ARCHIVE_DAMAGED, file)]) from None
    return bytes(found)


def _inflate_one(content: bytes, at: int, found: bytearray, file: str) -> int:
    """Unpack the member that begins at a place; where the next one begins."""
    machine = zlib.decompressobj(31)
    while not machine.eof:
        part = content[at : at + PORTION]  # what lies behind a member is copied: no more than a portion
        if not part:
            raise UnreadableError([Problem(Rule.ARCHIVE_DAMAGED, file)])
        found += machine.decompress(part, MOST_TEXT + 1 - len(found))
        if len(found) > MOST_TEXT:
            raise UnreadableError([Problem(Rule.UNPACKS_TOO_LARGE, file, fields={"value": MOST_TEXT // 2**20})])
        at += len(part) - len(machine.unused_data)
    return at


def find_members(content: bytes, file: str) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files of an archive that can hold a table, with what is in them, and the names of the others.

    Raises
    ------
    UnreadableError
        If it is damaged, holds too many files, or unpacks to more than a file may hold.
    """
    tables: list[tuple[str, bytes]] = []
    others: list[str] = []
    left = MOST_TEXT
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                parts = PurePosixPath(info.filename).parts
                if info.is_dir() or any(part.startswith((".", "~", "__MACOSX")) for part in parts):
                    continue
                if not is_table_name(info.filename):
                    others.append(spell_whole(info.filename))
                    continue
                if len(tables) >= MOST_FILES:
                    raise UnreadableError([Problem(Rule.TOO_MANY_FILES, file, fields={"value": MOST_FILES})])
                if info.file_size > left:
                    raise UnreadableError([Problem(Rule.UNPACKS_TOO_LARGE, file, fields={"value": MOST_TEXT // 2**20})])
                with archive.open(info) as member:
                    body = member.read(left + 1)
                left -= len(body)
                if left < 0:
                    raise UnreadableError([Problem(Rule.UNPACKS_TOO_LARGE, file, fields={"value": MOST_TEXT // 2**20})])
                tables.append((spell_whole(info.filename), body))
    except UnreadableError:
        raise
    except BROKEN_ARCHIVE:
        raise UnreadableError([Problem(Rule.ARCHIVE_DAMAGED, file)]) from None
    return tables, others
