"""Whether a notebook can read nothing but the data: only then may its outputs be kept.

A notebook of a person's own may import a module, open a file or run another notebook: no key could know of what. So only
code is trusted that uses the public functions of this package on the data and on its own results.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["is_closed"]

PACKAGE = Path(__file__).parents[1]
#: The one magic of ours.
MAGIC = "%load_ext analysis"
#: Functions of Python that read nothing.
HARMLESS = {
    "abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "len", "list", "max", "min", "print", "range", "reversed",
    "round", "set", "sorted", "str", "sum", "tuple", "zip",
}  # fmt: skip
#: Functions that read what they are given: nothing, or what `mine.find` found.
READING = {"load", "find", "example"}


def is_closed(notebook: Any) -> bool:
    """Whether all code of a notebook uses this package and nothing else.

    Examples
    --------
    >>> import nbformat
    >>> def book(code):
    ...     return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    >>> is_closed(book("import analysis\\ndata = analysis.load()\\nlen(data.places)"))
    True
    >>> is_closed(book("import helper")), is_closed(book("open('figures.csv').read()"))
    (False, False)
    """
    lines = [line for cell in notebook["cells"] if cell["cell_type"] == "code" for line in cell["source"].splitlines()]
    try:
        tree = ast.parse("\n".join(line for line in lines if line.strip() != MAGIC))
    except (SyntaxError, ValueError):  # another magic, or no Python
        return False
    nodes = list(ast.walk(tree))
    modules = {name for node in nodes for name in _imported(node)}
    known = modules | set(map(_bound, nodes))
    used = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    handed = [node for node in nodes if isinstance(node, ast.Name) and node.id in modules and id(node) not in used]
    return not handed and all(
        _is_harmless(node, known) for node in nodes
    )  # a module under another name is not seen through


def _bound(node: ast.AST) -> str:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return node.arg if isinstance(node, ast.arg) else ""


def _imported(node: ast.AST) -> list[str]:
    return [alias.asname or alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []


def _is_harmless(node: ast.AST, known: set[str]) -> bool:
    if isinstance(node, ast.Import):
        return all(alias.name == "analysis" and not alias.asname for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.module == "analysis" and all(a.name in _public() and not a.asname for a in node.names)
    if isinstance(node, ast.Name):
        return node.id in known or node.id in HARMLESS
    if isinstance(node, ast.Attribute):
        return not node.attr.startswith("_") and _is_public(node)
    if isinstance(node, ast.Call) and _last(node.func) in READING:
        return all(isinstance(given, ast.Attribute) for given in [*node.args, *(key.value for key in node.keywords)])
    return True


def _last(function: ast.AST) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def _is_public(node: ast.Attribute) -> bool:
    """Whether a name of a module of ours is one that it hands on, not a library that it uses."""
    if ast.unparse(node.value) == "analysis":
        return node.attr in _public()
    whole = ast.unparse(node).removeprefix("analysis.").split(".")
    if whole[0] in _public() and len(whole) == 2:
        names = _handed_on(whole[0])
        return names is None or whole[1] in names
    return True


@cache
def _handed_on(module: str) -> frozenset[str] | None:
    """The names in the ``__all__`` of a module, which is not imported for that; None where it is no module."""
    room = PACKAGE / _read_constant(PACKAGE / "__init__.py", "_ROOMS").get(module, "")
    files = [file for file in (room / f"{module}.py", room / module / "__init__.py") if file.is_file()]
    return frozenset(_read_constant(files[0], "__all__")) if files else None


@cache
def _public() -> frozenset[str]:
    return frozenset(_read_constant(PACKAGE / "__init__.py", "__all__"))


def _read_constant(file: Path, name: str) -> Any:
    """A constant of a module as its source has it."""
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise LookupError(f"{file} has no {name}")
