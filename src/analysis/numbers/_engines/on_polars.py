"""Polars: lazy, in memory, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis.numbers._engines.problem import tell_missing

__all__ = ["open_frames"]


class _Polars:
    def __init__(self, polars: Any) -> None:
        self.polars = polars
        self.errors: tuple[type[BaseException], ...] = (polars.exceptions.PolarsError, OSError, MemoryError)

    def names(self, path: str, form: str) -> list[str]:
        return list(self._scan(path, form).collect_schema().names())

    def read(self, path: str, form: str, columns: list[str]) -> Any:
        return self._scan(path, form).select(columns)

    def _scan(self, path: str, form: str) -> Any:
        if form == "parquet":
            return self.polars.scan_parquet(f"{path}/*.parquet" if Path(path).is_dir() else path)
        return self.polars.scan_csv(path, infer_schema=False)  # all texts: a guess may be wrong further down

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
