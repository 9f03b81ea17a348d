"""Notebooks in another language to work with: executed, and written where no file of that name stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis.dataset._exporting import write_whole
from analysis.dataset.mine import MINE_VARIABLE, example
from analysis.jupyter._format import nbformat
from analysis.jupyter._run import Way, execute_ways
from analysis.jupyter._translating import translate_notebook
from analysis.words.i18n import VARIABLE

__all__ = ["write_copies", "write_notebook"]


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write a notebook whole or not at all, without what differs from one run to the next."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    write_whole(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode())


def write_copies(
    folder: Path, out: Path, lang: str, *, on_done: Callable[[str], None] = lambda name: None
) -> tuple[list[Path], list[Path]]:
    """Write the notebooks of a folder in a language, with their outputs; a file that is there already is kept as it is.

    Parameters
    ----------
    folder : Path
        The notebooks in English, which stay as they are.
    out : Path
        Where the others go; made where there is none.
    lang : {"en", "fr"}
        A key of `i18n.LANGUAGES`.
    on_done : callable
        Called with the name of each notebook that is done.

    Returns
    -------
    tuple of list of Path
        The notebooks that were written, and those that were there already.

    Raises
    ------
    NotebookError
        If a notebook does not reach its end.
    OSError
        If the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    sources = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    there = [out / path.name for path in sources if os.path.lexists(out / path.name)]
    wanted = [path for path in sources if not os.path.lexists(out / path.name)]
    way = Way({VARIABLE: lang, MINE_VARIABLE: str(example())}, partial(translate_notebook, lang=lang))

    def done(path: Path, books: list[nbformat.NotebookNode]) -> None:
        write_notebook(books[0], out / path.name)
        on_done(path.stem)

    if wanted:
        execute_ways({path: [way] for path in wanted}, on_done=done)
    return [out / path.name for path in wanted], there
