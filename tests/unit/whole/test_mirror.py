"""Whoever changes a module finds its test by its path."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "analysis"
UNIT = ROOT / "tests" / "unit"
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def statements(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text(encoding="utf-8")).body


def is_own(statement: ast.stmt) -> bool:
    """Whether a statement is more than a docstring, an import, or the list of names that are handed on and shown."""
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0]) != "__all__"
    if isinstance(statement, ast.FunctionDef):
        return statement.name != "__dir__"
    return not isinstance(statement, ast.Import | ast.ImportFrom | ast.Expr)


#: Modules with code of their own; a room that only hands names on has none.
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if any(map(is_own, statements(path)))]


def mirrored(module: Path) -> Path:
    """Where the test of a module stands: at its path, without the underscores of what is private."""
    *rooms, name = (part.strip("_") for part in module.relative_to(PACKAGE).with_suffix("").parts)
    return UNIT.joinpath(*rooms, f"test_{name}.py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_its_test_at_the_same_path(module):
    test = mirrored(module)
    assert test.exists(), f"write {test.relative_to(ROOT)}"
    assert any(isinstance(node, FUNCTIONS) and node.name.startswith("test_") for node in statements(test))


def test_the_rooms_of_the_tests_are_those_of_the_package():
    rooms = {path.name.strip("_") for path in PACKAGE.iterdir() if path.is_dir()}
    named = {path.name for path in UNIT.iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    assert named - rooms == {"tools", "whole"}  # the generators, and what concerns all rooms


def test_the_path_of_a_private_module_has_no_underscore():
    assert mirrored(PACKAGE / "dataset" / "_reading" / "amounts.py") == UNIT / "dataset" / "reading" / "test_amounts.py"
    assert mirrored(PACKAGE / "__main__.py") == UNIT / "test_main.py"
