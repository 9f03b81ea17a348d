"""The one reader of CSV: a declared dialect and schema, so that every engine gets the same rows or none.

The dialect is that of RFC 4180: UTF-8, commas, one header, quotes closed, as many cells in each row as in the header. An
empty cell, quoted or not, is not known; a number is finite and written as a program writes it.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.numbers._engines.rules import find_numbers
from analysis.words._formatting import show_value
from analysis.words.i18n import _

__all__ = ["CsvRows", "read_header"]

#: Bytes that are read at once; no row is longer.
BLOCK = 2**24
#: Bytes of the longest header.
HEADER = 2**20


def read_header(table: str, file: str) -> list[str]:
    """The names of the columns of a file.

    Raises
    ------
    EngineError
        If there is no header, or it cannot be read as UTF-8.
    """
    with open(file, "rb") as source:
        line = source.read(HEADER).removeprefix(codecs.BOM_UTF8).splitlines(keepends=False)[:1]
    try:
        names = next(csv.reader([line[0].decode()], strict=True), []) if line else []
    except (UnicodeDecodeError, csv.Error):
        raise EngineError(_("{table}: the header cannot be read: write CSV in UTF-8").format(table=table)) from None
    if not names:
        raise EngineError(_("{table}: the file is empty").format(table=table))
    return names


class CsvRows:
    """Some columns of the files of a table, as batches that are checked on the way.

    Attributes
    ----------
    told : EngineError or None
        What was wrong: an engine that takes the batches through Arrow loses the exception.
    """

    def __init__(self, table: str, files: Sequence[str], columns: Sequence[str]) -> None:
        self.table, self.files, self.columns = table, files, columns
        self.told: EngineError | None = None
        numbers = find_numbers(table)
        self.schema = pa.schema([(name, pa.float64() if name in numbers else pa.string()) for name in columns])

    def open(self) -> pa.RecordBatchReader:
        """The batches, to be read once."""
        return pa.RecordBatchReader.from_batches(self.schema, self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        for file in self.files:
            try:
                yield from self._read(file, use_threads=True)
            except (pa.ArrowInvalid, pa.ArrowKeyError, EngineError):
                self.told = self._first(file)
                raise self.told from None

    def _first(self, file: str) -> EngineError:
        """The first thing that is wrong with a file: the same at each run, since it is read row by row."""
        try:
            for _batch in self._read(file, use_threads=False):
                pass
        except EngineError as error:
            return error
        except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
            return EngineError(self._words(str(error), file))
        return EngineError(_("{table}: the file changed while it was read").format(table=self.table))

    def _read(self, file: str, *, use_threads: bool) -> Iterator[pa.RecordBatch]:
        with open(file, "rb") as source:
            bytes_of = _Checked(source, self.table)
            reader = arrow_csv.open_csv(
                pa.PythonFile(bytes_of, mode="r"),
                read_options=arrow_csv.ReadOptions(block_size=BLOCK, use_threads=use_threads),
                parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=self.schema,
                    include_columns=list(self.columns),
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
            for batch in reader:
                self._check_finite(batch)
                yield batch
            bytes_of.end()

    def _check_finite(self, batch: pa.RecordBatch) -> None:
        for name in self.columns:
            column = batch.column(name)
            if pa.types.is_floating(column.type) and pc.all(pc.is_finite(column)).as_py() is False:
                told = _("{table}: {column} holds NaN, infinity or a number too large to add up")
                raise EngineError(told.format(table=self.table, column=name))

    def _words(self, told: str, file: str) -> str:
        """What Arrow says, in our words: which row, which column, which value."""
        row = (found := re.search(r"Row #(\d+)", told)) and found[1]
        if found := re.search(r"Expected (\d+) columns, got (\d+)", told):
            message = _("{table}, row {row}: {found} cells where the header has {expected}")
            return message.format(table=self.table, row=row or 1, found=found[2], expected=found[1])
        if found := re.search(r"In CSV column #(\d+): .* invalid value '(.*)'", told, re.DOTALL):
            message = _("{table}, row {row}: {column} is {value}, which is no number")
            name = read_header(self.table, file)[int(found[1])]
            return message.format(table=self.table, row=row or 1, column=name, value=show_value(found[2]))
        if "UTF8" in told:
            return _not_utf8(self.table)
        if "straddl" in told:
            return _("{table}: a row of more than 16 MB: is a quote opened and not closed?").format(table=self.table)
        return f"{self.table}: {show_value(take_first_line(Exception(told)), longest=200)}"


def _not_utf8(table: str) -> str:
    return _("{table}: not written in UTF-8: save it as CSV UTF-8").format(table=table)


class _Checked:
    """The bytes of a file, seen as they are read: UTF-8 to the end, and every quote closed."""

    closed = False

    def __init__(self, source: BinaryIO, table: str) -> None:
        self.source, self.table, self.quotes = source, table, 0
        self.decode: Callable[..., str] = codecs.getincrementaldecoder("utf-8")().decode

    def read(self, size: int = -1) -> bytes:
        found = self.source.read(size)
        if 0 < len(found) < size and not found.endswith(b"\n"):  # the end: a header alone needs its newline
            found += b"\n"
        self.quotes += found.count(b'"')
        try:
            self.decode(found, final=not found)
        except UnicodeDecodeError:
            raise EngineError(_not_utf8(self.table)) from None
        return found

    def end(self) -> None:
        """Refuse what ended within quotes: all after them would be one cell."""
        if self.quotes % 2:
            raise EngineError(_("{table}: a quote is opened and not closed").format(table=self.table))
