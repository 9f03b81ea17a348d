"""One change after the other behind the cache: pages that come from it are those that are made without it, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pandas as pd

from analysis.jupyter._cache import _seal
from analysis.words.i18n import LANGUAGES
from books import contents
from copied import copy_project
from packages import edit

#: The notebook whose pages are compared: its numbers and figures come from the data.
BOOK = "01_investment"
COMMAND = (sys.executable, "-P", "-c", "from cluster_funding import main; main()", "report", "--only", "01")
#: Variables that may change what matplotlib, IPython or Python show, with a value each.
VARIABLES = {
    "JPY_SESSION_NAME": "x", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "COLUMNS": "40", "MPLBACKEND": "pdf", "NO_COLOR": "1",
    "SSH_CONNECTION": "1.2.3.4", "XDG_SESSION_ID": "7", "PYTHONHASHSEED": "7", "CLUSTER_FUNDING_SOAK": "1", "EDITOR": "vi",
}  # fmt: skip


@dataclass
class Project:
    """A copy of the project with a cache, and how its command is run."""

    root: Path
    lang: str = "en"
    umask: int = 0o022
    environment: dict[str, str] = field(default_factory=dict)
    #: What takes back a change that lasts for one scenario only.
    undo: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("here", "home", "tmp"):
            (self.root / name).mkdir(parents=True)
        copy_project(self.project)

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def book(self) -> Path:
        return self.project / "notebooks" / f"{BOOK}.ipynb"

    @property
    def cache(self) -> Path:
        return self.root / "cache" / "cluster-funding"

    def entries(self) -> list[Path]:
        return sorted(self.cache.glob("*.kept"))

    def made(self, name: str, *options: str) -> tuple[int, dict[str, bytes]]:
        """The exit code of the command, and the files that it wrote."""
        out = self.root / name
        homes = {"HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp")}
        seen = {**os.environ, "CLUSTER_FUNDING_PACKAGE": "", "CLUSTER_FUNDING_CACHE": str(self.root / "cache")}
        ran = subprocess.run(
            [*COMMAND, "--lang", self.lang, "--out", str(out), *options], cwd=self.root / "here", umask=self.umask,
            env={**seen, **homes, **self.environment, "PYTHONPATH": str(self.project / "src")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        found = contents(out) if out.exists() else {}
        shutil.rmtree(out, ignore_errors=True)
        return ran.returncode, found


def change_value(made: Project, rng: random.Random) -> None:
    """Another total of a place without funding lines: no sum is wrong."""
    places, lines = (pd.read_csv(made.project / "data" / f"{name}.csv", dtype="str") for name in ("places", "funding"))
    fits = places["investment_eur"].notna() & ~places["place_id"].isin(lines["place_id"])
    row = rng.choice(list(places.index[fits]))
    edit(made.project / "data", "places.csv", row + 2, "investment_eur", str(rng.randrange(50_000, 900_000)))


def change_cell(made: Project, rng: random.Random) -> None:
    """A cell more in the notebook."""
    _add_cell(made, f"len({'x' * rng.randrange(1, 99)!r})")


def read_a_file(made: Project, rng: random.Random) -> None:
    """A cell that reads a file, which no key can know."""
    before, file = made.book.read_bytes(), made.book.parent / "soak.txt"
    file.write_text(str(rng.random()))
    if "soak.txt" not in made.book.read_text(encoding="utf-8"):
        _add_cell(made, "open('soak.txt').read()")
    if rng.random() < 0.5:  # else it is there in the next scenario, too
        made.undo.append(lambda: made.book.write_bytes(before))


def _add_cell(made: Project, source: str) -> None:
    book = nbformat.read(made.book, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(book, made.book)


def change_style(made: Project, rng: random.Random) -> None:
    """A person's own settings of matplotlib and IPython, where these look for them."""
    folder = rng.choice(["here", "home/.config/matplotlib", "home/.matplotlib", "own"])
    start = made.root / "home" / ".ipython" / "profile_default" / "startup" / "first.py"
    for file in (made.root / folder / "matplotlibrc", start):
        file.parent.mkdir(parents=True, exist_ok=True)
    size = rng.randrange(5, 30)
    (made.root / folder / "matplotlibrc").write_text(f"lines.linewidth: {size}\nfont.size: {size}\n")
    start.write_text(f"import matplotlib\nmatplotlib.rcParams['font.size'] = {size}\n")
    if folder == "own":
        made.environment["MPLCONFIGDIR"] = str(made.root / "own")


