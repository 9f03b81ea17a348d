"""What is installed from a wheel is whole: catalogues, templates, scripts, notebooks, data, and a report made of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from analysis.dataset._reading import PACKAGE_VARIABLE

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_a_wheel_holds_every_file_of_the_package_the_notebooks_and_the_data(wheel):
    listed = subprocess.run(["git", "ls-files", "src/analysis"], cwd=ROOT, capture_output=True, text=True, check=True)
    wanted = {path.removeprefix("src/") for path in listed.stdout.splitlines() if (ROOT / path).exists()}
    wanted |= {f"analysis/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")}
    wanted |= {f"analysis/data/{name}" for name in ("places.csv", "funding.csv", "datapackage.json", "LICENSE")}
    with zipfile.ZipFile(wheel) as archive:
        assert wanted - set(archive.namelist()) == set()


def test_a_wheel_holds_nothing_that_is_not_published(wheel):
    """Files of a person's own lie in data/mine and beside the notebooks; all that goes out is named in pyproject.toml."""
    kept = subprocess.run(
        ["git", "ls-files", "src", "data", "notebooks", "docs/method.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    public = {path.removeprefix("src/") if path.startswith("src/") else f"analysis/{path}" for path in kept}
    public = {"analysis/report/method.md" if path == "analysis/docs/method.md" else path for path in public}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held - public == set()


def test_a_file_of_a_persons_own_is_not_chosen(tmp_path):
    (tmp_path / "project").mkdir()
    for name in ("pyproject.toml", "src", "data", "notebooks", "docs", "README.md", "LICENSE"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, tmp_path / "project" / name)
    for name in (
        "data/mine/confidential.csv",
        "data/confidential.csv",
        "notebooks/plan-secret.html",
        "notebooks/08_own.ipynb",
    ):
        (tmp_path / "project" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "project" / name).write_text("secret")
    builder = WheelBuilder(str(tmp_path / "project"))
    chosen = [*builder.recurse_included_files(), *builder.recurse_forced_files(builder.config.get_force_include())]
    assert "analysis/data/places.csv" in {file.distribution_path for file in chosen}
    assert not [file.path for file in chosen if Path(file.path).is_file() and Path(file.path).read_bytes() == b"secret"]


def test_a_report_can_be_made_of_what_a_wheel_installs(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    command = [sys.executable, "-P", "-m", "analysis", "report", "--lang", "fr", "--only", "03", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), PACKAGE_VARIABLE: ""}
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import analysis; print(analysis.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(tmp_path / "installed"))
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    page = (tmp_path / "reports" / "fr" / "03_territories.html").read_text(encoding="utf-8")
    assert "les lieux ruraux sont-ils différents" in page
    assert (tmp_path / "reports" / "fr" / "method.html").is_file()
