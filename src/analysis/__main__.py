"""The command ``cluster-funding``: check data, build the report, work in JupyterLab."""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from analysis._system import VERSION
from analysis.words._reasons import say_reason
from analysis.words.i18n import VARIABLE, _, check_language, get_language, mark, speak

if TYPE_CHECKING:
    import pandas as pd

    from analysis.dataset import Dataset
    from analysis.dataset._checking import DataError, Problem

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help=mark("What does it cost to start a new innovation place, and who pays?"),
    epilog=mark(
        "For instance: cluster-funding check plans.xlsx, then cluster-funding report --data plans.xlsx. All of one command: "
        "cluster-funding help check. What it all is for: README.md."
    ),
)

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help=mark("A data package or a table of places or grants; the project's own by default.")),
]
MapOption = Annotated[
    Path | None, typer.Option("--map", help=mark("Mapping file (TOML): what the columns of the table are."))
]
#: Letters of a line where no terminal says how many it has; and under how many a table of our columns is soup.
WIDE, WIDE_ENOUGH = 200, 130
#: The exit code after Ctrl-C.
INTERRUPTED = 130
#: Read before all others, by `_cli.find_language`: the helps are in that language too.
LangOption = Annotated[
    str | None,
    typer.Option("--lang", help=mark("Language of the messages: en or fr; the system's by default.")),
]


#: Why the command stopped, as it was told: Typer ends without a word at Ctrl-C.
_reasons: list[str] = []


class Form(StrEnum):
    """How the command tells what it found."""

    text = "text"
    json = "json"


