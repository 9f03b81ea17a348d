"""Polars: lazy, in memory, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from analysis.numbers._engines.problem import tell_missing

__all__ = ["open_frames"]


class _Polars:
    def __init__(self, polars: Any) -> None:
        self.polars = polars
        self.errors: tuple[type[BaseException], ...] = (polars.exceptions.PolarsError, OSError, MemoryError)

    def read(self, files: Sequence[str], columns: Sequence[str] | None) -> Any:
        frame = self.polars.scan_parquet(list(files), glob=False, hive_partitioning=False)
        return frame if columns is None else frame.select(columns)

    def take(self, rows: pa.RecordBatchReader) -> Any:
        return self.polars.from_arrow(rows.read_all()).lazy()

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        return work()

    def kept(self, plans: Any) -> Any:
        return plans

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        return grouped(plans).collect().to_arrow()


@contextmanager
def open_frames(**_options: Any) -> Iterator[_Polars]:
    """Polars, where it is installed; it needs no option."""
    try:
        import polars
    except ImportError:
        raise tell_missing("Polars", "polars") from None
    yield _Polars(polars)
