"""`analysis.help`: what there is to call, one line each, found by a word."""

from __future__ import annotations

import difflib
import html
import importlib
import inspect
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import Any

from analysis.words._folding import fold_letters
from analysis.words.i18n import _, find_sources, get_language

__all__ = ["Helper", "Overview", "find_helpers", "show_help"]

FACE = "analysis"
#: Letters of a call beside which what it answers begins; in a narrow terminal that stands below the call.
BESIDE, NARROW, INDENT = 50, 110, 6
#: A module in the docstring of the package, with what it is for; that is the order in which they are shown.
LISTED = re.compile(r"^- `analysis\.(\w+)`: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Helper:
    """A function that notebooks call: what it answers and how it is called.

    Attributes
    ----------
    module, name : str
        Short name of its module, as ``charts``, and its own.
    call : str
        What has to be given.
    answers : str
        The first line of its docstring.
    told : str
        All that can be searched.
    """

    module: str
    name: str
    call: str
    answers: str
    told: str

    @property
    def path(self) -> str:
        """Its name with that of its module."""
        return f"{self.module}.{self.name}"


def _modules() -> dict[str, tuple[ModuleType, str]]:
    """The package and its public modules by short name, in the order of its docstring, with what each is for."""
    face = importlib.import_module(FACE)
    listed = {name: (getattr(face, name), about) for name, about in LISTED.findall(face.__doc__ or "")}
    return {FACE: (face, (face.__doc__ or "").partition("\n")[0]), **listed}


def _write_call(path: str, signature: inspect.Signature) -> str:
    """A call with what has to be given.

    Examples
    --------
    >>> _write_call("charts.plot", inspect.signature(lambda plans, *rest, by, value="n": None))
    'charts.plot(plans, by=...)'
    """
    needed = [
        p
        for p in signature.parameters.values()
        if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]
    return f"{path}({', '.join(f'{p.name}=...' if p.kind is p.KEYWORD_ONLY else p.name for p in needed)})"


def _list_all() -> Iterator[Helper]:
    for short, (module, _about) in _modules().items():
        for name in sorted(module.__all__):
            function = getattr(module, name)
            if not inspect.isroutine(function):
                continue
            signature, told = inspect.signature(function), inspect.getdoc(function) or ""
            found = fold_letters(" ".join([short, name, *signature.parameters, told.partition("\nExamples\n")[0]]))
            yield Helper(
                short, name, _write_call(f"{short}.{name}", signature), told.partition("\n")[0].replace("`", ""), found
            )


def find_helpers(word: str = "") -> list[Helper]:
    """The public functions that match all words, by module; a word is also looked for in English where it is of another language.

    Examples
    --------
    >>> [helper.path for helper in find_helpers("geometric means")]
    ['inference.compare_means']
    """
    wanted = [[fold_letters(one), *map(fold_letters, find_sources(one))] for one in word.split()]
    return [helper for helper in _list_all() if all(any(text in helper.told for text in texts) for texts in wanted)]


def _find_named(given: Any) -> list[Helper]:
    """The function itself, or all of a module."""
    name = str(getattr(given, "__name__", given)).rpartition(".")[2]
    return [helper for helper in _list_all() if name == (helper.module if inspect.ismodule(given) else helper.name)]


@dataclass(frozen=True)
class Overview:
    """Functions by module: text in a console, a table in a notebook."""

    helpers: Sequence[Helper]

    def _groups(self) -> Iterator[tuple[str, list[Helper]]]:
        modules = _modules()
        for short, found in groupby(self.helpers, lambda helper: helper.module):
            head = f"{FACE}.{short}" if short != FACE else FACE
            yield f"{head}: {modules[short][1]}", list(found)

    def __repr__(self) -> str:
        width = shutil.get_terminal_size().columns
        room = " " * (BESIDE if width >= NARROW else INDENT)
        lines = []
        for head, found in self._groups():
            lines += ["", textwrap.fill(head, width)]
            for helper in found:
                call = f"  {helper.call}"
                told = textwrap.fill(helper.answers, width, initial_indent=room, subsequent_indent=room)
                lines.append(call + told[len(call) :] if len(call) < len(room) else f"{call}\n{told}")
        return "\n".join([*lines[1:], "", *self._notes()])

    def _repr_html_(self) -> str:
        """One table; each module is a group of rows with its own header. Every text is escaped."""
        left = ' style="text-align: left"'
        heads = "".join(
            f'<th scope="col"{left}>{html.escape(one)}</th>' for one in (_("name"), _("what it answers"), _("call"))
        )
        bodies = []
        for head, found in self._groups():
            rows = "".join(
                f"<tr><td{left}>{html.escape(one.path)}</td><td{left}>{html.escape(one.answers)}</td>"
                f"<td{left}><code>{html.escape(one.call)}</code></td></tr>\n"
                for one in found
            )
            bodies.append(
                f'<tbody>\n<tr><th scope="rowgroup" colspan="3"{left}>{html.escape(head)}</th></tr>\n{rows}</tbody>'
            )
        notes = " ".join(map(html.escape, self._notes()))
        return f"<table>\n<caption>{notes}</caption>\n<thead><tr>{heads}</tr></thead>\n{''.join(bodies)}\n</table>"

    def _notes(self) -> list[str]:
        """How to read on; in another language also that descriptions are in English."""
        one = self.helpers[0].path
        notes = [_('All of one function: help({name}). By a word: analysis.help("median").').format(name=one)]
        return notes if get_language() == "en" else [*notes, _("Descriptions are in English, as the code is.")]


def _tell_nothing(word: str) -> str:
    helpers = list(_list_all())
    names = [
        *_modules(),
        *(helper.name for helper in helpers),
        *re.findall(r"\w{4,}", " ".join(h.answers for h in helpers)),
    ]
    near = difflib.get_close_matches(word, dict.fromkeys(names), n=3, cutoff=0.7)
    if near:
        return _("nothing matches {word!r}; did you mean {names}?").format(word=word, names=", ".join(near))
    return _("nothing matches {word!r}; analysis.help() lists all").format(word=word)


def show_help(given: Any = "") -> None:
    """Show the functions that match: as a table in a notebook, else as text."""
    found = find_helpers(given) if isinstance(given, str) else _find_named(given)
    shown: Overview | str = Overview(found) if found else _tell_nothing(str(given))
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or isinstance(shown, str):
        print(shown)
    else:
        from IPython.display import display

        display(shown)
