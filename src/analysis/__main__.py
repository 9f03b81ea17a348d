"""The command ``cluster-funding``: check data, build the report, work in JupyterLab."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What does it cost to start a new innovation place, and who pays?",
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of a data package; the project's own by default.")
]


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _told(done: Callable[[str], None], total: int) -> Callable[[str], None]:
    """Tell each notebook that is done: a line with its name, how many are done and the time so far."""
    started, count = time.monotonic(), 0

    def tell(name: str) -> None:
        nonlocal count
        count += 1
        done(f"[{count}/{total}] {name} ({time.monotonic() - started:.0f} s)")

    return tell


def _with_progress(work: Callable[[Callable[[str], None]], list[Path]], total: int) -> list[Path]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        return _until_stopped(lambda: work(_told(lambda line: typer.echo(line, err=True), total)))
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=total)
        return _until_stopped(lambda: work(lambda name: bar.update(task, advance=1, description=name)))


def _until_stopped(work: Callable[[], list[Path]]) -> list[Path]:
    try:
        return work()
    except KeyboardInterrupt:
        _stop("Stopped; nothing was changed.", 130)


def _prepared() -> None:
    """Let the kernels' imports begin while this process has its own."""
    from analysis import forking

    if forking.available():
        forking.start()


def _checked(path: Path | None) -> None:
    """Stop with every problem when the data cannot be used."""
    from analysis import load
    from analysis.checking import DataError

    try:
        load(path)
    except DataError as error:
        _stop(str(error), 1)


@app.command()
def report(
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of the report.")] = Path("reports"),
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Notebook to run, for instance 01; repeatable.")
    ] = None,
) -> None:
    """Run the notebooks and write the report as HTML pages."""
    _prepared()
    _checked(data)
    from analysis.report import ReportError, build, notebooks_folder
    from analysis.report.run import NotebookError

    total = len(only) if only else len(list(notebooks_folder().glob("[0-9][0-9]_*.ipynb")))
    try:
        _with_progress(lambda on_done: build(out, data=data, only=only, on_done=on_done), total)
    except ReportError as error:
        _stop(str(error), 2)
    except NotebookError as error:
        _stop(f"The report was not built; the earlier one is as it was.\n{error}", 1)
    except OSError as error:
        _stop(f"The report was not built; the earlier one is as it was: {error.strerror or error}", 2)
    typer.echo(f"Report: {out / 'index.html'}")


@app.command()
def check(path: Annotated[Path | None, typer.Argument(help="Folder of a data package.")] = None) -> None:
    """Check a data package and list every problem; exit code 0: clean, 1: problems, 2: cannot be read."""
    from analysis import load
    from analysis.checking import DataError, UnreadableError

    try:
        data = load(path)
    except UnreadableError as error:
        _stop(str(error), 2)
    except DataError as error:
        _stop(str(error), 1)
    for problem in data.problems:
        typer.echo(str(problem))
    typer.echo(
        f"{len(data.places)} places and {len(data.funding)} funding lines, {len(data.problems)} warnings, no error"
    )
    raise typer.Exit(1 if data.problems else 0)


@app.command()
def notebooks() -> None:
    """Run the notebooks and write their outputs into them, for those who maintain them."""
    _prepared()
    from analysis.report import ReportError, notebooks_folder, refresh
    from analysis.report.run import NotebookError

    total = len(list(notebooks_folder().glob("[0-9][0-9]_*.ipynb")))
    try:
        _with_progress(lambda on_done: refresh(on_done=on_done), total)
    except (NotebookError, ReportError) as error:
        _stop(str(error), 1)


@app.command()
def lab() -> None:
    """Open JupyterLab on the overview."""
    from analysis.report import notebooks_folder

    start = notebooks_folder() / "00_overview.ipynb"
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(start)])


def main() -> None:
    """Run the command."""
    app()


if __name__ == "__main__":
    main()