def change_environment(made: Project, rng: random.Random) -> None:
    """Some variables that were not there, and some no longer."""
    for name in rng.sample(list(VARIABLES), 3):
        if made.environment.pop(name, None) is None:
            made.environment[name] = VARIABLES[name]


def change_umask(made: Project, rng: random.Random) -> None:
    """Other rights of new files."""
    made.umask = rng.choice([0, 0o002, 0o022, 0o077])


def change_language(made: Project, rng: random.Random) -> None:
    """The other language."""
    made.lang = next(lang for lang in LANGUAGES if lang != made.lang)


def damage_entry(made: Project, rng: random.Random) -> None:
    """An entry that is cut, changed, emptied, or has the content of another."""
    for file in made.entries():
        content, at = file.read_bytes(), rng.randrange(file.stat().st_size or 1)
        other = rng.choice(made.entries()).read_bytes()
        broken = [content[:at], content[:at] + b"7" + content[at + 1 :], b"", other, content.replace(b"1", b"7", 50)]
        file.write_bytes(rng.choice(broken))


def forge_entry(made: Project, rng: random.Random) -> None:
    """Entries with a right checksum and other numbers, in a folder or a file that others can write."""
    for file in made.entries():
        wrong = file.read_bytes()[64:].replace(b"1", b"7")
        file.write_bytes(_seal(file.stem, wrong) + wrong)
        made.undo.append(lambda file=file: file.unlink(missing_ok=True))  # type: ignore[misc]
        file.chmod(0o666)
    if made.cache.exists() and rng.random() < 0.5:
        made.cache.chmod(rng.choice([0o777, 0o770]))
        made.undo.append(lambda: made.cache.chmod(0o700))


def change_times(made: Project, rng: random.Random) -> None:
    """Files from long ago and from the future, in no order; their content is as it was."""
    files = sorted(path for path in made.project.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    for path in [*rng.sample(files, 20), *made.entries()]:
        os.utime(path, (rng.randrange(2**32), rng.randrange(2**32)))


def change_source(made: Project, rng: random.Random) -> None:
    """A file of the package: another colour of all figures, or a remark anywhere."""
    style = made.project / "src" / "analysis" / "charts" / "_style.py"
    text = style.read_text(encoding="utf-8")
    files = sorted((made.project / "src").rglob("*.py"))
    if rng.random() < 0.5:
        at = text.index("BLUE, SKY") + text[text.index("BLUE, SKY") :].index("#")
        style.write_text(f"{text[:at]}#{rng.randrange(16**6):06X}{text[at + 7 :]}", encoding="utf-8")
    else:
        with rng.choice(files).open("a", encoding="utf-8") as file:
            file.write(f"\n# {rng.random()}\n")


def change_back(made: Project, rng: random.Random) -> None:
    """All as it was in the beginning but the cache: what was kept then is right again."""
    copy_project(made.project)
    (made.book.parent / "soak.txt").unlink(missing_ok=True)
    made.environment.clear()
    made.umask = 0o022


CHANGES: dict[str, Callable[[Project, random.Random], None]] = {
    "value": change_value, "cell": change_cell, "file read": read_a_file, "own style": change_style,
    "environment": change_environment, "umask": change_umask, "language": change_language, "entry damaged": damage_entry,
    "entry of others": forge_entry, "times": change_times, "source": change_source, "back": change_back,
}  # fmt: skip


def attempts(root: Path, rng: random.Random) -> Iterator[tuple[str, str]]:
    """One change or two, then the pages with the cache and without; whether these were executed, and what is wrong."""
    made, deck = Project(root), list[str]()
    made.made("first")
    told: list[str] = []
    while True:
        for undo in made.undo:
            undo()
        made.undo.clear()
        deck = deck or rng.sample(list(CHANGES), len(CHANGES))
        names = [deck.pop(), *([rng.choice(list(CHANGES))] if rng.random() < 0.5 else [])]
        for name in names:
            CHANGES[name](made, rng)
        told += names
        before = _state(made)
        with_cache, without = made.made("with"), made.made("without", "--no-cache")
        kind = f"{names[0]} ({'kept' if before and _state(made) == before else 'executed'})"
        if with_cache == without and not with_cache[0]:
            yield kind, ""
            continue
        differing = sorted(
            path for path in {*with_cache[1], *without[1]} if with_cache[1].get(path) != without[1].get(path)
        )
        yield kind, f"exit codes {with_cache[0]} and {without[0]}, {', '.join(differing[:5])} after {', '.join(told)}"


def _state(made: Project) -> dict[str, tuple[int, int]]:
    """Which entries there are; one that is written anew is another one."""
    return {path.name: (path.stat().st_ino, path.stat().st_size) for path in made.entries()}
