"""Compressed and closed files: unpacked within bounds, or named as what they are."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from analysis.dataset._checking import Rule, UnreadableError
from analysis.dataset._reading import archives
from analysis.dataset._reading.archives import ENCRYPTED, OLD_OFFICE, find_members, find_shut, inflate, is_table_name
from files import as_ods, as_xls, as_xlsx, table


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_filepass(content: bytes) -> bytes:
    """An XLS file whose first sheet record is followed by the record that says it is encrypted."""
    at = content.index(b"\x09\x08\x10\x00\x00\x06") + 20
    return content[:at] + b"\x2f\x00\x04\x00abcd" + content[at + 8 :]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (OLD_OFFICE + b"\0" * 600 + ENCRYPTED, Rule.PASSWORD),
        (with_filepass(as_xls(table())), Rule.PASSWORD),
        (zipped(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b""}), Rule.PASSWORD),
        (zipped(**{"Index/Document.iwa": b"", "preview.jpg": b""}), Rule.APPLE_NUMBERS),
        (as_xlsx(table()), None),
        (as_xls(table()), None),
        (as_ods(table()), None),
        (b"PK\x03\x04 cut off", None),
        (b"Lieu;Total", None),
    ],
    ids=range(9),
)
def test_what_keeps_a_file_shut_is_named(content, rule):
    assert find_shut(content) is rule


def test_gzip_is_unpacked_also_where_it_was_made_of_several():
    assert inflate(gzip.compress(b"a;b\n") + gzip.compress(b"1;2\n"), "a.csv.gz") == b"a;b\n1;2\n"


@pytest.mark.parametrize("content", [gzip.compress(b"a;b\n")[:-9], b"\x1f\x8b not really"], ids=["cut off", "nothing"])
def test_damaged_gzip_is_told(content):
    with pytest.raises(UnreadableError, match="is damaged"):
        inflate(content, "a.csv.gz")


def test_no_archive_unpacks_beyond_the_bound(monkeypatch):
    monkeypatch.setattr(archives, "MOST_TEXT", 1000)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        inflate(gzip.compress(b"0" * 5000), "a.csv.gz")
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        find_members(zipped(**{"a.csv": b"0" * 5000}), "a.zip")


def test_members_that_can_hold_a_table_are_found_and_the_others_named():
    content = zipped(**{"x/a.csv": b"1", "photo.jpg": b"2", "__MACOSX/._a.csv": b"3", ".hidden.csv": b"4"})
    assert find_members(content, "a.zip") == ([("x/a.csv", b"1")], ["photo.jpg"])


@pytest.mark.parametrize(("name", "is_table"), [("a.CSV", True), ("~$a.xlsx", False), ("a", False), ("a.toml", False)])
def test_names_tell_what_can_hold_a_table(name, is_table):
    assert is_table_name(name) is is_table


@pytest.mark.parametrize("cut", [7, 30, 60])
def test_an_archive_that_lost_its_beginning_is_damaged(cut):
    content = zipped(**{"a.csv": b"Lieu;Total\nA;100000\n", "b.csv": b"Lieu;Total\nB;200000\n"})[cut:]
    with pytest.raises(UnreadableError, match="is damaged"):
        find_members(content, "a.zip")
