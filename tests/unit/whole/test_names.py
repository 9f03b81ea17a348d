"""A name means one thing: no local name hides one of its module, and no two modules give a name to different things."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import analysis

SOURCES = Path(analysis.__file__).parent
#: Rooms that show under one name what another room computes: `tables.medians` is the table of `inference.medians`.
SHOWING = {"tables"}
#: What several modules give under one name because it is one thing: the same question put to each standard, each engine.
ANSWERS = {"find_fields", "open_frames"}
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound_by_imports(body: list[ast.stmt]) -> dict[str, str]:
    """Names that a module binds by imports, functions and classes; also under `if TYPE_CHECKING` and `try`."""
    found: dict[str, str] = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = "import"
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found[node.name] = "function"
        elif isinstance(node, ast.ClassDef):
            found[node.name] = "class"
        elif isinstance(node, (ast.If, ast.Try)):
            found |= bound_by_imports(node.body) | bound_by_imports(node.orelse)
    return found


def own_names(scope: ast.AST) -> Iterator[tuple[str, int]]:
    """Names that a scope binds itself: parameters, assignments, loops, with, except, nested functions."""
    if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        a = scope.args
        for arg in (*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))):
            yield arg.arg, arg.lineno if hasattr(arg, "lineno") else scope.lineno
    declared = {n for x in ast.walk(scope) if isinstance(x, (ast.Global, ast.Nonlocal)) for n in x.names}
    stack = list(ast.iter_child_nodes(scope))
    if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
        stack = list(scope.body)
    elif isinstance(scope, ast.Lambda):
        stack = [scope.body]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in declared:
            yield node.id, node.lineno
        elif (isinstance(node, ast.ExceptHandler) and node.name) or isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        ):
            yield node.name, node.lineno
        if not isinstance(node, (*SCOPES, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))


def hiding(path: Path) -> Iterator[str]:
    """Each local name that hides a name of its module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = bound_by_imports(tree.body)
    seen = set()

    def look(node: ast.AST, scope: str, in_class: bool) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, SCOPES):
                label = getattr(child, "name", type(child).__name__.lower())
                for name, line in own_names(child):
                    if name in names and (line, name) not in seen:
                        seen.add((line, name))
                        yield f"{path}:{line}: {name} in {label} hides the {names[name]} of that name"
            yield from look(child, scope, isinstance(child, ast.ClassDef))

    yield from look(tree, "", False)


def test_no_local_name_hides_one_of_its_module():
    assert [told for path in sorted(SOURCES.rglob("*.py")) for told in hiding(path)] == []


def test_a_hidden_import_is_found(tmp_path):
    file = tmp_path / "module.py"
    file.write_text("from math import floor\n\n\ndef cut(x):\n    floor = x // 1\n    return floor\n")
    assert [told.partition(": ")[2] for told in hiding(file)] == ["floor in cut hides the import of that name"]


def test_a_public_name_is_defined_once():
    places = defaultdict(set)
    for path in SOURCES.rglob("*.py"):
        room = path.relative_to(SOURCES).parts[0]
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].add(room if room in SHOWING else path)
    twice = {name: where for name, where in places.items() if len(where - SHOWING) > 1 and name not in ANSWERS}
    assert twice == {}
