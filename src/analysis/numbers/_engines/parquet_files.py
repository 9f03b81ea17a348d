"""What Parquet files say of their columns, read before any engine reads their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import narwhals as nw
import pyarrow as pa
from pyarrow import parquet

from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.words._formatting import show_value
from analysis.words.i18n import _

__all__ = ["read_types"]


def read_types(table: str, files: Sequence[str]) -> Mapping[str, nw.dtypes.DType]:
    """Column to type, the same in all files of a table.

    Raises
    ------
    EngineError
        If a file is no Parquet, or files differ.
    """
    found: list[pa.Schema] = []
    for file in files:
        try:
            found.append(parquet.read_schema(file).remove_metadata())
        except (pa.ArrowException, OSError) as error:
            told = _("{table}: {file} is no Parquet that can be read: {reason}")
            reason = show_value(take_first_line(error), longest=120)
            raise EngineError(told.format(table=table, file=show_value(Path(file).name), reason=reason)) from None
        if not found[0].equals(found[-1]):
            told = _("{table}: {file} has other columns than {first}")
            raise EngineError(
                told.format(table=table, file=show_value(Path(file).name), first=show_value(Path(files[0]).name))
            )
    first = found[0]
    names = first.names
    kinds = nw.from_native(first.empty_table()).collect_schema() if len(set(names)) == len(names) else {}
    if not kinds:
        twice = next((name for name in names if names.count(name) > 1), "")
        raise EngineError(_("{table}: column {column} stands twice").format(table=table, column=show_value(twice)))
    return kinds
