"""The key of an executed notebook: each ingredient changes it, and nothing else does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from analysis.dataset._reading import PACKAGE_VARIABLE
from analysis.jupyter import _ingredients as ingredients_module
from analysis.jupyter._ingredients import Ingredients
from copied import copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose files a test may change."""
    return copy_project(tmp_path / "project")


#: Changed one after the other; each makes another key, but for the last: a person's own settings, which kernels do not see.
CHANGES = (
    "src/analysis/numbers/summaries.py",
    "src/analysis/words/locale/fr/LC_MESSAGES/messages.po",
    "data/places.csv",
    "requirements.lock",
    "notebooks/helper.py",
    "site/sitecustomize.py",
    "site/thing.dist-info/RECORD",
    "src/analysis/report/template/style.css",
    "data/example/plans-exemple.csv",
    "home/.ipython/profile_default/startup/first.py",
    "home/.ipython/profile_default/ipython_config.py",
    "home/.config/matplotlib/matplotlibrc",
    "home/.matplotlib/matplotlibrc",
    "here/matplotlibrc",
)
UNSEEN = 7

KEYS = """
import nbformat, pathlib, sys
from analysis.jupyter._ingredients import Ingredients
root = pathlib.Path(sys.argv[1])
path = root / "notebooks" / "01_investment.ipynb"
notebook = nbformat.read(path, as_version=4)
for name in ["", "", *sys.argv[2:]]:
    if name:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + b"# changed")
    print(Ingredients().key(path, notebook, {}))
"""


def test_code_data_lock_and_settings_are_ingredients_and_templates_and_the_example_are_not(project):
    for name in ("here", "site/thing.dist-info"):
        (project / name).mkdir(parents=True)
    path = os.pathsep.join([str(project / "src"), str(project / "site")])
    seen = {**os.environ, "PYTHONPATH": path, "HOME": str(project / "home"), PACKAGE_VARIABLE: ""}
    done = subprocess.run(
        [sys.executable, "-c", KEYS, str(project), *CHANGES],
        env=seen, capture_output=True, text=True, check=True, cwd=project / "here",
    )  # fmt: skip
    first, again, *keys = done.stdout.split()
    assert first == again
    assert len({first, *keys}) == len(CHANGES) - UNSEEN + 1
    assert len(set(keys[-UNSEEN - 1 :])) == 1


def test_installed_packages_are_an_ingredient(tmp_path, monkeypatch):
    about = tmp_path / "thing-1.0.dist-info"
    about.mkdir()
    (about / "RECORD").write_text("thing.py,sha256=1,1\n")
    monkeypatch.setattr(ingredients_module.sys, "path", [str(tmp_path)])
    notebook = nbformat.v4.new_notebook()
    keys = {Ingredients().key(tmp_path, notebook, {}) for _ in range(2)}
    (about / "RECORD").write_text("thing.py,sha256=2,1\n")
    keys.add(Ingredients().key(tmp_path, notebook, {}))
    about.rename(tmp_path / "thing-1.1.dist-info")
    keys.add(Ingredients().key(tmp_path, notebook, {}))
    assert len(keys) == 3


def test_a_setting_for_all_people_of_a_machine_is_an_ingredient_also_when_it_comes_during_a_run(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.jupyter._plain.SYSTEM", (str(tmp_path / "etc"),))
    monkeypatch.setattr(ingredients_module, "_begun", time.time_ns)
    notebook = nbformat.v4.new_notebook()
    found = Ingredients()
    assert found.unchanged()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "ipython_config.py").write_text("c.InteractiveShell.colors = 'Linux'")
    assert not found.unchanged()
    assert Ingredients().key(tmp_path, notebook, {}) != found.key(tmp_path, notebook, {})
