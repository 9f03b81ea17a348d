"""pandas: files that fit into memory several times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from pyarrow.dataset import dataset

__all__ = ["open_frames"]


class _Pandas:
    errors: tuple[type[BaseException], ...] = (ValueError, OSError, MemoryError, pa.ArrowException)

    def read(self, files: Sequence[str], columns: Sequence[str] | None) -> Any:
        table = dataset(list(files), format="parquet").to_table(columns=columns)
        for at, field in enumerate(
            table.schema
        ):  # to pandas decimals, and booleans of which some are empty, are objects
            if pa.types.is_decimal(field.type) or pa.types.is_boolean(field.type):
                kind = pa.float64() if pa.types.is_decimal(field.type) else pa.string()
                table = table.set_column(at, field.name, table.column(at).cast(kind))
        return table.to_pandas(ignore_metadata=True)

    def take(self, rows: pa.RecordBatchReader) -> Any:
        return rows.read_all().to_pandas()

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        return work()

    def kept(self, plans: Any) -> Any:
        return plans

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        return pa.Table.from_pandas(grouped(plans), preserve_index=False)


@contextmanager
def open_frames(**_options: Any) -> Iterator[_Pandas]:
    """pandas itself; it needs no option."""
    yield _Pandas()
