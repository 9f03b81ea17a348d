"""Whoever changes a module finds its test by its path."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "analysis"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def test_file_of(module: Path) -> Path:
    """Where the test of a module stands: its path without the underscores of what is private."""
    *rooms, name = (part.strip("_") for part in module.with_suffix("").parts)
    return ROOT.joinpath("tests", "unit", *rooms, f"test_{name}.py")


def defines(path: Path) -> list[str]:
    """The functions and classes of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
