"""DuckDB: files larger than memory, by way of the disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

from analysis._system import measure_free_memory
from analysis.numbers._engines.problem import EngineError
from analysis.words.i18n import _

__all__ = ["open_frames"]

#: DuckDB may take this part of the free memory; the rest is for what it does not count.
PART = 0.6


class _DuckDB:
    errors: tuple[type[BaseException], ...] = (duckdb.Error, OSError)

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def names(self, path: str, form: str) -> list[str]:
        return list(self._scan(path, form).columns)

    def read(self, path: str, form: str, columns: list[str]) -> Any:
        return self._scan(path, form).select(*map(duckdb.ColumnExpression, columns))

    def _scan(self, path: str, form: str) -> Any:
        if form == "parquet":
            return self.connection.read_parquet(f"{path}/*.parquet" if Path(path).is_dir() else path)
        return self.connection.read_csv(path, header=True, all_varchar=True, quotechar='"', escapechar='"')

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        return work()

    def kept(self, plans: Any) -> Any:
        """The plans as a table on disk, that the join is made once."""
        used = [name for name in plans.columns if name not in ("place_id", "private_eur", "leverage")]
        plans.select(*map(duckdb.ColumnExpression, used)).create("plans")
        return self.connection.table("plans")

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        try:
            return grouped(plans).to_arrow_table()
        except duckdb.OutOfMemoryException:  # a quantile holds all values of its group; sorting can leave memory
            return grouped(plans, sort=True).to_arrow_table()


@contextmanager
def open_frames(*, memory: str | None = None, **_options: Any) -> Iterator[_DuckDB]:
    """A database in a temporary folder, within a limit of memory."""
    if memory and not re.fullmatch(r"\d+(\.\d+)?\s*[KMGT]i?B", memory):
        raise EngineError(_("--memory {value}: write it like 4GiB").format(value=memory))
    with TemporaryDirectory(prefix="cluster-funding-") as folder:
        connection = duckdb.connect(f"{folder}/plans.duckdb")
        try:
            connection.execute(f"set memory_limit = '{memory or f'{int(PART * measure_free_memory() / 2**20)}MiB'}'")
            connection.execute(f"set temp_directory = '{folder}/spill'")
            connection.execute("set preserve_insertion_order = false")
            yield _DuckDB(connection)
        finally:
            connection.close()
