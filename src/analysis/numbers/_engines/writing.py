"""The table that was computed, as a file: whole or not at all."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from analysis.dataset._exporting import to_csv, write_beside
from analysis.numbers._engines.problem import EngineError
from analysis.words._reasons import say_reason
from analysis.words.i18n import _

__all__ = ["check_target", "write_table"]


def check_target(out: Path) -> None:
    """Refuse a file that cannot be written, before anything is computed.

    Raises
    ------
    EngineError
        If the ending is none of ours, or the folder is not there or not writable.
    """
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise EngineError(_("{file}: name a file that ends in .csv or .parquet").format(file=out))
    folder = out.absolute().parent
    if out.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise EngineError(
            _("cannot write {file}: name a file in a folder that exists and can be written").format(file=out)
        )


def write_table(table: pa.Table, out: Path) -> Path:
    """Write a table as CSV for people (no formulas) or as Parquet, and leave every other file as it is.

    Returns
    -------
    Path
        The file: where the name was taken, a number goes to it.

    Raises
    ------
    EngineError
        If the disk is full or the like.
    """
    content = io.BytesIO()
    if out.suffix.lower() == ".csv":
        content.write(to_csv(table.to_pandas()))
    else:
        parquet.write_table(table, content)
    try:
        return write_beside(out, content.getvalue())
    except OSError as error:
        told = _("cannot write {file}: {reason}; an earlier file is as it was")
        raise EngineError(told.format(file=out, reason=say_reason(error))) from None
