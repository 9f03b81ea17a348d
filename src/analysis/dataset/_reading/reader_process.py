"""The program of a process of its own that reads what no library bounds: workbooks, Parquet files, documents, in memory and time given.

It is run by its path (`apart.read_apart`), gets the file on its standard input, and writes pickles to its standard output: for
each sheet its name, whether it is shown and its merged cells, then its rows in batches; at the end what became of the whole.
It imports nothing of the package, so that it begins in some hundredths of a second.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterator
from typing import Any

MEMORY = 800 * 2**20
#: Seconds of computing.
SECONDS = 60
BATCH = 2_000
#: What becomes of a file: read to its end, refused for its password, for its number of sheets or columns, or damaged.
DONE, PASSWORD, SHEETS, COLUMNS, FAR, LARGE, DAMAGED = (
    "done", "password", "sheets", "columns", "far", "large", "damaged",
)  # fmt: skip


class RefusedError(Exception):
    """Why a file is not read: one of the words above, and the numbers that belong to it."""


def bound(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Give this process so much memory and time; without a word where the system cannot."""
    try:
        import resource
    except ImportError:  # Windows: what goes wrong still goes wrong apart
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read_book(content: bytes, bounds: dict[str, int]) -> Iterator[tuple[str, bool, tuple[Any, ...], list[list[Any]]]]:
    """Name, visibility, merged cells and rows of each sheet of a workbook."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        raise RefusedError(PASSWORD) from None
    if len(book.sheet_names) > bounds["sheets"]:
        raise RefusedError(SHEETS)
    seen = python_calamine.SheetVisibleEnum.Visible
    shown = {found.name: found.visible == seen for found in book.sheets_metadata}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        if height * width > bounds["cells"]:
            raise RefusedError(FAR, height, width)
        if width > bounds["columns"]:
            raise RefusedError(COLUMNS, name)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        yield name, shown.get(name, True), merged, sheet.to_python(skip_empty_area=False)


def read_records(content: bytes, bounds: dict[str, int]) -> Iterator[tuple[str, bool, tuple[Any, ...], list[Any]]]:
    """The rows of a Parquet file, each a record."""
    import pyarrow.parquet as pq

    source = pq.ParquetFile(io.BytesIO(content))
    columns, rows = source.metadata.num_columns, source.metadata.num_rows
    if columns * max(rows, 0) > bounds["cells"] or columns > bounds["columns"]:
        raise RefusedError(LARGE, rows, columns)
    yield "", True, (), source.read(use_threads=False).to_pylist()


def read_document(kind: str, content: bytes) -> Iterator[tuple[str, bool, tuple[Any, ...], list[Any]]]:
    """The tables of a document, found by the module beside this one; loaded by its path, as no folder of the package is looked in."""
    import importlib.util
    from pathlib import Path

    found = importlib.util.spec_from_file_location("document_tables", Path(__file__).with_name("document_tables.py"))
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    try:
        for name, rows in module.find_drawn(kind, content):
            yield name, True, (), rows
    except module.NoTableError as error:
        raise RefusedError(*error.args) from None


READERS: dict[str, Callable[[bytes, dict[str, int]], Iterator[Any]]] = {
    "book": read_book, "records": read_records,
    "docx": lambda content, bounds: read_document("docx", content), "pdf": lambda content, bounds: read_document("pdf", content),
}  # fmt: skip


def send(kind: str, content: bytes, bounds: dict[str, int], out: Any) -> tuple[Any, ...]:
    """Write every sheet of a file; what became of it."""
    cells, letters = bounds["cells"], bounds["letters"]
    try:
        for name, shown, merged, rows in READERS[kind](content, bounds):
            _put(out, (name, shown, merged))
            cells -= sum(map(len, rows))
            for at in range(0, len(rows), BATCH):
                batch = rows[at : at + BATCH]
                letters -= sum(len(cell) for row in batch for cell in row if isinstance(cell, str))
                if cells < 0 or letters < 0:
                    return (LARGE, 0, 0)
                _put(out, batch)
    except RefusedError as error:
        return error.args
    except MemoryError:
        return (LARGE, 0, 0)
    except BaseException as error:  # the reader's own errors, and its panics, which are no Exception
        return (LARGE, 0, 0) if "alloc" in str(error) or "memory" in str(error) else (DAMAGED,)
    return (DONE,)


def _put(out: Any, value: Any) -> None:
    pickler = pickle.Pickler(out, protocol=5)
    pickler.fast = True  # cells are trees: nothing is kept in mind of what is written
    pickler.dump(value)


def answer_stdin() -> None:
    """Read standard input as the first argument says, in the bounds of the second, with the libraries found where the third says."""
    import json

    bound()
    kind, bounds, path = sys.argv[1:]
    sys.path[:] = json.loads(path)
    out = sys.stdout.buffer
    _put(out, send(kind, sys.stdin.buffer.read(), json.loads(bounds), out))
    out.flush()


if __name__ == "__main__":
    answer_stdin()
