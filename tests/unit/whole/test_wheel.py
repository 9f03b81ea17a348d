"""What is installed from a wheel is whole: catalogues, templates, scripts, notebooks, data, and a report made of them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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
