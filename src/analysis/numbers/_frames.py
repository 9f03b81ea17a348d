"""Any kind of frame in, the same kind out: pandas, Polars, DuckDB, PyArrow and Spark behind one set of expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NoReturn, TypeVar

import narwhals as nw
import pandas as pd

from analysis.dataset._checking.columnar import is_among
from analysis.words._columns import MissingColumnsError, need_columns

__all__ = ["Frame", "any_frame", "is_one_of", "make_same_kind", "sort_groups"]

#: What a function that `any_frame` decorates works on; mypy cannot follow two kinds of frames through one name.
Frame = Any

Function = TypeVar("Function", bound=Callable[..., Any])


def any_frame(function: Function) -> Function:
    """Hand a function Narwhals frames for the frames that it is called with, and its result back as their kind.

    Arrow has no exact median by group, so tables of PyArrow are computed by DuckDB, which reads them where they are.

    Examples
    --------
    >>> import pandas as pd
    >>> @any_frame
    ... def doubled(table):
    ...     return table.select(nw.col("n") * 2)
    >>> doubled(pd.DataFrame({"n": [1, 2]}))["n"].tolist()
    [2, 4]
    """

    @wraps(function)
    def call(*args: Any, **options: Any) -> Any:
        arrow = any(nw.dependencies.is_pyarrow_table(value) for value in (*args, *options.values()))
        inside = [*map(_inside, args)]
        if inside and not isinstance(inside[0], nw.DataFrame | nw.LazyFrame):
            need_columns(args[0], ())  # which says what is asked for where it is no table at all
        try:
            result = function(*inside, **{name: _inside(value) for name, value in options.items()})
        except nw.exceptions.ColumnNotFoundError as error:
            _refuse(error, next(iter(args), None))
        if arrow:
            result = result.collect("pyarrow")
        elif isinstance(result, nw.DataFrame):
            result = nw.maybe_reset_index(result)
        return result.to_native()

    return call  # type: ignore[return-value]


def _refuse(error: Exception, table: Any) -> NoReturn:
    """Say in one line which columns are not there: Narwhals names them in quotes, in its first line."""
    told = str(error).partition("\n")[0]
    need_columns(getattr(table, "columns", ()), re.findall(r"'([^']*)'", told))
    raise MissingColumnsError(told)


def _inside(value: Any) -> Any:
    frame = nw.from_native(value, pass_through=True)
    return frame.lazy("duckdb") if nw.dependencies.is_pyarrow_table(value) else frame


def make_same_kind(columns: Mapping[str, Sequence[Any]], like: Frame) -> Frame:
    """A small table as the kind of frame that another one is."""
    kind = like.implementation
    if isinstance(like, nw.DataFrame):
        return nw.from_dict(columns, backend=kind)
    if kind.is_polars():
        return nw.from_dict(columns, backend="polars").lazy()
    table = nw.from_dict(columns, backend="pyarrow")
    return table.lazy(kind, session=like.to_native().sparkSession) if kind.is_spark_like() else table.lazy(kind)


def sort_groups(table: Frame, **known: Sequence[str]) -> Frame:
    """Rows in the order of their groups: known codes first, others after them, those without a group last.

    Parameters
    ----------
    table : Narwhals frame
        One row per group.
    **known : sequence of str
        For each column of groups its codes in order; without codes, numbers and texts ascend.

    Examples
    --------
    >>> import pandas as pd
    >>> table = nw.from_native(pd.DataFrame({"settlement": ["urban", None, "rural", "else"]}))
    >>> sort_groups(table, settlement=["rural", "urban"])["settlement"].to_list()
    ['rural', 'urban', 'else', nan]
    """
    ranks = {f"rank_{at}": _rank(name, codes) for at, (name, codes) in enumerate(known.items())}
    order = [column for pair in zip(ranks, known, strict=True) for column in pair]
    return table.with_columns(**ranks).sort(*order, nulls_last=True).drop(*ranks)


def _rank(name: str, codes: Sequence[str]) -> nw.Expr:
    rank: Any = nw.lit(len(codes))
    for place, code in reversed(list(enumerate(codes))):
        rank = nw.when(nw.col(name) == code).then(nw.lit(place)).otherwise(rank)
    return nw.when(~nw.col(name).is_null()).then(rank).otherwise(nw.lit(len(codes) + 1))


def is_one_of(values: pd.Series, others: pd.Series) -> pd.Series:
    """Which texts are among others, by Arrow: `Series.isin` looks at the others one by one, which takes long for many.

    Examples
    --------
    >>> is_one_of(pd.Series(["a", "b", "c"]), pd.Series(["c", "a", "a"])).tolist()
    [True, False, True]
    """
    return pd.Series(is_among(values, others), values.index)
