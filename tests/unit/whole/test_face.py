"""What a newcomer meets: the names of the package, its help, its reference, its rooms, and docs whose paths are there."""

from __future__ import annotations

import importlib
import inspect
import os
import pydoc
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import analysis

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "analysis"
MODULES = sorted(name for name in analysis.__all__ if inspect.ismodule(getattr(analysis, name)))
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def run(script: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A script of Python in a process of its own, that imports the package which is tested here."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent if folder == ROOT else folder / "src")}
    command = [sys.executable, *(["-c", script] if "\n" in script or " " in script else [script]), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_notebook_needs_no_longer_path():
    run_alone = run("import analysis; from analysis import charts, shares; print(charts.__name__, shares.__name__)")
    assert run_alone.stdout.split() == ["analysis.charts", "analysis.numbers.shares"], run_alone.stderr
    assert dir(analysis) == sorted([*analysis.__all__, "__version__"])


@pytest.mark.parametrize("name", MODULES)
def test_dir_shows_what_to_call_and_nothing_else(name):
    module = getattr(analysis, name)
    assert module is importlib.import_module(module.__name__)
    assert dir(module) == sorted(module.__all__)
    assert all(hasattr(module, one) for one in module.__all__)
    assert not [one for one in module.__all__ if one.startswith("_")]
    assert not [one for one in module.__all__ if inspect.ismodule(getattr(module, one))]


def test_no_public_name_is_one_of_another_module_by_accident():
    for name in MODULES:
        module = getattr(analysis, name)
        for one in module.__all__:
            home = getattr(getattr(module, one), "__module__", None) or module.__name__
            assert home == module.__name__ or re.search(r"\._\w+$", home), f"{name}.{one} is {home}'s"


def test_help_tells_what_each_module_is_for():
    told = pydoc.render_doc(analysis, renderer=pydoc.plaintext)
    for name in MODULES:
        assert f"`analysis.{name}`: " in told
    assert "shares.plans(analysis.load())" in told


def test_the_lines_that_help_begins_with_run():
    lines = re.search(r"begin with:\n\n((?:    .*\n)+)", analysis.__doc__)
    assert lines
    scope: dict[str, object] = {}
    exec("\n".join(line[4:] for line in lines[1].splitlines()), scope)
    assert len(scope["plans"]) > 100


def test_the_wheel_says_that_the_package_is_typed():
    shipped = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert "analysis/py.typed" in shipped
    assert not [path for path in shipped if path.startswith("tools") or "/reference/" in path]


def test_the_reference_has_a_page_for_each_module_and_fetches_nothing(tmp_path):
    found = run("tools/reference.py", str(tmp_path / "reference"))
    assert (found.stdout, found.returncode) == ("", 0), found.stderr
    pages = {path.stem for path in (tmp_path / "reference" / "analysis").glob("*.html")}
    assert pages == set(MODULES)
    shares = (tmp_path / "reference" / "analysis" / "shares.html").read_text(encoding="utf-8")
    assert "from analysis import shares" in shares
    assert 'id="plans"' in shares


def test_a_public_function_without_an_example_or_a_page_that_fetches_is_named(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    reference = importlib.import_module("reference")
    bare = type(analysis)("bare")
    bare.__all__ = ["told", "untold"]
    bare.told, bare.untold = lambda: None, lambda: None
    bare.told.__doc__ = "Tell."
    assert reference.find_gaps({"bare": bare}) == ["bare.told has no example", "bare.untold has no docstring"]
    for text in ('<script src="https://x.org/a.js">', "<img src=//x.org/a.png>", "@import 'a'", "url(https://x.org/a)"):
        assert reference.FETCHED.search(text), text
    assert not reference.FETCHED.search('<a href="https://pdoc.dev">pdoc</a> <img src="data:image/svg+xml,">')


def copied(folder: Path) -> Path:
    """The package's sources and the settings of the import linter, to spoil."""
    shutil.copytree(PACKAGE, folder / "src" / "analysis", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


LINT = "from importlinter.cli import lint_imports_command\nlint_imports_command()"


def test_imports_lead_down_only_and_one_that_leads_back_fails(tmp_path):
    folder = copied(tmp_path)
    kept = run(LINT, "--no-cache", folder=folder)
    assert kept.returncode == 0, kept.stdout
    with (folder / "src" / "analysis" / "words" / "_grouping.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom analysis import charts\n")
    broken = run(LINT, "--no-cache", folder=folder)
    assert broken.returncode == 1
    assert "analysis.words._grouping -> analysis.charts" in broken.stdout


def test_a_room_without_a_floor_fails(tmp_path):
    folder = copied(tmp_path)
    (folder / "src" / "analysis" / "attic.py").write_text('"""A room that no floor names."""\n', encoding="utf-8")
    found = run(LINT, "--no-cache", folder=folder)
    assert found.returncode == 1
    assert "analysis.attic" in found.stdout


def test_the_picture_of_the_rooms_is_drawn_from_the_imports():
    found = run("tools/architecture.py", "--check")
    assert (found.stdout, found.returncode) == ("", 0), found.stderr


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_the_docs_name_is_there(doc):
    told = doc.read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|md|po|ipynb|css|js|j2|svg|toml|csv|json)|(?:\w+/)+)`", told)
    linked = [link for link in re.findall(r"\]\(([^)#:]+)\)", told) if "reference/" not in link]
    written = (
        "reports",
        "notebooks/NN_",
        "notebooks-fr",
        "data/mine",
        "docs/reference",
        "en/",
        "fr/",
    )  # by commands, or one's own hand
    for path in named:
        if not path.startswith(written):
            assert (ROOT / path).exists() or (PACKAGE / path).exists(), path
    for path in linked:
        assert (doc.parent / path).exists(), path


def test_every_target_of_make_has_a_line_of_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*## \S", makefile, flags=re.MULTILINE))
    assert targets == set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())
    for tool in (ROOT / "tools").glob("*.py"):
        assert f"tools/{tool.name}" in makefile
