"""Notebooks executed at most once: what was executed from the same ingredients before is taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.dataset.mine import MINE_VARIABLE
from analysis.jupyter._cache import Cache
from analysis.jupyter._closed import is_closed
from analysis.jupyter._format import nbformat
from analysis.jupyter._ingredients import Ingredients, names_mine
from analysis.jupyter._run import AT_ONCE, CELL_LIMIT, Notebook, Way, execute_ways

__all__ = ["execute_once"]

#: What a notebook that does not name a person's own file sees in its place: to read it fails, so no key can miss it.
UNNAMED = "this notebook does not name mine"

Ways = dict[Path, list[Way]]
Done = dict[Path, list[Notebook]]


def execute_once(
    paths: Sequence[Path],
    ways: Sequence[Way],
    *,
    cache: Cache | None,
    on_done: Callable[[Path], None] = lambda path: None,
    cell_limit: int = CELL_LIMIT,
    at_once: int = AT_ONCE,
) -> list[dict[Path, Notebook]]:
    """Execute notebooks in several ways, or take what the cache kept.

    Parameters
    ----------
    paths : sequence of Path
        The notebooks.
    ways : sequence of Way
        How to run each.
    cache : Cache or None
        Where executed notebooks are kept; without one all are executed.
    on_done : callable
        Called with each notebook that is done.
    cell_limit : int
        Seconds that one cell may take.
    at_once : int
        How many notebooks run at a time.

    Returns
    -------
    list of dict
        For each way, path to executed notebook.

    Raises
    ------
    NotebookError
        As `run.execute`.
    """
    work = {path: _restrict_ways(nbformat.read(path, as_version=4), ways) for path in paths}
    shelf = _Shelf(cache, work) if cache else None
    kept = shelf.kept() if shelf else {}
    for path in kept:
        on_done(path)

    def keep(path: Path, books: list[Notebook]) -> None:
        if shelf:
            shelf.keep(path, books)
        on_done(path)

    left = {path: some for path, some in work.items() if path not in kept}
    done = kept | (execute_ways(left, on_done=keep, cell_limit=cell_limit, at_once=at_once) if left else {})
    if cache and left:
        cache.tidy()
    return [{path: done[path][number] for path in paths} for number in range(len(ways))]


def _restrict_ways(notebook: Notebook, ways: Sequence[Way]) -> list[Way]:
    """The ways as a notebook may see them: it knows where a person's own file is only if it names it."""
    if names_mine(notebook):
        return list(ways)
    return [replace(way, environment={**way.environment, MINE_VARIABLE: UNNAMED}) for way in ways]


class _Shelf:
    """What the cache holds for the notebooks of a run; nothing where an ingredient cannot be read, or cannot be known."""

    def __init__(self, cache: Cache, work: Ways) -> None:
        self._cache = cache
        try:
            self._ingredients = Ingredients()
            closed = [path for path in work if is_closed(nbformat.read(path, as_version=4))]
            self._keys = {path: [self._key(path, way) for way in work[path]] for path in closed}
        except OSError:
            self._keys = {}

    def _key(self, path: Path, way: Way) -> str:
        notebook = way.prepare(nbformat.read(path, as_version=4))
        return self._ingredients.key(path, notebook, way.environment)

    def kept(self) -> Done:
        """The notebooks that were kept in all ways."""
        found = {path: [self._cache.get(key) for key in keys] for path, keys in self._keys.items()}
        return {
            path: [nbformat.from_dict(json.loads(book)) for book in books if book]
            for path, books in found.items()
            if all(books)
        }

    def keep(self, path: Path, books: list[Notebook]) -> None:
        """Keep an executed notebook, unless an ingredient changed while it ran."""
        if path in self._keys and self._ingredients.unchanged():
            for key, book in zip(self._keys[path], books, strict=True):
                self._cache.put(key, json.dumps(book).encode())
