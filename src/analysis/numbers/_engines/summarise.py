"""One table of groups, computed by the engine that is asked for or that fits the files."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

import narwhals as nw
import pyarrow as pa
from narwhals.exceptions import NarwhalsError

from analysis._system import format_size, measure_free_memory
from analysis.numbers import shares, summaries
from analysis.numbers._engines.csv_files import CsvRows, read_header
from analysis.numbers._engines.parquet_files import read_types
from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.numbers._engines.rules import check_types, find_broken, find_columns, make_typed
from analysis.numbers._engines.source import Source, find_source
from analysis.words.i18n import _

__all__ = ["ENGINES", "Engine", "choose_engine", "compute", "summarise_groups"]

#: Engine to its module here.
ENGINES = {name: f"analysis.numbers._engines.on_{name}" for name in ("pandas", "polars", "duckdb", "spark")}
#: pandas takes about so many times the size of the files; Parquet is compressed.
TIMES = {"csv": 5, "parquet": 20}


class Engine(Protocol):
    """What an engine can do."""

    errors: tuple[type[BaseException], ...]

    def read(self, files: Sequence[str], columns: Sequence[str] | None) -> Any:
        """Some columns of Parquet files, lazy where the engine can; all of an address."""

    def take(self, rows: pa.RecordBatchReader) -> Any:
        """The rows that were read of CSV files."""

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
    opened: AbstractContextManager[Engine] = module.open_frames(**options)
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
            return running.run(lambda: compute(running, source, tuple(by)))
        except told_by_engine as error:
            raise EngineError(f"{engine}: {take_first_line(error)}") from None


def compute(engine: Engine, source: Source, by: tuple[str, ...] = ()) -> pa.Table:
    """The table of an engine that is open.

    Raises
    ------
    EngineError
        If the files or their rows are not as they must be.
    """
    places, funding = _read_csv(engine, source, by) if source.form == "csv" else _read_parquet(engine, source, by)
    _refuse_broken(places, funding)
    plans = engine.kept(shares.add_kinds(shares.financing(places, funding)))
    return engine.table(lambda found, **how: summaries.by_group(found, by, **how), plans)


def _read_csv(engine: Engine, source: Source, by: tuple[str, ...]) -> list[Any]:
    """Both tables of CSV files: read by one reader, whatever the engine."""
    files = {"places": source.places, "funding": source.funding}
    columns = find_columns(by, **{table: read_header(table, paths[0]) for table, paths in files.items()})
    tables = []
    for table, paths in files.items():
        rows = CsvRows(table, paths, columns[table])
        try:
            tables.append(engine.take(rows.open()))
        except Exception:
            if rows.told:
                raise rows.told from None
            raise
    return tables


def _read_parquet(engine: Engine, source: Source, by: tuple[str, ...]) -> list[Any]:
    """Both tables of Parquet files: read by the engine, once their types are those of the vocabulary."""
    files = {"places": source.places, "funding": source.funding}
    types = {table: _types(engine, table, paths) for table, paths in files.items()}
    columns = find_columns(by, **{table: list(kinds) for table, kinds in types.items()})
    tables = []
    for table, paths in files.items():
        check_types(table, types[table], columns[table])
        frame = nw.from_native(engine.read(paths, columns[table]))
        tables.append(make_typed(frame, table, columns[table]).to_native())
    return tables


def _types(engine: Engine, table: str, files: Sequence[str]) -> Mapping[str, nw.dtypes.DType]:
    if "://" in files[0]:
        kinds: Mapping[str, nw.dtypes.DType] = nw.from_native(engine.read(files, None)).collect_schema()
        return kinds
    return read_types(table, files)