def _show_version(asked: bool) -> None:
    if asked:
        _echo(f"cluster-funding {VERSION}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", help=mark("Show the version and exit."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """What all commands share."""


def _echo(text: str, *, err: bool = False) -> None:
    """A line of output; typer's own way would write UTF-8 into a stream that is ASCII."""
    print(text, file=sys.stderr if err else sys.stdout, flush=True)


def _stop(message: str, code: int) -> NoReturn:
    _reasons.append(message)
    _echo(message, err=True)
    raise typer.Exit(code)


def _make_teller(done: Callable[[str], None], total: int) -> Callable[[str], None]:
    """Tell each notebook that is done: a line with its name, how many are done and the time so far."""
    started, count = time.monotonic(), 0

    def tell(name: str) -> None:
        nonlocal count
        count += 1
        done(f"[{count}/{total}] {name} ({time.monotonic() - started:.0f} s)")

    return tell


def _show_progress(
    work: Callable[[Callable[[str], None]], list[Any]],
    total: int,
    kernels: AbstractContextManager[None],
    page: Path | None = None,
) -> list[Any]:
    """What the work on notebooks gives, whose kernels are had in a context; meanwhile one sees how far it is."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        with kernels:
            return _until_stopped(lambda: work(_make_teller(lambda line: _echo(line, err=True), total)), page)
    from analysis.jupyter._forking import forks_here
    from analysis.jupyter._run import call_while_waiting

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        kernels,
        Progress(*columns, console=console, transient=True, auto_refresh=not forks_here()) as bar,
        call_while_waiting(bar.refresh),
    ):
        task = bar.add_task("starting", total=total)
        return _until_stopped(lambda: work(lambda name: bar.update(task, advance=1, description=name)), page)


def _until_stopped(work: Callable[[], list[Any]], page: Path | None = None) -> list[Any]:
    """What the work gives; where it is stopped, what happened to what it writes."""
    before = _look_at(page)
    try:
        return work()
    except KeyboardInterrupt:
        if page is None:
            _stop(_("Stopped; what was written before stays."), 130)
        if _look_at(page) != before:
            _stop(_("Stopped, but the new report was in its place already: {page}").format(page=page), 130)
        _stop(_("Stopped; nothing was changed."), 130)


def _look_at(page: Path | None) -> tuple[int, ...]:
    """What changes whenever a file is written anew."""
    with suppress(OSError):
        if page:
            about = page.stat()
            return about.st_ino, about.st_mtime_ns, about.st_ctime_ns
    return ()


def _prepare(*, executing: bool = True) -> AbstractContextManager[None]:
    """Import what kernels need as they see it, and give the context in which they are forked from this process.

    Where they cannot be, another process begins to import. Where it is not sure that any is executed, most of it waits.
    """
    from analysis.jupyter import _forking as forking

    if not forking.can_fork():
        _echo(_(forking.PLAINLY), err=True)
    elif _is_alone() and "matplotlib" not in sys.modules:  # with whose settings?
        with _stopping_at_once():
            forking.import_here(everything=executing)
        return forking.fork_here()
    elif executing:
        forking.start_forking()
    return nullcontext()


@contextmanager
def _stopping_at_once() -> Iterator[None]:
    """Let Ctrl-C end the command here and now: a library that is being loaded would make an error of its own of it."""

    def stop(*_given: object) -> NoReturn:
        _echo(_("Stopped."), err=True)
        os._exit(INTERRUPTED)

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _is_alone() -> bool:
    """Whether kernels may be forks of this process: it is one thread, has its streams, and no module that they do not see."""
    from analysis.jupyter._plain import takes_own_path

    streams = sys.stdin and sys.stdout and sys.stderr
    return streams is not None and threading.active_count() == 1 and not takes_own_path(os.environ)


def _load(
    path: Path | None, mapping: Path | None, *, strict: bool = False, refused: Callable[[DataError], None] | None = None
) -> Dataset:
    """The data; where it cannot be used, stop with every problem, and do before what is to be done then."""
    with _stopping_at_once():
        from analysis.dataset import load
        from analysis.dataset._checking import DataError, UnreadableError, order_as_told

    try:
        return load(path, mapping=mapping, strict=strict)
    except UnreadableError as error:
        if refused:
            refused(error)
        _stop(str(error), 2)
    except DataError as error:
        if refused:
            refused(error)
        why = _("Stopped at the first error; without --strict its row is set aside.")
        first = f"{next(order_as_told(error.problems))}\n{why}"
        _stop(first if strict else str(error), 1)


@app.command(help=mark("Run the notebooks and write the report as HTML pages."))
def report(
    data: DataOption = None,
    mapping: MapOption = None,
    out: Annotated[Path, typer.Option("--out", help=mark("Folder of the report."))] = Path("reports"),
    lang: Annotated[str, typer.Option("--lang", help=mark("Language of the pages: fr, en or all."))] = "all",
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", help=mark("Only the places with FIELD=VALUE, for instance region=Occitanie; repeatable.")
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help=mark("Notebook to run, for instance 01; repeatable."))
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=mark("Write into a folder that holds other files too; they stay."))
    ] = False,
    only_check: Annotated[
        bool,
        typer.Option(
            "--check", help=mark("Write nothing; say whether the report is up to date (exit code 0) or not (1).")
        ),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=mark("Execute every notebook, also those for which nothing changed."))
    ] = False,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings", help=mark("Who publishes the report (TOML); report.toml beside the data by default.")
        ),
    ] = None,
) -> None:
    """Write the report."""
    languages = _choose_languages(lang)
    kernels = _prepare(executing=no_cache)
    from analysis.dataset._loading import hold, look_at

    seen = look_at(data, mapping)
    dataset = _load(data, mapping)
    counted = _count_problems(dataset) if dataset.problems else ""
    from analysis.jupyter._cache import Cache, find_default_folder
    from analysis.report import Request, build, find_notebooks, find_outdated

    cache = None if no_cache else Cache(find_default_folder())
    request = Request(data, mapping, tuple(where or ()), languages, tuple(only or ()), cache=cache, settings=settings)
    total = len(only) if only else len(list(find_notebooks().glob("[0-9][0-9]_*.ipynb")))
    with hold(dataset, seen):
        if only_check:
            differing = _build(lambda on_done: find_outdated(out, request, on_done=on_done), total, out, kernels)
            _say_whether_up_to_date(differing, out)
            return
        _build(lambda on_done: build(out, request, force=force, on_done=on_done), total, out, kernels)
    if counted:
        told = _("{counted}: see {page}")
        _echo(told.format(counted=counted, page=out / languages[0] / "data-quality.html"))
    _echo(_("Report: {page}").format(page=out / "index.html"))


def _choose_languages(lang: str) -> tuple[str, ...]:
    from analysis.words.i18n import LANGUAGES

    if lang not in ("all", *LANGUAGES):
        told = _("unknown language {lang!r}: choose {languages}")
        _stop(told.format(lang=lang, languages=_(" or ").join((*LANGUAGES, "all"))), 2)
    return tuple(LANGUAGES) if lang == "all" else (lang,)


def _build(
    work: Callable[[Callable[[str], None]], list[Any]], total: int, out: Path, kernels: AbstractContextManager[None]
) -> list[Any]:
    """What the work on a report gives; where it cannot be done, one line says so."""
    from analysis.jupyter._run import NotebookError
    from analysis.report import ReportError

    try:
        return _show_progress(work, total, kernels, out / "index.html")
    except ReportError as error:
        _stop(str(error), 2)
    except NotebookError as error:
        told = _("The report was not built; the earlier one is as it was.")
        _stop(f"{told}\n{error}", 1)
    except OSError as error:
        told = _("The report was not built; the earlier one is as it was: {reason}")
        _stop(told.format(reason=say_reason(error)), 2)


def _say_whether_up_to_date(differing: list[str], out: Path) -> None:
    if differing:
        told = _("{out} is not up to date: {file}; run cluster-funding report")
        if len(differing) > 1:
            told = _("{out} is not up to date: {file} and {more} more; run cluster-funding report")
        _stop(told.format(out=out, file=differing[0], more=len(differing) - 1), 1)
    _echo(_("{out} is up to date").format(out=out))


def _count_problems(data: Dataset) -> str:
    from analysis.dataset._checking import Severity
    from analysis.words._formatting import format_count

    errors = sum(problem.severity is Severity.ERROR for problem in data.problems)
    return _("{places} and {lines}, {warnings}, {errors}").format(
        places=format_count(len(data.places), "place"),
        lines=format_count(len(data.funding), "funding line"),
        warnings=format_count(len(data.problems) - errors, "warning"),
        errors=format_count(errors, "error") if errors else _("no error"),
    )


def _show(table: pd.DataFrame, title: str) -> None:
    """A table as wide as the terminal; where its columns would be too narrow to read, row by row."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from analysis.words._formatting import join_pair, make_visible

    console = Console(width=None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDE, highlight=False)
    names = [_(str(column).replace("_", " ")) for column in table]
    rows = [[make_visible(str(cell)) for cell in row] for row in table.itertuples(index=False)]
    console.print(Text(title))
    if console.width < WIDE_ENOUGH:
        at = (
            list(table).index("column") if "column" in table else 0
        )  # before it the file and sheet, once for all of theirs
        for where, group in groupby(rows, lambda row: row[:at]):
            if any(where):
                console.print(Text(", ".join(filter(None, where))))
            for row in group:
                told = [
                    f"  {join_pair(name, cell)}"
                    for name, cell in zip(names[at + 1 :], row[at + 1 :], strict=True)
                    if cell
                ]
                console.print(Text("\n".join([row[at], *told])))
        return
    shown = Table(*names, box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*map(Text, row))
    console.print(shown)


def _as_json(data: Dataset) -> dict[str, Any]:
    from analysis.dataset._advice import advise
    from analysis.dataset._checking import order_as_told
    from analysis.dataset._reading import Shape

    return {
        "path": str(data.path),
        # to programs, a data package is called so in every language
        "shape": Shape.PACKAGE.text if data.kind.shape is Shape.PACKAGE else data.shape,
        "places": len(data.places),
        "funding_lines": len(data.funding),
        "rows": [asdict(rows) for rows in data.rows],
        "left_out": list(data.left_out),
        "understood": data.understood.to_dict("records"),
        "problems": [_problem(problem) for problem in order_as_told(data.problems)],
        "advice": [str(gain) for gain in advise(data)],
    }


def _word_json(told: dict[str, Any]) -> str:
    """JSON in the letters that the output can write; a number of numpy is a number."""
    plain = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    text = json.dumps(told, ensure_ascii=plain, indent=1, default=lambda number: number.item())
    return text.encode("utf-8", "replace").decode()  # half a letter, as in a file name of another encoding, is none


def _problem(problem: Problem) -> dict[str, Any]:
    words = {"column": str(problem.column), "value": problem.value, "rule": problem.rule, "hint": problem.hint}
    where = {"severity": problem.severity, "code": problem.code, "file": problem.file, "row": problem.row}
    return {**where, **words, "sheet": problem.sheet}


def _tell(data: Dataset) -> None:
    """What was understood, what is wrong, and that no row is lost."""
    from analysis.dataset._advice import advise
    from analysis.dataset._checking import tell_problems
    from analysis.dataset._reading import Shape
    from analysis.words._formatting import join_pair

    if data.kind.shape is not Shape.PACKAGE:
        understood = data.understood
        sheets = understood["sheet"].nunique() > 1
        _show(
            understood if sheets else understood.drop(columns="sheet"),
            _("What was understood: {shape}").format(shape=data.shape),
        )
        _echo("")
    for note in data.left_out:
        _echo(join_pair(_("left out"), note))
    for line in tell_problems(data.problems):
        _echo(line)
    for rows in data.rows:
        _echo(str(rows))
    _echo(_count_problems(data))
    if gains := advise(data):
        _echo(_("More can be said of this file:"))
        for gain in gains:
            _echo(f"- {gain}")


def _write_beside(path: Path, content: bytes) -> Path:
    """The file that was written: never one that was there, be it the one that was read."""
    from analysis.dataset._exporting import write_beside

    try:
        written = write_beside(path, content)
    except OSError as error:
        _stop(_("cannot write {path}: {reason}").format(path=error.filename or path, reason=say_reason(error)), 2)
    if written != path:
        _echo(_("{path} was there already and stays as it is.").format(path=path), err=True)
    return written


@app.command(
    help=mark(
        "Tell what is understood of a file and every problem in it; exit code 0: clean, 1: problems, 2: cannot be read."
    )
)
def check(
    path: Annotated[
        Path | None,
        typer.Argument(help=mark("A data package (folder, datapackage.json, zip) or a table of places or grants.")),
    ] = None,
    mapping: MapOption = None,
    write_map: Annotated[
        Path | None, typer.Option("--write-map", help=mark("Write the mapping that was used, to correct it."))
    ] = None,
    form: Annotated[Form, typer.Option("--format", help=mark("text or json."))] = Form.text,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Stop at the first error."))] = False,
    rejected: Annotated[
        Path,
        typer.Option("--rejected", help=mark("File for the rows that are set aside, as they came, with the reason.")),
    ] = Path("rejected.csv"),
    lang: LangOption = None,
) -> None:
    """Tell what is understood of a file."""
    _check_language(lang)
    from analysis.dataset._exporting import to_csv
    from analysis.dataset._reading import Mapping, write_mapping

    def put_mapping(known: object) -> None:
        if write_map:
            found = known if isinstance(known, Mapping) else Mapping()
            written = _write_beside(write_map, write_mapping(found).encode("utf-8", "replace"))
            _echo(_("The mapping is in {path}.").format(path=written), err=True)

    data = _load(path, mapping, strict=strict, refused=lambda error: put_mapping(error.understood))

    if form is Form.json:
        _echo(_word_json(_as_json(data)))
    else:
        _tell(data)
    put_mapping(data.mapping)
    if len(data.set_aside):
        written = _write_beside(rejected, to_csv(data.rejected))
        told = _("Rows set aside: {n}; they are in {path}, with the reason.")
        _echo(told.format(n=len(data.set_aside), path=written), err=True)
    raise typer.Exit(1 if data.problems else 0)


@app.command(
    help=mark(
        "Write the numbers of groups of places, for files of any size: pandas computes where the files fit into the free "
        "memory several times (CSV 5 times, Parquet 20 times), DuckDB by way of the disk otherwise; --engine names another."
    )
)
def summarise(
    path: Annotated[
        str,
        typer.Argument(
            help=mark(
                "A folder or zip archive with places and funding as .csv or .parquet; with Spark also an address."
            )
        ),
    ],
    by: Annotated[
        list[str] | None, typer.Option("--by", help=mark("Column of groups, for instance region; repeatable."))
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help=mark("File to write, .csv or .parquet; as CSV to the screen without it.")),
    ] = None,
    engine: Annotated[str | None, typer.Option("--engine", help="pandas, polars, duckdb, spark.")] = None,
    master: Annotated[
        str | None,
        typer.Option("--master", help=mark("Spark only: sc://host:port, spark://host:port, local[2] and the like.")),
    ] = None,
    memory: Annotated[
        str | None, typer.Option("--memory", help=mark("DuckDB only: memory that it may take, for instance 4GiB."))
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", help=mark("Spark only: seconds after which it is given up."))
    ] = 3600,
    lang: LangOption = None,
) -> None:
    """Write the numbers of groups of places."""
    _check_language(lang)
    from analysis.dataset._exporting import to_csv
    from analysis.numbers._engines import ENGINES, EngineError, check_target, summarise_groups, write_table

    if engine is not None and engine not in ENGINES:
        _stop(_("no engine is called {name!r}: choose {names}").format(name=engine, names=", ".join(ENGINES)), 2)
    options = {"master": master, "memory": memory, "timeout": timeout}
    try:
        if out:
            check_target(out)
        table = summarise_groups(path, by=by or [], engine=engine, say=lambda told: _echo(told, err=True), **options)
        written = write_table(table, out) if out else None
    except EngineError as error:
        _stop(str(error), 2)
    except KeyboardInterrupt:
        _stop(_("Stopped; nothing was changed."), 130)
    if out is None:
        sys.stdout.buffer.write(to_csv(table.to_pandas()).removeprefix(b"\xef\xbb\xbf"))
        return
    if written != out:
        _echo(_("{path} was there already and stays as it is.").format(path=out), err=True)
    _echo(_("Table: {file}").format(file=written), err=True)


@app.command(help=mark("Write a spreadsheet to fill in: a sheet of places and a sheet of funding lines."))
def template(
    lang: Annotated[
        str | None, typer.Option("--lang", help=mark("Language of the template: en or fr; the system's by default."))
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=mark("File to write."))] = None,
) -> None:
    """Write a spreadsheet to fill in."""
    from analysis.dataset._exporting import write_whole
    from analysis.dataset._template import make_workbook, name_template

    _check_language(lang)
    if out and out.suffix.lower() != ".xlsx":
        _stop(_("{path}: the template is a workbook; name it .xlsx").format(path=out), 2)
    with speak(lang or get_language()):
        file, content = out or Path(name_template()), make_workbook()
    if os.path.lexists(file):  # a link that leads nowhere is there too
        _stop(_("{path} exists: move it, or name another file with --out").format(path=file), 2)
    try:
        write_whole(file, content)
    except OSError as error:
        _stop(_("cannot write {path}: {reason}").format(path=file, reason=say_reason(error)), 2)
    _echo(_("Template: {path}").format(path=file))


