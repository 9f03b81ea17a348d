"""The whole report: notebooks are executed, pages made of them in each language, and the folder written when all is there."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from analysis._system import make_scratch
from analysis.dataset import Dataset, load
from analysis.dataset._loading import DATA_VARIABLE, MAP_VARIABLE, hold, look_at
from analysis.dataset.mine import MINE_MAP_VARIABLE, MINE_VARIABLE, example
from analysis.jupyter._cache import Cache
from analysis.jupyter._display import DOWNLOADS_VARIABLE
from analysis.jupyter._once import execute_once
from analysis.jupyter._run import AT_ONCE, CELL_LIMIT, Way, execute
from analysis.jupyter._translating import translate_notebook
from analysis.jupyter._working import write_notebook
from analysis.numbers import shares
from analysis.numbers._parts import Part, PartError, take_part
from analysis.report._beside import make_all
from analysis.report._downloads import (
    PACKAGE,
    PLACES,
    PLACES_BOOK,
    list_files,
    make_places_book,
    make_places_csv,
    pack_data,
)
from analysis.report._figures import make_look
from analysis.report._findings_file import FINDINGS, make_findings_file
from analysis.report._first import draw_kinds, tell_few_new, tell_numbers, tell_sample
from analysis.report._folder import Earlier, ReportError, find_differing, find_earlier, put_files, take_turns
from analysis.report._frame import Card, Site, render, render_choice_page
from analysis.report._manifest import MANIFEST, make_manifest
from analysis.report._method import render_method_page
from analysis.report._my_plan import render_my_plan_page
from analysis.report._pages import Pair, get_ready, make_card, render_notebook_page
from analysis.report._places import render_places_page
from analysis.report._quality import render_quality_page
from analysis.report._settings import find_signature
from analysis.words._signature import SettingsError, get_signature, sign, to_environment
from analysis.words.i18n import LANGUAGES, VARIABLE, _, speak

__all__ = ["Request", "build", "find_notebooks", "find_outdated", "refresh"]

Pairs = dict[str, Pair]

#: Places above which memory counts more than time: one notebook, one language and one table after the other.
LARGE = 20_000


@dataclass(frozen=True)
class Request:
    """What a report is to be about.

    Attributes
    ----------
    data : Path, optional
        Other data: whatever `analysis.load` reads.
    mapping : Path, optional
        Its mapping file.
    where : tuple of str
        Conditions of the part to show, as `parts.take_part` takes them; all data by default.
    languages : tuple of str
        Keys of `i18n.LANGUAGES`.
    only : tuple of str
        Beginnings of the names of the notebooks to run; all by default.
    folder : Path, optional
        Folder of the notebooks; those of the project by default.
    cell_limit : int
        Seconds that one cell may take.
    cache : Cache, optional
        Where executed notebooks are kept and looked for; without one all are executed.
    settings : Path, optional
        The file with what signs the report; by default report.toml beside the data or in the folder that one works in.
    """

    data: Path | None = None
    mapping: Path | None = None
    where: tuple[str, ...] = ()
    languages: tuple[str, ...] = tuple(LANGUAGES)
    only: tuple[str, ...] = ()
    folder: Path | None = None
    cell_limit: int = CELL_LIMIT
    cache: Cache | None = None
    settings: Path | None = None


def find_notebooks() -> Path:
    """Folder of the notebooks that come with the project."""
    beside = Path(__file__).parents[1] / "notebooks"
    return beside if beside.is_dir() else Path(__file__).parents[3] / "notebooks"


def _choose_notebooks(folder: Path, only: Sequence[str]) -> list[Path]:
    """The notebooks to run: all, or those that one of ``only`` names."""
    paths = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        raise ReportError(_("there is no notebook in {folder}").format(folder=folder))
    for wanted in only:
        if not any(_is_named(path.stem, wanted) for path in paths):
            names = [path.stem for path in paths]
            near = difflib.get_close_matches(wanted, names, n=2, cutoff=0.3)
            told = _("no notebook is called {name!r}; there are {near}")
            if near:
                told = _("no notebook is called {name!r}; did you mean {near}?")
            raise ReportError(told.format(name=wanted, near=", ".join(near or names)))
    return [path for path in paths if not only or any(_is_named(path.stem, wanted) for wanted in only)]


def _is_named(stem: str, wanted: str) -> bool:
    """Whether a person who writes ``01``, ``1``, ``01_inv`` or ``Investment`` means a notebook.

    Examples
    --------
    >>> [_is_named("01_investment", wanted) for wanted in ("01", "1", "Invest", "vest")]
    [True, True, True, False]
    """
    number, words = stem.split("_", 1) if "_" in stem else (stem, "")
    asked = wanted.casefold()
    return bool(asked) and (stem.startswith(asked) or number.lstrip("0") == asked or words.casefold().startswith(asked))


def _environment(request: Request, data: Path | None) -> dict[str, str]:
    """What the kernels see: which data, whose file notebook 07 shows, and that pages are to be made."""
    given = {
        DATA_VARIABLE: data,
        MAP_VARIABLE: request.mapping if data and data == request.data else None,
        MINE_VARIABLE: request.data or example(),
        MINE_MAP_VARIABLE: request.mapping if request.data else None,
    }
    fixed = {DOWNLOADS_VARIABLE: "1", **to_environment(get_signature())}
    return fixed | {name: str(path.absolute()) if path else "" for name, path in given.items()}


def _ways(request: Request, part: Path | None) -> list[Way]:
    """Each language on the data, then the part of it where one was asked for."""
    data = [request.data, part] if part else [request.data]
    return [
        Way({**_environment(request, path), VARIABLE: lang}, partial(translate_notebook, lang=lang))
        for path in data
        for lang in request.languages
    ]


@contextmanager
def _file_of(part: Part | None, cache: Cache | None) -> Iterator[Path | None]:
    """The file that the kernels read for a part; the cache has it always at the same path, so that it knows it again."""
    content = pack_data(part.data) if part else b""
    with make_scratch() as folder:
        file = folder / "part.zip"
        if cache and part:
            with suppress(OSError):
                file = cache.lay(content, file.name)
        if part and not file.exists():
            file.write_bytes(content)
        yield file if part else None


def _execute(
    request: Request, paths: Sequence[Path], part: Part | None, on_done: Callable[[str], None], at_once: int
) -> dict[str, Pairs]:
    """Language to the executed notebooks, those of a part beside those of the whole; so many run at once."""
    with _file_of(part, request.cache) as file:
        done = execute_once(
            paths,
            _ways(request, file),
            cache=request.cache,
            on_done=lambda path: on_done(path.stem),
            cell_limit=request.cell_limit,
            at_once=at_once,
        )
    found: dict[str, Pairs] = {}
    for number, lang in enumerate(request.languages):
        whole = done[number]
        if part is None:
            found[lang] = {path.stem: Pair(book) for path, book in whole.items()}
            continue
        with speak(lang):
            name = part.name()
        ours = done[len(request.languages) + number]
        found[lang] = {path.stem: Pair(book, whole[path], name) for path, book in ours.items()}
    return found


def _find_kept(site: Site, before: Earlier, names: Sequence[str]) -> dict[str, bytes]:
    """Pages of notebooks that were not run, with their figures, as the earlier report has them."""
    begins = tuple(f"{site.lang}/{start}" for name in names for start in (f"{name}.html", f"figures/{name}-"))
    return {path: before.read(path) for path in before.files if path.startswith(begins)}


def _notebook_pages(site: Site, pairs: Pairs, plans: pd.DataFrame, missing: Sequence[str]) -> dict[str, bytes]:
    """The pages of one language that are made of notebooks, and the file of what these found."""
    files: dict[str, bytes] = {}
    for name, pair in pairs.items():
        files |= render_notebook_page(pair, site=site, name=name, plans=plans)
    books = {name: pair.notebook for name, pair in pairs.items()}
    files[FINDINGS] = make_findings_file(
        books, lang=site.lang, missing=set(site.cards).difference(books).union(missing)
    )
    return {f"{site.lang}/{path}": content for path, content in files.items()}


def _first_page(site: Site, plans: pd.DataFrame, data: Dataset, missing: Sequence[str]) -> dict[str, bytes]:
    return {f"{site.lang}/index.html": _index(site, plans, data, missing)}


def _other_pages(site: Site, plans: pd.DataFrame, data: Dataset, whole: Dataset) -> dict[str, bytes]:
    """The other pages of one language, with the files to download."""
    files: dict[str, bytes] = {}
    files["places.html"] = render_places_page(plans, data.funding, site=site, files=list_files(plans))
    files["my-plan.html"] = render_my_plan_page(data, plans, site=site)
    files["method.html"] = render_method_page(whole, site=site)
    files["data-quality.html"] = render_quality_page(whole, site=site)
    with speak(site.lang):
        title = _("Accessibility statement")
    files["accessibility.html"] = render("accessibility", site, name="accessibility", title=title)
    files[PLACES] = make_places_csv(plans, lang=site.lang)
    if len(list_files(plans)) > 1:
        files[PLACES_BOOK] = make_places_book(plans, data, lang=site.lang)
    return {f"{site.lang}/{path}": content for path, content in files.items()}


def _index(site: Site, plans: pd.DataFrame, data: Dataset, missing: Sequence[str]) -> bytes:
    """The first screen: numbers, a figure and the claims; then a card per notebook, then the data."""
    claims = Markup("").join(Markup(card["claims"]) for card in site.cards.values())
    cards = {name: {**card, "answer": Markup(card["answer"])} for name, card in site.cards.items()}
    with speak(site.lang):
        sample, numbers, title = tell_sample(plans), tell_numbers(plans, data.funding), _("What a place costs")
        few = tell_few_new(plans)
        figure = draw_kinds(plans)
    return render(
        "home", site, name="index", title=title, look="home.css", drawn=make_look([figure] if figure else []),
        sample=sample, numbers=numbers, figure=figure, claims=claims, cards=cards, few=few, missing=missing, total=len(plans),
        package=f"../{PACKAGE}",
    )  # fmt: skip


def _make_pages(request: Request, before: Earlier, on_done: Callable[[str], None]) -> dict[str, bytes]:
    """Path to content of every file of the report; nothing is written."""
    folder = request.folder or find_notebooks()
    every = [path.stem for path in _choose_notebooks(folder, ())]
    paths = _choose_notebooks(folder, request.only)
    seen = look_at(request.data, request.mapping)
    whole = load(request.data, mapping=request.mapping)
    part = take_part(whole, request.where) if request.where else None
    data = part.data if part else whole
    large = len(whole.places) > LARGE
    plans = shares.plans(data)  # before the kernels are forked, which then have it
    left = {path.stem for path in paths}

    def tell(name: str) -> None:
        on_done(name)
        left.discard(name)
        if len(left) == 1:  # half of the machine waits for the last one
            get_ready()

    with hold(whole, seen):
        executed = _execute(request, paths, part, tell, at_once=1 if large else AT_ONCE)
    files: dict[str, bytes] = {}
    cards: dict[str, dict[str, Card]] = {}
    works: list[Callable[[], dict[str, bytes]]] = [lambda: {PACKAGE: pack_data(data)}]
    for lang, pairs in executed.items():
        with speak(lang):
            ours = {name: make_card(pair) for name, pair in pairs.items()}
            territory = part.sentence() if part else ""
        earlier_cards = before.cards.get(lang, {}) if request.only else {}
        cards[lang] = {
            name: ours.get(name) or earlier_cards[name] for name in every if name in ours or name in earlier_cards
        }
        site = Site(lang, request.languages, cards[lang], territory)
        files |= _find_kept(site, before, [name for name in cards[lang] if name not in ours])
        missing = [name for name in every if name not in cards[lang]]
        works.append(partial(_notebook_pages, site, pairs, plans, missing))
        works.append(partial(_other_pages, site, plans, data, whole))
        works.append(partial(_first_page, site, plans, data, missing))
    for made in (work() for work in works) if large else make_all(works):
        files |= made
    files["index.html"] = render_choice_page(request.languages)
    return files | {MANIFEST: make_manifest(files, cards)}


def build(
    out: Path,
    request: Request | None = None,
    *,
    force: bool = False,
    on_done: Callable[[str], None] = lambda name: None,
) -> list[Path]:
    """Execute the notebooks and put the report in its folder.

    Parameters
    ----------
    out : Path
        Folder of the report, or a link to it; the earlier report there stays whole until the new one is.
    request : Request, optional
        What the report is to be about; the project's notebooks on its data, in all languages, by default.
    force : bool
        Write into a folder that holds files of others too; they stay.
    on_done : callable
        Called with the name of each notebook that is done.

    Returns
    -------
    list of Path
        The files of the report.

    Raises
    ------
    ReportError
        If the output folder, a condition, or a name in ``only`` cannot be used.
    NotebookError
        If a notebook does not reach its end.
    """
    with take_turns(out):
        before = find_earlier(out, force=force)
        return put_files(_told(request or Request(), before, on_done), before)


def find_outdated(
    out: Path, request: Request | None = None, *, on_done: Callable[[str], None] = lambda name: None
) -> list[str]:
    """Paths of the files of a report that are not what `build` would write now; nothing is written."""
    if not out.is_dir():
        raise ReportError(_("there is no report in {out}").format(out=out))
    request = replace(request or Request(), only=())
    return find_differing(_told(request, Earlier(out.absolute()), on_done), out.absolute())


def _settled(request: Request) -> Request:
    """The request with the data that the environment names, where it names none: one source for all pages."""
    if request.data is None and os.environ.get(DATA_VARIABLE):
        named = os.environ.get(MAP_VARIABLE)
        mapping = request.mapping or (Path(named) if named else None)
        return replace(request, data=Path(os.environ[DATA_VARIABLE]), mapping=mapping)
    return request


def _told(request: Request, before: Earlier, on_done: Callable[[str], None]) -> Mapping[str, bytes]:
    request = _settled(request)
    try:
        with sign(find_signature(request.settings, request.data)):
            return _make_pages(request, before, on_done)
    except (PartError, SettingsError) as error:
        raise ReportError(str(error)) from None


def refresh(folder: Path | None = None, *, on_done: Callable[[str], None] = lambda name: None) -> list[Path]:
    """Execute the notebooks and write their outputs into them, without run times.

    Returns
    -------
    list of Path
        The notebooks.
    """
    paths = _choose_notebooks(folder or find_notebooks(), [])
    environment = {MINE_VARIABLE: str(example()), VARIABLE: "en"}
    executed = execute(paths, environment=environment, on_done=lambda path, _book: on_done(path.stem))
    for path, notebook in executed.items():
        write_notebook(notebook, path)
    return paths
