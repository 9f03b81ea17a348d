"""DuckDB: files larger than memory, by way of the disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import duckdb
import pyarrow as pa

from analysis._system import make_scratch, measure_free_memory
from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.words.i18n import _

__all__ = ["open_frames"]

#: DuckDB may take this part of the free memory; the rest is for what it does not count.
PART = 0.6


class _DuckDB:
    errors: tuple[type[BaseException], ...] = (duckdb.Error, OSError)

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection, self.count = connection, count()

    def read(self, files: Sequence[str], columns: Sequence[str] | None) -> Any:
        paths = [re.sub(r"([*?\[])", r"[\1]", file) for file in files]  # a path is a file, never a pattern
        frame = self.connection.read_parquet(paths, hive_partitioning=False)
        return frame if columns is None else frame.select(*map(duckdb.ColumnExpression, columns))

    def take(self, rows: pa.RecordBatchReader) -> Any:
        """The rows as a table on disk: they can be read once only."""
        name = f"taken_{next(self.count)}"
        self.connection.from_arrow(rows).create(name)
        return self.connection.table(name)

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        try:
            return work()
        except (RuntimeError, duckdb.InterruptException) as error:
            if "nterrupt" in str(error):  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from None
            raise

    def kept(self, plans: Any) -> Any:
        """The plans as a table on disk, that the join is made once."""
        used = [name for name in plans.columns if name not in ("place_id", "private_eur", "leverage")]
        frame = plans.select(*map(duckdb.ColumnExpression, used))
        try:
            frame.create("plans")
        except duckdb.OutOfMemoryException:
            self._save_memory()
            frame.create("plans")
        return self.connection.table("plans")

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        try:
            return grouped(plans).to_arrow_table()
        except duckdb.OutOfMemoryException:  # a quantile holds all values of its group; sorting can leave memory
            self._save_memory()
            return grouped(plans, sort=True).to_arrow_table()

    def _save_memory(self) -> None:
        """One thread from here on: each has blocks of its own that cannot leave memory."""
        self.connection.execute("set threads = 1")


@contextmanager
def open_frames(*, memory: str | None = None, **_options: Any) -> Iterator[_DuckDB]:
    """A database in a temporary folder, within a limit of memory."""
    if memory and not re.fullmatch(r"\d+(\.\d+)?\s*[KMGT]i?B", memory):
        raise EngineError(_("--memory {value}: write it like 4GiB").format(value=memory))
    with make_scratch() as folder:
        connection = duckdb.connect(f"{folder}/plans.duckdb")
        try:
            try:
                connection.execute(
                    f"set memory_limit = '{memory or f'{int(PART * measure_free_memory() / 2**20)}MiB'}'"
                )
            except duckdb.Error as error:
                raise EngineError(f"--memory {memory}: {take_first_line(error)}") from None
            connection.execute(f"set temp_directory = '{folder}/spill'")
            connection.execute("set preserve_insertion_order = false")
            # Parquet counts no NaN in the largest value of a column, from which DuckDB concludes that there is none
            connection.execute("set disabled_optimizers = 'statistics_propagation'")
            yield _DuckDB(connection)
        finally:
            connection.close()