def _check_language(lang: str | None) -> None:
    """Stop where there is no such language."""
    try:
        check_language(lang or get_language())
    except ValueError as error:
        _stop(str(error), 2)


@app.command(
    help=mark(
        "Add a place to the data: say what only a person knows, the rest follows. What is not given is asked for in a terminal."
    )
)
def add(
    name: Annotated[str | None, typer.Option(help=mark("What the place is called."))] = None,
    place_type: Annotated[str | None, typer.Option(help=mark("Its kind, for instance third_place."))] = None,
    municipality: Annotated[str | None, typer.Option(help=mark("Its municipality."))] = None,
    department_code: Annotated[
        str | None, typer.Option("--department", help=mark("Code of its department, for instance 46."))
    ] = None,
    carrier_name: Annotated[str | None, typer.Option("--carrier", help=mark("Who carries it."))] = None,
    carrier_type: Annotated[
        str | None, typer.Option(help=mark("What the carrier is, for instance association."))
    ] = None,
    year: Annotated[str | None, typer.Option(help=mark("Year of the plan."))] = None,
    status: Annotated[str | None, typer.Option(help=mark("How far it is, for instance funded."))] = None,
    investment: Annotated[
        str | None, typer.Option(help=mark("Total of the plan in euros, for instance 320000."))
    ] = None,
    vat: Annotated[str | None, typer.Option(help=mark("excl, incl or unknown."))] = None,
    surface: Annotated[str | None, typer.Option(help=mark("Its surface in m²."))] = None,
    source_url: Annotated[str | None, typer.Option("--source", help=mark("Address of the page that says so."))] = None,
    source_publisher: Annotated[str | None, typer.Option("--publisher", help=mark("Who published that page."))] = None,
    note: Annotated[str | None, typer.Option(help=mark("What the figures cover, and what was computed."))] = None,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line", help=mark("A funder and its amount, for instance 'Région Occitanie = 60000'; repeatable.")
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help=mark("Folder of the data; the project's by default."))
    ] = None,
    lang: LangOption = None,
) -> None:
    """Add a place to the data."""
    from analysis._asking import NEEDED, ask_facts, ask_lines, write_command
    from analysis.dataset._adding import AddError, add_place, read_line
    from analysis.dataset._checking import DataError
    from analysis.dataset._reading import find_shipped_data
    from analysis.words import vocabulary

    _check_language(lang)
    told = {
        "name": name, "place_type": place_type, "municipality": municipality, "department_code": department_code,
        "carrier_name": carrier_name, "carrier_type": carrier_type, "year": year, "status": status,
        "investment_eur": investment, "vat": vat, "surface_m2": surface, "source_url": source_url,
        "source_publisher": source_publisher, "note": note,
    }  # fmt: skip
    given = {field: text for field, text in told.items() if text is not None}
    asked = sys.stdin.isatty()
    missing = [vocabulary.label(field) for field in NEEDED if field not in given]
    if missing and not asked:
        _stop(_("what is needed besides: {fields}").format(fields=", ".join(missing)), 2)
    folder, again = data or find_shipped_data(), ""
    try:
        asking = bool(missing)
        facts = ask_facts(given, _ask if asking else None, _echo)
        lines = [read_line(text) for text in line or ()] or (ask_lines(_ask, _echo) if asking else [])
        if asking:  # no answer is to be typed twice
            again = "\n".join(["", _("With what you answered, to correct and run:"), write_command(facts, lines)])
        place = add_place(folder, facts, lines)
    except AddError as error:
        _stop(f"{error}{again}", 2)
    except DataError as error:
        _stop(f"{error}\n{_('Nothing was written.')}{again}", 1)
    except OSError as error:
        _stop(_("cannot write {path}: {reason}").format(path=error.filename or folder, reason=say_reason(error)), 2)
    done = _("{place} is in {folder}: {quality}. Then: make data, make notebooks.")
    quality = vocabulary.labels("plan_quality")[place["plan_quality"]]
    _echo(done.format(place=place["place_id"], folder=folder, quality=quality))


