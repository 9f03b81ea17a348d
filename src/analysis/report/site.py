"""The whole report: executed, rendered beside the earlier one, and put in its place when it is whole."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from analysis.dataset import DATA_VARIABLE, MAP_VARIABLE, Dataset, load
from analysis.mine import MINE_VARIABLE, example
from analysis.report.pages import card, index_page, notebook_page, quality_page
from analysis.report.run import CELL_LIMIT, execute
from analysis.report.swap import put_in_place, recover

__all__ = ["ReportError", "build", "notebooks_folder", "refresh"]

MANIFEST = "report.json"
QUALITY = "data-quality.html"
Cards = dict[str, dict[str, str]]


class ReportError(Exception):
    """A report that cannot be built as asked; the message says what to do."""


def notebooks_folder() -> Path:
    """Folder of the notebooks that come with the project."""
    beside = Path(__file__).parents[1] / "notebooks"
    return beside if beside.is_dir() else Path(__file__).parents[3] / "notebooks"


def _chosen(folder: Path, only: list[str]) -> list[Path]:
    """The notebooks to run: all, or those whose name begins with one of ``only``."""
    paths = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        raise ReportError(f"there is no notebook in {folder}")
    for wanted in only:
        if not any(path.stem.startswith(wanted) for path in paths):
            names = [path.stem for path in paths]
            near = difflib.get_close_matches(wanted, names, n=2, cutoff=0.3) or names
            raise ReportError(f"no notebook is called {wanted!r}; there are {', '.join(near)}")
    return [path for path in paths if not only or path.stem.startswith(tuple(only))]


def _earlier(out: Path) -> Cards:
    """The cards of the report that stands in ``out``; refuses a folder that holds anything else."""
    if out.is_file():
        raise ReportError(f"{out} is a file: name a folder with --out")
    if not out.exists() or not any(out.iterdir()):
        return {}
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        cards, files = manifest["cards"], set(manifest["files"])
    except (OSError, ValueError, KeyError):
        raise ReportError(f"{out} holds no report of ours: name an empty or a new folder with --out") from None
    others = sorted(path.name for path in out.iterdir() if path.name not in files)
    if others:
        raise ReportError(f"{out} holds files that the report did not write ({others[0]}): move them or use --out")
    return dict(cards)


def _writable(out: Path) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"cannot write in {out.parent}: {error.strerror}") from None
    if not os.access(out.parent, os.W_OK):
        raise ReportError(f"cannot write in {out.parent}: name another folder with --out")


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _render(
    new: Path,
    out: Path,
    executed: dict[Path, nbformat.NotebookNode],
    cards: Cards,
    every: list[str],
    dataset: Dataset,
) -> None:
    """All pages, those that did not run taken over from the earlier report, then the index and the manifest."""
    for name in cards:
        if name not in {path.stem for path in executed}:
            shutil.copy2(out / f"{name}.html", new / f"{name}.html")
    for path, notebook in executed.items():
        _write(new, f"{path.stem}.html", notebook_page(notebook, cards=cards, name=path.stem))
    _write(new, "index.html", index_page(cards, [name for name in every if name not in cards]))
    _write(new, QUALITY, quality_page(dataset, cards))
    files = sorted([*(f"{name}.html" for name in cards), "index.html", QUALITY, MANIFEST])
    _write(new, MANIFEST, json.dumps({"files": files, "cards": cards}, ensure_ascii=False, indent=1) + "\n")


def build(
    out: Path,
    *,
    data: Path | None = None,
    mapping: Path | None = None,
    only: list[str] | None = None,
    folder: Path | None = None,
    on_done: Callable[[str], None] = lambda name: None,
    cell_limit: int = CELL_LIMIT,
) -> list[Path]:
    """Execute the notebooks and put the report in its folder.

    Parameters
    ----------
    out : Path
        Folder of the report; the earlier report there stays whole until the new one is.
    data : Path, optional
        Other data: whatever `analysis.load` reads.
    mapping : Path, optional
        Its mapping file.
    only : list of str, optional
        Beginnings of the names of the notebooks to run; the other pages are taken over from the earlier report.
    folder : Path, optional
        Folder of the notebooks; those of the project by default.
    on_done : callable
        Called with the name of each notebook that is done.
    cell_limit : int
        Seconds that one cell may take.

    Returns
    -------
    list of Path
        The files of the report.

    Raises
    ------
    ReportError
        If the output folder or a name in ``only`` cannot be used.
    NotebookError
        If a notebook does not reach its end.
    """
    folder, out = folder or notebooks_folder(), out.absolute()
    paths, every = _chosen(folder, only or []), [path.stem for path in _chosen(folder, [])]
    _writable(out)
    recover(out)
    before = _earlier(out) if only or out.exists() else {}
    dataset = load(data, mapping=mapping)
    given = {DATA_VARIABLE: data, MAP_VARIABLE: mapping if data else None, MINE_VARIABLE: data or example()}
    environment = {name: str(path.absolute()) for name, path in given.items() if path}
    executed = execute(
        paths, environment=environment, on_done=lambda path, _: on_done(path.stem), cell_limit=cell_limit
    )
    ours = {path.stem: card(notebook) for path, notebook in executed.items()}
    kept = before if only else {}
    cards = {name: ours.get(name) or kept[name] for name in every if name in ours or name in kept}
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        new.chmod(0o755)
        _render(new, out, executed, cards, every, dataset)
        put_in_place(new, out)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return sorted(out.iterdir())


def refresh(folder: Path | None = None, *, on_done: Callable[[str], None] = lambda name: None) -> list[Path]:
    """Execute the notebooks and write their outputs into them, without run times.

    Returns
    -------
    list of Path
        The notebooks.
    """
    paths = _chosen(folder or notebooks_folder(), [])
    environment = {MINE_VARIABLE: str(example())}
    executed = execute(paths, environment=environment, on_done=lambda path, _: on_done(path.stem))
    for path, notebook in executed.items():
        notebook.metadata = {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        new = path.with_name(f".{path.name}.new")
        nbformat.write(notebook, new)
        new.replace(path)
    return paths
