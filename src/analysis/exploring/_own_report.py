"""The report on one file, made in a process of its own, and its address where JupyterLab hands out files."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from analysis.words.i18n import VARIABLE, _, get_language

__all__ = ["Served", "find_address", "find_served", "list_pages", "make_report"]

#: The folder of the report; git ignores it.
FOLDER = "reports-mine"
#: What tells a process that a person clicks in it.
OF_A_PERSON = ("JPY_SESSION_NAME", "JPY_PARENT_PID")


class Served(NamedTuple):
    """The folder that a Jupyter server hands out, and the path of its addresses."""

    root: Path
    base: str


def find_served() -> Served | None:
    """What the server of this kernel hands out; None where none is known.

    A kernel that was forked does not know who started it: then it is the server whose folder holds the notebook's.
    """
    pid = os.environ.get("JPY_PARENT_PID", "")
    try:
        from jupyter_server.serverapp import list_running_servers

        servers = list(list_running_servers())
    except (ImportError, OSError, ValueError):
        return None
    own = [server for server in servers if str(server.get("pid")) == pid]
    around = [server for server in servers if Path.cwd().is_relative_to(Path(server["root_dir"]).resolve())]
    chosen = next(iter(own), max(around, key=lambda server: len(server["root_dir"]), default=None))
    return Served(Path(chosen["root_dir"]).resolve(), chosen["base_url"]) if chosen else None


def find_address(page: Path, served: Served | None) -> str:
    """The address of a file below the folder that is handed out; empty where it is not.

    Examples
    --------
    >>> find_address(Path("/p/reports-mine/fr/index.html"), Served(Path("/p"), "/"))
    '/files/reports-mine/fr/index.html'
    >>> find_address(Path("/q/index.html"), Served(Path("/p"), "/"))
    ''
    """
    if served is None or not page.is_relative_to(served.root):
        return ""
    parts = page.relative_to(served.root).parts
    hidden = any(part.startswith(".") for part in parts)
    return "" if hidden else f"{served.base}files/{'/'.join(quote(part, safe='') for part in parts)}"


HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def list_pages(first: Path) -> list[tuple[str, Path]]:
    """Title and path of each page of a report: the first one, those of the notebooks in their order, then the others."""
    pages = sorted(
        first.parent.glob("*.html"), key=lambda page: (page != first, not page.stem[:1].isdigit(), page.name)
    )
    return [(_find_title(page), page) for page in pages]


def _find_title(page: Path) -> str:
    found = HEADING.search(page.read_text(encoding="utf-8", errors="replace"))
    text = html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""
    return " ".join(text.split()) or page.stem


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout
    for line in process.stdout:
        if line.strip():
            yield line.strip()


def make_report(file: Path, mapping: Path | None, out: Path, tell: Callable[[str], None]) -> Path | None:
    """Make the report on a file, in the language that is spoken; `tell` is given each line of its progress.

    Returns
    -------
    Path or None
        Its first page; None where it was not made: the last lines say why.
    """
    lang = get_language()
    # -P: a file in the folder that one works in is no module of ours
    command = [sys.executable, "-P", "-m", "analysis", "report", "--data", str(file), "--out", str(out), "--lang", lang]
    command += ["--map", str(mapping)] if mapping else []
    environment = {name: value for name, value in os.environ.items() if name not in OF_A_PERSON}
    process = subprocess.Popen(
        command, env={**environment, VARIABLE: lang, "PYTHONIOENCODING": "utf-8"}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    last: list[str] = []
    for line in _lines(process):
        last = [*last[-4:], line]
        tell(line)
    page = out / lang / "index.html"
    if process.wait() == 0 and page.is_file():
        return page
    tell(" ".join(last) or _("the report was not made"))
    return None