def _ask(question: str) -> str:
    """A question to the person at the terminal; an empty answer is one."""
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        _stop(_("Stopped; nothing was changed."), 130)


@app.command(
    help=mark(
        "Write notebooks in a language to work with; without --lang, run the project's own and keep their outputs in them."
    )
)
def notebooks(
    lang: Annotated[
        str | None,
        typer.Option("--lang", help=mark("Write the notebooks in this language (en or fr) into a folder to work in.")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help=mark("That folder; by default notebooks-en or notebooks-fr."))
    ] = None,
) -> None:
    """Write notebooks to work with, or run the project's own."""
    if lang is not None:
        _copy_notebooks(lang, out)
        return
    kernels = _prepare()
    from analysis.jupyter._run import NotebookError
    from analysis.report import ReportError, find_notebooks, refresh

    total = len(list(find_notebooks().glob("[0-9][0-9]_*.ipynb")))
    try:
        _show_progress(lambda on_done: refresh(on_done=on_done), total, kernels)
    except (NotebookError, ReportError) as error:
        _stop(str(error), 1)


def _copy_notebooks(lang: str, out: Path | None) -> Path:
    """The folder of notebooks in a language to work with; those that are not there yet are written."""
    _check_language(lang)
    folder = Path(os.path.realpath(out)) if out and out.is_symlink() else out or Path(f"notebooks-{lang}")
    if folder.is_file():
        _stop(_("{path} is a file: name a folder with --out").format(path=folder), 2)
    kernels = _prepare()
    from analysis.jupyter._run import NotebookError
    from analysis.jupyter._working import write_copies
    from analysis.report import find_notebooks

    total = sum(not (folder / path.name).exists() for path in find_notebooks().glob("[0-9][0-9]_*.ipynb"))
    kept: list[Path] = []

    def work(on_done: Callable[[str], None]) -> list[Path]:
        written, there = write_copies(find_notebooks(), folder, lang, on_done=on_done)
        kept.extend(there)
        return written

    try:
        written = _show_progress(work, total, kernels)
    except NotebookError as error:
        _stop(str(error), 1)
    except OSError as error:
        _stop(_("cannot write in {path}: {reason}").format(path=folder, reason=say_reason(error)), 2)
    if kept:
        told = _("Notebooks: {folder}. {n} were written, {kept} were there already and stay as they are.")
        _echo(told.format(folder=folder, n=len(written), kept=len(kept)), err=True)
    else:
        _echo(_("Notebooks: {folder}").format(folder=folder), err=True)
    return folder


