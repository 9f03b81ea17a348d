"""pandas: files that fit into memory several times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow.dataset import dataset

from analysis.words.vocabulary import FUNDING, PLACES

__all__ = ["open_frames"]


class _Pandas:
    errors: tuple[type[BaseException], ...] = (ValueError, OSError, MemoryError, pa.ArrowException)

    def names(self, path: str, form: str) -> list[str]:
        if form == "parquet":
            return list(dataset(path, format="parquet").schema.names)
        return list(pd.read_csv(path, nrows=0))

    def read(self, path: str, form: str, columns: list[str]) -> Any:
        if form == "parquet":
            return pd.read_parquet(path, columns=columns)
        texts = {f.name: "str" for f in PLACES.fields + FUNDING.fields if f.type in ("string", "boolean")}
        return pd.read_csv(path, usecols=columns, dtype=texts, keep_default_na=False, na_values=[""])

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
