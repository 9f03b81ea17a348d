"""pyproject.toml, requirements.lock, environment.yml, citation and changelog agree."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def wanted() -> dict[str, Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    every = [*PROJECT["dependencies"], *(text for extra in extras for text in extra)]
    return {canonicalize_name(Requirement(text).name): Requirement(text) for text in every}


def pinned() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.+!-]+)", LOCK, flags=re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def test_the_lock_pins_what_the_project_asks_for():
    pins = pinned()
    for name, requirement in wanted().items():
        assert name in pins, f"{name} is missing from requirements.lock: run make lock"
        assert all(requirement.specifier.contains(version) for version in pins[name]), name


def test_the_lock_has_a_hash_for_every_pin_and_no_address():
    for block in re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip()):
        if "==" in block.splitlines()[0]:
            assert "--hash=sha256:" in block, block.splitlines()[0]
    assert not re.search(r"://|--index|--find-links|/opt/|/root/", LOCK)


def test_conda_users_get_the_same():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [text for text in environment["dependencies"] if isinstance(text, str)]
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    named = {
        canonicalize_name(Requirement(text).name): Requirement(text)
        for text in [*plain, *(p for p in pip if p[0] != "-")]
    }
    assert str(named.pop("python").specifier) == PROJECT["requires-python"]
    named.pop("pip")
    assert {name: str(r.specifier) for name, r in named.items()} == {n: str(r.specifier) for n, r in wanted().items()}
    assert "--no-deps --editable ." in pip


def test_one_version_everywhere():
    version = analysis.__version__
    assert PROJECT["dynamic"] == ["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_machine_path_or_registry_in_the_project():
    for path in ["Makefile", ".ci/run", "environment.yml", "README.md", "pyproject.toml"]:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r"/root/|/work/|(?<!emit-)index-url|pypi\.org", text), path


def test_the_readmes_picture_is_the_notebooks_own():
    namespace = runpy.run_path(str(ROOT / "tools" / "picture.py"))
    assert (ROOT / "docs" / "picture.png").read_bytes() == namespace["picture"]()
    alt = re.search(r"!\[(.+?)\]\(docs/picture.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert alt
    assert len(alt.group(1)) > 80
