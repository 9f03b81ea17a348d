"""One table of groups, computed by the engine that is asked for or that fits the files."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

import narwhals as nw
import pyarrow as pa
from narwhals.exceptions import NarwhalsError

from analysis._system import format_size, measure_free_memory
from analysis.numbers import shares, summaries
from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.numbers._engines.rules import find_broken, find_columns
from analysis.numbers._engines.source import Source, find_source
from analysis.words import vocabulary
from analysis.words.i18n import _

__all__ = ["ENGINES", "Engine", "choose_engine", "summarise_groups"]

#: Engine to its module here.
ENGINES = {name: f"analysis.numbers._engines.on_{name}" for name in ("pandas", "polars", "duckdb", "spark")}
#: pandas takes about so many times the size of the files; Parquet is compressed.
TIMES = {"csv": 5, "parquet": 20}


class Engine(Protocol):
    """What an engine can do."""

    errors: tuple[type[BaseException], ...]

    def names(self, path: str, form: str) -> list[str]:
        """The columns of a table."""

    def read(self, path: str, form: str, columns: list[str]) -> Any:
        """Some columns of a table, lazy where the engine can; numbers of a CSV file may be texts."""

    def run(self, work: Callable[[], pa.Table]) -> pa.Table:
        """What the work returns, within the time that the engine has."""

    def kept(self, plans: Any) -> Any:
        """The plans, computed once where the engine would otherwise compute them again for each use."""

    def table(self, grouped: Callable[..., Any], plans: Any) -> pa.Table:
        """The table that ``grouped(plans)`` gives, or ``grouped(plans, sort=True)``, which needs less memory."""


def choose_engine(source: Source, free: int) -> str:
    """The engine for files of a size: pandas where they fit into the free memory, DuckDB for larger ones.

    Examples
    --------
    >>> from analysis.dataset._reading import find_shipped_data
    >>> source = find_source(str(find_shipped_data()), ExitStack())
    >>> choose_engine(source, 2**30), choose_engine(source, 2**10)
    ('pandas', 'duckdb')
    """
    return "pandas" if TIMES[source.form] * source.size < free else "duckdb"


def _opened(name: str, **options: Any) -> AbstractContextManager[Engine]:
    module = importlib.import_module(ENGINES[name])
    opened: AbstractContextManager[Engine] = module.opened(**options)
    return opened


def _refuse_broken(places: Any, funding: Any) -> None:
    told = []
    for table, counts in find_broken(nw.from_native(places), nw.from_native(funding)).items():
        row = (counts.collect() if isinstance(counts, nw.LazyFrame) else counts).row(0)
        rules = zip(counts.collect_schema().names(), row, strict=True)
        told += [f"{table.split()[0]}: {rule} ({n:,} times)" for rule, n in rules if n]
    if told:
        raise EngineError(_("{rules}; cluster-funding check names the rows").format(rules="; ".join(told)))


def summarise_groups(
    path: str,
    *,
    by: Sequence[str] = (),
    engine: str | None = None,
    say: Callable[[str], None] = lambda told: None,
    **options: Any,
) -> pa.Table:
    """The table of `summaries.by_group` for files of places and funding lines.

    Parameters
    ----------
    path : str
        What `source.find_source` takes.
    by : sequence of str
        Columns of groups.
    engine : {"pandas", "polars", "duckdb", "spark"}, optional
        Who computes; by the size of the files where it is not given.
    say : callable
        Told which engine was chosen, and why.
    **options
        ``master`` and ``timeout`` of Spark, ``memory`` of DuckDB.

    Raises
    ------
    EngineError
        In one line: what is missing or wrong, and what to do.

    Examples
    --------
    >>> from analysis.dataset._reading import find_shipped_data
    >>> summarise_groups(str(find_shipped_data()), by=["settlement"]).column("n").to_pylist()
    [87, 127, 24]
    """
    with ExitStack() as kept:
        source = find_source(path, kept)
        if engine is None:
            free = measure_free_memory()
            engine = choose_engine(source, free)
            told = _("Engine: {name} (files of {size}, {free} of memory free)")
            say(told.format(name=engine, size=format_size(source.size), free=format_size(free)))
        if "://" in path and engine != "spark":
            raise EngineError(_("{path}: an address is read by --engine spark only").format(path=path))
        running = kept.enter_context(_opened(engine, **options))
        told_by_engine: tuple[type[BaseException], ...] = (*running.errors, NarwhalsError)
        try:
            return running.run(lambda: _computed(running, source, tuple(by)))
        except told_by_engine as error:
            raise EngineError(f"{engine}: {take_first_line(error)}") from None


def _typed(frame: Any, table: vocabulary.Schema) -> Any:
    """A table whose numbers are numbers, whatever a file made of them."""
    found = nw.from_native(frame)
    numbers = [f.name for f in table.fields if f.type in ("integer", "number") and f.name != "line"]
    present = found.collect_schema().names()
    return found.with_columns(*(nw.col(name).cast(nw.Float64) for name in numbers if name in present)).to_native()


def _computed(engine: Engine, source: Source, by: tuple[str, ...]) -> pa.Table:
    paths = {"places": source.places, "funding": source.funding}
    columns = find_columns(by, **{name: engine.names(path, source.form) for name, path in paths.items()})
    places, funding = (
        _typed(engine.read(path, source.form, columns[name]), vocabulary.TABLES[name]) for name, path in paths.items()
    )
    _refuse_broken(places, funding)
    plans = engine.kept(shares.add_kinds(shares.financing(places, funding)))
    return engine.table(lambda found, **how: summaries.by_group(found, by, **how), plans)
