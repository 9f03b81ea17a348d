"""Groups of places in the order of the vocabulary: the same order in every table and chart."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.words import vocabulary
from analysis.words._columns import need_columns

__all__ = ["order_groups", "split_groups"]


def order_groups(values: pd.Series) -> list[str]:
    """The different values of a column: allowed codes in vocabulary order, other values after them, sorted.

    Examples
    --------
    >>> order_groups(pd.Series(["urban", "rural", None], name="settlement"))
    ['rural', 'urban']
    """
    found = {str(value) for value in values.dropna().unique()}
    try:
        known = list(vocabulary.labels(str(values.name)))
    except KeyError:
        known = []
    return [code for code in known if code in found] + sorted(found.difference(known))


def split_groups(frame: pd.DataFrame, by: str | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each group's name and rows, in the order of `order_groups`; without ``by`` one group named "all".

    Examples
    --------
    >>> frame = pd.DataFrame({"settlement": ["urban", "rural", "urban"]})
    >>> [(name, len(part)) for name, part in split_groups(frame, "settlement")]
    [('rural', 1), ('urban', 2)]
    """
    if by is None:
        yield "all", frame
        return
    need_columns(frame, [by])
    keys = frame[by].astype("string")
    for group in order_groups(frame[by]):
        yield group, frame[keys == group]