@app.command(help=mark("Open JupyterLab on the notebook to explore in."))
def lab(
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", help=mark("Language of the notebooks and of JupyterLab: en or fr; the system's by default.")
        ),
    ] = None,
    port: Annotated[int | None, typer.Option("--port", help=mark("Port of the server; a free one by default."))] = None,
    browser: Annotated[bool, typer.Option(help=mark("Open a browser; a server far away has none."))] = True,
) -> None:
    """Open JupyterLab on the notebook to explore in."""
    from analysis.report import find_notebooks

    _check_language(lang)
    lang = lang or get_language()
    folder = find_notebooks() if lang == "en" else _copy_notebooks(lang, None)
    environment = {**os.environ, VARIABLE: lang}
    if lang != "en":  # a default of ours, below the user's own settings
        ours = Path(__file__).parent / "jupyter" / lang
        environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
            filter(None, [str(ours), os.environ.get("JUPYTER_CONFIG_PATH")])
        )
    notebook = folder / "06_explore.ipynb"
    options = [f"--port={port}"] * (port is not None) + ["--no-browser"] * (not browser)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container there is no one else to be
        options.append("--allow-root")
    # -P: a file in the folder that one works in is no module of ours, be it called analysis.py
    command = [sys.executable, "-P", "-m", "analysis.jupyter._lab", str(notebook), *options]
    os.execve(sys.executable, command, environment)


