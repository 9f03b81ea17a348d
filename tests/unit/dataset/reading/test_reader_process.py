"""The program that reads a file in a process of its own."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys

import pytest

from analysis.dataset._reading import reader_process
from analysis.dataset._reading.apart import BOUNDS
from analysis.dataset._reading.reader_process import DAMAGED, DONE, FAR, LARGE, RefusedError, read_book, send
from files import as_xlsx, table


def taken(content: bytes, **bounds: int) -> list[object]:
    out = io.BytesIO()
    last = send("book", content, {**BOUNDS, **bounds}, out)
    out.seek(0)
    found = []
    while out.tell() < len(out.getvalue()):
        found.append(pickle.load(out))
    return [*found, last]


def test_a_sheet_is_written_before_its_rows_and_what_became_of_the_file_last():
    head, rows, last = taken(as_xlsx(table()))
    assert head == ("Sheet1", True, ())
    assert rows[1] == ["A", 150_000.0, "01"]
    assert last == (DONE,)


@pytest.mark.parametrize(("bounds", "word"), [({"cells": 8}, FAR), ({"letters": 10}, LARGE)])
def test_more_than_the_bounds_allow_is_not_read(bounds, word):
    assert taken(as_xlsx(table()), **bounds)[-1][0] == word


def test_a_damaged_workbook_is_called_so():
    assert taken(b"PK no workbook")[-1] == (DAMAGED,)
    with pytest.raises(RefusedError):
        list(read_book(as_xlsx(table()), {**BOUNDS, "sheets": 0}))


def test_its_process_may_take_no_more_memory_than_it_is_given():
    code = "import importlib.util as u\n" \
        f"spec = u.spec_from_file_location('reader', {reader_process.__file__!r})\n" \
        "reader = u.module_from_spec(spec); spec.loader.exec_module(reader)\n" \
        "reader.bound()\n" \
        "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    print('bounded')"  # fmt: skip
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "bounded\n"
