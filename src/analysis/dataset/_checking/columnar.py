"""Questions to a whole column at once, answered by Arrow: tables of a million rows are checked in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["find_rows", "has_twice", "holds", "is_among", "match_pattern", "parse_numbers", "translate_codes"]

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def _arrow(cells: pd.Series | Sequence[str]) -> pa.ChunkedArray:
    found = pa.array(cells, from_pandas=True)
    found = found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])
    return found.cast(pa.large_string())


def _flags(found: pa.ChunkedArray) -> Flags:
    flags: Flags = pc.fill_null(found, False).to_numpy(zero_copy_only=False).astype(bool)
    return flags


def match_pattern(cells: pd.Series, pattern: str) -> Flags:
    """Whether the whole of each text matches a pattern; a missing cell does not. Digits are those of ASCII.

    Examples
    --------
    >>> match_pattern(pd.Series(["01", "1", None]), r"\\d{2}").tolist()
    [True, False, False]
    """
    return _flags(pc.match_substring_regex(_arrow(cells), rf"\A(?:{pattern})\z"))


def holds(cells: pd.Series, pattern: str) -> Flags:
    """Whether each text holds a pattern, in any case.

    Examples
    --------
    >>> holds(pd.Series(["Un Fab-Lab", None]), "fab-lab").tolist()
    [True, False]
    """
    return _flags(pc.match_substring_regex(_arrow(cells), pattern, ignore_case=True))


def is_among(cells: pd.Series, values: pd.Series | Sequence[str]) -> Flags:
    """Whether each text is one of some values.

    Examples
    --------
    >>> is_among(pd.Series(["a", "b", None]), ["a"]).tolist()
    [True, False, False]
    """
    return find_rows(cells, values) >= 0


def find_rows(cells: pd.Series, values: pd.Series | Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Position of each text in a list of values; -1 where it is missing or not there.

    Examples
    --------
    >>> find_rows(pd.Series(["b", "x", None]), ["a", "b"]).tolist()
    [1, -1, -1]
    """
    found = pc.index_in(_arrow(cells), value_set=_arrow(values).combine_chunks(), skip_nulls=True)
    places: np.ndarray[Any, np.dtype[np.int64]] = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype("int64")
    return places


def translate_codes(cells: pd.Series, words: Mapping[str, str]) -> pd.Series:
    """Each text by its word in a dictionary; missing where there is none.

    Examples
    --------
    >>> translate_codes(pd.Series(["state", "bank"]), {"state": "public"}).tolist()
    ['public', nan]
    """
    known = pd.array([*words.values(), None], dtype="str")
    return pd.Series(known.take(find_rows(cells, list(words))), index=cells.index)  # -1 takes the last: missing


def parse_numbers(cells: pd.Series, *, whole: bool = False) -> pd.Series | None:
    """A column of digits as float64, NaN where a cell is missing; None if any cell is spelled otherwise.

    Examples
    --------
    >>> parse_numbers(pd.Series(["1.5", None])).tolist()
    [1.5, nan]
    >>> parse_numbers(pd.Series(["much"])) is None
    True
    """
    texts = _arrow(cells)
    try:
        if whole and pc.any(pc.match_substring(texts, "x", ignore_case=True)).as_py():  # 0x10 is a number to Arrow
            return None
        found = texts.cast(pa.int64()) if whole else texts.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    values = pc.fill_null(found.cast(pa.float64(), safe=False), np.nan).to_numpy(zero_copy_only=False)
    finite = np.isfinite(values) | cells.isna().to_numpy()
    return pd.Series(values, index=cells.index) if finite.all() else None


def has_twice(cells: pd.Series) -> bool:
    """Whether any text stands twice; missing cells do not count.

    Examples
    --------
    >>> has_twice(pd.Series(["a", "b", "a"]))
    True
    """
    texts = _arrow(cells)
    return bool(pc.count_distinct(texts, mode="only_valid").as_py() < len(texts) - texts.null_count)
