"""Promises with their tests: each file and each test that the docs name is there."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILE = re.compile(r"`(tests/[\w/]+\.py)`")
TEST = re.compile(r"`(test_\w+)`")
#: Pages in whose tables a test stands behind the file that it is in.
PAGES = ("docs/security.md", "docs/trust.md")


def named(text: str) -> list[tuple[str, str]]:
    """The tests that a text names, each with its file: the one before it on its line; "" where it names a file alone."""
    found = []
    for line in text.splitlines():
        file = ""
        for here in re.finditer(rf"{FILE.pattern}|{TEST.pattern}", line):
            file = here[1] or file
            found.append((file, here[2] or ""))
    return found


def wrong(text: str) -> list[tuple[str, str]]:
    """Of the tests that a text names, those that are not there."""
    found = named(text)
    have = {file: have_in(ROOT / file) for file, _test in found}
    return [(file, test) for file, test in found if have[file] is None or (test and test not in have[file])]


def have_in(file: Path) -> set[str] | None:
    if not file.is_file():
        return None
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_promise_names_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(named(text)) > 20
    assert wrong(text) == []


@pytest.mark.parametrize(
    "text",
    ["`tests/unit/none.py`", "`tests/unit/test_main.py`: `test_nothing_of_the_kind`", "`test_of_no_file`"],
)
def test_one_that_is_not_there_is_found(text):
    assert wrong(text)


def test_every_promise_has_a_test():
    rows = [
        line for line in (ROOT / "docs" / "trust.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    promises = rows[rows.index("| promise | held by |") + 1 :]
    assert len(promises) > 30
    assert [row for row in promises if not TEST.search(row)] == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the sources without git's own files")
@pytest.mark.parametrize("file", ["plans.xlsx", "2026/plan.csv", "plans.toml"])
def test_git_ignores_files_of_a_persons_own(file):
    found = subprocess.run(["git", "check-ignore", "--quiet", f"data/mine/{file}"], cwd=ROOT, check=False)
    assert found.returncode == 0