def _open_closed_streams() -> None:
    """Put nothing where the caller closed a standard stream, so that no file of ours takes its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def main() -> None:
    """Run the command."""
    from analysis.words._plain import open_streams

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as cluster_funding.py sets it while modules are loaded
        signal.signal(signal.SIGINT, signal.default_int_handler)
    _open_closed_streams()
    open_streams()
    from analysis._cli import find_language, read_help, say_refusal, translate_help

    try:
        os.environ[VARIABLE] = check_language(find_language(sys.argv[1:], os.environ))
    except ValueError as error:
        _echo(f"{VARIABLE}: {error}", err=True)
        sys.exit(2)
    command = typer.main.get_command(app)
    translate_help(command)
    try:
        code = command(read_help(sys.argv[1:]), standalone_mode=False)
        if code == INTERRUPTED and not _reasons:
            _echo(_("Stopped."), err=True)
        _end(code)
    except (typer.Abort, KeyboardInterrupt):
        _echo(_("Stopped."), err=True)
        _end(INTERRUPTED)
    except SystemExit as ended:
        _end(ended.code)
        raise
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        if told := say_refusal(error):
            _echo(told, err=True)
        _end(getattr(error, "exit_code", 2))


def _end(code: object) -> None:
    """End here: to take apart all that was imported would take a third of a second, as long as the pages."""
    if code is None or isinstance(code, int):
        atexit._run_exitfuncs()
        with suppress(OSError):
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code or 0)


if __name__ == "__main__":
    main()
